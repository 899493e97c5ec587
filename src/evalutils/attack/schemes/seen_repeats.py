"""Numbers that stand in several tables, and amounts of money that are divided by them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from evalutils.attack.forms import number, share_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name, Range
from evalutils.attack.reading import EVERYONE, Outsider
from evalutils.attack.schemes.seen_caseload import CASELOAD
from evalutils.attack.schemes.seen_destinations import EXITS, TOTAL
from evalutils.attack.schemes.seen_stages import COHORT, TARGET

ASSUMED, DIVIDED = "aanname", "gedeeld door"
TO_WORK = "uitstroom naar werk"
# The groupings of destinations that are work.
WORK = ("betaald werk", "werk met ondersteuning", "zelfstandig ondernemer")
_LEFT = "aantal mensen dat uitstroomde"
_CALLED = {"aantal deelnemers": "deelnemers", "deelnemer": "deelnemers", _LEFT: TO_WORK}
_ROUNDED_SHARE = re.compile(r"[Aa]fgerond op een veelvoud van (\d+)%")
_SHARES = (
    "aandeel van de uitstroom dat parttime is",
    "duurzaamheid: aandeel nog uit de uitkering",
)


def assumptions(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Numbers of people that a calculation of costs rests on."""
    for row in table.rows:
        if row.label.lower() in _CALLED:
            place = reading.place(page, table, row, "Waarde")
            reading.count(reading.name(ASSUMED, row.label), row.cells.get("Waarde", ""), place)
    for row in table.rows:
        _share_of(reading, row)


def _share_of(reading: Outsider, row: SeenRow) -> None:
    """A share of those who left: so many of so many whole people; rounded only where it says so."""
    text, label = row.cells.get("Waarde", ""), row.label.lower()
    share = share_form(text)
    said = _ROUNDED_SHARE.search(" ".join(row.cells.values()))
    if share is not None and said is not None:
        middle, half = (share.low + share.high) / 2, int(said[1]) / 2
        share = Range(middle - half, middle + half)
    everyone = reading.name(ASSUMED, _LEFT)
    if label in _SHARES and share is not None and " tot " not in text and everyone in reading.seen:
        some = reading.name(ASSUMED, label)
        limit = Range(0, math.inf)
        reading.puzzle.relate({some: 100, everyone: -share.low}, limit, assumed=True)
        reading.puzzle.relate({some: -100, everyone: share.high}, limit, assumed=True)


def per_person(reading: Outsider, page: Page, table: SeenTable) -> None:
    """What was spent, divided by a rounded number of people."""
    rule = reading.evaluation.rule
    for row in table.rows:
        name = reading.name(DIVIDED, row.label)
        known = reading.count(
            name, row.cells.get("Aantal", ""), reading.place(page, table, row, "Aantal")
        )
        spent, each = (_euros(row.cells.get(of, "")) for of in ("Uitgaven", "Uitgaven per persoon"))
        if known is not None and spent is not None and each:
            within = Range(spent / (each + 0.5), spent / max(each - 0.5, 0.5))
            reading.puzzle.relate(
                {reading.puzzle.rounded(known, rule): rule.base}, within, assumed=True
            )


def _euros(text: str) -> float | None:
    try:
        return number(text.replace("€", "").strip())
    except ValueError:
        return None


def repeats(reading: Outsider, groupings: Mapping[str, str]) -> None:
    """What is called the same is taken to be the same number."""
    work = reading.name(EXITS, "werk samen", EVERYONE)
    parts = [
        name
        for name in reading.seen
        if name[1] == EXITS and name[3:] == (EVERYONE,) and groupings.get(name[2]) in WORK
    ]
    reading.puzzle.relate({work: 1, **dict.fromkeys(parts, -1.0)}, assumed=True)
    named: dict[str, Name] = {TO_WORK: work} if parts else {}
    for name in reading.seen:
        called = _called(name)
        if called:
            reading.puzzle.equal(named.setdefault(called, name), name)


def _called(name: Name) -> str:
    """What a number of all clients is called; empty for others."""
    what, *rest = name[1:]
    if what == CASELOAD and len(rest) == 3 and rest[2] == EVERYONE:
        return rest[0]
    if what == EXITS and rest[1:] == [EVERYONE]:
        return "uitstroom" if rest[0] == TOTAL else f"uitstroom naar {rest[0]}"
    if what == COHORT and rest[1:] == [EVERYONE, "vertrokken"]:
        return rest[0]
    if what in (TARGET, ASSUMED, DIVIDED) and rest[1:] in ([], [EVERYONE]):
        return _CALLED.get(rest[0], rest[0])
    return ""
