# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The provident-fund account, whole. The telephone rings: a new company wants
# one. The clerk finds the matter by its initials, hears what holds, says what
# to bring, agrees on a time and a colleague, and keeps the sheet, in few keys
# besides the names. On the day somebody arrives, is called at once to the
# colleague's window, and what is promised after it is kept or shown as late.
# The keyboard is never left.

import os
import re

from booking_page import ENTRY, MATTER, Page, iso, it_is, us
from person import Story, main, same, wait

story = Story('booking_call', 'faketime')

CODE, NAME, PHONE = '91429999MADEM002X8', '示范区澄湖科技有限公司', '13000000001'
SLOT = '2026-05-07 10:00'
MOST_KEYS = 25


def page():
    return story.screens[-1]


@story.step('a hall on a Wednesday before Labour Day')
def hall():
    it_is('2026-04-29 08:50')
    story.import_hall(zone='Asia/Shanghai')
    story.ask({'do': 'window.open', 'window': '10', 'staff': '010', 'pin': '0010'})
    it_is('2026-04-29 15:12')
    Page(story, 'phone', staff='009')
    page().focused('text', ENTRY)
    page().picture('empty')


@story.step('the company is new: its code is checked, its lines are typed')
def company():
    page().type(CODE)
    page().see('label', '校验通过')
    page().press('Return')
    page().focused('text', '姓名或名称')
    page().write(NAME)
    page().press('Return')
    page().focused('text', '成立日期')
    page().type('0415')
    page().press('Return')
    page().focused('text', '经办人姓名')
    page().write('王澄')
    page().press('Return')
    page().focused('text', '联系电话')
    page().type(PHONE)
    page().press('Return')
    page().focused('text', MATTER)
    page().picture('company')


@story.step('the matter is found by its initials')
def matter():
    page().spell('gjjkh')
    page().see('list item', re.compile('^G01 '), has=('selected',))
    page().picture('initials')
    page().press('Return')
    page().see('push button', re.compile('G01'))


def papers(title, until, expected):
    """Waits until these papers are listed between two words."""
    def listed():
        shown = [thing.name for thing in page().all('label')]
        return title in shown and expected <= set(shown[shown.index(title):shown.index(until)])
    wait(listed, f'{expected} under {title}')


@story.step('one condition holds; what to bring and what is printed is there')
def condition():
    page().press('Return')
    page().focused('check box', re.compile('^委托'))
    page().press('space')
    page().see('check box', re.compile('^委托'), has=('checked',))
    papers('请您带来', '窗口打印', {'营业执照（副本）', '经办人身份证件'})
    papers('窗口打印', '周历', {'单位住房公积金缴存登记表', '委托银行收款协议'})
    page().picture('conditions')


@story.step('the first free time is proposed; another one and a colleague are chosen')
def slot():
    page().press('Return')
    page().focused('push button', re.compile('^4月30日 周四 9:00.*已选'))
    page().press('Next')
    page().focused('push button', re.compile('^5月7日 周四 9:00.*余 [1-9]'))
    page().press('Down', 'Down')
    page().focused('push button', re.compile('^5月7日 周四 10:00'))
    page().press('space')
    page().see('label', re.compile('^5月7日 周四.*10:00–10:30'))
    page().press('F7')
    page().see('label', re.compile('^叶知秋.*10 号窗口'))
    page().picture('chosen')


@story.step('the sheet is kept as a PDF, for there is no printer')
def sheet():
    page().press('F8')
    said = page().see(None, re.compile('^没有打印机，已存为 .*[.]pdf$')).name
    with open(said.split(' ', 1)[1].strip(), 'rb') as file:
        data = file.read()
    assert data.startswith(b'%PDF-'), data[:20]
    same(len(re.findall(rb'/Type */Page\b', data)) or 1, 1, 'pages of the sheet')
    page().picture('kept')


def booking():
    return story.ask({'do': 'booking.show', 'booking': story.code})[0]


@story.step('the booking is confirmed')
def confirmed():
    page().press('ctrl+Return')
    wait(lambda: story.rows('SELECT 1 FROM booking'), 'a booking')
    story.code = story.one('SELECT code FROM booking')
    page().see('label', story.code)
    page().see('push button', '下一笔', has=('focused',))
    page().see('push button', re.compile('^5月7日 周四 10:00–10:30，已选'), has=('pressed',))
    shown = [thing.name for thing in page().all('label')]
    seconds = shown[shown.index('用时') + 1]
    print(f'# {page().keys} keys besides the names, {seconds} on screen')
    assert page().keys <= MOST_KEYS, f'{page().keys} keys, at most {MOST_KEYS}'
    page().picture('confirmed')
    for secret in ('王澄', PHONE):
        assert not any(secret in words for words in shown), f'{secret} is shown'


