# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A clerk whose window is free while people wait is told after a minute, a
# manager of a long wait; each once. Where nothing shows notifications, nothing
# is missed and nothing fails. Nobody waits here: the minutes lie in the store.

import importlib.util
import os
import re
import subprocess
import sys
import time

from person import Screen, Skip, Story, main, same, wait

story = Story('notices')
log = os.path.join(story.folder, 'notifications.log')


def screen():
    return story.screens[-1]


def ago(minutes):
    """An instant so many minutes back, as a request says it."""
    return time.strftime('%Y-%m-%dT%H:%M:%S+00:00', time.gmtime(time.time() - minutes * 60))


def on_the_bus(method):
    from gi.repository import Gio
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    return bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method,
                         None, None, 0, -1).unpack()[0]


def told():
    """The notifications that were shown: title and body of each."""
    with open(log, encoding='utf-8') as file:
        return re.findall(r' Notify "Tidehall" .*? "org\.tidehall\.Tidehall" "(.*?)" "(.*?)"', file.read())


def clock_moves_on():
    """Waits until the screen has looked at its clock twice more."""
    timer = screen().see('label', re.compile('^[0-9]+:[0-9]{2}$'))
    for _ in range(2):
        before = timer.name_now()
        wait(lambda: timer.name_now() != before, 'the next second')


@story.step('a hall in which people have waited for a while')
def waited():
    story.import_hall()
    story.ask({'do': 'ticket.issue', 'queue': 'S', 'at': ago(20)},
              {'do': 'window.open', 'window': '3', 'staff': '012', 'pin': '0012', 'at': ago(10)},
              {'do': 'ticket.issue', 'queue': 'N', 'at': ago(2)}, manual=True)


@story.step('without a notification daemon the screen goes on')
def no_daemon():
    if 'org.freedesktop.Notifications' in on_the_bus('ListActivatableNames'):
        raise Skip('this session has a notification daemon')
    Screen(story, 'quiet', '--page', 'window')
    screen().sign_in('012')
    screen().see('label', re.compile('本窗口可叫 1 人'))
    clock_moves_on()
    screen().key('ctrl+1')
    screen().see('table cell', re.compile('^03 号窗口, 空闲'))
    screen().quit()


@story.step('a clerk is told once of a minute in which the window was free')
def clerk():
    if importlib.util.find_spec('dbusmock') is None:
        raise Skip('python3-dbusmock is not installed')
    story.daemon = subprocess.Popen([sys.executable, '-m', 'dbusmock', '-t', 'notification_daemon', '-l', log],
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    story.servers.append(story.daemon)
    wait(lambda: 'org.freedesktop.Notifications' in on_the_bus('ListNames'), 'the notification daemon')
    Screen(story, 'staff', '--page', 'window')
    screen().sign_in('012')
    wait(told, 'a notification')
    same(told(), [('03 号窗口空闲', '有 1 人等候，请呼叫。')], 'notifications')
    # What happens in the hall is no reason to tell it again, nor is the time.
    story.ask({'do': 'ticket.issue', 'queue': 'N'})
    screen().see('label', re.compile('本窗口可叫 2 人'))
    clock_moves_on()
    same(len(told()), 1, 'notifications')


@story.step('a manager is told once of a long wait')
def manager():
    if not hasattr(story, 'daemon'):
        raise Skip('python3-dbusmock is not installed')
    screen().click('push button', re.compile('林舒'))
    screen().click('menu item', re.compile('^换人登录'))
    screen().focused('text', '工号')
    screen().type('020')
    screen().key('Return')
    screen().focused('password text', 'PIN')
    screen().type('0020')
    screen().key('Return')
    wait(lambda: len(told()) > 1, 'a notification')
    (title, body), = told()[1:]
    assert re.fullmatch('社保：有人已等 2[01] 分', title), title
    same(body, '此队列等候 1 人。', 'the second line')
    screen().only_window()
    screen().key('ctrl+1')
    screen().see('list item', re.compile('^S 社保，等候 1 人'))
    story.ask({'do': 'ticket.issue', 'queue': 'S'})
    screen().see('list item', re.compile('^S 社保，等候 2 人'))
    same(len(told()), 2, 'notifications')
    screen().picture('a long wait')


@story.step('a daemon that goes away fails nothing')
def daemon_leaves():
    if not hasattr(story, 'daemon'):
        raise Skip('python3-dbusmock is not installed')
    story.daemon.terminate()
    story.daemon.wait()
    story.servers.remove(story.daemon)
    story.ask({'do': 'ticket.issue', 'queue': 'S'})
    screen().see('list item', re.compile('^S 社保，等候 3 人'))
    screen().quit()
    story.verify()


main(story)
