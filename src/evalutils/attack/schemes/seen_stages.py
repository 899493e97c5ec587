"""Tables of steps: funnels, instruments, durable exits, and targets."""

from __future__ import annotations

from itertools import pairwise

from evalutils.attack.forms import number, share_form
from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.puzzle import Name, Range
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most, group_of, state_groups, sums, with_group

COHORT, TARGET, INSTRUMENT = "cohort", "doel", "instrument"


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
    """A result beside its target; their ratio gives the result away."""
    for row in table.rows:
        text = row.cells.get("Resultaat", "")
        if "%" in text or "€" in text:
            continue
        name = reading.name(TARGET, row.label, row.section)
        known = reading.count(name, text, reading.place(page, table, row, "Resultaat"))
        aim = "".join(sign for sign in row.cells.get("Streefwaarde", "") if sign in "0123456789.,")
        part = share_form(row.cells.get("Deel van doel", ""))
        if known is not None and part is not None and aim.strip(".,"):
            whole = number(aim.strip(".,"))
            base = reading.evaluation.rule.base
            times = reading.puzzle.rounded(known, base)
            within = Range(part.low * whole / 100, part.high * whole / 100)
            reading.puzzle.relate({times: base}, within, assumed=True)


def rounded_share(reading: Outsider, part: Name, whole: Name, low: float, high: float) -> None:
    """A printed percentage of two rounded numbers: the part lies between two times the whole."""
    base = reading.evaluation.rule.base
    parts, wholes = reading.puzzle.rounded(part, base), reading.puzzle.rounded(whole, base)
    inf = float("inf")
    reading.puzzle.relate({parts: 100, wholes: -low}, Range(0, inf), assumed=True)
    reading.puzzle.relate({parts: -100, wholes: high}, Range(0, inf), assumed=True)
