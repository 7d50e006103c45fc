#!/usr/bin/env python3
"""The campaign end to end, as a stranger would run it: deploy/demo, then the tool, then a client
that is none of ours. Needs the release build.

  MINGCE_E2E_MEMBERS  people in the county (default 37689, the whole plan)
"""

import glob
import json
import os
import re
import subprocess
import sys
import unittest
import urllib.request
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import leak_scan  # noqa: E402  not its class alone, which would run once more
from running_demo import CAMPAIGN, CTL, MEMBERS, ROOT, annex  # noqa: E402


class CampaignTest(leak_scan.LeakScan):
    def test_the_table_is_annex_one(self):
        with open(self.table_file, encoding="utf-8") as f:
            table = json.load(f)
        self.assertLessEqual({"campaign", "as_of", "definition", "watermark", "county", "units"},
                             set(table))
        self.assertLessEqual({"registry", "members"}, set(table["watermark"]))
        county = table["county"]
        self.assertEqual((county["target"], county["allocated"], county["unallocated"]),
                         (40000, 37689, 2311))
        self.assertEqual(
            [(u["section"], u["seq"], u["name"], u["target"]) for u in table["units"]],
            [(r["section"], int(r["seq"]), r["unit"], int(r["quota"])) for r in annex()])
        for unit in table["units"] + [county]:
            for key in ("registered", "complete", "verified", "counted"):
                self.assertIsInstance(unit[key], int)
            self.assertRegex(unit["attainment_percent"], r"^[0-9]+\.[0-9]{2}$")
            reached = float(unit["attainment_percent"]) >= 100
            self.assertEqual(reached, unit["counted"] >= unit["target"])
        self.assertEqual(county["registered"], MEMBERS)
        self.assertEqual(sum(u["registered"] for u in table["units"]), MEMBERS)
        self.assertLess(county["complete"], county["registered"])

    def test_the_same_import_again_changes_nothing(self):
        before = self.table()
        files = sorted(glob.glob(os.path.join(self.state, "workbooks/members-*.xlsx")))
        self.assertEqual(len(files), 55)
        answer = json.loads(self.ctl("import", "members", *files, "--campaign", CAMPAIGN,
                                     "--json").stdout)
        self.assertEqual((answer["rows"], answer["unchanged"]), (MEMBERS, MEMBERS))
        workbook = os.path.join(self.state, "workbooks/orgs.xlsx")
        orgs = json.loads(self.ctl("import", "orgs", workbook, "--campaign", CAMPAIGN,
                                   "--json").stdout)
        self.assertEqual(orgs["rows"], orgs["unchanged"])
        self.assertEqual(self.table()["units"], before["units"])

    def test_a_benefit_is_granted_and_refused_for_the_right_reasons(self):
        ask = ["check", "--benefit", "SERIOUS_ILLNESS_RELIEF", "--purpose", "资格审核",
               "--case", "2019-0001", "--json"]
        decisions = {}
        for person in self.persons()[:50]:
            answer = json.loads(self.ctl(*ask, stdin=json.dumps(person), profile="benefits").stdout)
            decisions[answer["decision"]] = decisions.get(answer["decision"], 0) + 1
        self.assertGreater(decisions["ELIGIBLE"], 40)
        person = dict(self.persons()[0], full_name="赵六七")
        answer = json.loads(self.ctl(*ask, stdin=json.dumps(person), profile="benefits").stdout)
        self.assertEqual(answer["decision"], "NOT_ELIGIBLE")
        self.assertEqual([r["code"] for r in answer["reasons"]], ["NOT_COLLECTED"])
        answer = json.loads(self.ctl(*ask, stdin=json.dumps(person)).stdout)
        self.assertEqual([r["code"] for r in answer["reasons"]], ["NAME_MISMATCH"])
        unknown = {"id_type": "01", "id_number": "439999190001010155", "full_name": "赵六七"}
        answer = json.loads(self.ctl(*ask, stdin=json.dumps(unknown)).stdout)
        self.assertEqual([r["code"] for r in answer["reasons"]], ["NOT_COLLECTED"])
        alias = ["大病救助" if word == "SERIOUS_ILLNESS_RELIEF" else word for word in ask]
        known = json.dumps(self.persons()[0])
        self.assertEqual(json.loads(self.ctl(*alias, stdin=known, profile="benefits").stdout),
                         json.loads(self.ctl(*ask, stdin=known, profile="benefits").stdout))
        alias[2] = "免费啤酒"
        refused = self.ctl(*alias, stdin=known, profile="benefits", code=1)
        self.assertIn("AUTUMN_SCHOOL_AID（金秋助学）", refused.stdout + refused.stderr)
        for flag in ("--purpose", "--case"):
            i = ask.index(flag)
            refused = self.ctl(*(ask[:i] + ask[i + 2:]), stdin=json.dumps(person), code=1)
            self.assertIn("请填写", refused.stderr)

    def test_a_bad_workbook_is_one_message_and_nothing_imported(self):
        before = self.table()["county"]
        good = sorted(glob.glob(os.path.join(self.state, "workbooks/members-*.xlsx")))[0]
        folder = os.path.join(self.state, "bad")
        os.makedirs(folder, exist_ok=True)
        with open(good, "rb") as f:
            content = f.read()
        def plant(name, data):
            path = os.path.join(folder, name)
            with open(path, "wb") as out:
                out.write(data)
            return path

        bomb = os.path.join(folder, "bomb.xlsx")
        with zipfile.ZipFile(good) as source, \
                zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as target:
            for item in source.namelist():
                data = source.read(item)
                if item.startswith("xl/worksheets/sheet1"):
                    data += b" " * (600 << 20)
                target.writestr(item, data)
        cases = {
            plant("empty.xlsx", b""): "FILE_EMPTY",
            plant("truncated.xlsx", content[:len(content) // 2]): "DAMAGED_WORKBOOK",
            plant("text.xlsx", "姓名,手机\n".encode()): "NOT_A_WORKBOOK",
            plant("old.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096): None,
            bomb: "WORKBOOK_BOMB",
            os.path.join(folder, "absent.xlsx"): "FILE_NOT_FOUND",
            os.path.join(self.state, "workbooks/orgs.xlsx"): None,  # the wrong form
        }
        for path, reason in cases.items():
            refused = self.ctl("import", "members", path, "--campaign", CAMPAIGN, code=1)
            self.assertIn(os.path.basename(path), refused.stderr, path)
            if reason is not None:
                self.assertIn(reason, refused.stderr, path)
        self.assertEqual(self.table()["county"], before)

    def test_what_is_filled_in_is_not_overwritten(self):
        template = os.path.join(self.state, "members.xlsx")
        self.ctl("template", "members", "--out", template, "--campaign", CAMPAIGN)
        again = self.ctl("template", "members", "--out", template, "--campaign", CAMPAIGN, code=1)
        self.assertIn("OUTPUT_EXISTS", again.stderr)
        refused = self.ctl("generate", "--members", "10", "--campaign-dir",
                           "deploy/campaigns/" + CAMPAIGN, "--out",
                           os.path.join(self.state, "workbooks"), code=1)
        self.assertIn("OUTPUT_EXISTS", refused.stderr)
        self.ctl("import", "members", template, "--errors", template, "--campaign", CAMPAIGN,
                 code=2)

    def test_the_quotas_have_the_keys_of_every_import(self):
        quotas = os.path.join(ROOT, "deploy/campaigns/taoyuan-2019/quotas.tsv")
        answer = json.loads(self.ctl(
            "import", "quotas", quotas, "--campaign", CAMPAIGN, "--document", "桃工发〔2019〕12号",
            "--errors", "unused.xlsx", "--json").stdout)
        self.assertLessEqual(
            {"job", "file", "rows", "accepted", "updated", "unchanged", "waiting_review",
             "rejected", "warnings", "errors", "plan"}, set(answer))
        self.assertEqual((answer["rows"], answer["unchanged"], answer["errors"]), (55, 55, []))
        self.ctl("import", "quotas", quotas, quotas, "--campaign", CAMPAIGN, code=2)

    def test_what_was_typed_in_the_wrong_place_is_not_repeated(self):
        number = "439999190001010155"
        for words in (("member", "lookup", number), ("check", "--benefit", "金秋助学", number),
                      ("status", number), (number,)):
            for language in ("zh", "en"):
                refused = self.ctl(*words, "--lang", language, "--json", code=2)
                self.assertNotIn(number, refused.stdout + refused.stderr)
                if len(words) > 1:
                    self.assertIn("--person", refused.stderr.split("\n")[0])
        self.assertIn("--nonsense", self.ctl("status", "--nonsense=" + number, code=2).stderr)

    def test_a_command_that_is_none_is_told_as_such(self):
        for words in (("nonsense",), ("org", "nonsense")):
            self.assertIn("不认识的命令", self.ctl(*words, code=2).stderr.split("\n")[0])
        self.assertIn("缺少命令", self.ctl(code=2).stderr)
        self.assertIn("--benefit", self.ctl("check", "--purpose", "资格审核", code=2).stderr)

    def test_a_union_with_members_is_not_closed(self):
        person = json.dumps(self.persons()[0])
        found = json.loads(self.ctl("member", "lookup", "--json", stdin=person).stdout)
        union = found["organization"]
        close = ["org", "close", union, "--approval", "桃工发〔2026〕1号", "--json"]
        refused = json.loads(self.ctl(*close, code=1).stdout)["error"]
        self.assertEqual(refused["reason"], "ORGANIZATION_HAS_MEMBERS")
        unknown = self.ctl("org", "close", "县教育工会", "--approval", "x", code=1)
        self.assertIn("org search", unknown.stderr)

    def test_output_that_is_lost_is_not_done(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            for words in (("report", "attainment", "--campaign", CAMPAIGN, "--json"), ("--help",)):
                done = subprocess.run([CTL, *words], env=self.environment, stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=60)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn("OUTPUT_NOT_WRITTEN", done.stderr)

    def test_the_figures_of_the_workbook_are_numbers(self):
        path = os.path.join(self.state, "attainment.xlsx")
        self.ctl("report", "attainment", "--campaign", CAMPAIGN, "--format", "xlsx", "--out", path)
        with zipfile.ZipFile(path) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            texts = book.read("xl/sharedStrings.xml").decode() if (
                "xl/sharedStrings.xml" in book.namelist()) else sheet
        self.assertIn("信息采集工作完成情况", texts)
        answer = self.ctl("report", "attainment", "--campaign", CAMPAIGN, "--format", "xlsx",
                          "--out", path, "--json")
        self.assertEqual(json.loads(answer.stdout)["format"], "xlsx")
        self.assertTrue(zipfile.is_zipfile(path))
        numbers = re.findall(r'<c r="[D-H][0-9]+" s="[0-9]+"><v>[0-9]+</v></c>', sheet)
        self.assertGreater(len(numbers), 55 * 5)
        self.assertRegex(sheet, r'<c r="I[0-9]+" s="[0-9]+"><v>[0-9.]+</v></c>')

    def test_a_client_that_is_none_of_ours_reads_over_mutual_tls(self):
        stubs = os.path.join(self.state, "stubs")
        os.makedirs(stubs, exist_ok=True)
        protos = [os.path.relpath(p, os.path.join(ROOT, "proto"))
                  for p in glob.glob(os.path.join(ROOT, "proto/**/*.proto"), recursive=True)
                  if "/storage/" not in p]
        subprocess.run(["protoc", "--proto_path", os.path.join(ROOT, "proto"),
                        "--python_out", stubs, *protos], check=True)
        client = os.path.join(ROOT, "tests/e2e/independent_client.py")
        done = subprocess.run([sys.executable, client, stubs,
                               os.path.join(self.state, "officer.json")],
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["organization"], "县教育工会")
        self.assertEqual(answer["target"], 40000)
        self.assertEqual(answer["counted"], self.table()["county"]["counted"])
        self.assertEqual(answer["refused"], "PERMISSION_DENIED")

    def test_prometheus_can_read_the_metrics(self):
        ports = re.findall(r"http://(127\.0\.0\.1:[0-9]+)/metrics", self.read_said())
        self.assertEqual(len(ports), 3)
        for port in ports:
            with urllib.request.urlopen(f"http://{port}/metrics", timeout=10) as page:
                text = page.read().decode()
            self.assertIn("rpc_calls_total", text)
            checked = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                                     capture_output=True, timeout=60)
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
