"""What reporting makes of what was registered. Its store is derived from two streams: whatever
happened to it, in the end its table is, byte for byte, the one of a reporting service that begins
with an empty store, and counts whom the clients registered. On the way there no answer is wrong:
each says which events are in it, and it counts just those.
"""

import shutil
import threading
import time

import grpc

import contracts as c
from registered import UNIONS
from store_damage import lose_a_row

CAMPAIGN = "campaigns/taoyuan-2019"
MEMBERSHIP_VERSION = 0x19  # services/reporting/storage/keys.h
LAGS_FOR = 0.5             # seconds; then a follower that still lags does not apply any more
NOT_YET = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.NOT_FOUND)  # of one that has just begun


class Lags(Exception):
    """It answers, and does not follow its streams."""


class Figures:
    service = "reporting"

    def __init__(self, roll):
        """While nobody is registered and the registry has the unions of people."""
        self.roll = roll
        self.unions_since = self.heads()[0]
        self.before = self.heads()[1]

    # What is asked.

    def heads(self):
        """The newest event of registry and members."""
        def head(service, method, package):
            return self.roll.patiently(lambda: self.roll.officer(service).call(
                method + "GetStatus", package.GetStatusRequest(), package.GetStatusResponse),
                service).head.sequence

        return head("registry", c.REGISTRY, c.registry), head("members", c.MEMBERS, c.members)

    @staticmethod
    def table(caller, wait=False):
        request = c.reporting.GetAttainmentRequest(campaign=CAMPAIGN)
        return caller.call(c.REPORTING + "GetAttainment", request, c.reporting.Attainment,
                           wait=wait)

    @staticmethod
    def holds(table, heads):
        return (table.watermark.registry.sequence >= heads[0]
                and table.watermark.members.sequence >= heads[1])

    def newest(self, row=None, service="reporting"):
        """The table once all is in it; raises grpc.RpcError or Lags where that does not come. What
        is answered on the way there is looked at too, for `row`."""
        heads = self.heads()
        until = time.monotonic() + self.roll.patience
        while True:
            left = self.roll.processes[service].poll() is not None
            try:
                table = self.table(self.roll.officer(service))
                if row is not None:
                    self.look(row, table)
                if self.holds(table, heads):
                    return table
                if time.monotonic() > until:
                    raise Lags(f"reporting does not follow: {table.watermark}")
            except grpc.RpcError as error:
                if left or error.code() not in NOT_YET or time.monotonic() > until:
                    raise
            time.sleep(0.02)

    def rebuilt(self):
        """The table of another one, which has nothing to begin with."""
        shutil.rmtree(self.roll.stores["rebuilt"], ignore_errors=True)
        self.roll.start("rebuilt", program="reporting")
        try:
            return self.newest(service="rebuilt")
        finally:
            self.roll.kill("rebuilt")

    @staticmethod
    def bytes_of(table):
        """Without how long ago the sources have answered."""
        said = c.reporting.Attainment.FromString(table.SerializeToString())
        said.watermark.ClearField("registry_source")
        said.watermark.ClearField("members_source")
        return said.SerializeToString(deterministic=True)

    # The judge.

    def look(self, row, table):
        """Any table at any time: one membership is one event of the roll."""
        counts = table.county.counts
        people = table.watermark.members.sequence - self.before
        if counts.registered != people:
            row.find(f"{counts.registered} registered of {people} events")
        if table.watermark.registry.sequence >= self.unions_since and counts.counted != people:
            row.find(f"{counts.counted} counted of {people} events")
        for field in ("registered", "complete", "verified", "counted"):
            whole = getattr(table.county.outside_units, field) + sum(
                getattr(unit.counts, field) for unit in table.units)
            if whole != getattr(counts, field):
                row.find(f"the lines add up to {whole} {field}, the county has {counts}")

    def expected(self):
        """{organisation: people counted}, recomputed here from what clients were told."""
        people = dict.fromkeys(self.roll.unions.parents, 0)
        for entry in self.roll.people.entries:
            assert entry.acknowledged, "the outcome of a request is not known"
            for n in entry.numbers():
                people[self.roll.unions.parent(n % UNIONS)] += 1
        return people

    def judge(self, row):
        """Of a service that runs again."""
        self.roll.people.judge(row, [e for e in self.roll.people.entries if not e.acknowledged])
        try:
            table = self.newest(row)
        except (grpc.RpcError, Lags) as error:
            row.find(f"no figures: {error}")
            return
        wrong = self.difference(table)
        if wrong:
            row.find(wrong)
        elif self.bytes_of(table) != self.bytes_of(self.rebuilt()):
            row.find("the table is another one than that of an empty store: " + str(table))

    def difference(self, table):
        """A sentence, or None where it counts whom the clients registered."""
        expected = self.expected()
        counted = {unit.organization: unit.counts.counted for unit in table.units
                   if unit.organization in expected}
        if counted != expected or table.county.counts.counted != sum(expected.values()):
            return f"{table.county.counts.counted} counted, {counted} instead of {expected}"
        return None

    def judge_after(self, row, entries):
        del entries  # of others, who have acknowledged them
        self.judge(row)

    def judge_all(self, row):
        self.judge(row)  # nothing was acknowledged by it

    @staticmethod
    def lose_something(store):
        """A loss that the service itself cannot notice. One of the log would be made good by the
        streams."""
        lose_a_row(store, MEMBERSHIP_VERSION)

    def sees_a_planted_loss(self, chance):
        """The control: one membership is taken out of the store."""
        del chance
        self.roll.people.register(self.roll.officer("members"), self.roll.people.new_entry(1))
        self.newest()
        self.roll.stop("reporting")
        self.lose_something(self.roll.stores["reporting"])
        self.roll.start("reporting")
        return self.difference(self.newest()) is not None

    def all_answers(self, strangers):
        del strangers
        table = self.newest()
        return table.county.counts.counted, self.bytes_of(table)

    @staticmethod
    def other_answers(answers, sound):
        return f"{answers[0]} counted instead of {sound[0]}, or another line of the table"

    def load(self, chance, clients=2, most_rows=20, pause=0.0):
        return Growth(self, chance, clients, most_rows, pause)


class Watch:
    """Asks for the table again and again, whether reporting is there or not, and looks at each."""

    def __init__(self, figures, row):
        self.figures = figures
        self.row = row
        self.looks = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        caller = self.figures.roll.new_caller("reporting", "officer")
        while not self.done.wait(0.02):
            try:
                self.figures.look(self.row, self.figures.table(caller, wait=True))
                self.looks += 1
            except grpc.RpcError:
                pass  # that is no figure
        caller.close()

    def end(self):
        self.done.set()
        self.thread.join()
        return self.looks


class Growth:
    """Load for reporting: people and unions are registered with the others. None of their requests
    is one that it could refuse."""

    def __init__(self, figures, chance, clients, most_rows, pause):
        self.figures = figures
        self.loads = [figures.roll.people.load(chance, clients, most_rows, pause),
                      figures.roll.unions.load(chance, 1, 2, max(pause, 0.05))]

    def acknowledged(self):
        return sum(load.acknowledged() for load in self.loads)

    def end(self):
        for load in self.loads:
            load.end()
        return []

    def refused(self):
        """Whether it does not apply what there is: it has left, or waits for room."""
        time.sleep(LAGS_FOR)
        try:
            table = self.figures.table(self.figures.roll.officer("reporting"))
        except grpc.RpcError:
            return True
        return not self.figures.holds(table, self.figures.heads())
