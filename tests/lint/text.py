# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about files as text: heads, blanks, shell, JSON, things left open."""

import ast
import fnmatch
import json
import os
import re
import subprocess

import lint

COPYRIGHT = "SPDX-FileCopyrightText: 2026 Tidehall contributors"
LICENCE = re.compile(r"SPDX-License-Identifier: (GPL-3\.0-or-later|CC0-1\.0)\b")

HEADED = (".c", ".h", ".ui", ".css", ".py", ".sh", ".svg", ".xml", ".xml.in", ".desktop.in", ".po",
          "meson.build", "meson_options.txt", "LINGUAS", "POTFILES.in")
PROGRAMS = ("run", "check", ".ci/run", ".ci/prepare", ".ci/packages")

# Files that are data or law, as they came.
AS_THEY_ARE = ("LICENSE",)


def heads():
    """Every source file begins with copyright and licence"""
    for name in lint.files(*HEADED) + list(PROGRAMS):
        if name.startswith("po/parts/") or name == "po/LINGUAS":
            continue
        head = lint.read(name).split("\n")[:6]
        at = next((i for i, line in enumerate(head) if COPYRIGHT in line), None)
        if at is None or at + 1 >= len(head) or not LICENCE.search(head[at + 1]):
            yield f"{name}:1: lacks the two lines of copyright and licence"


def goals():
    """Every .c file says what it is for"""
    for name in lint.files(".c", under=("app", "ui", "tests")):
        body = lint.read(name).split("*/", 1)[-1].lstrip()
        if not body.startswith("/*"):
            yield f"{name}:3: no comment after the head says what the file is for"


def pragma():
    """Every header is guarded by #pragma once"""
    for name in lint.files(".h", under=("app", "ui", "tests")):
        if "\n#pragma once\n" not in lint.read(name):
            yield f"{name}:1: lacks #pragma once"


def is_text(name):
    with open(os.path.join(lint.ROOT, name), "rb") as file:
        return b"\0" not in file.read(8192)


def blanks():
    """No blanks at the end of a line, no tabs, a line end at the end"""
    for name in lint.files():
        if name in AS_THEY_ARE or name.startswith("tests/data/") or not is_text(name):
            continue
        try:
            text = lint.read(name)
        except UnicodeDecodeError as error:
            yield f"{name}: is not UTF-8: {error}"
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if line != line.rstrip():
                yield f"{name}:{number}: ends in blanks"
            if "\t" in line:
                yield f"{name}:{number}: has a tab"
        if text and not text.endswith("\n"):
            yield f"{name}: has no line end at its end"
        if text.endswith("\n\n"):
            yield f"{name}: ends in empty lines"


def left_open():
    """Nothing is marked as left open"""
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b|#if 0\b")
    for name in lint.files(".c", ".h", ".ui", ".css", ".py", ".sh", "meson.build", "run", "check"):
        for number, line in lint.lines(name):
            mark = marks.search(line)
            if mark and not (name.startswith("tests/lint/") or name == ".ci/count.py"):
                yield f"{name}:{number}: {mark[0]}"


def shell():
    """Shell scripts parse"""
    for name in lint.files():
        if not is_text(name):
            continue
        first = lint.read(name).split("\n", 1)[0] if is_text(name) else ""
        if name.endswith(".sh") or name == ".ci/prepare" or re.match(r"#!.*\b(ba)?sh\b", first):
            shell_name = "bash" if "bash" in first else "sh"
            done = subprocess.run([shell_name, "-n", name], cwd=lint.ROOT, capture_output=True, text=True)
            if done.returncode != 0:
                yield f"{name}: {done.stderr.strip()}"


def python():
    """Python scripts parse"""
    for name in lint.files(".py"):
        try:
            ast.parse(lint.read(name), name)
        except SyntaxError as error:
            yield f"{name}:{error.lineno}: {error.msg}"


def refuse_twice(pairs):
    names = [name for name, _ in pairs]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"twice the key {', '.join(sorted(twice))}")
    return dict(pairs)


def data():
    """JSON files are valid and name nothing twice"""
    for name in lint.files(".json"):
        if "/bad/" in name or "/fuzz/" in name:
            continue
        try:
            json.loads(lint.read(name), object_pairs_hook=refuse_twice)
        except ValueError as error:
            yield f"{name}: {error}"


def executable():
    """What begins with #! and is meant to be called can be"""
    for name in lint.files():
        with open(os.path.join(lint.ROOT, name), "rb") as file:
            starts = file.read(2) == b"#!"
        runs = os.access(os.path.join(lint.ROOT, name), os.X_OK)
        if starts and not runs:
            yield f"{name}: begins with #! but is not executable"
        if runs and not starts:
            yield f"{name}: is executable but does not begin with #!"


def packages():
    """README gives the reason of every package that ./run installs"""
    readme = lint.read("README.md")
    for number, line in lint.lines(".ci/packages"):
        words = line.split()
        if words and words[0] == "run" and not re.search(rf"\b{re.escape(words[1])}(?![\w-])", readme):
            yield f".ci/packages:{number}: README does not name {words[1]}"


def named():
    """Files that README and HACKING name are there"""
    every = lint.files()
    for name in ("README.md", "HACKING.md"):
        for number, line in lint.lines(name):
            for file in re.findall(r"[`(]([\w./*-]+\.(?:c|h|py|sh|ui|json|po|in|txt|md|png|build))[`)]", line):
                if not any(fnmatch.fnmatch(one, file) or fnmatch.fnmatch(one, "*/" + file) for one in every):
                    yield f"{name}:{number}: there is no {file}"


lint.main(heads, goals, pragma, blanks, left_open, shell, python, data, executable, packages, named)
