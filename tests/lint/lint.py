# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint scripts share: the project's files, and TAP.

A rule is a function that yields one sentence a problem, each beginning with
`file:line:` where there is a line. main() runs a script's rules, a case each.
"""

import os
import re
import subprocess
import sys

ROOT = os.environ.get("TIDEHALL_SOURCE_DIR") or os.path.dirname(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("TIDEHALL_BUILD_DIR", "")


class Skip(Exception):
    """A rule that cannot be checked here, and why."""


def files(*ends, under=()):
    """Names of the project's files with one of the endings, relative to the top."""
    names = [name for name in all_files() if not ends or name.endswith(ends)]
    return [name for name in names if not under or name.startswith(tuple(f"{u}/" for u in under))]


def all_files(cache=[]):
    """What git knows or would take; without git, all that is not a build folder."""
    if cache:
        return cache
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        cache += sorted({name for name in listed.stdout.split("\0")
                         if name and os.path.isfile(os.path.join(ROOT, name))})
        return cache
    for path, folders, names in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in (".git", "__pycache__")
                      and not (path == ROOT and f.startswith("build"))]
        cache += [os.path.relpath(os.path.join(path, name), ROOT) for name in names]
    cache.sort()
    return cache


def read(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read()


def lines(name):
    return enumerate(read(name).split("\n"), 1)


# Comments and text of a C file; what remains is code, on the same lines.
C_NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def c_code(name):
    """A C file without comments and text, line by line."""
    return C_NOISE.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), read(name)).split("\n")


def main(*rules):
    failed = 0
    for number, rule in enumerate(rules, 1):
        name = (rule.__doc__ or rule.__name__).split("\n")[0].rstrip(".")
        try:
            problems = list(rule())
        except Skip as skip:
            print(f"ok {number} - {name} # SKIP {skip}")
            continue
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print("# " + problem.replace("\n", "\n#   "))
            # Meson shows the standard error of a TAP test that failed, not its output.
            print(problem, file=sys.stderr)
    print(f"1..{len(rules)}")
    sys.exit(1 if failed else 0)
