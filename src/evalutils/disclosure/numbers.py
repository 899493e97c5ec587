"""The numbers of persons in the results of one evaluation: which cells hold the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np

from evalutils.dataset.editions import Before
from evalutils.disclosure.earlier import figures_of, gives_away, labels_of
from evalutils.disclosure.rule import Rule
from evalutils.result import Balance, Cell, Result, Term

Number = int
Sides = tuple[list[Number], list[Number], bool]
"""The wholes and parts of a balance, and whether every part is known."""
# Counts that differ by less are equal: sums of decimal fractions are not exact.
DECIMALS = 6


@dataclass
class Numbers:
    """Every known or implied number of some results, numbered in the order in which they come.

    Attributes
    ----------
    rule
        The disclosure rule.
    counts
        Per number the count, in whole persons.
    place
        Per number the first result that holds it.
    small
        Numbers below the threshold.
    public
        Numbers that everybody has: a published evaluation gives them.
    cells
        Per result the number in each of its cells.
    labels
        Per result the label of each of its cells, where there is a key or an earlier edition.
    lifts
        Per number what is added before it is rounded down.
    told
        What earlier editions say of a number.
    out_before
        Numbers of which the last edition says nothing at all.
    """

    rule: Rule
    editions: Sequence[Mapping[str, Before]] = ()
    counts: list[float] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    small: set[Number] = field(default_factory=set)
    public: set[Number] = field(default_factory=set)
    cells: list[dict[Cell, Number]] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    labels: list[dict[Cell, str]] = field(default_factory=list)
    lifts: list[float] = field(default_factory=list)
    told: dict[Number, list[Before]] = field(default_factory=dict)
    out_before: set[Number] = field(default_factory=set)
    _places: dict[Hashable, int] = field(default_factory=dict)
    _known: dict[Hashable, Number] = field(default_factory=dict)
    _named: list[dict[str, set[Number]]] = field(default_factory=list)
    # Per name the results that give it, in their order.
    _giving: dict[str, dict[int, None]] = field(default_factory=dict)

    def add(self, result: Result, name: str = "", *, public: bool = False) -> int:
        """Add a result, and give its place; one that was added before keeps the place it had.

        `name` is what it is called in every edition.
        """
        place = self._places.setdefault((public, identity_of(result)), len(self.results))
        if place < len(self.results):
            return place
        self.results.append(result)
        names = result.names
        labels = labels_of(result, name) if self.rule.key or self.editions else {}
        found: dict[Cell, Number] = {}
        named: dict[str, set[Number]] = {}
        for cell, count in implied_counts(result).items():
            count = round(count, DECIMALS)
            key = (names[cell], count) if cell in names else (place, cell)
            found[cell] = self._number(key, count, place, labels.get(cell, ""))
            if cell in names:
                named.setdefault(names[cell], set()).add(found[cell])
                self._giving.setdefault(names[cell], {})[place] = None
        figures = figures_of(result, name) if labels and self.editions else {}
        self._remember({} if public else labels, figures, found)
        if public:
            self.public |= set(found.values())
        self.cells.append(found)
        self._named.append(named)
        return place

    def _remember(
        self,
        labels: dict[Cell, str],
        figures: Mapping[Cell, Sequence[str]],
        found: Mapping[Cell, Number],
    ) -> None:
        """What earlier editions say of the numbers in a result."""
        self.labels.append(labels)
        for edition in self.editions if labels else ():
            for cell, number in found.items():
                for label in (labels[cell], *figures.get(cell, ())):
                    if label in edition:
                        self._told_before(number, edition[label], last=edition is self.editions[-1])

    def _told_before(self, number: Number, one: Before, *, last: bool) -> None:
        self.told.setdefault(number, []).append(one)
        if last and one.high == np.inf:
            self.out_before.add(number)

    def held_back(self) -> set[Number]:
        """The numbers of which one client more or less could be seen since an earlier edition."""
        return {
            item
            for item, told in self.told.items()
            if item not in self.public and gives_away(self.counts[item], told, self.rule)
        }

    def _number(self, key: Hashable, count: float, place: int, label: str) -> Number:
        if key not in self._known:
            self._known[key] = len(self.counts)
            small = count < self.rule.threshold
            if small:
                self.small.add(self._known[key])
            self.counts.append(float(np.floor(count if small else count + 0.5)))
            self.place.append(place)
            self.lifts.append(self.rule.lift(label))
        return self._known[key]

    def called(self, names: Collection[str]) -> set[Number]:
        """The numbers with one of these names."""
        found = (named.get(name, ()) for named in self._named for name in names)
        return set(chain.from_iterable(found))

    def balances(self) -> Iterator[tuple[Balance, Sides]]:
        """Every balance with the numbers in it."""
        for place, result in enumerate(self.results):
            for balance in result.balances:
                for meant in self._meant(place, balance):
                    yield balance, self._sides(place, balance, meant)

    def _sides(self, place: int, balance: Balance, meant: dict[str, Number]) -> Sides:
        cells = self.cells[place]

        def known(terms: Sequence[Term]) -> list[Number]:
            found = (
                meant.get(term) if isinstance(term, str) else cells.get(term) for term in terms
            )
            return [number for number in found if number is not None]

        wholes, parts = known(balance.wholes), known(balance.parts)
        return wholes, parts, len(parts) == len(balance.parts)

    def _meant(self, place: int, balance: Balance) -> list[dict[str, Number]]:
        """What the names of a balance may stand for.

        Where results give different numbers for a name, those of one result belong together.
        """
        terms = chain(balance.wholes, balance.parts)
        names = list(dict.fromkeys(term for term in terms if isinstance(term, str)))
        if not names:
            return [{}]
        giving = [self._giving.get(name, {}) for name in names]
        together = [one for one in giving[0] if all(one in others for others in giving)]
        found: list[dict[str, Number]] = []
        for one in sorted(together, key=lambda one: (one != place, one)):
            named = self._named[one]
            if all(len(named[name]) == 1 for name in names):
                meant = {name: next(iter(named[name])) for name in names}
                found += [] if meant in found else [meant]
        if found:
            return found
        every = {
            name: set().union(*(self._named[one][name] for one in places))
            for name, places in zip(names, giving, strict=True)
        }
        return [{name: min(every[name]) for name in names}] if all(every.values()) else []


def implied_counts(result: Result) -> dict[Cell, float]:
    """Every known count, and every count that a printed share of a known base gives away."""
    frame = result.exact
    known = {column: frame[column].astype("float64") for column in result.counts}
    for share in result.shares:
        if share.count is None or not share.bases:
            continue
        base = known[share.bases[0]]
        for column in share.bases[1:]:
            base = base.fillna(known[column])
        known[share.count] = known[share.count].fillna(frame[share.column] / 100 * base)
    rows = [int(row) for row in frame.index]
    return {
        (row, column): value
        for column, values in known.items()
        for row, value in zip(rows, values.tolist(), strict=True)
        if value == value  # not missing
    }


def fingerprint_of(result: Result) -> str:
    """The identity of a result as a short text."""
    *rest, names = identity_of(result)
    return hashlib.sha256(repr((rest, sorted(names))).encode()).hexdigest()


def identity_of(result: Result) -> tuple[Any, ...]:
    """What makes two results the same one: an analysis done twice gives the same numbers."""
    columns = [*result.counts, *(share.column for share in result.shares)]
    numbers = tuple(result.exact[name].astype("float64").to_numpy().tobytes() for name in columns)
    names = frozenset(result.names.items())
    rows = tuple(result.exact.index)
    return (result.counts, result.shares, rows, numbers, result.balances, names)
