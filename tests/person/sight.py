# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What can be seen of a process, as a screen reader is told it.
#
# It speaks AT-SPI itself, because one question (Cache.GetItems) then brings a
# whole window in a few hundredths of a second, where asking thing by thing
# takes seconds and slows down what is looked at.
#
# Two things of GTK 4.8 shape it. What nobody has asked for yet is not told, so
# children are asked for until none is missing. And nothing says which page of
# a stack is in front, so it is asked what lies where the page should be.

import contextlib
import re

from gi.repository import Gio, GLib

ACCESSIBLE = 'org.a11y.atspi.Accessible'
COMPONENT = 'org.a11y.atspi.Component'
TEXT = 'org.a11y.atspi.Text'
ROOT = '/org/a11y/atspi/accessible/root'
IN_WINDOW = 1

# How often children are asked for that nobody tells of.
ASK_AGAIN = 12

STATES = {1: 'active', 4: 'checked', 12: 'focused', 16: 'modal', 20: 'pressed', 23: 'selected', 24: 'sensitive',
          30: 'visible'}

# Roles by their number, which is the same for every toolkit and language.
ROLES = {2: 'alert', 7: 'check box', 8: 'check menu item', 11: 'combo box', 16: 'dialog', 20: 'filler', 23: 'frame',
         27: 'image', 29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 34: 'menu bar', 35: 'menu item',
         37: 'page tab', 38: 'page tab list', 39: 'panel', 40: 'password text', 41: 'popup menu', 42: 'progress bar',
         43: 'push button', 44: 'radio button', 45: 'radio menu item', 48: 'scroll bar', 49: 'scroll pane',
         50: 'separator', 51: 'slider', 52: 'spin button', 54: 'status bar', 55: 'table', 56: 'table cell',
         57: 'table column header', 58: 'table row header', 61: 'text', 62: 'toggle button', 63: 'tool bar',
         64: 'tool tip', 79: 'entry', 80: 'chart', 83: 'heading', 90: 'table row', 98: 'list box', 99: 'grouping',
         103: 'level bar', 116: 'static'}

# Names that say no more than that there is none.
NAMELESS = re.compile('^(Gtk|Th)[A-Z]')


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                     None, None, 0, -1).unpack()
        flags = Gio.DBusConnectionFlags
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION)

    def call(self, name, path, interface, method, arguments=None):
        return self.bus.call_sync(name, path, interface, method, arguments, None, 0, 20000).unpack()

    def ask_for_children(self, name, paths):
        """Asks many things for their children at once, and those for theirs. The
        answers matter only to who is asked; what went away meanwhile has none."""
        asked = set(paths)
        left = set(paths)

        def ask(path):
            self.bus.call(name, path, ACCESSIBLE, 'GetChildren', None, None, 0, 20000, None, answered, path)

        def answered(bus, result, path):
            left.discard(path)
            with contextlib.suppress(GLib.Error):
                for _, child in bus.call_finish(result).unpack()[0]:
                    if child not in asked:
                        asked.add(child)
                        left.add(child)
                        ask(child)
        for path in paths:
            ask(path)
        while left:
            GLib.MainContext.default().iteration(True)

    def process(self, pid):
        """The name on the bus of this process, or None while it has none."""
        for name, _ in self.call('org.a11y.atspi.Registry', ROOT, ACCESSIBLE, 'GetChildren')[0]:
            try:
                if self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                             'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0] == pid:
                    return name
            except GLib.Error:
                continue
        return None


class Thing:
    """Something on screen, as it was at the moment of the look."""

    def __init__(self, look, item):
        (_, self.path), _, (_, self.parent_path), self.index, self.count, _, self.name, role, self.description, bits = item
        self.look = look
        self.role = ROLES.get(role, f'role {role}')
        bits = bits[0] | bits[1] << 32
        self.states = {name for bit, name in STATES.items() if bits >> bit & 1}
        self.children = []
        self._box = False

    def __repr__(self):
        return f'{self.role} {self.name!r} {" ".join(sorted(self.states - {"visible"}))}'

    def call(self, interface, method, arguments=None):
        return self.look.bus.call(self.look.process, self.path, interface, method, arguments)

    @property
    def parent(self):
        return self.look.things.get(self.parent_path)

    def chain(self):
        thing = self
        while thing is not None:
            yield thing
            thing = thing.parent

    @property
    def frame(self):
        """The window it is in; None when it is in none."""
        return next((thing for thing in self.chain() if thing.parent_path == ROOT), None)

    @property
    def box(self):
        """Where it lies in its window: left, top, width, height; None when nowhere."""
        if self._box is False:
            try:
                self._box = self.call(COMPONENT, 'GetExtents', GLib.Variant('(u)', (IN_WINDOW,)))[0]
            except GLib.Error:
                self._box = None
        return self._box

    @property
    def has_area(self):
        return self.box is not None and self.box[2] > 0 and self.box[3] > 0

    @property
    def is_holder(self):
        """Whether it only holds a page of a stack: it has no place by itself."""
        return self.name == 'GtkStackPage'

    def at(self, x, y):
        """What of a window one touches at a place in it, or None."""
        try:
            (_, path), = self.call(COMPONENT, 'GetAccessibleAtPoint', GLib.Variant('(iiu)', (x, y, IN_WINDOW)))
        except GLib.Error:
            return None
        return self.look.things.get(path)

    def text(self):
        """What is typed into an entry."""
        count = self.look.bus.call(self.look.process, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                                   GLib.Variant('(ss)', (TEXT, 'CharacterCount')))[0]
        return self.call(TEXT, 'GetText', GLib.Variant('(ii)', (0, count)))[0] if count > 0 else ''

    def name_now(self):
        """Its name at this moment: what changes is watched closer than by looks."""
        return self.look.bus.call(self.look.process, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                                  GLib.Variant('(ss)', (ACCESSIBLE, 'Name')))[0]


