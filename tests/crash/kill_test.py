#!/usr/bin/env python3
"""Row 1: kill -9 of the services while clients register people and unions, and somebody asks for
the figures all the time."""

import time

from figures import Watch
from roll import SERVICES, Roll
from row import Row

VICTIMS = ("members",) * 5 + ("registry",) * 3 + ("reporting",) * 2


def main():
    row = Row(1, "kill -9 under load", 200)
    with Roll() as roll:
        watch = Watch(roll.figures, row)
        killed = dict.fromkeys(SERVICES, 0)
        for _ in row.tries(row.count):
            if row.lost:
                break
            people = roll.people.load(row.chance, clients=3, most_rows=5)
            unions = roll.unions.load(row.chance, clients=1, most_rows=1)
            time.sleep(row.chance.uniform(0.05, 0.3))
            victim = row.chance.choice(VICTIMS)
            ran = roll.kill_running(row, victim)
            row.fault(ran and people.acknowledged() > 0)  # else it was not under load
            killed[victim] += ran
            entries = {"members": people.end(), "registry": unions.end()}
            roll.whole(row, victim)
            roll.start(victim)
            for service, some in entries.items():
                roll.judges[service].judge_after(row, some)
            if victim == "reporting" and not row.lost:
                roll.figures.judge(row)
        looks = watch.end()
        for judge in (roll.people, roll.unions, roll.figures):
            if not row.lost:
                judge.judge_all(row)
        row.notes = {"killed": killed, "figures looked at": looks}
        for judge in (roll.figures, roll.people, roll.unions):  # the ones before need those after
            row.control(not row.lost and judge.sees_a_planted_loss(row.chance))
    row.end()


if __name__ == "__main__":
    main()
