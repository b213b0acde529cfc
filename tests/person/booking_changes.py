# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What comes between: somebody cannot come at that time, somebody else is
# quicker, somebody may not book for a while, a manager knows better than what
# was computed, another program holds the store. Nothing that was typed is lost,
# and each time it is said what can be done now.

import os
import re
import sqlite3

from booking_page import ENTRY, MATTER, Page, company, it_is, make, us
from person import Story, main, same, wait

story = Story('booking_changes', 'faketime')
FIRST, SECOND, THIRD, PAUSED, NEW = (company(number, f'130000000{number}') for number in (21, 22, 23, 24, 25))
NOW = '2026-05-06 09:00'


def page():
    return story.screens[-1]


def booked(party):
    """The bookings of a company, oldest first: state, slot, reason to be found by."""
    return story.rows('SELECT b.state, b.slot_us FROM booking b JOIN party p ON p.id = b.party_id WHERE p.id_no = ? ORDER BY b.id',
                      party['id'])


def view(name):
    """Goes on with F5 until the right side shows it."""
    for _ in range(6):
        if page().find('push button', name, has=('pressed',)) is not None:
            return
        shown = next(thing.name for thing in page().all('push button', has=('pressed',)) if thing.name in VIEWS)
        page().key('F5')
        page().see('push button', VIEWS[VIEWS.index(shown) + 1 - len(VIEWS)], has=('pressed',))
    raise AssertionError(f'F5 never comes to {name}')


VIEWS = ['周历', '今日到访', '明日提醒', '后续事项', '找人']


@story.step('a hall after a holiday, with bookings')
def hall():
    it_is(NOW)
    story.import_hall(zone='Asia/Shanghai', booking__cancel_limit_per_month=1)
    answers = story.ask(make(FIRST, '2026-05-07 09:00'), make(SECOND, '2026-05-07 10:00'), make(THIRD, '2026-05-08 10:00'),
                        make(PAUSED, '2026-05-08 14:00'))
    story.codes = [answer['booking'] for answer in answers]
    story.ask({'do': 'booking.cancel', 'booking': story.codes[3], 'reason': '试验'})
    Page(story, 'staff', staff='009')


@story.step('one of tomorrow is moved by keyboard, and says why')
def moved():
    view('明日提醒')
    page().focused('list item', re.compile(FIRST['name']))
    page().picture('tomorrow')
    page().key('m')
    page().see('label', re.compile(f'^正在改期 {story.codes[0]}'))
    page().focused('push button', re.compile('^5月[67]日'))
    page().see('push button', re.compile('^5月7日 周四 9:00.*(现|原)'))
    page().key('ctrl+Home', 'Right', 'Down')
    page().focused('push button', re.compile('^5月7日 周四 14:00–14:30，余 1'))
    page().key('Return')
    page().focused('text', '原因')
    page().write('法人出差')
    page().picture('moving')
    page().key('Return')
    wait(lambda: booked(FIRST) == [('moved', us('2026-05-07 09:00')), ('booked', us('2026-05-07 14:00'))], 'the move')
    code = story.one("SELECT code FROM booking WHERE state = 'booked' AND moved_from IS NOT NULL")
    page().see('label', code)
    page().see('push button', re.compile('^5月7日 周四 14:00–14:30，已选'))
    page().see('push button', re.compile('^5月7日 周四 9:00–9:30，余 1'))
    same(story.one('SELECT count(*) FROM booking_place WHERE released = 0 AND booking_id IN'
                   " (SELECT id FROM booking WHERE state = 'moved')"), 0, 'places of the old booking')
    page().picture('moved')
    page().key('Escape')


@story.step('another one is moved by hand; Escape leaves it where it was')
def dragged():
    view('明日提醒')
    page().focused('list item')
    page().see('list item', re.compile(SECOND['name']))
    while page().find('list item', re.compile(SECOND['name']), has=('focused',)) is None:
        before = page().focus()
        page().key('Down')
        wait(lambda: page().focus() != before, 'the next row')
    page().key('Return')
    page().see('label', story.codes[1])
    for give_up in (True, False):
        page().key('ctrl+m')
        page().see('label', re.compile(f'^正在改期 {story.codes[1]}'))
        page().drag(re.compile('^5月7日 周四 10:00'), re.compile('^5月8日 周五 11:30–12:00，余 1'))
        page().focused('text', '原因')
        page().label('^5月8日 周五.*11:30')
        if give_up:
            page().key('Escape')
            page().see('label', story.codes[1])
            same(booked(SECOND), [('booked', us('2026-05-07 10:00'))], 'the booking that was not moved')
    page().write('改到周五')
    page().picture('dragged')
    page().key('Return')
    wait(lambda: booked(SECOND) == [('moved', us('2026-05-07 10:00')), ('booked', us('2026-05-08 11:30'))], 'the move')
    page().key('ctrl+n')


