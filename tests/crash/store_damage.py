"""What is done on purpose to the files of a store that nobody has open."""

import glob
import os


def newest_log(store):
    """The write-ahead log that is written to."""
    return max(glob.glob(os.path.join(store, "*.log")), key=os.path.basename)


def lose_the_end_of_the_log(store, share=0.5):
    """A loss that the service itself cannot notice: half of the log, and the mark with it."""
    log = newest_log(store)
    os.truncate(log, int(os.path.getsize(log) * share))
    os.remove(os.path.join(store, "HIGH_WATER"))
