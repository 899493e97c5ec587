"""Tables of steps: funnels, instruments, durable exits, and targets."""

from __future__ import annotations

from itertools import pairwise

from evalutils.attack.forms import number, share_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name, Range
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most, group_of, state_groups, sums, with_group

COHORT, TARGET, INSTRUMENT = "cohort", "doel", "instrument"
BEFORE = "vorig resultaat"
_PERSONS = ("personen", "mensen", "huishoudens", "weggelaten")


def funnels(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Stages of a funnel: no more at each than at the one before."""
    found: dict[tuple[str, ...], dict[str, Name]] = {}
    last: dict[str, Name] = {}
    for row in table.rows:
        funnel, group = with_group(row.section)
        place = reading.place(page, table, row, "Aantal")
        name = reading.name("trechter", funnel, row.label, group)
        known = reading.count(name, row.cells.get("Aantal", ""), place)
        if known is None:
            last.pop(row.section, None)
            continue
        found.setdefault((funnel, row.label), {})[group] = known
        if before := last.get(row.section):
            reading.left(before, known, place)
        last[row.section] = known
    state_groups(reading, found)


def instruments(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Per instrument who took part, began and left, to work and otherwise."""
    headings = {
        "all": "Deelnemers",
        "began": "Gestart",
        "work": "Naar werk; aandeel (95%-interval)",
        "other": "Overige uitstroom",
        "left": "Uitstroom; aandeel (95%-interval)",
    }
    for row in table.rows:
        numbers = {}
        for what, heading in headings.items():
            place = reading.place(page, table, row, heading)
            name = reading.name(INSTRUMENT, row.section, row.label, what)
            known = reading.count(name, row.cells.get(heading, ""), place)
            if known is not None:
                numbers[what] = known
        place = reading.place(page, table, row, "Uitstroom")
        if {"work", "other", "left"} <= numbers.keys():
            sums(reading, numbers["left"], (numbers["work"], numbers["other"]))
        order = [numbers[what] for what in ("all", "began", "left") if what in numbers]
        for whole, part in pairwise(order):
            reading.left(whole, part, place)
        for way in ("work", "other"):
            for base in ("began", "all"):
                if {way, base} <= numbers.keys():
                    at_most(reading, numbers[base], numbers[way])


def durable(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Per cohort and moment who left and who is still away."""
    last: dict[tuple[str, ...], Name] = {}
    for row in table.rows:
        cohort, group = row.label, group_of(row.section)
        definition, months = row.cells.get("Definitie", ""), row.cells.get("Maanden", "")
        gone = reading.count(
            reading.name(COHORT, cohort, group, "vertrokken"),
            row.cells.get("Vertrokken", ""),
            reading.place(page, table, row, "Vertrokken"),
        )
        place = reading.place(page, table, row, "Nog weg")
        name = reading.name(COHORT, cohort, group, definition, months)
        away = reading.count(name, row.cells.get("Nog weg", ""), place)
        reading.left(gone, away, place)
        share = share_form(row.cells.get("Aandeel", ""))
        if away is not None and gone is not None and share is not None:
            rounded_share(reading, away, gone, share.low, share.high)
        moments = (cohort, group, definition)
        if away is not None:
            if moments in last:
                at_most(reading, last[moments], away)
            last[moments] = away


def targets(reading: Outsider, page: Page, table: SeenTable) -> None:
    """A result beside its target or budget; their ratio or difference gives the result away."""
    rule = reading.evaluation.rule
    for row in table.rows:
        for column, told in {"Resultaat": (), BEFORE.capitalize(): (BEFORE,)}.items():
            text = row.cells.get(column, "")
            if _of_persons(text):
                name = reading.name(TARGET, row.label, *told)
                reading.count(name, text, reading.place(page, table, row, column))
        known = reading.name(TARGET, row.label)
        within = _from_ratio(row) or _from_difference(row)
        if known in reading.seen and within is not None:
            times = reading.puzzle.rounded(known, rule)
            reading.puzzle.relate({times: rule.base}, within, assumed=True)


def _of_persons(text: str) -> bool:
    """Whether a result counts people: it has no sign, and no word of something else behind it."""
    last = text.rpartition(" ")[2]
    return not {*"%€"} & {*text} and (not last.isalpha() or last in _PERSONS or " " not in text)


def _from_ratio(row: SeenRow) -> Range | None:
    """The rounded result, of its printed share of the target."""
    aim, part = _number(row, "Streefwaarde"), share_form(row.cells.get("Deel van doel", ""))
    if aim is None or part is None:
        return None
    return Range(part.low * aim / 100, part.high * aim / 100)


def _from_difference(row: SeenRow) -> Range | None:
    """The rounded result, of its difference with the budget."""
    changed, budget = _number(row, "Begroot na wijziging"), _number(row, "Begroot")
    more, of = _number(row, "Verschil"), budget if changed is None else changed
    return None if more is None or of is None else Range(of + more - 0.5, of + more + 0.5)


def _number(row: SeenRow, column: str) -> float | None:
    """The number in a cell, whatever words stand before it."""
    words = row.cells.get(column, "").split()
    try:
        return number(words[-1].lstrip("+")) if words else None
    except ValueError:
        return None


def rounded_share(reading: Outsider, part: Name, whole: Name, low: float, high: float) -> None:
    """A printed percentage of two rounded numbers: the part lies between two times the whole."""
    rule = reading.evaluation.rule
    parts, wholes = reading.puzzle.rounded(part, rule), reading.puzzle.rounded(whole, rule)
    inf = float("inf")
    reading.puzzle.relate({parts: 100, wholes: -low}, Range(0, inf), assumed=True)
    reading.puzzle.relate({parts: -100, wholes: high}, Range(0, inf), assumed=True)