def form(party):
    """Types a new company and the provident fund's matter."""
    page().focused('text', ENTRY)
    page().type(party['id'])
    page().see('label', '校验通过')
    for field, text in (('姓名或名称', party['name']), ('成立日期', '0415'), ('经办人姓名', '王澄'), ('联系电话', party['phone'])):
        page().key('Return')
        page().focused('text', field)
        page().write(text)
    page().key('Return')
    page().focused('text', MATTER)
    page().type('gjjkh')
    page().see('list item', re.compile('^G01 '), has=('selected',))
    page().key('Return')
    page().see('push button', re.compile('G01'))
    page().key('F4')
    page().focused('push button', re.compile('^5月[0-9]+日'))


def typed():
    """What stands in the form now, as far as it is not masked."""
    return [page().see('text', field).text() for field in (ENTRY, '姓名或名称')]


@story.step('somebody else is quicker: the place is full, what is beside it is offered')
def lost():
    form(NEW)
    page().key('ctrl+End')
    page().focused('push button', re.compile('^5月'))
    cell = re.compile('^5月8日 周五 10:30–11:00')
    before = typed()
    while page().find('push button', cell, has=('focused',)) is None:
        where = page().focus()
        page().key('Left' if not where[1].startswith('5月8日') else 'Up')
        wait(lambda: page().focus() != where, 'the next place')
    page().key('space')
    page().see('push button', re.compile(cell.pattern + '，已选'))
    story.ask(make(company(31, '13000000031'), '2026-05-08 10:30'))
    page().see('push button', re.compile(cell.pattern + '，.*(他人|约走|占)'))
    page().see('label', re.compile('^5月8日.*10:30.*(他人|约走|占)'))
    same(typed(), before, 'what was typed')
    assert 'sensitive' not in page().see('push button', '确认预约').states, 'a lost place can be confirmed'
    page().picture('lost')
    page().tab_to('push button', '改选 14:00')
    page().key('Return')
    page().see('push button', re.compile('^5月8日 周五 14:00–14:30，已选'))
    page().enabled('确认预约')


@story.step('while another program holds the store it is said, and nothing is lost')
def locked():
    before = typed()
    db = sqlite3.connect(story.store, timeout=5, isolation_level=None)
    db.execute('BEGIN IMMEDIATE')
    try:
        page().key('ctrl+Return')
        print('#', page().see('alert').name)
        same((typed(), booked(NEW)), (before, []), 'what was typed, and what is booked')
        page().picture('locked')
    finally:
        db.execute('ROLLBACK')
        db.close()
    page().enabled('确认预约')
    page().key('ctrl+Return')
    wait(lambda: booked(NEW) == [('booked', us('2026-05-08 14:00'))], 'the booking')
    page().see('push button', '下一笔', has=('focused',))
    wait(lambda: page().find('alert') is None, 'no error any more')
    page().key('Return')


@story.step('who cancelled too often waits with bookings, and may take a number')
def paused():
    page().focused('text', ENTRY)
    page().type(PAUSED['phone'][-4:])
    page().see('list item', re.compile(f'^{PAUSED["name"]}'), has=('selected',))
    page().key('Return')
    said = page().label('^取消次数过多，.*前暂停预约，仍可现场取号')
    print('#', said)
    assert 'sensitive' not in page().see('push button', '确认预约').states, 'who is paused can be booked'
    page().picture('paused')
    page().tab_to('push button', '取号')
    page().key('Return')
    page().see('list item', '接待取号', has=('selected',))
    page().key('ctrl+2')
    page().see('list item', '预约', has=('selected',))
    page().key('Escape')


@story.step('somebody is found by the initials of a name, and cancels with a reason')
def cancelled():
    view('找人')
    entry = page().focused('text', '单位或个人：名称、证号、电话或首字母')
    page().type('sy23')
    page().see('list item', re.compile(f'^{THIRD["name"]}'), has=('selected',))
    page().picture('found')
    page().key('Return')
    page().focused('list item', re.compile('10:00'))
    page().picture('person')
    page().key('Delete')
    page().focused('text', '原因')
    page().write('材料未齐')
    page().key('Return')
    wait(lambda: booked(THIRD) == [('cancelled', us('2026-05-08 10:00'))], 'the cancelling')
    page().see(None, re.compile('^预约已取消'))
    # Free words stay where they can be erased; the journal has none of them.
    said = [words for words, in story.rows('SELECT words FROM booking_contact ORDER BY id')]
    same(said[-3:], ['法人出差', '改到周五', '材料未齐'], 'the reasons')
    same(story.one("SELECT count(*) FROM event WHERE kind LIKE 'booking.%' AND reason IS NOT NULL"), 0, 'reasons in the journal')
    page().picture('cancelled')
    page().key('Escape')


