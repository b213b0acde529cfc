#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the translations up to date with the sources.

    po/update.py           writes POTFILES.in and merges into every LANG.po
    po/update.py --check   changes nothing; says what is missing or left over

Translations may first be written in po/parts/NAME.po, entries without a
header, so that people who work at the same time do not meet in one file. They
are merged into zh_CN.po and go before what it says; two parts that say
different things are an error. A message is never guessed from a similar one.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PO = os.path.join(ROOT, "po")

# Folders whose words people see; tests speak to developers.
FOLDERS = ("app", "ui", "resources")

MARKS = {
    ".c": re.compile(rb"\b(?:N?C?_|g_dngettext|g_dpgettext2?|ngettext|dngettext)\s*\("),
    ".h": re.compile(rb"\b(?:N?C?_|g_dngettext|g_dpgettext2?|ngettext|dngettext)\s*\("),
    ".ui": re.compile(rb"\btranslatable\s*="),
    ".desktop.in": re.compile(rb"^(?:Name|Comment|Keywords|GenericName)=", re.M),
    ".metainfo.xml.in": re.compile(rb"<summary>"),
}

# What xgettext must know beside its own defaults: the preset of meson's i18n
# module for GLib, the same in both so that both see the same messages.
KEYWORDS = [
    "_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3",
]
FLAGS = ["N_:1:pass-c-format", "C_:2:pass-c-format", "NC_:2:pass-c-format",
         "g_dngettext:2:pass-c-format", "g_strdup_printf:1:c-format",
         "g_string_printf:2:c-format", "g_string_append_printf:2:c-format",
         "g_error_new:3:c-format", "g_set_error:4:c-format", "g_markup_printf_escaped:1:c-format"]

HEADER = r'''# Chinese (simplified) words of Tidehall.
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
msgid ""
msgstr ""
"Project-Id-Version: tidehall\n"
"Language: zh_CN\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

'''


def potfiles():
    """The files with words in them, in the order of their names."""
    found = []
    for folder in FOLDERS:
        for path, folders, names in os.walk(os.path.join(ROOT, folder)):
            folders.sort()
            for name in sorted(names):
                mark = next((m for end, m in MARKS.items() if name.endswith(end)), None)
                full = os.path.join(path, name)
                if mark:
                    with open(full, "rb") as file:
                        if mark.search(file.read()):
                            found.append(os.path.relpath(full, ROOT))
    return sorted(found)


def potfiles_text():
    head = ("# SPDX-FileCopyrightText: 2026 Tidehall contributors\n"
            "# SPDX-License-Identifier: GPL-3.0-or-later\n"
            "# Written by po/update.py.\n")
    return head + "".join(name + "\n" for name in potfiles())


def run(*command):
    """Runs a gettext tool in English; what it complains about is an error."""
    env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en")
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]}: {done.stderr.strip()}")
    return done.stdout


