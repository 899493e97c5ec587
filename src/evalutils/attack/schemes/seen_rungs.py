"""Tables of the ladder: who stands on each rung, and who goes from one to another."""

from __future__ import annotations

from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most, sums

RUNG, STEP, ON_LADDER, FROM_RUNG = "trede", "stap", "op de ladder", "stappen van"
NOW, LATER = "huidige trede", "bereikte trede"
_BASIS = {"gerealiseerd": LATER}


def rung_of(label: str) -> str:
    """``2 sociale contacten`` and ``Trede 2`` as the number of the rung."""
    words = label.lower().removeprefix("trede ").split()
    return words[0] if words else ""


def distribution(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows of rung under the name of a moment; at two moments they are the same people."""
    per_moment: dict[str, list[Name]] = {}
    for row in table.rows:
        moment = row.section.lower()
        name = reading.name(RUNG, moment, rung_of(row.label))
        place = reading.place(page, table, row, "Aantal")
        known = reading.count(name, row.cells.get("Aantal", ""), place)
        if known is not None:
            per_moment.setdefault(moment, []).append(known)
    for moment, numbers in per_moment.items():
        everyone = reading.name(ON_LADDER, moment)
        reading.puzzle.relate({everyone: 1, **dict.fromkeys(numbers, -1.0)})
        if moment != NOW:
            reading.puzzle.equal(everyone, reading.name(ON_LADDER, NOW))


def joined(reading: Outsider, page: Page, table: SeenTable) -> None:
    """The same of groups of rungs: each number is the sum of those of its rungs."""
    for row in table.rows:
        moment, group = row.section.lower(), rung_of(row.label)
        place = reading.place(page, table, row, "Aantal")
        known = reading.count(reading.name(RUNG, moment, group), row.cells.get("Aantal", ""), place)
        parts = [reading.name(RUNG, moment, rung) for rung in rungs_in(group)]
        if known is not None and len(parts) > 1:
            sums(reading, known, [name for name in parts if name in reading.seen])


def rungs_in(group: str) -> list[str]:
    """``1-2`` as the rungs 1 and 2; none for the unknown rung."""
    ends = [int(end) for end in group.split("-") if end.isdigit()]
    return [str(rung) for rung in range(ends[0], ends[-1] + 1)] if ends else []


def steps(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Rows of steps: those from a rung began there, and those to a rung ended there."""
    starts: dict[Name, list[Name]] = {}
    ends: dict[Name, list[Name]] = {}
    from_rung: dict[Name, list[Name]] = {}
    for row in table.rows:
        first, last = rung_of(row.cells.get("Van trede", "")), row.label.lower()
        basis = row.cells.get("Grondslag", "").lower()
        name = reading.name(STEP, basis, first, last)
        known = reading.count(
            name, row.cells.get("Aantal", ""), reading.place(page, table, row, "Aantal")
        )
        if known is None:
            continue
        starts.setdefault(reading.name(RUNG, NOW, first), []).append(known)
        from_rung.setdefault(reading.name(FROM_RUNG, basis, first), []).append(known)
        if basis in _BASIS and last.startswith("trede ") and rung_of(last).isdigit():
            ends.setdefault(reading.name(RUNG, _BASIS[basis], rung_of(last)), []).append(known)
    for everyone, parts in from_rung.items():
        reading.puzzle.relate({everyone: 1, **dict.fromkeys(parts, -1.0)}, assumed=True)
    for standing, parts in (*starts.items(), *ends.items()):
        if standing in reading.seen:
            sums(reading, standing, parts)


def can_rise(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Who can rise, over all rungs together."""
    for row in table.rows:
        name = reading.name("kan stijgen", row.label, row.cells.get("Grondslag", ""))
        known = reading.count(
            name, row.cells.get("Aantal", ""), reading.place(page, table, row, "Aantal")
        )
        everyone = reading.name(ON_LADDER, NOW)
        if known is not None and everyone in reading.puzzle.known:
            at_most(reading, everyone, known)
