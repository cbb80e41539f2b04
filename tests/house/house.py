"""What the house checks share: how a check reports, and how it proves itself."""
import os
import sys
import tempfile


def sources(root, folders, endings):
    """Files of ours below `folders`, as paths relative to `root`."""
    for folder in folders:
        for where, dirs, files in os.walk(os.path.join(root, folder)):
            dirs[:] = sorted(d for d in dirs if not d.startswith((".", "build")))
            for name in sorted(files):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(where, name), root).replace(os.sep, "/")


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def write_tree(root, files):
    for path, text in files.items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


def self_test(check, clean, faults):
    """`check` finds nothing in the tree `clean`, and something in it once each of `faults` is laid over it."""
    wrong = 0
    with tempfile.TemporaryDirectory() as root:
        write_tree(root, clean)
        for line in check(root):
            print("found in the clean tree:", line)
            wrong += 1
    for name, files in faults.items():
        with tempfile.TemporaryDirectory() as root:
            write_tree(root, {**clean, **files})
            if not check(root):
                print("not caught:", name)
                wrong += 1
    print(f"{len(faults)} faults laid, {wrong} wrong answers")
    return 1 if wrong else 0


def main(check, clean, faults):
    if len(sys.argv) != 2:
        print("usage: SCRIPT ROOT | --self-test")
        return 2
    if sys.argv[1] == "--self-test":
        return self_test(check, clean, faults)
    found = check(sys.argv[1])
    for line in found:
        print(line)
    print(f"{len(found)} found")
    return 1 if found else 0
