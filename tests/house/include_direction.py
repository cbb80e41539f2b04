#!/usr/bin/env python3
"""Fails on an include that the picture in docs/architecture.md forbids."""
import os
import re
import sys

import house

# Folder → whose headers it may take. Arrows run one way; the two programs meet only below both.
MAY = {
    "domain": {"domain"},
    "resources": {"domain", "resources"},
    "imaging": {"domain", "resources", "imaging"},
    "widgets": {"domain", "resources", "imaging", "widgets"},
    "translations": {"translations"},
    "app": {"domain", "resources", "imaging", "widgets", "translations", "app"},
    "server": {"domain", "resources", "imaging", "server"},
}
OURS = set(MAY) | {"tests"}
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)
PIXELS = ("opencv2/", "libheif/", "libexif/", "ZXing/")
LOGIC = re.compile(r"_(controller|model|queue)\.(h|cpp)$")

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "qt_widgets_headers.txt"), encoding="utf-8") as file:
    QT_WIDGETS = {line.strip() for line in file if line.strip() and not line.startswith("#")}


def is_qt_widgets(header):
    return header.startswith("QtWidgets") or header in QT_WIDGETS


def without_widgets(path):
    """Rooms that must work with nothing on a screen."""
    top = path.split("/")[0]
    return top in ("domain", "resources", "imaging", "server") or path.startswith(("app/client/", "app/review/")) \
        or (top == "app" and LOGIC.search(path) is not None)


def own_fault(path, target):
    """An include of ours, by its first folder."""
    top, first = path.split("/")[0], target.split("/")[0]
    if first not in OURS:
        return "is not written from the root"
    if first not in MAY[top]:
        return f"{top}/ may not know {first}/"
    if first == "widgets" and without_widgets(path):
        return "works without widgets"
    return None


def outside_fault(path, target):
    """An include of Qt or a third party."""
    top, header = path.split("/")[0], path.endswith(".h")
    if is_qt_widgets(target) and without_widgets(path):
        return "Qt Widgets do not belong here"
    if target.startswith(PIXELS):
        if top != "imaging":
            return "belongs into imaging/"
        if header and not target.startswith("opencv2/"):
            return "only in .cpp files of imaging/"
    if target.startswith("boost/"):
        if top != "server":
            return "Boost belongs into server/"
        if header and not path.startswith("server/http/detail/"):
            return "Boost only in .cpp files and server/http/detail/"
    if header and target.split("/")[0] in ("sodium.h", "sodium", "openssl", "curl", "archive.h", "archive_entry.h"):
        if not path.startswith("server/http/detail/"):
            return "only in .cpp files"
    return None


def carries_opencv(includes):
    """Headers of imaging/ that bring OpenCV along, themselves or through others: private to imaging/."""
    carriers = {p for p, list_ in includes.items()
                if p.startswith("imaging/") and p.endswith(".h") and any(t.startswith(PIXELS) for _, t in list_)}
    grown = True
    while grown:
        more = {p for p, list_ in includes.items() if p.endswith(".h") and any(t in carriers for _, t in list_)}
        grown = not more <= carriers
        carriers |= more
    return carriers


def check(root):
    includes = {path: INCLUDE.findall(house.read(root, path)) for path in house.sources(root, MAY, (".h", ".cpp"))}
    private = carries_opencv(includes)
    found = []
    for path, targets in includes.items():
        for bracket, target in targets:
            fault = own_fault(path, target) if bracket == '"' else outside_fault(path, target)
            if fault is None and bracket == '"' and target in private and not path.startswith("imaging/"):
                fault = "brings OpenCV out of imaging/"
            if fault:
                found.append(f"{path}: {target}: {fault}")
    return found


