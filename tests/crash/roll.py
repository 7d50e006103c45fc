"""The roll under load: a county whose clients register people, what each of them was told, and a judge
that asks the service about everybody afterwards.

A person is a number (people.py). One request registers some in a row, all or none of them; what is
answered with OK is acknowledged, what is answered otherwise, or not at all, is unknown. After a fault

  * whoever was acknowledged is ELIGIBLE: anything else, an error too, is a loss;
  * a request of unknown outcome has taken effect as a whole or not at all;
  * the same request once more is accepted, and acknowledged from then on.
"""

import collections
import os
import sys
import threading
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))

import grpc  # noqa: E402

import contracts as c  # noqa: E402
from clients import Entry, Load, NotTaken, import_request  # noqa: E402
from county import CAMPAIGN_DIR, County  # noqa: E402
from people import (citizen_number, member_row, organization_row, person_name,  # noqa: E402
                    union_code)
from store_damage import lose_the_end_of_the_log  # noqa: E402

UNIONS = 4
CASE = 1_000     # persons asked about under one case number: asked again they cost no budget
ASKER = 20_000   # persons one partner may ask about in a day
PATIENCE = 30    # seconds until a service that was started has to answer, unless a row says less


class Roll(County):
    def __init__(self):
        super().__init__(None)
        self.patience = PATIENCE
        self.lock = threading.Lock()
        self.entries = []
        self.next_person = 0
        self.callers = {}
        self.askers = 0
        self.run("campaign", "load", CAMPAIGN_DIR)
        self.run("import", "quotas", os.path.join(CAMPAIGN_DIR, "quotas.tsv"), "--campaign",
                 self.campaign, "--document", self.document)
        plan = self.officer("registry").call(
            c.CATALOGUE + "GetQuotaPlan",
            c.catalogue.GetQuotaPlanRequest(name="campaigns/taoyuan-2019/quotaPlans/-"),
            c.campaign.QuotaPlan)
        self.parent = plan.quotas[0].organization
        rows = [organization_row(n, self.parent) for n in range(UNIONS)]
        made = self.officer("registry").call(
            c.REGISTRY + "ImportOrganizations",
            import_request(c.organizations.ImportOrganizationsRequest, rows, str(uuid.uuid4())),
            c.organizations.ImportOrganizationsResponse)
        assert all(r.outcome == c.finding.ACCEPTED for r in made.results), made
        self.catch_up()

    def catch_up(self):
        """Until members has applied what the registry holds."""
        def head(service, method, package):
            return self.patiently(lambda: self.officer(service).call(
                method + "GetStatus", package.GetStatusRequest(), package.GetStatusResponse), service)

        until = time.monotonic() + self.patience
        wanted = head("registry", c.REGISTRY, c.registry).head.sequence
        while head("members", c.MEMBERS, c.members).registry_applied.sequence < wanted:
            assert time.monotonic() < until, "members does not follow the registry"
            time.sleep(0.02)

    def status(self):
        return self.patiently(lambda: self.officer("members").call(
            c.MEMBERS + "GetStatus", c.members.GetStatusRequest(), c.members.GetStatusResponse))

    def asker(self, n):
        """A benefit system, made when it is first wanted: each may ask about so many people only."""
        while self.askers <= n:
            name = f"benefits-{self.askers}"
            self.run("pki", "issue", "--dir", self.path("pki"), "--kind", "partner", "--id", name,
                     "--out-prefix", self.path("certs", name))
            self.run("role", "grant", "--identity", "spiffe://mingce/partner/" + name,
                     "--role", "BENEFIT_SYSTEM", "--document", self.document)
            self.askers += 1
            self.catch_up()
        return f"benefits-{n}"

    def new_caller(self, service, identity):
        return c.Caller(f"127.0.0.1:{self.ports[service]}", self.path("pki/ca.crt.pem"),
                        self.path("certs", identity))

    def caller(self, service, identity):
        """A connection that is kept while the service lives."""
        key = service, identity
        if key not in self.callers:
            self.callers[key] = self.new_caller(service, identity)
        return self.callers[key]

    def officer(self, service):
        return self.caller(service, "officer")

    def forget_callers(self):
        """Whoever was connected to a service that has gone connects anew."""
        for caller in self.callers.values():
            caller.close()
        self.callers = {}

    # Clients.

    def new_entry(self, count):
        with self.lock:
            entry = Entry(self.next_person, count)
            self.next_person += count
            self.entries.append(entry)
        return entry

    def outcomes(self, caller, entry, request_id, validate_only=False, wait=False):
        rows = [member_row(n, union_code(n % UNIONS)) for n in entry.people()]
        answer = caller.call(c.MEMBERS + "ImportMembers",
                             import_request(c.members.ImportMembersRequest, rows, request_id,
                                            validate_only), c.members.ImportMembersResponse,
                             wait=wait)
        assert len(answer.results) == entry.count, answer
        return {r.outcome for r in answer.results}

    def register(self, caller, entry, wait=False):
        """Raises grpc.RpcError or NotTaken where it is not acknowledged."""
        outcomes = self.outcomes(caller, entry, entry.request_id, wait=wait)
        if outcomes != {c.finding.ACCEPTED}:
            entry.request_id = str(uuid.uuid4())  # the old one would get the old answer
            raise NotTaken(outcomes)
        entry.acknowledged = True

    def load(self, chance, clients=4, most_rows=20, pause=0.0):
        """Clients at work, until `end` is called on what this returns."""
        return Load(self, chance, clients, most_rows, pause)

    # The judge.

    def ask(self, people, identity=None):
        """{person: "ELIGIBLE", or the reasons against}. A service that has just started may need a
        moment; raises grpc.RpcError where it does not answer after that."""
        cases = collections.defaultdict(list)
        for n in people:
            cases[n // CASE].append(n)
        answers = {}
        for case, some in cases.items():
            request = c.eligibility.BatchCheckEligibilityRequest(
                benefit="SERIOUS_ILLNESS_RELIEF", purpose="资格审核", case_number=f"2019-{case}")
            for n in some:
                request.persons.add(id_type_code="01", id_number=citizen_number(n),
                                    full_name=person_name(n))
            asker = self.caller("members", identity or self.asker(case * CASE // ASKER))
            answer = self.patiently(lambda: asker.call(
                c.MEMBERS + "BatchCheckEligibility", request,
                c.eligibility.BatchCheckEligibilityResponse))
            for n, item in zip(some, answer.items, strict=True):
                answers[n] = "ELIGIBLE" if item.decision == c.eligibility.ELIGIBLE else (
                    ",".join(r.code for r in item.reasons) or item.finding.reason or "?")
        return answers

    def patiently(self, call, service="members"):
        """Its answer, once `service` gives one; raises grpc.RpcError where it has left, or has been
        unavailable for `patience`."""
        until = time.monotonic() + self.patience
        while True:
            left = self.processes[service].poll() is not None
            try:
                return call()
            except grpc.RpcError as error:
                if (left or error.code() != grpc.StatusCode.UNAVAILABLE
                        or time.monotonic() > until):
                    raise
                time.sleep(0.02)

    def lost(self, entries):
        """Acknowledged people of `entries` about whom the service does not say so."""
        people = [n for e in entries if e.acknowledged for n in e.people()]
        try:
            answers = self.ask(people)
        except grpc.RpcError as error:
            print("no answer:", error.code().name, error.details(), flush=True)
            return people
        return [n for n in people if answers[n] != "ELIGIBLE"]

    def judge(self, row, entries):
        """Of a service that runs again; counts into `row`."""
        gone = self.lost(entries)
        if gone:
            print("LOST", len(gone), "people, the first is", gone[0], flush=True)
            row.lost += len(gone)
            return
        for entry in [e for e in entries if not e.acknowledged]:
            # Not by a question: about somebody who is not there a caller may ask so often only.
            outcomes = self.patiently(lambda e=entry: self.outcomes(
                self.officer("members"), e, str(uuid.uuid4()), validate_only=True))
            if outcomes not in ({c.finding.UNCHANGED}, {c.finding.ACCEPTED}):
                row.find(f"half a request took effect, people from {entry.first} on: {outcomes}")
            try:
                self.patiently(lambda e=entry: self.register(self.officer("members"), e))
            except NotTaken:  # while a clock was wrong, and that is answered once more
                self.patiently(lambda e=entry: self.register(self.officer("members"), e))

    def judge_all(self, row):
        """At the end of a row: everybody who was ever acknowledged, and that there is nobody else."""
        self.judge(row, self.entries)
        if not row.lost and self.status().members != self.next_person:
            row.find(f"{self.status().members} members, {self.next_person} were registered")
        row.acknowledged = sum(e.count for e in self.entries if e.acknowledged)

    def sees_a_planted_loss(self, chance):
        """The control: takes the newest requests out of the log of a killed service. Leaves the
        county as it is then."""
        load = self.load(chance)
        while load.acknowledged() < 20:
            time.sleep(0.01)
        entries = load.end()
        self.kill("members")
        lose_the_end_of_the_log(self.stores["members"])
        self.start("members")
        self.forget_callers()
        return len(self.lost(entries)) > 0

    def start(self, service, environment=None, wrapper=()):
        # The store is at rest: whatever reads one without the service does it here.
        super().start(service, environment, wrapper)

    def stop(self, service, patience=60):
        # Idle connections of this program would not hear that they are to end.
        self.forget_callers()
        return super().stop(service, patience)

    def kill(self, service):
        super().kill(service)
        self.forget_callers()

    def close(self):
        self.forget_callers()
        super().close()
