#!/usr/bin/env python3
"""Fails when docs/errors.md gives a code another HTTP status than server/http/problem.cpp, or leaves one out."""
import re
import sys

import house


def names(root):
    return dict(re.findall(r'\{ErrorCode::(\w+), "([a-z0-9_]+)"\}', house.read(root, "domain/error.cpp")))


def check(root):
    known = names(root)
    table = dict(re.findall(r'\{ErrorCode::(\w+), (\d{3}), "', house.read(root, "server/http/problem.cpp")))
    page = dict(re.findall(r"^\| `([a-z0-9_]+)` \|.*\| (\d{3}) \|$", house.read(root, "docs/errors.md"), re.MULTILINE))
    found = [] if known else ["domain/error.cpp: no codes found"]
    for code, name in known.items():
        if page.get(name) != table.get(code) or code not in table:
            found.append(f"{name}: {table.get(code)} in problem.cpp, {page.get(name)} in docs/errors.md")
    return found


CLEAN = {
    "domain/error.cpp": '{ErrorCode::NotFound, "not_found"},\n{ErrorCode::Internal, "internal"},\n',
    "server/http/problem.cpp": '{ErrorCode::NotFound, 404, "There is no such thing"},\n{ErrorCode::Internal, 500, "x"},\n',
    "docs/errors.md": "| `not_found` | a | b | c | 404 |\n| `internal` | a | b | c | 500 |\n",
}
FAULTS = {
    "another status": {"docs/errors.md": "| `not_found` | a | b | c | 410 |\n| `internal` | a | b | c | 500 |\n"},
    "not documented": {"docs/errors.md": "| `not_found` | a | b | c | 404 |\n"},
    "not in the table": {"server/http/problem.cpp": '{ErrorCode::NotFound, 404, "There is no such thing"},\n'},
    "no codes": {"domain/error.cpp": ""},
}

if __name__ == "__main__":
    sys.exit(house.main(check, CLEAN, FAULTS))
