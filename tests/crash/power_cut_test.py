#!/usr/bin/env python3
"""Row 4: the power goes while clients register people; the last bytes that were not synced are gone, or
torn, and so are the last names.

The control is the same with a disk that says OK to each sync of a log and does nothing.
"""

import os
import time

from faults import Faults
from power_cut import PowerCut
from roll import Roll
from row import Row

LIES = 5  # cuts of the control, at most: one has to lose something


class Disk:
    """The members' disk, whose power can be cut."""

    def __init__(self, roll, chance):
        self.roll = roll
        self.chance = chance
        self.store = roll.path("members")
        self.faults = Faults(roll.path("faults"), self.store)
        self.lives = 0
        self.cut_bytes = 0
        self.undone_names = 0

    def start(self):
        """On what is durable. False where the service does not start."""
        self.faults.journal = self.roll.path("faults", f"journal-{self.lives}")
        self.lives += 1
        self.durable = PowerCut.begin(self.store, self.faults.journal)
        self.roll.launch("members", self.faults.environment(journal=True))
        self.roll.forget_callers()
        return self.roll.listens("members")

    def cut(self):
        self.roll.kill("members")
        cut = PowerCut(self.store, self.faults.journal, self.chance)
        cut.apply(self.durable)
        self.cut_bytes += cut.cut_bytes
        self.undone_names += cut.undone_names
        os.remove(self.faults.journal)
        for kept in os.scandir(self.faults.aside):
            os.remove(kept.path)


def load_and_cut(disk, row):
    """The requests that were under way; the power goes in the midst of them."""
    load = disk.roll.load(row.chance)
    time.sleep(row.chance.uniform(0.05, 0.3))
    disk.cut()
    entries = load.end()
    row.fault(any(e.acknowledged for e in entries))
    return entries


def main():
    row = Row(4, "power cut with a torn tail", 100)
    roll = Roll()
    try:
        roll.stop("reporting")
        roll.stop("members")
        disk = Disk(roll, row.chance)
        assert disk.start(), roll.log("members")
        while row.faults < row.count and not row.lost:
            entries = load_and_cut(disk, row)
            if not disk.start():
                row.find("does not start after a power cut: " + roll.log("members")[-500:])
                break
            # One time in four the power goes again before anybody has asked: amid the recovery.
            if row.chance.random() < 0.25:
                time.sleep(row.chance.uniform(0, 0.05))
                disk.cut()
                if not disk.start():
                    row.find("does not start after a second cut: " + roll.log("members")[-500:])
                    break
            roll.judge(row, entries)
            roll.judge(row, row.chance.sample(roll.entries, min(10, len(roll.entries))))
        if not row.wrong:
            roll.judge_all(row)
        row.notes = {"bytes cut": disk.cut_bytes, "names undone": disk.undone_names}
        row.control_seen = not row.lost and not row.wrong and lying_disk_is_seen(disk, row)
    finally:
        roll.close()
    row.end()


def lying_disk_is_seen(disk, row):
    entries = []
    for _ in range(LIES):
        disk.faults.lie("*.log")
        entries += load_and_cut(disk, row)
        disk.faults.disarm()
        if not disk.start():
            return True  # the mark told that something is missing
        if disk.roll.lost(entries):
            return True
    return False


if __name__ == "__main__":
    main()
