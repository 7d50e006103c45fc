#!/usr/bin/env python3
"""Row 35: slow readers of all three services. Somebody with a role opens calls by the hundred, on
eight connections at a time, and reads nothing of the answers, or a byte at a time, or four kilobytes
a second: pages of the roll, of the register and of both streams, snapshots, the table of attainment,
answers to checks. Meanwhile others ask each service and import.

What others ask is answered, 99 of 100 within a second; no import is refused; each service keeps its
memory; and when it is over the slow readers themselves are answered again.
"""

import signal
import threading
import time

import grpc

import contracts as c
from figures import CAMPAIGN
from people import citizen_number, person_name, union_code
from roll import SERVICES, Roll
from row import Row
from slow_line import SlowLine

PEOPLE = 5_000
LINES = 8            # connections of the slow readers at a time
CALLS = 100          # begun on each; a connection has at most 128
MOST_TRIES = 4       # calls begun for each that is wanted, at most
ROUND = 8            # seconds until the next ones; the service waits up to five for a reader
GIVES_UP = 60        # seconds, the deadline they name
RATES = (0, 1, 4096)  # bytes a second that they read
MOST_P99 = 1.0       # seconds
MOST_RESIDENT = 512  # MiB
AGAIN_WITHIN = 75    # seconds; a snapshot that was begun is kept for 60 after its last page
ASKS_EVERY = 0.02    # seconds


def question(n):
    return c.eligibility.CheckEligibilityRequest(
        person=c.member.PersonKey(id_type_code="01", id_number=citizen_number(n),
                                       full_name=person_name(n)),
        # Under the judge's case: under another one he would be one person more of a day's.
        benefit="SERIOUS_ILLNESS_RELIEF", purpose="资格审核", case_number="2019-0")


