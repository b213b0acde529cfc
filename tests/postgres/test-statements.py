# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the schema and prepares every statement on SQLite and on PostgreSQL.

SQL is written once, in what the two have in common; this test is what keeps
it so. It starts a PostgreSQL of its own in a temporary folder, reachable
through a socket in that folder only, and stops it at the end. libpq is called
through ctypes, for it comes with the server and needs no headers.

    test-statements.py LIST-SQL      the program that prints the statements
"""

import contextlib
import ctypes
import ctypes.util
import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time


class Tap:
    """One line a case."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def case(self, name, problem=None, skip=None):
        self.count += 1
        if problem:
            self.failed += 1
            print(f"not ok {self.count} - {name}")
            for line in problem.strip().splitlines():
                print(f"# {line}")
        else:
            print(f"ok {self.count} - {name}" + (f" # SKIP {skip}" if skip else ""))

    def done(self):
        print(f"1..{self.count}")
        return 1 if self.failed else 0


class Connection:
    """As much of libpq as is needed here."""

    COMMAND_OK = 1

    def __init__(self, library, words):
        self.pq = ctypes.CDLL(library)
        for name in ("PQconnectdb", "PQexec", "PQprepare", "PQdescribePrepared"):
            getattr(self.pq, name).restype = ctypes.c_void_p
        for name in ("PQerrorMessage", "PQresultErrorMessage"):
            getattr(self.pq, name).restype = ctypes.c_char_p
        self.handle = ctypes.c_void_p(self.pq.PQconnectdb(words.encode()))

    def is_open(self):
        return self.pq.PQstatus(self.handle) == 0

    def close(self):
        self.pq.PQfinish(self.handle)

    def _take(self, result, read=None):
        """The error message of a result, or what read gets from it."""
        result = ctypes.c_void_p(result)
        try:
            if self.pq.PQresultStatus(result) != self.COMMAND_OK:
                return self.pq.PQresultErrorMessage(result).decode(), None
            return None, read(result) if read else None
        finally:
            self.pq.PQclear(result)

    def execute(self, text):
        return self._take(self.pq.PQexec(self.handle, text.encode()))[0]

    def prepare(self, name, text):
        """(error, columns, parameters)"""
        error, _ = self._take(
            self.pq.PQprepare(self.handle, name.encode(), text.encode(), 0, None))
        if error:
            return error, 0, 0
        _, shape = self._take(
            self.pq.PQdescribePrepared(self.handle, name.encode()),
            lambda result: (self.pq.PQnfields(result), self.pq.PQnparams(result)))
        return None, *shape


def find_postgres():
    """The folder of the newest server's programs and libpq, or why not."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda f: int(f.split("/")[-2]))
    folders = [f for f in folders if os.access(os.path.join(f, "initdb"), os.X_OK)]
    if not folders and shutil.which("initdb"):
        folders = [os.path.dirname(shutil.which("initdb"))]
    if not folders:
        return None, None, "PostgreSQL is not installed"
    library = ctypes.util.find_library("pq")
    if not library:
        return None, None, "libpq is not installed"
    return folders[-1], library, None


def unprivileged():
    """PostgreSQL refuses to run as root: whom to be instead."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            who = pwd.getpwnam(name)
            return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    return {}


@contextlib.contextmanager
def postgres(folder, library):
    """A connection to a fresh server."""
    who = unprivileged()
    with tempfile.TemporaryDirectory(prefix="th-pg-", dir="/tmp", ignore_cleanup_errors=True) as home:
        if who:
            os.chown(home, who["user"], who["group"])
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC", "HOME": home}
        data = os.path.join(home, "data")
        made = subprocess.run(
            [os.path.join(folder, "initdb"), "-D", data, "-U", "tidehall", "-A", "trust",
             "-E", "UTF8", "--locale=C", "--no-sync"],
            env=env, cwd=home, capture_output=True, text=True, **who)
        if made.returncode != 0:
            raise RuntimeError(made.stdout + made.stderr)
        with open(os.path.join(home, "log"), "w+", encoding="utf-8") as log:
            server = subprocess.Popen(
                [os.path.join(folder, "postgres"), "-D", data, "-k", home,
                 "-c", "listen_addresses=", "-c", "fsync=off"],
                env=env, cwd=home, stdout=log, stderr=log, **who)
            try:
                yield connect(library, home, server, log)
            finally:
                server.send_signal(signal.SIGQUIT)
                server.wait(20)


def connect(library, home, server, log):
    deadline = time.monotonic() + 30
    while True:
        connection = Connection(library, f"host={home} user=tidehall dbname=postgres")
        if connection.is_open():
            return connection
        connection.close()
        if server.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            raise RuntimeError("PostgreSQL did not start:\n" + log.read())
        time.sleep(0.05)


def main():
    listing = json.loads(subprocess.run([sys.argv[1]], check=True, capture_output=True).stdout)
    statements = listing["statements"]
    tap = Tap()

    tap.case("sqlite: the schema", listing.get("error"))
    for statement in statements:
        problem = statement.get("error")
        tap.case(f"sqlite: {statement['name']}",
                 f"{problem}\n{statement['text']}" if problem else None)

    folder, library, missing = find_postgres()
    if missing:
        tap.case("postgres", skip=missing)
        return tap.done()

    with postgres(folder, library) as connection:
        tap.case("postgres: the schema", connection.execute(listing["postgres"]))
        for statement in statements:
            problem, columns, parameters = connection.prepare(statement["name"], statement["text"])
            if not problem and "error" not in statement:
                if (columns, parameters) != (statement["columns"], statement["parameters"]):
                    problem = (f"{columns} columns and {parameters} parameters, on SQLite "
                               f"{statement['columns']} and {statement['parameters']}")
            tap.case(f"postgres: {statement['name']}",
                     f"{problem}\n{statement['text']}" if problem else None)
        connection.close()
    return tap.done()


sys.exit(main())
