"""Pictures that tests make themselves, sound ones and others."""

from __future__ import annotations

import random
import struct
import zlib


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 640, height: int = 400, seed: int = 1, level: int = 6) -> bytes:
    """A picture that is another one for each seed: stripes, or noise where it is not to be small (`level` 0)."""
    chance = random.Random(seed)
    colours = [bytes(chance.randrange(256) for _ in range(3)) for _ in range(8)]
    rows = []
    for y in range(height):
        row = chance.randbytes(3 * width) if level == 0 else colours[y * 8 // height] * width
        rows.append(b"\0" + row)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"".join(rows), level)) + chunk(b"IEND", b"")


def bomb(side: int = 29_000) -> bytes:
    """A few kilobytes that say they are hundreds of megapixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1 << 20), 9)) + chunk(b"IEND", b"")


def with_place(jpeg: bytes) -> bytes:
    """A photograph in which the camera wrote where it was (Exif, GPS), and a word that is found again."""
    place = b"6 10 S WARTA-RAHASIA\0"
    gps = struct.pack("<H", 1) + struct.pack("<HHII", 2, 2, len(place), 56) + struct.pack("<I", 0)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + struct.pack("<HHII", 0x8825, 4, 1, 26) + struct.pack("<I", 0) + gps
    body = b"Exif\0\0" + tiff.ljust(56, b"\0") + place
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script><rect width="9" height="9"/></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"

#: Files that are no pictures, by what they pretend, and the code with which each is refused.
HOSTILE = {
    "foto.svg": (SVG, "no_picture"),
    "foto.svg.png": (b"\n" + SVG, "no_picture"),
    "foto.jpg": (HTML, "no_picture"),
    "kosong.png": (b"", "one_picture"),
    "foto.gif": (b"GIF89a" + HTML, "damaged"),
    "foto.png": (b"\x89PNG\r\n\x1a\n" + HTML, "damaged"),
    "bom.png": (bomb(), "picture_too_large"),
    "potong.png": (png()[:200], "damaged"),
    "arsip.jpg": (b"PK\x03\x04" + bytes(64), "no_picture"),
    "dokumen.jpg": (b"%PDF-1.7\n" + bytes(64), "no_picture"),
}
