# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whoever booked comes to the desk and says a code, a telephone, a number or a
# name. The desk types it, the ticket is there, and what the screen says is held
# against the store. By keyboard only. Slots lie around the time of the test, in
# a hall that works every day, so that it does not matter when it is run.

import datetime
import importlib.util
import json
import os
import re
import subprocess
import sys
import time

from person import Screen, Skip, Story, daytime_zone, main, same, wait

story = Story('check_in')
log = os.path.join(story.folder, 'notifications.log')
SLOT = 300
ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
AGENT = '13000007777'
NOW = time.time()


def screen():
    return story.screens[-1]


def slot(minutes):
    """The beginning of the slot of five minutes that lies so far from now."""
    return int(NOW + minutes * 60) // SLOT * SLOT


def iso(seconds):
    return time.strftime('%Y-%m-%dT%H:%M:%S+00:00', time.gmtime(seconds))


def zone_offset():
    # The sign of Etc/GMT is the other way round.
    name = daytime_zone()
    return -int(name[7:] or 0) if name != 'Etc/GMT' else 0


def clock(seconds):
    return time.strftime('%H:%M', time.gmtime(seconds + zone_offset() * 3600)).lstrip('0')


def company(number, phone):
    body = f'91429999MADE{number:05}'
    check = (31 - sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body)) % 31) % 31
    return {'kind': 'company', 'id_kind': 'uscc', 'id': body + ALPHABET[check], 'name': f'试验{number}公司', 'phone': phone}


def person(number, name, phone):
    body = f'42010219900101{number:03}'
    check = '10X98765432'[sum(int(c) * pow(2, 17 - i, 11) for i, c in enumerate(body)) % 11]
    return {'kind': 'person', 'id_kind': 'resident', 'id': body + check, 'name': name, 'phone': phone}


WHO = {
    'in time': company(1, '13000000001'),
    'late': company(2, '13000000002'),
    'early': person(21, '钱小满', '13000000003'),
    'one of two': company(4, AGENT),
    'two of two': company(5, AGENT),
    'missed': company(6, '13000000006'),
    'by id': person(43, '赵知夏', '13000000008'),
}
BOOKED = {}


def open_every_day(hall):
    """Weekends and holidays are no matter of this story."""
    today = datetime.date.fromtimestamp(NOW)
    hall.setdefault('settings', {})['booking.late_walk_in_minutes'] = 60
    hall['hours'] = {day: [['00:00', '24:00']] for day in ('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')}
    hall['calendar']['years'] = {
        str(year): {'notice': '试验', 'off': [], 'makeup_workdays': [str(today + datetime.timedelta(days)) for days in range(-9, 10)
                                                                  if (today + datetime.timedelta(days)).year == year
                                                                  and (today + datetime.timedelta(days)).weekday() > 4]}
        for year in (today.year - 1, today.year, today.year + 1)}


def book(who, minutes, matter='T02', **more):
    BOOKED[who] = slot(minutes)
    return {'do': 'booking.make', 'party': WHO[who], 'matters': [matter], 'slot': iso(BOOKED[who]), 'at': iso(NOW - 86400), **more}


@story.step('a hall with bookings of today')
def hall():
    path = story.hall_file(booking__slot_minutes=5, booking__closed_times=[])
    with open(path, encoding='utf-8') as file:
        description = json.load(file)
    open_every_day(description)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(description, file, ensure_ascii=False)
    os.makedirs(os.path.dirname(story.store), exist_ok=True)
    story.ctl('import', path)
    day = time.strftime('%Y-%m-%d', time.gmtime(NOW + zone_offset() * 3600))
    answers = story.ask(
        {'do': 'booking.override', 'day': day, 'places': 20, 'reason': '试验', 'at': iso(NOW - 86400)},
        book('in time', 6, staff='012'), book('late', -7, 'S05'), book('early', 40), book('one of two', 7), book('two of two', 7),
        book('missed', -40), book('by id', 8),
        {'do': 'booking.block', 'organiser': '新办企业专场', 'matter': 'T02', 'from': iso(slot(9)), 'to': iso(slot(9) + SLOT), 'places': 3},
        {'do': 'window.open', 'window': '3', 'staff': '012', 'pin': '0012', 'at': iso(NOW - 3600)},
        {'do': 'ticket.issue', 'queue': 'T'}, manual=True)
    story.codes = dict(zip(WHO, (answer['booking'] for answer in answers[1:1 + len(WHO)])))


def focus():
    thing = screen().find(has=('focused',))
    return thing and (thing.role, thing.name, thing.box)


