"""Rows that are not there: where the others say what rows there can be, absence tells zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.published_book import FIGURES, Book
from evalutils.attack.reading import Outsider, Spot
from evalutils.attack.schemes.seen_destinations import EXITS, KIND
from evalutils.attack.schemes.seen_figures import STANDING
from evalutils.attack.schemes.seen_groups import group_of
from evalutils.attack.schemes.seen_rungs import rung_of, rungs_in

_LISTED = {"bestemmingen": "Bestemming", "instroom": "Reden"}
_APART = ("administratief", "redenen")
_STANDING = "verdeling"
_SIDE_BY_SIDE, _FOLLOWED, _SHARES = "groepen", "Trajecten", "outflow.group_share"
_SAME_ROWS = (*_LISTED, *_APART, "soorten-bestemming", _STANDING)
# Of figures per code and group, per moment and rung, and per outcome and group: whether the section
# comes first.
_FIGURES = {
    "outflow.count": False,
    "outflow.inflow_count": False,
    "ladder.share": True,
    "outflow.kind_count": False,
    _SHARES: True,
}
_COUNTED = {"outflow.count": "Bestemming", "outflow.inflow_count": "Reden"}
Labels = Mapping[str, list[str]]
"""Per heading of a table the rows under it."""


def absent_rows(reading: Outsider, book: Book) -> Iterator[Spot]:
    """Rows that are lacking under one heading and there under another, or that a list has.

    One that stands in the sum of its kind, as all of its kin do, is not lacking.
    """
    for spot in _lacking(reading, book.codes):
        if not _in_a_sum(reading, spot, book):
            yield spot


def _in_a_sum(reading: Outsider, spot: Spot, book: Book) -> bool:
    label, _, section = spot.row.partition(", ")
    if spot.table == STANDING[0]:
        return _in_a_group(reading, label, section)
    if spot.page == FIGURES:
        labels = {code: label for label, code in book.codes.get("Bestemming", {}).items()}
        label = labels.get(label, label)
    kind, group = book.kinds.get(label.lower(), ""), group_of(section)
    kin = [other for other, its in book.kinds.items() if its == kind]
    summed = reading.seen.get(reading.name(KIND, kind, group))
    found = [reading.seen.get(reading.name(EXITS, other, group)) for other in kin]
    return summed is not None and all(
        one is None or one[0].place == summed[0].place for one in found
    )


def _in_a_group(reading: Outsider, rung: str, moment: str) -> bool:
    """Whether a rung of key_figures.csv stands with all of its group in their sum only."""
    alone, joined = (_figures(reading, indicator).get(moment, []) for indicator in STANDING)
    kin = [rungs for rungs in map(rungs_in, joined) if rung in rungs]
    return bool(kin) and set(kin[0]).isdisjoint(alone)


def _lacking(reading: Outsider, codes: Mapping[str, Mapping[str, str]]) -> Iterator[Spot]:
    counted = reading.evaluation.counted
    for page in reading.evaluation.pages:
        for table in page.tables:
            if table.name in _SAME_ROWS:
                yield from _ragged(page.path, table.title, _sections(table))
            if counted:
                yield from _unlisted(page, table, codes)
            if table.name == _SIDE_BY_SIDE and _FOLLOWED in table.columns:
                yield from _fewer_figures(reading, table)
    for indicator in _FIGURES:
        sections = _figures(reading, indicator)
        yield from _ragged(FIGURES, indicator, sections)
        if counted and sections and indicator in _COUNTED:
            there = {code for found in sections.values() for code in found}
            every = codes.get(_COUNTED[indicator], {}).values()
            lacking = [code for code in every if code not in there]
            yield from _spots(FIGURES, indicator, "", lacking)


def _sections(table: SeenTable) -> Labels:
    found: dict[str, list[str]] = {}
    for row in table.rows:
        found.setdefault(row.section, []).append(row.label)
    return found


def _figures(reading: Outsider, indicator: str) -> Labels:
    found: dict[str, list[str]] = {}
    for row in reading.evaluation.figures:
        if row["indicator"] == indicator:
            first, _, last = row["group"].partition(":")
            section, label = (first, last) if _FIGURES.get(indicator, True) else (last, first)
            found.setdefault(section, []).append(label)
    return found


def _ragged(where: str, title: str, sections: Labels) -> Iterator[Spot]:
    every = dict.fromkeys(label for labels in sections.values() for label in labels)
    for section, labels in sections.items():
        lacking = [label for label in every if label not in labels]
        yield from _spots(where, title, section, lacking)


def _unlisted(
    page: Page, table: SeenTable, codes: Mapping[str, Mapping[str, str]]
) -> Iterator[Spot]:
    """Of counted clients: codes of the codelist, or rungs of the scheme, that no row has."""
    there = {row.label.lower() for row in table.rows}
    lacking: list[str] = []
    if table.name in _LISTED:
        for apart in _APART:
            other = page.table(apart)
            there |= {row.label.lower() for row in other.rows} if other is not None else set()
        listed = codes.get(_LISTED[table.name], {})
        lacking = [
            label for label, code in listed.items() if code != "total" and label not in there
        ]
    elif table.name == _STANDING:
        scheme = page.table("schema")
        given = {rung_of(label) for label in there}
        rows = () if scheme is None else scheme.rows
        lacking = [row.label for row in rows if rung_of(row.label) not in given]
    yield from _spots(page.path, table.title, "", lacking)


def _fewer_figures(reading: Outsider, table: SeenTable) -> Iterator[Spot]:
    """Groups of which a page has a row, and key_figures.csv none."""
    there = [row for row in reading.evaluation.figures if row["indicator"] == _SHARES]
    if len(there) < len(table.rows):
        yield Spot(FIGURES, _SHARES, table.title, "the row itself")


def _spots(where: str, title: str, section: str, labels: Iterable[str]) -> Iterator[Spot]:
    for label in labels:
        row = ", ".join(text for text in (label, section) if text)
        yield Spot(where, title, row, "the row itself")
