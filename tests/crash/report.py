#!/usr/bin/env python3
"""The table of the fault rows: what was wanted, what was done, what came out.

  report.py ROWS JUNIT...

ROWS is the file that row.py has added lines to; JUNIT what ctest --output-junit wrote: rows that are
test programs of their own are read from there. Prints Markdown; 1 where a row is not green, or one of
goals.tsv is missing.
"""

import csv
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

GOALS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "goals.tsv")
HEAD = ("row", "test", "goal", "our count", "faults fired", "acknowledged", "lost", "control seen",
        "verdict", "seed", "seconds")


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        return {line["row"]: line for line in map(json.loads, f)}


def read_programs(paths):
    """{name of a test: whether it passed}, of those that were run, and what they took."""
    passed, seconds = {}, {}
    for path in filter(os.path.exists, paths):
        for case in ElementTree.parse(path).getroot().iter("testcase"):
            if case.get("status") == "disabled" or case.find("skipped") is not None:
                continue
            passed[case.get("name")] = case.get("status") == "run" and case.find("failure") is None
            seconds[case.get("name")] = float(case.get("time", 0))
    return passed, seconds


def of_programs(goal, passed, seconds):
    def found(pattern):
        return [name for name in passed if pattern and re.search(pattern, name)]

    tests, control = found(goal["programs"]), found(goal["control"])
    verdict = "void" if not tests or (goal["control"] and not control) else (
        "green" if all(passed[name] for name in tests + control) else "red")
    seen = "–" if not control else "yes" if all(passed[name] for name in control) else "no"
    took = sum(seconds[name] for name in set(tests + control))
    return [goal["ours"], f"{len(tests)} programs", "–", "–", seen, verdict, "–", f"{took:.0f}"]


def of_line(line):
    return [line["count"], line["faults"], line["acknowledged"], line["lost"],
            "yes" if line["control_seen"] else "no", line["verdict"], line["seed"], line["seconds"]]


def main():
    lines = read_lines(sys.argv[1])
    passed, seconds = read_programs(sys.argv[2:])
    with open(GOALS, encoding="utf-8") as f:
        goals = list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))
    print("| " + " | ".join(HEAD) + " |")
    print("|" + "---|" * len(HEAD))
    verdicts, wrong = [], []
    for goal in goals:
        number = int(goal["row"])
        if goal["programs"]:
            cells = of_programs(goal, passed, seconds)
        elif number in lines:
            cells = of_line(lines[number])
            wrong += [f"* row {number}: {sentence}"
                      for sentence in lines[number]["wrong"] + lines[number]["lacking"]]
        else:
            cells = ["–", 0, "–", "–", "–", "void", "–", "–"]
        verdicts.append(cells[5])
        print("| " + " | ".join(str(c).replace("|", "/") for c in (number, goal["test"], goal["goal"],
                                                                     *cells)) + " |")
    if wrong:
        print("\n" + "\n".join(wrong))
    sys.exit(0 if all(v == "green" for v in verdicts) else 1)


if __name__ == "__main__":
    main()
