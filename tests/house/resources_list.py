#!/usr/bin/env python3
"""Fails on a file in resources/ that no pattern of its CMakeLists.txt puts into the binary, though it should be there,
and on a network that SHA256SUMS does not vouch for. tests/resources/ compares the bytes."""
import fnmatch
import hashlib
import os
import re
import sys

import house

# Files beside the programs, licences, notes and the door itself are not in the binary.
BESIDE = ("models/", "demo/")
NOT_DATA = re.compile(r"(^|/)(CMakeLists\.txt|LICENSE[^/]*|README\.md|ATTRIBUTION\.md)$|^[^/]+\.(cpp|h)$")


def patterns(cmake):
    block = re.search(r"file\(GLOB PHOTODESK_DATA(.*?)\)\s*$", cmake, re.DOTALL | re.MULTILINE)
    if not block:
        return []
    return [word for word in block.group(1).split() if re.fullmatch(r"[\w*./-]*\*[\w*./-]*", word)]


def taken(path, globs):
    # CMake's * does not cross folders.
    return any(path.count("/") == glob.count("/") and fnmatch.fnmatchcase(path, glob) for glob in globs)


def model_faults(root):
    sums = os.path.join(root, "resources/models/SHA256SUMS")
    if not os.path.exists(sums):
        return ["resources/models/SHA256SUMS is missing"]
    with open(sums, encoding="utf-8") as file:
        listed = {name: digest for digest, name in (line.split() for line in file if line.strip())}
    found = []
    for name in sorted(os.listdir(os.path.join(root, "resources/models"))):
        if not name.endswith((".onnx", ".json")):
            continue
        with open(os.path.join(root, "resources/models", name), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()
        if listed.pop(name, None) != digest:
            found.append(f"resources/models/{name}: not as SHA256SUMS says")
    return found + [f"resources/models/{name}: listed, but not there" for name in listed]


def check(root):
    globs = patterns(house.read(root, "resources/CMakeLists.txt"))
    found = [] if globs else ["resources/CMakeLists.txt: no patterns for PHOTODESK_DATA"]
    for path in house.sources(root, ("resources",), ("",)):
        inside = path[len("resources/"):]
        if inside.startswith(BESIDE) or NOT_DATA.search(inside):
            continue
        if not taken(inside, globs):
            found.append(f"{path}: not in the binary")
    return found + model_faults(root)


CLEAN = {
    "resources/CMakeLists.txt": "file(GLOB PHOTODESK_DATA CONFIGURE_DEPENDS RELATIVE \"${X}\"\n"
                                "    *.json icons/*.svg student/*)\n",
    "resources/limits.json": "{}",
    "resources/icons/check.svg": "<svg/>",
    "resources/icons/LICENSE": "ISC",
    "resources/student/index.html": "<p>",
    "resources/resources.cpp": "",
    "resources/demo/demo.json": "{}",
    "resources/models/net.onnx": "net",
    "resources/models/SHA256SUMS": hashlib.sha256(b"net").hexdigest() + "  net.onnx\n",
}
FAULTS = {
    "icon of another kind": {"resources/icons/check.png": ""},
    "a new folder": {"resources/printers/a.json": "{}"},
    "a folder in a folder": {"resources/student/img/logo.svg": ""},
    "data at the top": {"resources/states.yaml": ""},
    "no patterns": {"resources/CMakeLists.txt": "add_library(x)\n"},
    "an altered network": {"resources/models/net.onnx": "other"},
    "a network nobody vouches for": {"resources/models/new.onnx": "new"},
    "a network gone": {"resources/models/SHA256SUMS": "0" * 64 + "  gone.onnx\n"},
}

if __name__ == "__main__":
    sys.exit(house.main(check, CLEAN, FAULTS))
