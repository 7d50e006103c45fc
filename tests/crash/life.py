"""One life of the members service with a fault armed: a start, some load, an end."""

import time

LEAVES_WITHIN = 10   # seconds, once it has been refused something while serving
AT_ONCE = 0.5        # what is sent so many seconds after a refusal is not acknowledged any more


class Life:
    """
    entries  the requests that were sent
    exit     the exit status; of a signal, its number below zero
    stayed   it was refused something while serving, and went on
    late     requests that were sent after a refusal, and acknowledged
    """

    def __init__(self, roll, chance, faults, seconds, environment=None):
        """`seconds`: how long it is under load."""
        self.entries = []
        self.late = 0
        self.stayed = False
        roll.launch("members", environment or faults.environment())
        process = roll.processes["members"]
        if roll.listens("members"):
            before = faults.fired
            load = roll.load(chance, most_rows=5, pause=0.02)
            self._wait(process, seconds, lambda: faults.fired > before)
            if faults.fired > before:
                self.stayed = not self._wait(process, LEAVES_WITHIN)
            self.entries = load.end()
            if faults.fired > before:
                self.late = sum(e.acknowledged and e.sent > faults.fired_at + AT_ONCE
                                for e in self.entries)
        self.exit = process.poll()
        if self.exit is None:
            self.exit = roll.stop("members")
        roll.forget_callers()

    @staticmethod
    def _wait(process, seconds, enough=lambda: False):
        """Whether it left within that time, or before it was enough."""
        until = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < until and not enough():
            time.sleep(0.01)
        return process.poll() is not None
