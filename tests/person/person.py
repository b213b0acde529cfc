# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the stories in this folder are told with.
#
# A story runs the real application in a process of its own and does what a
# person does: finds things on screen by role and name, presses keys and clicks
# (XTEST), and believes what is shown and what the store then holds, nothing in
# between. It waits by looking again, never by counting seconds.

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import traceback

try:
    from gi.repository import GLib
    import sight
except ImportError:
    sight = None

# A slow machine with other work to do must not fail a story.
PATIENCE = 20.0
LOOK_AGAIN = 0.05

SOURCE = os.environ.get('TIDEHALL_SOURCE_DIR', '.')
PROGRAM = os.environ.get('TIDEHALL', 'tidehall')
CTL = os.environ.get('TIDEHALLCTL', 'tidehallctl')
PICTURES = os.path.join(os.environ.get('G_TEST_BUILDDIR', '.'), 'person')


class Skip(Exception):
    """A step that cannot be tried here, and why."""


def wait(look, what, patience=PATIENCE):
    """Looks again until there is something; returns it."""
    end = time.monotonic() + patience
    while True:
        try:
            seen = look()
        except GLib.Error:
            # It was not there yet, or went away while it was looked at.
            seen = None
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f'not seen within {patience:.0f} s: {what}')
        time.sleep(LOOK_AGAIN)


def same(got, expected, what):
    assert got == expected, f'{what}: {got!r}, expected {expected!r}'


# --- the screen ---------------------------------------------------------------