def extract(pot):
    """All messages of the sources, as a template."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listing:
        listing.write("\n".join(potfiles()) + "\n")
        listing.flush()
        run("xgettext", "--from-code=UTF-8", "--no-wrap", "--add-location=file",
            "--package-name=tidehall", f"--files-from={listing.name}", f"--output={pot}",
            *[f"--keyword={word}" for word in KEYWORDS], *[f"--flag={flag}" for flag in FLAGS])


def languages():
    with open(os.path.join(PO, "LINGUAS"), encoding="utf-8") as file:
        return [word for line in file for word in line.split("#")[0].split()]


def collect(language, folder):
    """LANG.po and, for Chinese, the parts, as one file."""
    sources = []
    if language == "zh_CN":
        for number, part in enumerate(sorted(glob.glob(os.path.join(PO, "parts", "*.po")))):
            headed = os.path.join(folder, f"part-{number}.po")
            with open(part, encoding="utf-8") as file, open(headed, "w", encoding="utf-8") as out:
                text = file.read()
                out.write(text if 'msgid ""\nmsgstr ""\n"' in text else HEADER + text)
            sources.append(headed)
    if len(sources) > 1:
        both = os.path.join(folder, "parts.po")
        run("msgcat", "--no-wrap", f"--output-file={both}", *sources)
        with open(both, encoding="utf-8") as file:
            twice = [entry for entry in entries(file.read()) if "#-#-#" in entry]
        if twice:
            raise SystemExit("po/parts: two translations of one message:\n\n" + "\n\n".join(twice))
    out = os.path.join(folder, language + "-all.po")
    sources.append(os.path.join(PO, language + ".po"))
    run("msgcat", "--no-wrap", "--use-first", f"--output-file={out}", *sources)
    return out


def strip_header(text):
    return text.split("\n\n", 1)[1] if "\n\n" in text else ""


def merge(language, pot, folder):
    """The text of LANG.po as it should be."""
    known = collect(language, folder)
    out = os.path.join(folder, language + ".po")
    run("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "--add-location=file",
        f"--output-file={out}", known, pot)
    run("msgattrib", "--no-obsolete", "--no-wrap", "--add-location=file", f"--output-file={out}.clean", out)
    with open(out + ".clean", encoding="utf-8") as file:
        return HEADER + strip_header(file.read())


def entries(text):
    """The messages of a catalogue, as they stand in it."""
    body = "\n".join(line for line in strip_header(text).splitlines() if not line.startswith("#"))
    return [entry.strip() for entry in body.split("\n\n") if entry.strip()]


def name_of(entry):
    """What an entry translates, without the translation."""
    return re.sub(r"^msgstr.*", "", entry, flags=re.M | re.S).strip()


def problems():
    """What --check complains about, a sentence each."""
    found = []
    with open(os.path.join(PO, "POTFILES.in"), encoding="utf-8") as file:
        listed = {line.strip() for line in file if line.strip() and not line.startswith("#")}
    for name in sorted(set(potfiles()) - listed):
        found.append(f"po/POTFILES.in: {name} has words but is not listed")
    for name in sorted(listed - set(potfiles())):
        found.append(f"po/POTFILES.in: {name} is listed but has no words")

    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "tidehall.pot")
        extract(pot)
        with open(pot, encoding="utf-8") as file:
            wanted = {name_of(entry) for entry in entries(file.read())}
        for language in languages():
            path = os.path.join(PO, language + ".po")
            run("msgfmt", "--check", "--output-file=/dev/null", path)
            plain = os.path.join(folder, "plain.po")
            for what, option in (("not translated", "--untranslated"), ("fuzzy", "--only-fuzzy"),
                                 ("obsolete", "--only-obsolete")):
                run("msgattrib", option, "--no-wrap", f"--output-file={plain}", path)
                if os.path.exists(plain):
                    with open(plain, encoding="utf-8") as file:
                        for entry in entries(file.read()):
                            found.append(f"po/{language}.po: {what}: {name_of(entry)}")
                    os.remove(plain)
            with open(path, encoding="utf-8") as file:
                has = {name_of(entry) for entry in entries(file.read())}
            found += [f"po/{language}.po: missing: {entry}" for entry in sorted(wanted - has)]
            found += [f"po/{language}.po: not in the sources: {entry}" for entry in sorted(has - wanted)]
    return found


def report(found):
    for line in found:
        print(line)
    return 1 if found else 0


def main():
    if sys.argv[1:] == ["--check"]:
        found = problems()
        return report(found)
    if sys.argv[1:]:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    with open(os.path.join(PO, "POTFILES.in"), "w", encoding="utf-8") as file:
        file.write(potfiles_text())
    with tempfile.TemporaryDirectory() as folder:
        pot = os.path.join(folder, "tidehall.pot")
        extract(pot)
        for language in languages():
            text = merge(language, pot, folder)
            with open(os.path.join(PO, language + ".po"), "w", encoding="utf-8") as file:
                file.write(text)
    return report(problems())


if __name__ == "__main__":
    sys.exit(main())
