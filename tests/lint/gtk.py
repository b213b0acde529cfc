# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about which GTK: nothing that later versions deprecate, nothing newer
than 4.8, so that one source serves both.

The names are data: tests/data/gtk-deprecated-after-4.8.txt and
gtk-new-after-4.8.txt, a kind, a name and a version a line. A file may use
such a name where the preprocessor keeps it to the right versions:

    #if GTK_CHECK_VERSION (4, 10, 0)
      ... what is new in 4.10 ...
    #else
      ... what 4.10 deprecates ...
    #endif
"""

import re
import xml.etree.ElementTree as ElementTree

import lint


def names(file):
    """{kind: {name: (4, minor)}}"""
    found = {}
    for line in lint.read(f"tests/data/{file}").splitlines():
        kind, name, version = line.split("\t")
        found.setdefault(kind, {})[name] = tuple(int(part) for part in version.split(".")[:2])
    return found


DEPRECATED = names("gtk-deprecated-after-4.8.txt")
NEW = names("gtk-new-after-4.8.txt")

WORD = re.compile(r"\b(?:gtk|gdk|gsk|Gtk|Gdk|Gsk|GTK|GDK|GSK)_?\w+")
CHECK = re.compile(r"#\s*if\s+GTK_CHECK_VERSION\s*\(\s*4\s*,\s*(\d+)")


def flat(lists):
    return {name: version for kind in ("type", "func", "const") for name, version in lists.get(kind, {}).items()}


def known_versions(code):
    """For each line: the GTK it is sure to have (at least), and to be below."""
    stack = []
    for line in code:
        bare = line.strip()
        check = CHECK.match(bare)
        if check:
            stack.append(((4, int(check[1])), None))
        elif re.match(r"#\s*if", bare):
            stack.append((None, None))
        elif re.match(r"#\s*else", bare) and stack:
            stack[-1] = (None, stack[-1][0])
        elif re.match(r"#\s*endif", bare) and stack:
            stack.pop()
        at_least = max((low for low, _ in stack if low), default=(4, 8))
        below = min((high for _, high in stack if high), default=(99, 0))
        yield line, at_least, below


def code(lists, wrong):
    for name in lint.files(".c", ".h"):
        for number, (line, at_least, below) in enumerate(known_versions(lint.c_code(name)), 1):
            for word in WORD.findall(line):
                version = lists.get(word)
                if version and wrong(version, at_least, below):
                    yield f"{name}:{number}: {word} ({version[0]}.{version[1]})"


def deprecated_in_code():
    """No .c or .h uses what a later GTK deprecates"""
    return code(flat(DEPRECATED), lambda version, at_least, below: version < below)


def new_in_code():
    """No .c or .h uses what GTK 4.8 does not have"""
    return code(flat(NEW), lambda version, at_least, below: at_least < version)


def ui_elements():
    for name in lint.files(".ui"):
        try:
            root = ElementTree.fromstring(lint.read(name).encode())
        except ElementTree.ParseError as error:
            yield name, None, str(error)
            continue
        for element in root.iter():
            yield name, element, None


def in_ui(lists):
    types = lists.get("type", {})
    properties = lists.get("property", {})
    signals = lists.get("signal", {})
    members = {f"{name}" for name in lists.get("const", {})}
    for name, element, error in ui_elements():
        if error:
            yield f"{name}: {error}"
            continue
        kind = element.get("class") if element.tag in ("object", "template") else None
        for used in (kind, element.get("parent")):
            if used in types:
                yield f"{name}: {used} ({types[used][0]}.{types[used][1]})"
        if element.tag == "lookup" and element.get("type") in types:
            yield f"{name}: {element.get('type')}"
        if (element.text or "").strip().upper().replace("-", "_") and element.tag == "property":
            if (element.text or "").strip() in members:
                yield f"{name}: {element.text.strip()}"
        for child in element if kind else ():
            key = f"{kind}:{child.get('name')}"
            if child.tag == "property" and key in properties:
                yield f"{name}: {key}"
            key = f"{kind}::{child.get('name')}"
            if child.tag == "signal" and key in signals:
                yield f"{name}: {key}"


def deprecated_in_ui():
    """No .ui uses what a later GTK deprecates"""
    return in_ui(DEPRECATED)


def new_in_ui():
    """No .ui uses what GTK 4.8 does not have"""
    return in_ui(NEW)


# Style the 4.8 parser does not know, or later ones warn of.
CSS_NEW = re.compile(r"\bvar\s*\(|:root\b|@media\b|\bcolor-mix\s*\(|--[a-z][\w-]*\s*:|\bcalc\s*\(|:has\s*\(|\b\d+vh\b")


def style():
    """No style sheet uses what GTK 4.8 does not have"""
    for name in lint.files(".css"):
        bare = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), lint.read(name), flags=re.S)
        for number, line in enumerate(bare.split("\n"), 1):
            match = CSS_NEW.search(line)
            if match:
                yield f"{name}:{number}: {match[0]}"


def compiled_for():
    """The compiler refuses newer GLib and GTK"""
    text = lint.read("meson.build")
    for macro in ("GLIB_VERSION_MAX_ALLOWED", "GDK_VERSION_MAX_ALLOWED",
                  "GLIB_VERSION_MIN_REQUIRED", "GDK_VERSION_MIN_REQUIRED"):
        if f"-D{macro}=" not in text:
            yield f"meson.build: does not set {macro}"
    if not re.search(r"glib_macro = 'GLIB_VERSION_2_74'", text):
        yield "meson.build: glib_macro is not 2.74"
    if not re.search(r"gtk_macro = 'GDK_VERSION_4_8'", text):
        yield "meson.build: gtk_macro is not 4.8"


lint.main(deprecated_in_code, new_in_code, deprecated_in_ui, new_in_ui, style, compiled_for)
