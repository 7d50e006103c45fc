#!/usr/bin/env python3
"""Row 7: one bit flipped, or an end cut off, in a file of a members store at rest. The service answers
as before, or it refuses: it never gives another answer, and never says that somebody is not there.
"""

import collections
import os
import shutil
import time

import grpc

from roll import Roll
from row import Row
from store_damage import lose_the_end_of_the_log

PEOPLE = 300      # registered in each store
STRANGERS = 10    # asked about besides
MARKED = 1.3      # seconds until the mark has the last commit; before that a torn tail is no loss
CUT = 0.25        # of the damages cut an end off, the others flip a bit
NOT_STORED = ("LOCK", "LOG")  # nothing of the store is in them


class Specimens:
    """Stores to be damaged, copied while nobody has them open, by how they were left."""

    def __init__(self, roll):
        self.roll = roll
        self.store = roll.path("members")
        self.copies = {}

    def fill(self, chance, people):
        while self.roll.next_person < people:
            self.roll.register(self.roll.officer("members"),
                               self.roll.new_entry(chance.randint(1, 20)))

    def keep(self, name):
        self.copies[name] = self.roll.path("specimen-" + name)
        shutil.copytree(self.store, self.copies[name])

    def put_back(self, name):
        shutil.rmtree(self.store)
        shutil.copytree(self.copies[name], self.store)

    def make(self, chance):
        self.fill(chance, PEOPLE // 3)
        self.roll.stop("members")          # a table
        self.roll.start("members")
        self.roll.forget_callers()
        self.fill(chance, PEOPLE)
        time.sleep(MARKED)
        self.roll.kill("members")
        self.keep("killed")                # a table and a log
        self.roll.start("members")
        self.ask()
        self.roll.stop("members")
        self.keep("stopped")               # tables, and an empty log

    def ask(self):
        people = self.roll.next_person
        answers = self.roll.ask(range(people + STRANGERS))
        return self.roll.status().members, answers


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


def outcome(roll, specimens, sound):
    """"the same", "refused" (no start, or no answer), or what is different."""
    roll.launch("members")
    try:
        if not roll.listens("members"):
            return "refused"
        return difference(specimens.ask(), sound)
    except grpc.RpcError as error:
        return "refused" if error.code() in (
            grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DATA_LOSS,
            grpc.StatusCode.INTERNAL) else error.code().name
    finally:
        if roll.processes["members"].poll() is None:
            roll.kill("members")


def difference(answers, sound):
    if answers == sound:
        return "the same"
    members, people = answers
    other = {n: a for n, a in people.items() if a != sound[1][n]}
    return f"{members} members instead of {sound[0]}, {len(other)} other answers"


def main():
    row = Row(7, "bit flips and cut ends in store files", 500)
    roll = Roll()
    try:
        roll.stop("reporting")
        roll.patience = 2
        specimens = Specimens(roll)
        roll.asker(0)
        specimens.make(row.chance)
        specimens.put_back("killed")
        roll.start("members")
        sound = specimens.ask()
        assert list(sound[1].values()).count("ELIGIBLE") == roll.next_person == sound[0], sound
        roll.kill("members")
        outcomes = collections.Counter()
        while row.faults < row.count:
            name = row.chance.choice(sorted(specimens.copies))
            specimens.put_back(name)
            what = damage(row.chance, specimens.store)
            came = outcome(roll, specimens, sound)
            row.fault()
            outcomes[came] += 1
            if came not in ("the same", "refused"):
                row.find(f"{name} store, {what}: {came}")
                row.lost += 1
        row.acknowledged = roll.next_person
        row.notes = {"outcomes": outcomes}
        specimens.put_back("killed")
        lose_the_end_of_the_log(specimens.store)
        row.control_seen = outcome(roll, specimens, sound) not in ("the same", "refused")
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
