#!/usr/bin/env python3
"""Row 28: each service in turn is stopped in order and started again while clients register people
and unions. A client that tries again with the same request gets through every time.

A restart counts where it was in order and the service was at work just before it.
"""

import collections
import random
import threading
import time

import grpc

from clients import NotTaken
from roll import SERVICES, Roll
from row import Row

CLIENTS = 3         # of members; the registry has one
TRIES_FOR = 15      # seconds; then a client would tell its user
BETWEEN = 0.5       # seconds of load between two restarts
ENDS_WITHIN = 10    # seconds, from SIGTERM on
MAY_TELL = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED)  # what makes a client try again


class Client(threading.Thread):
    """Registers with one service, each request again and again until it is answered."""

    def __init__(self, judge, chance, most_rows, pause=0.0):
        super().__init__()
        self.judge = judge
        self.chance = chance
        self.most_rows = most_rows
        self.pause = pause
        self.caller = judge.connect()
        self.done = threading.Event()
        self.tries = 0
        self.answered = 0
        self.failed = []
        self.start()

    def run(self):
        while not self.done.is_set() and not self.failed:
            entry = self.judge.new_entry(self.chance.randint(1, self.most_rows))
            self.until_answered(lambda: self.judge.register(self.caller, entry, wait=True))
            time.sleep(self.pause)
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
            except NotTaken as error:
                self.failed.append(f"refused: {error}")
                return


def work_of(service, clients):
    """Requests answered that `service` has to do with; reporting follows all."""
    return sum(client.answered for client in clients
               if service in (client.judge.service, "reporting"))


def main():
    row = Row(28, "rolling restart under load", 20)
    roll = Roll()
    try:
        clients = [Client(roll.people, random.Random(row.chance.randrange(1 << 32)), 10)
                   for _ in range(CLIENTS)]
        clients.append(Client(roll.unions, random.Random(row.chance.randrange(1 << 32)), 2, 0.05))
        slowest = 0
        exits = collections.Counter()
        wanted = dict(row.shares(registry=7, members=7, reporting=6))
        for n in row.tries(row.count):
            service = SERVICES[n % len(SERVICES)]
            before = work_of(service, clients)
            time.sleep(row.chance.uniform(0.1, BETWEEN))
            at_work = work_of(service, clients) > before
            began = time.monotonic()
            status = roll.stop(service)
            exits[status] += 1
            slowest = max(slowest, time.monotonic() - began)
            roll.start(service)
            counts = at_work and status == 0 and wanted[service] > 0
            row.fault(counts)
            wanted[service] -= counts
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
        roll.unions.judge_all(row)
        roll.figures.judge(row)
        row.notes = {"answered": sum(c.answered for c in clients),
                     "tried again": sum(c.tries for c in clients), "slowest end": round(slowest, 2)}
        row.control(not row.lost and roll.people.sees_a_planted_loss(row.chance))
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
