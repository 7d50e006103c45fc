#!/usr/bin/env python3
"""Checks that every reason the product can give is explained in docs/api.md.

A reason is an UPPER_SNAKE word of two parts or more in quotes in the sources. Words that look like
one and are none are listed below with what they are.
"""

import pathlib
import re
import sys

WORD = re.compile(r'"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)"')
NOT_REASONS = {
    # decisions and outcomes, explained in the contracts
    "NOT_ELIGIBLE", "NEEDS_REVIEW",
    # remedies, explained in eligibility.proto
    "REGISTER_MEMBER", "CHECK_NAME", "RESUME_MEMBERSHIP", "REGISTER_ORGANIZATION",
    "ASK_COUNTY",
    # OpenSSL's and gRPC's own
    "EVP_CTRL_AEAD_GET_TAG", "EVP_CTRL_AEAD_SET_TAG", "INVALID_ARGUMENT",
    # a name of the environment, for tests
    "MINGCE_TEST_SEED",
    # a code of the list `benefit`
    "SERIOUS_ILLNESS_RELIEF",
}


def words(text):
    return {word for word in WORD.findall(text) if word not in NOT_REASONS}


def missing(sources, documented):
    """Yields (path, word) for each reason in `sources` that `documented` does not explain."""
    for path, text in sources:
        for word in sorted(words(text)):
            if f"`{word}`" not in documented:
                yield path, word


def main(root):
    root = pathlib.Path(root)
    sources = []
    for top in ("lib", "services", "cli"):
        for file in sorted((root / top).rglob("*")):
            name = file.name
            if file.suffix in (".h", ".cc") and "_test." not in name and "for_test" not in name:
                sources.append((file.relative_to(root).as_posix(), file.read_text()))
    found = list(missing(sources, (root / "docs/api.md").read_text()))
    for path, word in found:
        print(f"{path}: {word} is not in docs/api.md")
    if not found:
        print(f"{len(set().union(*(words(text) for _, text in sources)))} reasons, all explained")
    return 1 if found else 0


if __name__ == "__main__":
    if list(missing([("planted.cc", 'Refuse("NO_SUCH_REASON")')], "`OTHER_REASON`")) != [
            ("planted.cc", "NO_SUCH_REASON")]:
        sys.exit("this check does not see a planted reason")
    sys.exit(main(sys.argv[1]))
