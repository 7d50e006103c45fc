#!/usr/bin/env python3
"""Row 4: the power goes while clients register people and unions; the last bytes that were not
synced are gone, or torn, and so are the last names.

The control of members and registry is the same with a disk that says OK to each sync of a log and
does nothing; reporting would make that good from its streams.
"""

import os
import time

from faults import Faults
from power_cut import PowerCut
from roll import Roll
from row import Row

LIES = 5  # cuts of the control, at most: one has to lose something


class Disk:
    """A service's disk, whose power can be cut."""

    def __init__(self, judge, row):
        self.judge = judge
        self.row = row
        self.roll, self.service = judge.roll, judge.service
        self.roll.stop(self.service)
        self.store = self.roll.stores[self.service]
        self.faults = Faults(self.roll.path("faults"), self.store)
        self.lives = 0
        self.hit = False  # the last cut came under load, and took something away
        self.cut_bytes = 0
        self.undone_names = 0

    def start(self):
        """On what is durable. False where the service does not start."""
        self.faults.journal = self.roll.path("faults", f"journal-{self.lives}")
        self.lives += 1
        self.durable = PowerCut.begin(self.store, self.faults.journal)
        self.roll.launch(self.service, self.faults.environment(journal=True))
        self.roll.forget_callers()
        return self.roll.listens(self.service)

    def must_start(self):
        if not self.start():
            self.row.find(f"{self.service} does not start after a power cut: "
                          + self.roll.log(self.service)[-500:])
        return not self.row.wrong

    def cut(self):
        """Whether it ran until then, and something was gone."""
        ran = self.roll.kill_running(self.row, self.service)
        cut = PowerCut(self.store, self.faults.journal, self.row.chance)
        cut.apply(self.durable)
        self.cut_bytes += cut.cut_bytes
        self.undone_names += cut.undone_names
        os.remove(self.faults.journal)
        for kept in os.scandir(self.faults.aside):
            os.remove(kept.path)
        return ran and cut.cut_bytes + cut.undone_names > 0

    def load_and_cut(self):
        """The requests that were under way; the power goes in the midst of them."""
        load = self.judge.load(self.row.chance)
        time.sleep(self.row.chance.uniform(0.05, 0.3))
        gone = self.cut()
        entries = load.end()
        self.hit = gone and load.acknowledged() > 0
        return entries

    def lies_are_seen(self):
        entries = []
        for _ in range(LIES):
            self.faults.lie("*.log")
            entries += self.load_and_cut()
            self.faults.disarm()
            if not self.start():
                return True  # the mark told that something is missing
            if self.judge.lost(entries):
                return True
        return False


def cut_often(disk, row, share):
    assert disk.start(), disk.roll.log(disk.service)
    for _ in row.tries(share):
        if row.lost:
            return
        entries = disk.load_and_cut()
        row.fault(disk.hit)
        if not disk.must_start():
            return
        # One time in four the power goes again before anybody has asked: amid the recovery.
        if row.chance.random() < 0.25:
            time.sleep(row.chance.uniform(0, 0.05))
            disk.cut()
            if not disk.must_start():
                return
        disk.judge.judge_after(row, entries)


def main():
    row = Row(4, "power cut with a torn tail", 100)
    for service, share in row.shares(members=8, registry=1, reporting=1):
        with Roll() as roll:
            disk = Disk(roll.only(service), row)
            cut_often(disk, row, share)
            if not row.wrong:
                disk.judge.judge_all(row)
            row.notes[service] = {"bytes cut": disk.cut_bytes, "names undone": disk.undone_names}
            row.control(not row.lost and not row.wrong and (
                disk.judge.sees_a_planted_loss(row.chance) if service == "reporting"
                else disk.lies_are_seen()))
    row.end()


if __name__ == "__main__":
    main()