class Asker(threading.Thread):
    """Somebody else: calls again and again, and notes what it took and what was refused."""

    def __init__(self, call):
        super().__init__()
        self.call = call
        self.took = []
        self.refused = []
        self.done = threading.Event()
        self.start()

    def run(self):
        while not self.done.wait(ASKS_EVERY):
            began = time.monotonic()
            try:
                wrong = self.call()
            except grpc.RpcError as error:
                wrong = f"{error.code().name} {error.details()}"
            self.took.append(time.monotonic() - began)
            if wrong:
                self.refused.append(wrong)

    def end(self):
        self.done.set()
        self.join()

    def p99(self):
        return sorted(self.took)[len(self.took) * 99 // 100]


class County:
    """What is asked of the services, by whom."""

    def __init__(self, roll):
        self.roll = roll
        roll.partner("slow", "FEED_CONSUMER")
        roll.partner("slow-benefits", "BENEFIT_SYSTEM")
        roll.run("pki", "issue", "--dir", roll.path("pki"), "--kind", "person", "--id", "clerk",
                 "--out-prefix", roll.path("certs/clerk"))
        roll.run("role", "grant", "--identity", "spiffe://mingce/person/clerk", "--role",
                 "COUNTY_OFFICER", "--document", roll.document)
        roll.catch_up()
        while roll.people.next < PEOPLE:
            roll.people.register(roll.officer("members"), roll.people.new_entry(500))
        roll.figures.newest()  # has them all
        union = roll.unions.lookup(0).name
        batch = c.eligibility.BatchCheckEligibilityRequest(
            benefit="SERIOUS_ILLNESS_RELIEF", purpose="资格审核", case_number="2019-0001")
        for n in range(500):
            batch.persons.add(id_type_code="01", id_number=citizen_number(n),
                              full_name=person_name(n))
        table = c.reporting.GetAttainmentRequest(campaign=CAMPAIGN)
        self.slow = [  # (service, identity, method, request)
            ("members", "slow", c.FEED + "Fetch", c.feed.FetchRequest(max_events=1000)),
            ("registry", "slow", c.FEED + "Fetch", c.feed.FetchRequest(max_events=1000)),
            ("members", "slow", c.FEED + "Snapshot", c.feed.SnapshotRequest()),
            ("reporting", "clerk", c.REPORTING + "GetAttainment", table),
            ("members", "clerk", c.MEMBERS + "ListMembers",
             c.members.ListMembersRequest(organization=union, page_size=1000)),
            ("registry", "slow", c.FEED + "Snapshot", c.feed.SnapshotRequest()),
            ("members", "slow-benefits", c.MEMBERS + "CheckEligibility", question(1)),
            ("registry", "clerk", c.REGISTRY + "ListOrganizations",
             c.reads.ListOrganizationsRequest(page_size=1000)),
            ("members", "slow-benefits", c.MEMBERS + "BatchCheckEligibility", batch)]
        self.asker = roll.people.asker(0)
        self.callers = {(service, name): roll.new_caller(service, name)
                        for service, name in (("members", self.asker), ("members", "officer"),
                                              ("registry", "officer"), ("reporting", "officer"))}

    def check(self):
        answer = self.callers["members", self.asker].call(c.MEMBERS + "CheckEligibility", question(0),
                                               c.eligibility.CheckEligibilityResponse)
        return "" if answer.decision == c.eligibility.ELIGIBLE else f"decision {answer.decision}"

    def find(self):
        found = self.callers["registry", "officer"].call(
            c.REGISTRY + "LookupOrganization",
            c.reads.LookupOrganizationRequest(credit_code=union_code(0)), c.organization.Organization)
        return "" if found.name else "found nothing"

    def count(self):
        table = self.roll.figures.table(self.callers["reporting", "officer"])
        return "" if table.county.counts.counted >= PEOPLE else f"{table.county.counts} counted"

    def register(self):
        self.roll.people.register(self.callers["members", "officer"],
                                  self.roll.people.new_entry(5))


def read_slowly(county, kind, rate):
    """One connection with calls on it whose answers come at `rate`."""
    service, identity, method, request = county.slow[kind % len(county.slow)]
    line = SlowLine(county.roll.ports[service])
    caller = c.Caller(f"127.0.0.1:{line.port}", county.roll.path("pki/ca.crt.pem"),
                      county.roll.path("certs", identity))
    grpc.channel_ready_future(caller.channel).result(timeout=10)
    line.slow(rate)
    call = caller.channel.unary_unary(method, request_serializer=type(request).SerializeToString)
    calls = [call.future(request, timeout=GIVES_UP) for _ in range(CALLS)]
    return line, caller, calls


def flood(county, row):
    """How many connections the services have ended."""
    ended, kind = 0, row.chance.randrange(len(county.slow))
    for _ in range(-(-MOST_TRIES * row.count // (LINES * CALLS))):
        if row.faults >= row.count:
            break
        held = []
        for _ in range(LINES):
            kind += 1
            held.append(read_slowly(county, kind, row.chance.choice(RATES)))
        time.sleep(ROUND)
        for line, caller, calls in held:
            for call in calls:
                # Neither answered nor refused: its answer, or the refusal, is still on its way.
                row.fault(not call.done())
            ended += line.ended
            line.close()
            caller.close()
    return ended


def answered_again(county, row):
    """Whether each of the slow readers is answered, once he reads."""
    until = time.monotonic() + AGAIN_WITHIN
    for service, identity, method, request in county.slow:
        caller = county.roll.new_caller(service, identity)
        while True:
            try:
                caller.channel.unary_unary(
                    method, request_serializer=type(request).SerializeToString)(request, timeout=10)
                break
            except grpc.RpcError as error:
                if time.monotonic() > until:
                    row.find(f"{identity} is not answered again by {service}: {error.details()}")
                    break
                time.sleep(0.1)
        caller.close()


def resident(roll, service):
    """MiB, at most since the start."""
    with open(f"/proc/{roll.processes[service].pid}/status", encoding="utf-8") as f:
        return int(next(line for line in f if line.startswith("VmHWM")).split()[1]) >> 10


def main():
    row = Row(35, "slow readers", 5_000)
    with Roll() as roll:
        county = County(roll)
        asked = {what: Asker(call) for what, call in (
            ("check", county.check), ("import", county.register),
            ("look into the register", county.find), ("table", county.count))}
        ended = flood(county, row)
        for what, asker in asked.items():
            asker.end()
            for refused in asker.refused[:3]:
                row.find(f"a {what} of somebody else: {refused}")
            if what != "import" and asker.p99() > MOST_P99:
                row.find(f"a {what} of others took {asker.p99():.2f} s (p99)")
            row.notes[what] = {"calls": len(asker.took), "p99 ms": round(asker.p99() * 1000)}
        for service in SERVICES:
            row.notes[service] = {"MiB": resident(roll, service)}
            if resident(roll, service) > MOST_RESIDENT:
                row.find(f"{service} has {resident(roll, service)} MiB resident")
        answered_again(county, row)
        row.notes["connections ended"] = ended
        roll.people.judge_all(row)
        row.control(standing_still_is_seen(county))
    row.end()


def standing_still_is_seen(county):
    """A service that stands still for longer than a check may take."""
    process = county.roll.processes["members"]
    checks = Asker(county.check)
    time.sleep(0.2)
    process.send_signal(signal.SIGSTOP)
    time.sleep(1.5 * MOST_P99)
    process.send_signal(signal.SIGCONT)
    checks.end()
    return checks.p99() > MOST_P99


if __name__ == "__main__":
    main()
