"""What an outsider finds out of a book, told without a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evalutils.attack import beside_pages, drawings
from evalutils.attack.page_of_years import YEARS
from evalutils.attack.published_book import FIGURES, Book
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider, Seen, Spot
from evalutils.attack.solving import Reach

# A small count keeps at least as many possible values, as one that is rounded to five has.
LEAST = 5
HIDDEN, ROUNDED, LEFT = "hidden", "rounded", "left"


@dataclass(frozen=True)
class Leak:
    """A number of persons that the book gives away.

    Attributes
    ----------
    evaluation
        Municipality, programme and period.
    place
        Where the number stands, or what stands in its stead.
    problem
        What an outsider can do.
    """

    evaluation: str
    place: Spot
    problem: str


@dataclass(frozen=True)
class Known:
    """How far an outsider knows a number that a book hides or rounds.

    Attributes
    ----------
    evaluation, place
        As of a leak.
    low, high
        Two values that fit all that is published; there may be others beyond, once these are so
        far apart that the number is safe.
    """

    evaluation: str
    place: Spot
    low: float
    high: float


PROBLEMS = {
    "pinned": f"a small number with fewer than {LEAST} possible values",
    "public": "a small number that public periods of the programme give",
    "one": "a rounded number with one possible value",
    "left": f"who is left out of it: a small number with fewer than {LEAST} possible values",
    "undecided": "could not be decided; that is not safe",
    "exact": "stands as it was counted, below the threshold or not rounded",
    "typed": "is a percentage as a source prints it, not one of rounded numbers",
    "drawn": "is drawn as a number that is not written, or more precisely than it is written",
    "coloured": "has colours that tell numbers that are not written",
    "hash": "is a hash of protected data: who guesses these can confirm it",
    "audited": "is a number of a protected evaluation",
    "absent": "is not there, while others of its kind are: it tells that it is nobody",
}


def asked(reading: Outsider) -> dict[Name, int]:
    """Per number how many values it has to keep."""
    rule = reading.evaluation.rule
    least = min(LEAST, rule.threshold)
    found: dict[Name, int] = dict.fromkeys(reading.remainders, least)
    for name, seen in reading.seen.items():
        kinds = {one.form.kind for one in seen}
        if kinds == {HIDDEN}:
            found[name] = least
        elif kinds <= {HIDDEN, ROUNDED} and rule.base > 1 and name not in reading.given:
            found[name] = 2
    return found


def pinned(reading: Outsider, found: Mapping[Name, Reach]) -> Iterator[Leak]:
    """What the numbers of an evaluation come down to."""
    for name, values in asked(reading).items():
        place = (
            reading.remainders[name] if name in reading.remainders else reading.seen[name][0].place
        )
        problem = _problem(reading, name, found[name], values)
        if problem:
            yield Leak(reading.key, place, PROBLEMS[problem])


def known(reading: Outsider, found: Mapping[Name, Reach]) -> Iterator[Known]:
    """Every place of every number that is asked about, with its bounds."""
    for name in asked(reading):
        reach = found[name].reach
        places = [seen.place for seen in reading.seen.get(name, ())]
        for place in places or [reading.remainders[name]]:
            yield Known(reading.key, place, *reach)


def _problem(reading: Outsider, name: Name, found: Reach, values: int) -> str:
    threshold = reading.evaluation.rule.threshold
    if not found.decided:
        return "undecided"
    if name in reading.remainders:
        return "left" if found.reach.values < values and found.reach.high < threshold else ""
    if all(one.form.kind == HIDDEN for one in reading.seen[name]):
        if found.reach.values < values and found.reach.low < threshold:
            return "public" if name in reading.given else "pinned"
        return "one" if found.reach.values < 2 and name not in reading.given else ""
    return "one" if found.reach.values < values else ""


def exact(reading: Outsider, in_sentences: Iterable[Seen]) -> Iterator[Leak]:
    """Numbers that stand as they were counted."""
    cells = (one for seen in reading.seen.values() for one in seen)
    for one in (*cells, *in_sentences):
        if one.form.kind == "exact":
            yield Leak(reading.key, one.place, PROBLEMS["exact"])


def drawn(reading: Outsider) -> Iterator[Leak]:
    """Charts that show more than is written."""
    evaluation = reading.evaluation
    for page in evaluation.pages:
        cells = (text for table in page.tables for row in table.rows for text in row.cells.values())
        said = drawings.printed((*page.texts, *cells)) if page.drawn else []
        # Only a page of years draws figures of other periods.
        years = page.table(YEARS) is not None
        figures = drawings.FigureValues(evaluation.of_programme if years else evaluation.figures)
        shapes = {(one.ways, one.percent): one for one in page.drawn}.values()
        if any(drawings.unsaid(one, said, figures, evaluation.rule) for one in shapes):
            yield Leak(reading.key, Spot(page.path, "charts", "", "shapes"), PROBLEMS["drawn"])
        if page.coloured:
            yield Leak(reading.key, Spot(page.path, "charts", "", "colours"), PROBLEMS["coloured"])


def typed(reading: Outsider) -> Iterator[Leak]:
    """Percentages that nobody computed from rounded numbers."""
    for row in reading.evaluation.figures:
        if row["unit"] == "percent" and row["value"] and row["method"] == "as published":
            place = Spot(FIGURES, row["indicator"], row["group"], "value")
            yield Leak(reading.key, place, PROBLEMS["typed"])


def beside_the_pages(book: Book) -> Iterator[Leak]:
    """Hashes, and numbers of the audit."""
    keys = {tuple(evaluation.key) for evaluation in book.evaluations}
    if keys:
        for where, entry in beside_pages.hashes_of_protected(book.folder, keys):
            yield Leak("", Spot(where, "hashes", entry, "value"), PROBLEMS["hash"])
    for claim, column in beside_pages.audited_numbers(book.folder, keys):
        yield Leak("", Spot(beside_pages.AUDIT, "claims", claim, column), PROBLEMS["audited"])


def absent(reading: Outsider, places: Iterable[Spot]) -> Iterator[Leak]:
    """Rows that are not there."""
    return (Leak(reading.key, place, PROBLEMS["absent"]) for place in places)


def lines(leaks: Iterable[Leak]) -> list[str]:
    """A line per column of a table and problem, with the rows that have it."""
    rows: dict[Leak, list[str]] = {}
    for leak in leaks:
        rows.setdefault(replace(leak, place=leak.place._replace(row="")), []).append(leak.place.row)
    return [f"  {_where(leak)}: {leak.problem}: {'; '.join(found)}" for leak, found in rows.items()]


def _where(leak: Leak) -> str:
    """Evaluation, page, table and column."""
    page, table, _, column = leak.place
    own = not leak.evaluation or page.startswith(f"{leak.evaluation}/")
    return f"{page if own else f'{leak.evaluation}, {page}'}, '{table}', {column}"
