"""Clients that register something with one service, what each of them was told, and a judge that
asks the service about all of it afterwards.

What is registered has a number (people.py). One request registers some in a row, all or none of
them; what is answered with OK is acknowledged, what is answered otherwise, or not at all, is
unknown. After a fault

  * whatever was acknowledged is there: anything else, an error too, is a loss;
  * a request of unknown outcome has taken effect as a whole or not at all;
  * the same request once more is accepted, and acknowledged from then on.
"""

import random
import threading
import time
import uuid

import grpc

import contracts as c
from store_damage import lose_the_end_of_the_log


class NotTaken(Exception):
    """The service refused the rows by a rule."""


class Entry:
    """One request: so many from `first` on."""

    def __init__(self, first, count):
        self.first = first
        self.count = count
        self.request_id = str(uuid.uuid4())
        self.sent = time.monotonic()
        self.acknowledged = False

    def numbers(self):
        return range(self.first, self.first + self.count)


def import_request(kind, rows, request_id, validate_only=False):
    columns = list(rows[0])
    return kind(campaign="campaigns/taoyuan-2019", columns=columns, request_id=request_id,
                validate_only=validate_only,
                rows=[kind.Row(number=i + 2, cells=[row[key] for key in columns])
                      for i, row in enumerate(rows)])


class Registrations:
    """What is registered with `service`. The heirs say how to send it (`rows`, `import_rows`) and
    how to ask about it (`missing`, `count`)."""

    service = ""

    def __init__(self, roll, first=0):
        self.roll = roll
        self.lock = threading.Lock()
        self.entries = []
        self.first = first
        self.next = first

    # Clients.

    def new_entry(self, count):
        with self.lock:
            entry = Entry(self.next, count)
            self.next += count
            self.entries.append(entry)
        return entry

    def connect(self):
        return self.roll.new_caller(self.service, "officer")

    def outcomes(self, caller, entry, request_id, validate_only=False, wait=False):
        rows = self.rows(entry.numbers())
        answer = self.import_rows(caller, rows, request_id, validate_only, wait)
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

    def patiently(self, call):
        return self.roll.patiently(call, self.service)

    def officer(self):
        return self.roll.officer(self.service)

    def lost(self, entries):
        """What was acknowledged of `entries` and is not there."""
        numbers = [n for e in entries if e.acknowledged for n in e.numbers()]
        try:
            return self.missing(numbers)
        except grpc.RpcError as error:
            print("no answer:", error.code().name, error.details(), flush=True)
            return numbers

    def judge(self, row, entries):
        """Of a service that runs again; counts into `row`."""
        gone = self.lost(entries)
        if gone:
            print("LOST", len(gone), "of", self.service, "the first is", gone[0], flush=True)
            row.lost += len(gone)
            return
        for entry in [e for e in entries if not e.acknowledged]:
            # Not by a question: about somebody who is not there a caller may ask so often only.
            outcomes = self.patiently(lambda e=entry: self.outcomes(
                self.officer(), e, str(uuid.uuid4()), validate_only=True))
            if outcomes not in ({c.finding.UNCHANGED}, {c.finding.ACCEPTED}):
                row.find(f"half a request to {self.service} took effect, from {entry.first} on: "
                         f"{outcomes}")
            try:
                self.patiently(lambda e=entry: self.register(self.officer(), e))
            except NotTaken:  # while a clock was wrong, and that is answered once more
                self.patiently(lambda e=entry: self.register(self.officer(), e))

    def judge_after(self, row, entries):
        """After one fault: `entries` were sent meanwhile, and some others long before."""
        self.judge(row, entries)
        self.judge(row, row.chance.sample(self.entries, min(10, len(self.entries))))

    def judge_all(self, row):
        """At the end: all that was ever acknowledged, and that there is nothing else."""
        self.judge(row, self.entries)
        if not row.lost and self.count() != self.next - self.first:
            row.find(f"{self.service} counts {self.count()}, {self.next - self.first} registered")
        row.acknowledged += sum(e.count for e in self.entries if e.acknowledged)

    @staticmethod
    def lose_something(store):
        """A loss that the service itself cannot notice."""
        lose_the_end_of_the_log(store)

    def sees_a_planted_loss(self, chance):
        """The control: takes the newest requests out of the log of a killed service. Leaves the
        county as it is then."""
        load = self.load(chance)
        while load.acknowledged() < 20:
            time.sleep(0.01)
        entries = load.end()
        self.roll.kill(self.service)
        self.lose_something(self.roll.stores[self.service])
        self.roll.start(self.service)
        return len(self.lost(entries)) > 0


class Load:
    """Clients that register until they are told to end or the service does not answer."""

    def __init__(self, what, chance, clients, most_rows, pause):
        """`pause`: seconds, at most, between an answer and the next request."""
        self.what = what
        self.done = threading.Event()
        self.entries = []
        self.reasons = set()  # why requests were refused; "" where nobody of ours has said it
        self.threads = []
        for _ in range(clients):
            seed = chance.randrange(1 << 32)
            self.threads.append(threading.Thread(
                target=self.run, args=(what.connect(), seed, most_rows, pause)))
        for thread in self.threads:
            thread.start()

    def run(self, caller, seed, most_rows, pause):
        chance = random.Random(seed)
        while not self.done.is_set():
            entry = self.what.new_entry(chance.randint(1, most_rows))
            with self.what.lock:
                self.entries.append(entry)
            try:
                self.what.register(caller, entry)
            except grpc.RpcError as error:
                self.reasons.add(c.reason_of(error))
                break
            except NotTaken:
                pass  # the judge will have it registered, or say so
            if pause:
                time.sleep(chance.uniform(0, pause))
        caller.close()

    def acknowledged(self):
        with self.what.lock:
            return sum(e.acknowledged for e in self.entries)

    def at_work(self):
        """Whether they were answered, and one of them goes on."""
        return self.acknowledged() > 0 and any(thread.is_alive() for thread in self.threads)

    def refused(self):
        """Whether one of them was not acknowledged, of a load that has ended."""
        return any(not e.acknowledged for e in self.entries)

    def end(self):
        """The requests that were sent."""
        self.done.set()
        for thread in self.threads:
            thread.join()
        return self.entries
