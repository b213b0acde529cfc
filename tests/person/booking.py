# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A company that the hall does not know rings up and wants an account at the
# provident fund. Everything from the first key to the code is done while they
# speak, by keyboard only, and the keys beside their own words are counted: code,
# name, agent, telephone. What was agreed is held against the store, then the
# booking is found again and moved.

import datetime
import glob
import json
import os
import re
import time

from person import Screen, Story, main, same, wait

story = Story('booking')

CODE = '91429999MADEM002X8'
NAME = 'Demo Lake'
AGENT = 'Wang Xiao'
PHONE = '13000000001'
MOST_KEYS = 25

WHO = '单位或个人：代码、名称或首字母'
MATTER = '事项：名称、编码或首字母'


class Hands:
    """Presses keys and counts those that are not words of the caller."""

    def __init__(self, screen):
        self.screen = screen
        self.count = 0

    def key(self, *keys):
        # Two keys held together are two.
        self.count += sum(len(key.split('+')) for key in keys)
        self.screen.key(*keys)

    def letters(self, text):
        self.count += len(text)
        self.screen.type(text)

    def words(self, text):
        self.screen.type(text)


def screen():
    return story.screens[-1]


def calendar(hall):
    """Years without holidays, so that it does not matter when this is run."""
    year = datetime.date.today().year
    hall['calendar']['years'] = {str(year + i): {'notice': '试验', 'off': [], 'makeup_workdays': []} for i in (-1, 0, 1)}


def booking():
    return story.one('SELECT b.code, b.state, b.channel, b.staff, b.queue FROM booking b')


@story.step('a hall, and reception signed in on the Booking page')
def hall():
    path = story.hall_file()
    with open(path, encoding='utf-8') as file:
        description = json.load(file)
    calendar(description)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(description, file, ensure_ascii=False)
    os.makedirs(os.path.dirname(story.store), exist_ok=True)
    story.ctl('import', path)
    Screen(story, 'staff', '--page', 'booking')
    screen().focused('text', WHO)
    screen().click('push button', '登录')
    screen().focused('text', '工号')
    screen().type('009')
    screen().key('Return')
    screen().focused('password text', 'PIN')
    screen().type('0009')
    screen().key('Return')
    screen().only_window()
    screen().key('F2')
    screen().focused('text', WHO)


@story.step('a company rings up, and has a place before it hangs up')
def call():
    hands = Hands(screen())
    begin = time.monotonic()
    hands.words(CODE)
    screen().see('label', '校验通过')
    hands.key('Return')
    screen().focused('text', '姓名或名称')
    hands.words(NAME)
    hands.key('Return')
    screen().focused('text', '成立日期')
    hands.key('Return')
    screen().focused('text', '经办人姓名')
    hands.words(AGENT)
    hands.key('Return')
    screen().focused('text', '联系电话')
    hands.words(PHONE)
    hands.key('Return')
    screen().focused('text', MATTER)
    hands.letters('gjjkh')
    screen().see('list item', re.compile('^G01 '))
    hands.key('Return')
    screen().see('check box', '委托银行收款')
    hands.key('Return')
    screen().focused('check box', '委托银行收款')
    hands.key('space')
    screen().see('label', '4 张')
    hands.key('Return')
    screen().focused('push button', re.compile('[0-9]:[0-9]'))
    hands.key('F7')
    screen().enabled('确认预约')
    screen().picture('before confirming')
    hands.key('F8')
    # No printer is here: the sheet is kept beside the store.
    wait(lambda: glob.glob(os.path.join(os.path.dirname(story.store), 'slips', '*', '*hints.pdf')), 'the sheet')
    hands.key('ctrl+Return')
    wait(lambda: story.rows('SELECT 1 FROM booking'), 'a booking')
    seconds = time.monotonic() - begin
    code, state, channel, staff, queue = booking()
    screen().see('label', code)
    same((state, channel, queue), ('booked', 'phone', 'G'), 'the booking')
    assert staff is not None, 'nobody was named'
    print(f'# {hands.count} keys beside the words of the caller, {seconds:.1f} s by a hand that never rests')
    assert hands.count <= MOST_KEYS, f'{hands.count} keys, at most {MOST_KEYS}'
    screen().picture('booked')


@story.step('the store knows what was agreed, and the screen hides who it is')
def kept():
    shown = ' '.join(thing.name for thing in screen().all('label'))
    for secret in (AGENT, PHONE):
        assert secret not in shown, f'{secret} is shown'
    same(story.one('SELECT name FROM party'), NAME, 'the company')
    story.verify()


@story.step('Escape empties the form for the next call')
def next_call():
    screen().key('Escape')
    entry = screen().focused('text', WHO)
    wait(lambda: entry.text() == '', 'an empty form')


@story.step('the code finds it again, and it is moved by keyboard')
def moves():
    code = booking()[0]
    screen().key('ctrl+k')
    screen().focused('text', '搜索')
    screen().type(code.lower())
    screen().see('list item', re.compile(f'^{NAME}|{code}'))
    screen().key('Return')
    screen().see('label', code)
    screen().key('ctrl+m')
    screen().see('label', '请另选时段')
    screen().focused('push button', re.compile('[0-9]:[0-9]'))
    screen().key('Right', 'space')
    screen().focused('text', '原因')
    screen().type('asked')
    screen().key('ctrl+Return')
    wait(lambda: story.rows("SELECT 1 FROM booking WHERE state = 'moved'"), 'the move')
    new = story.one("SELECT code FROM booking WHERE state = 'booked'")
    screen().see('label', new)
    screen().picture('moved')
    story.verify()


@story.step('Ctrl+Q leaves')
def leaves():
    screen().quit()


main(story)