CLEAN = {
    "domain/record.h": '#include "domain/result.h"\n#include <QString>\n',
    "domain/result.h": "#include <tl/expected.hpp>\n",
    "resources/resources.h": '#include "domain/record.h"\n',
    "imaging/engine.h": '#include "domain/record.h"\n#include <QImage>\n',
    "imaging/engine.cpp": '#include "imaging/engine.h"\n#include "imaging/mat.h"\n#include "resources/resources.h"\n',
    "imaging/mat.h": "#include <opencv2/core/mat.hpp>\n",
    "imaging/decode/heic.cpp": "#include <libheif/heif.h>\n",
    "widgets/photo.h": '#include "imaging/engine.h"\n#include <QWidget>\n',
    "app/client/client.cpp": '#include "domain/record.h"\n#include <sodium.h>\n#include <QObject>\n',
    "app/review/review_queue.h": '#include "app/client/client.h"\n#include <QAbstractListModel>\n',
    "app/pages/page.h": '#include "widgets/photo.h"\n#include "app/review/review_queue.h"\n#include <QLabel>\n',
    "server/http/core.cpp": '#include "server/http/detail/core.h"\n',
    "server/http/detail/core.h": "#include <boost/asio/ip/tcp.hpp>\n",
    "server/services/a.cpp": '#include "imaging/engine.h"\n#include <sodium.h>\n',
}
FAULTS = {
    "domain takes imaging": {"domain/a.h": '#include "imaging/engine.h"\n'},
    "domain takes resources": {"domain/a.cpp": '#include "resources/resources.h"\n'},
    "domain takes Qt Widgets": {"domain/a.cpp": "#include <QLabel>\n"},
    "resources takes imaging": {"resources/a.cpp": '#include "imaging/engine.h"\n'},
    "imaging takes widgets": {"imaging/a.cpp": '#include "widgets/photo.h"\n'},
    "imaging takes Qt Widgets": {"imaging/a.cpp": "#include <QtWidgets/QLabel>\n"},
    "imaging takes server": {"imaging/a.cpp": '#include "server/http/core.h"\n'},
    "widgets takes app": {"widgets/a.cpp": '#include "app/pages/page.h"\n'},
    "app takes server": {"app/a.cpp": '#include "server/http/core.h"\n'},
    "server takes app": {"server/a.cpp": '#include "app/client/client.h"\n'},
    "server takes widgets": {"server/a.cpp": '#include "widgets/photo.h"\n'},
    "server takes Qt Widgets": {"server/a.cpp": "#include <QApplication>\n"},
    "client takes Qt Widgets": {"app/client/a.cpp": "#include <QMessageBox>\n"},
    "client takes widgets": {"app/client/a.cpp": '#include "widgets/photo.h"\n'},
    "a model takes widgets": {"app/review/history_model.cpp": '#include "widgets/photo.h"\n'},
    "a controller takes Qt Widgets": {"app/review/a_controller.h": "#include <QWidget>\n"},
    "the review room takes Qt Widgets": {"app/review/a.cpp": "#include <QLabel>\n"},
    "tests in a program": {"app/a.cpp": '#include "tests/support/wire.h"\n'},
    "not from the root": {"app/a.cpp": '#include "client.h"\n'},
    "OpenCV outside": {"server/a.cpp": "#include <opencv2/core.hpp>\n"},
    "OpenCV through a header": {"widgets/a.cpp": '#include "imaging/mat.h"\n'},
    "OpenCV through two headers": {"imaging/b.h": '#include "imaging/mat.h"\n', "app/a.cpp": '#include "imaging/b.h"\n'},
    "libheif in a header": {"imaging/a.h": "#include <libheif/heif.h>\n"},
    "ZXing outside": {"app/a.cpp": "#include <ZXing/ReadBarcode.h>\n"},
    "Boost outside": {"app/a.cpp": "#include <boost/asio.hpp>\n"},
    "Boost in a public header": {"server/http/a.h": "#include <boost/asio.hpp>\n"},
    "sodium in a header": {"app/client/a.h": "#include <sodium.h>\n"},
    "indented": {"domain/a.h": '  #  include "widgets/photo.h"\n'},
}

if __name__ == "__main__":
    sys.exit(house.main(check, CLEAN, FAULTS))
