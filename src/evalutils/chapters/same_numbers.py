"""Numbers that are equal in several tables of an evaluation: to a reader they may be one number.

The same people stand in the exits, in a target, in an assumption and in the last stage of a funnel,
and only who typed the tables knows. So where two tables of an evaluation hold the same number it is
taken for one: hidden in one place, hidden in both, and what each table tells of it counts together.
Numbers that are counted from clients are named one by one: of these only a typed one is a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from evalutils.chapters.chapter import Analysis
from evalutils.contracts.tables import COUNTED_FROM
from evalutils.disclosure.numbers import DECIMALS, identity_of, implied_counts
from evalutils.result import Cell, Result, respelled

# Tables with a row per client or spell.
_OF_CLIENTS = frozenset({*COUNTED_FROM, "benefits"})
_Number = str | tuple[int, Cell]
"""The name of a number, or the result and cell of one without a name."""
Tables = frozenset[str]
"""Tables that give the numbers of a result."""


class SameNumbers:
    """The numbers of several evaluations, with one name for those that may be one.

    Parameters
    ----------
    results
        Per evaluation its results, with the tables that each is of: see `tables_of`.
    threshold
        Small numbers are often equal by chance: below it two count as one only where either is the
        only one of its table.
    lowest
        Smaller numbers are no more one than their names say.

    Attributes
    ----------
    nobody_between
        Names of numbers that stand for a whole and for a part of it, as far as results were
        spelled: that nobody is left between the two follows from either place.
    """

    def __init__(
        self,
        results: Iterable[Iterable[tuple[Tables, Result]]],
        threshold: float,
        lowest: float = 0.0,
    ) -> None:
        self._joined: dict[Hashable, Hashable] = {}
        self._unnamed: dict[Hashable, dict[Cell, str]] = defaultdict(dict)
        self.nobody_between: set[str] = set()
        for place, those in enumerate(results):
            self._add(str(place), list(those), threshold, lowest)

    @property
    def joined(self) -> tuple[object, ...]:
        """Which numbers are one: the same for two that spell alike."""
        return self._joined, self._unnamed

    def spelled(self, result: Result) -> Result:
        """A result in these words."""
        unnamed = self._unnamed.get(identity_of(result), {})
        named = replace(result, names={**result.names, **unnamed}) if unnamed else result
        spelled = respelled(named, self._name)
        self.nobody_between |= set(_wholes_as_parts(result, spelled))
        return spelled

    def _name(self, name: str) -> str:
        return str(self._root(name)) if name in self._joined else name

    def _root(self, item: Hashable) -> Hashable:
        while self._joined.get(item, item) != item:
            item = self._joined[item]
        return item

    def _add(
        self,
        evaluation: str,
        results: list[tuple[Tables, Result]],
        threshold: float,
        lowest: float,
    ) -> None:
        for value, tables in _by_value(results).items():
            one = _one(tables, alone=value < threshold) if value > 0 and value >= lowest else set()
            name = f"same {value:g} in {evaluation}"
            for number in one:
                if isinstance(number, str):
                    self._join(number, name)
                else:
                    place, cell = number
                    self._unnamed[identity_of(results[place][1])][cell] = name

    def _join(self, one: Hashable, other: Hashable) -> None:
        self._joined.setdefault(one, one)
        self._joined[self._root(one)] = self._root(other)


def _wholes_as_parts(result: Result, spelled: Result) -> Iterator[str]:
    """The new names that a whole and the only part of it share, and did not share before."""
    for balance in result.balances:
        ends = (*balance.wholes, *balance.parts)
        cells = [end for end in ends if not isinstance(end, str)]
        if balance.kind == "remainder" and len(cells) == len(ends) == 2:
            first, last = (spelled.names.get(cell) for cell in cells)
            before = [result.names.get(cell, cell) for cell in cells]
            if first is not None and first == last and before[0] != before[1]:
                yield first


def tables_of(analysis: Analysis, given: Collection[str]) -> Tables:
    """The table that an analysis is of, among the tables of its evaluation.

    All that is counted from clients is of their tables, and those that are counted from them.
    """
    if not analysis.tables & _OF_CLIENTS:
        return frozenset({min(analysis.needs, default=analysis.name)})
    counted = (table for name in given for table in COUNTED_FROM.get(name, ()))
    return _OF_CLIENTS.union(counted)


def is_of_clients(tables: Collection[str]) -> bool:
    """Whether a number of these tables is counted by an analysis of clients."""
    return _OF_CLIENTS.issubset(tables)


def _by_value(results: list[tuple[Tables, Result]]) -> dict[float, dict[_Number, set[str]]]:
    """Per value the numbers that have it, with their tables; not a name of several values.

    What a table of counts gives is of that table, whatever is counted from clients too.
    """
    values: dict[_Number, set[float]] = defaultdict(set)
    tables: dict[_Number, set[str]] = defaultdict(set)
    for of_clients in (False, True):
        known = set(tables)
        for place, (those, result) in enumerate(results):
            if is_of_clients(those) is of_clients:
                for cell, count in implied_counts(result).items():
                    number: _Number = result.names.get(cell, (place, cell))
                    if number not in known:
                        values[number].add(round(count, DECIMALS))
                        tables[number] |= those
    found: dict[float, dict[_Number, set[str]]] = defaultdict(dict)
    for number, own in values.items():
        if len(own) == 1:
            found[min(own)][number] = tables[number]
    return found


def _one(tables: Mapping[_Number, set[str]], *, alone: bool) -> set[_Number]:
    """The numbers among these equal ones that count as one: two rows of a table are two numbers."""
    if alone:
        tables = _few(tables)
    return {
        number
        for number, own in tables.items()
        if any(own.isdisjoint(others) for others in tables.values())
    }


def _few(tables: Mapping[_Number, set[str]]) -> Mapping[_Number, set[str]]:
    """Small equal numbers that may be one: a table, or all that is of clients, gives only one."""
    typed = {number: own for number, own in tables.items() if not is_of_clients(own)}
    often = Counter(table for own in typed.values() for table in own)
    if max(often.values(), default=0) > 1:
        return {}
    return tables if len(tables) == len(typed) + 1 else typed
