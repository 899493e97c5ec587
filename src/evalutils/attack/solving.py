"""Solves for the lowest and the highest value of numbers, by integer programming.

The bounds are exact: for both ends whole numbers exist that fit everything that is known (see
Hundepool et al. 2012, Statistical disclosure control, chapter 4, the problems of the attacker).
What the solver cannot decide within its limits is told as undecided.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from evalutils.attack.puzzle import ANY, Name, Puzzle, Range, Relation

# Nodes make the end of a search the same on every machine; the seconds only serve to end at all.
NODES = 20_000
SECONDS = 60.0
FITS, FITS_NOT = 0, 2
# What a binary fraction may be beside a whole number.
NOISE = 1e-6


@dataclass(frozen=True)
class Reach:
    """What a number can be.

    Attributes
    ----------
    reach
        Values at both ends that were seen to fit, or between which all lie.
    decided
        False when the solver gave up.
    """

    reach: Range
    decided: bool = True


@dataclass
class Linked:
    """Numbers that hang together, and all that is known of them.

    Attributes
    ----------
    known, relations
        As in a puzzle.
    gave_up
        Whether the solver ever stopped before it knew.
    seen
        Whole numbers that fit.
    """

    known: dict[Name, Range]
    relations: list[Relation]
    gave_up: bool = False
    seen: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        from scipy import sparse  # type: ignore[import-untyped]

        self.place = {name: at for at, name in enumerate(self.known)}
        ceiling = 1000 + 4 * sum(span.high for span in self.known.values() if span.high < math.inf)
        self.ceiling = ceiling
        self.lows = np.array([span.low for span in self.known.values()])
        self.highs = np.array([min(span.high, ceiling) for span in self.known.values()])
        rows = [
            (row, self.place[name], weight)
            for row, relation in enumerate(self.relations)
            for name, weight in relation.weights.items()
        ]
        at, to, weights = zip(*rows, strict=True) if rows else ((), (), ())
        shape = (len(self.relations), len(self.known))
        self.matrix = sparse.csr_array((weights, (at, to)), shape=shape)

    def solve(self, goal: Mapping[Name, float], *, whole: bool = True) -> float | None:
        """The lowest value of a weighted sum; None when nothing fits or nobody knows."""
        from scipy import optimize

        cost = np.zeros(len(self.known))
        for name, weight in goal.items():
            cost[self.place[name]] = weight
        within = [relation.within for relation in self.relations]
        limits = optimize.LinearConstraint(
            self.matrix, [one.low for one in within], [one.high for one in within]
        )
        answer = optimize.milp(
            cost,
            integrality=np.full(len(self.known), int(whole)),
            bounds=optimize.Bounds(self.lows, self.highs),
            constraints=limits if within else (),
            options={"node_limit": NODES, "time_limit": SECONDS},
        )
        self.gave_up |= answer.status not in (FITS, FITS_NOT)
        if answer.status != FITS:
            return None
        if whole:
            self.seen.append(np.round(answer.x))
        return float(answer.fun)

    def reach_seen(self, name: Name) -> Range:
        """The values of a number among all that was seen to fit."""
        values = [float(one[self.place[name]]) for one in self.seen]
        return Range(min(values), max(values))

    def reach(self, name: Name, enough: int) -> Reach:
        """The values that a number can have; no further than that they are enough."""
        if self.seen and self.reach_seen(name).values >= enough:
            return Reach(self.reach_seen(name))
        ends = []
        for whole in (False, True):  # by linear programming first: what that pins, is pinned
            ends = [self.solve({name: sign}, whole=whole) for sign in (1, -1)]
            if ends[0] is None or ends[1] is None:
                return Reach(self.known[name], decided=False)
            found = Range(math.ceil(ends[0] - NOISE), math.floor(NOISE - ends[1]))
            if found.values < enough:
                break
        return Reach(Range(found.low, math.inf if found.high >= self.ceiling else found.high))


def parts_of(puzzle: Puzzle) -> Iterator[Linked]:
    """The puzzle in parts that share no number, each with the guesses that fit it."""
    for names, relations in _groups(puzzle):
        yield _fitting({name: puzzle.known[name] for name in names}, relations)


def fitting_relations(puzzle: Puzzle) -> list[Relation]:
    """All that is certain, and the guesses that fit it."""
    return [relation for part in parts_of(puzzle) for relation in part.relations]


def fits(puzzle: Puzzle, more: Sequence[Relation]) -> bool:
    """Whether relations fit a puzzle, all together; also true where the solver gave up."""
    about = {name for relation in more for name in relation.weights}
    for names, relations in _groups(replace(puzzle, relations=[*puzzle.relations, *more])):
        if not about.isdisjoint(names):
            part = Linked({name: puzzle.known[name] for name in names}, relations)
            if part.solve({}) is None and not part.gave_up:
                return False
    return True


def _groups(puzzle: Puzzle) -> Iterator[tuple[list[Name], list[Relation]]]:
    head: dict[Name, Name] = {name: name for name in puzzle.known}

    def top(name: Name) -> Name:
        while head[name] != name:
            head[name] = head[head[name]]
            name = head[name]
        return name

    for relation in puzzle.relations:
        first, *others = relation.weights
        for other in others:
            head[top(other)] = top(first)
    names: dict[Name, list[Name]] = {}
    for name in puzzle.known:
        names.setdefault(top(name), []).append(name)
    relations: dict[Name, list[Relation]] = {}
    for relation in puzzle.relations:
        relations.setdefault(top(next(iter(relation.weights))), []).append(relation)
    for first, group in names.items():
        yield group, relations.get(first, [])


def _fitting(known: dict[Name, Range], relations: Sequence[Relation]) -> Linked:
    """A part with every relation that is certain, and of the guesses those that fit together."""
    every = Linked(known, list(relations))
    if every.solve({}) is not None or every.gave_up:
        return every
    sure = [relation for relation in relations if not relation.assumed]
    guesses = [relation for relation in relations if relation.assumed]
    return _with_guesses(known, sure, guesses)


def _with_guesses(
    known: dict[Name, Range], sure: list[Relation], guesses: list[Relation]
) -> Linked:
    """Add guesses by halves: a half that fits as a whole is taken in as a whole."""
    kept = Linked(known, sure)
    if kept.solve({}) is None:
        return kept
    waiting = [guesses]
    while waiting:
        some = waiting.pop()
        tried = Linked(known, [*kept.relations, *some])
        if tried.solve({}) is not None or tried.gave_up:
            kept = tried
        elif len(some) > 1:
            middle = len(some) // 2
            waiting += [some[middle:], some[:middle]]
    return kept


def solved(puzzle: Puzzle, asked: Mapping[Name, int]) -> dict[Name, Reach]:
    """What every asked number can be.

    Parameters
    ----------
    puzzle
        What is known.
    asked
        Per number how many values are enough: no more are looked for.

    Returns
    -------
    dict
        Numbers that fit nothing, or on which the solver gave up, are undecided.
    """
    found: dict[Name, Reach] = {}
    for part in parts_of(puzzle):
        mine = [name for name in part.known if name in asked]
        if not mine:
            continue
        if not part.seen:
            found |= {name: Reach(part.known.get(name, ANY), decided=False) for name in mine}
            continue
        for sign in (1, -1):
            part.solve(dict.fromkeys(mine, sign))
        found |= {name: part.reach(name, asked[name]) for name in mine}
    return found
