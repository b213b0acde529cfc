# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Weeks that are no weeks: Spring Festival, with a Saturday before and after it
# on which people work, an afternoon of training, the last day of a filing
# period, a year whose holidays nobody has told yet. What cannot be booked says
# why, on screen and to who hears the screen, and what looks free can be had.

import re

from booking_page import MATTER, Page, company, it_is, make
from person import Story, main, same, wait

story = Story('booking_week', 'faketime')
CELL = re.compile('^([0-9]+)月([0-9]+)日 周. ([0-9]+:[0-9]+)–[0-9]+:[0-9]+，(.*)$')
FESTIVAL = '不开放：春节 2月15日至23日放假\n国办发明电〔2025〕7号'


def page():
    return story.screens[-1]


def heads():
    """Days and what stands under them, from Monday on."""
    shown = [thing.name for thing in page().all('label')]
    return [f'{shown[i - 1]} {name}' for i, name in enumerate(shown) if re.fullmatch('周[一二三四五六日]( .*)?', name)]


def fields():
    """What is not open, as a screen reader is told it."""
    return [thing.name.strip() for thing in page().all('panel', re.compile('不开放：'))]


def free_on_screen():
    """The beginnings of places that are shown as free or chosen."""
    found = [CELL.match(thing.name).groups() for thing in page().all('push button', CELL)]
    return {f'{int(month):02}-{int(day):02}T{hour:>05}' for month, day, hour, state in found if re.match('余|已选', state)}


def free_in_the_hall(first, last):
    answer, = story.ask({'do': 'booking.slots', 'matters': ['G01'], 'from': first, 'to': last})
    return {slot['start'][5:16] for slot in answer['slots'] if slot['free'] > 0}


def week(days, closed, first, last):
    """Waits until this week is shown; all that is free in it is shown, and no more."""
    wait(lambda: heads() == days and fields() == closed, f'{days} {closed}')
    same(free_on_screen(), free_in_the_hall(first, last), f'what is free from {first} to {last}')


def opens(name, now):
    """The page at a moment, with the matter chosen and the week in hand."""
    it_is(now)
    Page(story, name, staff='009')
    page().key('F3')
    page().focused('text', MATTER)
    page().type('gjjkh')
    page().see('list item', re.compile('^G01 '), has=('selected',))
    page().key('Return')
    page().see('push button', re.compile('G01'))
    page().key('F4')
    page().focused('push button', CELL)


@story.step('the week before Spring Festival ends with a Saturday that is worked')
def before():
    it_is('2026-02-11 09:00')
    story.import_hall(zone='Asia/Shanghai', booking__horizon_working_days=10,
                      booking__closed_times=['G 27 afternoon 业务培训'])
    opens('spring', '2026-02-11 09:00')
    week(['9 周一', '10 周二', '11 周三 今天', '12 周四', '13 周五', '14 周六 调休上班', '15 周日'],
         fields()[:3] + ['2月15日 ' + FESTIVAL], '2026-02-09', '2026-02-15')
    page().see('label', '2月9日–15日')
    page().see('label', re.compile('^12:00–13:30 午休'))
    page().label('^可约至 3月3日')
    assert any(start.startswith('02-14') for start in free_on_screen()), 'nothing is free on the Saturday'
    page().picture('before')


@story.step('what is over, or too near, says so')
def too_late():
    same([re.sub(' ?不开放：.*', '', name) for name in fields()][:3], ['2月9日至2月10日', '2月11日 9:00–9:30', '2月11日 9:30–12:00'],
         'what is closed')
    assert '已过' in fields()[1], fields()
    assert '提前 3 小时' in fields()[2], fields()


@story.step('Page Down: a week without a single place, and why')
def festival():
    page().key('Next')
    week(['16 周一', '17 周二', '18 周三', '19 周四', '20 周五', '21 周六', '22 周日'], ['2月16日至2月22日 ' + FESTIVAL],
         '2026-02-16', '2026-02-22')
    same(page().all('push button', CELL), [], 'places')
    for words in ('春节', '2月15日至23日放假', '国办发明电〔2025〕7号'):
        page().see('label', words)
    page().picture('festival')


@story.step('the week after it: a filing period ends, an afternoon is closed, a Saturday is worked')
def after():
    page().key('Next')
    week(['23 周一', '24 周二 申报截止', '25 周三', '26 周四', '27 周五', '28 周六 调休上班', '1 周日'],
         ['2月23日 ' + FESTIVAL, '2月27日 13:30–17:00 不开放：业务培训 每月此时不设预约', '3月1日 不开放：周末 休息'],
         '2026-02-23', '2026-03-01')
    page().see('label', '2月23日–3月1日')
    free = free_on_screen()
    assert any(start.startswith('02-28') for start in free), 'nothing is free on the Saturday'
    same([start for start in free if start.startswith('02-27') and start > '02-27T12'], [], 'the afternoon of training')
    page().picture('after')


@story.step('Page Up goes back, and the keyboard stays in the week')
def back():
    page().key('Prior')
    wait(lambda: heads()[0] == '16 周一', 'the week before')
    page().key('Prior')
    wait(lambda: heads()[0] == '9 周一', 'the first week')
    page().focused('push button', CELL)
    page().key('Next', 'Next')
    wait(lambda: heads()[0] == '23 周一', 'the last week')
    page().focused('push button', CELL)


@story.step('both Saturdays are chosen by keyboard, and booked')
def saturdays():
    page().key('ctrl+End')
    page().focused('push button', re.compile('^2月28日 周六 16:30'))
    page().key('Home', 'space')
    chosen = page().see('push button', re.compile('^2月28日 周六 9:00–9:30，已选'), has=('pressed',))
    page().see('label', re.compile('^2月28日 周六.*9:00–9:30'))
    assert chosen.name, chosen
    story.ask(make(company(1, '13000000011'), '2026-02-28 09:00'), make(company(2, '13000000012'), '2026-02-14 10:00'))
    same(story.rows('SELECT business_day FROM booking ORDER BY 1'), [(20260214,), (20260228,)], 'days')
    page().quit()


@story.step('a year that nobody has told of is not guessed')
def unknown_year():
    opens('year', '2026-12-28 09:00')
    page().label('^2027 ?年.*未载入')
    week(['28 周一 今天', '29 周二', '30 周三', '31 周四', '1 周五', '2 周六', '3 周日'], fields(), '2026-12-28', '2027-01-03')
    closed = [name for name in fields() if '2027' in name or '未载入' in name]
    same(len(closed), 1, 'fields of the year that is not known')
    assert closed[0].startswith('1月1日至1月3日'), closed
    page().see('label', re.compile('^2027 ?年历未载入$'))
    page().picture('unknown year')
    page().key('Next')
    wait(lambda: heads()[0] == '4 周一', 'January')
    same(page().all('push button', CELL), [], 'places in January')
    page().picture('january')


@story.step('the store is whole')
def whole():
    page().quit()
    story.verify()


main(story)
