# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the stories of the Booking page have in common: a day on which they
# happen, people whose numbers are right, and hands that are counted.
#
# A page of days shows what day it is, so here the day is made: faketime gives
# each process that is started the hour which the story has reached. Waiting is
# not touched by it, for a wait counts on the clock that nobody sets.

import datetime
import os
import re
import subprocess
import time

from person import Screen, wait

CHINA = datetime.timezone(datetime.timedelta(hours=8))
ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
ENTRY = '单位或个人：代码、名称或首字母'
MATTER = '事项：名称、编码或首字母'


def instant(text):
    """"2026-05-07 10:00" of the hall's clock."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=CHINA)


def iso(text):
    return instant(text).isoformat()


def us(text):
    return int(instant(text).timestamp() * 1_000_000)


def faketime():
    """What faketime puts before a process."""
    if 'FAKETIME' in os.environ:
        return os.environ['LD_PRELOAD']
    env = subprocess.run(['faketime', '-f', '+0', 'env'], capture_output=True, text=True, check=True).stdout
    return re.search('^LD_PRELOAD=(.*)$', env, re.MULTILINE)[1]


def it_is(text):
    """From now on whatever is started believes that it is then."""
    os.environ.update(LD_PRELOAD=faketime(), FAKETIME=f'{instant(text).timestamp() - time.time():+.3f}',
                      DONT_FAKE_MONOTONIC='1', FAKETIME_DONT_FAKE_MONOTONIC='1', NO_FAKE_STAT='1')


def company(number, phone, **more):
    body = f'91429999MADE{number:05}'
    check = (31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body)) % 31) % 31
    return {'kind': 'company', 'id_kind': 'uscc', 'id': body + ALPHABET[check], 'name': f'试验{number}公司', 'phone': phone, **more}


def make(party, slot, matter='G01', **more):
    return {'do': 'booking.make', 'party': party, 'matters': [matter], 'slot': iso(slot), **more}


class Page(Screen):
    """The application at the Booking page, and how many keys it took."""

    def __init__(self, story, name, page='booking', staff=None, more=(), **place):
        super().__init__(story, name, '--page', page, *more, **place)
        self.keys = 0
        if staff is not None:
            self.sign_in_above(staff)

    # --- hands ---

    def write(self, text):
        """Types words into the entry that has the keyboard. A display has no keys for
        Chinese characters; xdotool makes them, and one is lost now and then."""
        for _ in range(5):
            self.type(text)
            try:
                wait(lambda: self.find(has=('focused',)).text() == text, text, 1)
            except AssertionError:
                self.key('ctrl+a', 'BackSpace')
            else:
                return
        raise AssertionError(f'{text} cannot be typed')

    def press(self, *keys):
        """Keys that are counted; a chord is as many as are held."""
        self.keys += sum(len(key.split('+')) for key in keys)
        self.key(*keys)

    def spell(self, text):
        """Letters that are counted."""
        self.keys += len(text)
        self.type(text)

    def focus(self):
        thing = self.find(has=('focused',))
        return thing and (thing.role, thing.name, thing.box)

    def tab_to(self, role, name, key='Tab'):
        """Goes from stop to stop until it is there."""
        stops = []
        for _ in range(60):
            if self.find(role, name, has=('focused',)) is not None:
                return
            before = self.focus()
            self.key(key)
            wait(lambda: self.focus() not in (None, before), 'the next stop')
            stops.append(str(self.focus()[:2]))
        raise AssertionError(f'Tab never comes to {role} {name}: ' + ', '.join(stops))

    def sign_in_above(self, staff):
        """With the button at the top; the pointer is then away again."""
        wait(lambda: self.focus(), 'the keyboard')
        self.click('push button', '登录')
        self.focused('text', '工号')
        self.type(staff)
        self.key('Return')
        self.focused('password text', 'PIN')
        self.type('0' + staff)
        self.key('Return')
        self.only_window()
        self.xdotool('mousemove', '10000', '10000')

    def middle(self, role, name, has=()):
        """Where on the display the middle of something is."""
        def place():
            thing = self.find(role, name, has)
            origin = thing and self._origin(thing)
            return origin and (origin[0] + thing.box[0] + thing.box[2] // 2, origin[1] + thing.box[1] + thing.box[3] // 2)
        return wait(place, f'a place of {role} {name}')

    def drag(self, start, end):
        """Takes the place @start by hand and lets go of it above @end."""
        (x, y), (to_x, to_y) = self.middle('push button', start), self.middle('push button', end)
        moves = []
        for step in range(1, 11):
            moves += ['mousemove', str(x + (to_x - x) * step // 10), str(y + (to_y - y) * step // 10), 'sleep', '0.05']
        self.xdotool('mousemove', str(x), str(y), 'mousedown', '1', *moves, 'sleep', '0.2', 'mouseup', '1')
        self.xdotool('mousemove', '10000', '10000')

    # --- eyes ---

    def label(self, pattern):
        """A label that says this; returns all it says."""
        return self.see('label', re.compile(pattern)).name

    def cell(self, words, state='', has=()):
        """The place of a day and an hour, as a screen reader tells it."""
        return self.see('push button', re.compile(f'^{words}–.*{state}'), has)
