"""What is done on purpose to the files of a store that nobody has open."""

import glob
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../e2e"))

from store_scan import Store  # noqa: E402


def newest_log(store):
    """The write-ahead log that is written to."""
    return max(glob.glob(os.path.join(store, "*.log")), key=os.path.basename)


def lose_the_end_of_the_log(store, share=0.5):
    """A loss that the service itself cannot notice: half of the log, and the mark with it."""
    log = newest_log(store)
    os.truncate(log, int(os.path.getsize(log) * share))
    os.remove(os.path.join(store, "HIGH_WATER"))


def lose_a_row(store, table):
    """A loss that the service itself cannot notice: the first row whose key begins with `table`."""
    opened = Store(store)
    opened.delete(next(key for key, _ in opened.rows() if key[0] == table))
    opened.close()
