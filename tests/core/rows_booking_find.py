# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The telephone call before a booking: finding the company and the matter,
what to ask and to bring, and what is kept of it."""

import json
import time

from hallkit import SANITIZED, at, cases, equal, holds, shorten
from rows_booking import TUESDAY, book, company, morning, say, slot

PERSON = {"kind": "person", "id_kind": "resident", "id": "11010519491231002X", "name": "欧阳明", "phone": "13100001234"}
FOUNDED = {"agent": "王小明", "founded": "2026-04-15"}


def codes(s, text, **keys):
    return [found["code"] for found in s.ok("matter.find", text=text, **keys)["matters"]]


def parties(s, text, **keys):
    return [party["name"] for party in s.ok("party.find", text=text, **keys)["parties"]]


def unsaid(answer, *secrets):
    """Whether an answer keeps what it must not tell."""
    text = json.dumps(answer, ensure_ascii=False)
    for secret in secrets:
        assert secret not in text, f"{secret!r} is told: {shorten(text)}"


def wide(settings=None):
    hall, s = morning(settings)
    say(s, 20)
    return hall, s


# ------------------------------------------------------------- matter.find

for typed in ("gjjkh", "公积金开户", "GJJKH", "gongjijinkaihu", "gong ji jin kai hu", "公积金kh", "ｇｊｊｋｈ", "g01", "gjj", "dwkh"):
    @cases("matter.find", f"{typed} is the opening of an account")
    def _(typed=typed):
        _, s = morning()
        equal(codes(s, typed)[0], "G01")


@cases("matter.find", "what was matched, and scenes that the matter is part of")
def _():
    _, s = morning()
    found = s.ok("matter.find", text="gjjkh")["matters"]
    equal([(one["kind"], one["code"], one["hit"]) for one in found], [("matter", "G01", [[4, 3], [14, 2]]), ("scene", "C21", [])])
    equal((found[0]["minutes"], found[0]["bookable"], found[0]["online"]), (30, True, "partial"))
    equal(found[1]["matters"], ["A01", "A03", "T02", "T05", "S01", "G01"])
    equal(codes(s, "开餐馆"), ["C01"])
    equal(codes(s, "kcg"), ["C01"])
    equal(codes(s, "provident-fund loan"), ["G08"])


@cases("matter.find", "how many, and nothing for nonsense")
def _():
    _, s = morning()
    equal(len(codes(s, "T", limit=3)), 3)
    equal(s.ok("matter.find", text="T", limit=3)["n"] > 20, True)
    equal(codes(s, "xyzzy"), [])
    equal(len(codes(s, "")), 8)
    for limit in (0, -1, 51):
        s.refused("bad-request", "matter.find", text="T", limit=limit)
    s.refused("bad-request", "matter.find", text=None)
    s.refused("bad-request", "matter.find", text="x" * 4001)
    for text in ("%", "'", "\\", "（）", "一" * 200, "a" * 300):
        s.ok("matter.find", text=text)


@cases("matter.find", "a keystroke is answered at once")
def _():
    _, s = morning()
    codes(s, "g")
    began = time.monotonic()
    for _ in range(20):
        codes(s, "gjjkh")
    spent = (time.monotonic() - began) / 20
    assert spent < (0.4 if SANITIZED else 0.1), spent


# ---------------------------------------------------------------- id.check

@cases("id.check", "right, wrong, and not yet finished")
def _():
    _, s = morning()
    number = company(1)["id"]
    answer = s.ok("id.check", id=number.lower())
    equal((answer["valid"], answer["kind"], answer["id_kind"], answer["id"], answer["fault"]), (True, "company", "uscc", number, None))
    for length in (0, 1, 4, 9, 17):
        part = s.ok("id.check", id=number[:length])
        equal((part["valid"], part["partial"], part["fault"]), (False, True, None))
    wrong = s.ok("id.check", id=number[:17] + ("0" if number[17] != "0" else "1"))
    equal((wrong["valid"], wrong["partial"]), (False, False))
    holds(wrong["fault"], "last character")
    holds(s.ok("id.check", id="9142999OMADE000012")["fault"], "never I, O, S, V or Z")
    equal(s.ok("id.check", id=PERSON["id"])["id_kind"], "resident")
    holds(s.ok("id.check", id="110105194912310021")["fault"], "last character")
    holds(s.ok("id.check", id="110105491231002", kind="person")["warning"], "15 digits")
    equal(s.ok("id.check", id="E12345678", id_kind="passport")["valid"], True)
    equal(s.ok("id.check", id=number, kind="person")["valid"], False)


@cases("id.check", "the code inside a company's code only warns")
def _():
    _, s = morning()
    holds(s.ok("id.check", id=company(1)["id"])["warning"], "licence")
    equal(s.ok("id.check", id="91350100M000100Y43")["warning"], None)


@cases("id.check", "what it does not know")
def _():
    _, s = morning()
    s.refused("bad-request", "id.check", id="1", kind="dog")
    s.refused("bad-request", "id.check", id="1", id_kind="dog")
    s.refused("bad-request", "id.check", id=1)


# ------------------------------------------------- party.find and party.open

@cases("party.find", "by number, telephone, name and initials")
def _():
    _, s = wide()
    s.ok("booking.make", party=company(1, name="江城澄湖科技有限公司", **FOUNDED), matters=["G01"], slot=slot("10:00"))
    s.ok("booking.make", party=company(2, name="长沙ABC（重庆）会计事务所"), matters=["G01"], slot=slot("10:00"))
    first, second = "江城澄湖科技有限公司", "长沙ABC（重庆）会计事务所"
    number = company(1)["id"]
    for text in (number, number.lower(), number[:9], number[-4:], "1300 000 0001", "0001", "jcch", "chkj", "澄湖", "江城澄湖科技有限公司"):
        holds("|".join(parties(s, text)), first)
    for text in ("csabc", "zsabc", "abc", "cqkj", "重庆", "会计", "kjsws"):
        equal(parties(s, text), [second], text)
    equal(sorted(parties(s, "9142")), sorted([first, second]))
    for text in ("", "x", "%", "914%", "澄湖公司x", "（）", "13000000009", "a" * 500, "'; --"):
        equal(parties(s, text), [], text)
    equal(len(parties(s, "9142", limit=1)), 1)
    equal(s.ok("party.find", text="9142", limit=1)["more"], True)
    s.refused("bad-request", "party.find", text="x", limit=51)


@cases("party.find", "a company's name is public, people are not")
def _():
    _, s = wide()
    s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"))
    s.ok("booking.make", party=PERSON, matters=["G06"], slot=slot("10:00"))
    answer = s.ok("party.find", text=company(1)["id"])
    found = answer["parties"][0]
    equal((found["id"], found["name"], found["founded"], found["bookings"]), (company(1)["id"], company(1)["name"], "2026-04-15", 1))
    unsaid(answer, "王小明", company(1)["phone"])
    for text in ("oym", "欧阳", "1949", "002x", PERSON["id"], PERSON["phone"]):
        answer = s.ok("party.find", text=text)
        equal([(one["kind"], one["name"]) for one in answer["parties"]], [("person", "欧*")], text)
        unsaid(answer, PERSON["id"], PERSON["name"], PERSON["phone"])


@cases("party.find", "a name that changed, and one that was erased")
def _():
    hall, s = wide()
    code = book(s, 1, "10:00")
    equal(parties(s, "试验1"), ["试验1公司"])
    s.ok("booking.make", party=company(1, name="晨光1公司", phone="13000009999"), matters=["G02"], slot=slot("14:00"))
    equal((parties(s, "sy"), parties(s, "cg"), parties(s, "13000000001"), parties(s, "13000009999")), ([], ["晨光1公司"], [], ["晨光1公司"]))
    again = s.ok("party.find", text="cg")["parties"][0]
    equal(again["bookings"], 2)
    for booking in s.ok("booking.list", day=TUESDAY)["bookings"]:
        s.ok("booking.cancel", booking=booking["booking"])
    s.ok("party.erase", id=company(1)["id"])
    equal((parties(s, "cg"), parties(s, "9142"), parties(s, "13000009999")), ([], [], []))
    equal(hall.rows("SELECT count(*) FROM party_word"), [(0,)])
    s.refused("not-found", "party.open", ref=again["ref"])
    equal(s.ok("booking.show", booking=code)["party"]["phone"], None)


@cases("party.find", "one among many with the same beginnings")
def _():
    _, s = wide()
    for number in range(150):
        s.ok("ticket.issue", queue="G", party=company(number, name=f"江城{'甲乙丙丁戊己庚辛壬癸'[number % 10]}{'子丑寅卯辰'[number // 10 % 5]}发展有限公司"))
    s.ok("ticket.issue", queue="G", party=company(900, name="江城（集团）澄湖贸易有限公司 二分"))
    for text in (company(77)["id"], company(77)["id"][:17], "13000000077"):
        equal([one["id"] for one in s.ok("party.find", text=text)["parties"]], [company(77)["id"]], text)
    equal([one["id"] for one in s.ok("party.find", text="澄湖")["parties"]], [company(900)["id"]])
    answer = s.ok("party.find", text="jc", limit=5)
    equal((len(answer["parties"]), answer["more"]), (5, True))
    equal(len(s.ok("party.find", text="江城甲", limit=50)["parties"]), 15)
    s.ok("ticket.issue", queue="T", party=company(900, name="甲" * 100))
    equal(parties(s, "澄湖"), [])


@cases("party.find", "a pause of booking is told")
def _():
    _, s = wide({"booking.cancel_limit_per_month": 1, "booking.cancel_min_lead_hours": 0})
    s.ok("booking.cancel", booking=book(s, 1, "10:00"))
    found = s.ok("party.find", text=company(1)["id"])["parties"][0]
    equal((found["ban_until"] is not None, found["ban_for"], found["bookings"]), (True, "cancelled", 0))


@cases("party.open", "unmasked for the form, and on record")
def _():
    hall, s = wide()
    s.ok("booking.make", party={**company(1), **FOUNDED}, matters=["G01"], slot=slot("10:00"))
    ref = s.ok("party.find", text=company(1)["id"])["parties"][0]["ref"]
    whole = s.ok("party.open", ref=ref)
    equal((whole["id"], whole["agent"], whole["phone"], whole["founded"]), (company(1)["id"], "王小明", company(1)["phone"], "2026-04-15"))
    events = hall.rows("SELECT actor, detail FROM event WHERE kind = 'party.viewed'")
    equal([(actor, json.loads(detail)) for actor, detail in events], [("admin", {"party": ref})])
    s.refused("not-found", "party.open", ref=99)
    s.refused("bad-request", "party.open", ref="x")


@cases("party", "who comes for it and its founding: kept, not overwritten by silence, checked")
def _():
    _, s = wide()
    s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"))
    s.ok("ticket.issue", matters=["G01"], party=company(1))
    ref = s.ok("party.find", text=company(1)["id"])["parties"][0]["ref"]
    equal(s.ok("party.open", ref=ref)["agent"], "王小明")
    s.ok("booking.make", party=company(1, agent="李四", founded="2026-04-16"), matters=["G02"], slot=slot("15:00"))
    whole = s.ok("party.open", ref=ref)
    equal((whole["agent"], whole["founded"]), ("李四", "2026-04-16"))
    for wrong in ({"founded": "2026-02-30"}, {"founded": "yesterday"}, {"founded": "2026-04-21"}, {"agent": 5, "boss": "x"}):
        s.refused("bad-request", "booking.make", party=company(2, **wrong), matters=["G01"], slot=slot("10:30"))
    equal(parties(s, company(2)["id"]), [])


@cases("party", "taken away and erased whole")
def _():
    hall, s = wide({"booking.cancel_min_lead_hours": 0})
    code = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"), words="王小明来电", channel="phone")["booking"]
    s.ok("booking.note", booking=code, words="王小明改由李四来")
    file = s.ok("party.export", id=company(1)["id"])["file"]
    equal((file["party"]["agent"], file["party"]["founded"]), ("王小明", "2026-04-15"))
    equal([(one["booking"], one["channel"], one["words"]) for one in file["contacts"]],
          [(code, "phone", "王小明来电"), (code, "desk", "王小明改由李四来")])
    s.ok("booking.cancel", booking=code)
    s.ok("party.erase", id=company(1)["id"])
    equal([one["words"] for one in s.ok("booking.show", booking=code)["log"] if one["what"] == "contact"], [None, None])
    dump = "\n".join(str(row) for table in ("party", "party_word", "booking_contact", "event") for row in hall.rows(f"SELECT * FROM {table}"))
    for secret in ("王小明", "李四", company(1)["id"], company(1)["phone"], "2026-04-15", "20260415"):
        assert secret not in dump, secret


# --------------------------------------------------------- booking.prepare

def names(lines):
    return [line["material"] for line in lines]


@cases("booking.prepare", "what to bring, what is printed, what to ask")
def _():
    _, s = morning()
    answer = s.ok("booking.prepare", matters=["G01"])
    equal((answer["minutes"], answer["queue"], answer["queue_zh"], answer["one_to_one"]), (30, "G", "公积金", True))
    equal(names(answer["bring"]), ["M01", "M03", "M02", "M05"])
    equal(names(answer["printed_here"]), ["M50", "M52", "M51", "M53"])
    equal(answer["printed_here"][3]["condition"], "uses bank collection")
    equal(answer["conditions"], [{"key": "uses bank collection", "zh": "委托银行收款", "en": "uses bank collection", "on": False,
                                  "pairs": [["G01", "M53"]]}])
    equal(names(s.ok("booking.prepare", matters=["G01"], conditions=[])["printed_here"]), ["M50", "M52", "M51"])
    said = s.ok("booking.prepare", matters=["G01"], conditions=[["G01", "M53"]])
    equal((names(said["printed_here"]), said["conditions"][0]["on"]), (["M50", "M52", "M51", "M53"], True))
    equal((answer["legal"], answer["check_in_from"], answer["ukey"]["due"], answer["ukey"]["working_days"]), (None, None, None, 3))
    equal({hint["matter"] for hint in answer["hints"]}, {"G01"})
    equal(answer["online"], [{"matter": "G01", "zh": "单位住房公积金缴存登记（单位开户）", "en": "Opening an employer provident-fund account",
                              "online": "partial"}])


@cases("booking.prepare", "lines with one condition are one question")
def _():
    _, s = morning()
    answer = s.ok("booking.prepare", matters=["T05", "T06", "A02"])
    equal([(one["key"], one["pairs"]) for one in answer["conditions"]],
          [("agent is not the legal representative", [["T05", "M04"], ["T06", "M04"], ["A02", "M04"]]), ("address changes", [["A02", "M83"]])])
    equal(answer["one_to_one"], False)
    said = s.ok("booking.prepare", matters=["T05", "T06", "A02"], conditions=[["T06", "M04"]])
    line = [one for one in said["printed_here"] if one["material"] == "M04"]
    equal([(one["count"], one["for"], one["condition_zh"]) for one in line], [(1, ["T05", "T06", "A02"], "经办人不是法定代表人")])
    equal("M83" in names(said["bring"]), False)


@cases("booking.prepare", "every question of the hall has its Chinese words")
def _():
    _, s = morning()
    for matter in s.ok("catalogue.show")["matters"]:
        answer = s.ask("booking.prepare", matters=[matter["code"]])
        if not answer["ok"]:
            continue
        for question in answer["conditions"]:
            assert question["zh"] != question["en"], question
        assert 1 <= len(answer["hints"]) <= 3, matter


@cases("booking.prepare", "the legal term and the key")
def _():
    _, s = morning()
    answer = s.ok("booking.prepare", matters=["G01"], party=company(1, **FOUNDED), slot=slot("10:00"))
    equal((answer["legal"]["by"], answer["legal"]["late"]), ("2026-05-15", False))
    equal((answer["ukey"]["due"], answer["check_in_from"], answer["check_in_until"]),
          ("2026-04-24", at("9:45", TUESDAY), at("10:15", TUESDAY)))
    # Over Labour Day and the Saturday that makes up for it.
    equal(s.ok("booking.prepare", matters=["G01"], slot=slot("10:00", "2026-04-29"))["ukey"]["due"], "2026-05-07")
    equal(s.ok("booking.prepare", matters=["G01"], slot=slot("10:00", "2026-05-07"))["ukey"]["due"], "2026-05-11")
    equal(s.ok("booking.prepare", matters=["G01"], slot=slot("10:00", "2026-12-31"))["ukey"]["due"], None)
    equal(s.ok("booking.prepare", matters=["G01"], party={"founded": "2026-03-01"})["legal"]["late"], True)
    equal(s.ok("booking.prepare", matters=["G01"], party={"founded": ""})["legal"], None)
    other = s.ok("booking.prepare", matters=["G02"], party={"founded": "2026-04-15"}, slot=slot("10:00"))
    equal((other["legal"], other["ukey"]), (None, None))


@cases("booking.prepare", "as the hall has set its terms")
def _():
    _, s = morning({"ukey.post_working_days": 1, "legal.register_days": 10, "legal.register_matters": ["G02"], "ukey.matters": ["G02"]})
    answer = s.ok("booking.prepare", matters=["G02"], party={"founded": "2026-04-15"}, slot=slot("10:00"))
    equal((answer["legal"]["by"], answer["ukey"]["due"]), ("2026-04-25", "2026-04-22"))
    equal(s.ok("booking.prepare", matters=["G01"], party={"founded": "2026-04-15"}, slot=slot("10:00"))["legal"], None)


@cases("booking.prepare", "who could do it: those at its windows first")
def _():
    _, s = morning()
    s.open(10, "022", at=at("9:00"))
    staff = s.ok("booking.prepare", matters=["G01"])["staff"]
    equal((staff[0]["no"], staff[0]["window"]), ("022", "10"))
    equal(staff[1]["window"], None)
    equal(all("zh" in one and "en" in one for one in staff), True)
    book(s, 1, "10:00", staff="022")
    busy = lambda clock: s.ok("booking.prepare", matters=["G01"], slot=slot(clock))["staff"][0]["busy"]
    equal([busy(clock) for clock in ("9:30", "9:45", "10:00", "10:29", "10:30")], [False, True, True, True, False])


@cases("booking.prepare", "bad input")
def _():
    _, s = morning()
    s.refused("bad-request", "booking.prepare", matters=[])
    s.refused("not-found", "booking.prepare", matters=["Z99"])
    s.refused("bad-request", "booking.prepare", matters=["G01", "G01"])
    s.refused("bad-request", "booking.prepare", matters=["G01"], slot="tomorrow")
    s.refused("bad-request", "booking.prepare", matters=["G01"], party={"founded": "2026-13-01"})
    for wrong in ("M53", [["G01"]], [["G01", "M01"]], [["G02", "M53"]], [["G01", 53]], [1], {"G01": "M53"}, [["G01", "M53", "x"]]):
        s.refused("bad-request", "booking.prepare", matters=["G01"], conditions=wrong)


# ------------------------------------------- what is kept of a conversation

@cases("booking.make", "conditions and words are kept, and move along")
def _():
    hall, s = wide()
    made = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"), conditions=[["G01", "M53"]],
                words="问开户要带什么", channel="phone")
    equal((names(made["printed_here"]), made["asked"]), (["M50", "M52", "M51", "M53"], True))
    old = made["booking"]
    s.ok("booking.note", booking=old, words="  明天改约 ", channel="wechat", at=at("8:10"))
    new = s.ok("booking.move", booking=old, slot=slot("14:00"), reason="下午方便", at=at("8:20"))
    equal((new["asked"], names(new["printed_here"])), (True, ["M50", "M52", "M51", "M53"]))
    show = s.ok("booking.show", booking=new["booking"])
    equal([(one["what"], one["channel"], one["words"]) for one in show["log"]],
          [("booked", "phone", None), ("contact", "phone", "问开户要带什么"), ("contact", "wechat", "明天改约"), ("moved", None, "下午方便")])
    equal((show["log"][2]["at"], show["log"][2]["staff"]), (at("8:10"), "admin"))
    equal((show["conditions"][0]["on"], show["prepared"]), (True, False))
    equal(names(s.ok("booking.show", booking=old)["printed_here"]), ["M50", "M52", "M51", "M53"])
    journal = "\n".join(f"{reason} {detail}" for reason, detail in hall.rows("SELECT reason, detail FROM event"))
    for secret in ("问开户", "明天改约", "王小明"):
        assert secret not in journal, secret


@cases("booking.make", "asked, and nothing holds; or not asked at all")
def _():
    _, s = wide()
    asked = s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("10:00"), conditions=[])["booking"]
    silent = s.ok("booking.make", party=company(2), matters=["G01"], slot=slot("10:00"), words="")["booking"]
    first, second = s.ok("booking.show", booking=asked), s.ok("booking.show", booking=silent)
    equal((first["asked"], "M53" in names(first["printed_here"])), (True, False))
    equal((second["asked"], "M53" in names(second["printed_here"])), (False, True))
    equal([one["what"] for one in second["log"]], ["booked"])


@cases("booking.make", "a wrong condition books nothing")
def _():
    hall, s = wide()
    for wrong in ([["G01", "M01"]], "x", [["T05", "M04"]]):
        s.refused("bad-request", "booking.make", party=company(1), matters=["G01"], slot=slot("10:00"), conditions=wrong)
    equal(hall.rows("SELECT (SELECT count(*) FROM booking) + (SELECT count(*) FROM party)"), [(0,)])


@cases("booking.note", "needs words and a booking")
def _():
    _, s = wide()
    code = book(s, 1, "10:00")
    s.refused("bad-request", "booking.note", booking=code, words="  ")
    s.refused("bad-request", "booking.note", booking=code, words="x", channel="")
    s.refused("bad-request", "booking.note", booking=code, words="x", channel="王小明")
    s.refused("not-found", "booking.note", booking="BZZZZZZZ", words="x")
    equal(s.ok("booking.note", booking=code, words="来电")["log"][1]["words"], "来电")


@cases("booking.list", "by day, days, state and clerk, masked, with what a screen needs")
def _():
    _, s = wide()
    first = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"), staff="010", channel="phone")["booking"]
    second = s.ok("booking.make", party=PERSON, matters=["G06", "G07"], slot=slot("11:00"))["booking"]
    third = book(s, 3, "9:00", day="2026-04-22")
    s.ok("booking.cancel", booking=third)
    answer = s.ok("booking.list", day=TUESDAY)
    one, two = answer["bookings"]
    equal((one["booking"], one["staff"], one["staff_zh"], one["minutes"], one["channel"]), (first, "010", "叶知秋", 30, "phone"))
    equal(one["matters"], [{"code": "G01", "zh": "单位住房公积金缴存登记（单位开户）", "en": "Opening an employer provident-fund account"}])
    equal((one["ticket"], one["window"], one["checked_in"], one["late_s"], one["reminded"]), (None, None, None, 0, False))
    equal((two["booking"], len(two["matters"]), two["party"]["name"], two["party"]["phone"]), (second, 2, "欧*", "131****1234"))
    unsaid(answer, PERSON["id"], PERSON["name"], PERSON["phone"], "王小明", company(1)["phone"])
    got = lambda **keys: [each["booking"] for each in s.ok("booking.list", **keys)["bookings"]]
    equal(got(**{"from": TUESDAY, "to": "2026-04-22"}), [first, second, third])
    equal(got(**{"from": TUESDAY, "to": "2026-04-22"}, state="open"), [first, second])
    equal(got(**{"from": TUESDAY, "to": "2026-04-22"}, state="cancelled"), [third])
    equal(got(day=TUESDAY, staff="010"), [first])
    equal(got(), [])
    s.refused("bad-request", "booking.list", state="maybe")
    s.refused("bad-request", "booking.list", **{"from": TUESDAY, "to": "2026-04-20"})
    s.refused("bad-request", "booking.list", **{"from": TUESDAY, "to": "2026-07-20"})
    s.refused("bad-request", "booking.list", day=TUESDAY, to="2026-04-22")


@cases("booking.list", "who is late, who came, and where they are called")
def _():
    _, s = wide()
    code = book(s, 1, "10:00", staff="010")
    s.open(10, "010", at=at("9:00", TUESDAY))
    equal(s.ok("booking.list")["bookings"][0]["window"], "10")
    equal(s.ok("booking.list", at=at("10:05", TUESDAY))["bookings"][0]["late_s"], 300)
    ticket = s.ok("booking.check_in", booking=code)["ticket"]
    one = s.ok("booking.list", at=at("10:10", TUESDAY))["bookings"][0]
    equal((one["ticket"], one["window"], one["checked_in"], one["late_s"], one["state"]), (ticket, "10", at("10:05", TUESDAY), 0, "checked_in"))
    s.ok("ticket.call", window=10)
    s.ok("ticket.start", window=10)
    equal(s.ok("booking.list")["bookings"][0]["window"], "10")


@cases("booking.papers", "everything that is printed, unmasked, and on record")
def _():
    hall, s = wide()
    code = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"), staff="010", conditions=[])["booking"]
    equal(s.ok("booking.show", booking=code)["prepared"], False)
    papers = s.ok("booking.papers", booking=code)
    equal(papers["party"], {"kind": "company", "id_kind": "uscc", "id": company(1)["id"], "name": company(1)["name"], "agent": "王小明",
                            "phone": company(1)["phone"], "founded": "2026-04-15"})
    equal((papers["hall"]["zh"], papers["staff_zh"], papers["legal"]["by"], papers["ukey"]["due"]),
          ("示范区政务服务中心", "叶知秋", "2026-05-15", "2026-04-24"))
    equal((names(papers["printed_here"]), papers["start"], papers["matters"][0]["code"]), (["M50", "M52", "M51"], at("10:00", TUESDAY), "G01"))
    assert papers["hints"] and papers["point"] is None
    equal(s.ok("booking.show", booking=code)["prepared"], True)
    equal(len(hall.rows("SELECT 1 FROM event WHERE kind = 'booking.papers'")), 1)
    unsaid([row[0] for row in hall.rows("SELECT detail FROM event WHERE detail IS NOT NULL")], company(1)["id"], company(1)["phone"], "王小明")
    s.ok("booking.cancel", booking=code)
    s.refused("wrong-state", "booking.papers", booking=code)
    group = s.ok("booking.block", organiser="商会", matter="G02", places=1, **{"from": slot("14:00"), "to": slot("16:00")})["bookings"][0]
    equal(s.ok("booking.papers", booking=group)["party"], None)


# ------------------------------------------------------------- permissions

@cases("find", "who may look for people, and who may open them")
def _():
    hall, s = wide()
    code = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("10:00"))["booking"]
    ref = s.ok("party.find", text=company(1)["id"])["parties"][0]["ref"]
    s.ok("staff.sign_out")
    for verb, keys in (("party.find", {"text": "sy"}), ("party.open", {"ref": ref}), ("booking.papers", {"booking": code}),
                       ("booking.note", {"booking": code, "words": "x"}), ("booking.prepare", {"matters": ["G01"]}),
                       ("matter.find", {"text": "x"}), ("id.check", {"id": "1"}), ("booking.show", {"booking": code})):
        s.refused("not-signed-in", verb, **keys)
    equal(hall.rows("SELECT count(*) FROM event WHERE kind IN ('party.viewed', 'booking.papers')"), [(0,)])


# --------------------------------- S45, S46: the same person, with all known

@cases("S45", "a company with its agent is still the same company")
def _():
    _, s = wide()
    ticket = s.ok("ticket.issue", matters=["G01"], party=company(1, **FOUNDED), at=at("9:30"))["ticket"]
    message = s.refused("duplicate", "ticket.issue", matters=["G01"], party=company(1, agent="李四", name="改名1公司"))
    holds(message, ticket)
    s.ok("ticket.issue", matters=["G01"], party=company(1, agent="李四"), at=at("9:30", TUESDAY))


@cases("S46", "the same matter twice in a half-day, whoever comes for the company")
def _():
    _, s = wide()
    first = s.ok("booking.make", party=company(1, **FOUNDED), matters=["G01"], slot=slot("9:00"))["booking"]
    holds(s.refused("duplicate", "booking.make", party=company(1, agent="李四", founded="2026-04-14"), matters=["G01"], slot=slot("11:00")), first)
    ref = s.ok("party.find", text=company(1)["id"])["parties"][0]["ref"]
    # What was refused has changed nothing.
    equal(s.ok("party.open", ref=ref)["agent"], "王小明")
    s.ok("booking.make", party=company(1), matters=["G01"], slot=slot("15:00"))
