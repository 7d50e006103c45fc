#!/usr/bin/env python3
"""Checks that every C++ file is as .clang-format would have it, and that comments, in C++ and in
protos, stay within 100 columns and are not torn: a line of a word or two in the middle of a
paragraph is what a reflow leaves behind. `--fix` mends all of it.

  python3 tests/checks/check_format.py ROOT [--fix]
"""

import pathlib
import re
import subprocess
import sys
import unicodedata

TOPS = ("cli", "lib", "proto", "services", "tests")
COLUMNS = 100
COMMENT = re.compile(r"^(\s*)// ?(.*)$")
# What is laid out by hand: lists, tables, grammars, drawings, code.
BY_HAND = re.compile(r"^([ *|+:-]|\d+[.)] )|  |:=|→|─")
ENDS = re.compile(r"[.:;!?。：；！？]$")


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def paragraphs(lines):
    """Yields (first, last, indent, texts) of each run of comment lines that may be filled."""
    first = None
    for i, line in enumerate(lines + [""]):
        match = COMMENT.match(line)
        plain = match and match[2] and not BY_HAND.search(match[2])
        same = plain and first is not None and COMMENT.match(lines[first])[1] == match[1]
        if first is not None and not same:
            yield first, i - 1, COMMENT.match(lines[first])[1], [
                COMMENT.match(lines[k])[2] for k in range(first, i)]
            first = None
        if plain and first is None:
            first = i


def is_torn(indent, texts):
    """Whether a line is far too short although the next one's first word fits behind it."""
    for before, text, after in zip(texts, texts[1:], texts[2:]):
        used = width(f"{indent}// {text}")
        if (used + 1 + width(after.split(" ")[0]) <= 60 and width(f"{indent}// {before}") > 75
                and not ENDS.search(text)):
            return True
    return False


def filled(indent, texts):
    lines, line = [], ""
    for word in " ".join(texts).split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(f"{indent}// {longer}") > COLUMNS:
            lines.append(line)
            longer = word
        line = longer
    return [f"{indent}// {text}" for text in lines + [line]]


def comment_faults(text):
    """Yields (line number, what is wrong, first, last, the paragraph filled anew)."""
    lines = text.split("\n")
    for first, last, indent, texts in paragraphs(lines):
        is_long = any(width(lines[i]) > COLUMNS for i in range(first, last + 1))
        if is_long or is_torn(indent, texts):
            yield first + 1, "too long" if is_long else "torn", first, last, filled(indent, texts)
    for i, line in enumerate(lines):
        if COMMENT.match(line) and width(line) > COLUMNS and BY_HAND.search(COMMENT.match(line)[2]):
            yield i + 1, "too long, and laid out by hand", i, i, [line]


def mended(text):
    lines = text.split("\n")
    for _, _, first, last, anew in sorted(comment_faults(text), key=lambda f: -f[2]):
        lines[first:last + 1] = anew
    return "\n".join(lines)


def check_comments(root, fix):
    found = 0
    for path in files(root, (".h", ".cc", ".proto")):
        text = path.read_text()
        if fix:
            path.write_text(mended(text))
        for line, what, *_ in comment_faults(path.read_text()):
            print(f"{path.relative_to(root)}:{line}: a comment that is {what}")
            found += 1
    return found


def files(root, suffixes):
    return sorted(path for top in TOPS for path in (root / top).rglob("*") if path.suffix in suffixes)


def differs(text, root):
    """Whether clang-format would change `text`, under the style of `root`."""
    done = subprocess.run(["clang-format", "--style=file", "--assume-filename=planted.cc"], cwd=root,
                          input=text, capture_output=True, text=True, check=True)
    return done.stdout != text


def see_what_is_planted(root):
    if not differs("int  x ;\n", root) or differs("int x;\n", root):
        sys.exit("this check does not see a planted blank")
    torn = "// " + "word " * 18 + "sound\n// rows\n// are taken as they come, all of them.\n"
    long = "// " + "word " * 25 + "\n"
    sound = "// One idea.\n// Another one, of more words than the first.\n"
    for text, wanted in ((torn, 1), (long, 1), (sound, 0), (mended(torn), 0), (mended(long), 0)):
        if len(list(comment_faults(text))) != wanted:
            sys.exit(f"this check misjudges a planted comment: {text}")


def main(root, fix):
    see_what_is_planted(root)
    faults = check_comments(root, fix)
    mode = ["-i"] if fix else ["--dry-run", "-Werror"]
    found = files(root, (".h", ".cc"))
    done = subprocess.run(["clang-format", *mode, *map(str, found)], check=False)
    if done.returncode == 0 and faults == 0:
        print(f"{len(found)} files, all in the house's format")
        return 0
    print("python3 tests/checks/check_format.py . --fix", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve(), "--fix" in sys.argv[2:]))
