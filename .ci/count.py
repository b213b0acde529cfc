# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what ran, from meson's logs, and says it in one line.

A program that speaks TAP counts as many times as it has cases; if it also
crashed, ran out of time or lost a case, that is one more failure. A program
without TAP counts once. A log that is not there is a failure: what did not
run did not pass.
"""

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b\s*\d*\s*-?\s*(.*)$")
EMPTY_PLAN = re.compile(r"^1\.\.0\b.*", re.I)
DIRECTIVE = re.compile(r"#\s*(SKIP|TODO)\b(.*)$", re.I)


def cut_short(test):
    """Whether a program ended before its time, whatever its cases said."""
    status = test["returncode"]
    return test["result"] in ("TIMEOUT", "INTERRUPT") or status < 0 or status > 128


class Count:
    def __init__(self):
        self.passed = 0
        self.failed = []
        self.skipped = []

    def add_test(self, test):
        name = test["name"]
        cases = self.add_cases(name, test.get("stdout") or "")
        result = test["result"]
        if result in ("SKIP", "IGNORED"):
            if cases == 0:
                self.skipped.append(name)
        elif result in ("OK", "EXPECTEDFAIL"):
            if cases == 0:
                self.passed += 1
        elif cut_short(test) or not any(failed.startswith(name + ": ") for failed in self.failed):
            self.failed.append(f"{name}: {result.lower()}, exit status {test['returncode']}")

    def add_cases(self, name, output):
        """The TAP cases of one program; nested ones are indented and not counted."""
        cases = 0
        after_failure = False
        for line in output.splitlines():
            if after_failure and line.startswith("#"):
                self.failed[-1] += "\n    " + line[1:].strip()
                continue
            after_failure = False
            if EMPTY_PLAN.match(line):
                self.skipped.append(f"{name}: {line[4:].strip(' #')}")
                cases += 1
                continue
            case = CASE.match(line)
            if not case:
                continue
            cases += 1
            directive = DIRECTIVE.search(case[2])
            if directive and directive[1].upper() == "SKIP":
                self.skipped.append(f"{name}: {case[2]}")
            elif case[1]:
                self.failed.append(f"{name}: {case[2]}")
                after_failure = True
            elif directive:
                self.failed.append(f"{name}: left open: {case[2]}")
            else:
                self.passed += 1
        return cases

    def add_log(self, path):
        try:
            with open(path, encoding="utf-8") as file:
                tests = [json.loads(line) for line in file if line.strip()]
        except (OSError, ValueError) as error:
            self.failed.append(f"{path}: {error}")
            return
        for test in tests:
            self.add_test(test)


def main(arguments):
    count = Count()
    assert arguments[0] == "--broken"
    count.failed += ["a build"] * int(arguments[1])
    for path in arguments[2:]:
        count.add_log(path)
    for word, names in (("skipped", count.skipped), ("failed", count.failed)):
        for name in names:
            print(f"{word}: {name}", file=sys.stderr)
    print(f"{count.passed} passed, {len(count.failed)} failed, {len(count.skipped)} skipped")
    return 1 if count.failed or not count.passed else 0


sys.exit(main(sys.argv[1:]))
