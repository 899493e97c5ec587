"""Rows that are not there: where the others say what rows there can be, absence tells zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.reading import Outsider, Spot
from evalutils.attack.schemes.seen_rungs import rung_of

# Per table which of its columns name a row, beside the heading that it stands under.
_NAMING = {"bestemmingen": (), "administratief": (), "redenen": (), "instroom": (), "verdeling": ()}
_LISTED = {"bestemmingen": "Bestemming", "instroom": "Reden"}
_APART = ("administratief", "redenen")


def absent_rows(reading: Outsider, codes: Mapping[str, Mapping[str, str]]) -> Iterator[Spot]:
    """Rows that a table lacks under one heading and has under another, or that a list has."""
    for page in reading.evaluation.pages:
        for table in page.tables:
            if table.name in _NAMING:
                yield from _ragged(page, table)
            if reading.evaluation.counted:
                yield from _unlisted(page, table, codes)


def _ragged(page: Page, table: SeenTable) -> Iterator[Spot]:
    per_section: dict[str, list[str]] = {}
    for row in table.rows:
        per_section.setdefault(row.section, []).append(row.label)
    every = dict.fromkeys(label for labels in per_section.values() for label in labels)
    for section, labels in per_section.items():
        lacking = [label for label in every if label not in labels]
        yield from _places(page, table, section, lacking)


def _unlisted(
    page: Page, table: SeenTable, codes: Mapping[str, Mapping[str, str]]
) -> Iterator[Spot]:
    """Of counted clients: codes of the codelist, or rungs of the scheme, that no row has."""
    there = {row.label.lower() for row in table.rows}
    if table.name in _LISTED:
        for apart in _APART:
            other = page.table(apart)
            there |= {row.label.lower() for row in other.rows} if other is not None else set()
        listed = codes.get(_LISTED[table.name], {})
        lacking = [
            label for label, code in listed.items() if code != "total" and label not in there
        ]
        yield from _places(page, table, "", lacking)
    elif table.name == "verdeling":
        scheme = page.table("schema")
        rungs = [] if scheme is None else [row.label for row in scheme.rows]
        given = {rung_of(label) for label in there}
        yield from _places(page, table, "", [rung for rung in rungs if rung_of(rung) not in given])


def _places(page: Page, table: SeenTable, section: str, labels: Iterable[str]) -> Iterator[Spot]:
    for label in labels:
        where = ", ".join(text for text in (label, section) if text)
        yield Spot(page.path, table.title, where, "the row itself")
