#!/usr/bin/env python3
"""Checks that every C++ file is as .clang-format would have it. `--fix` makes it so.

  python3 tests/checks/check_format.py ROOT [--fix]
"""

import pathlib
import subprocess
import sys

TOPS = ("cli", "lib", "services", "tests")


def files(root):
    return sorted(path for top in TOPS for path in (root / top).rglob("*")
                  if path.suffix in (".h", ".cc"))


def differs(text, root):
    """Whether clang-format would change `text`, under the style of `root`."""
    done = subprocess.run(["clang-format", "--style=file", "--assume-filename=planted.cc"], cwd=root,
                          input=text, capture_output=True, text=True, check=True)
    return done.stdout != text


def main(root, fix):
    if not differs("int  x ;\n", root) or differs("int x;\n", root):
        sys.exit("this check does not see a planted blank")
    mode = ["-i"] if fix else ["--dry-run", "-Werror"]
    found = files(root)
    done = subprocess.run(["clang-format", *mode, *map(str, found)], check=False)
    if done.returncode == 0:
        print(f"{len(found)} files, all in the house's format")
    else:
        print("python3 tests/checks/check_format.py . --fix", file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), "--fix" in sys.argv[2:]))
