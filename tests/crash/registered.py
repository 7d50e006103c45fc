"""What fault rows register: people with the members service, unions with the registry."""

import collections

import grpc

import contracts as c
from clients import Registrations, import_request
from people import citizen_number, member_row, organization_row, person_name, union_code

UNIONS = 4       # unions that people are registered in
CASE = 1_000     # persons asked about under one case number: asked again they cost no budget
ASKER = 20_000   # persons one partner may ask about in a day
PAGE = 1_000     # unions listed at once
BENEFIT, PURPOSE = "SERIOUS_ILLNESS_RELIEF", "资格审核"  # of every question


class People(Registrations):
    service = "members"

    def __init__(self, roll):
        super().__init__(roll)
        self.askers = 0

    def rows(self, numbers):
        return [member_row(n, union_code(n % UNIONS)) for n in numbers]

    def import_rows(self, caller, rows, request_id, validate_only=False, wait=False):
        request = import_request(c.members.ImportMembersRequest, rows, request_id, validate_only)
        return caller.call(c.MEMBERS + "ImportMembers", request, c.members.ImportMembersResponse,
                           wait=wait)

    def asker(self, n):
        """A benefit system, made when it is first wanted: each may ask about so many only."""
        while self.askers <= n:
            self.roll.partner(f"benefits-{self.askers}", "BENEFIT_SYSTEM")
            self.askers += 1
        return f"benefits-{n}"

    @staticmethod
    def question(n):
        return c.member.PersonKey(id_type_code="01", id_number=citizen_number(n),
                                       full_name=person_name(n))

    @staticmethod
    def answer_of(decided):
        """"ELIGIBLE", or the reasons against."""
        if decided.decision == c.eligibility.ELIGIBLE:
            return "ELIGIBLE"
        return ",".join(reason.code for reason in decided.reasons) or "?"

    def ask(self, people, identity=None):
        """{person: "ELIGIBLE", or the reasons against}. A service that has just started may need a
        moment; raises grpc.RpcError where it does not answer after that."""
        cases = collections.defaultdict(list)
        for n in people:
            cases[n // CASE].append(n)
        answers = {}
        for case, some in cases.items():
            request = c.eligibility.BatchCheckEligibilityRequest(
                benefit=BENEFIT, purpose=PURPOSE, case_number=f"2019-{case}",
                persons=[self.question(n) for n in some])
            asker = self.roll.caller("members", identity or self.asker(case * CASE // ASKER))
            answer = self.patiently(lambda: asker.call(
                c.MEMBERS + "BatchCheckEligibility", request,
                c.eligibility.BatchCheckEligibilityResponse))
            for n, item in zip(some, answer.items, strict=True):
                answers[n] = item.finding.reason or self.answer_of(item)
        return answers

    def ask_alone(self, n, identity):
        """The same about one, by the call for one."""
        request = c.eligibility.CheckEligibilityRequest(
            person=self.question(n), benefit=BENEFIT, purpose=PURPOSE,
            case_number=f"2019-{n // CASE}")
        return self.answer_of(self.patiently(lambda: self.roll.caller("members", identity).call(
            c.MEMBERS + "CheckEligibility", request, c.eligibility.CheckEligibilityResponse)))

    def missing(self, numbers):
        answers = self.ask(numbers)
        return [n for n in numbers if answers[n] != "ELIGIBLE"]

    def status(self):
        return self.patiently(lambda: self.officer().call(
            c.MEMBERS + "GetStatus", c.members.GetStatusRequest(), c.members.GetStatusResponse))

    def count(self):
        return self.status().members

    def all_answers(self, strangers):
        """What the service says about everybody, and about so many who are not there."""
        answers = self.ask(range(self.next + strangers))
        return self.status().members, answers

    @staticmethod
    def other_answers(answers, sound):
        others = sum(a != sound[1][n] for n, a in answers[1].items())
        return f"{answers[0]} members instead of {sound[0]}, {others} other answers"


class Unions(Registrations):
    """Those of the county with the first UNIONS numbers are for people; more are registered by rows
    whose faults hit the registry."""

    service = "registry"
    LISTED = 100  # asked about one by one; more are read from the list
    SAMPLED = 20  # of so many, one is looked up although it is listed

    def __init__(self, roll, parents):
        super().__init__(roll)
        self.parents = parents
        self.others = 0
        self.others = self.count()  # the county and the units of its quota plan

    def parent(self, n):
        return self.parents[n % len(self.parents)]

    def rows(self, numbers):
        return [organization_row(n, self.parent(n)) for n in numbers]

    def load(self, chance, clients=4, most_rows=5, pause=0.0):
        return super().load(chance, clients, most_rows, pause)

    def import_rows(self, caller, rows, request_id, validate_only=False, wait=False):
        request = import_request(c.organizations.ImportOrganizationsRequest, rows, request_id,
                                 validate_only)
        return caller.call(c.REGISTRY + "ImportOrganizations", request,
                           c.organizations.ImportOrganizationsResponse, wait=wait)

    def call(self, method, request, answer):
        return self.patiently(lambda: self.officer().call(method, request, answer))

    def lookup(self, n):
        """The union, or the status with which it is not there."""
        try:
            return self.call(c.REGISTRY + "LookupOrganization",
                             c.reads.LookupOrganizationRequest(credit_code=union_code(n)),
                             c.organization.Organization)
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.NOT_FOUND:
                raise
            return None

    def all(self):
        """All organisations as they are told."""
        found, token = [], ""
        while True:
            page = self.call(c.REGISTRY + "ListOrganizations", c.reads.ListOrganizationsRequest(
                page_size=PAGE, page_token=token, show_closed=True, subtree=True),
                c.reads.ListOrganizationsResponse)
            found += page.organizations
            token = page.next_page_token
            if not token:
                return found

    def missing(self, numbers):
        if len(numbers) > self.LISTED:
            by_code = {union.union_uscc: union for union in self.all()}
            unions = {n: by_code.get(union_code(n)) for n in numbers}
        else:
            unions = {n: self.lookup(n) for n in numbers}
        rows = dict(zip(numbers, self.rows(numbers)))
        return [n for n, union in unions.items()
                if union is None or union.union_name != rows[n]["union_name"]
                or union.unit_uscc != rows[n]["unit_uscc"] or union.parent != self.parent(n)]

    def count(self):
        status = self.call(c.REGISTRY + "GetStatus", c.registry.GetStatusRequest(),
                           c.registry.GetStatusResponse)
        return status.organizations - self.others

    def all_answers(self, strangers):
        """All that the registry tells: organisations, campaign, plan and roles."""
        said = {union.name: union.SerializeToString(deterministic=True) for union in self.all()}
        for n in (*range(0, self.next, self.SAMPLED), *range(self.next, self.next + strangers)):
            union = self.lookup(n)
            said[n] = union and union.SerializeToString(deterministic=True)
        for method, request, answer in (
                (c.CATALOGUE + "GetCampaign", c.catalogue.GetCampaignRequest(
                    name="campaigns/taoyuan-2019"), c.campaign.Campaign),
                (c.CATALOGUE + "GetQuotaPlan", c.catalogue.GetQuotaPlanRequest(
                    name="campaigns/taoyuan-2019/quotaPlans/-"), c.campaign.QuotaPlan),
                (c.ROLES + "ListRoleGrants", c.roles.ListRoleGrantsRequest(show_all=True),
                 c.roles.ListRoleGrantsResponse)):
            said[method] = self.call(method, request, answer).SerializeToString(deterministic=True)
        return self.count(), said

    @staticmethod
    def other_answers(answers, sound):
        others = [key for key in {*answers[1], *sound[1]}
                  if answers[1].get(key) != sound[1].get(key)]
        return (f"{answers[0]} organisations instead of {sound[0]}, {len(others)} other answers, "
                f"one to {others[:1]}")
