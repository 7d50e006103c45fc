#!/usr/bin/env python3
"""Row 6: the disk of the members store is full, or nearly, or files may not grow any more: amid the
start, under load, before an orderly end.

Full is full at once, by somebody else's file. Afterwards there is room again, and the next start has
everybody. Runs in a mount namespace of its own (`unshare`), where the store is on a small tmpfs.
"""

import collections
import errno
import os
import resource
import shutil
import subprocess
import sys
import time

from roll import Roll
from row import Row

DISK = 512 << 20      # more than a log that RocksDB keeps room for, and the reserve
RESERVE = 128 << 20   # with less free a service refuses to write
LEAST = 32 << 20      # with less free it does not start
KINDS = ("full under load", "full before the end", "full at the start", "nearly full",
         "files may not grow", "files may not grow at the start")
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


class Case:
    """One life on a disk that fills up. `happened`: somebody was refused, or the service left."""

    def __init__(self, roll, disk, chance, kind):
        self.roll, self.disk, self.chance, self.kind = roll, disk, chance, kind
        self.entries = []
        self.happened = False
        few = chance.choice((0, chance.randint(0, 64 << 10), chance.randint(0, LEAST - 1)))
        if kind == "full at the start":
            disk.fill(few)
        roll.launch("members", wrapper=TOLD)
        if kind == "files may not grow at the start":
            self.limit(chance.randint(0, 200_000))
        process = roll.processes["members"]
        if roll.listens("members"):
            load = roll.load(chance, most_rows=5, pause=0.02)
            time.sleep(chance.uniform(0.05, 0.2))
            if kind == "full under load":
                disk.fill(few)
            elif kind == "nearly full":
                disk.fill(chance.randint(LEAST, RESERVE - 1))
            elif kind == "files may not grow":
                self.limit(chance.randint(0, 64 << 10))
            time.sleep(1.3)  # until the mark has been written once more
            if kind == "full before the end":
                disk.fill(few)
            left = process.poll() is not None
            self.entries = load.end()
            refused = any(not e.acknowledged for e in self.entries)
            if process.poll() is None:
                roll.stop("members")
            self.happened = left or refused or process.returncode != 0 or "full before" in kind
        else:
            self.happened = True
        self.exit = process.returncode
        roll.forget_callers()
        disk.empty()

    def limit(self, more):
        """No file of the process grows beyond the newest log's size and `more` bytes."""
        logs = [e.stat().st_size for e in os.scandir(self.disk.data) if e.name.endswith(".log")]
        most = max(logs, default=0) + more
        resource.prlimit(self.roll.processes["members"].pid, resource.RLIMIT_FSIZE, (most, most))


def main():
    enter_own_mounts()
    row = Row(6, "disk full", 30)
    roll = Roll()
    disk = None
    try:
        roll.stop("reporting")
        roll.stop("members")
        disk = SmallDisk(roll.path("members"))
        roll.stores["members"] = disk.data
        happened = collections.Counter()
        exits = collections.Counter()
        for i in range(2 * row.count):
            kind = KINDS[i % len(KINDS)]
            case = Case(roll, disk, row.chance, kind)
            row.fault(case.happened)
            happened[kind] += case.happened
            exits[case.exit] += 1
            roll.start("members")
            roll.judge(row, case.entries)
            roll.judge(row, row.chance.sample(roll.entries, min(10, len(roll.entries))))
            if row.faults >= row.count or row.lost:
                break
            (roll.kill if row.chance.random() < 0.5 else roll.stop)("members")
        roll.judge_all(row)
        row.notes = {"happened": happened, "exit statuses": exits}
        row.control_seen = not row.lost and roll.sees_a_planted_loss(row.chance)
    finally:
        for service in ("members", "registry"):
            if roll.processes[service].poll() is None:
                roll.kill(service)
        if disk is not None:
            disk.close()
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
