# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about words: everything people read can be translated, and is."""

import re
import shutil
import sys

import lint

sys.path.insert(0, lint.ROOT + "/po")
import update  # noqa: E402

# Words a service hall does not say to people, and what it says.
NOT_SAID = {
    "客户(?!端)": "办事群众、纳税人、企业",
    "柜台": "窗口",
    "黑名单": "暂停预约",
    "订单": "办件",
}


def catalogues():
    """POTFILES.in is complete, the Chinese is complete and up to date"""
    for tool in ("xgettext", "msgfmt"):
        if not shutil.which(tool):
            raise lint.Skip(f"{tool} is not installed")
    return update.problems()


def glossary():
    """The Chinese says what a hall says"""
    for number, line in lint.lines("po/zh_CN.po"):
        for word, instead in NOT_SAID.items():
            if line.startswith(("msgstr", '"')) and re.search(word, line):
                yield f"po/zh_CN.po:{number}: {re.search(word, line)[0]}: say {instead}"


def domain():
    """A library's words are looked up in the program's catalogue"""
    for name in lint.files(".c", under=("app", "ui")):
        text = lint.read(name)
        if re.search(r"\bN?C?_\s*\(", "\n".join(lint.c_code(name))):
            if "glib/gi18n" not in text and "glib/gi18n-lib.h" not in text:
                yield f"{name}: marks words without <glib/gi18n-lib.h>"


def whole():
    """A marked text is one literal, without macros the tools cannot see through"""
    for name in lint.files(".c", under=("app", "ui")):
        for number, line in lint.lines(name):
            broken = re.search(r'\bN?_\s*\("(?:\\.|[^"\\])*"\s*([A-Z]\w+)', line)
            if broken and not broken[1].startswith("PRI"):
                yield f"{name}:{number}: {broken[1]} inside a marked text; use PRId64 of <inttypes.h>"


lint.main(catalogues, glossary, domain, whole)
