"""Lives of a service with a fault armed, a start, some load, an end, each followed by one on a
sound disk in which everybody is asked about."""

import time

LEAVES_WITHIN = 10   # seconds, once it has been refused something while serving
AT_ONCE = 0.5        # what is sent so many seconds after a refusal is not acknowledged any more
TRIES = 2            # lives for each fault wanted, at most: the fault need not come
KILLED = 0.6         # of them begin after a kill


class Life:
    """
    entries  the requests that were sent
    exit     the exit status; of a signal, its number below zero
    stayed   it was refused something while serving, and went on
    late     requests that were sent after a refusal, and acknowledged
    """

    def __init__(self, judge, chance, faults, seconds, environment=None):
        """`seconds`: how long it is under load."""
        roll, service = judge.roll, judge.service
        self.entries = []
        self.late = 0
        self.stayed = False
        roll.launch(service, environment or faults.environment())
        process = roll.processes[service]
        if roll.listens(service):
            before = faults.fired
            load = judge.load(chance, most_rows=5, pause=0.02)
            self._wait(process, seconds, lambda: faults.fired > before)
            if faults.fired > before:
                self.stayed = not self._wait(process, LEAVES_WITHIN)
            self.entries = load.end()
            if faults.fired > before:
                self.late = sum(e.acknowledged and e.sent > faults.fired_at + AT_ONCE
                                for e in self.entries)
        self.exit = process.poll()
        if self.exit is None:
            self.exit = roll.stop(service)
        roll.forget_callers()

    @staticmethod
    def _wait(process, seconds, enough=lambda: False):
        """Whether it left within that time, or before it was enough."""
        until = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < until and not enough():
            time.sleep(0.01)
        return process.poll() is not None


def leave_a_log(judge, row):
    """A kill amid load, so that the next start has a log to read."""
    judge.roll.start(judge.service)
    load = judge.load(row.chance)
    time.sleep(0.05)
    load.end()
    judge.roll.kill(judge.service)


def live(judge, row, share, life):
    """Calls `life`, before and after which the service does not run, until `share` faults have
    happened. It counts them, and returns the requests that were sent meanwhile. In the end the
    control has been seen, and the county is not what it was."""
    roll, service = judge.roll, judge.service
    wanted = row.faults + share
    for _ in range(TRIES * share):
        entries = life()
        roll.start(service)
        judge.judge_after(row, entries)
        if row.faults >= wanted or row.lost:
            break
        # A kill leaves a log that the next start has to read, an orderly end leaves none.
        (roll.kill if row.chance.random() < KILLED else roll.stop)(service)
        roll.whole(row, service)
    judge.judge_all(row)
    roll.stop(service)
    roll.whole(row, service)
    roll.start(service)
    row.control(not row.lost and judge.sees_a_planted_loss(row.chance))
