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

    def __init__(self, story, name, page='booking', staff=None, **more):
        super().__init__(story, name, '--page', page, **more)
        self.keys = 0
        if staff is not None:
            self.sign_in_above(staff)

    # --- hands ---

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

    def tab_to(self, role, name):
        """Goes from stop to stop until it is there."""
        for _ in range(60):
            if self.find(role, name, has=('focused',)) is not None:
                return
            before = self.focus()
            self.key('Tab')
            wait(lambda: self.focus() not in (None, before), 'the next stop')
        raise AssertionError(f'Tab never comes to {role} {name}')

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

    # --- eyes ---

    def label(self, pattern):
        """A label that says this; returns all it says."""
        return self.see('label', re.compile(pattern)).name

    def cell(self, words, state='', has=()):
        """The place of a day and an hour, as a screen reader tells it."""
        return self.see('push button', re.compile(f'^{words}–.*{state}'), has)
