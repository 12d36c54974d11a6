#!/usr/bin/env python3
"""Takes out of an ICC profile (version 2) what a printing condition does not need: who made it, with what and when.

    slim.py in.icc out.icc year month day

Keeps the tables, the white point, the description and the licence; writes the given date; clears the fields of the header
that name programs.
"""

import struct
import sys

KEEP = [b"desc", b"cprt", b"wtpt", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"gamt"]

source, target, *date = sys.argv[1:]
old = open(source, "rb").read()
(count,) = struct.unpack(">I", old[128:132])
tags = dict((e[0], e[1:]) for e in (struct.unpack(">4sII", old[132 + 12 * i : 144 + 12 * i]) for i in range(count)))
kept = [tag for tag in KEEP if tag in tags]
body, places, table = b"", {}, b""
start = 132 + 12 * len(kept)
for tag in kept:
    offset, length = tags[tag]
    if (offset, length) not in places:
        body += b"\0" * (-len(body) % 4)
        places[offset, length] = start + len(body)
        body += old[offset : offset + length]
    table += struct.pack(">4sII", tag, places[offset, length], length)
body += b"\0" * (-len(body) % 4)
head = bytearray(old[:128])
head[0:4] = struct.pack(">I", start + len(body))
head[4:8] = bytes(4)
head[24:36] = struct.pack(">6H", *map(int, date), 0, 0, 0)
head[40:44] = bytes(4)
head[48:64] = bytes(16)
head[80:100] = bytes(20)
open(target, "wb").write(bytes(head) + struct.pack(">I", len(kept)) + table + body)