class Screen:
    """One process of the application and what it shows."""

    def __init__(self, story, name, *arguments, display=None, folder=None):
        self.story = story
        self.display = display or os.environ['DISPLAY']
        store = os.path.join(folder, os.path.basename(story.store)) if folder else story.store
        self.log = os.path.join(story.folder, name + '.log')
        env = dict(os.environ, LANGUAGE='zh_CN', DISPLAY=self.display)
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen([PROGRAM, '--store', store, *arguments], env=env,
                                            stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        story.screens.append(self)
        self.known = {}
        self.bus = wait(lambda: story.bus.process(self._alive()), f'the application {name}')
        frame = wait(lambda: next((frame for frame in self.look().frames() if frame.has_area), None), f'a window of {name}')
        self.title, self.size = frame.name, frame.box[2:]
        # The pointer rests where it points at nothing.
        self.xdotool('mousemove', '10000', '10000')

    def _alive(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the application ended by itself ({self.process.returncode}):\n{self.complaints()}')
        return self.process.pid

    def look(self):
        self._alive()
        return sight.Look(self.story.bus, self.bus, self.known)

    def all(self, role=None, name=None, has=()):
        return list(self.look().all(role, name, has))

    def find(self, role=None, name=None, has=()):
        """The first thing of this role, name and states that is seen now, or None."""
        return next(self.look().all(role, name, has), None)

    def see(self, role=None, name=None, has=()):
        """Waits until it is seen."""
        words = (role, name.pattern if isinstance(name, re.Pattern) else name, *has)
        return wait(lambda: self.find(role, name, has), ' '.join(str(word) for word in words if word))

    def focused(self, role=None, name=None):
        """Waits until the keyboard is there."""
        return self.see(role, name, has=('focused',))

    def enabled(self, name, role='push button'):
        """Waits until a button can be pressed."""
        return self.see(role, name, has=('sensitive',))

    # --- hands ---

    def xdotool(self, *words):
        done = subprocess.run(['xdotool', *words], env=dict(os.environ, DISPLAY=self.display),
                              capture_output=True, text=True, timeout=PATIENCE, check=False)
        return done.stdout

    def key(self, *keys):
        self.xdotool('key', *keys)

    def type(self, text):
        self.xdotool('type', '--delay', '8', text)

    def _windows(self):
        """The windows of X of this process: id, left, top, width, height."""
        # A search finds the root window, too, which a small screen's window is as large as.
        root = self.xdotool('search', '--maxdepth', '0', '').split()
        for window in self.xdotool('search', '--onlyvisible', '--pid', str(self.process.pid), '').split():
            if window in root:
                continue
            place = dict(line.split('=') for line in self.xdotool('getwindowgeometry', '--shell', window).split())
            if 'HEIGHT' in place:
                yield window, *(int(place[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def _window(self, frame):
        """The window of X in which a window of the application is, and where its inside begins."""
        for window, left, top, width, height in self._windows():
            # The shadow around a window belongs to it, but not to what is told.
            right, below = width - frame.box[2], height - frame.box[3]
            if 0 <= right < 100 and 0 <= below < 100:
                return window, left + right // 2, top + below // 2
        return None

    def _origin(self, thing):
        """Where on the display the place lies from which the places of things count."""
        # A popover is a window of X by itself, told as if it lay where it belongs to.
        windows = {(width, height): (left, top) for _, left, top, width, height in self._windows()}
        for step in thing.chain():
            if step is not thing.frame and step.box is not None and step.box[2:] in windows:
                left, top = windows[step.box[2:]]
                return left - step.box[0], top - step.box[1]
        if any(step.name.startswith('GtkPopover') for step in thing.chain()):
            return None
        place = self._window(thing.frame)
        return place and place[1:]

    def click(self, role=None, name=None, has=()):
        """Clicks the first thing of this role, name and states, once it has its place."""
        def place():
            thing = self.find(role, name, has)
            origin = thing and self._origin(thing)
            return origin and (origin[0] + thing.box[0] + thing.box[2] // 2, origin[1] + thing.box[1] + thing.box[3] // 2)
        x, y = wait(place, f'a place of {role} {name}')
        self.xdotool('mousemove', str(x), str(y), 'click', '1')

    def only_window(self):
        """Waits until dialogs are closed. The keyboard goes back to the window
        by a window manager's hand, and the display has none."""
        def one():
            frames = self.look().frames()
            return frames[0] if len(frames) == 1 else None
        frame = wait(one, 'one window only')
        window, _, _ = wait(lambda: self._window(frame), 'the window of X')
        self.xdotool('windowfocus', '--sync', window)
        self.see('frame', has=('active',))

    # --- what every story does ---

    def sign_in_at(self, plate, staff):
        """Chooses a window on the Window page and opens it."""
        self.focused('text', '工号')
        self.key('shift+Tab')
        self.focused('push button')
        self.key('space')
        self.focused('list item')
        row = re.compile('^[0-9]+\u2003')
        rows = [thing.name[:2] for thing in self.all('label', row)
                if any(step.role == 'list item' for step in thing.chain())]
        self.key(*['Down'] * rows.index(plate), 'Return')
        self.see('label', re.compile(f'^{plate}\u2003'))
        self.key('Tab')
        self.sign_in(staff)

    def sign_in(self, staff):
        """Types number and PIN on the Window page, whose window is then shown."""
        self.focused('text', '工号')
        self.type(staff)
        self.key('Return')
        self.focused('password text', 'PIN')
        self.type('0' + staff)
        self.key('Return')
        self.see('push button', '暂停服务', has=('sensitive',))

    # --- records ---

    def picture(self, name):
        """For people to look at; a machine without ImageMagick has none."""
        if shutil.which('import') is None:
            return
        self.story.pictures += 1
        os.makedirs(PICTURES, exist_ok=True)
        path = os.path.join(PICTURES, f'{self.story.name}-{self.story.pictures:02d}-{name}.png')
        subprocess.run(['import', '-display', self.display, '-window', 'root', path],
                       capture_output=True, timeout=PATIENCE, check=False)

    def complaints(self):
        """What the application said of itself."""
        with open(self.log, encoding='utf-8', errors='replace') as log:
            return '\n'.join(line.rstrip() for line in log if re.search('WARNING|CRITICAL|ERROR', line))

    def close(self):
        """Ends it as a person does not: only to clear up."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def kept_its_size(self):
        """What is shown must not widen the window it is shown in."""
        if self.process.poll() is None:
            for frame in self.look().frames():
                if frame.name == self.title:
                    same(frame.box[2:], self.size, 'the size of the window')

    def quit(self):
        """Ctrl+Q; the application must leave well."""
        self.key('ctrl+q')
        same(self.process.wait(PATIENCE), 0, 'exit status of the application')


# --- the store ----------------------------------------------------------------

def daytime_zone():
    """A time zone in which it is about ten in the morning, so that no story
    comes near a midnight, and none depends on when it is run."""
    east = 10 - time.gmtime().tm_hour
    if east < -12:
        east += 24
    return f'Etc/GMT{-east:+d}' if east else 'Etc/GMT'


class Story:
    """Steps in order. When one fails those after it are not tried."""

    def __init__(self, name, *tools):
        self.name = name
        self.tools = ('xdotool', *tools)
        self.folder = os.path.join(os.environ.get('HOME', '/tmp'), name)
        self.store = os.path.join(self.folder, 'data', 'hall.db')
        self.steps = []
        self.screens = []
        self.servers = []
        self.pictures = 0
        self.bus = None

    def step(self, title):
        def keep(function):
            self.steps.append((title, function))
            return function
        return keep

    # --- the hall ---

    def hall_file(self, zone=None, **settings):
        """The sample hall in daylight or in a time zone, with these settings (a__b for a.b)."""
        with open(os.path.join(SOURCE, 'resources', 'halls', 'demo.json'), encoding='utf-8') as file:
            hall = json.load(file)
        hall['hall']['timezone'] = zone or daytime_zone()
        hall['settings'] = {key.replace('__', '.'): value for key, value in settings.items()}
        path = os.path.join(self.folder, 'hall.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(hall, file, ensure_ascii=False)
        return path

    def ctl(self, *words, text=None, staff=None):
        env = dict(os.environ, LANGUAGE='en')
        if staff is not None:
            env['TIDEHALL_PIN'] = '0' + staff
        done = subprocess.run([CTL, '--store', self.store, *words], input=text, env=env,
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, f'tidehallctl {" ".join(words)}: {done.returncode}\n{done.stdout}{done.stderr}'
        return done.stdout

    def import_hall(self, zone=None, **settings):
        os.makedirs(os.path.dirname(self.store), exist_ok=True)
        self.ctl('import', self.hall_file(zone, **settings))

    def ask(self, *requests, manual=False):
        """Requests of another process; all must be granted."""
        lines = ''.join(json.dumps(request) + '\n' for request in requests)
        words = ['commands', '--clock', 'manual'] if manual else ['commands']
        answers = [json.loads(line) for line in self.ctl(*words, text=lines).splitlines()]
        for request, answer in zip(requests, answers):
            assert answer['ok'], f'{request}: {answer}'
        return answers

    @contextlib.contextmanager
    def database(self):
        """The store as another program reads it, which changes nothing."""
        db = sqlite3.connect(f'file:{self.store}?mode=ro', uri=True, timeout=10)
        db.row_factory = sqlite3.Row
        try:
            yield db
        finally:
            db.close()

    def rows(self, sql, *values):
        with self.database() as db:
            return [tuple(row) for row in db.execute(sql, values)]

    def one(self, sql, *values):
        rows = self.rows(sql, *values)
        assert len(rows) == 1, f'{sql} {values}: {len(rows)} rows'
        return rows[0] if len(rows[0]) > 1 else rows[0][0]

    def ticket(self, code):
        """State and queue of a ticket; the store keeps letter and number apart."""
        letter, number = re.fullmatch('([A-Z]+)([0-9]+)', code).groups()
        return self.one('SELECT state, queue FROM ticket WHERE series = ? AND number = ?', letter, int(number))

    def verify(self):
        self.ctl('verify')

    # --- a display more ---

    def second_display(self, size='1920x1080'):
        """The screen above the windows: a display of its own, as it is one."""
        reading, writing = os.pipe()
        server = subprocess.Popen(['Xvfb', '-displayfd', str(writing), '-screen', '0', size + 'x24',
                                   '-nolisten', 'tcp', '-noreset'], pass_fds=(writing,),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        self.servers.append(server)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, 'Xvfb did not start'
        return ':' + number

    # --- telling it ---

    def _fail(self, number, title):
        print(f'not ok {number} - {title}')
        report = traceback.format_exc()
        for screen in self.screens:
            with contextlib.suppress(Exception):
                screen.picture('failed')
            with contextlib.suppress(Exception):
                report += f'\n{os.path.basename(screen.log)} shows:\n{screen.look().describe()}\n{screen.complaints()}'
        for line in report.splitlines():
            print('# ' + line)

    def _quiet(self):
        said = [line for screen in self.screens for line in screen.complaints().splitlines()]
        assert not said, 'the application complained:\n' + '\n'.join(said)

    def run(self):
        if sight is None:
            print('1..0 # SKIP the Python bindings of GLib (python3-gi) are not installed')
            return 0
        for tool in self.tools:
            if shutil.which(tool) is None:
                print(f'1..0 # SKIP {tool} is not installed')
                return 0
        os.makedirs(self.folder, exist_ok=True)
        try:
            self.bus = sight.Bus()
        except GLib.Error as error:
            print(f'1..0 # SKIP no accessibility bus (at-spi2-core): {error.message}')
            return 0
        steps = self.steps + [('the application complained of nothing', self._quiet)]
        print(f'1..{len(steps)}', flush=True)
        failed = None
        try:
            for number, (title, function) in enumerate(steps, 1):
                if failed is not None:
                    print(f'not ok {number} - {title} # not tried, step {failed} failed')
                    continue
                start = time.monotonic()
                try:
                    function()
                    for screen in self.screens:
                        screen.kept_its_size()
                except Skip as reason:
                    print(f'ok {number} - {title} # SKIP {reason}')
                except Exception:
                    failed = number
                    self._fail(number, title)
                else:
                    print(f'ok {number} - {title}')
                    print(f'# {time.monotonic() - start:.1f} s', flush=True)
        finally:
            for screen in self.screens:
                screen.close()
            for server in self.servers:
                server.send_signal(signal.SIGTERM)
                server.wait()
        return 0 if failed is None else 1


def main(story):
    sys.exit(story.run())
