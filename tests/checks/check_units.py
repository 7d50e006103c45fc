#!/usr/bin/env python3
"""Checks that the systemd units of all services set what the documents promise of a supervisor."""

import pathlib
import sys

SERVICES = ("registry", "members", "reporting")
PROMISED = {
    # A storage error ends the process on purpose, and the next start recovers.
    "Restart": "always",
    # Keys and sealed records in clear are in memory: it goes to no disk.
    "MemorySwapMax": "0",
    "LimitCORE": "0",
    # A start refused on a full disk is tried until there is room, not five times.
    "StartLimitIntervalSec": "0",
}
BOUNDED = ("MemoryMax", "TasksMax", "LimitNOFILE")  # whatever callers do


def settings(unit):
    """{name: its last value}."""
    found = {}
    for line in unit.replace("\\\n", " ").splitlines():
        if "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            found[name.strip()] = value.strip()
    return found


def problems(unit):
    found = settings(unit)
    for name, wanted in PROMISED.items():
        if found.get(name) != wanted:
            yield f"{name}={found.get(name, '')} is not {name}={wanted}"
    for name in BOUNDED:
        if found.get(name, "") in ("", "infinity"):
            yield f"{name} has no bound"


def main(root):
    folder = pathlib.Path(root) / "deploy/systemd"
    units = [folder / f"mingce-{service}.service" for service in SERVICES]
    texts = {path: path.read_text() for path in units}
    found = [f"{path.relative_to(root)}: {problem}"
             for path, text in texts.items() for problem in problems(text)]
    for name in (*PROMISED, *BOUNDED):  # a unit without the line is to be seen
        for text in texts.values():
            without = [line for line in text.splitlines() if not line.startswith(name + "=")]
            if not any(name in problem for problem in problems("\n".join(without))):
                found.append(f"this check does not see that {name} is missing")
    print("\n".join(found) if found else f"{len(units)} units, as promised")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
