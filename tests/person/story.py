# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A morning at window 3, as one person does it on a new machine: the hall is
# made, the window opened, tickets taken and called; one call is missed, one
# person sent for a copy, one sent on to another queue. The public board and
# the statistics follow, and all of it is then held against the store.

import os
import re
import statistics

from person import Screen, Story, main, same, wait

story = Story('story')

WINDOW = '3'
CLERK = '012'


def staff():
    return story.screens[0]


def board():
    return story.screens[1]


def stored(code, state, queue=None):
    """Waits for the store: the screen answers before another reader looks."""
    wait(lambda: story.ticket(code) == (state, queue or story.ticket(code)[1]), f'{code} {state} in the store')


def on_board(text, role=None):
    board().see(role, re.compile(text))


@story.step('the application makes a hall where there is none')
def makes_a_hall():
    screen = Screen(story, 'staff', '--page', 'hall')
    screen.see('label', '示范区政务服务中心')
    screen.see('table cell', re.compile('^16 号窗口, 未开'))
    same(story.rows('SELECT code FROM hall'), [('demo',)], 'halls')
    same(story.one('SELECT count(*) FROM ticket'), 0, 'tickets')
    screen.picture('new hall')


@story.step('a new description of the hall is followed')
def follows_the_hall():
    # Daylight, and a second between calls: nobody waits a minute in a test.
    story.import_hall(queue__seconds_between_calls=1)
    staff().see('label', re.compile('^10:|^11:'))
    same(story.one("SELECT doc FROM hall_part WHERE kind = 'setting' AND to_us IS NULL"), '1', 'the setting')


@story.step('the board runs as a process of its own')
def opens_the_board():
    screen = Screen(story, 'board', '--board', display=story.second_display())
    screen.see('label', '请取号')
    screen.picture('nobody yet')


@story.step('a clerk signs in and opens window 3 by keyboard')
def opens_the_window():
    screen = staff()
    screen.key('ctrl+5')
    screen.focused('text', '工号')
    screen.picture('open a window')
    screen.sign_in_at('03', CLERK)
    screen.see('label', '无人等候')
    screen.see('push button', re.compile('林舒'))
    same(story.one('SELECT state, staff, duty FROM window_state WHERE code = ?', WINDOW),
         ('open', CLERK, 'N|T'), 'window 3')
    on_board('开放 1 窗')
    screen.picture('window open')


def take(typed, row, *more):
    """Takes a ticket: what is typed picks the row, Enter takes it."""
    screen = staff()
    before = story.one('SELECT count(*) FROM ticket')
    for text, name in ((typed, row), *more):
        screen.focused('entry', '事项或队列')
        screen.type(text)
        screen.see('list item', re.compile('^' + name), has=('selected',))
        screen.key('Return')
        screen.enabled('取号')
    screen.key('Return')
    wait(lambda: story.one('SELECT count(*) FROM ticket') == before + 1, 'a ticket in the store')
    code = story.one("SELECT series || substr ('000' || number, -3) FROM ticket ORDER BY id DESC LIMIT 1")
    screen.see('list item', re.compile(f'^{code}, '))
    screen.see('label', code)
    return code


@story.step('three tickets are taken at reception')
def takes_three():
    staff().key('ctrl+3')
    same(take('T09', 'T09 '), 'N001', 'by the code of a matter')
    same(take('swzh', 'T 税务综合'), 'T001', 'by the initials of a queue')
    same(take('T10', 'T10 ', ('T11', 'T11 ')), 'N002', 'for two matters')
    same(story.rows('SELECT state, channel FROM ticket'), [('waiting', 'hall')] * 3, 'tickets')
    same(story.rows('SELECT code, state FROM ticket_matter ORDER BY ticket_id, position'),
         [('T09', 'open'), ('T10', 'open'), ('T11', 'open')], 'matters')
    on_board('^申报纳税：2 人等候')
    on_board('^税务综合：1 人等候')
    staff().picture('three tickets')


@story.step('a slip that no printer takes is kept as a file')
def keeps_the_slip():
    staff().see('label', '未打印，可补打')
    slips = [name for _, _, names in os.walk(os.path.join(os.path.dirname(story.store), 'slips')) for name in names]
    same(sorted(slips), ['N001.pdf', 'N002.pdf', 'T001.pdf'], 'slips')
    same(story.rows('SELECT DISTINCT print FROM ticket'), [('failed',)], 'what the tickets say')


@story.step('the first is called, three times, and misses the call')
def misses_one():
    screen = staff()
    screen.key('ctrl+5')
    screen.enabled('呼叫下一位')
    screen.key('F2')
    screen.see('label', '呼叫 1/3')
    screen.see('label', 'N001')
    on_board('N001 号，03 号窗口', 'table row')
    board().picture('first call')
    for again in (2, 3):
        screen.enabled('重呼')
        screen.key('F3')
        screen.see('label', f'呼叫 {again}/3')
    screen.picture('third call')
    same(story.one('SELECT calls FROM sitting WHERE ended_us IS NULL'), 3, 'calls')
    screen.enabled('过号')
    screen.key('F4')
    stored('N001', 'returned')
    screen.see('label', '撤销：过号 N001')
    screen.see('label', '空闲')


@story.step('the second is served and sent for a copy')
def holds_one():
    screen = staff()
    screen.enabled('呼叫下一位')
    screen.key('F2')
    screen.see('label', 'T001')
    screen.enabled('开始办理')
    screen.key('F5')
    screen.see('label', '办理中')
    stored('T001', 'serving')
    screen.key('F6')
    screen.focused('check box', '取复印件')
    screen.picture('hold')
    screen.key('Return')
    screen.see('push button', '回呼 T001')
    stored('T001', 'held')
    same(story.one("SELECT reason FROM event WHERE kind = 'ticket.held'"), '取复印件', 'why')


