#!/usr/bin/env python3
"""Row 27: the wall clock of the members' machine jumps, by up to ten years, while clients register
people and ask, or is wrong from the start. Nothing waits for the wrong hour, nothing that was
acknowledged is lost, and once the clock is right everybody is there, whenever they were registered.

While the clock is far off nobody can connect anew, since certificates are not valid then; whoever
was connected goes on. Partners' roles have their days, too: the officer asks. Answers are those of
the day that the clock says. Where that is before the day on which the unions were registered, a
check of their people is refused as a whole (CLOCK_BEHIND), and is never a "no".

A jump counts where the service read the clock while it was wrong, and had clients at work. A start
that is refused has none.

The control asks, with such a clock, about somebody who is not registered: that "no" is found.
"""

import collections
import time

import grpc

import contracts as c
from clients import NotTaken
from faults import CLOCK, WALL_CLOCK, Faults
from roll import Roll
from row import Row

DAY = 86_400
BEIJING = 8 * 3_600
YEARS = 3_653 * DAY
JUMPS = (YEARS, -YEARS, 400 * DAY, -400 * DAY, DAY, -DAY, 3_600, -3_600, 61, -61)
AT_THE_START = 0.3   # of the jumps: the clock is wrong before the service starts
SOON = 0.05          # seconds after a jump: what was under way is over
SEEN = 2.5           # seconds until the service is sure to have seen it: Abseil looks every two
PATIENCE = 3         # seconds, of somebody who asks while the clock is wrong
ASKED = 50           # people asked about meanwhile
ANSWERED = ("answered", c.CLOCK_BEHIND)


def main():
    row = Row(27, "clock jumps", 20)
    with Roll() as roll:
        roll.stop("reporting")
        roll.stop("members")
        clock = Clock(roll)
        outcomes = collections.Counter()
        roll.start("members", clock.faults.environment())
        for n in row.tries(row.count):
            jump = JUMPS[n % len(JUMPS)] + row.chance.randint(-30, 30)
            if row.chance.random() < AT_THE_START:
                outcome, at_work = wrong_from_the_start(roll, row, clock, jump)
                outcome = "from the start: " + outcome
            else:
                outcome, at_work = wrong_meanwhile(roll, row, clock, jump)
            outcomes[outcome] += 1
            row.fault(clock.set_right() > 0 and at_work)
            if roll.processes["members"].poll() is not None:
                roll.start("members", clock.faults.environment())
            roll.forget_callers()
            roll.people.judge(row, roll.people.entries[-50:])
        row.control(not row.lost and no_is_seen(roll, clock))
        roll.people.judge_all(row)
        row.notes = {"outcomes": outcomes}
        row.control(not row.lost and roll.people.sees_a_planted_loss(row.chance))
    row.end()


class Clock:
    """That of the members' machine."""

    def __init__(self, roll):
        """The unions of people have been registered by now."""
        self.roll = roll
        self.unions_since = self.day()
        self.faults = Faults(roll.path("faults"), roll.stores["members"], WALL_CLOCK)
        self.jump = 0

    @staticmethod
    def day(wrong=0):
        return int(time.time() + wrong + BEIJING) // DAY

    def wrong_by(self, jump):
        self.jump = jump
        self.roll.patience, self.patience = PATIENCE, self.roll.patience
        self.faults.arm(CLOCK, "", at=jump)

    def is_behind(self):
        """Whether it says a day before the unions'. It is noted nowhere when exactly that was."""
        return self.day(self.jump) < self.unions_since

    def set_right(self):
        """How often it was read while it was wrong."""
        seen = self.faults.seen
        self.faults.disarm()
        self.jump = 0
        self.roll.patience = self.patience
        time.sleep(SEEN)
        return seen


def answers_about(roll, people):
    """What is said of them: the reason, or the code, where it is a refusal."""
    try:
        return {*roll.people.ask(people, identity="officer").values(),
                roll.people.ask_alone(people[0], "officer")}
    except grpc.RpcError as error:
        return c.reason_of(error) or error.code().name


def ask_meanwhile(clock, people, seen=True):
    """(what came, a sentence where it must not be) about `people` who are registered. Somebody is
    told ELIGIBLE, or nothing; CLOCK_BEHIND just where the clock is on a day before the unions',
    and, where the service has `seen` it, nothing else."""
    behind = clock.is_behind()
    came = answers_about(clock.roll, people)
    behind_then = clock.is_behind()  # a midnight may have passed
    if not isinstance(came, str):
        if came != {"ELIGIBLE"}:
            return "wrong", f"with a clock wrong by {clock.jump} s: {sorted(came)}"
        if behind and behind_then and seen:
            return "wrong", f"with a clock wrong by {clock.jump} s the unions are of no day to come"
        return "answered", None
    if came == c.CLOCK_BEHIND and not behind and not behind_then:
        return "wrong", f"with a clock wrong by {clock.jump} s: {came}"
    return came, None


def people_known(roll):
    known = [n for e in roll.people.entries if e.acknowledged for n in e.numbers()]
    return known[-ASKED:]


def ask_and_find(row, clock, seen=True):
    outcome, wrong = ask_meanwhile(clock, people_known(clock.roll), seen)
    if wrong:
        row.find(wrong)
    elif outcome not in ANSWERED:
        row.find(f"not answered after the clock jumped by {clock.jump} s: {outcome}")
    return outcome


def wrong_meanwhile(roll, row, clock, jump):
    """What came of it, and whether clients were at work when it jumped."""
    load = roll.people.load(row.chance, clients=3, most_rows=5, pause=0.02)
    time.sleep(0.1)
    ask_and_find(row, clock)  # connects
    at_work = load.at_work()
    clock.wrong_by(jump)
    time.sleep(SOON)
    ask_and_find(row, clock, seen=False)
    time.sleep(SEEN)
    behind = clock.is_behind()
    try:
        roll.people.register(roll.officer("members"), roll.people.new_entry(1))
    except NotTaken as error:
        if not behind:  # the unions of a day before theirs take nobody
            row.find(f"nobody is taken after the clock jumped by {jump} s: {error}")
    except grpc.RpcError as error:
        row.find(f"nobody is registered after the clock jumped by {jump} s: {error.details()}")
    outcome = ask_and_find(row, clock)
    load.end()
    return outcome, at_work


def wrong_from_the_start(roll, row, clock, jump):
    """The same, of a service that may refuse to start, or everybody; what it answers is as right as
    ever."""
    roll.stop("members")
    clock.wrong_by(jump)
    roll.launch("members", clock.faults.environment())
    if not roll.listens("members"):
        return "does not start", False
    load = roll.people.load(row.chance, clients=3, most_rows=5, pause=0.02)
    time.sleep(SEEN)
    load.end()
    outcome, wrong = ask_meanwhile(clock, people_known(roll))
    if wrong:
        row.find(wrong)
    roll.stop("members")
    return outcome, outcome in ANSWERED


def no_is_seen(roll, clock):
    """With a clock on a day before the unions', somebody registered gets no answer, and the "no" to
    somebody else is found by the same look."""
    roll.people.ask(people_known(roll), identity="officer")  # connects
    clock.wrong_by(-400 * DAY)
    time.sleep(SEEN)
    refused, right = ask_meanwhile(clock, people_known(roll))
    told, wrong = ask_meanwhile(clock, [roll.people.next])
    clock.set_right()
    roll.forget_callers()
    return (refused, right, told) == (c.CLOCK_BEHIND, None, "wrong") and "NOT_COLLECTED" in wrong


if __name__ == "__main__":
    main()
