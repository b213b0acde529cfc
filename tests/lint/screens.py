# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules about templates and styles. Runs on a display, for GTK's own validator
and style parser are asked."""

import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree

import lint

RESOURCES = "resources/tidehall.gresource.xml"

# Widgets that say nothing by themselves and so must be named.
MUTE = {"GtkEntry", "GtkSearchEntry", "GtkPasswordEntry", "GtkText", "GtkTextView", "GtkSpinButton",
        "GtkDropDown", "GtkScale", "GtkSwitch", "GtkListBox", "GtkListView", "GtkGridView",
        "GtkColumnView", "GtkFlowBox", "GtkProgressBar", "GtkLevelBar", "GtkPicture"}
BUTTONS = {"GtkButton", "GtkToggleButton", "GtkMenuButton", "GtkLinkButton"}


def templates():
    """(name, root) of every .ui that parses."""
    for name in lint.files(".ui"):
        try:
            yield name, ElementTree.fromstring(lint.read(name).encode())
        except ElementTree.ParseError:
            continue


def own_classes():
    """{class: parent macro} of the types that ui/ defines."""
    found = {}
    for name in lint.files(".c", under=("ui",)):
        text = lint.read(name)
        for match in re.finditer(r"\bG_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE(?:_WITH_\w+)?\s*\(\s*(\w+)\s*,\s*\w+\s*,\s*(\w+)", text):
            found[match[1]] = match[2]
    return found


def well_formed():
    """Templates, resources and drawings are well-formed"""
    if not shutil.which("xmllint"):
        raise lint.Skip("xmllint is not installed")
    for name in lint.files(".ui", ".svg", ".gresource.xml", ".metainfo.xml.in"):
        done = subprocess.run(["xmllint", "--noout", "--nonet", name], cwd=lint.ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            yield done.stderr.strip()


def listed():
    """Every template, style and icon is in the resources, and only those"""
    text = lint.read(RESOURCES)
    inside = set()
    for element in ElementTree.fromstring(text.encode()).iter("file"):
        found = [name for name in (f"resources/{element.text}", f"ui/{element.text}")
                 if os.path.exists(os.path.join(lint.ROOT, name))]
        if not found:
            yield f"{RESOURCES}: {element.text} does not exist"
        inside.update(found)
    for name in lint.files(".ui", ".css", under=("ui", "resources")):
        if name not in inside:
            yield f"{RESOURCES}: {name} is not listed"


BIND = r"bind_template_child(?:_internal)?(?:_private)?\s*\(\s*\w+\s*,\s*{kind}\s*,\s*(\w+)"


def bound_children(kind, texts):
    """What a class binds, directly or through a macro of its file."""
    found = set()
    for text in texts:
        found.update(re.findall(BIND.format(kind=kind), text))
        for macro, argument, body in re.findall(r"#define\s+(\w+)\((\w+)\)((?:[^\n]*\\\n)*[^\n]*)", text):
            if argument in re.findall(BIND.format(kind=kind), body):
                found.discard(argument)
                found.update(re.findall(rf"^\s*{macro}\s*\(\s*(\w+)\s*\)", text, re.M))
    return found


def bound_callbacks(texts):
    found = set()
    for text in texts:
        found.update(re.findall(r"bind_template_callback\s*\(\s*\w+\s*,\s*(\w+)", text))
        found.update(re.findall(r'bind_template_callback_full\s*\(\s*\w+\s*,\s*"(\w+)"', text))
    return found


def classes():
    """A template is the template of a class, and what the class binds is in it"""
    own = own_classes()
    code = [lint.read(name) for name in lint.files(".c", under=("ui",))]
    for name, root in templates():
        for template in root.iter("template"):
            kind = template.get("class")
            if kind not in own:
                yield f"{name}: no class {kind} in ui/"
                continue
            ids = {element.get("id") for element in root.iter() if element.get("id")}
            handlers = {element.get("handler") for element in template.iter("signal")}
            # A large class may be spread over files of one family.
            family = [text for text in code if re.search(rf"\bG_DEFINE_\w+\s*\(\s*{kind}\b", text)]
            for child in sorted(bound_children(kind, code) - ids):
                yield f"{name}: {kind} binds {child}, which is not there"
            for handler in sorted(handlers - bound_callbacks(family)):
                yield f"{name}: nothing answers to {handler}"
        for element in root.iter("object"):
            kind = element.get("class") or ""
            if kind.startswith("Th") and kind not in own:
                yield f"{name}: no class {kind} in ui/"


def plain(element, own):
    """The template with our own classes replaced by a box, for a validator
    that does not know them. What only they have is taken out."""
    for child in list(element):
        kind = child.get("class")
        if child.tag in ("object", "template") and kind in own:
            mine = child.tag == "object" or (child.get("parent") or "").startswith("Th")
            if child.tag == "object":
                child.set("class", "GtkBox")
            elif mine:
                child.set("parent", "GtkBox")
            for inner in list(child):
                own_property = inner.tag == "property" and inner.get("name") not in ("visible", "sensitive", "halign", "valign", "hexpand", "vexpand")
                if mine and (own_property or inner.tag in ("signal", "binding", "layout")):
                    child.remove(inner)
        for inner in list(child):
            # Lookups through our own classes, and handlers that live in C.
            if inner.tag == "signal" or (inner.tag == "binding" and any((e.get("type") or "").startswith("Th") for e in inner.iter())):
                child.remove(inner)
        plain(child, own)


def valid():
    """GTK's own validator takes every template"""
    if not shutil.which("gtk4-builder-tool"):
        raise lint.Skip("gtk4-builder-tool is not installed")
    if not os.environ.get("DISPLAY"):
        raise lint.Skip("no display")
    own = own_classes()
    with tempfile.TemporaryDirectory() as folder:
        for name, root in templates():
            plain(root, own)
            path = os.path.join(folder, os.path.basename(name))
            ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
            done = subprocess.run(["gtk4-builder-tool", "validate", path], capture_output=True, text=True,
                                  env=dict(os.environ, G_DEBUG=""))
            if done.returncode != 0:
                yield f"{name}: {(done.stdout + done.stderr).strip().replace(path, name)}"


