#!/usr/bin/env python3
"""Another county by data alone: the folder of other_county.py goes through services and tool, under a
trust domain of its own, and nothing says a word of the county whose folder came first."""

import json
import os
import re
import shutil
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import other_county  # noqa: E402
from county import SERVICES, County  # noqa: E402

# The first county: its name, its campaign, its codes, a township of it.
FOREIGN = ("桃源", "taoyuan", "430725", "常德", "漳江")
MEMBERS = sum(unit[3] for unit in other_county.UNITS)


def xml_of(path):
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist()
                       if name.endswith(".xml"))


class OtherCountyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="mingce-other-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        campaign_dir = os.path.join(cls.folder, "linchuan-2021")
        other_county.write(campaign_dir)
        cls.county = County(0, 20210301, campaign_dir, trust_domain="linchuan.example")
        cls.addClassCleanup(cls.county.close)
        cls.county.load()
        cls.imported = json.loads(cls.county.run("import", "members", *cls.county.workbooks(),
                                                 "--campaign", cls.county.campaign, "--json"))

    def ask(self, *words, code=0, stdin=None):
        return json.loads(self.county.run(*words, "--json", code=code, stdin=stdin))

    def test_its_workbooks_are_imported_whole(self):
        self.assertEqual((self.imported["rows"], self.imported["accepted"]), (MEMBERS, MEMBERS),
                         self.imported["errors"][:3])
        again = self.ask("import", "orgs", self.county.path("workbooks/orgs.xlsx"),
                         "--campaign", self.county.campaign)
        self.assertEqual(again["rows"], again["unchanged"], again["errors"][:3])

    def test_its_table_is_its_plan(self):
        county, units = self.county.table()
        self.assertEqual((county["target"], county["allocated"], county["unallocated"]),
                         (other_county.TARGET, MEMBERS, other_county.TARGET - MEMBERS))
        self.assertEqual(county["registered"], MEMBERS)
        self.assertEqual([(u["section"], u["seq"], u["name"], u["target"]) for u in units],
                         [unit[:4] for unit in other_county.UNITS])
        for unit in units:
            self.assertEqual(unit["registered"], unit["target"], unit["name"])
        text = self.county.run("report", "attainment", "--campaign", self.county.campaign,
                               "--known-at", "2021-06-30T18:00", "--as-of", "2021-06-30",
                               "--tree-basis", "current", code=1)
        self.assertEqual(text, "")  # nothing was known then: no plan

    def test_its_templates_have_its_fields_lists_and_unions(self):
        top = self.ask("org", "search", other_county.COUNTY)["matches"][0]["organization"]["name"]
        orgs, members = (os.path.join(self.folder, name) for name in ("orgs.xlsx", "members.xlsx"))
        self.ask("template", "orgs", "--out", orgs, "--campaign", self.county.campaign)
        made = self.ask("template", "members", "--out", members, "--org", top)
        for word in ("工会全称", "停靠码头", "西渡码头", "青洲回族维吾尔族乡", "多单位工会"):
            self.assertIn(word, xml_of(orgs))
        for word in ("渡工证号", "供职单位", "霖川水运公司工会委员会"):
            self.assertIn(word, xml_of(members))
        # The unions that may own members, by the county's own list of kinds.
        owning = [one for one in self.ask("org", "list")["organizations"]
                  if one["union_kind_code"] in ("B1", "J1", "F1")]
        self.assertEqual(made["unions"], len(owning))
        self.assertEqual({one["union_kind_code"] for one in owning
                          if one.get("may_own_members")}, {"B1", "J1", "F1"} &
                         {one["union_kind_code"] for one in owning})
        for path in (orgs, members, self.county.path("workbooks/orgs.xlsx"),
                     *self.county.workbooks()):
            for word in FOREIGN:
                self.assertNotIn(word, xml_of(path), path)

    def test_what_its_form_requires_is_required(self):
        top = self.ask("org", "search", other_county.COUNTY)["matches"][0]["organization"]["name"]
        fields = {"union_name": "霖川区船员工会", "union_kind": "单位工会", "unit_name": "霖川区船队",
                  "unit_uscc_absent_reason": "2", "union_uscc_absent_reason": "2",
                  "unit_address": "云岭市霖川区", "unit_division": "东片街道"}
        refused = self.ask("org", "create", "--parent", top, "--file", "-", "--dry-run", code=1,
                           stdin=json.dumps(dict(fields, dock="汉口码头")))
        self.assertEqual((refused["error"]["reason"], refused["error"]["metadata"]["field"]),
                         ("CODE_NOT_IN_LIST", "dock"))
        known = self.ask("org", "create", "--parent", top, "--file", "-", "--dry-run",
                         stdin=json.dumps(dict(fields, dock="东码头")))
        self.assertEqual(known["attributes"]["dock"], "D1")

    def test_its_benefits_are_asked_for_by_its_names(self):
        with open(self.county.path("workbooks/persons.jsonl"), encoding="utf-8") as f:
            person = f.readline()
        question = ["check", "--purpose", "渡工补助审核", "--case", "2021-1", "--benefit"]
        for benefit in ("FERRY_AID", "渡工补助", "渡工"):
            self.assertEqual(self.ask(*question, benefit, stdin=person)["decision"], "ELIGIBLE")
        refused = self.ask(*question, "金秋助学", code=1, stdin=person)["error"]
        self.assertEqual(refused["reason"], "BENEFIT_UNKNOWN")
        self.assertIn("FERRY_AID（渡工补助）、BOOKS（职工书屋）", refused["message"])
        aimless = ["FERRY_AID" if word == "渡工补助审核" else word for word in question]
        refused = self.ask(*aimless, "BOOKS", code=1, stdin=person)["error"]
        self.assertEqual(refused["reason"], "PURPOSE_UNKNOWN")
        self.assertIn("FERRY_REVIEW（渡工补助审核）、BOOK_LOAN（借书登记）", refused["message"])
        stranger = json.dumps(dict(json.loads(person), full_name="赵六七"))
        reason = self.ask(*question, "BOOKS", stdin=stranger)["reasons"][0]
        self.assertEqual(reason["code"], "NAME_MISMATCH")
        self.assertNotEqual(reason["remedy_message"], "")

    def test_identities_are_of_its_trust_domain(self):
        said = re.findall(r"spiffe://([^/ ]+)/", self.county.said)
        self.assertEqual(set(said), {"linchuan.example"})

    @classmethod
    def tearDownClass(cls):
        # After all the others, over everything they made anybody say.
        said = cls.county.said
        for service in SERVICES:
            for start in range(1, cls.county.starts + 1):
                log = cls.county.path(f"{service}.{start}.log")
                if os.path.exists(log):
                    with open(log, encoding="utf-8") as f:
                        said += f.read()
        assert len(said) > 10_000, len(said)
        for word in FOREIGN:
            assert word not in said, (word, said[max(0, said.find(word) - 100):][:300])


if __name__ == "__main__":
    unittest.main(verbosity=2)
