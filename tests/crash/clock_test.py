#!/usr/bin/env python3
"""Row 27: the wall clock of the members' machine jumps, by up to ten years, while clients register
people and ask, or is wrong from the start. Nothing waits for the wrong hour, nothing that was
acknowledged is lost, and once the clock is right everybody is there, whenever they were registered.

While the clock is far off nobody can connect anew, since certificates are not valid then; whoever was
connected goes on. Partners' roles have their days, too: the officer asks. Answers are those of the day
that the clock says, so a clock set back to a day before a union was registered finds its people not
eligible, with the reason; how often that was seen is noted.
"""

import collections
import time

import grpc

from clients import NotTaken
from faults import CLOCK, WALL_CLOCK, Faults
from roll import Roll
from row import Row

DAY = 86_400
BEIJING = 8 * 3_600
YEARS = 3_653 * DAY
JUMPS = (YEARS, -YEARS, 400 * DAY, -400 * DAY, DAY, -DAY, 3_600, -3_600, 61, -61)
AT_THE_START = 0.3   # of the jumps: the clock is wrong before the service starts
WRONG_FOR = 0.4      # seconds of load with a wrong clock
SOON = 0.05          # seconds after a jump: what was under way is over
RIGHT_AGAIN = 2.5    # seconds until the service is sure to have seen it: Abseil looks every two
OF_AN_EARLIER_DAY = ("ORG_NOT_COLLECTED", "NOT_COLLECTED")
ASKED = 50           # people asked about meanwhile


def main():
    row = Row(27, "clock jumps", 20)
    roll = Roll()
    try:
        roll.stop("reporting")
        roll.stop("members")
        faults = Faults(roll.path("faults"), roll.path("members"), WALL_CLOCK)
        outcomes = collections.Counter()
        roll.start("members", faults.environment())
        roll.forget_callers()
        for n in range(row.count):
            jump = JUMPS[n % len(JUMPS)] + row.chance.randint(-30, 30)
            if row.chance.random() < AT_THE_START:
                outcomes[wrong_from_the_start(roll, row, faults, jump)] += 1
            else:
                outcomes[wrong_meanwhile(roll, row, faults, jump)] += 1
            row.fault(faults.seen > 0)
            faults.disarm()
            time.sleep(RIGHT_AGAIN)
            if roll.processes["members"].poll() is not None:
                roll.start("members", faults.environment())
            roll.forget_callers()
            roll.people.judge(row, roll.people.entries[-50:])
        roll.people.judge_all(row)
        row.notes = {"outcomes": outcomes}
        row.control(not row.lost and roll.people.sees_a_planted_loss(row.chance))
    finally:
        roll.close()
    row.end()


def people_known(roll):
    known = [n for e in roll.people.entries if e.acknowledged for n in e.numbers()]
    return known[-ASKED:]


def day_of(moment):
    return int(moment + BEIJING) // DAY


def ask_meanwhile(roll, row, jump):
    """What is said about people who were registered before; about the unions of a day before theirs
    an honest reason, and nothing else."""
    try:
        answers = set(roll.people.ask(people_known(roll), identity="officer").values())
    except grpc.RpcError as error:
        return error.code().name
    if answers == {"ELIGIBLE"}:
        return "answered"
    if day_of(time.time() + jump) < day_of(time.time()) and answers <= {"ELIGIBLE", *OF_AN_EARLIER_DAY}:
        return "answered for an earlier day"
    row.find(f"with a clock wrong by {jump} s: {sorted(answers)}")
    return "wrong"


def wrong_meanwhile(roll, row, faults, jump):
    load = roll.people.load(row.chance, clients=3, most_rows=5, pause=0.02)
    time.sleep(0.1)
    ask_meanwhile(roll, row, 0)  # connects
    faults.arm(CLOCK, "", at=jump)
    time.sleep(SOON)
    if not ask_meanwhile(roll, row, jump).startswith("answered"):
        row.find(f"not answered {SOON} s after the clock jumped by {jump} s")
    time.sleep(WRONG_FOR)
    try:
        roll.people.register(roll.officer("members"), roll.people.new_entry(1))
    except NotTaken:
        pass  # the unions of a day before theirs take nobody
    except grpc.RpcError as error:
        row.find(f"nobody is registered after the clock jumped by {jump} s: {error.details()}")
    outcome = ask_meanwhile(roll, row, jump)
    load.end()
    return outcome


def wrong_from_the_start(roll, row, faults, jump):
    roll.stop("members")
    faults.arm(CLOCK, "", at=jump)
    roll.launch("members", faults.environment())
    if not roll.listens("members"):
        return "does not start"
    load = roll.people.load(row.chance, clients=3, most_rows=5, pause=0.02)
    time.sleep(WRONG_FOR)
    load.end()
    outcome = ask_meanwhile(roll, row, jump)
    roll.stop("members")
    return outcome


if __name__ == "__main__":
    main()
