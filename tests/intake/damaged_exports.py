"""Exports that were damaged on their way: cut, with bytes changed, rows mixed, names lost."""

import csv
import io
from collections.abc import Callable
from random import Random

import openpyxl
from exports import HEADER, MAPPING

# What no message may show: a name and the beginning of every number.
SECRETS = ("Janssen-", "9100")


def rows(number: int) -> list[str]:
    return [
        f"{910000000 + n};Janssen-{n};PW;{1 + n % 28:02}-0{1 + n % 6}-2023;"
        f"{1 + n % 28:02}-0{7 + n % 3}-2023;{('34', '01')[n % 2]};{('Noord', 'Zuid')[n % 2]}"
        for n in range(number)
    ]


def text(number: int = 40) -> str:
    return "\n".join([HEADER, *rows(number), ""])


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text()), delimiter=";"):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WORKBOOK = workbook()


def cut(random: Random, content: bytes) -> bytes:
    return content[: random.randrange(len(content))]


def flipped(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 30)):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def without(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + content[start + random.randint(1, 200) :]


def twice(random: Random, content: bytes) -> bytes:
    start = random.randrange(len(content))
    return content + content[start:]


def of_lines(change: Callable[[Random, list[str]], None]) -> Callable[[Random, bytes], bytes]:
    def damage(random: Random, content: bytes) -> bytes:
        lines = content.decode("latin-1").split("\n")
        change(random, lines)
        return "\n".join(lines).encode("latin-1")

    return damage


def _swap(random: Random, lines: list[str]) -> None:
    random.shuffle(lines)


def _cells(random: Random, lines: list[str]) -> None:
    for _ in range(random.randint(1, 5)):
        at = random.randrange(len(lines))
        cells = lines[at].split(";")
        random.shuffle(cells)
        lines[at] = ";".join(cells[: random.randint(0, 9)])


def _signs(random: Random, lines: list[str]) -> None:
    for _ in range(random.randint(1, 5)):
        at, sign = random.randrange(len(lines)), random.choice('"\t,;\r\0\u00a0=\x1a')
        place = random.randrange(len(lines[at]) + 1)
        lines[at] = lines[at][:place] + sign + lines[at][place:]


def _numbers(random: Random, lines: list[str]) -> None:
    for _ in range(random.randint(1, 9)):
        at = random.randrange(len(lines))
        value = random.choice(["", "0", "-1", "1e9", "99-99-9999", "31-02-2023", "#N/B"])
        cells = lines[at].split(";")
        cells[random.randrange(len(cells))] = value
        lines[at] = ";".join(cells)


DAMAGES: list[Callable[[Random, bytes], bytes]] = [
    cut, flipped, without, twice, *map(of_lines, (_swap, _cells, _signs, _numbers)),
]  # fmt: skip


def damaged(seed: int) -> tuple[str, bytes, str]:
    """The name and content of a damaged export, and a mapping that may be damaged as well."""
    random = Random(seed)
    mapping = MAPPING
    if random.random() < 0.2:
        mapping = random.choice([cut, flipped, without])(random, mapping.encode()).decode("latin-1")
    if random.random() < 0.3:
        return (
            "export.xlsx",
            random.choice([cut, flipped, without, twice])(random, WORKBOOK),
            mapping,
        )
    content = text().encode(random.choice(["utf-8", "cp1252", "utf-16", "utf-8-sig"]))
    for _ in range(random.randint(1, 2)):
        content = random.choice(DAMAGES)(random, content)
    return "export.csv", content, mapping
