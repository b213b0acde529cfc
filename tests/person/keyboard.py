# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Ten people, three keys, no pointer: a clerk's hands stay on F2, F5 and F9. A
# key that is held down is one press, whatever the display repeats.

import re
import time

from person import Screen, Story, main, same, wait

story = Story('keyboard')

PEOPLE = [f'N{number:03d}' for number in range(1, 11)]


def screen():
    return story.screens[0]


def counts():
    """How often the ten were called, started and finished."""
    return tuple(story.one('SELECT count(*) FROM event WHERE kind = ?', 'ticket.' + kind)
                 for kind in ('called', 'started', 'finished'))


@story.step('window 3 is opened by keyboard while ten people wait')
def opens():
    story.import_hall()
    story.ask(*[{'do': 'ticket.issue', 'queue': 'N'} for _ in PEOPLE])
    Screen(story, 'staff', '--page', 'window')
    screen().sign_in_at('03', '012')
    screen().see('label', re.compile('本窗口可叫 10 人'))
    screen().picture('ten people wait')


@story.step('the display repeats a key that is held')
def repeats():
    # Without this the next step would prove nothing.
    screen().key('ctrl+k')
    entry = screen().focused('text', '搜索')
    screen().xdotool('keydown', 'x')
    wait(lambda: len(entry.text()) > 3, 'x typed again and again')
    screen().xdotool('keyup', 'x')
    screen().key('Escape')
    screen().key('Escape')
    screen().key('ctrl+5')


def hold(key, expected):
    """Holds a key for as long as it takes a display to repeat it many times."""
    screen().xdotool('keydown', key)
    try:
        wait(lambda: counts() == expected, f'{key} to act')
        end = time.monotonic() + 1.5
        while time.monotonic() < end:
            same(counts(), expected, f'{key} held')
            time.sleep(0.1)
    finally:
        screen().xdotool('keyup', key)


@story.step('a key that is held acts once')
def held_once():
    screen().enabled('呼叫下一位')
    hold('F2', (1, 0, 0))
    screen().enabled('开始办理')
    hold('F5', (1, 1, 0))
    screen().enabled('办结')
    hold('F9', (1, 1, 1))


@story.step('Enter that is held takes one step, though each takes Enter')
def enter_once():
    screen().see('push button', '呼叫下一位', has=('sensitive', 'focused'))
    hold('Return', (2, 1, 1))
    screen().see('push button', '开始办理', has=('sensitive', 'focused'))
    hold('Return', (2, 2, 1))
    screen().see('push button', '办结', has=('sensitive', 'focused'))
    hold('Return', (2, 2, 2))


@story.step('the others are called, served and finished with F2, F5, F9')
def serves_all():
    begin = time.monotonic()
    for done, code in enumerate(PEOPLE[2:], 3):
        for key, button, expected in (('F2', '呼叫下一位', (done, done - 1, done - 1)),
                                      ('F5', '开始办理', (done, done, done - 1)), ('F9', '办结', (done, done, done))):
            screen().enabled(button)
            screen().key(key)
            wait(lambda: counts() == expected, f'{key} for {code}')
        same(story.ticket(code)[0], 'finished', code)
    print(f'# {(time.monotonic() - begin) / len(PEOPLE[2:]):.2f} s a person, looked at in between')
    screen().see('label', '无人等候')
    screen().picture('nobody waits')


@story.step('the pointer was never needed, and nobody was passed over')
def in_order():
    same(counts(), (10, 10, 10), 'called, started, finished')
    called = [f'{series}{number:03d}' for series, number in story.rows(
        'SELECT t.series, t.number FROM sitting s JOIN ticket t ON t.id = s.ticket_id ORDER BY s.called_us')]
    same(called, PEOPLE, 'the order of calling')
    story.verify()


@story.step('pages, the list of keys and the window are reached by keys')
def moves_about():
    for key, name in (('ctrl+1', '大厅'), ('ctrl+3', '接待取号'), ('ctrl+7', '统计'), ('ctrl+5', '窗口')):
        screen().key(key)
        screen().see('list item', name, has=('selected',))
    screen().key('F1')
    screen().see('label', '暂停或恢复服务')
    screen().picture('keys')
    screen().key('Escape')
    screen().only_window()
    screen().key('shift+F12')
    wait(lambda: story.one("SELECT state FROM window_state WHERE code = '3'") == 'closed', 'window 3 closed')
    screen().see('push button', '开窗')


@story.step('Ctrl+Q leaves')
def leaves():
    screen().quit()


main(story)