class Look:
    """All that a process shows at a moment."""

    def __init__(self, bus, process, known):
        self.bus = bus
        self.process = process
        self.things = {}
        self._front = {}
        asked = {}
        while True:
            self._read()
            lacking = dict(self._lacking())
            for path in known.keys() - lacking.keys():
                del known[path]
            lacking = {path: told for path, told in lacking.items()
                       if asked.get(path) != told and known.get(path) != (told, ASK_AGAIN)}
            if not lacking:
                break
            for path, told in lacking.items():
                known[path] = told, known[path][1] + 1 if path in known and known[path][0] == told else 1
            asked.update(lacking)
            bus.ask_for_children(process, list(lacking))

    def _read(self):
        items = self.bus.call(self.process, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')[0]
        self.things = {item[0][1]: Thing(self, item) for item in items if item[0][1] != ROOT}
        for thing in self.things.values():
            if thing.parent is not None:
                thing.parent.children.append(thing)
        for thing in self.things.values():
            thing.children.sort(key=lambda child: child.index)

    def _lacking(self):
        """What has other children than were told: what is hidden stays in the
        list, and what came in its place is missing. Whoever asked in vain asks
        a few times more, for it may just have been replaced, and then not again
        until something changes there."""
        yield ROOT, frozenset(thing.path for thing in self.frames())
        for path, thing in self.things.items():
            if [child.index for child in thing.children] != list(range(thing.count)):
                yield path, (thing.count, tuple((child.path, child.index) for child in thing.children))

    def frames(self):
        return [thing for thing in self.things.values() if thing.parent_path == ROOT]

    def _front_pages(self, stack, frame):
        """The page of a stack that is seen. On the public board, and under what
        is grey, nothing can be touched; then every page that was ever seen counts."""
        if stack.path not in self._front:
            pages = [page for holder in stack.children for page in holder.children if page.has_area]
            touched = []
            for page in pages if len(pages) > 1 else []:
                left, top, width, height = page.box
                places = [(left + width * x // 4, top + height * y // 4) for x, y in ((2, 2), (3, 3), (3, 1), (1, 3), (1, 1))]
                hits = [hit for hit in (frame.at(*place) for place in places) if hit is not None]
                if any(page in hit.chain() for hit in hits):
                    touched.append(page)
            self._front[stack.path] = touched or pages
        return self._front[stack.path]

    def is_shown(self, thing):
        frame = thing.frame
        if frame is None:
            return False
        for step in thing.chain():
            if step.is_holder:
                continue
            if 'visible' not in step.states or not step.has_area:
                return False
            holder = step.parent
            if holder is not None and holder.is_holder and step not in self._front_pages(holder.parent, frame):
                return False
        return True

    def all(self, role=None, name=None, has=()):
        """What is seen of this role, name and states, in the order of reading."""
        for frame in self.frames():
            stack = [frame]
            while stack:
                thing = stack.pop()
                stack.extend(reversed(thing.children))
                if (role is None or thing.role == role) and fits(thing.name, name) and thing.states.issuperset(has) \
                        and self.is_shown(thing):
                    yield thing

    def describe(self, most=120):
        """What is seen, a line a thing; of what is long the beginning."""
        lines, rows = [], {}
        for thing in self.all():
            row = next((step for step in thing.chain() if step.role in ('list item', 'table cell')), None)
            if row is not None:
                beginning = rows.setdefault(row.parent_path, [])
                if row.path not in beginning:
                    beginning.append(row.path)
                if row.path not in beginning[:8]:
                    continue
            if thing.name and not NAMELESS.match(thing.name):
                lines.append(repr(thing))
        if len(lines) > most:
            lines[most:] = [f'… and {len(lines) - most} more']
        return '\n'.join(lines)


def fits(text, pattern):
    if pattern is None:
        return True
    return pattern.search(text) is not None if isinstance(pattern, re.Pattern) else text == pattern
