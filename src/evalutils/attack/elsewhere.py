"""Pages about several evaluations: what they say of one, under a heading with its name."""

from __future__ import annotations

from dataclasses import replace

from evalutils.attack.forms import share_form
from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.published_book import Book
from evalutils.attack.reading import EVERYONE, Outsider
from evalutils.attack.schemes.seen_caseload import flow
from evalutils.attack.schemes.seen_destinations import EXITS
from evalutils.attack.schemes.seen_stages import rounded_share, targets

_TARGETS, _COMPARED = "doelen", "vergelijking"


def read_elsewhere(book: Book, readings: list[Outsider]) -> None:
    """Take in the tables of pages that are about several evaluations."""
    titles = [_title(reading) for reading in readings]
    for page in book.others:
        for table in page.tables:
            for reading, title in zip(readings, titles, strict=True):
                if title and titles.count(title) == 1:
                    _read(reading, page, _about(table, title))


def _title(reading: Outsider) -> str:
    """What an evaluation is called on the pages about several."""
    own = (page for page in reading.evaluation.pages if page.path.endswith("/index.html"))
    return next((page.heading for page in own), "")


def _about(table: SeenTable, title: str) -> SeenTable:
    """The rows of a table that are about one evaluation, without the heading that says so."""
    mine = [row for row in table.rows if row.section.rpartition(": ")[2] == title]
    return replace(table, rows=tuple(replace(row, section=EVERYONE) for row in mine))


def _read(reading: Outsider, page: Page, table: SeenTable) -> None:
    if table.name == _TARGETS:
        targets(reading, page, table)
    elif table.name == _COMPARED:
        _shares(reading, page, table)


def _shares(reading: Outsider, page: Page, table: SeenTable) -> None:
    for row in table.rows:
        of, share = row.cells.get("Van", "").lower(), share_form(row.cells.get("Aandeel", ""))
        part = reading.name(EXITS, row.label, EVERYONE)
        whole = flow(reading, of, EVERYONE) or reading.name("basis", EXITS, of, EVERYONE)
        base = reading.count(
            whole, row.cells.get("Basis", ""), reading.place(page, table, row, "Basis")
        )
        if base is not None and share is not None and part in reading.seen:
            rounded_share(reading, part, base, share.low, share.high)