@story.step('the store, and what it answers, say what was agreed')
def kept():
    same(story.one('SELECT state, queue, mode, channel, staff, slot_us, end_s - start_s, asked FROM booking'),
         ('booked', 'G', 'hall', 'phone', '010', us(SLOT), 1800, 1), 'the booking')
    same(story.one('SELECT kind, id_kind, id_no, name, agent, phone, founded_day FROM party'),
         ('company', 'uscc', CODE, NAME, '王澄', PHONE, 20260415), 'the company')
    same(story.rows('SELECT code FROM booking_matter'), [('G01',)], 'matters')
    same(story.one('SELECT count(*) FROM booking_condition'), 1, 'conditions')
    answer = booking()
    same((answer['state'], answer['start'], answer['staff'], answer['matters']),
         ('booked', iso(SLOT), '010', ['G01']), 'booking.show')
    assert '委托银行收款协议' in [line['zh'] for line in answer['printed_here']], answer['printed_here']
    same([(one['zh'], one['on']) for one in answer['conditions']], [('委托银行收款', True)], 'conditions of booking.show')
    told = ' '.join(text for text, in story.rows("SELECT coalesce(detail, '') || coalesce(reason, '') FROM event"))
    for secret in (CODE, NAME, '王澄', PHONE):
        assert secret not in told, f'the journal knows {secret}'
    page().quit()


@story.step('ten minutes before, somebody says the telephone number at the desk')
def arrives():
    it_is('2026-05-07 09:40')
    story.ask({'do': 'window.open', 'window': '10', 'staff': '010', 'pin': '0010'})
    it_is('2026-05-07 09:50')
    Page(story, 'reception', page='reception', staff='009')
    page().key('F3')
    page().focused('entry', '预约码、手机号、证件号或名称')
    page().see('list item', re.compile(f'^10:00 {NAME}, {story.code}'))
    page().type(PHONE)
    page().enabled('签到')
    page().key('Return')
    page().see('label', re.compile('^请到 10 号窗口.*叶知秋'))
    same(story.one('SELECT state, downgraded FROM booking'), ('checked_in', 0), 'the booking')
    page().picture('checked in')
    page().quit()


@story.step('the named window calls at once; the wait counts from the agreed time')
def served():
    it_is('2026-05-07 10:01')
    Page(story, 'clerk', page='window')
    page().sign_in('010')
    page().see('label', re.compile('约定由您办理'))
    page().picture('called first')
    page().key('F2')
    page().see('label', story.code)
    page().enabled('开始办理')
    page().key('F5')
    page().enabled('办结')
    page().picture('serving')
    page().key('F9')
    wait(lambda: story.one('SELECT state FROM booking') == 'finished', 'the booking is finished')
    same(story.one('SELECT window_code, staff, outcome FROM sitting'), ('10', '010', 'finished'), 'who served')
    entered, called = story.one('SELECT entered_us, first_called_us FROM ticket')
    same(entered, us(SLOT), 'when the wait begins')
    assert 60_000_000 <= called - entered < 600_000_000, f'a wait of {(called - entered) / 1e6:.0f} s'
    page().quit()


def followups():
    page().key('F5', 'F5', 'F5')
    page().see('push button', '后续事项', has=('pressed',))


@story.step('what is promised after it stands in a list, with its day')
def promised():
    same(story.one('SELECT kind, matter, state, due_day FROM followup'), ('ukey', 'G01', 'open', 20260511), 'the promise')
    it_is('2026-05-07 16:00')
    Page(story, 'promise', staff='010')
    followups()
    page().see('list item', re.compile(f'^5月11日, 还剩 3 个工作日, {NAME}, 寄出U盾'))
    page().picture('promised')
    page().quit()


@story.step('a day after its day it is shown as late, and done with a number')
def late():
    it_is('2026-05-12 09:10')
    Page(story, 'late', staff='010')
    followups()
    page().see('list item', re.compile(f'^5月11日.*逾期.*{NAME}'))
    page().picture('late')
    page().tab_to('text', re.compile(f'{NAME}'))
    page().type('EMS1234567890')
    page().key('Return')
    wait(lambda: story.one('SELECT state FROM followup') == 'done', 'the promise is kept')
    same(story.one('SELECT tracking, done_by FROM followup'), ('EMS1234567890', '010'), 'how')
    wait(lambda: page().find('list item', re.compile(NAME)) is None, 'nothing is left')
    page().picture('done')


@story.step('the store is whole')
def whole():
    page().quit()
    story.verify()


main(story)
