#!/usr/bin/env python3
"""Row 8: sixty-four clients want the same people for four unions, each in its own order, while the
members service is killed every two seconds. One number has one winner, whatever was asked again.
"""

import collections
import threading
import time
import uuid

import grpc

import contracts as c
from people import member_row, union_code
from clients import import_request
from registered import UNIONS
from roll import Roll
from row import Row
from store_damage import lose_the_end_of_the_log

CLIENTS = 64
NUMBERS = 2_000
BLOCK = 100          # rows of a request
KILL_EVERY = 2       # seconds
PATIENCE = 60        # seconds, for one request


class Race:
    """Everybody asks for NUMBERS people from `first` on, `rounds` times."""

    def __init__(self, roll, chance, rounds=1, first=0, clients=CLIENTS, kill=False):
        self.roll = roll
        self.rounds = rounds
        self.first = first
        self.lock = threading.Lock()
        self.won = collections.defaultdict(list)  # person → unions that were told ACCEPTED
        self.attempts = 0
        self.kills = 0
        self.wrong = []
        threads = [threading.Thread(target=self.run, args=(n, chance.randrange(NUMBERS // BLOCK)))
                   for n in range(clients)]
        for thread in threads:
            thread.start()
        killed = time.monotonic()
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.05)
            if kill and time.monotonic() > killed + KILL_EVERY:
                self.kills += roll.kill("members")
                roll.start("members")
                killed = time.monotonic()
        roll.forget_callers()

    def run(self, client, begin):
        caller = self.roll.new_caller("members", "officer")
        union = client % UNIONS
        for block in range(self.rounds * NUMBERS // BLOCK):
            first = self.first + (block + begin) % (NUMBERS // BLOCK) * BLOCK
            people = range(first, first + BLOCK)
            request = import_request(c.members.ImportMembersRequest,
                                     [member_row(n, union_code(union)) for n in people],
                                     str(uuid.uuid4()))
            answer = self.answer(caller, request)
            if answer is None:
                return
            with self.lock:
                self.attempts += BLOCK
                for n, result in zip(people, answer.results, strict=True):
                    self.count(n, union, result)
        caller.close()

    def answer(self, caller, request):
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return caller.call(c.MEMBERS + "ImportMembers", request,
                                   c.members.ImportMembersResponse, timeout=30, wait=True)
            except grpc.RpcError as error:
                if time.monotonic() > until:
                    self.wrong.append(f"a request was not answered: {error.code().name}")
                    return None
                time.sleep(0.05)

    def count(self, n, union, result):
        last = result.findings[-1].reason if result.findings else ""
        if result.outcome == c.finding.ACCEPTED:
            self.won[n].append(union)
        elif result.outcome != c.finding.UNCHANGED and last != "DUPLICATE_ELSEWHERE":
            self.wrong.append(f"person {n}: outcome {result.outcome} {last}")

    def winners_are_one(self):
        return all(len(unions) == 1 for unions in self.won.values()) and len(self.won) == NUMBERS


def two_winners_are_seen(roll, chance):
    """A store that has forgotten some of the winners lets others win."""
    race = Race(roll, chance, first=NUMBERS, clients=UNIONS)
    if not race.winners_are_one():
        return False
    roll.kill("members")
    lose_the_end_of_the_log(roll.stores["members"])
    roll.start("members")
    for n, unions in Race(roll, chance, first=NUMBERS, clients=UNIONS).won.items():
        race.won[n] += unions
    return not race.winners_are_one()


def main():
    row = Row(8, "uniqueness race", 200_000)
    roll = Roll()
    try:
        roll.stop("reporting")
        race = Race(roll, row.chance, rounds=-(-row.count // (CLIENTS * NUMBERS)), kill=True)
        row.faults = race.attempts
        row.acknowledged = len(race.won)
        row.wrong += race.wrong[:10]
        if not race.winners_are_one():
            row.find(f"{len(race.won)} of {NUMBERS} won, {sum(map(len, race.won.values()))} times")
        gone = [n for n, answer in roll.people.ask(range(NUMBERS)).items() if answer != "ELIGIBLE"]
        row.lost = len(gone)
        if roll.people.status().members != NUMBERS:
            row.find(f"{roll.people.status().members} members for {NUMBERS} numbers")
        row.notes = {"kills": race.kills}
        if not race.kills:
            row.lack("the service was never killed")
        row.control(race.winners_are_one() and two_winners_are_seen(roll, row.chance))
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
