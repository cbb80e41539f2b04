#!/usr/bin/env python3
"""Fails on a source file of ours that is longer than 400 lines."""
import sys

import house

MOST = 400
FOLDERS = ("domain", "resources", "imaging", "widgets", "app", "server", "translations", "tests")


def check(root):
    found = []
    for path in house.sources(root, FOLDERS, (".cpp", ".h")):
        lines = house.read(root, path).count("\n")
        if lines > MOST and not path.startswith("tests/data/") and "/generated/" not in path:
            found.append(f"{path}: {lines} lines, {MOST} at most")
    return found


CLEAN = {
    "domain/a.cpp": "x\n" * MOST,
    "app/generated/table.cpp": "x\n" * 5000,
    "tests/data/vectors.h": "x\n" * 5000,
    "docs/long.md": "x\n" * 5000,
}
FAULTS = {
    "a source": {"domain/b.cpp": "x\n" * (MOST + 1)},
    "a header deep down": {"server/http/detail/b.h": "x\n" * (MOST + 1)},
    "a test": {"tests/domain/tst_b.cpp": "x\n" * (MOST + 1)},
}

if __name__ == "__main__":
    sys.exit(house.main(check, CLEAN, FAULTS))
