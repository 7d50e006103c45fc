#!/usr/bin/env python3
"""kill -9 of every service, again and again, while the tool imports the county; the same import once
more. No row is lost or doubled, the table is the one of an undisturbed county, and what each kill
left is a whole store (`mingcectl store check`).

  MINGCE_SEED     (default 20191115; printed)
  MINGCE_KILLS    kills to reach at least (default 12); fewer make the run void, not green
  MINGCE_MEMBERS  people (default 37689)
"""

import json
import os
import random
import sys
import threading
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))
from county import SERVICES, County  # noqa: E402

SEED = int(os.environ.get("MINGCE_SEED", "20191115"))
KILLS = int(os.environ.get("MINGCE_KILLS", "12"))
MEMBERS = int(os.environ.get("MINGCE_MEMBERS", "37689"))


class ImportKillTest(unittest.TestCase):
    def test_the_import_survives_and_counts_once(self):
        print("seed", SEED, flush=True)
        chance = random.Random(SEED)
        calm = County(MEMBERS, SEED)
        try:
            calm.load()
            calm.run("import", "members", *calm.workbooks(), "--campaign", "taoyuan-2019")
            expected = calm.table()
        finally:
            calm.close()

        county = County(MEMBERS, SEED)
        try:
            county.load()
            killed = dict.fromkeys(SERVICES, 0)
            done = threading.Event()
            broken = []  # what was left that is not whole

            def killer():
                while not done.is_set():
                    time.sleep(chance.uniform(0.05, 0.35))
                    victim = chance.choice(("members", "members", "registry", "reporting"))
                    county.kill(victim)
                    killed[victim] += 1
                    left = county.store(victim)
                    if not left.get("whole"):
                        broken.append((victim, left))
                        done.set()
                    time.sleep(chance.uniform(0, 0.1))
                    county.start(victim)

            thread = threading.Thread(target=killer)
            thread.start()
            rounds = 0
            answers = []
            try:
                while sum(killed.values()) < KILLS or min(killed.values()) == 0:
                    process = county.popen("--retry-seconds", "60", "import", "members",
                                           *county.workbooks(), "--campaign", "taoyuan-2019",
                                           "--json")
                    out, err = process.communicate(timeout=600)
                    self.assertEqual(process.returncode, 0, (broken, err[-2000:]))
                    answers.append(json.loads(out))
                    rounds += 1
                    self.assertEqual(broken, [])
                    self.assertLess(rounds, 50, "kills do not happen")
            finally:
                done.set()
                thread.join()
            for answer in answers:
                self.assertEqual(answer["rows"], MEMBERS)
                self.assertEqual(answer["rejected"], 0)
                self.assertEqual(answer["accepted"] + answer["unchanged"], MEMBERS)
            self.assertEqual(answers[0]["accepted"], MEMBERS)
            for answer in answers[1:]:
                self.assertEqual(answer["unchanged"], MEMBERS)
            last = json.loads(county.run("import", "members", *county.workbooks(),
                                         "--campaign", "taoyuan-2019", "--json"))
            self.assertEqual(last["unchanged"], MEMBERS)
            self.assertEqual(county.table(), expected)
            for service in SERVICES:
                county.kill(service)
                left = county.store(service)
                self.assertTrue(left.get("whole"), (service, left))
                if service != "registry":
                    self.assertEqual(left["members"], MEMBERS)
            print("kills", killed, "imports", rounds + 1, flush=True)
        finally:
            county.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
