"""Who left for where and who came from where: parts of a total, counted among a base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalutils.attack.forms import Form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import Outsider
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
    if what != EXITS:  # of these a group without a row may stand in the sum of a kind: see `finish`
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
    _folded(reading, kinds)
    for what in (EXITS, INFLOW, OTHER):
        found = _all_of(reading, what)
        if what == EXITS:
            labels = dict.fromkeys(name[2] for name in found)
            of: dict[tuple[str, ...], dict[str, Name]] = {
                (label,): {n[3]: n for n in found if n[2] == label} for label in labels
            }
            state_groups(reading, of)
        for group in dict.fromkeys(name[3] for name in found):
            total = next((n for n in found if n[3] == group and n[2] == TOTAL), None)
            parts = [n for n in found if n[3] == group and n[2] != TOTAL]
            sums(reading, total, _summed(reading, parts, group, kinds) if what == EXITS else parts)


def _all_of(reading: Outsider, what: str) -> list[Name]:
    start = reading.name(what)
    return [name for name in reading.seen if name[:2] == start and len(name) == 4]


def _folded(reading: Outsider, kinds: Mapping[str, str]) -> None:
    """Take in the destinations that stand in the sum of their kind only.

    Where clients were counted these are all of the codelist, elsewhere those of other groups.
    """
    rows = [(name[2], name[3]) for name in _all_of(reading, EXITS)]
    listed = list(kinds) if reading.evaluation.counted else dict.fromkeys(row[0] for row in rows)
    for name in _all_of(reading, KIND):
        kin = [label for label in listed if kinds.get(label) == name[2]]
        if not any((label, name[3]) in rows for label in kin):
            for label in kin:
                code = reading.name(EXITS, label, name[3])
                reading.take(code, Form(ANY, "hidden"), reading.seen[name][0].place)


def _summed(
    reading: Outsider, parts: Sequence[Name], group: str, kinds: Mapping[str, str]
) -> list[Name]:
    """The sums of the kinds, and the destinations of kinds without one."""
    sums_there = {kind: reading.name(KIND, kind, group) for kind in dict.fromkeys(kinds.values())}
    sums_there = {kind: name for kind, name in sums_there.items() if name in reading.seen}
    for kind, name in sums_there.items():
        sums(reading, name, [part for part in parts if kinds.get(part[2]) == kind])
    alone = [part for part in parts if kinds.get(part[2], "") not in sums_there]
    return [*sums_there.values(), *alone]