@story.step('tomorrow\'s list becomes a file for messages, and nobody is reminded twice')
def reminded():
    view('明日提醒')
    page().focused('list item', re.compile(FIRST['name']))
    page().click('push button', '导出短信名单')
    wait(lambda: len(page().look().frames()) > 1, 'a dialog for the place')
    file = os.path.join(story.folder, 'tomorrow.csv')
    page().picture('file')
    page().key('ctrl+a')
    page().type(file)
    page().key('Return')
    wait(lambda: os.path.exists(file) and os.path.getsize(file) > 0, 'the file')
    page().only_window()
    with open(file, encoding='utf-8-sig') as lines:
        text = lines.read()
    print('# ' + text.replace('\n', '\n# '))
    assert FIRST['phone'] in text and SECOND['phone'] not in text, text
    same(story.one('SELECT count(*) FROM booking WHERE reminded_us IS NOT NULL'), 1, 'who is reminded')
    page().see('list item', re.compile(f'{FIRST["name"]}.*已提醒'))
    page().picture('reminded')
    page().quit()


@story.step('a manager gives a day more places, and says why')
def overridden():
    Page(story, 'manager', staff='020')
    form(company(41, '13000000041'))
    page().see('push button', re.compile('^5月9日 周六 9:00–9:30，余 1'))
    page().key('F9')
    wait(lambda: len(page().look().frames()) > 1, 'a dialog')
    page().picture('places')
    same(page().see('text', '队列').text(), 'G', 'the queue that is meant')
    page().tab_to('spin button', '每时段名额')
    page().key('ctrl+a')
    page().type('5')
    page().key('Tab')
    page().focused('text', '原因')
    page().write('加开一窗')
    page().tab_to('push button', '确定')
    page().key('Return')
    page().only_window()
    page().see('push button', re.compile('^5月6日 周三 14:30–15:00，余 5'))
    page().see('push button', re.compile('^5月6日 周三 13:30–14:00，余 5'))
    same(story.one('SELECT count(*) FROM slot_override WHERE business_day = 20260506'), 1, 'what the manager said')
    page().picture('more places')
    page().quit()


@story.step('a call in English')
def english():
    Page(story, 'english', more=('--language', 'en'))
    who = 'Company or person: code, name or initials'
    page().focused('text', who)
    page().click('push button', 'Sign in')
    page().focused('text')
    page().type('009')
    page().key('Return')
    page().focused('password text')
    page().type('0009')
    page().key('Return')
    page().only_window()
    page().focused('text', who)
    party = company(42, '13000000042', name='Lake Clear Ltd')
    page().type(party['id'])
    page().see('label', 'Checked')
    for field, text in (('Name', party['name']), ('Founding date', '0415'), ('Name of the agent', 'Wang Cheng'), ('Phone', party['phone'])):
        page().key('Return')
        page().focused('text', field)
        page().type(text)
    page().key('Return')
    page().focused('text', re.compile('^Matter'))
    page().type('gjjkh')
    page().see('list item', re.compile('^G01 '), has=('selected',))
    page().picture('english initials')
    page().key('Return')
    page().see('push button', re.compile('^Take away G01'))
    page().key('F4')
    page().focused('push button', re.compile('^May [0-9]+'))
    page().picture('english week')
    page().enabled('Confirm the booking')
    page().key('ctrl+Return')
    wait(lambda: [state for state, _ in booked(party)] == ['booked'], 'the booking')
    page().see('push button', 'Next one', has=('focused',))
    page().picture('english booked')
    for thing in page().all():
        words = thing.name if thing.role in ('label', 'push button', 'check box', 'text') else ''
        assert not re.search('[\u4e00-\u9fff]', words) or '国办发明电' in words, f'not English: {thing}'
    page().key('Return', 'F5', 'F5')
    page().see('list item', re.compile('14:00.*eminded'))
    page().picture('english tomorrow')


@story.step('the store is whole')
def whole():
    page().quit()
    story.verify()


main(story)
