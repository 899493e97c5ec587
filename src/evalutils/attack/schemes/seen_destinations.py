"""Who left for where and who came from where: parts of a total, counted among a base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalutils.attack.forms import Form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import EVERYONE, Outsider
from evalutils.attack.schemes.seen_caseload import flow
from evalutils.attack.schemes.seen_groups import group_of, state_groups, sums

EXITS, INFLOW, OTHER = "uitstroom naar", "instroom uit", "andere uitkomst"
KIND = "soort bestemming"
_TOTALS = ("alle uitstroom samen", "alle instroom samen", "alles samen")
TOTAL, _OF_GROUP = "totaal", "totaal van de groep"


def exits(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows per destination; administrative exits and reasons to stop stand apart on the page."""
    _counted(reading, page, table, EXITS, "uitstroom")


def sums_of_kinds(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows per kind of destination: the sum of these, shown or not."""
    _counted(reading, page, table, KIND, "uitstroom")


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
    total = reading.name(EXITS if what == KIND else what, TOTAL, group)
    if of == measure and flow(reading, of, group) is None and total in reading.seen:
        name = total
    if of == _OF_GROUP and total in reading.seen:
        name = total
    return reading.count(name, text, place)


def finish(reading: Outsider, kinds: Mapping[str, str]) -> None:
    """All destinations of a group, wherever they stand on the page, are its total.

    Where a kind has a sum its destinations are that sum, and one without rows stands in it only.
    """
    for what in (EXITS, INFLOW, OTHER):
        start = reading.name(what)
        found = [name for name in reading.seen if name[:2] == start and len(name) == 4]
        for group in dict.fromkeys(name[3] for name in found):
            total = next((n for n in found if n[3] == group and n[2] == TOTAL), None)
            parts = [n for n in found if n[3] == group and n[2] != TOTAL]
            sums(reading, total, _summed(reading, parts, group, kinds) if what == EXITS else parts)


def _summed(
    reading: Outsider, parts: Sequence[Name], group: str, kinds: Mapping[str, str]
) -> list[Name]:
    """The sums of the kinds, and the destinations of kinds without one.

    Where clients were counted every destination of the codelist is in the sum of its kind.
    """
    sums_there = {kind: reading.name(KIND, kind, group) for kind in dict.fromkeys(kinds.values())}
    sums_there = {kind: name for kind, name in sums_there.items() if name in reading.seen}
    for kind, name in sums_there.items():
        own = [part for part in parts if kinds.get(part[2]) == kind]
        if not own and group == EVERYONE and reading.evaluation.counted:
            place = reading.seen[name][0].place
            labels = [label for label, its in kinds.items() if its == kind]
            codes = [reading.name(EXITS, label, group) for label in labels]
            own = [reading.take(code, Form(ANY, "hidden"), place) for code in codes]
        sums(reading, name, own)
    alone = [part for part in parts if kinds.get(part[2], "") not in sums_there]
    return [*sums_there.values(), *alone]