@story.step('reception signs in by keyboard')
def signs_in():
    Screen(story, 'staff', '--page', 'reception')
    screen().focused('entry', '事项或队列')
    while screen().find('push button', '登录', has=('focused',)) is None:
        before = focus()
        screen().key('Tab')
        wait(lambda: focus() not in (None, before), 'the next stop')
    screen().key('Return')
    screen().focused('text', '工号')
    screen().type('009')
    screen().key('Return')
    screen().focused('password text', 'PIN')
    screen().type('0009')
    screen().key('Return')
    screen().only_window()


ENTRY = '预约码、手机号、证件号或名称'


@story.step('F3 shows who is expected, and hides who they are')
def expected():
    screen().key('F3')
    screen().focused('entry', ENTRY)
    screen().see('list item', re.compile(f'^{clock(BOOKED["in time"])} 试验1公司, {story.codes["in time"]}.*可签到'))
    screen().see('list item', re.compile(f'^{clock(BOOKED["late"])} 试验2公司.*迟到'))
    screen().see('list item', re.compile('^.* 钱\\*\\*,.* 起$'))
    screen().see('list item', re.compile('^.* 新办企业专场, 团体，已到 0 / 3'))
    screen().see('label', '今日 10 件，已到 0')
    shown = ' '.join(thing.name for thing in screen().all('label'))
    for secret in ('钱小满', '赵知夏', WHO['early']['id'], WHO['early']['phone'], AGENT):
        assert secret not in shown, f'{secret} is shown'
    screen().picture('expected')


def booking(who):
    return story.one('SELECT b.state, b.downgraded, t.series || substr (\'000\' || t.number, -3), t.to_window, t.channel'
                     ' FROM booking b LEFT JOIN ticket t ON t.id = b.ticket_id WHERE b.code = ?', story.codes[who])


def arrives(typed, who):
    """Types it, presses Enter; returns what the store holds once the ticket is on screen."""
    screen().focused('entry', ENTRY)
    screen().type(typed)
    screen().enabled('签到')
    screen().key('Return')
    wait(lambda: booking(who)[0] == 'checked_in', f'{who} checked in')
    state = booking(who)
    screen().see('label', state[2])
    screen().see('list item', re.compile(f'^{state[2]}, '))
    wait(lambda: screen().focused('entry', ENTRY).text() == '', 'an empty entry')
    return state


@story.step('by code: to the window of the named clerk')
def by_code():
    same(arrives(story.codes['in time'].lower(), 'in time'), ('checked_in', 0, 'T002', '3', 'booking'), 'the booking')
    screen().see('label', '请到 03 号窗口　林舒')
    same(story.one("SELECT count(*) FROM event WHERE kind = 'booking.checked_in'"), 1, 'events')
    screen().picture('by code')


@story.step('by telephone: late, and the booking still counts')
def by_phone():
    state = arrives('130 0000 0002', 'late')
    same(state[:2], ('checked_in', 0), 'the booking')
    screen().see('label', re.compile('^迟到 [0-9]+ 分，预约仍有效$'))
    screen().picture('late')


@story.step('by the number of a card')
def by_id():
    state = arrives(WHO['by id']['id'], 'by id')
    same(state[:2], ('checked_in', 0), 'the booking')


@story.step('a wrong card is said before the hall is asked')
def wrong_card():
    number = WHO['early']['id']
    screen().type(number[:-1] + ('1' if number[-1] != '1' else '2'))
    assert 'sensitive' not in screen().see('push button', '签到').states, 'a wrong number can be asked for'
    screen().key('ctrl+a', 'BackSpace')


@story.step('two under one telephone: the list asks which it is')
def two():
    before = story.one('SELECT count(*) FROM ticket')
    screen().type(AGENT)
    screen().enabled('签到')
    screen().key('Return')
    screen().see('label', '请选择是哪一个')
    screen().see('label', '有 2 个相符，用 ↓ 选择')
    same(story.one('SELECT count(*) FROM ticket'), before, 'tickets')
    screen().picture('which of two')
    screen().key('Down', 'Down')
    screen().see('list item', re.compile('试验5公司'), has=('selected',))
    screen().key('Return')
    wait(lambda: booking('two of two')[0] == 'checked_in', 'the second checked in')
    same(booking('one of two')[0], 'booked', 'the first')
    screen().see('label', booking('two of two')[2])


