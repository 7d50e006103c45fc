"""Starts the three services by hand, with certificates, keys and workbooks of their own, for tests
that kill them in the middle."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("MINGCE_BUILD", os.path.join(ROOT, "build/release"))
CTL = os.path.join(BUILD, "cli/mingcectl")
CAMPAIGN_DIR = os.path.join(ROOT, "deploy/campaigns/taoyuan-2019")
SERVICES = ("registry", "members", "reporting")


class County:
    """`members`: how many people its workbooks hold; None: it has no workbooks."""

    def __init__(self, members, seed=None, campaign_dir=CAMPAIGN_DIR, trust_domain="mingce"):
        self.campaign_dir = campaign_dir
        with open(os.path.join(campaign_dir, "campaign.json"), encoding="utf-8") as f:
            campaign = json.load(f)["campaign"]
        self.campaign = campaign["name"].removeprefix("campaigns/")
        self.document = campaign["documentNumber"]
        self.said = ""  # all that the tool has printed
        self.state = tempfile.mkdtemp(prefix="mingce-county-")
        with open(os.path.join(ROOT, "deploy/bindings.textproto"), encoding="utf-8") as f:
            bindings = f.read().replace("spiffe://mingce/", f"spiffe://{trust_domain}/")
        with open(self.path("bindings.textproto"), "w", encoding="utf-8") as f:
            f.write(bindings)
        self.processes = {}
        self.logs = {}
        self.stores = {service: self.path(service) for service in SERVICES}
        self.ports = dict.fromkeys(SERVICES, 0)
        self.starts = 0
        os.mkdir(os.path.join(self.state, "certs"))
        self.run("pki", "init", "--dir", self.path("pki"), "--trust-domain", trust_domain)
        for service in SERVICES:
            self.run("pki", "issue", "--dir", self.path("pki"), "--kind", "service",
                     "--id", service, "--server-name", "localhost,127.0.0.1",
                     "--out-prefix", self.path("certs", service))
        self.run("pki", "issue", "--dir", self.path("pki"), "--kind", "person", "--id", "officer",
                 "--out-prefix", self.path("certs/officer"))
        for service in SERVICES:
            self.run("key", "init", "--out", self.path(service + ".key"))
        for service in SERVICES:
            self.start(service)
        self.run("pki", "profile", "--dir", self.path("pki"), "--id", "officer",
                 "--prefix", self.path("certs/officer"), "--out", self.path("officer.json"),
                 *[word for s in SERVICES for word in ("--" + s, f"127.0.0.1:{self.ports[s]}")])
        if members is not None:
            self.run("generate", "--members", str(members), "--seed", str(seed),
                     "--out", self.path("workbooks"), "--campaign-dir", campaign_dir)

    def path(self, *parts):
        return os.path.join(self.state, *parts)

    def popen(self, *arguments, stdin=None):
        return subprocess.Popen([CTL, *arguments], stdin=stdin, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True,
                                env=dict(os.environ, MINGCE_PROFILE=self.path("officer.json")))

    def run(self, *arguments, code=0, stdin=None):
        process = self.popen(*arguments, stdin=None if stdin is None else subprocess.PIPE)
        out, err = process.communicate(stdin, timeout=300)
        self.said += out + err
        assert process.returncode == code, (arguments, process.returncode, out, err)
        return out

    def load(self):
        self.run("campaign", "load", self.campaign_dir)
        self.run("import", "quotas", os.path.join(self.campaign_dir, "quotas.tsv"),
                 "--campaign", self.campaign, "--document", self.document)
        self.run("import", "orgs", self.path("workbooks/orgs.xlsx"), "--campaign", self.campaign)

    def workbooks(self):
        folder = self.path("workbooks")
        return sorted(os.path.join(folder, f) for f in os.listdir(folder)
                      if f.startswith("members-"))

    def table(self):
        """The attainment table without its watermark and without ids, which are random."""
        table = json.loads(self.run("report", "attainment", "--campaign", self.campaign, "--wait",
                                    "--json"))
        for unit in table["units"] + [table["county"]]:
            unit.pop("organization", None)
        return table["county"], table["units"]

    def launch(self, service, environment=None, wrapper=(), program=None):
        """Starts it without waiting. `environment`: what it gets besides ours; `wrapper`: the words
        of a command that runs it; `program`: which of SERVICES it is, where `service` is a name of
        its store, port and log only."""
        self.starts += 1
        self.logs[service] = self.path(f"{service}.{self.starts}.log")
        program = program or service
        command = [*wrapper, os.path.join(BUILD, "services", program, "mingce-" + program),
                   f"--listen=127.0.0.1:{self.ports.get(service, 0)}", "--metrics_listen=",
                   "--data_dir=" + self.stores[service], "--tls_ca=" + self.path("pki/ca.crt.pem"),
                   "--tls_cert=" + self.path("certs", program + ".crt.pem"),
                   "--tls_key=" + self.path("certs", program + ".key.pem"),
                   "--key_file=" + self.path(program + ".key"),
                   "--bindings=" + self.path("bindings.textproto")]
        if program != "registry":
            command.append(f"--registry=127.0.0.1:{self.ports['registry']}")
        if program == "reporting":
            command.append(f"--members=127.0.0.1:{self.ports['members']}")
        with open(self.logs[service], "w", encoding="utf-8") as err:
            process = subprocess.Popen(command, stderr=err, stdout=err,
                                       env=dict(os.environ, **(environment or {})))
        self.processes[service] = process

    def log(self, service):
        """What it has said since its newest start."""
        with open(self.logs[service], encoding="utf-8", errors="replace") as said:
            return said.read()

    def listens(self, service):
        """Whether it came to listen; False once it has left."""
        until = time.time() + 60
        while time.time() < until:
            left = self.processes[service].poll() is not None
            found = re.search(r'"listening".*"port":"([0-9]+)"', self.log(service))
            if found:
                self.ports[service] = int(found.group(1))
                return True
            if left:
                return False
            time.sleep(0.01)
        raise AssertionError(f"{service} neither listens nor leaves:\n{self.log(service)}")

    def start(self, service, environment=None, wrapper=(), program=None):
        self.launch(service, environment, wrapper, program)
        assert self.listens(service), self.log(service)

    def stop(self, service, patience=60):
        """SIGTERM and the exit status."""
        self.processes[service].send_signal(signal.SIGTERM)
        return self.processes[service].wait(timeout=patience)

    def kill(self, service):
        self.processes[service].send_signal(signal.SIGKILL)
        self.processes[service].wait()

    def store(self, service):
        """What an independent reader says of the store of a service that does not run."""
        process = self.popen("store", "check", self.stores[service], "--json")
        out, err = process.communicate(timeout=300)
        said = json.loads(out)
        assert process.returncode == (0 if said.get("whole") else 1), (service, out, err)
        return said

    def close(self):
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                process.wait()
        shutil.rmtree(self.state)
