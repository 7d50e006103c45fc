#!/usr/bin/env python3
"""Row 19: kill -9 of who follows a stream, amid it: reporting, which follows both, while people and
unions are registered, and members, which follows the registry's, while unions are. Each starts
again where it was and applies every event once.

Judged as reporting is everywhere (figures.py); of members, by a check of an import into each union
that was registered meanwhile: an event that was skipped is a union it does not know.
"""

import time
import uuid

import contracts as c
from clients import import_request
from figures import Watch
from people import member_row, union_code
from roll import Roll
from row import Row

COMPARED = 50    # kills, after which the table is compared with that of an empty store
MOST_WAIT = 0.12  # seconds between a start and a kill
BLOCK = 500      # rows of a request
STRANGER = 9_000_000  # numbers from which on nobody is registered


def kill_amid(roll, row, service, load, before):
    """A kill, and how much was acknowledged by then. It is no fault where that is what there was
    `before`, at the last kill: there was nothing to follow."""
    time.sleep(row.chance.uniform(0, MOST_WAIT))
    ran = roll.kill_running(row, service)
    acknowledged = load.acknowledged()
    row.fault(ran and acknowledged > before)
    return acknowledged


def kill_reporting(roll, row, share):
    watch, load = Watch(roll.figures, row), None

    def compare():
        load.end()
        roll.figures.judge(row)

    for n in row.tries(share):
        if load is None:
            load = roll.figures.load(row.chance, clients=1, most_rows=5, pause=0.05)
            before = 0
        before = kill_amid(roll, row, "reporting", load, before)
        roll.start("reporting")
        if n % COMPARED == COMPARED - 1:
            compare()
            load = None
    if load is not None:
        compare()
    row.notes["figures looked at"] = watch.end()


def kill_members(roll, row, share):
    load = roll.unions.load(row.chance, clients=1, most_rows=5, pause=0.05)
    before = 0
    for _ in row.tries(share):
        before = kill_amid(roll, row, "members", load, before)
        roll.start("members")
    load.end()
    roll.catch_up()
    unknown = unions_unknown(roll, roll.unions.next)
    if unknown:
        row.find(f"members does not know {len(unknown)} unions, such as {unknown[0]}")


def unions_unknown(roll, unions):
    """Those of so many in which members would register nobody."""
    unknown = []
    for first in range(0, unions, BLOCK):
        some = range(first, min(unions, first + BLOCK))
        answer = roll.patiently(lambda some=some: roll.officer("members").call(
            c.MEMBERS + "ImportMembers", import_request(
                c.members.ImportMembersRequest,
                [member_row(STRANGER + n, union_code(n)) for n in some], str(uuid.uuid4()),
                validate_only=True), c.members.ImportMembersResponse), "members")
        unknown += [n for n, result in zip(some, answer.results, strict=True)
                    if result.outcome != c.finding.ACCEPTED]
    return unknown


def main():
    row = Row(19, "followers killed amid their streams", 500)
    with Roll() as roll:
        for service, share in row.shares(members=1, reporting=4):
            (kill_members if service == "members" else kill_reporting)(roll, row, share)
            row.notes[service] = share
        for judge in (roll.people, roll.unions, roll.figures):
            judge.judge_all(row)
        row.control(len(unions_unknown(roll, roll.unions.next + 1)) == 1)
        row.control(roll.figures.sees_a_planted_loss(row.chance))
    row.end()


if __name__ == "__main__":
    main()
