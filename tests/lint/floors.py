# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about who may know whom: an arrow only ever points down."""

import json
import os
import re

import lint

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]')
TOOLKIT = re.compile(r"^(gtk|gdk|gsk|adwaita|libnotify|cairo)([/.-]|$)")

# What the screens may know of the hall: the desk's door, the store's signal,
# and the words and times of the lowest floor.
SCREENS_KNOW = ("desk", "store", "base")


def floors():
    """The floors from the bottom up, as app/meson.build has them."""
    listed = re.search(r"foreach floor : \[([^\]]+)\]", lint.read("app/meson.build"))
    return re.findall(r"'([^']+)'", listed[1])


def includes(name):
    for number, line in lint.lines(name):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1]


def owners():
    """The floor of every header of app/."""
    return {os.path.basename(name): name.split("/")[1] for name in lint.files(".h", under=("app",))}


def downward():
    """Floors of app/ include downward only"""
    order = floors() + ["ctl"]
    where = owners()
    for name in lint.files(".c", ".h", under=("app",)):
        floor = name.split("/")[1]
        if floor not in order:
            yield f"{name}: the floor {floor} is not in app/meson.build"
            continue
        for number, header in includes(name):
            target = where.get(os.path.basename(header))
            if target in order and order.index(target) > order.index(floor):
                yield f"{name}:{number}: {floor} is below {target}, but includes {header}"


def no_toolkit():
    """Nothing under app/ includes the toolkit"""
    for name in lint.files(".c", ".h", under=("app",)):
        for number, header in includes(name):
            if TOOLKIT.match(header):
                yield f"{name}:{number}: includes {header}"


def toolkit_out_of_reach():
    """The toolkit is not on the include path of app/ and the core's tests"""
    path = os.path.join(lint.BUILD, "compile_commands.json")
    if not os.path.exists(path):
        raise lint.Skip("no build folder")
    with open(path, encoding="utf-8") as file:
        commands = json.load(file)
    seen = 0
    for command in commands:
        name = os.path.relpath(os.path.join(command["directory"], command["file"]), lint.ROOT)
        if name.startswith(("app/", "tests/core/")):
            seen += 1
            for word in command["command"].split():
                if re.search(r"(gtk-4\.0|/gtk4|libadwaita|libnotify)", word) and word.startswith(("-I", "-isystem", "/")):
                    yield f"{name}: compiled with {word}"
    if not seen:
        yield "compile_commands.json names no file of app/"


def screens():
    """The screens know the hall by its desk only"""
    where = owners()
    for name in lint.files(".c", ".h", under=("ui",)):
        for number, header in includes(name):
            target = where.get(os.path.basename(header))
            if target and target not in SCREENS_KNOW:
                yield f"{name}:{number}: includes {header} of {target}; ask the desk instead"


def private():
    """Family-only headers stay in their folder"""
    for name in lint.files(".c", ".h", under=("app", "ui")):
        for number, header in includes(name):
            home = next((h for h in lint.files(".h") if os.path.basename(h) == header), None)
            if header.endswith("-private.h") and home and os.path.dirname(home) != os.path.dirname(name):
                yield f"{name}:{number}: includes {header} of {os.path.dirname(home)}"


STATEMENT = re.compile(r'"\s*(SELECT\s.*\sFROM|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX))\b')


def records():
    """SQL stands in the store and in files that say they are records"""
    for name in lint.files(".c", ".h", under=("app", "ui")):
        if name.startswith("app/store/") or name.endswith("-records.c"):
            continue
        for number, line in lint.lines(name):
            if STATEMENT.search(line) or re.match(r"\s*TH_SQL\s*\(", line):
                yield f"{name}:{number}: SQL outside a record"


lint.main(downward, no_toolkit, toolkit_out_of_reach, screens, private, records)
