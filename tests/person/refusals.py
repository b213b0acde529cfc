# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the hall refuses is said where it was asked for, in a sentence that says
# what to do; what was typed stays, and nothing of it is in the store but the
# refusal itself. What cannot be asked for is grey and says why.

import re

from person import Screen, Story, main, same, wait

story = Story('refusals')


def screen():
    return story.screens[0]


def try_pin(pin):
    """Types a PIN; the screen takes it away with the answer."""
    entry = screen().focused('password text', 'PIN')
    screen().type(pin)
    screen().key('Return')
    wait(lambda: entry.text() == '', 'an answer to the PIN')


def failed(staff):
    return [row[0] for row in story.rows('SELECT failed FROM staff_lock WHERE staff = ?', staff)]


@story.step('a wrong PIN is refused in place, and the number stays')
def wrong_pin():
    story.import_hall()
    Screen(story, 'staff', '--page', 'window')
    screen().focused('text', '工号')
    screen().type('012')
    screen().key('Return')
    try_pin('9999')
    screen().see('alert', re.compile('工号或 PIN 不对'))
    pin = screen().focused('password text', 'PIN')
    same(pin.text(), '', 'what is left of the PIN')
    same(screen().see('text', '工号').text(), '012', 'the staff number')
    same(failed('012'), [1], 'wrong PINs on record')
    same(story.rows("SELECT count(*) FROM window_state WHERE state <> 'closed'"), [(0,)], 'windows that are open')
    screen().picture('wrong PIN')


@story.step('five wrong PINs lock, and the screen says for how long')
def lock():
    for attempt in range(2, 6):
        try_pin('9999')
        if attempt < 5:
            same(failed('012'), [attempt], 'wrong PINs on record')
    same(story.one("SELECT count(*) FROM event WHERE kind = 'staff.locked'"), 1, 'locks on record')
    # The right PIN does not help now.
    try_pin('0012')
    print('# ' + screen().see('alert', re.compile('请 5 分钟后再试')).name)
    screen().focused('password text', 'PIN')
    same(story.rows("SELECT count(*) FROM window_state WHERE state <> 'closed'"), [(0,)], 'windows that are open')
    screen().picture('locked')


@story.step('somebody else may sign in')
def signs_in():
    screen().key('shift+Tab')
    screen().focused('text', '工号')
    screen().key('ctrl+a')
    screen().type('004')
    screen().key('Return')
    try_pin('0004')
    screen().see('label', '无人等候')
    same(story.one("SELECT staff FROM window_state WHERE state = 'open'"), '004', 'who opened it')


@story.step('with nobody waiting the call is grey, and its key does nothing')
def nobody_waits():
    button = screen().see('push button', '呼叫下一位')
    assert 'sensitive' not in button.states, 'the button can be pressed'
    screen().see('label', '无人可叫')
    before = story.one('SELECT count(*) FROM event')
    screen().key('F2', 'F5', 'F9', 'Return')
    # A ticket that comes now is the next thing that happens.
    story.ask({'do': 'ticket.issue', 'queue': 'T'})
    screen().enabled('呼叫下一位')
    same(story.one('SELECT count(*) FROM event'), before + 1, 'events')
    same(story.one('SELECT count(*) FROM sitting'), 0, 'calls')
    assert screen().find('alert') is None, 'a key that does nothing is no error'


@story.step('a clerk sees the settings, and may not change them')
def settings_of_a_clerk():
    screen().key('ctrl+9')
    screen().see('label', re.compile('只有管理员可以修改'))
    entry = screen().see('text', re.compile('^重呼间隔'))
    assert 'sensitive' not in entry.states, 'the entry takes what is typed'
    for name in ('导入…', '备份…'):
        assert 'sensitive' not in screen().see('push button', name).states, f'{name} can be pressed'
    screen().picture('settings of a clerk')
    same(story.rows("SELECT count(*) FROM hall_part WHERE kind = 'setting'"), [(0,)], 'settings of this hall')


@story.step('a suspended window calls nobody, and says until when')
def suspended():
    screen().key('ctrl+5')
    screen().enabled('暂停服务')
    screen().key('F12')
    screen().focused('check box', '短休')
    screen().picture('suspend')
    screen().key('Return')
    screen().see('push button', '恢复服务', has=('sensitive', 'focused'))
    same(story.one("SELECT state, reason FROM window_state WHERE staff = '004'"), ('paused', '短休'), 'the window')
    screen().see('label', re.compile('短休，[0-9]+:[0-9]+ 恢复'))
    button = screen().see('push button', '呼叫下一位')
    assert 'sensitive' not in button.states, 'the button can be pressed'
    screen().key('F2')
    screen().picture('suspended')
    screen().key('F12')
    screen().enabled('呼叫下一位')
    same(story.one('SELECT count(*) FROM sitting'), 0, 'calls')
    same(story.one("SELECT state FROM window_state WHERE staff = '004'"), 'open', 'the window')


@story.step('a window closed elsewhere meanwhile: the refusal stands under the header')
def closed_meanwhile():
    # Both at once: the key is pressed before the screen has heard of it.
    screen().see('push button', '呼叫下一位', has=('sensitive', 'focused'))
    story.ask({'do': 'ticket.cancel', 'ticket': 'T001', 'reason': 'gone'})
    screen().key('F2')
    wait(lambda: screen().find('label', '无人等候'), 'nobody waits any more')
    same(story.one('SELECT count(*) FROM sitting'), 0, 'calls')
    screen().picture('gone meanwhile')


@story.step('an administrator signs in instead, by pointer, and changes a setting')
def administrator():
    screen().key('ctrl+9')
    screen().click('push button', re.compile('郑凯'))
    screen().click('menu item', re.compile('^换人登录'))
    screen().focused('text', '工号')
    screen().type('021')
    screen().key('Return')
    screen().focused('password text', 'PIN')
    screen().picture('sign in')
    screen().type('0021')
    screen().key('Return')
    screen().see('push button', re.compile('秦书'))
    screen().only_window()
    screen().click('text', re.compile('^重呼间隔'), has=('sensitive',))
    screen().key('ctrl+a')
    screen().type('7')
    screen().key('Return')
    wait(lambda: story.rows("SELECT code, doc FROM hall_part WHERE kind = 'setting' AND to_us IS NULL")
         == [('queue.seconds_between_calls', '7')], 'the setting in the store')
    screen().picture('settings of an administrator')


@story.step('the refusals are on record, and the store is whole')
def verifies():
    codes = [row[0] for row in story.rows("SELECT json_extract (detail, '$.code') FROM event"
                                          " WHERE kind = 'request.refused' ORDER BY seq")]
    assert codes[:5] == ['not-allowed'] * 5 and 'locked-out' in codes, f'refusals: {codes}'
    story.verify()


main(story)
