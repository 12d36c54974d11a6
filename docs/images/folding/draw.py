#!/usr/bin/env python3
"""Draws the pictures of docs/folding.md: run it in this folder, and it writes them anew. Needs nothing but Python."""

INK, PALE, FOLD = "#222", "#f4f1e8", "#888"


class Drawing:
    def __init__(self, name, w, h):
        self.name, self.w, self.h, self.parts = name, w, h, []

    def add(self, text):
        self.parts.append(text)

    def line(self, x1, y1, x2, y2, dash="", width=1.2, color=INK):
        dash = f' stroke-dasharray="{dash}"' if dash else ""
        self.add(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{color}" stroke-width="{width}"{dash}/>')

    def text(self, x, y, words, size=13, turn=0, anchor="middle"):
        turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
        self.add(f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{turned}>{words}</text>')

    def shape(self, points, fill=PALE):
        outline = "M" + " L".join(f"{x} {y}" for x, y in points) + " Z"
        self.add(f'<path d="{outline}" fill="{fill}" stroke="{INK}" stroke-width="1.2" stroke-linejoin="round"/>')

    def sheet(self, x, y, columns, rows, pages, cell=(58, 76), folds=(), slit=None):
        """A side of a sheet; a page with a minus stands on its head, "" is an empty place."""
        w, h = cell
        self.shape([(x, y), (x + columns * w, y), (x + columns * w, y + rows * h), (x, y + rows * h)])
        for i in range(1, columns):
            self.line(x + i * w, y, x + i * w, y + rows * h, "5 4" if "v" in folds else "2 3", 1, FOLD)
        for i in range(1, rows):
            self.line(x, y + i * h, x + columns * w, y + i * h, "5 4" if "h" in folds else "2 3", 1, FOLD)
        if slit:
            self.line(x + slit[0] * w, y + h, x + slit[1] * w, y + h, "", 3)
        for i, page in enumerate(pages):
            cx, cy = x + (i % columns + 0.5) * w, y + (i // columns + 0.5) * h
            if page != "":
                self.text(cx, cy + (7 if page > 0 else -7), abs(page), 22, 180 if page < 0 else 0)

    def arrow(self, x, y):
        self.add(f'<path d="M{x} {y} h22 m-7 -5 l7 5 l-7 5" fill="none" stroke="{INK}" stroke-width="1.6"/>')

    def write(self):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.w}" height="{self.h}" viewBox="0 0 {self.w} {self.h}"'
        with open(self.name + ".svg", "w", encoding="utf-8", newline="\n") as out:
            out.write(f'{head} font-family="Helvetica, Arial, sans-serif" fill="{INK}">\n')
            out.write(f'<rect width="{self.w}" height="{self.h}" fill="#fff"/>\n')
            out.write("\n".join(self.parts) + "\n</svg>\n")


def two_sides(name, front, back, note):
    """Front and back of each sheet, turned like a leaf."""
    columns, rows = front[0]
    w, h = 58 * columns, 76 * rows
    count = len(front[1])
    d = Drawing(name, 2 * w + 110, 30 + count * (h + 26))
    for i in range(count):
        y = 30 + i * (h + 26)
        d.text(20, y - 8, f"sheet {i + 1}, front", anchor="start")
        d.sheet(20, y, columns, rows, front[1][i], folds=note)
        d.arrow(w + 34, y + h / 2)
        d.text(w + 45, y + h / 2 + 22, "turn", 11)
        d.text(w + 76, y - 8, "back", anchor="start")
        d.sheet(w + 76, y, columns, rows, back[i], folds=note)
    d.write()


def booklet():
    two_sides("booklet", ((2, 1), [[8, 1], [6, 3]]), [[2, 7], [4, 5]], "v")
    d = Drawing("booklet-fold", 560, 170)
    # Sheets on one another, folded, stapled.
    for i in range(3):
        d.shape([(30 + 4 * i, 50 + 6 * i), (160 + 4 * i, 50 + 6 * i), (150 + 4 * i, 110 + 6 * i), (20 + 4 * i, 110 + 6 * i)])
    d.line(98, 50, 92, 130, "5 4", 1, FOLD)
    d.text(95, 155, "lay the sheets on one another")
    d.arrow(190, 90)
    for i in range(3):
        d.add(f'<path d="M{235 + 6 * i} {118 - 3 * i} L290 {48 + 7 * i} L{345 - 6 * i} {118 - 3 * i}" fill="none" stroke="{INK}" stroke-width="1.4"/>')
    d.text(290, 155, "fold all of them at once")
    d.arrow(375, 90)
    d.shape([(430, 45), (500, 45), (500, 125), (430, 125)])
    d.line(430, 62, 430, 76, "", 4)
    d.line(430, 96, 430, 110, "", 4)
    d.text(465, 92, "1", 22)
    d.text(468, 155, "staple through the fold")
    d.write()


def creep():
    d = Drawing("creep", 470, 150)
    for i in range(5):
        y, out = 40 + 9 * i, 9 * (4 - abs(i - 2) * 2)
        d.line(60, 58, 80, y, "", 1.4)
        d.line(80, y, 330 + out, y, "", 1.4)
    d.line(330, 24, 330, 96, "5 4", 1.4, "#a00")
    d.text(330, 16, "cut", 12)
    d.text(40, 63, "fold", 12)
    d.text(235, 125, "inner sheets stand out; what is cut off them is wider,", 12)
    d.text(235, 141, "so their pages are moved to the fold by as much", 12)
    d.write()


def cut():
    two_sides("cut-and-stack", ((2, 1), [[1, 5], [3, 7]]), [[6, 2], [8, 4]], "")
    two_sides("n-up", ((2, 2), [[1, 2, 3, 4]]), [[5, 6, 7, 8]], "")


def zine():
    d = Drawing("quarter-fold", 640, 420)
    d.text(20, 22, "1. Print on one side. Fold along all the lines, open again.", anchor="start")
    d.sheet(20, 34, 4, 2, [-7, -6, -5, -4, 8, 1, 2, 3], (62, 74), "vh")
    d.text(340, 22, "2. Fold in half and slit from the fold to the middle.", anchor="start")
    d.sheet(340, 34, 4, 2, [-7, -6, -5, -4, 8, 1, 2, 3], (62, 74), "vh", (1, 3))
    d.text(20, 222, "3. Fold lengthwise, the pages outside.", anchor="start")
    d.sheet(20, 240, 4, 1, [8, 1, 2, 3], (62, 74), "v")
    d.text(340, 222, "4. Push the ends together: the slit opens to a cross.", anchor="start")
    for dx, dy in ((-70, 0), (70, 0), (0, -38), (0, 38)):
        d.line(450, 285, 450 + dx, 285 + dy, "", 6, "#ddd6c0")
        d.line(450, 285, 450 + dx, 285 + dy, "", 1.4)
    d.arrow(350, 285)
    d.add(f'<path d="M550 285 h-22 m7 -5 l-7 5 l7 5" fill="none" stroke="{INK}" stroke-width="1.6"/>')
    d.text(20, 352, "5. Lay the panels on one another, the cover on top.", anchor="start")
    d.shape([(60, 362), (106, 362), (106, 416), (60, 416)])
    d.text(83, 396, "1", 20)
    d.write()


booklet()
creep()
cut()
zine()
