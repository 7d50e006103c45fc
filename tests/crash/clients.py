"""Clients that register people, as one of them sends a request and as some do it at once."""

import random
import threading
import time
import uuid

import grpc


class NotTaken(Exception):
    """The service refused the rows by a rule."""


class Entry:
    """One request: the people from `first` on."""

    def __init__(self, first, count):
        self.first = first
        self.count = count
        self.request_id = str(uuid.uuid4())
        self.sent = time.monotonic()
        self.acknowledged = False

    def people(self):
        return range(self.first, self.first + self.count)


def import_request(kind, rows, request_id, validate_only=False):
    columns = list(rows[0])
    return kind(campaign="campaigns/taoyuan-2019", columns=columns, request_id=request_id,
                validate_only=validate_only,
                rows=[kind.Row(number=i + 2, cells=[row[key] for key in columns])
                      for i, row in enumerate(rows)])


class Load:
    """Clients that register people until they are told to end or the service does not answer."""

    def __init__(self, roll, chance, clients, most_rows, pause):
        """`pause`: seconds, at most, between an answer and the next request."""
        self.roll = roll
        self.done = threading.Event()
        self.entries = []
        self.threads = []
        for _ in range(clients):
            seed = chance.randrange(1 << 32)
            caller = roll.new_caller("members", "officer")
            self.threads.append(threading.Thread(target=self.run,
                                                 args=(caller, seed, most_rows, pause)))
        for thread in self.threads:
            thread.start()

    def run(self, caller, seed, most_rows, pause):
        chance = random.Random(seed)
        while not self.done.is_set():
            entry = self.roll.new_entry(chance.randint(1, most_rows))
            with self.roll.lock:
                self.entries.append(entry)
            try:
                self.roll.register(caller, entry)
            except grpc.RpcError:
                break
            except NotTaken:
                pass  # the judge will have it registered, or say so
            if pause:
                time.sleep(chance.uniform(0, pause))
        caller.close()

    def acknowledged(self):
        with self.roll.lock:
            return sum(e.acknowledged for e in self.entries)

    def end(self):
        """The requests that were sent."""
        self.done.set()
        for thread in self.threads:
            thread.join()
        return self.entries
