"""deploy/demo as a stranger runs it, up while the tests of a class run, and the tool beside it.

  MINGCE_E2E_MEMBERS  people in the county (default 37689, the whole plan)
"""

import csv
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CTL = os.path.join(ROOT, "build/release/cli/mingcectl")
MEMBERS = int(os.environ.get("MINGCE_E2E_MEMBERS", "37689"))
CAMPAIGN = "taoyuan-2019"


def annex():
    with open(os.path.join(ROOT, "deploy/campaigns/taoyuan-2019/quotas.tsv"), encoding="utf-8") as f:
        return list(csv.DictReader(f, delimiter="\t"))


class RunningDemo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.state = tempfile.mkdtemp(prefix="mingce-e2e-")
        cls.table_file = os.path.join(cls.state, "table.json")
        cls.said = open(os.path.join(cls.state, "demo.err"), "w+", encoding="utf-8")
        cls.demo = subprocess.Popen(
            [os.path.join(ROOT, "deploy/demo"), "--members", str(MEMBERS), "--state", cls.state,
             "--json", cls.table_file],
            stdout=subprocess.PIPE, stderr=cls.said, text=True, start_new_session=True)
        cls.addClassCleanup(cls.end_demo)  # runs when the demo does not come up, too
        until = time.time() + 900
        while "Ctrl-C ends them" not in cls.read_said():
            if cls.demo.poll() is not None or time.time() > until:
                raise AssertionError("the demo did not come up:\n" + cls.read_said())
            time.sleep(0.2)
        cls.environment = dict(os.environ, MINGCE_PROFILE=os.path.join(cls.state, "officer.json"))

    @classmethod
    def end_demo(cls):
        cls.demo.send_signal(signal.SIGTERM)
        try:
            cls.demo.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(cls.demo.pid, signal.SIGKILL)  # its services with it
            cls.demo.wait()
        cls.demo.stdout.close()
        cls.said.close()
        shutil.rmtree(cls.state)

    @classmethod
    def read_said(cls):
        with open(cls.said.name, encoding="utf-8") as f:
            return f.read()

    def ctl(self, *arguments, code=0, stdin=None, profile="officer"):
        environment = dict(os.environ, MINGCE_PROFILE=os.path.join(self.state, profile + ".json"))
        done = subprocess.run([CTL, *arguments], env=environment, cwd=ROOT, input=stdin, text=True,
                              capture_output=True, timeout=300)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def table(self):
        return json.loads(self.ctl("report", "attainment", "--campaign", CAMPAIGN, "--wait",
                                   "--json").stdout)
