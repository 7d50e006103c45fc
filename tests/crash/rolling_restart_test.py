#!/usr/bin/env python3
"""Row 28: each service in turn is stopped in order and started again while clients register people.
A client that tries again with the same request gets through every time.
"""

import collections
import random
import threading
import time

import grpc

from roll import Roll
from row import Row

CLIENTS = 3
TRIES_FOR = 15      # seconds; then a client would tell its user
BETWEEN = 0.5       # seconds of load between two restarts
ENDS_WITHIN = 10    # seconds, from SIGTERM on
MAY_TELL = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)  # what makes a client try again


class Client(threading.Thread):
    """Registers people, each request again and again until it is answered."""

    def __init__(self, roll, chance):
        super().__init__()
        self.roll = roll
        self.chance = chance
        self.caller = roll.new_caller("members", "officer")
        self.done = threading.Event()
        self.tries = 0
        self.answered = 0
        self.failed = []
        self.start()

    def run(self):
        while not self.done.is_set() and not self.failed:
            entry = self.roll.people.new_entry(self.chance.randint(1, 10))
            self.until_answered(lambda: self.roll.people.register(self.caller, entry, wait=True))
        self.caller.close()

    def until_answered(self, call):
        until = time.monotonic() + TRIES_FOR
        while True:
            try:
                call()
                self.answered += 1
                return
            except grpc.RpcError as error:
                if error.code() not in MAY_TELL or time.monotonic() > until:
                    self.failed.append(f"{error.code().name} {error.details()}")
                    return
                self.tries += 1
                time.sleep(0.02)


def main():
    row = Row(28, "rolling restart under load", 20)
    roll = Roll()
    try:
        clients = [Client(roll, random.Random(row.chance.randrange(1 << 32)))
                   for _ in range(CLIENTS)]
        slowest = 0
        exits = collections.Counter()
        for n in range(row.count):
            time.sleep(row.chance.uniform(0.1, BETWEEN))
            service = ("registry", "members", "reporting")[n % 3]
            answered = sum(client.answered for client in clients)
            began = time.monotonic()
            exits[roll.stop(service)] += 1
            slowest = max(slowest, time.monotonic() - began)
            roll.start(service)
            row.fault(answered > 0)
        time.sleep(BETWEEN)
        for client in clients:
            client.done.set()
        for client in clients:
            client.join()
            for failure in client.failed:
                row.find("a client that tried again was not answered: " + failure)
        roll.forget_callers()
        if set(exits) != {0}:
            row.find(f"exit statuses {dict(exits)}")
        if slowest > ENDS_WITHIN:
            row.find(f"an orderly end took {slowest:.1f} s")
        roll.people.judge_all(row)
        roll.figures.judge(row)
        row.notes = {"answered": sum(c.answered for c in clients),
                     "tried again": sum(c.tries for c in clients), "slowest end": round(slowest, 2)}
        row.control(not row.lost and roll.people.sees_a_planted_loss(row.chance))
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
