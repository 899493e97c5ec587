"""Who left for where and who came from where: parts of a total, counted among a base."""

from __future__ import annotations

from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_caseload import flow
from evalutils.attack.schemes.seen_groups import group_of, state_groups, sums

EXITS, INFLOW, OTHER = "uitstroom naar", "instroom uit", "andere uitkomst"
_TOTALS = ("alle uitstroom samen", "alle instroom samen", "alles samen")
TOTAL = "totaal"


def exits(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows per destination; administrative exits and reasons to stop stand apart on the page."""
    _counted(reading, page, table, EXITS, "uitstroom")


def inflow(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows per reason."""
    _counted(reading, page, table, INFLOW, "instroom")


def other_outcomes(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows per outcome that is no exit."""
    _counted(reading, page, table, OTHER, "")


def _counted(reading: Outsider, page: Page, table: SeenTable, what: str, measure: str) -> None:
    found: dict[tuple[str, ...], dict[str, Name]] = {}
    for row in table.rows:
        label = TOTAL if row.label.lower() in _TOTALS else row.label.lower()
        group = group_of(row.section)
        name = reading.name(what, label, group)
        place = reading.place(page, table, row, "Aantal")
        known = reading.count(name, row.cells.get("Aantal", ""), place)
        base = _base(reading, page, table, row, what, measure)
        if known is None:
            continue
        found.setdefault((label,), {})[group] = known
        if label != TOTAL:
            if base is not None:
                reading.left(base, known, place)
        elif (same := flow(reading, measure, group)) is not None:
            reading.puzzle.equal(same, known)
    state_groups(reading, found)


def _base(
    reading: Outsider, page: Page, table: SeenTable, row: SeenRow, what: str, measure: str
) -> Name | None:
    """The number that a row is a part of, as its last columns name it."""
    of, text = row.cells.get("Van", "").lower(), row.cells.get("Basis", "")
    group = group_of(row.section)
    place = reading.place(page, table, row, "Basis")
    name = flow(reading, of, group) or reading.name("basis", what, of, group)
    total = reading.name(what, TOTAL, group)
    if of == measure and flow(reading, of, group) is None and total in reading.seen:
        name = total
    return reading.count(name, text, place)


def finish(reading: Outsider) -> None:
    """All destinations of a group, wherever they stand on the page, are its total."""
    for what in (EXITS, INFLOW, OTHER):
        start = reading.name(what)
        found = [name for name in reading.seen if name[:2] == start and len(name) == 4]
        for group in dict.fromkeys(name[3] for name in found):
            total = next((n for n in found if n[3] == group and n[2] == TOTAL), None)
            sums(reading, total, [n for n in found if n[3] == group and n[2] != TOTAL])
