"""One line of real files at a time is deleted or moved, and Python's own parser says whether it still takes the file."""
import ast
import json
import os
import random
import sys
import sysconfig
import warnings

warnings.simplefilter("ignore")
random.seed(int(sys.argv[1]))


def takes(text):
    try:
        ast.parse(text)
        return True
    except (SyntaxError, ValueError):
        return False


def slip(lines):
    """The lines with one of them gone, further in, or further out."""
    at = random.randrange(len(lines))
    how = random.choice(["gone", "in", "out"])
    moved = [] if how == "gone" else ["  " + lines[at]] if how == "in" else [lines[at][1:] if lines[at].startswith(" ") else lines[at]]
    return f"line {at + 1} {how}", "\n".join(lines[:at] + moved + lines[at + 1 :])


root = sysconfig.get_paths()["stdlib"]
files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names if name.endswith(".py") and not {"site-packages", "test", "tests", "lib2to3", "idle_test"} & set(folder.split(os.sep)))
for file in random.sample(files, min(len(files), int(sys.argv[2]))):
    with open(file, encoding="utf8", errors="replace") as opened:
        text = opened.read()
    if len(text) > 60000 or "\x00" in text or "\r" in text:
        continue
    name = os.path.relpath(file, root)
    versions = [("whole", text)] + [slip(text.split("\n")) for _ in range(3)]
    for what, version in versions:
        print(json.dumps({"file": f"{name}: {what}", "text": version, "takes": takes(version)}))
