#!/usr/bin/env python3
"""Row 1: kill -9 of the services while clients register people and unions."""

import threading
import time
import uuid

import grpc

import contracts as c
from people import organization_row, union_code
from clients import import_request
from roll import UNIONS, Roll
from row import Row

VICTIMS = ("members",) * 6 + ("registry",) * 3 + ("reporting",)


class Unions:
    """One client that has unions registered, one after the other."""

    def __init__(self, roll):
        self.roll = roll
        self.parent = roll.parent
        self.next = UNIONS
        self.acknowledged = []

    def register(self, caller, n, request_id):
        request = import_request(c.organizations.ImportOrganizationsRequest,
                                 [organization_row(n, self.parent)], request_id)
        answer = caller.call(c.REGISTRY + "ImportOrganizations", request,
                             c.organizations.ImportOrganizationsResponse)
        assert [r.outcome for r in answer.results] == [c.finding.ACCEPTED], answer
        self.acknowledged.append(n)

    def begin(self):
        self.done = threading.Event()
        self.unknown = []
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        caller = self.roll.new_caller("registry", "officer")
        while not self.done.is_set():
            n, request_id = self.next, str(uuid.uuid4())
            self.next += 1
            try:
                self.register(caller, n, request_id)
            except grpc.RpcError:
                self.unknown.append((n, request_id))
                break
        caller.close()

    def end(self):
        self.done.set()
        self.thread.join()

    def judge(self, row, some):
        for n, request_id in self.unknown:
            self.roll.patiently(lambda: self.register(self.roll.officer("registry"), n, request_id),
                                "registry")
        self.unknown = []
        for n in some:
            request = c.reads.LookupOrganizationRequest(credit_code=union_code(n))
            try:
                self.roll.patiently(lambda: self.roll.officer("registry").call(
                    c.REGISTRY + "LookupOrganization", request, c.organization.Organization),
                    "registry")
            except grpc.RpcError as error:
                print("LOST the union", n, error.code().name, flush=True)
                row.lost += 1


def main():
    row = Row(1, "kill -9 under load", 200)
    roll = Roll()
    try:
        unions = Unions(roll)
        killed = dict.fromkeys(VICTIMS, 0)
        while row.faults < row.count and not row.lost:
            load = roll.load(row.chance, clients=3)
            unions.begin()
            time.sleep(row.chance.uniform(0.05, 0.3))
            victim = row.chance.choice(VICTIMS)
            roll.kill(victim)
            killed[victim] += 1
            row.fault(load.acknowledged() > 0)  # else it was not under load
            entries = load.end()
            unions.end()
            roll.start(victim)
            roll.forget_callers()
            roll.judge(row, entries)
            roll.judge(row, row.chance.sample(roll.entries, min(10, len(roll.entries))))
            unions.judge(row, unions.acknowledged[-20:])
        roll.judge_all(row)
        unions.judge(row, unions.acknowledged)
        counted = roll.table()[0]["counted"]
        if counted != roll.next_person:
            row.find(f"reporting counts {counted} of {roll.next_person} people")
        row.notes = {"killed": killed, "unions": len(unions.acknowledged)}
        row.control_seen = not row.lost and roll.sees_a_planted_loss(row.chance)
    finally:
        roll.close()
    row.end()


if __name__ == "__main__":
    main()
