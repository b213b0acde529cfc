#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Tidehall contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the symbolic icons into resources/icons/symbolic.

    resources/icons/draw.py

An icon is a few strokes of 1.5 on a grid of 16 with round ends. The toolkit
recolours fills and not strokes, so every stroke is written as its outline:
a line is a capsule, a circle a ring, an arc a bent capsule. They overlap in
one path of the same winding, which fills their union.
"""

import math
import os

WIDTH = 1.5
H = WIDTH / 2
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "symbolic")


def n(value):
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def p(x, y):
    return f"{n(x)} {n(y)}"


def line(*points, width=WIDTH):
    """A run of capsules from point to point."""
    h, out = width / 2, []
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        length = math.hypot(x1 - x0, y1 - y0)
        if length == 0:
            continue
        dx, dy = (x1 - x0) / length * h, (y1 - y0) / length * h
        out.append(f"M{p(x0 + dy, y0 - dx)}L{p(x1 + dy, y1 - dx)}"
                   f"A{n(h)} {n(h)} 0 0 1 {p(x1 - dy, y1 + dx)}"
                   f"L{p(x0 - dy, y0 + dx)}A{n(h)} {n(h)} 0 0 1 {p(x0 + dy, y0 - dx)}Z")
    return "".join(out)


def shape(*points):
    """A closed run of capsules."""
    return line(*points, points[0])


def disc(x, y, r, clockwise=True):
    s = 1 if clockwise else 0
    return f"M{p(x - r, y)}A{n(r)} {n(r)} 0 1 {s} {p(x + r, y)}A{n(r)} {n(r)} 0 1 {s} {p(x - r, y)}Z"


def ring(x, y, r, width=WIDTH):
    return disc(x, y, r + width / 2) + disc(x, y, r - width / 2, False)


def arc(x, y, r, start, end, width=WIDTH):
    """From @start to @end in degrees, clockwise as seen, 0 to the right."""
    h = width / 2
    a, b = math.radians(start), math.radians(end)
    big = 1 if (end - start) % 360 > 180 else 0
    def at(radius, angle):
        return p(x + radius * math.cos(angle), y + radius * math.sin(angle))
    return (f"M{at(r + h, a)}A{n(r + h)} {n(r + h)} 0 {big} 1 {at(r + h, b)}"
            f"A{n(h)} {n(h)} 0 0 1 {at(r - h, b)}"
            f"A{n(r - h)} {n(r - h)} 0 {big} 0 {at(r - h, a)}"
            f"A{n(h)} {n(h)} 0 0 1 {at(r + h, a)}Z")


def solid_box(x, y, w, h, r, clockwise=True):
    if clockwise:
        return (f"M{p(x + r, y)}H{n(x + w - r)}A{n(r)} {n(r)} 0 0 1 {p(x + w, y + r)}V{n(y + h - r)}"
                f"A{n(r)} {n(r)} 0 0 1 {p(x + w - r, y + h)}H{n(x + r)}"
                f"A{n(r)} {n(r)} 0 0 1 {p(x, y + h - r)}V{n(y + r)}A{n(r)} {n(r)} 0 0 1 {p(x + r, y)}Z")
    return (f"M{p(x + r, y)}A{n(r)} {n(r)} 0 0 0 {p(x, y + r)}V{n(y + h - r)}"
            f"A{n(r)} {n(r)} 0 0 0 {p(x + r, y + h)}H{n(x + w - r)}"
            f"A{n(r)} {n(r)} 0 0 0 {p(x + w, y + h - r)}V{n(y + r)}"
            f"A{n(r)} {n(r)} 0 0 0 {p(x + w - r, y)}Z")


def box(x, y, w, h, r):
    """The edge of a box with round corners; x, y, w, h of the middle of the stroke."""
    return (solid_box(x - H, y - H, w + WIDTH, h + WIDTH, r + H)
            + solid_box(x + H, y + H, w - WIDTH, h - WIDTH, max(r - H, 0.01), False))


def solid(*points):
    return "M" + "L".join(p(*point) for point in points) + "Z"


def wave(x0, x1, y, bows, height, width=WIDTH):
    """Bows up and down in turn from @y; their ends and tangents meet there, so
    that it is one line. @height is from the lowest to the highest."""
    chord, rise, out = (x1 - x0) / bows, height / 2, []
    r = (chord * chord / 4 + rise * rise) / (2 * rise)
    half = math.degrees(math.asin(chord / 2 / r))
    for i in range(bows):
        middle = x0 + chord * (i + 0.5)
        if i % 2 == 0:
            out.append(arc(middle, y - rise + r, r, 270 - half, 270 + half, width))
        else:
            out.append(arc(middle, y + rise - r, r, 90 - half, 90 + half, width))
    return "".join(out)


def spokes(x, y, r0, r1, count, first=0):
    return "".join(line((x + r0 * math.cos(a), y + r0 * math.sin(a)), (x + r1 * math.cos(a), y + r1 * math.sin(a)))
                   for a in (math.radians(first + 360 / count * i) for i in range(count)))


SCREEN = box(1.75, 2.5, 12.5, 8.5, 1.75)
PERSON = ring(8, 5, 2.5) + arc(8, 14, 5, 190, 350)
PAPER = line((9.5, 1.75), (4.5, 1.75)) + arc(4.5, 3.25, 1.5, 180, 270) + line((3, 3.25), (3, 12.75)) \
    + arc(4.5, 12.75, 1.5, 90, 180) + line((4.5, 14.25), (11.5, 14.25)) + arc(11.5, 12.75, 1.5, 0, 90) \
    + line((13, 12.75), (13, 5.25), (9.5, 1.75), (9.5, 5.25), (13, 5.25))

CALENDAR = box(2, 3.25, 12, 11, 1.75) + line((5.25, 1.75), (5.25, 4.25)) + line((10.75, 1.75), (10.75, 4.25)) \
    + line((2, 6.75), (14, 6.75)) + line((5.75, 10.5), (7.4, 12), (10.5, 9))

ICONS = {
    # Pages
    "hall": shape((2, 7), (8, 1.9), (14, 7)) + line((3.25, 7.2), (3.25, 13.75)) + line((12.75, 7.2), (12.75, 13.75))
        + line((1.75, 14), (14.25, 14)) + line((6.6, 13.75), (6.6, 10.25), (9.4, 10.25), (9.4, 13.75)),
    "reception": line((3.25, 3.5), (12.75, 3.5)) + line((3.25, 12.5), (12.75, 12.5))
        + arc(3.25, 4.75, 1.25, 180, 270) + arc(12.75, 4.75, 1.25, 270, 360)
        + arc(3.25, 11.25, 1.25, 90, 180) + arc(12.75, 11.25, 1.25, 0, 90)
        + line((2, 4.75), (2, 6.25)) + line((14, 4.75), (14, 6.25)) + line((2, 9.75), (2, 11.25)) + line((14, 9.75), (14, 11.25))
        + arc(2, 8, 1.75, 270, 90) + arc(14, 8, 1.75, 90, 270)
        + line((8, 5.9), (8, 6.6)) + line((8, 9.4), (8, 10.1)),
    "window": SCREEN + line((5, 7.25), (5, 8.25)) + line((8, 5.25), (8, 8.25)) + line((11, 6.25), (11, 8.25))
        + line((5, 14), (11, 14)) + line((8, 11.5), (8, 14)),
    "stats": line((1.75, 14), (14.25, 14)) + line((3.5, 11), (3.5, 8.5)) + line((6.5, 11), (6.5, 3.5))
        + line((9.5, 11), (9.5, 6.5)) + line((12.5, 11), (12.5, 5)),
    "settings": ring(8, 8, 2.25) + spokes(8, 8, 4.9, 6.2, 8, 0),
    "booking": CALENDAR,
    "calendar": CALENDAR,
    "paper-check": PAPER + line((5.75, 9.75), (7.4, 11.4), (10.25, 8.25)),
    "wave": wave(1.25, 14.75, 5.6, 4, 2.0) + wave(1.25, 14.75, 10.4, 4, 2.0),
    "star": shape(*[(8 + (6.3 if i % 2 == 0 else 2.9) * math.sin(math.radians(36 * i)),
                     8.5 - (6.3 if i % 2 == 0 else 2.9) * math.cos(math.radians(36 * i))) for i in range(10)]),
    # Frame
    "search": ring(6.75, 6.75, 4.5) + line((10.1, 10.1), (14, 14)),
    "clock": ring(8, 8, 6.25) + line((8, 4.5), (8, 8), (10.5, 9.5)),
    "person": PERSON,
    "person-off": ring(6.5, 5, 2.5) + arc(6.5, 14, 5, 190, 300) + line((11, 9.5), (14.25, 12.75)) + line((14.25, 9.5), (11, 12.75)),
    "people": ring(6, 5.25, 2.25) + arc(6, 13.5, 4.5, 190, 350) + arc(10.75, 5.25, 2.25, 290, 70) + arc(10, 13.5, 4.5, 305, 350),
    "menu": line((2, 4), (14, 4)) + line((2, 8), (14, 8)) + line((2, 12), (14, 12)),
    "close": line((4, 4), (12, 12)) + line((12, 4), (4, 12)),
    "expand": line((9.75, 2.5), (13.5, 2.5), (13.5, 6.25)) + line((6.25, 13.5), (2.5, 13.5), (2.5, 9.75))
        + line((13.5, 2.5), (9.5, 6.5)) + line((2.5, 13.5), (6.5, 9.5)),
    "board": box(1.5, 2.5, 13, 8.75, 1.5) + line((4.25, 5.6), (7.5, 5.6)) + line((4.25, 8.2), (6, 8.2))
        + line((10, 5.6), (11.75, 5.6)) + line((10, 8.2), (11.75, 8.2)) + line((5.5, 14), (10.5, 14)),
    "key": ring(5.25, 10.75, 3) + line((7.4, 8.6), (13.5, 2.5)) + line((11, 5), (13, 7)),
    "language": ring(8, 8, 6.25) + line((1.9, 8), (14.1, 8)) + arc(3.6, 8, 7.6, 305.5, 54.5) + arc(12.4, 8, 7.6, 125.5, 234.5),
    "theme": ring(8, 8, 6.25) + f"M{p(8, 1.75)}A6.25 6.25 0 0 1 {p(8, 14.25)}Z",
    "store": box(2.75, 2.25, 10.5, 5, 1.25) + box(2.75, 8.75, 10.5, 5, 1.25) + disc(5.4, 4.75, 0.9) + disc(5.4, 11.25, 0.9),
    "briefcase": box(1.75, 5, 12.5, 8.75, 1.5) + line((5.5, 4.75), (5.5, 2.5), (10.5, 2.5), (10.5, 4.75)) + line((1.75, 8.75), (14.25, 8.75)),
    "folder": line((2, 12.5), (2, 4), (6.25, 4), (7.75, 5.75), (14, 5.75), (14, 12.5), (2, 12.5)),
    # States
    "disc": disc(8, 8, 5.5),
    "ring": ring(8, 8, 5),
    "bell": arc(8, 6.5, 4, 180, 360) + line((4, 6.5), (4, 9.25), (2.75, 11.5), (13.25, 11.5), (12, 9.25), (12, 6.5))
        + arc(8, 12.6, 1.6, 15, 165),
    "triangle": shape((8, 2.25), (14.4, 13.5), (1.6, 13.5)) + line((8, 6.5), (8, 9.25)) + disc(8, 11.4, 0.9),
    "pause": line((5.5, 3.5), (5.5, 12.5), width=2) + line((10.5, 3.5), (10.5, 12.5), width=2),
    "dash": line((3.5, 8), (12.5, 8)),
    "check": line((2.75, 8.5), (6.25, 12), (13.25, 4.5)),
    "cross": line((3.75, 3.75), (12.25, 12.25)) + line((12.25, 3.75), (3.75, 12.25)),
    "half-disc": ring(8, 8, 5.5) + f"M{p(8, 2.5)}A5.5 5.5 0 0 1 {p(8, 13.5)}Z",
    "discs": ring(6, 6, 4) + arc(10, 10, 4, 305, 145),
    "flag": line((3.5, 14.25), (3.5, 2.5), (12.5, 2.5), (10.25, 5.75), (12.5, 9), (3.5, 9)),
    "hourglass": line((3.5, 2), (12.5, 2)) + line((3.5, 14), (12.5, 14)) + line((4.5, 2), (4.5, 4.5), (8, 8), (11.5, 4.5), (11.5, 2))
        + line((4.5, 14), (4.5, 11.5), (8, 8), (11.5, 11.5), (11.5, 14)) + solid((8, 10.6), (10, 13), (6, 13)),
    "shield": line((8, 1.9), (13.25, 3.75), (13.25, 7.75)) + line((8, 1.9), (2.75, 3.75), (2.75, 7.75))
        + arc(7.6, 7.75, 5.65, 0, 80) + arc(8.4, 7.75, 5.65, 100, 180) + line((8.55, 13.3), (8, 14)) + line((7.45, 13.3), (8, 14))
        + line((5.5, 7.75), (7.4, 9.6), (10.5, 6.25)),
    "info": ring(8, 8, 6.25) + line((8, 7.5), (8, 11)) + disc(8, 5.1, 0.95),
    "lock": box(3, 7, 10, 7, 1.5) + line((5, 7), (5, 5)) + line((11, 7), (11, 5)) + arc(8, 5, 3, 180, 360),
    # Steps
    "play": shape((4.75, 3), (12.5, 8), (4.75, 13)),
    "refresh": arc(8, 8, 5.5, 30, 330) + line((12.9, 2.4), (12.75, 5.3), (9.9, 5.2)),
    "undo": line((5.25, 2.5), (2, 5.75), (5.25, 9)) + line((2, 5.75), (9.75, 5.75)) + arc(9.75, 9.5, 3.75, 270, 90)
        + line((9.75, 13.25), (5.5, 13.25)),
    "swap": line((2.5, 5), (13.25, 5)) + line((10.5, 2.25), (13.25, 5), (10.5, 7.75))
        + line((13.5, 11), (2.75, 11)) + line((5.5, 8.25), (2.75, 11), (5.5, 13.75)),
    "link": arc(5.2, 10.8, 3.2, 70, 290) + arc(10.8, 5.2, 3.2, 250, 110) + line((6.25, 9.75), (9.75, 6.25)),
    "printer": line((4.25, 5.75), (4.25, 2), (11.75, 2), (11.75, 5.75)) + line((4.25, 11.5), (2, 11.5), (2, 5.75), (14, 5.75), (14, 11.5), (11.75, 11.5))
        + line((4.25, 9.25), (11.75, 9.25), (11.75, 14), (4.25, 14), (4.25, 9.25)),
    "download": line((8, 2), (8, 10)) + line((4.5, 6.75), (8, 10.25), (11.5, 6.75)) + line((2.25, 13.75), (13.75, 13.75)),
    "upload": line((8, 2.5), (8, 10.5)) + line((4.5, 5.75), (8, 2.25), (11.5, 5.75)) + line((2.25, 13.75), (13.75, 13.75)),
    "plus": line((8, 2.75), (8, 13.25)) + line((2.75, 8), (13.25, 8)),
    "minus": line((2.75, 8), (13.25, 8)),
    "pencil": line((2.5, 13.5), (3.25, 10.25), (10.75, 2.75), (13.25, 5.25), (5.75, 12.75), (2.5, 13.5)),
    "seat": line((4, 2), (4, 9)) + line((4, 8.5), (11.5, 8.5), (11.5, 13.75)) + line((4, 8.5), (4, 13.75)),
    "arrow-left": line((13.5, 8), (2.75, 8)) + line((7, 3.75), (2.75, 8), (7, 12.25)),
    "arrow-right": line((2.5, 8), (13.25, 8)) + line((9, 3.75), (13.25, 8), (9, 12.25)),
    "arrow-up": line((8, 13.5), (8, 2.75)) + line((3.75, 7), (8, 2.75), (12.25, 7)),
    "arrow-down": line((8, 2.5), (8, 13.25)) + line((3.75, 9), (8, 13.25), (12.25, 9)),
    "chevron-down": line((3.75, 6), (8, 10.25), (12.25, 6)),
    "chevron-right": line((6, 3.75), (10.25, 8), (6, 12.25)),
    "chevron-left": line((10, 3.75), (5.75, 8), (10, 12.25)),
}

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-FileCopyrightText: 2026 Tidehall contributors
     SPDX-License-Identifier: GPL-3.0-or-later -->
"""


def main():
    os.makedirs(FOLDER, exist_ok=True)
    for name, path in ICONS.items():
        with open(os.path.join(FOLDER, f"th-{name}-symbolic.svg"), "w", encoding="utf-8") as file:
            file.write(HEAD + '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
                       + f'<path fill="#222" d="{path}"/></svg>\n')


if __name__ == "__main__":
    main()
