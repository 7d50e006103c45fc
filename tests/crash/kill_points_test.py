#!/usr/bin/env python3
"""Row 2: a service dies at the places inside RocksDB where RocksDB's own crash test lets it die:
before and after it appends to a file, makes or syncs one, writes its manifest, names the current
one. Amid its start, under load and amid an orderly end.
"""

import collections
import os

from faults import KILL_POINTS, POINT, Faults
from life import Life, leave_a_log, live
from roll import Roll
from row import Row

SERVED = 0.2  # seconds of load


class Deaths:
    def __init__(self, judge, row):
        self.judge, self.row = judge, row
        self.died = collections.Counter()
        roll, service = judge.roll, judge.service
        roll.stop(service)
        self.faults = Faults(roll.path("faults"), roll.stores[service], KILL_POINTS)
        self.points = self.count_points()

    def count_points(self):
        """How often each place is passed in a life, by its name."""
        leave_a_log(self.judge, self.row)
        self.faults.arm(POINT, "no such place", at=0)
        Life(self.judge, self.row.chance, self.faults, SERVED,
             self.faults.environment(journal=True))
        with open(self.faults.journal, encoding="utf-8") as f:
            passed = collections.Counter(line.rstrip("\n") for line in f)
        os.remove(self.faults.journal)
        return passed

    def life(self):
        chance, faults = self.row.chance, self.faults
        point = chance.choice(sorted(self.points))
        faults.arm(POINT, point, at=chance.randint(1, self.points[point]))
        life = Life(self.judge, chance, faults, SERVED)
        self.row.fault(faults.fired)
        self.died[point] += faults.fired
        faults.disarm()
        return life.entries


def main():
    row = Row(2, "crash at RocksDB's kill points", 200)
    for service, share in row.shares(members=8, registry=1, reporting=1):
        with Roll() as roll:
            deaths = Deaths(roll.only(service), row)
            live(deaths.judge, row, share, deaths.life)
            row.notes[service] = {"places": len(deaths.points), "died at": deaths.died}
    row.end()


if __name__ == "__main__":
    main()
