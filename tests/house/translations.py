#!/usr/bin/env python3
"""Fails on a message in translations/*.ts that is not finished, or whose place marks differ from the source's."""
import re
import sys
import xml.etree.ElementTree as ET

import house

MARK = re.compile(r"%L?\d+|%n")


def forms(translation):
    numerus = translation.findall("numerusform")
    return ["".join(form.itertext()) for form in (numerus or [translation])]


def fault(message):
    source = message.findtext("source") or ""
    translation = message.find("translation")
    if translation is None:
        return "has no translation"
    if translation.get("type") in ("vanished", "obsolete"):
        return None
    if translation.get("type") == "unfinished":
        return "is unfinished"
    for text in forms(translation):
        if not text.strip():
            return "is empty"
        # A plural form may leave out the number.
        lost = set(MARK.findall(source)) - set(MARK.findall(text)) - {"%n"}
        extra = set(MARK.findall(text)) - set(MARK.findall(source))
        if lost or extra:
            return f"has other place marks: {sorted(lost | extra)}"
    return None


def check(root):
    found = []
    for path in house.sources(root, ("translations",), (".ts",)):
        try:
            tree = ET.fromstring(house.read(root, path))
        except ET.ParseError as error:
            found.append(f"{path}: {error}")
            continue
        for context in tree.iter("context"):
            for message in context.iter("message"):
                wrong = fault(message)
                if wrong:
                    found.append(f"{path}: {context.findtext('name')}: \"{message.findtext('source')}\" {wrong}")
    return found


def ts(message):
    return '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="zh_CN">' \
        f"<context><name>C</name>{message}</context></TS>"


CLEAN = {
    "translations/CMakeLists.txt": "",
    "translations/a_zh_CN.ts": ts("<message><source>%1 of %2</source><translation>第 %1，共 %2</translation></message>"
                                  '<message numerus="yes"><source>%n photo(s)</source><translation>'
                                  "<numerusform>%n 张照片</numerusform></translation></message>"
                                  '<message><source>Old</source><translation type="vanished"></translation></message>'),
}
FAULTS = {
    "unfinished": {"translations/b.ts": ts('<message><source>A</source><translation type="unfinished">甲</translation></message>')},
    "empty": {"translations/b.ts": ts("<message><source>A</source><translation></translation></message>")},
    "none": {"translations/b.ts": ts("<message><source>A</source></message>")},
    "empty plural": {"translations/b.ts": ts('<message numerus="yes"><source>%n</source><translation><numerusform></numerusform></translation></message>')},
    "mark lost": {"translations/b.ts": ts("<message><source>A %1</source><translation>甲</translation></message>")},
    "mark invented": {"translations/b.ts": ts("<message><source>A</source><translation>甲 %1</translation></message>")},
    "broken file": {"translations/b.ts": "<TS><context>"},
}

if __name__ == "__main__":
    sys.exit(house.main(check, CLEAN, FAULTS))
