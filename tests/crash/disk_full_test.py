#!/usr/bin/env python3
"""Row 6: the disk of a service's store is full, or nearly, or files may not grow any more: amid the
start, under load, before an orderly end.

Full is full at once, by somebody else's file. On a disk that is nearly full nothing is written, and
callers are told so (DISK_NEARLY_FULL); reporting, which nobody writes to, waits. A start on a full
disk is refused and says why (DISK_FULL). Afterwards there is room again, and the next start has
everything.

Runs in a mount namespace of its own (`unshare`), where the store is on a small tmpfs.
"""

import collections
import errno
import os
import resource
import shutil
import subprocess
import sys
import time

from life import live
from roll import SERVICES, Roll
from row import Row

DISK = 512 << 20      # more than a log that RocksDB keeps room for, and the reserve
RESERVE = 128 << 20   # with less free a service refuses to write
LEAST = 32 << 20      # with less free it does not start
NEARLY_FULL, FULL = "DISK_NEARLY_FULL", "DISK_FULL"
TOLD_WITHIN = 10      # seconds, that it is nearly full
KINDS = ("full under load", "full before the end", "full at the start", "nearly full",
         "files may not grow", "files may not grow at the start")
SAYS_SO = ("full at the start", "nearly full")  # without these the row shows too little
# A process that may not make a file longer is told so, and not ended by a signal.
TOLD = ("env", "--ignore-signal=XFSZ")


def enter_own_mounts():
    """Runs this program once more where what it mounts is seen by nobody else and goes with it."""
    if os.environ.get("MINGCE_OWN_MOUNTS") != "1":
        user = [] if os.geteuid() == 0 else ["--map-root-user"]
        os.environ["MINGCE_OWN_MOUNTS"] = "1"
        os.execvp("unshare", ["unshare", *user, "--mount", "--propagation", "private",
                              sys.executable, *sys.argv])


class SmallDisk:
    def __init__(self, store):
        self.store = store
        kept = store + ".kept"
        os.rename(store, kept)
        os.mkdir(store)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", store], check=True)
        # Beside the store on the same disk, as a log of somebody else would be.
        self.data = os.path.join(store, "data")
        self.ballast = os.path.join(store, "ballast")
        shutil.copytree(kept, self.data)
        shutil.rmtree(kept)

    def free(self):
        disk = os.statvfs(self.store)
        return disk.f_bavail * disk.f_frsize

    def fill(self, but):
        """Leaves `but` bytes, or what there is."""
        with open(self.ballast, "wb") as f:
            while (size := self.free() - but) > 0:
                try:
                    return os.posix_fallocate(f.fileno(), 0, size)
                except OSError as error:  # the service has taken some meanwhile
                    if error.errno != errno.ENOSPC:
                        raise

    def empty(self):
        if os.path.exists(self.ballast):
            os.remove(self.ballast)

    def close(self):
        subprocess.run(["umount", "--lazy", self.store], check=True)


class Cases:
    """Lives on a disk that fills up. One counts where somebody was refused, or the service left;
    where a reason belongs to it, it was given."""

    def __init__(self, judge, row):
        self.judge, self.row = judge, row
        self.happened = collections.Counter()
        self.exits = collections.Counter()
        self.lives = 0
        roll, service = judge.roll, judge.service
        roll.stop(service)
        self.disk = SmallDisk(roll.stores[service])
        roll.stores[service] = self.disk.data

    def life(self):
        kind = KINDS[self.lives % len(KINDS)]
        self.lives += 1
        happened, entries = self.live(kind)
        self.row.fault(happened)
        self.happened[kind] += happened
        self.exits[self.process().returncode] += 1
        self.judge.roll.forget_callers()
        self.disk.empty()
        return entries

    def process(self):
        return self.judge.roll.processes[self.judge.service]

    def live(self, kind):
        """Whether it happened, and the requests that were sent."""
        roll, disk, chance = self.judge.roll, self.disk, self.row.chance
        few = chance.choice((0, chance.randint(0, 64 << 10), chance.randint(0, LEAST - 1)))
        if kind == "full at the start":
            return self.start_is_refused(few), []
        roll.launch(self.judge.service, wrapper=TOLD)
        if kind == "files may not grow at the start":
            self.limit(chance.randint(0, 200_000))
        if not roll.listens(self.judge.service):
            limited = kind == "files may not grow at the start"
            if not limited:
                self.row.find(f"{self.judge.service} does not start on a disk with room")
            return limited, []
        load = self.judge.load(chance, most_rows=5, pause=0.02)
        time.sleep(chance.uniform(0.05, 0.2))
        if kind == "full under load":
            disk.fill(few)
        elif kind == "nearly full":
            disk.fill(chance.randint(LEAST, RESERVE - 1))
            full = disk.free() < RESERVE
            self.wait_until_told(load)
        elif kind == "files may not grow":
            self.limit(chance.randint(0, 64 << 10))
        time.sleep(1.3)  # until the mark has been written once more
        if kind == "full before the end":
            disk.fill(few)
            full = disk.free() < LEAST
        left = self.process().poll() is not None
        entries = load.end()
        refused = load.refused()
        if self.process().poll() is None:
            roll.stop(self.judge.service)
        if kind == "full before the end":
            return full, entries
        if kind == "nearly full" and self.judge is not roll.figures:
            return self.must_say(NEARLY_FULL, NEARLY_FULL in load.reasons, full), entries
        return left or refused or self.process().returncode != 0, entries

    def start_is_refused(self, few):
        roll, service = self.judge.roll, self.judge.service
        self.disk.fill(few)
        full = self.disk.free() < LEAST
        roll.launch(service, wrapper=TOLD)
        if roll.listens(service):
            roll.kill(service)
        said = self.process().returncode == 1 and f"[{FULL}]" in roll.log(service)
        return self.must_say(FULL, said, full)

    def must_say(self, reason, said, full):
        """Whether it said so of a disk that was `full`. Where the disk was not there is no fault;
        where it was, silence is wrong."""
        if full and not said:
            self.row.find(f"{self.judge.service} does not say {reason}: "
                          + self.judge.roll.log(self.judge.service)[-500:])
        return full and said

    def wait_until_told(self, load):
        until = time.monotonic() + TOLD_WITHIN
        while (self.judge is not self.judge.roll.figures and NEARLY_FULL not in load.reasons
               and self.process().poll() is None and time.monotonic() < until):
            time.sleep(0.01)

    def limit(self, more):
        """No file of the process grows beyond the newest log's size and `more` bytes."""
        logs = [e.stat().st_size for e in os.scandir(self.disk.data) if e.name.endswith(".log")]
        most = max(logs, default=0) + more
        resource.prlimit(self.process().pid, resource.RLIMIT_FSIZE, (most, most))

    def close(self):
        """Whoever has files there has to end first."""
        for service in SERVICES:
            if self.judge.roll.processes[service].poll() is None:
                self.judge.roll.kill(service)
        self.disk.close()


def main():
    enter_own_mounts()
    row = Row(6, "disk full", 30)
    for service, share in row.shares(members=3, registry=1, reporting=1):
        with Roll() as roll:
            cases = Cases(roll.only(service), row)
            try:
                live(cases.judge, row, share, cases.life)
            finally:
                cases.close()
            for kind in SAYS_SO:
                if share >= len(KINDS) and not cases.happened[kind]:
                    row.lack(f"{service} never said that its disk is {kind}")
            row.notes[service] = {"happened": cases.happened, "exit statuses": cases.exits}
    row.end()


if __name__ == "__main__":
    main()
