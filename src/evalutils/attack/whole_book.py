"""The whole attack on a book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from evalutils.attack import anything, findings, presence, sentences
from evalutils.attack.edition_before import beside_before
from evalutils.attack.elsewhere import read_elsewhere
from evalutils.attack.findings import Known, Leak
from evalutils.attack.over_time import over_time
from evalutils.attack.pages import Page, SeenTable
from evalutils.attack.published_book import Book, Published, read_book
from evalutils.attack.puzzle import Name, Puzzle
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes import (
    seen_arms,
    seen_caseload,
    seen_clients,
    seen_curves,
    seen_destinations,
    seen_order,
    seen_panel,
    seen_repeats,
    seen_rungs,
    seen_stages,
    seen_two_arms,
)
from evalutils.attack.schemes.seen_figures import Figures
from evalutils.attack.solving import solved

Scheme = Callable[[Outsider, Page, SeenTable], None]
# By the name of a table, in the order in which their numbers are named.
SCHEMES: dict[str, Scheme] = {
    "bestand": seen_caseload.stocks_and_flows,
    "bestandsrekening": seen_caseload.account,
    "instroom": seen_destinations.inflow,
    "bestemmingen": seen_destinations.exits,
    "administratief": seen_destinations.exits,
    "redenen": seen_destinations.exits,
    "soorten-bestemming": seen_destinations.sums_of_kinds,
    "andere-uitkomsten": seen_destinations.other_outcomes,
    "trechters": seen_stages.funnels,
    "instrumenten": seen_stages.instruments,
    "duurzaam": seen_stages.durable,
    "uitkomst-per-groep": seen_arms.arms,
    "deelname": seen_arms.arms,
    "groepen-per-periode": seen_panel.periods,
    "vergeleken-clienten": seen_two_arms.became,
    "gewogen-lijnen": seen_two_arms.stayed,
    "kenmerken": seen_two_arms.alike,
    "overlap": seen_two_arms.alike,
    "doelen": seen_stages.targets,
    "begroting": seen_stages.targets,
    "aannames": seen_repeats.assumptions,
    "kosten-per-uitkomst": seen_repeats.per_person,
    "verdeling": seen_rungs.distribution,
    "verdeling-groepen": seen_rungs.joined,
    "stappen": seen_rungs.steps,
    "kan-stijgen": seen_rungs.can_rise,
    "gemeten": seen_clients.who,
    "gestegen": seen_clients.who,
    "opnieuw-gemeten": seen_clients.who,
    "van-trede-naar-trede": seen_clients.from_rung_to_rung,
    "van-groep-naar-groep": seen_clients.joined_steps,
    "verwacht-en-bereikt": seen_clients.expected_to_reached,
    "verwachte-en-bereikte-groep": seen_clients.joined_expectations,
    "verwachtingen": seen_clients.expectations,
    "groepen": seen_clients.by_group,
    "volledig-gevolgd": seen_clients.lasting,
}
# These repeat what stands in key_figures.csv, or hold no numbers of this evaluation.
NO_COUNTS = ("kengetallen", "schema", "definities-duurzaam", "posten", "")


@dataclass(frozen=True)
class Looked:
    """All that a book says of the numbers of its protected evaluations, not yet solved."""

    book: Book
    puzzle: Puzzle
    outsiders: tuple[Outsider, ...]

    @property
    def wanted(self) -> dict[Name, int]:
        """Per number how many values it has to keep."""
        asked = map(findings.asked, self.outsiders)
        return {name: many for numbers in asked for name, many in numbers.items()}

    @property
    def numbers(self) -> int:
        """How many numbers are hidden or rounded; of one that stands twice, both."""
        return sum(len(reading.seen) for reading in self.outsiders)


def look(folder: Path, previous: Path | None = None) -> Looked:
    """Take in a book, and the edition before it.

    Raises
    ------
    InputError
        When one of them is no book.
    """
    book, puzzle = read_book(folder), Puzzle()
    outsiders = [read(puzzle, evaluation, book) for evaluation in book.evaluations]
    before: list[Outsider] = []
    if previous is not None:
        earlier = read_book(previous)
        before = [read(puzzle, one, earlier, edition="before") for one in earlier.evaluations]
        over_time(before)
    read_elsewhere(book, outsiders)
    over_time([*outsiders, *(read(puzzle, one, book) for one in book.public)])
    beside_before(puzzle, outsiders, before)
    return Looked(book, puzzle, tuple(outsiders))


def attack(looked: Looked) -> list[Leak]:
    """What an outsider finds out."""
    return outcome(looked).leaks


class AttackOutcome(NamedTuple):
    """What an outsider finds out, and how far every number that is hidden or rounded is known."""

    leaks: list[Leak]
    known: list[Known]


def outcome(looked: Looked) -> AttackOutcome:
    """The whole attack."""
    found = solved(looked.puzzle, looked.wanted)
    told = [*findings.beside_the_pages(looked.book)]
    for reading in looked.outsiders:
        told += findings.exact(reading, sentences.counts_in_sentences(reading))
        told += findings.absent(reading, presence.absent_rows(reading, looked.book))
        told += findings.typed(reading)
        told += findings.drawn(reading)
        told += findings.pinned(reading, found)
    known = [one for reading in looked.outsiders for one in findings.known(reading, found)]
    return AttackOutcome(list(dict.fromkeys(told)), known)


def read(puzzle: Puzzle, evaluation: Published, book: Book, edition: str = "") -> Outsider:
    """Take all that is published of an evaluation into the puzzle."""
    reading = Outsider(puzzle, evaluation, edition)
    for name, scheme in SCHEMES.items():
        for page in evaluation.pages:
            for table in page.tables:
                if table.name == name:
                    scheme(reading, page, table)
    seen_destinations.finish(reading, book.kinds)
    seen_repeats.repeats(reading, book.groupings)
    for page in evaluation.pages:
        for table in page.tables:
            if table.name not in (*SCHEMES, *NO_COUNTS):
                anything.any_table(reading, page, table)
    Figures(reading, _labels(book.codes)).read()
    seen_curves.curves(reading, book.groupings)
    seen_order.order_of_rows(reading, book.lists)
    sentences.take_alternatives(reading)
    return reading


def _labels(codes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {name: {code: label for label, code in listed.items()} for name, listed in codes.items()}
