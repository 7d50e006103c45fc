#!/usr/bin/env python3
"""Row 2: the members service dies at the places inside RocksDB where RocksDB's own crash test lets it
die: before and after it appends to a file, makes or syncs one, writes its manifest, names the current
one. Amid its start, under load and amid an orderly end.
"""

import collections
import os
import time

from faults import KILL_POINTS, POINT, Faults
from life import Life
from roll import Roll
from row import Row

SERVED = 0.2  # seconds of load


def leave_a_log(roll, row):
    """A kill amid load, so that the next start has a log to read."""
    roll.start("members")
    load = roll.load(row.chance)
    time.sleep(0.05)
    load.end()
    roll.kill("members")


def count_points(roll, row, faults):
    """How often each place is passed in a life, by its name."""
    leave_a_log(roll, row)
    faults.arm(POINT, "no such place", at=0)
    Life(roll, row.chance, faults, SERVED, faults.environment(journal=True))
    with open(faults.journal, encoding="utf-8") as f:
        passed = collections.Counter(line.rstrip("\n") for line in f)
    os.remove(faults.journal)
    return passed


def main():
    row = Row(2, "crash at RocksDB's kill points", 200)
    roll = Roll()
    try:
        roll.stop("reporting")
        roll.stop("members")
        faults = Faults(roll.path("faults"), roll.path("members"), KILL_POINTS)
        points = count_points(roll, row, faults)
        died = collections.Counter()
        for _ in range(2 * row.count):
            point = row.chance.choice(sorted(points))
            faults.arm(POINT, point, at=row.chance.randint(1, points[point]))
            life = Life(roll, row.chance, faults, SERVED)
            row.fault(faults.fired)
            died[point] += faults.fired
            faults.disarm()
            roll.start("members")
            roll.judge(row, life.entries)
            roll.judge(row, row.chance.sample(roll.entries, min(10, len(roll.entries))))
            if row.faults >= row.count or row.lost:
                break
            (roll.kill if row.chance.random() < 0.6 else roll.stop)("members")
        roll.judge_all(row)
        row.notes = {"places": len(points), "died at": died}
        row.control_seen = not row.lost and roll.sees_a_planted_loss(row.chance)
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
