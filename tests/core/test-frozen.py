#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stores of every released schema, opened by the present program.

tests/data/schema-N.db is a store that the release with schema N made; it is
never edited. When a schema is about to be released, freeze it:

    TIDEHALLCTL=build/app/ctl/tidehallctl tests/core/test-frozen.py --freeze

What the tests then hold: the old store is brought up to date and proves
itself, work goes on in it, and it ends with the same tables as a new store.
So a released step of the migrations cannot be edited unnoticed.
"""

import contextlib
import glob
import os
import re
import shutil
import sqlite3
import sys

from hallkit import DATA, Hall, at, cases, equal, run_ctl, store_hash

# What the frozen day left behind.
LEFT = {"N001": "finished", "N002": "held", "N003": "returned"}
NEXT_DAY = "2026-04-21"


def frozen():
    """(number, path) of every frozen store, oldest first."""
    found = ((int(re.search(r"schema-(\d+)\.db$", path)[1]), path)
             for path in glob.glob(os.path.join(DATA, "schema-*.db")))
    return sorted(found)


def tables(path):
    """Every table and index as it is written down, blanks aside."""
    database = sqlite3.connect(path)
    try:
        rows = database.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").fetchall()
        number = database.execute("PRAGMA user_version").fetchone()[0]
    finally:
        database.close()
    return number, sorted((kind, name, " ".join((text or "").split())) for kind, name, text in rows)


def day(session):
    """One ticket finished, one on hold, one returned after a missed call."""
    session.open(2, "001", at="9:00")
    for minute in (1, 2, 3):
        session.issue("N", f"9:0{minute}")
    session.serve(2, "9:05")
    session.call(2, "9:10")
    session.ok("ticket.hold", window=2, at="9:11")
    session.call(2, "9:12")
    session.ok("ticket.recall", window=2, at="9:13")
    session.ok("ticket.recall", window=2, at="9:14")
    session.ok("ticket.no_show", window=2, at="9:16")


def copy_of(path):
    hall = Hall(sample="small", verify=False)
    shutil.copy(path, hall.store)
    return hall


def case_of(number, path):
    def opens():
        hall = copy_of(path)
        equal(tables(hall.store)[0], number, "the number in the file")
        hall.verify()
        session = hall.session()
        for ticket, state in LEFT.items():
            equal(session.state(ticket, day="2026-04-20", at=at("9:00", NEXT_DAY)), state, ticket)
        session.open(2, "001", at=at("9:01", NEXT_DAY))
        equal(session.issue("N", at("9:02", NEXT_DAY)), "N001", "the first number of a new day")
        session.serve(2, at("9:03", NEXT_DAY))
        session.close()
        hall.verify()

    def becomes_new():
        hall = copy_of(path)
        hall.verify()
        fresh = Hall(sample="small")
        # Whoever only looks may leave an old store as it is; who works does not.
        hall.session().issue("N", at("9:02", NEXT_DAY))
        hall.close()
        equal(tables(hall.store), tables(fresh.store), "tables of an old store, brought up to date")

    cases(f"schema {number}: is opened, proves itself, and work goes on")(opens)
    cases(f"schema {number}: ends with the tables of a new store")(becomes_new)


@cases("the present schema is frozen")
def present():
    newest = tables(Hall(sample="small").store)[0]
    equal([number for number, _ in frozen()], list(range(1, newest + 1)), "schemas in tests/data")


@cases("a store of a newer program is refused and left alone")
def newer():
    hall = Hall(sample="small", verify=False)
    with hall.sql() as database:
        database.execute(f"PRAGMA user_version = {tables(hall.store)[0] + 1}")
    before = store_hash(hall.store)
    done = hall.ctl("verify")
    equal(done.returncode, 1, done.stdout)
    assert "newer" in done.stderr, done.stderr
    equal(store_hash(hall.store), before, "the newer store")


def freeze():
    """Makes tests/data/schema-N.db of the present schema."""
    with contextlib.ExitStack() as stack:
        Hall.stack = stack
        hall = Hall(sample="small")
        day(hall.session())
        hall.close()
        number = tables(hall.store)[0]
        target = os.path.join(DATA, f"schema-{number}.db")
        if os.path.exists(target):
            os.remove(target)
        done = run_ctl("--store", hall.store, "backup", target)
        equal(done.returncode, 0, done.stderr)
        os.chmod(target, 0o644)
    print(target)


if sys.argv[1:] == ["--freeze"]:
    freeze()
else:
    for one in frozen():
        case_of(*one)
    cases.run()
