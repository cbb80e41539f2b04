#!/usr/bin/env python3
"""Fails on words in widgets/ or app/ that translations/*.ts has never heard of, and on such that nobody says any more.

Usage: SCRIPT LUPDATE ROOT | SCRIPT LUPDATE --self-test. Works on a copy; ROOT stays as it is.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

import house


def texts(path):
    known = set()
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            known.add((context.findtext("name"), message.findtext("source"), message.findtext("comment")))
    return known


def check(lupdate, root):
    found = []
    for path in house.sources(root, ("translations",), (".ts",)):
        with tempfile.TemporaryDirectory() as place:
            copy = os.path.join(place, os.path.basename(path))
            shutil.copy(os.path.join(root, path), copy)
            before = texts(copy)
            # As the target update_translations does it.
            subprocess.run([lupdate, "-I", root, "-locations", "none", "-no-obsolete", "-silent",
                            os.path.join(root, "widgets"), os.path.join(root, "app"), "-ts", copy], check=True)
            after = texts(copy)
        found += [f'{path}: {name}: "{source}" is missing: build update_translations' for name, source, _ in after - before]
        found += [f'{path}: {name}: "{source}" is said nowhere' for name, source, _ in before - after]
    return found


def ts(*sources):
    messages = "".join(f"<message><source>{s}</source><translation>字</translation></message>" for s in sources)
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN">' \
        f"<context><name>Page</name>{messages}</context></TS>"


CLEAN = {
    "app/page.cpp": 'QString Page::text() { return QCoreApplication::translate("Page", "Approve"); }\n',
    "widgets/none.cpp": "\n",
    "translations/a_zh_CN.ts": ts("Approve"),
}
FAULTS = {
    "new words": {"app/more.cpp": 'QString more() { return QCoreApplication::translate("Page", "Reject"); }\n'},
    "words gone": {"translations/a_zh_CN.ts": ts("Approve", "Forgotten")},
}

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    tool = sys.argv.pop(1)
    sys.exit(house.main(lambda root: check(tool, root), CLEAN, FAULTS))
