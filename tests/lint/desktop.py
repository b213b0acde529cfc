# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about what a desktop reads: the entry, the metadata, the icons."""

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import lint

ENTRY = "resources/org.tidehall.Tidehall.desktop"
METADATA = "resources/org.tidehall.Tidehall.metainfo.xml"


def tool(*command):
    if not shutil.which(command[0]):
        raise lint.Skip(f"{command[0]} is not installed")
    if not os.path.exists(command[-1]):
        raise lint.Skip("built without the screens")
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, LC_ALL="C.UTF-8"))
    if done.returncode != 0:
        yield (done.stdout + done.stderr).strip()


def entry():
    """The desktop entry is valid"""
    return tool("desktop-file-validate", os.path.join(lint.BUILD, ENTRY))


def metadata():
    """The metadata is valid"""
    return tool("appstreamcli", "validate", "--no-net", "--no-color", os.path.join(lint.BUILD, METADATA))


def versions():
    """meson.build, the metadata and CHANGES name the same version"""
    version = re.search(r"version: '([^']+)'", lint.read("meson.build"))[1]
    for name, pattern in ((METADATA + ".in", rf'<release version="{re.escape(version)}"'),
                          ("CHANGES", rf"^## {re.escape(version)}\b")):
        if not re.search(pattern, lint.read(name), re.M):
            yield f"{name}: does not name {version}"


def icons():
    """Icons are drawings that parse, and symbolic ones are filled, not stroked"""
    for name in lint.files(".svg"):
        try:
            root = ElementTree.fromstring(lint.read(name).encode())
        except ElementTree.ParseError as error:
            yield f"{name}: {error}"
            continue
        if name.endswith("-symbolic.svg"):
            for element in root.iter():
                if element.get("stroke") not in (None, "none"):
                    yield f"{name}: has a stroke; the toolkit recolours fills only"


lint.main(entry, metadata, versions, icons)
