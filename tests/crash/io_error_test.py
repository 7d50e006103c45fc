#!/usr/bin/env python3
"""Row 5: the disk refuses a call on one of the store's files, the n-th of its kind, wherever in the
service's life that is: while it opens its store, while it serves, while it ends.

After the first refusal nothing more is acknowledged and the service leaves, or says NOT_SERVING; the
next start, on a sound disk, has everybody.
"""

import collections
import errno
import time

from faults import OPEN, RENAME, SYNC, WRITE, Faults
from life import Life
from roll import Roll
from row import Row

# What can be refused: a call on a kind of file. A mark that is renamed is HIGH_WATER, before that it
# has a name of its own.
PLACES = [(call, name) for name in ("*.log", "*.sst", "MANIFEST-*", "*.dbtmp", ".mingce-*.tmp")
          for call in (OPEN, WRITE, SYNC)]
PLACES += [(RENAME, "CURRENT"), (RENAME, "HIGH_WATER"), (RENAME, "OPTIONS-*"),
           (SYNC, "members"), (OPEN, "CURRENT")]
CALLS = {OPEN: "open", WRITE: "write", SYNC: "sync", RENAME: "rename"}
SERVED = 0.25        # seconds of load
MARKED = 1.2         # the same where the mark is to be written meanwhile


def served(place):
    return MARKED if place[1] in (".mingce-*.tmp", "HIGH_WATER", "members") else SERVED


def count_calls(roll, row, faults):
    """How often each of PLACES comes in a life after a kill; those that never come are left out."""
    calls = {}
    for place in PLACES:
        faults.arm(*place, at=0)
        Life(roll, row.chance, faults, served(place))
        calls[place] = faults.seen
        faults.disarm()
        roll.start("members")  # and killed, so that the next one has a log to read
        load = roll.load(row.chance)
        time.sleep(0.05)
        load.end()
        roll.kill("members")
    return {place: n for place, n in calls.items() if n}


def main():
    row = Row(5, "the n-th call refused by the disk", 300)
    roll = Roll()
    try:
        faults = Faults(roll.path("faults"), roll.path("members"))
        roll.stop("reporting")
        roll.kill("members")
        calls = count_calls(roll, row, faults)
        fired = collections.Counter()
        exits = collections.Counter()
        for _ in range(2 * row.count):
            place = row.chance.choice(list(calls))
            faults.arm(*place, at=row.chance.randint(1, calls[place]),
                       error=row.chance.choice((errno.EIO, errno.EIO, errno.ENOSPC)),
                       for_ever=row.chance.random() < 0.5, half=row.chance.random() < 0.5)
            life = Life(roll, row.chance, faults, served(place))
            if faults.fired:
                row.fault()
                fired[f"{CALLS[place[0]]} {place[1]}"] += 1
                exits[life.exit] += 1
            if life.stayed:
                row.find(f"goes on serving after {place} was refused")
            if life.late:
                row.find(f"{life.late} requests acknowledged after {place} was refused")
            faults.disarm()
            roll.start("members")
            roll.judge(row, life.entries)
            roll.judge(row, row.chance.sample(roll.entries, min(10, len(roll.entries))))
            if row.faults >= row.count or row.lost:
                break
            # A kill leaves a log that the next start has to read, an orderly end leaves none.
            (roll.kill if row.chance.random() < 0.6 else roll.stop)("members")
        roll.judge_all(row)
        row.notes = {"refused": fired, "exit statuses": exits}
        row.control_seen = not row.lost and roll.sees_a_planted_loss(row.chance)
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