def named(element):
    for access in element.findall("accessibility"):
        for said in access:
            if (said.tag, said.get("name")) in (("property", "label"), ("relation", "labelled-by")):
                return True
    return False


def silent(element):
    """Whether a widget would be read out as nothing."""
    kind = element.get("class")
    properties = {p.get("name"): p for p in element.findall("property")}
    if kind in MUTE:
        return True
    if kind in BUTTONS:
        if "label" in properties:
            return False
        words = [p for p in element.iter("property") if p.get("name") == "label" and p is not properties.get("label")]
        return not any(p.get("translatable") for p in words)
    return False


def named_in_code(name, element):
    """Whether the template's class names the widget itself."""
    source = name.removesuffix(".ui") + ".c"
    if not element.get("id") or source not in lint.files(".c"):
        return False
    return re.search(rf"update_property\s*\(\s*GTK_ACCESSIBLE\s*\(\s*\w+->{element.get('id')}\s*\),\s*"
                     r"GTK_ACCESSIBLE_PROPERTY_LABEL", lint.read(source))


def speaks():
    """Everything that can be used has a name for a screen reader"""
    for name, root in templates():
        for element in root.iter("object"):
            if silent(element) and not named(element) and not named_in_code(name, element):
                yield f"{name}: {element.get('class')} {element.get('id') or ''} has no accessible label"


def translatable():
    """What people read is marked for translation"""
    spoken = {"label", "title", "tooltip-text", "placeholder-text", "subtitle"}
    for name, root in templates():
        for element in root.iter("property"):
            text = (element.text or "").strip()
            if element.get("name") in spoken and re.search(r"[A-Za-z]{2}", text) and not element.get("translatable"):
                yield f"{name}: \"{text}\" is not marked translatable"
        if root.get("domain") != "tidehall":
            yield f"{name}: the interface lacks domain=\"tidehall\""


def styles():
    """GTK's own parser takes every style sheet"""
    try:
        import gi
        gi.require_version("Gtk", "4.0")
        from gi.repository import Gtk
    except (ImportError, ValueError) as error:
        raise lint.Skip(str(error)) from error
    problems = []

    def complain(_provider, section, error):
        at = section.get_start_location()
        problems.append(f"{name}:{at.lines + 1}: {error.message}")

    for name in lint.files(".css"):
        provider = Gtk.CssProvider()
        provider.connect("parsing-error", complain)
        provider.load_from_path(os.path.join(lint.ROOT, name))
    return problems


def colours():
    """Both themes name the same colours, and styles use only those"""
    named_in = {}
    used = {}
    for name in lint.files(".css"):
        bare = re.sub(r"/\*.*?\*/", "", lint.read(name), flags=re.S)
        defined = set(re.findall(r"@define-color\s+([\w-]+)", bare))
        if defined:
            named_in[name] = defined
        for colour in re.findall(r"@([\w-]+)", bare):
            if colour not in ("define-color", "keyframes", "import", "media"):
                used.setdefault(colour, name)
    every = set().union(*named_in.values()) if named_in else set()
    for pair in (("light", "dark"), ("dark", "light")):
        one, other = (next((n for n in named_in if n.endswith(f"{word}.css")), None) for word in pair)
        if one and other:
            for colour in sorted(named_in[one] - named_in[other]):
                yield f"{other}: lacks @{colour}, which {one} has"
    for colour, name in sorted(used.items()):
        if colour not in every:
            yield f"{name}: @{colour} is not defined"


lint.main(well_formed, listed, classes, valid, speaks, translatable, styles, colours)
