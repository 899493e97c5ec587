"""Takes cells of published tables into the puzzle, and keeps where each was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evalutils.attack.forms import Form, count_form, number_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.published_book import Published
from evalutils.attack.puzzle import AS_IT_IS, Name, Puzzle

EVERYONE = ""


class Spot(NamedTuple):
    """Where a number stands, in words that name no value."""

    page: str
    table: str
    row: str
    column: str


class Seen(NamedTuple):
    """What one place says of a number."""

    form: Form
    place: Spot


@dataclass
class Outsider:
    """The numbers of one evaluation.

    Attributes
    ----------
    edition
        Tells the numbers of one edition from those of another.
    seen
        Per number each place that says something of it.
    given
        Numbers that public periods alone give.
    """

    puzzle: Puzzle
    evaluation: Published
    edition: str = ""
    seen: dict[Name, list[Seen]] = field(default_factory=dict)
    remainders: dict[Name, Spot] = field(default_factory=dict)
    given: set[Name] = field(default_factory=set)

    @property
    def public(self) -> bool:
        """Whether everybody has all its numbers."""
        return self.evaluation.rule == AS_IT_IS

    @property
    def key(self) -> str:
        """Municipality, programme and period."""
        return "/".join(self.evaluation.key)

    def name(self, *parts: str) -> Name:
        """The name of a number of this evaluation."""
        return ("/".join((*self.evaluation.key, self.edition)), *(part.lower() for part in parts))

    def place(self, page: Page, table: SeenTable, row: SeenRow, column: str) -> Spot:
        """Where a cell stands."""
        label = ", ".join(text for text in (row.label, row.section) if text)
        return Spot(page.path, table.title, label, column)

    def count(self, name: Name, text: str, place: Spot) -> Name | None:
        """Take in a cell with a number of persons; None when it holds none."""
        if self.public and text[:1].isalpha():  # about so many, at least
            return None
        form = count_form(text, self.evaluation.rule)
        return None if form is None else self.take(name, form, place)

    def count_of(self, name: Name, count: float, place: Spot) -> Name:
        """Take in a number of persons that is published as a number, or follows from some."""
        return self.take(name, number_form(count, self.evaluation.rule), place)

    def take(self, name: Name, form: Form, place: Spot) -> Name:
        """Take in what a place says of a number."""
        name = self.puzzle.know(name, form.within)
        self.seen.setdefault(name, []).append(Seen(form, place))
        return name

    def left(self, whole: Name | None, part: Name | None, place: Spot) -> None:
        """State that a part is among a whole; who is left is a group of persons as well."""
        if whole is not None and part is not None and whole != part:
            self.left_by_all(whole, [part], place)

    def left_by_all(self, whole: Name, parts: Sequence[Name], place: Spot) -> None:
        """State that parts are all among a whole; who is left is a group of persons as well."""
        rest = ("left", *whole, "without", *(text for part in parts for text in part))
        if rest not in self.remainders:
            weights = {whole: 1.0, **dict.fromkeys(parts, -1.0), rest: -1.0}
            self.puzzle.relate(weights, assumed=True)
            self.remainders[rest] = place
