"""One fault row: how often, with which seed, and what came out, as one line of JSON.

A row is green when as many faults happened as were asked for, nothing acknowledged was lost,
nothing else was found wrong, and its control was seen: a damage planted on purpose, which the same
judge has to find. Where fewer faults happened, or none, it is void: it shows nothing.

  --seed N    else MINGCE_SEED, else a new one; printed first, to have the same draws again
  --count N   faults to reach (the row's own number)

The line is printed, and added to the file MINGCE_ROWS names, from which report.py makes a table.
"""

import argparse
import json
import os
import random
import sys
import time


class Row:
    def __init__(self, number, what, count):
        """`number`: the row's in goals.tsv."""
        parser = argparse.ArgumentParser(description=what)
        parser.add_argument("--seed", type=int, default=None)
        parser.add_argument("--count", type=int, default=count)
        given = parser.parse_args()
        if given.seed is None:
            given.seed = int(os.environ.get("MINGCE_SEED")
                             or random.SystemRandom().randrange(1 << 32))
        self.number = number
        self.what = what
        self.seed = given.seed
        self.count = given.count
        self.chance = random.Random(given.seed)
        self.faults = 0
        self.acknowledged = 0
        self.lost = 0
        self.controls = []
        self.wrong = []  # whatever else must not be, one sentence each
        self.lacking = []  # what had to happen and did not, likewise
        self.notes = {}  # figures that explain the row
        self.began = time.monotonic()
        print("seed", self.seed, flush=True)

    def fault(self, wanted=True):
        self.faults += bool(wanted)

    def tries(self, share):
        """Numbers tries until `share` more faults have happened, or there were twice as many: not
        each hits somebody at work."""
        wanted = self.faults + share
        for n in range(2 * share):
            if self.faults >= wanted:
                return
            yield n

    def shares(self, **weights):
        """(service, how many of the faults are its share), all together `count`. A row of several
        services reaches each one's share, and no more: else it is void."""
        whole, given = sum(weights.values()), 0
        for i, (service, weight) in enumerate(weights.items()):
            share = self.count * weight // whole if i + 1 < len(weights) else self.count - given
            given += share
            yield service, share

    def control(self, seen):
        """Whether a damage planted on purpose was found; all of them have to be."""
        self.controls.append(bool(seen))

    def find(self, sentence):
        """Something that must not be; said at once, since the row may not live to its end."""
        self.wrong.append(sentence)
        print("WRONG", sentence, flush=True)

    def lack(self, sentence):
        """Something without which the row shows nothing, however many faults happened."""
        self.lacking.append(sentence)
        print("VOID", sentence, flush=True)

    def verdict(self):
        if self.lost or self.wrong:
            return "red"
        if self.faults < max(1, self.count) or self.lacking:
            return "void"
        return "green" if self.control_seen() else "red"

    def control_seen(self):
        return bool(self.controls) and all(self.controls)

    def end(self):
        """Says the result and ends the program with it: 0 only where the row is green."""
        line = json.dumps({
            "row": self.number, "what": self.what, "seed": self.seed, "count": self.count,
            "faults": self.faults, "acknowledged": self.acknowledged, "lost": self.lost,
            "control_seen": self.control_seen(), "verdict": self.verdict(),
            "wrong": self.wrong[:10], "lacking": self.lacking[:10], "notes": self.notes,
            "seconds": round(time.monotonic() - self.began, 1),
        }, ensure_ascii=False)
        print(line, flush=True)
        if os.environ.get("MINGCE_ROWS"):
            with open(os.environ["MINGCE_ROWS"], "a", encoding="utf-8") as f:
                f.write(line + "\n")
        sys.exit(0 if self.verdict() == "green" else 1)
