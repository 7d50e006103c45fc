#!/usr/bin/env python3
"""Row 7: one bit flipped, or an end cut off, in a file of a store at rest. The service answers as
before, or it refuses: it never gives another answer or figure, and never says that somebody is not
there.
"""

import collections
import filecmp
import os
import shutil
import time

import grpc

from figures import Lags
from roll import Roll
from row import Row

REGISTERED = 300  # people, or unions, in each store
STRANGERS = 10    # asked about besides
MARKED = 1.3      # seconds until the mark has the last commit; before that a torn tail is no loss
CUT = 0.25        # of the damages cut an end off, the others flip a bit
NOT_STORED = ("LOCK", "LOG")  # nothing of the store is in them


class Specimens:
    """Stores to be damaged, copied while nobody has them open, by how they were left."""

    def __init__(self, judge):
        self.judge = judge
        self.roll = judge.roll
        self.service = judge.service
        self.store = self.roll.stores[judge.service]
        self.copies = {}

    def fill(self, chance, numbers):
        """Registers up to so many; what reporting tells of is people."""
        what = self.roll.unions if self.service == "registry" else self.roll.people
        while what.next < numbers:
            what.register(what.officer(), what.new_entry(chance.randint(1, 20)))
        if self.service == "reporting":
            self.judge.newest()

    def keep(self, name):
        self.copies[name] = self.roll.path("specimen-" + name)
        shutil.copytree(self.store, self.copies[name])

    def put_back(self, name):
        shutil.rmtree(self.store)
        shutil.copytree(self.copies[name], self.store)

    def is_altered(self, name):
        """Whether the store is another one than that copy."""
        return not all(filecmp.cmp(kept.path, os.path.join(self.store, kept.name), shallow=False)
                       for kept in os.scandir(self.copies[name]))

    def make(self, chance):
        self.fill(chance, REGISTERED // 3)
        self.roll.stop(self.service)       # a table
        self.roll.start(self.service)
        self.fill(chance, REGISTERED)
        time.sleep(MARKED)
        self.roll.kill(self.service)
        self.keep("killed")                # a table and a log
        self.roll.start(self.service)
        self.ask()
        self.roll.stop(self.service)
        self.keep("stopped")               # tables, and an empty log

    def ask(self):
        return self.judge.all_answers(STRANGERS)


def damage(chance, store):
    """What was done, as one line: bytes, not names, are drawn within a kind of file."""
    files = collections.defaultdict(list)
    for entry in os.scandir(store):
        if not entry.name.startswith(NOT_STORED) and entry.stat().st_size:
            kind = entry.name.split("-")[0] if "." not in entry.name else entry.name.split(".")[-1]
            files[kind].append(entry)
    entry = chance.choice(files[chance.choice(sorted(files))])
    size = entry.stat().st_size
    if chance.random() < CUT:
        left = chance.choice((chance.randrange(size), max(0, size - chance.randint(1, 64))))
        os.truncate(entry.path, left)
        return f"{entry.name} cut from {size} to {left} bytes"
    at, bit = chance.randrange(size), chance.randrange(8)
    with open(entry.path, "r+b") as f:
        f.seek(at)
        byte = f.read(1)[0]
        f.seek(at)
        f.write(bytes([byte ^ (1 << bit)]))
    return f"{entry.name}: bit {bit} of byte {at} of {size}"


def outcome(specimens, sound):
    """"the same", "refused" (no start, or no answer), or what is different."""
    roll, service = specimens.roll, specimens.service
    roll.launch(service)
    try:
        if not roll.listens(service):
            return "refused"
        answers = specimens.ask()
        return "the same" if answers == sound else specimens.judge.other_answers(answers, sound)
    except grpc.RpcError as error:
        return "refused" if error.code() in (
            grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DATA_LOSS,
            grpc.StatusCode.INTERNAL) else error.code().name
    except Lags as error:
        return str(error)
    finally:
        if roll.processes[service].poll() is None:
            roll.kill(service)


def flip(judge, row, share):
    """Damages of which each is a fault, and the control."""
    roll = judge.roll
    roll.patience = 2
    specimens = Specimens(judge)
    specimens.make(row.chance)
    specimens.put_back("killed")
    roll.start(judge.service)
    sound = specimens.ask()
    roll.kill(judge.service)
    outcomes = collections.Counter()
    for _ in range(share):
        name = row.chance.choice(sorted(specimens.copies))
        specimens.put_back(name)
        what = damage(row.chance, specimens.store)
        row.fault(specimens.is_altered(name))
        came = outcome(specimens, sound)
        outcomes[came] += 1
        if came not in ("the same", "refused"):
            row.find(f"{name} store of {judge.service}, {what}: {came}")
            row.lost += 1
    row.acknowledged += sound[0]
    row.notes[judge.service] = outcomes
    specimens.put_back("killed")
    judge.lose_something(specimens.store)
    row.control(outcome(specimens, sound) not in ("the same", "refused"))


def main():
    row = Row(7, "bit flips and cut ends in store files", 500)
    for service, share in row.shares(members=8, registry=1, reporting=1):
        with Roll() as roll:
            roll.people.asker(0)  # while whoever has to hear of his role runs
            flip(roll.only(service), row, share)
    row.end()


if __name__ == "__main__":
    main()