@story.step('the third is ticked, then sent to another queue with a note')
def transfers_one():
    screen = staff()
    screen.enabled('呼叫下一位')
    screen.key('F2')
    screen.see('label', 'N002')
    screen.enabled('开始办理')
    screen.key('F5')
    screen.focused('list item', re.compile('企业所得税'))
    screen.key('space')
    wait(lambda: story.rows("SELECT state FROM ticket_matter WHERE code = 'T10'") == [('done',)], 'T10 done')
    screen.picture('two matters')
    screen.key('F7')
    screen.focused('entry', '队列或窗口')
    screen.type('F')
    screen.see('list item', re.compile('^F '), has=('selected',))
    screen.key('Return')
    screen.focused('text', '说明')
    screen.type('wants invoices too')
    screen.picture('transfer')
    screen.key('Return')
    stored('N002', 'waiting', 'F')
    same(story.one("SELECT note FROM ticket WHERE series = 'N' AND number = 2"), 'wants invoices too', 'note')
    on_board('^发票（数电票专区）：1 人等候')
    screen.see('label', '空闲')


@story.step('who was sent for a copy comes back and is finished')
def finishes_the_held():
    screen = staff()
    screen.enabled('回呼 T001')
    screen.key('shift+F6')
    stored('T001', 'serving')
    screen.see('label', 'T001')
    screen.enabled('办结')
    screen.key('F9')
    stored('T001', 'finished')
    screen.see('label', '撤销：办结 T001')


def serve(code):
    screen = staff()
    screen.enabled('呼叫下一位')
    screen.key('F2')
    screen.see('label', code)
    stored(code, 'called')
    screen.enabled('开始办理')
    screen.key('F5')
    stored(code, 'serving')
    screen.enabled('办结')
    screen.key('F9')
    stored(code, 'finished')


@story.step('who missed the call is called again and finished')
def finishes_the_missed():
    serve('N001')
    staff().see('label', '无人等候')
    same(story.one("SELECT misses, calls FROM ticket WHERE series = 'N' AND number = 1"), (1, 4), 'N001')


@story.step('three more come and are served')
def serves_three_more():
    staff().key('ctrl+3')
    codes = [take('sbns', 'N 申报纳税') for _ in range(3)]
    same(codes, ['N003', 'N004', 'N005'], 'numbers')
    staff().key('ctrl+5')
    for code in codes:
        serve(code)
    staff().see('label', '无人等候')
    staff().picture('all served')
    board().picture('the morning')


@story.step('the board ends with the last five calls, newest first')
def reads_the_board():
    def calls():
        return [row.name.split(' ')[0] for row in board().all('table row', re.compile('号窗口'))]
    wait(lambda: calls() == ['N005', 'N004', 'N003', 'N001', 'T001'], 'the calls on the board')
    newest = story.rows('SELECT t.series, t.number FROM sitting s JOIN ticket t ON t.id = s.ticket_id'
                        ' ORDER BY s.last_call_us DESC LIMIT 5')
    same(newest, [('N', 5), ('N', 4), ('N', 3), ('N', 1), ('T', 1)], 'the calls in the store')


def minutes(seconds):
    return f'{seconds / 60:.2f}'


@story.step('the Statistics page says what the store holds')
def reads_the_statistics():
    screen = staff()
    screen.key('ctrl+7')
    waits = [row[0] / 1e6 for row in story.rows('SELECT first_called_us - entered_us FROM ticket'
                                                ' WHERE first_called_us IS NOT NULL')]
    handled = [row[0] / 1e6 for row in story.rows("SELECT handling_us FROM ticket WHERE state = 'finished'")]
    same((len(waits), len(handled)), (6, 5), 'called and finished')
    screen.see('panel', re.compile(f'^平均等候 {minutes(statistics.mean(waits))} 分.*n = 6'))
    screen.see('panel', re.compile(f'^最长 {minutes(max(waits))} 分'))
    screen.see('panel', re.compile(f'^平均办理 {minutes(statistics.mean(handled))} 分.*办结 5 件'))
    screen.see('panel', re.compile('^超过 15 分 0.0 %.*0 / 6'))
    screen.picture('statistics')


@story.step('the Hall page says it too')
def reads_the_hall():
    screen = staff()
    screen.key('ctrl+1')
    screen.see('panel', re.compile('^大厅人数 1 人.*等候 1'))
    screen.see('panel', re.compile('已办结 5 件'))
    screen.see('table cell', re.compile('^03 号窗口, 空闲'))
    screen.see('list item', re.compile('^F 发票（数电票专区），等候 1 人'))
    screen.picture('hall')


@story.step('the store is whole and tells the same story')
def verifies():
    story.verify()
    kinds = [kind for kind, in story.rows("SELECT kind FROM event e JOIN ticket t ON t.id = e.ticket_id"
                                          " WHERE t.series = 'N' AND t.number = 1 AND kind != 'ticket.print'"
                                          " ORDER BY seq")]
    same(kinds, ['ticket.issued', 'ticket.called', 'ticket.recalled', 'ticket.recalled', 'ticket.returned',
                 'ticket.called', 'ticket.started', 'ticket.finished'], 'what happened to N001')
    same(story.rows('SELECT prefix, last_number FROM series WHERE last_number > 0 ORDER BY prefix'),
         [('N', 5), ('T', 1)], 'numbers given out')
    same(story.rows('SELECT DISTINCT actor FROM event WHERE ticket_id IS NOT NULL'), [(CLERK,)], 'who did it')


@story.step('Ctrl+Q leaves')
def leaves():
    staff().quit()


main(story)
