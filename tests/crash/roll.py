"""The county that fault rows do something bad to: three real services, clients that register people
and unions, and judges that ask about all of it afterwards.

Each service has a judge of its own (`judges`): `people` of members, `unions` of the registry,
`figures` of reporting. A row says which service its faults hit, and works with that one's judge:
`load`, `judge_after` a fault, `judge_all` at the end, `sees_a_planted_loss`.
"""

import os
import signal
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))

import grpc  # noqa: E402

import contracts as c  # noqa: E402
from county import CAMPAIGN_DIR, SERVICES, County  # noqa: E402
from figures import Figures  # noqa: E402
from registered import UNIONS, People, Unions  # noqa: E402

PATIENCE = 30    # seconds until a service that was started has to answer, unless a row says less
UNITS = 3        # of the quota plan, in which the unions stand


class Roll(County):
    def __init__(self):
        self.callers = {}
        super().__init__(None)
        self.patience = PATIENCE
        self.stores["rebuilt"] = self.path("rebuilt")  # of a second reporting service
        self.run("campaign", "load", CAMPAIGN_DIR)
        self.run("import", "quotas", os.path.join(CAMPAIGN_DIR, "quotas.tsv"), "--campaign",
                 self.campaign, "--document", self.document)
        plan = self.officer("registry").call(
            c.CATALOGUE + "GetQuotaPlan",
            c.catalogue.GetQuotaPlanRequest(name="campaigns/taoyuan-2019/quotaPlans/-"),
            c.campaign.QuotaPlan)
        self.unions = Unions(self, [quota.organization for quota in plan.quotas[:UNITS]])
        self.unions.register(self.officer("registry"), self.unions.new_entry(UNIONS))
        self.catch_up()
        self.people = People(self)
        self.figures = Figures(self)
        self.judges = {judge.service: judge for judge in (self.people, self.unions, self.figures)}

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def only(self, service):
        """Stops what a row needs not whose faults hit `service`, and returns its judge."""
        needed = {"members": ("registry", "members"), "registry": ("registry",),
                  "reporting": SERVICES}[service]
        for other in reversed(SERVICES):
            if other not in needed:
                self.stop(other)
        return self.judges[service]

    def catch_up(self):
        """Until members has applied what the registry holds."""
        def status(service, method, package):
            request = package.GetStatusRequest()
            return self.patiently(lambda: self.officer(service).call(
                method + "GetStatus", request, package.GetStatusResponse), service)

        until = time.monotonic() + self.patience
        wanted = status("registry", c.REGISTRY, c.registry).head.sequence
        while status("members", c.MEMBERS, c.members).registry_applied.sequence < wanted:
            assert time.monotonic() < until, "members does not follow the registry"
            time.sleep(0.02)

    def partner(self, name, role):
        """A certificate of its own and a role."""
        self.run("pki", "issue", "--dir", self.path("pki"), "--kind", "partner", "--id", name,
                 "--out-prefix", self.path("certs", name))
        self.run("role", "grant", "--identity", "spiffe://mingce/partner/" + name,
                 "--role", role, "--document", self.document)
        self.catch_up()

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

    def patiently(self, call, service):
        """Its answer, once `service` gives one; raises grpc.RpcError where it has left, has been
        unavailable for `patience`, or waits for a clock that nobody sets meanwhile."""
        until = time.monotonic() + self.patience
        while True:
            left = self.processes[service].poll() is not None
            try:
                return call()
            except grpc.RpcError as error:
                if (left or error.code() != grpc.StatusCode.UNAVAILABLE
                        or c.reason_of(error) == c.CLOCK_BEHIND or time.monotonic() > until):
                    raise
                time.sleep(0.02)

    def whole(self, row, service):
        """What an independent reader says of the store of a service that has just left: it finds
        nothing."""
        said = self.store(service)
        if not said.get("whole"):
            row.find(f"the store of {service} is not whole: {said}")

    def start(self, service, environment=None, wrapper=(), program=None):
        super().start(service, environment, wrapper, program)
        self.forget_callers()

    def stop(self, service, patience=60):
        # Idle connections of this program would not hear that they are to end.
        self.forget_callers()
        return super().stop(service, patience)

    def kill(self, service):
        """Whether it ran until then."""
        super().kill(service)
        self.forget_callers()
        return self.processes[service].returncode == -signal.SIGKILL

    def kill_running(self, row, service):
        """The same where it has no reason to have left before: then there is no fault, and it is
        wrong."""
        ran = self.kill(service)
        if not ran:
            row.find(f"{service} had left by itself: " + self.log(service)[-500:])
        return ran

    def close(self):
        self.forget_callers()
        super().close()
