"""The leak scan of a running demo: nothing personal is found in a store, a log, a page of metrics
or what the demo says, and what is planted there is.
"""

import glob
import json
import os
import re
import shutil
import tempfile
import urllib.request
import zipfile

from running_demo import MEMBERS, RunningDemo
from store_scan import (VALUES, copy_of, found_in, plant_in_log, plant_in_store, read_file,
                        read_store)


class LeakScan(RunningDemo):
    def persons(self):
        with open(os.path.join(self.state, "workbooks/persons.jsonl"), encoding="utf-8") as f:
            return [json.loads(line) for line in f if line.strip()]

    def cells(self, workbook, pattern):
        """Those of one of the workbooks that are `pattern` from end to end, each once."""
        with zipfile.ZipFile(os.path.join(self.state, "workbooks", workbook)) as book:
            sheets = "".join(book.read(name).decode() for name in book.namelist()
                             if name.startswith("xl/") and name.endswith(".xml"))
        return sorted(set(re.findall(f">({pattern})<", sheets)))

    def numbers_and_phones(self):
        """Of everybody in the county."""
        found = []
        for path in sorted(glob.glob(os.path.join(self.state, "workbooks/members-*.xlsx"))):
            found += self.cells(os.path.basename(path), "[0-9]{17}[0-9X]|1[3-9][0-9]{9}")
        self.assertGreater(len(found), min(10_000, MEMBERS))
        return found

    def people_of_the_organisations(self):
        """Phones of chairs and contacts, as the organisation workbook has them."""
        phones = self.cells("orgs.xlsx", "1[3-9][0-9]{9}|0736-[0-9]{7}")
        self.assertGreater(len(phones), min(500, 50 + MEMBERS // 40))
        return phones

    def test_nothing_personal_is_found_where_it_must_not_be(self):
        with open(os.path.join(self.state, "workbooks/canaries.txt"), encoding="utf-8") as f:
            canaries = sorted({line.strip() for line in f if line.strip()})
        self.assertGreater(len(canaries), min(1000, MEMBERS // 50))
        # A two-character name occurs in ordinary words; what tells a person is a longer one.
        canaries = [c for c in canaries if len(c.encode()) >= 9]
        canaries += self.numbers_and_phones()
        canaries += self.people_of_the_organisations()
        canaries += self.ask_in_words_of_ones_own()
        stores = {service: read_store(os.path.join(self.state, service))
                  for service in ("registry", "members", "reporting")}
        logs = {service: read_file(os.path.join(self.state, "log", service + ".log"))
                for service in stores}
        metrics = {}
        for port in re.findall(r"http://(127\.0\.0\.1:[0-9]+)/metrics", self.read_said()):
            with urllib.request.urlopen(f"http://{port}/metrics", timeout=10) as page:
                metrics[port] = page.read()
        self.assertEqual(len(metrics), 3)
        haystack = {f"{service}/{name}": content for service, files in stores.items()
                    for name, content in files.items()}
        haystack.update({service + ".log": content for service, content in logs.items()})
        haystack.update(metrics)
        haystack["demo"] = self.read_said().encode()
        self.assertGreater(len(haystack), 15)
        print(len(canaries), "canaries in", len(haystack), "places", flush=True)
        self.assertEqual(found_in(haystack, canaries), [])
        self.assert_the_scan_sees(canaries[0], logs, metrics)

    def ask_in_words_of_ones_own(self):
        """What was typed with a question: the audit log is never changed."""
        case, note = "桃救字〔2019〕第7719号", "此人在县医院住院八十八天"
        path = os.path.join(self.state, "note.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write(note + "\n")
        self.ctl("check", "--benefit", "LEGAL_AID", "--purpose", "复核", "--case", case, "--note",
                 path, stdin=json.dumps(self.persons()[0]))
        return [case, note]

    def assert_the_scan_sees(self, canary, logs, metrics):
        """Plants the canary in a copy of each kind of place; the scan above must find it there."""
        folder = tempfile.mkdtemp(prefix="mingce-canary-")
        self.addCleanup(shutil.rmtree, folder)
        for service in ("registry", "members", "reporting"):
            for plant, kind in ((lambda to: plant_in_store(to, canary, compressible=False), ".sst"),
                                (lambda to: plant_in_store(to, canary, compressible=True), VALUES),
                                (lambda to: plant_in_log(to, canary), ".log")):
                copy = copy_of(os.path.join(self.state, service))
                self.addCleanup(shutil.rmtree, os.path.dirname(copy))
                self.assertEqual(found_in(read_store(copy), [canary]), [], service)
                plant(copy)
                places = [place for place, _ in found_in(read_store(copy), [canary])]
                self.assertTrue([p for p in places if p.endswith(kind)], (service, kind, places))
        log = os.path.join(folder, "members.log")
        with open(log, "wb") as f:
            f.write(logs["members"] + json.dumps({"message": canary}, ensure_ascii=False).encode())
        self.assertEqual(found_in({"log": read_file(log)}, [canary]), [("log", canary)])
        page = next(iter(metrics.values())) + f'mingce_x{{name="{canary}"}} 1\n'.encode()
        self.assertEqual(found_in({"page": page}, [canary]), [("page", canary)])
        said = self.read_said() + f"{canary}\n"
        self.assertEqual(found_in({"demo": said.encode()}, [canary]), [("demo", canary)])
