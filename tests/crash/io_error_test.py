#!/usr/bin/env python3
"""Row 5: the disk refuses a call on one of a store's files, the n-th of its kind, wherever in the
service's life that is: while it opens its store, while it serves, while it ends.

After the first refusal nothing more is acknowledged and the service leaves, or says NOT_SERVING;
the next start, on a sound disk, has everything.
"""

import collections
import errno

from faults import OPEN, RENAME, SYNC, WRITE, Faults
from life import Life, leave_a_log, live
from roll import Roll
from row import Row

# What can be refused: a call on a kind of file. A mark that is renamed is HIGH_WATER, before that
# it has a name of its own. STORE: the directory.
STORE = "the store"
PLACES = [(call, name) for name in ("*.log", "*.sst", "MANIFEST-*", "*.dbtmp", ".mingce-*.tmp")
          for call in (OPEN, WRITE, SYNC)]
PLACES += [(RENAME, "CURRENT"), (RENAME, "HIGH_WATER"), (RENAME, "OPTIONS-*"),
           (SYNC, STORE), (OPEN, "CURRENT")]
CALLS = {OPEN: "open", WRITE: "write", SYNC: "sync", RENAME: "rename"}
SERVED = 0.25        # seconds of load
MARKED = 1.2         # the same where the mark is to be written meanwhile


def served(place):
    return MARKED if place[1] in (".mingce-*.tmp", "HIGH_WATER", STORE) else SERVED


def arm(faults, service, place, **how):
    call, name = place
    faults.arm(call, service if name == STORE else name, **how)


def count_calls(judge, row, faults):
    """How often each of PLACES comes in a life after a kill; those that never come are left out."""
    calls = {}
    for place in PLACES:
        arm(faults, judge.service, place, at=0)
        Life(judge, row.chance, faults, served(place))
        calls[place] = faults.seen
        faults.disarm()
        leave_a_log(judge, row)
    return {place: n for place, n in calls.items() if n}


class Refusals:
    def __init__(self, judge, row, calls):
        """`calls`: how often each place comes, if that was counted for another service."""
        self.judge, self.row = judge, row
        self.fired = collections.Counter()
        self.exits = collections.Counter()
        roll, service = judge.roll, judge.service
        self.faults = Faults(roll.path("faults"), roll.stores[service])
        roll.kill(service)
        self.counted = calls is None
        self.calls = calls or count_calls(judge, row, self.faults)

    def draw(self, calls):
        """Which of so many calls fails: an early one more often where these are of another service,
        which may make fewer."""
        chance = self.row.chance
        return chance.randint(1, calls) if self.counted else int(calls ** chance.random())

    def life(self):
        row, faults = self.row, self.faults
        place = row.chance.choice(list(self.calls))
        arm(faults, self.judge.service, place, at=self.draw(self.calls[place]),
            error=row.chance.choice((errno.EIO, errno.EIO, errno.ENOSPC)),
            for_ever=row.chance.random() < 0.5, half=row.chance.random() < 0.5)
        life = Life(self.judge, row.chance, faults, served(place))
        if faults.fired:
            row.fault()
            self.fired[f"{CALLS[place[0]]} {place[1]}"] += 1
            self.exits[life.exit] += 1
        if life.stayed:
            row.find(f"{self.judge.service} goes on serving after {place} was refused")
        if life.late:
            row.find(f"{life.late} requests acknowledged after {place} was refused")
        faults.disarm()
        return life.entries


def main():
    row = Row(5, "the n-th call refused by the disk", 300)
    calls = None
    for service, share in row.shares(members=8, registry=1, reporting=1):
        with Roll() as roll:
            refusals = Refusals(roll.only(service), row, calls)
            calls = refusals.calls
            live(refusals.judge, row, share, refusals.life)
            row.notes[service] = {"refused": refusals.fired, "exit statuses": refusals.exits}
    row.end()


if __name__ == "__main__":
    main()