@story.step('of a group each takes the next place')
def group():
    for n in (1, 2):
        screen().focused('entry', ENTRY)
        wait(lambda: screen().find('entry', ENTRY).text() == '', 'an empty entry')
        screen().type('新办')
        screen().see('list item', re.compile(f'新办企业专场, 团体，已到 {n - 1} / 3'), has=('selected',))
        screen().key('Return')
        wait(lambda: story.one("SELECT count(*) FROM booking WHERE organiser IS NOT NULL AND state = 'checked_in'") == n, f'{n} of the group')


@story.step('too early: from when it is possible, and a ticket as a walk-in')
def early():
    wait(lambda: screen().find('entry', ENTRY).text() == '', 'an empty entry')
    screen().type(story.codes['early'])
    screen().enabled('签到')
    screen().key('Return')
    opens = clock(BOOKED['early'] - 15 * 60)
    screen().see('alert', re.compile(f'{story.codes["early"]}.*{opens}'))
    same(booking('early')[0], 'booked', 'the booking')
    screen().picture('too early')
    before = story.one('SELECT count(*) FROM ticket')
    screen().key('F2')
    screen().focused('entry', '事项或队列')
    screen().enabled('取号')
    screen().key('Return')
    wait(lambda: story.one('SELECT count(*) FROM ticket') == before + 1, 'a ticket')
    same(story.one('SELECT channel, slot_us FROM ticket ORDER BY id DESC LIMIT 1'), ('hall', None), 'the ticket')


@story.step('who checked in before gets the ticket printed again')
def again():
    screen().key('F3')
    screen().focused('entry', ENTRY)
    screen().type(story.codes['in time'])
    screen().enabled('签到')
    screen().key('Return')
    screen().see('push button', '补打 T002')
    same(booking('in time')[2], 'T002', 'the ticket')
    screen().key('Escape')
    wait(lambda: screen().find('entry', ENTRY).text() == '', 'an empty entry')


@story.step('who comes after the time stands in line like everybody')
def missed():
    state = arrives(story.codes['missed'], 'missed')
    same(state[:2], ('checked_in', 1), 'the booking')
    same(story.one("SELECT slot_us FROM ticket WHERE id = (SELECT ticket_id FROM booking WHERE code = ?)", story.codes['missed']),
         None, 'the slot of the ticket')
    screen().picture('missed')


@story.step('an unknown number is said, and a ticket offered')
def unknown():
    screen().type('13099999999')
    screen().enabled('签到')
    screen().key('Return')
    screen().see('alert')
    screen().see('push button', '现场取号')
    screen().key('Escape')
    wait(lambda: screen().find('entry', ENTRY).text() == '', 'an empty entry')


@story.step('the named clerk is told, calls at once and goes through the papers')
def window():
    if importlib.util.find_spec('dbusmock') is not None:
        story.servers.append(subprocess.Popen([sys.executable, '-m', 'dbusmock', '-t', 'notification_daemon', '-l', log],
                                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        wait(lambda: os.path.exists(log), 'the log of notifications')
    screen().quit()
    Screen(story, 'clerk', '--page', 'window')
    screen().focused('text', '工号')
    screen().type('012')
    screen().key('Return')
    screen().focused('password text', 'PIN')
    screen().type('0012')
    screen().key('Return')
    screen().see('label', 'T002　约定由您办理')
    screen().picture('called first')
    screen().key('F2')
    screen().see('label', story.codes['in time'])
    screen().enabled('开始办理')
    screen().key('F5')
    screen().enabled('办结')
    screen().see('label', re.compile('^请您带来\u20030 / [1-9]'))
    screen().key('Tab', 'space')
    screen().see('label', re.compile('^请您带来\u20031 / [1-9]'))
    screen().picture('papers')
    screen().key('F9')
    wait(lambda: booking('in time')[0] == 'finished', 'the booking is finished')
    same(story.one('SELECT window_code, staff, outcome FROM sitting'), ('3', '012', 'finished'), 'who served')


@story.step('the clerk was told once')
def told():
    if importlib.util.find_spec('dbusmock') is None:
        raise Skip('python3-dbusmock is not installed')

    def titles():
        with open(log, encoding='utf-8') as file:
            return re.findall(r' Notify "Tidehall" .*? "org\.tidehall\.Tidehall" "(.*?)" "(.*?)"', file.read())
    wait(lambda: any(story.codes['in time'] in title for title, _ in titles()), 'a notification')
    same([title for title, _ in titles() if story.codes['in time'] in title], [f'{story.codes["in time"]} 已签到，约定由您办理'], 'titles')


@story.step('the store is whole')
def whole():
    screen().quit()
    story.verify()


main(story)
