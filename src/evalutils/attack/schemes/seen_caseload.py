"""Stocks and flows: an account per group and period, and groups that make all clients."""

from __future__ import annotations

from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most, group_of, state_groups

CASELOAD = "bestand"
START, CAME, LEFT, END = "stand aan het begin", "instroom", "uitstroom", "stand aan het eind"
TAKING_PART = "deelnemers"
_STOCKS = (START, END)
# Whom a count is always among.
_AMONG = {
    "gestart": TAKING_PART,
    "gedeeltelijke uitstroom": TAKING_PART,
}


def stocks_and_flows(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows of measure, day or period, and count, under the name of their group."""
    found: dict[tuple[str, ...], dict[str, Name]] = {}
    for row in table.rows:
        measure, when, group = (
            row.label.lower(),
            row.cells.get("Dag of periode", ""),
            group_of(row.section),
        )
        place = reading.place(page, table, row, "Aantal")
        name = reading.name(CASELOAD, measure, when, group)
        known = reading.count(name, row.cells.get("Aantal", ""), place)
        if known is not None:
            found.setdefault((measure, when), {})[group] = known
    state_groups(reading, found)
    for group in {group for numbers in found.values() for group in numbers}:
        _account(
            reading, {key: numbers[group] for key, numbers in found.items() if group in numbers}
        )


def _account(reading: Outsider, numbers: dict[tuple[str, ...], Name]) -> None:
    """Who was there and who came, is who left and who is there; of the whole period."""
    of = {
        measure: sorted(when for what, when in numbers if what == measure) for measure, _ in numbers
    }
    single = {
        measure: numbers[measure, whens[0]] for measure, whens in of.items() if len(whens) == 1
    }
    if {START, CAME, LEFT, END} <= single.keys():
        weights = {single[START]: 1, single[CAME]: 1, single[LEFT]: -1, single[END]: -1}
        reading.puzzle.relate(weights, assumed=True)
    if {START, CAME, TAKING_PART} <= single.keys():
        weights = {single[START]: 1, single[CAME]: 1, single[TAKING_PART]: -1}
        reading.puzzle.relate(weights, assumed=True)
    if {START, CAME, LEFT} <= single.keys():
        weights = {single[START]: 1, single[CAME]: 1, single[LEFT]: -1}
        reading.puzzle.relate(weights, ANY, assumed=True)
    for part, whole in _AMONG.items():
        if {part, whole} <= single.keys():
            at_most(reading, single[whole], single[part])


def account(reading: Outsider, page: Page, table: SeenTable) -> None:
    """The account in words: the same numbers once more."""
    words = {
        "stand aan het begin": START,
        "plus instroom": CAME,
        "min uitstroom": LEFT,
        "stand aan het eind, gepubliceerd": END,
    }
    for row in table.rows:
        measure = words.get(row.label.lower())
        name = None if measure is None else flow(reading, measure, group_of(row.section))
        if name is not None:
            text = row.cells.get("Aantal", "").lstrip("+−")
            reading.count(name, text, reading.place(page, table, row, "Aantal"))


def flow(reading: Outsider, measure: str, group: str) -> Name | None:
    """The number of a measure for a group, when there is one only."""
    first = reading.name(CASELOAD, measure)
    found = [
        name
        for name in reading.seen
        if name[:3] == first and len(name) == len(first) + 2 and name[4] == group
    ]
    return found[0] if len(found) == 1 else None
