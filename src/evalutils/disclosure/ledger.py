"""The one ledger of a programme: what of all its results together may be shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from evalutils.dataset.editions import Before
from evalutils.disclosure.equations import systems_of
from evalutils.disclosure.numbers import Number, Numbers
from evalutils.disclosure.publishable import Hidden, Publishable, cleared, uncleared
from evalutils.disclosure.recovery import Bounds
from evalutils.disclosure.rule import Rule
from evalutils.disclosure.suppression import Suppression
from evalutils.result import Cell, Result
from evalutils.seal import refuse_by_hand

_OUT = Before(0, float("inf"), shown=False)


class Choice(NamedTuple):
    """What is published of a number of persons.

    Attributes
    ----------
    cell
        Row and column in the frame of its result.
    why
        ``primary``: left out because it is small; ``secondary``: left out because a small one
        would follow from it; ``rounded``.
    reached
        The lowest and highest number that a reader can make it, who adds up and subtracts all.
    """

    cell: Cell
    why: str
    reached: Bounds


class Clears(Protocol):
    """Clears results for publication."""

    def publish(self, name: str) -> Publishable:
        """The result of an analysis, cleared."""

    def publish_also(self, result: Result) -> Publishable:
        """Clear a further result beside everything that it holds."""

    def choices(self, name: str) -> Iterator[Choice]:
        """What was chosen for each number of persons in a result, and why."""

    def told(self) -> dict[str, Before]:
        """What is said of each number of persons, by its label."""


class Ledger:
    """Clears the results of evaluations for publication, as a reader sees them: together.

    Every small count keeps at least as many possible values as a rounded count has, for a reader
    who lays all results side by side. It follows from the results alone what is left out, not
    from the order in which they are published.

    Parameters
    ----------
    results
        Every result to clear, by a name, in the order of the pages.
    rule
        The disclosure rule; None when the figures are public already.
    public
        Results that everybody has seen, number by number.
    hidden
        Names of numbers to leave out, whatever else is shown.
    place
        What all results are about: with their names it is what they are called in every edition.
    editions
        What each edition before said of a number, by its label.
    """

    def __init__(
        self,
        results: Mapping[str, Result],
        rule: Rule | None,
        *,
        public: Iterable[Result] = (),
        hidden: Collection[str] = (),
        place: str = "",
        editions: Sequence[Mapping[str, Before]] = (),
    ) -> None:
        refuse_by_hand("A ledger")
        self._results, self._rule = dict(results), rule
        self._system = None if rule is None else _System(rule, editions)
        if self._system is not None:
            for name, result in results.items():
                self._system.numbers.add(result, f"{place}\n{name}")
            for result in public:
                self._system.numbers.add(result, public=True)
            self._system.decided.forced |= self._system.numbers.called(hidden)
            self._system.decided.forced |= self._system.numbers.held_back()
            self._system.renew()

    @property
    def lost(self) -> int:
        """How many numbers nothing could protect; it solves everything."""
        if self._system is None:
            return 0
        self._system.solve_all()
        return len(self._system.decided.lost)

    def leave_out_alike(self, spelled: Callable[[Result], Result]) -> None:
        """Leave out too what may be one with a number that is left out, and what then follows.

        Equal numbers may be one when `spelled` gives both the same name.
        """
        if self._system is not None:
            self._system.leave_out_alike(
                (result, spelled(result).names) for result in self._results.values()
            )

    def publish(self, name: str) -> Publishable:
        """The result of an analysis, cleared."""
        return self.publish_also(self._results[name])

    def publish_also(self, result: Result) -> Publishable:
        """Clear a further result beside everything that the ledger holds.

        Its numbers with a name follow what was decided for these. The others are left out where
        they would tell too much about a small one; nothing that was decided changes. A result
        that the ledger holds comes out as `publish` gives it, whoever computed it.
        """
        if self._rule is None:
            return uncleared(result)
        return cleared(result, self.hidden(result), self._rule)

    def hidden(self, result: Result) -> Hidden:
        """The cells of a result to leave out."""
        return Hidden() if self._system is None else self._system.hidden(result)

    def choices(self, name: str) -> Iterator[Choice]:
        """What was chosen for each number of persons in a result, and why; for who checks it."""
        if self._system is not None:
            yield from self._system.choices(self._results[name])

    def told(self, names: Iterable[str] | None = None) -> dict[str, Before]:
        """What is said of each number of persons in these results, by default all, by its label."""
        found: dict[str, Before] = {}
        if self._system is not None:
            for name in self._results if names is None else names:
                found |= self._system.told(self._results[name])
        return found


class _System:
    """All numbers, their equations, and what was decided."""

    def __init__(self, rule: Rule, editions: Sequence[Mapping[str, Before]]) -> None:
        self.numbers = Numbers(rule, editions)
        self.decided = Suppression(self.numbers)
        self.renew()

    def renew(self) -> None:
        """Find the equations anew; they are solved when a result needs them."""
        self.decided.fixed |= self.numbers.public
        self.decided.left_out |= self.decided.forced - self.decided.fixed
        self.systems = systems_of(self.numbers)
        self.system_of = {
            item: place
            for place, lines in enumerate(self.systems)
            for line in lines
            for item in line.equation
        }
        self.unsolved = set(range(len(self.systems)))
        self._bounds: dict[Number, Bounds] = {}

    def leave_out_alike(self, words: Iterable[tuple[Result, Mapping[Cell, str]]]) -> None:
        """Leave out every number that may be one that is left out, by words for cells."""
        alike: dict[tuple[str, float], set[Number]] = {}
        for result, named in words:
            cells = self.numbers.cells[self.numbers.add(result)]
            for cell, word in named.items():
                if (item := cells.get(cell)) is not None:
                    alike.setdefault((word, self.numbers.counts[item]), set()).add(item)
        together = [items for items in alike.values() if len(items) > 1]
        while together:  # what is left out for one may need others, which are like others again
            self.solve_all()
            out = self.decided.left_out
            more = set().union(*(items for items in together if not out.isdisjoint(items)))
            if more <= self.decided.forced | self.decided.fixed:
                break
            self.decided.forced |= more
            self.renew()

    def hidden(self, result: Result) -> Hidden:
        """The cells of a result to leave out."""
        before = len(self.numbers.results)
        place = self.numbers.add(result)
        if place == before:
            self._fix()
        cells = self.numbers.cells[place]
        for item in cells.values():
            self._solve(self.system_of.get(item))
        out = self.decided.left_out
        small, labels = self.numbers.small - out, self.numbers.labels[place]
        return Hidden(
            frozenset(cell for cell, item in cells.items() if item in small),
            {cell: self._follows(item) for cell, item in cells.items() if item in out},
            {cell: self.numbers.lifts[item] for cell, item in cells.items() if labels},
        )

    def told(self, result: Result) -> dict[str, Before]:
        """What is said of each number of a result."""
        hidden = self.hidden(result)
        place = self.numbers.add(result)
        left_out, labels = hidden.small | hidden.other.keys(), self.numbers.labels[place]
        return {
            labels[cell]: _OUT
            if item in self.decided.left_out
            else Before(*self.decided.said(item), cell not in left_out)
            for cell, item in self.numbers.cells[place].items()
            if cell in labels
        }

    def _follows(self, item: Number) -> Bounds:
        """Between what a number lies by what is shown of others, as coarse as it may be told."""
        if item not in self._bounds:
            place = self.system_of.get(item)
            lines = () if place is None else self.systems[place]
            told = self.numbers.rule.coarse(self.decided.follows(item, lines))
            # What comes down to so little is a guess that fits: telling it would confirm it.
            few = told.high - told.low < self.numbers.rule.rounding
            self._bounds[item] = Bounds(0, float("inf")) if few else told
        return self._bounds[item]

    def choices(self, result: Result) -> Iterator[Choice]:
        """What was chosen for each number of a result."""
        hidden = self.hidden(result)
        left_out = hidden.small | hidden.other.keys()
        for cell, item in self.numbers.cells[self.numbers.add(result)].items():
            place = self.system_of.get(item)
            known = self.decided.known(item, () if place is None else self.systems[place])
            if cell not in left_out:
                yield Choice(cell, "rounded", known)
            else:
                yield Choice(cell, "primary" if item in self.numbers.small else "secondary", known)

    def _fix(self) -> None:
        """Decide all that was known before the last result; that result has to fit in with it."""
        self.solve_all()
        known = set().union(*(set(cells.values()) for cells in self.numbers.cells[:-1]))
        self.decided.fixed |= known
        self.renew()

    def solve_all(self) -> None:
        """Decide about every system that is not decided yet."""
        for place in list(self.unsolved):
            self._solve(place)

    def _solve(self, place: int | None) -> None:
        if place in self.unsolved:
            self.unsolved.remove(place)
            self.decided.protect(self.systems[place])
