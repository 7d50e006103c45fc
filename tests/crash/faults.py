"""The driver's end of the preloaded faults: what file_faults.cc and kill_points.cc are told and tell.
The layout is that of fault_control.h."""

import errno
import mmap
import os
import struct

BUILD = os.environ.get("MINGCE_BUILD", os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "build/release"))
FILE_FAULTS = os.path.join(BUILD, "tests/crash/libmingce_file_faults.so")
KILL_POINTS = os.path.join(BUILD, "tests/crash/libmingce_kill_points.so")
WALL_CLOCK = os.path.join(BUILD, "tests/crash/libmingce_wall_clock.so")

NONE, WRITE, SYNC, RENAME, OPEN, POINT, CLOCK = range(7)
SHAPE = struct.Struct("<iiqqqqiii76s")


class Faults:
    """One control file, for one process after the other."""

    def __init__(self, folder, store, library=FILE_FAULTS):
        """`folder` is for files of ours, on the same disk as `store`."""
        os.makedirs(folder)
        self.library = library
        self.store = store
        self.journal = os.path.join(folder, "journal")
        self.aside = os.path.join(folder, "aside")
        os.mkdir(self.aside)
        self.path = os.path.join(folder, "control")
        with open(self.path, "wb") as f:
            f.write(bytes(4096))
        with open(self.path, "r+b") as f:
            self.memory = mmap.mmap(f.fileno(), 4096)

    def environment(self, journal=False):
        told = {"LD_PRELOAD": self.library, "MINGCE_FAULTS": self.path, "MINGCE_STORE": self.store}
        if journal:
            told.update(MINGCE_JOURNAL=self.journal, MINGCE_ASIDE=self.aside)
        return told

    def arm(self, call, name, at, error=errno.EIO, for_ever=False, half=False):
        """The `at`-th such call from now on fails; 0: none does, they are counted."""
        self.memory[:SHAPE.size] = SHAPE.pack(NONE, error, at, 0, 0, 0, for_ever, half, False,
                                              name.encode())
        self.memory[:4] = struct.pack("<i", call)

    def lie(self, name):
        """From now on a sync of such files does nothing."""
        self.memory[:SHAPE.size] = SHAPE.pack(NONE, 0, 0, 0, 0, 0, False, False, True, name.encode())

    def disarm(self):
        self.memory[:SHAPE.size] = bytes(SHAPE.size)

    def _read(self):
        return SHAPE.unpack(self.memory[:SHAPE.size])

    @property
    def seen(self):
        return self._read()[3]

    @property
    def fired(self):
        return self._read()[4]

    @property
    def fired_at(self):
        """Seconds of time.monotonic()."""
        return self._read()[5] / 1e9
