"""A reader who has every published table of the same clients, and writes down all sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from filled_tables import RULE

from attack import LEAST, REST, seen_cell
from evalutils.disclosure import Ledger
from evalutils.disclosure.equations import merged
from evalutils.disclosure.recovery import Bounds, extremes
from evalutils.result import Result, unchanged

Place = tuple[str, int, str]
"""Table, row and column of one number."""


@dataclass
class Reader:
    """What is true, what is shown of it, and how it adds up."""

    ledger: Ledger
    truth: dict[Place, int] = field(default_factory=dict)
    known: dict[Place, Bounds] = field(default_factory=dict)
    equations: list[dict[Place, int]] = field(default_factory=list)
    named: dict[tuple[str, float], Place] = field(default_factory=dict)
    # Nobody can be here, so that a reader who finds that out finds nothing.
    impossible: set[Place] = field(default_factory=set)

    def reads(self, table: str, result: Result) -> pd.DataFrame:
        """Take in a published table with its own sums; gives back the true numbers."""
        shown = self.ledger.publish_also(replace(result, derive=unchanged, key_figures=())).frame
        for column in result.counts:
            for row, count in enumerate(result.exact[column].astype("float64")):
                if count.is_integer():  # a weighted number is not one of persons
                    self.truth[table, row, column] = int(count)
                    self.known[table, row, column] = seen_cell(shown, row, column)
        for balance in result.balances:
            if any(isinstance(term, str) for term in (*balance.wholes, *balance.parts)):
                continue  # the test writes down by hand how numbers of two tables add up
            wholes, parts = _places(table, balance.wholes), _places(table, balance.parts)
            if not self.truth.keys() >= {*wholes, *parts}:
                continue  # projected or not given
            if balance.kind == "flow":
                self.adds_up(wholes, parts)
            else:
                self.holds(wholes, parts)
        for (row, column), name in result.names.items():
            place = (table, row, column)
            if place in self.truth:
                first = self.named.setdefault((name, self.truth[place]), place)
                self.adds_up([first], [place])
        return result.exact

    def adds_up(self, wholes: Iterable[Place], parts: Iterable[Place]) -> None:
        """Both sides are the same people."""
        equation: dict[Place, int] = {}
        for sign, side in ((1, wholes), (-1, parts)):
            for place in side:
                equation[place] = equation.get(place, 0) + sign
        equation = {place: times for place, times in equation.items() if times}
        if not equation:
            return
        assert sum(self.truth[place] * times for place, times in equation.items()) == 0, equation
        self.equations.append(equation)

    def holds(self, wholes: Iterable[Place], parts: Iterable[Place]) -> None:
        """The parts are among the wholes; the reader even knows when they are all of them."""
        wholes, parts = list(wholes), list(parts)
        rest = sum(self.truth[place] for place in wholes) - sum(self.truth[name] for name in parts)
        assert rest >= 0, (wholes, parts)
        if rest:
            place = ("rest", len(self.known), "")
            self.truth[place], self.known[place] = rest, REST
            parts.append(place)
        self.adds_up(wholes, parts)

    def finds(self) -> list[tuple[Place, int, Bounds]]:
        """Every hidden count with fewer possible values than a rounded one has."""
        found = []
        for group in merged(set(equation) for equation in self.equations):
            known = {place: self.known[place] for place in sorted(group)}
            equations = [equation for equation in self.equations if set(equation) <= group]
            small = [
                place
                for place in known
                if place[0] != "rest"
                and self.truth[place] < RULE.threshold
                and place not in self.impossible
            ]
            bounds = _possible(small, equations, known)
            found += [
                (place, self.truth[place], bounds[place])
                for place in small
                if bounds[place].values < LEAST
            ]
        return found


def _places(table: str, cells: Iterable[tuple[int, str]]) -> list[Place]:
    return [(table, row, column) for row, column in cells]


def _possible(
    small: Sequence[Place],
    equations: Sequence[dict[Place, int]],
    known: dict[Place, Bounds],
) -> dict[Place, Bounds]:
    """Values that were seen to fit; exact bounds where those are few."""
    seen = dict.fromkeys(known, Bounds(np.inf, -np.inf))

    def look(chosen: Sequence[Place]) -> None:
        for fitting in extremes(dict.fromkeys(chosen, 1), equations, known):
            for place, value in fitting.items():
                low, high = seen[place]
                seen[place] = Bounds(min(low, value), max(high, value))

    if small:
        look(small)
    for place in small:
        if seen[place].values < LEAST:
            look([place])
    return seen
