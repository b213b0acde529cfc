# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hall files and request lines that are broken, truncated, wrongly typed or
hostile. A refusal names the file and the line or JSON path; the store stays
what it was; a conversation goes on with the next line.
"""

import copy
import json
import os
import random
import re

from hallkit import HALLS, Hall, cases, equal, fault, holds, templates

WRONG = [None, True, 5, -1, 1e14, 0.5, "", "x" * 5000, "\u0001", [], [[]], {}, {"a": 1}, ["a"], [None]]


def small():
    templates()
    with open(os.path.join(templates()["folder"].name, "small.json"), encoding="utf-8") as file:
        return json.load(file)


class Files:
    """A store, and files imported into it that must not change it."""

    def __init__(self):
        self.hall = Hall(sample="small")
        self.before = self.hall.hash()
        self.path = self.hall.path("bad.json")

    def load(self, content):
        with open(self.path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.hall.ctl("import", self.path)

    def refuse(self, content, *said, code="bad-file"):
        done = self.load(content)
        fault(done, code, self.path, *said)
        equal(done.stdout, "")
        equal(self.hall.hash(), self.before, "the store after a refused import")


# ---------------------------------------------------- what is no JSON

@cases("a hall file that is no JSON")
def _():
    files = Files()
    for content, said in (
            (b"", ["line 1"]), (b" \n\n", ["line 3"]), (b"{", ["line 1, column 2"]), (b"[]", ["$"]), (b"null", ["$"]), (b'"hall"', ["$"]), (b"{} {}", ["$"]),
            (b"{'format': 1}", ["line 1"]), (b'{"format": tidehall}', ["line 1"]), (b'{"a": 1,}', ["line 1"]), (b'{"a": 01}', ["$.a"]),
            (b'{"a": 1, "a": 1}', ["$.a", "once"]), (b'{"a": NaN}', ["$.a"]), (b'{"a": Infinity}', ["$.a"]), (b'// hall\n{}', ["line 1"]),
            (b'{"a": "\\ud800"}', ["$.a"]), (b'{"a": "\\u0000"}', ["$.a"]), (b'{"a": "\n"}', ["line 1"]), (b'{"a"', ["line 1"]), (b"<hall/>", ["line 1"])):
        files.refuse(content, *said)


@cases("bytes that are no text, in the middle of a hall file")
def _():
    files = Files()
    text = json.dumps(small(), ensure_ascii=False, indent=1).encode()
    line = text[:4000].count(b"\n") + 1
    for bad, word in ((b"\xff", "0xff"), (b"\xc0\xaf", "0xc0"), (b"\xed\xa0\x80", "0xed"), (b"\x00", "0x00"), (b"\xfe\xff", "0xfe")):
        files.refuse(text[:4000].rsplit(b"\n", 1)[0] + bad + b"\n" + text[4000:], f"line {line - 1}", word)
    files.refuse(text.decode().encode("utf-16"), "line 1, column 1")
    files.refuse(text.decode().encode("gb18030"), "UTF-8")


@cases("nesting without end, numbers without end, a line of 10 MB, a file of 20 MB")
def _():
    files = Files()
    files.refuse(b"[" * 200000, "line 1", "levels")
    files.refuse(b'{"hall":' * 100000, "line 1", "levels")
    files.refuse(b'{"a":' + b"9" * 100000 + b"}", "$.a", "digits")
    files.refuse(b'{"a":1e' + b"9" * 1000 + b"}", "$.a", "digits")
    files.refuse(b'{"a":-1e999}', "$.a", "digits")
    files.refuse(b'{"format": "' + b"x" * 10_000_000 + b'"}', "$")
    files.refuse(b'{"' + b"k" * 10_000_000 + b'": 1}', "$")
    files.refuse(b" " * 20_000_000, "MiB")
    for path, code in (("/dev/zero", "bad-file"), (files.hall.folder, "bad-file"), (files.hall.path("none.json"), "not-found")):
        fault(files.hall.ctl("import", path), code, path)
    equal(files.hall.hash(), files.before)


@cases("a hall file cut off, at sixty places")
def _():
    files = Files()
    text = json.dumps(small(), ensure_ascii=False).encode()
    choose = random.Random(1)
    for cut in sorted(choose.randrange(1, len(text) - 1) for _ in range(60)):
        files.refuse(text[:cut], "line 1, column")


@cases("a hall file with a byte changed, at a hundred places: right or refused")
def _():
    files = Files()
    text = json.dumps(small(), ensure_ascii=False, indent=1).encode()
    choose = random.Random(2)
    for _ in range(100):
        place = choose.randrange(len(text))
        done = files.load(text[:place] + bytes([choose.randrange(256)]) + text[place + 1:])
        if done.returncode:
            fault(done, "bad-file", files.path)
    files.hall.verify()


# -------------------------------------------- JSON, but not such a hall

def places(node, path=()):
    """Every place in a description."""
    yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from places(value, (*path, key))


def put(description, path, value):
    changed = copy.deepcopy(description)
    node = changed
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return changed


def remove(description, path):
    changed = copy.deepcopy(description)
    node = changed
    for key in path[:-1]:
        node = node[key]
    del node[path[-1]]
    return changed


@cases("each part of a hall missing, or of a wrong type")
def _():
    files = Files()
    description = small()
    for key in description:
        if key in ("_about", "source_keys"):
            continue
        for wrong in (5, "x", True):
            files.refuse(json.dumps({**description, key: wrong}), f"$.{key}")
    for key in ("format", "version", "hall", "zones", "queues", "windows"):
        files.refuse(json.dumps({k: v for k, v in description.items() if k != key}), f"$.{key}", "missing")
    files.refuse(json.dumps({**description, "extra": 1}), "extra")
    files.refuse(json.dumps({**description, "version": 2}), "$.version", "2")
    files.refuse(json.dumps({**description, "format": "something-else"}), "$.format", "something-else")


@cases("two hundred places, each with something that does not belong there")
def _():
    files = Files()
    description = small()
    everywhere = [path for path in places(description) if path]
    choose = random.Random(3)
    refused = 0
    for _ in range(200):
        path = choose.choice(everywhere)
        changed = put(description, path, choose.choice(WRONG)) if choose.random() < 0.8 else remove(description, path)
        done = files.load(json.dumps(changed))
        if done.returncode:
            refused += 1
            fault(done, "bad-file", files.path, "$")
    assert refused > 120, refused
    files.hall.verify()


@cases("a hall that contradicts itself")
def _():
    files = Files()
    description = small()
    first = lambda key: copy.deepcopy(description[key][0])
    for path, value, said in (
            (("queues", 1), first("queues"), ["$.queues[1]"]),
            (("windows", 1), first("windows"), ["$.windows[1]"]),
            (("staff", 1), first("staff"), ["$.staff[1]"]),
            (("matters", 1), first("matters"), ["$.matters[1]"]),
            (("queues", 0, "first"), 1000, ["$.queues[0]"]),
            (("queues", 0, "prefix"), "t", ["$.queues[0].prefix"]),
            (("queues", 0, "prefix"), "T1", ["$.queues[0].prefix"]),
            (("windows", 0, "duty"), "Z", ["$.windows[0].duty", "Z"]),
            (("windows", 0, "duty"), "S|S", ["$.windows[0].duty"]),
            (("windows", 0, "duty"), "S>", ["$.windows[0].duty"]),
            (("windows", 0, "zone"), "Z", ["$.windows[0].zone", "Z"]),
            (("windows", 0, "kind"), "moving", ["$.windows[0].kind", "moving"]),
            (("staff", 0, "skills"), ["Z"], ["$.staff[0].skills[0]", "Z"]),
            (("staff", 0, "role"), "king", ["$.staff[0].role", "king"]),
            (("staff", 0, "no"), "admin", ["$.staff[0].no", "admin"]),
            (("staff", 0, "pin_hash"), "1234", ["$.staff[0].pin_hash"]),
            (("matters", 0, "queue_prefix"), "Z", ["$.matters[0].queue_prefix", "Z"]),
            (("matters", 0, "department"), "none", ["$.matters[0].department", "none"]),
            (("matters", 0, "minutes"), {"mean": 0}, ["$.matters[0].minutes.mean"]),
            (("matters", 0, "minutes"), {"mean": "12"}, ["$.matters[0].minutes.mean"]),
            *((("hall", "zh"), text, ["$.hall.zh", "not blank"])
              for text in (" ", "\u3000\u00a0", "\u200b", "a\nb", "a\tb", "\u202eevil", "a\u2066b", "\u200fx", "\u2028", "\ufeffx", "\u0301")),
            (("staff", 0, "zh"), "\u202e林", ["$.staff[0].zh", "not blank"]),
            (("hall", "timezone"), "Mars/Olympus", ["$.hall.timezone", "Mars"]),
            (("hall", "timezone"), "../../etc/passwd", ["$.hall.timezone"]),
            (("hall", "code"), "a b", ["$.hall.code"]),
            (("hours", "mon"), [["12:00", "09:00"]], ["$.hours.mon"]),
            (("hours", "mon"), [["09:00", "12:00"], ["11:00", "13:00"]], ["$.hours.mon"]),
            (("hours", "mon"), [["9", "12"]], ["$.hours.mon[0][0]"]),
            (("settings",), {"queue.noshow_requeue_limit": -1}, ["noshow_requeue_limit", "-1"]),
            (("settings",), {"queue.noshow_requeue_limit": 2.5}, ["noshow_requeue_limit", "2.5"]),
            (("settings",), {"queue.noshow_requeue_limit": "2"}, ["noshow_requeue_limit"]),
            (("settings",), {"queue.priority_max_ratio": "1:0"}, ["priority_max_ratio", "1:0"]),
            (("settings",), {"queue.discipline": "lifo"}, ["discipline", "lifo"]),
            (("settings",), {"queue.of_dreams": 1}, ["of_dreams"])):
        files.refuse(json.dumps(put(description, path, value)), *said)


@cases("a description may not take away what is in use")
def _():
    hall = Hall(sample="small")
    s = hall.session()
    s.open(1, "001", duty="G", at="9:00")
    s.issue("G")
    before = hall.hash()

    def without(key, name, value):
        description = hall.export()
        description[key] = [entry for entry in description[key] if entry[name] != value]
        return description

    def refused(description, code, *said):
        with open(hall.path("hall.json"), "w", encoding="utf-8") as file:
            json.dump(description, file)
        holds(s.refused(code, "hall.import", file=hall.path("hall.json")), *said)

    refused(without("windows", "code", "1"), "window-busy", "window 1", "close it first", "nothing was changed")
    description = without("queues", "prefix", "G")
    description["matters"] = [m for m in description["matters"] if m["queue_prefix"] != "G"]
    description["scenes"] = []
    for window in description["windows"]:
        window["duty"] = "|".join(q for q in re.split("[|>]", window["duty"]) if q != "G") or "S"
    for person in description["staff"]:
        person["skills"] = [q for q in person["skills"] if q != "G"]
    refused(description, "conflict", "queue G", "1", "nothing was changed")
    # Who was called, is served or was put aside holds a number, too.
    for step in ("call", "start", "hold"):
        s.ok("ticket." + step, window=1)
        taken = hall.hash()
        refused(description, "conflict", "queue G", "1 number", "nothing was changed")
        equal(hall.hash(), taken)
    s.ok("ticket.cancel", ticket="G001", reason="left")
    refused(description, "window-busy", "queue G", "window 1", "nothing was changed")
    # What is in nobody's way may go.
    s.ok("window.duty", window=1, duty="S")
    with open(hall.path("hall.json"), "w", encoding="utf-8") as file:
        json.dump(description, file)
    hall.ctl("export")
    s.ok("hall.import", file=hall.path("hall.json"))
    # Export and import change nothing, and say so.
    before = hall.hash()
    equal(hall.load(hall.export()).stdout, "nothing changed\n")
    equal(hall.hash(), before)


@cases("a description may not take away what bookings to come need")
def _():
    hall = Hall()
    s = hall.session()
    s.ok("hall.show", at="9:00")
    person = {"kind": "person", "id_kind": "passport", "id": "P00000001", "name": "Anna Example", "phone": "13900000001"}
    made = s.ok("booking.make", party=person, matters=["G01"], slot="2026-04-21T10:00:00+08:00", staff="010")["booking"]
    other = s.ok("booking.make", party={**person, "id": "P00000002", "phone": "13900000002"}, matters=["G02"], slot="2026-04-22T10:00:00+08:00")["booking"]
    before = hall.hash()

    def ask(verb, key, name, gone, change=None):
        description = hall.export()
        description[key] = [entry for entry in description[key] if entry[name] != gone]
        if change:
            change(description)
        with open(hall.path("hall.json"), "w", encoding="utf-8") as file:
            json.dump(description, file)
        return verb("hall.import", file=hall.path("hall.json"))

    def no_scenes(description):
        description["scenes"] = description["points"] = []

    refused = lambda verb, **keys: s.refused("conflict", verb, **keys)
    holds(ask(refused, "matters", "code", "G01", no_scenes), "matter G01", made, "nothing was changed")
    holds(ask(refused, "matters", "code", "G02", no_scenes), "matter G02", other, "nothing was changed")
    holds(ask(refused, "staff", "no", "010"), "staff number 010", made, "nothing was changed")
    equal(hall.hash(), before)
    s.ok("booking.cancel", booking=made, reason="ill")
    ask(s.ok, "staff", "no", "010")
    ask(s.ok, "matters", "code", "G01", no_scenes)
    holds(ask(refused, "matters", "code", "G02", no_scenes), other)
    # A day that is over needs nothing any more.
    s.ok("hall.show", at="2026-04-23T09:00:00+08:00")
    ask(s.ok, "matters", "code", "G02", no_scenes)


# -------------------------------------------------------- request lines

LINES = [
    b"hello", b"{", b"}", b"[]", b"[{}]", b"null", b"true", b"5", b'"ticket.issue"', b"{}", b'{"do":null}', b'{"do":5}', b'{"do":["hall.show"]}',
    b'{"do":{}}', b'{"Do":"hall.show"}', b'{"do":"hall.show"} {"do":"hall.show"}', b'{"do":"hall.show",}', b"{'do':'hall.show'}",
    b'{"do":"hall.show","do":"hall.show"}', b'{"do":"\xff"}', b'\xff\xfe', b'{"do":"hall\x00.show"}', b"\x00", b'{"do":"hall.show"}\x00',
    b'{"do":"hall\\u0000.show"}', b'{"do":"\\ud800"}', b'{"do":' * 50000, b"[" * 1000000, b'{"do":"hall.show","x":' + b"9" * 100000 + b"}",
    b'{"do":"hall.show","at":1e999}', b'{"do":"' + b"x" * 2000000 + b'"}', b'{"x":"' + b"y" * 10_000_000 + b'"}', b" " * 10_000_000 + b"x",
    b'{"do":"ticket.issue","queue":"' + b"T" * 5000 + b'"}', b'{"do":"ticket.issue","matters":[' + b'"T01",' * 300 + b'"T01"]}',
    b'{"do":"ticket.issue","queue":"T","party":' + b"[" * 60 + b"]" * 60 + b"}", b'{"do":"ticket.issue","queue":"T","class":"' + b"p" * 4001 + b'"}',
    b'{"do":"window.open","window":1,"staff":"001","pin":"' + b"0" * 5000 + b'"}', b'{"do":"ticket.show","ticket":"%s%n%x"}',
    b'{"do":"ticket.issue","queue":"T\'; DROP TABLE ticket; --"}', b'{"do":"ticket.cancel","ticket":"T001"}', b'{"do":"hall.show","at":"9999999-01-01T00:00:00Z"}',
    "{“do”:“hall.show”}".encode(), '{"do":"票"}'.encode(), "\ufeff".encode(),
]


@cases("a line that is no request is answered, and the next line is read")
def _():
    hall = Hall()
    s = hall.session()
    s.ok("hall.show", at="9:00")
    before = hall.hash()
    for line in LINES:
        answer = s.say(line)
        assert answer["ok"] is False, (line[:80], answer)
        assert answer["error"] in ("bad-request", "unknown-verb", "not-found"), (line[:80], answer)
        assert 10 < len(answer["message"]) < 600, (line[:80], answer)
        assert "do" in answer, answer
        equal(s.ok("hall.show")["hall"]["code"], "demo")
    equal(hall.hash(), before)


@cases("line ends of other machines, a last line without an end, an empty input")
def _():
    hall = Hall()
    done = hall.ctl("commands", "--clock", "manual", stdin=b'{"do":"hall.show","at":"2026-04-20T09:00:00+08:00"}\r\n\xef\xbb\xbf{"do":"hall.show"}\n{"do":"board.show"}')
    equal((done.returncode, [json.loads(line)["ok"] for line in done.stdout.splitlines()]), (0, [True, True, True]))
    # A line with nothing on it is no request, and has no answer.
    for nothing in (b"", b"\n", b" \t\r\n\n"):
        done = hall.ctl("commands", stdin=nothing)
        equal((done.returncode, done.stdout, done.stderr), (0, "", ""))


@cases("random lines and half-right requests never end the conversation")
def _():
    hall = Hall()
    s = hall.session()
    s.open(1, "001", at="9:00")
    choose = random.Random(4)
    verbs = ["ticket.issue", "ticket.call", "ticket.show", "window.open", "stats.report", "settings.set", "queue.list", "ticket.transfer", "day.close"]
    keys = ["queue", "window", "ticket", "matters", "from", "to", "key", "value", "reason", "party", "class", "force", "duty", "staff", "pin", "date", "by"]
    values = [*WRONG, "T", "T001", 1, "1", "2026-04-20", ["T01"], "001", "0001", "priority", {"kind": "person"}]
    for _ in range(1500):
        if choose.random() < 0.2:
            line = bytes(choose.choice(b'{}[]":,0129.eE+-truefalsn\\u \xff\x01') for _ in range(choose.randrange(1, 60)))
        else:
            line = json.dumps({"do": choose.choice(verbs), **{choose.choice(keys): choose.choice(values) for _ in range(choose.randrange(5))}}).encode()
        answer = s.say(line)
        assert answer["ok"] or answer["error"] != "failed", (line, answer)
    s.ok("hall.show")


@cases("wrong usage of the command line")
def _():
    hall = Hall()
    before = hall.hash()
    for arguments in ([], ["nonsense"], ["--nonsense"], ["commands", "--clock"], ["commands", "--clock", "sundial"], ["commands", "--as"], ["import"],
                      ["import", "a", "b"], ["export", "x"], ["verify", "x"], ["backup"], ["restore"], ["stats"], ["stats", "--from", "2026-04-20"],
                      ["close-day", "a", "b"], ["ticket.issue", "queue"], ["replay"]):
        done = hall.ctl(*arguments)
        equal((done.returncode, done.stdout), (2, ""), f"{arguments}: {done.stderr[:200]}")
        assert done.stderr, arguments
    for arguments in (["stats", "--from", "soon", "--to", "2026-04-20"], ["stats", "--from", "2026-04-20", "--to", "2026-04-19"], ["close-day", "soon"],
                      ["stats", "--from", "2026-04-20", "--to", "2026-04-20", "--by", "colour"]):
        fault(hall.ctl(*arguments), "bad-request")
    fault(hall.ctl("close-day", "2199-01-01"), "too-early", "2199-01-01")
    equal(hall.hash(), before)


cases.run()
