"""The same text in other bytes: encodings, separators, line ends, quotes; and broken bytes."""

from __future__ import annotations

import csv
import io
from random import Random

from benchmarks.attack.mutation import REFUSED, Change, Mutator, Right, Target
from benchmarks.attack.reading import Grid, grid_of, said_by_table

ENCODINGS = (
    *("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"),
    *("cp1252", "latin-1", "cp850", "cp437", "mac_roman", "iso8859-15"),
)


def encoded(draw: Random, target: Target) -> Change:
    """The same text in another encoding, or in two at once."""
    text = target.text()
    way = draw.choice([*ENCODINGS, "twice utf-8", "mixed", "two marks", "mark inside"])
    if way == "twice utf-8":
        content = text.encode().decode("cp1252", errors="replace").encode()
    elif way == "mixed":
        pairs = enumerate(text.splitlines(keepends=True))
        content = b"".join(
            line.encode("utf-8" if n % 2 else "cp1252", "replace") for n, line in pairs
        )
    elif way == "two marks":
        content = "\ufeff\ufeff".encode() + text.encode()
    elif way == "mark inside":
        place = draw.randrange(len(text))
        content = (text[:place] + "\ufeff" + text[place:]).encode()
    else:
        content = text.encode(way, errors="replace")
    target.path.write_bytes(content)
    # An encoding may not have a sign: the file then says something else.
    lossy = way in ENCODINGS and text.encode(way, "replace").decode(way) != text
    return Change(f"encoding: {way}", None if lossy else [target.said])


def separated(draw: Random, target: Target) -> Change:
    """The same cells between other signs, with other line ends."""
    grid = grid_of(target.text())
    separator, end = (
        draw.choice(",;\t|:"),
        draw.choice(["\n", "\r\n", "\r", "\n\n", "\x0b", "\x85"]),
    )
    quoting = draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    text = _written(grid, separator, end, quoting)
    way = draw.choice(["", "", "announced", "announced wrongly", "spaces", "more separators"])
    if way.startswith("announced"):
        text = f"sep={separator if way == 'announced' else '|;'[separator == '|']}{end}{text}"
    elif way == "spaces":
        text = text.replace(separator, f" {separator} ")
    elif way == "more separators":
        text = text.replace(end, separator * 2 + end)
    target.path.write_bytes(text.encode())
    return Change(f"separator {separator!r}, line end {end!r}, {way}", [target.said])


def quoted(draw: Random, target: Target) -> Change:
    """Quotes within quotes, open quotes, and cells of more than one line."""
    grid = grid_of(target.text())
    if "note" not in grid[0]:
        grid = [[*line, "" if row else "note"] for row, line in enumerate(grid)]
    row, column = draw.randrange(1, len(grid)), grid[0].index("note")
    way = draw.choice(["nested", "lines", "open", "in the middle", "single", "curly", "escaped"])
    texts = {"nested": '"a" ""b"" c', "lines": 'een\r\n"twee"\n\ndrie', "single": "'a, b'"}
    grid[row][column] = texts.get(way, "a b")
    text = _written(grid, ",", "\n", csv.QUOTE_MINIMAL)
    # What a hand that does not know CSV writes instead.
    hands = {
        "open": ('"a b', REFUSED),
        "in the middle": ('a "b" c', None),
        "curly": ("“a b”", None),
        "escaped": ('"a \\" b"', REFUSED),
    }
    right: Right = [said_by_table(target.table, grid)]
    if way in hands:
        raw, other = hands[way]
        text = text.replace("a b", raw, 1)
        if other is None:
            grid[row][column] = raw
            right = [said_by_table(target.table, grid)]
        else:
            right = other
    target.path.write_bytes(text.encode())
    return Change(f"quotes: {way}", right)


def cut(draw: Random, target: Target) -> Change:
    """The file ends early: whole rows may be missing, no cell but a remark may be another.

    Remarks have any length, so that nobody can see where one was cut.
    """
    content = target.path.read_bytes()
    near = draw.random() < 0.5  # in the last row
    place = len(content) - draw.randrange(1, 25) if near else draw.randrange(len(content))
    target.path.write_bytes(content[:place])
    grid = grid_of(content.decode())
    right: Right = [
        said_by_table(target.table, grid[:length]) for length in range(2, len(grid) + 1)
    ]
    left = grid_of(content[:place].decode(errors="ignore"))
    rows, remarks = len(left) - 1, grid[0][-1] in ("locator", "note")
    if remarks and rows > 0 and left == [*grid[:rows], [*grid[rows][:-1], left[-1][-1]]]:
        right.append(said_by_table(target.table, left))
    return Change(f"cut at byte {place} of {len(content)}", right)


def broken(draw: Random, target: Target) -> Change:
    """Some bytes are others; what the file says then is anybody's guess, but nothing may break."""
    content = bytearray(target.path.read_bytes())
    way = draw.choice(["flipped", "flipped", "zero", "inserted", "swapped halves"])
    if way == "swapped halves":
        half = len(content) // 2
        content = content[half:] + content[:half]
    for _ in range(draw.randint(1, 5)):
        place = draw.randrange(len(content))
        if way == "flipped":
            content[place] ^= 1 << draw.randrange(8)
        elif way == "zero":
            content[place] = 0
        elif way == "inserted":
            content[place:place] = draw.randbytes(draw.randint(1, 9))
    target.path.write_bytes(bytes(content))
    return Change(f"bytes {way}", REFUSED if way == "zero" else None)


def emptied(draw: Random, target: Target) -> Change:
    """Nothing is left, or nothing that counts."""
    first = target.path.read_bytes().partition(b"\n")[0]
    content = draw.choice([b"", b"\n", b" \n\t\n", b"\xef\xbb\xbf", b",,,\n", first, b"\0" * 9])
    target.path.write_bytes(content)
    return Change(f"only {content[:12]!r} is left", REFUSED)


def _written(grid: Grid, separator: str, end: str, quoting: int) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting).writerows(grid)
    return file.getvalue()


TABLES_ONLY: dict[str, Mutator] = {
    "separators": separated,
    "quotes": quoted,
    "cut": cut,
}
ANY_TEXT: dict[str, Mutator] = {"encoding": encoded, "bytes": broken, "emptied": emptied}
