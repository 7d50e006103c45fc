#!/usr/bin/env python3
"""What the table says of rows that are green, void, red and missing. The lines are row.py's own."""

import contextlib
import io
import os
import sys
import tempfile
import unittest
from unittest import mock

import report
from row import Row

COUNT = 3
GOALS = """row\ttest\tgoal\tprograms\tours\tcontrol
1\tkills\t3 kills\t\t\t
2\tattempts\teach kind\t^attempt_test\\.\teach kind\t^attempt_control$
"""
JUNIT = """<testsuite>
<testcase name="attempt_test.One" time="1" status="run"/>
<testcase name="attempt_test.Two" time="1" status="{two}">{failure}</testcase>
<testcase name="attempt_control" time="1" status="{control}"/>
</testsuite>
"""
PROGRAMS_PASS = JUNIT.format(two="run", failure="", control="run")


class ReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.rows = os.path.join(folder.name, "rows.jsonl")
        self.junit = os.path.join(folder.name, "programs.xml")
        self.goals = os.path.join(folder.name, "goals.tsv")
        for path, text in ((self.rows, ""), (self.junit, PROGRAMS_PASS), (self.goals, GOALS)):
            self.write(path, text)

    @staticmethod
    def write(path, text):
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)

    def run_row(self, faults=COUNT, controls=(True,), lost=0, wrong="", lacking="", count=COUNT):
        """The exit status of a row that came to this."""
        with (mock.patch.object(sys, "argv", ["row", "--seed", "7"]),
              mock.patch.dict(os.environ, MINGCE_ROWS=self.rows),
              contextlib.redirect_stdout(io.StringIO())):
            row = Row(1, "kills", count)
            for n in range(2 * COUNT):
                row.fault(n < faults)
            row.lost = lost
            if wrong:
                row.find(wrong)
            if lacking:
                row.lack(lacking)
            for seen in controls:
                row.control(seen)
            with self.assertRaises(SystemExit) as end:
                row.end()
        return end.exception.code

    def table(self):
        """({row: {head of the column: cell}}, all that was printed, the exit status)"""
        said = io.StringIO()
        with (mock.patch.object(sys, "argv", ["report", self.rows, self.junit]),
              mock.patch.object(report, "GOALS", self.goals), contextlib.redirect_stdout(said),
              self.assertRaises(SystemExit) as end):
            report.main()
        lines = [line.strip("| ").split(" | ") for line in said.getvalue().splitlines()
                 if line.startswith("| ")]
        rows = {line[0]: dict(zip(lines[0], line, strict=True)) for line in lines[1:]}
        return rows, said.getvalue(), end.exception.code

    def expect(self, row, verdict, exit_status, **cells):
        rows, _, status = self.table()
        self.assertEqual(rows[row]["verdict"], verdict)
        self.assertEqual(status, exit_status)
        for head, cell in cells.items():
            self.assertEqual(rows[row][head.replace("_", " ")], cell)

    def test_green(self):
        self.assertEqual(self.run_row(), 0)
        self.expect("1", "green", 0, our_count="3", faults_fired="3", lost="0", control_seen="yes",
                    seed="7")
        self.expect("2", "green", 0, our_count="each kind", control_seen="yes")

    def test_void_where_fewer_faults_fired(self):
        for faults in (0, COUNT - 1):
            self.write(self.rows, "")
            self.assertEqual(self.run_row(faults), 1)
            self.expect("1", "void", 1, faults_fired=str(faults), control_seen="yes")

    def test_void_where_none_was_asked_for(self):
        self.assertEqual(self.run_row(faults=0, count=0), 1)
        self.expect("1", "void", 1, faults_fired="0")

    def test_void_where_something_never_happened(self):
        self.assertEqual(self.run_row(lacking="nobody was killed"), 1)
        self.expect("1", "void", 1, faults_fired="3")
        self.assertIn("* row 1: nobody was killed", self.table()[1])

    def test_red_where_a_control_was_not_seen(self):
        for controls in ((), (False,), (True, False)):
            self.write(self.rows, "")
            self.assertEqual(self.run_row(controls=controls), 1)
            self.expect("1", "red", 1, faults_fired="3", control_seen="no")

    def test_red_before_void(self):
        self.assertEqual(self.run_row(faults=0, lost=2), 1)
        self.expect("1", "red", 1, lost="2")
        self.write(self.rows, "")
        self.assertEqual(self.run_row(faults=0, wrong="a wrong no"), 1)
        self.expect("1", "red", 1)
        self.assertIn("* row 1: a wrong no", self.table()[1])

    def test_void_where_the_line_is_missing(self):
        self.expect("1", "void", 1, faults_fired="0", control_seen="–")

    def test_programs(self):
        self.run_row()
        for two, failure, control, verdict, seen in (
                ("run", "", "run", "green", "yes"),
                ("fail", "<failure/>", "run", "red", "yes"),
                ("run", "", "fail", "red", "no"),
                ("run", "", "disabled", "void", "–")):
            self.write(self.junit, JUNIT.format(two=two, failure=failure, control=control))
            self.expect("2", verdict, 0 if verdict == "green" else 1, control_seen=seen)
        os.remove(self.junit)
        self.expect("2", "void", 1)


class TriesTest(unittest.TestCase):
    def test_go_on_until_enough_have_happened_or_twice_as_many_were_made(self):
        for every, tries, faults in ((1, 3, 3), (2, 6, 3), (3, 6, 2), (99, 6, 0)):
            with (mock.patch.object(sys, "argv", ["row", "--seed", "7"]),
                  contextlib.redirect_stdout(io.StringIO())):
                row = Row(1, "kills", COUNT)
            made = [row.fault((n + 1) % every == 0) for n in row.tries(COUNT)]
            self.assertEqual((len(made), row.faults), (tries, faults))


if __name__ == "__main__":
    unittest.main()
