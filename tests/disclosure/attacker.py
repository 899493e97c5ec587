"""A reader who lays all tables of an evaluation side by side, and knows which numbers are the same.

Nothing of the package decides here what can be found out: bounds come from what is published, sums
from what the tables say and from the story, and an integer programme finds the extremes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import optimize, sparse

from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.clearing import ledger_of
from evalutils.disclosure import Ledger
from evalutils.result import Result, unchanged

Place = tuple[str, int, str]
"""Analysis, row and column of one number."""
THRESHOLD, LEAST, LEAST_OF_ROUNDED, MARGIN, MOST = 10, 5, 2, 2, 100_000


@dataclass
class Attacker:
    """What is true, what is shown of it, and which equations hold."""

    truth: dict[Place, int] = field(default_factory=dict)
    bounds: dict[Place, tuple[int, int]] = field(default_factory=dict)
    # Each adds up to 0, but for the people who are in the whole and in none of its parts.
    equations: list[tuple[dict[Place, int], bool]] = field(default_factory=list)
    # Numbers that fit everything published, of all that hangs together.
    fitting: list[dict[Place, int]] = field(default_factory=list)

    def read(self, name: str, result: Result, ledger: Ledger) -> None:
        """Take in one published table."""
        shown = ledger.publish_also(replace(result, derive=unchanged, key_figures=())).frame
        for column in result.counts:
            exact, cells = result.exact[column].astype("float64"), shown[column]
            limits = shown[f"hidden_{column}"]
            for row, (count, cell, limit) in enumerate(zip(exact, cells, limits, strict=True)):
                if count == count and float(count).is_integer():
                    self.truth[name, row, column] = int(count)
                    self.bounds[name, row, column] = seen(float(cell), float(limit))
        for balance in result.balances:
            if not any(isinstance(term, str) for term in (*balance.wholes, *balance.parts)):
                wholes, parts = (
                    [(name, *term) for term in side] for side in (balance.wholes, balance.parts)
                )
                if {*wholes, *parts} <= self.truth.keys():
                    self.holds(wholes, parts, rest=balance.kind == "remainder")

    def holds(self, wholes: Iterable[Place], parts: Iterable[Place], *, rest: bool = False) -> None:
        """The parts are among the wholes; unless there may be a rest the reader knows of none."""
        equation: dict[Place, int] = {}
        for sign, side in ((1, wholes), (-1, parts)):
            for place in side:
                equation[place] = equation.get(place, 0) + sign
        left = sum(self.truth[place] * times for place, times in equation.items())
        assert left >= 0, equation
        self.equations.append((equation, rest or left > 0))

    def same(self, *places: Place) -> None:
        """The same people stand in several places."""
        for place in places[1:]:
            self.holds([places[0]], [place])

    def finds(self) -> list[tuple[Place, int, int, int]]:
        """Every small count with fewer values than it may have, and every other with only one."""
        return [
            (place, count, low, high)
            for place, count in self.truth.items()
            for least in [LEAST if count < THRESHOLD else LEAST_OF_ROUNDED]
            if self._narrow(place, least)
            for low, high in [self.extremes(place)]
            if high - low + 1 < least
        ]

    def _narrow(self, place: Place, least: int) -> bool:
        """Whether fewer values were seen to fit, when the extremes of others were looked for."""
        values = [fits[place] for fits in self.fitting if place in fits]
        return not values or max(values) - min(values) + 1 < least

    def extremes(self, place: Place) -> tuple[int, int]:
        """The smallest and the largest value of a count that fit everything published."""
        names, lines = self._near(place)
        column = {name: number for number, name in enumerate(names)}
        slack = sum(inside for _, inside in lines)
        matrix = sparse.lil_matrix((max(len(lines), 1), len(names) + slack))
        extra = len(names)
        for row, (equation, inside) in enumerate(lines):
            for name, times in equation.items():
                matrix[row, column[name]] = times
            if inside:
                matrix[row, extra] = -1
                extra += 1
        lows = [self.bounds[name][0] for name in names] + [0] * slack
        highs = [self.bounds[name][1] for name in names] + [MOST] * slack
        goal = np.zeros(len(names) + slack)
        goal[column[place]] = 1
        found = []
        for sign in (1, -1):
            answer = optimize.milp(
                sign * goal,
                integrality=np.ones(len(goal)),
                bounds=optimize.Bounds(lows, highs),
                constraints=optimize.LinearConstraint(matrix.tocsr(), 0, 0),
            )
            assert answer.x is not None, "the truth itself does not fit"
            found.append(round(answer.x[column[place]]))
            self.fitting.append({name: round(answer.x[at]) for name, at in column.items()})
        return found[0], found[1]

    def _near(self, place: Place) -> tuple[list[Place], list[tuple[dict[Place, int], bool]]]:
        """Everything that has to do with a count."""
        reached, left, lines = {place}, list(self.equations), []
        while near := [line for line in left if line[0].keys() & reached]:
            lines += near
            left = [line for line in left if line not in near]
            reached |= {name for equation, _ in near for name in equation}
        return sorted(reached), lines


def seen(shown: float, limit: float) -> tuple[int, int]:
    """What one cell tells: a rounded number, ``<10``, or that it was left out."""
    if shown == shown:
        assert shown >= THRESHOLD, "a count below the threshold is shown"
        assert shown % LEAST == 0, "a count is shown that is not rounded"
        return max(THRESHOLD, int(shown) - MARGIN), int(shown) + MARGIN
    assert limit == limit, "a count disappeared without a word"
    return 0, MOST if np.isinf(limit) else int(limit) - 1


def reading(inputs: AnalysisInputs, ledger: Ledger | None = None) -> Attacker:
    """A reader of everything that is published of an evaluation."""
    attacker, ledger = Attacker(), ledger or ledger_of(inputs)
    first: dict[tuple[str, int], Place] = {}
    for analysis in analyses_of(inputs.evaluation):
        result = analysis.result(inputs)
        attacker.read(analysis.name, result, ledger)
        for (row, column), name in result.names.items():
            place = (analysis.name, row, column)
            if place in attacker.truth:
                attacker.same(first.setdefault((name, attacker.truth[place]), place), place)
    return attacker
