"""Clients of two arms: what became of each, who is in them, and how they overlap."""

from __future__ import annotations

from itertools import pairwise

from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import sums, with_group

ARMS = ("met het programma", "vergelijkingsgroep")
_OF_ARMS = "gevolgde groepen"
_PARTS = ("Naar werk", "Elders heen", "Nog niet weg", "Niet bekend")
STAYING = _PARTS[2]


def became(reading: Outsider, page: Page, table: SeenTable) -> None:
    """All of an arm left to work or elsewhere, are there still, or are not known of, by month.

    Who left by a month did so by every later one, and who is still there was before: those in
    between are a group of persons as well.
    """
    found: dict[tuple[str, str], list[Name]] = {}
    for row in table.rows:
        arm, people = with_group(row.section)
        place = reading.place(page, table, row, "")
        whole = reading.count(_name(reading, arm), people.partition(" ")[0], place)
        parts = []
        for heading in _PARTS:
            part = _cell(reading, page, table, row, heading, arm, heading, row.label)
            parts.append(part)
            if part is not None:
                found.setdefault((arm, heading), []).append(part)
        sums(reading, whole, parts)
    for (_, heading), months in found.items():
        for early, late in pairwise(months):
            whole, part = (early, late) if heading == STAYING else (late, early)
            if heading != _PARTS[3]:
                reading.left(whole, part, reading.seen[part][0].place)


def stayed(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Beside a curve stands how many of its arm are still there."""
    for row in table.rows:
        _cell(reading, page, table, row, "Nog gevolgd", row.section, STAYING, row.label)


def alike(reading: Outsider, page: Page, table: SeenTable) -> None:
    """The people of an arm per characteristic, or per chance to be in the programme: all of it."""
    parts: dict[tuple[str, str], list[Name | None]] = {}
    for row in table.rows:
        for arm in ARMS:
            about = (table.name, row.section, row.label)
            part = _cell(reading, page, table, row, arm.capitalize(), arm, *about)
            parts.setdefault((arm, row.section), []).append(part)
    for (arm, _), names in parts.items():
        whole = _name(reading, arm)
        sums(reading, whole if whole in reading.seen else None, names)


def _name(reading: Outsider, arm: str, *about: str) -> Name:
    return reading.name(_OF_ARMS, arm, *about)


def _cell(
    reading: Outsider, page: Page, table: SeenTable, row: SeenRow, heading: str, *about: str
) -> Name | None:
    place = reading.place(page, table, row, heading)
    return reading.count(_name(reading, *about), row.cells.get(heading, ""), place)
