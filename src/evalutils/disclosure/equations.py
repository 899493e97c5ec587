"""How numbers add up, as equations, in systems that share no number."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evalutils.disclosure.numbers import Number, Numbers, Sides
from evalutils.result import Balance

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True)
class Line:
    """A balance as an equation that adds up to 0.

    Attributes
    ----------
    equation
        Coefficient per number; what the parts leave of the whole is a negative number.
    candidates
        Numbers that may be left out to protect another.
    protected
        The number that stands for what the parts leave, where that is a small group of persons.
    whole
        The number that the others are parts of; None where there are several or none.
    """

    equation: Mapping[Number, int]
    candidates: frozenset[Number]
    protected: Number | None = None
    whole: Number | None = None

    @property
    def persons(self) -> frozenset[Number]:
        """The numbers that stand in a result."""
        return frozenset(item for item in self.equation if item >= 0)

    @property
    def numbers(self) -> frozenset[Number]:
        """All numbers in the equation."""
        return frozenset(self.equation)


def systems_of(numbers: Numbers) -> list[list[Line]]:
    """The equations of all balances, in groups that share no number."""
    rests: dict[frozenset[tuple[Number, int]], Number] = {}
    lines: dict[tuple[object, ...], Line] = {}
    for balance, sides in numbers.balances():
        line = _line(balance, sides, numbers, rests)
        if line is not None and not line.persons <= numbers.public:
            # Several results may state one balance.
            key = (frozenset(line.equation.items()), line.candidates, line.protected, line.whole)
            lines[key] = line
    groups = merged(set(line.equation) for line in lines.values())
    place = {number: at for at, group in enumerate(groups) for number in group}
    systems: list[list[Line]] = [[] for _ in groups]
    for line in lines.values():
        systems[place[next(iter(line.equation))]].append(line)
    return systems


def _line(
    balance: Balance,
    sides: Sides,
    numbers: Numbers,
    rests: dict[frozenset[tuple[Number, int]], Number],
) -> Line | None:
    """The equation of a balance; None when its numbers do not fit it or say nothing."""
    wholes, parts, complete = sides
    rest = sum(numbers.counts[item] for item in wholes)
    rest -= sum(numbers.counts[item] for item in parts)
    exact = rest == 0 and complete
    if len(wholes) < len(balance.wholes) or not wholes or not parts or rest < 0:
        return None
    if balance.kind == "flow" and not exact:
        return None
    equation: dict[Number, int] = dict.fromkeys([*wholes, *parts], 0)
    for sign, side in ((1, wholes), (-1, parts)):
        for item in side:
            equation[item] += sign
    equation = {item: times for item, times in equation.items() if times}
    if not equation:
        return None
    candidates = frozenset(wholes + parts if balance.kind == "flow" else parts)
    of_a_whole = balance.kind in ("sum", "among") and len(wholes) == 1
    whole = wholes[0] if of_a_whole else None
    if exact and balance.kind in ("sum", "flow"):
        return Line(equation, candidates, None, whole)
    left = rests.setdefault(frozenset(equation.items()), -1 - len(rests))
    protected = balance.kind == "remainder" and rest < numbers.rule.threshold
    return Line({**equation, left: -1}, candidates, left if protected else None, whole)


def merged(groups: Iterable[set[Item]]) -> list[set[Item]]:
    """Groups of items, those that share an item taken together."""
    found: list[set[Item]] = []
    for group in groups:
        together = set(group)
        for other in [other for other in found if other & together]:
            found.remove(other)
            together |= other
        found.append(together)
    return found


def outward(item: Number, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The equations of a number, then those that share a number with these, and so on."""
    reached, left = {item}, list(lines)
    while near := [line for line in left if line.numbers & reached]:
        yield near
        left = [line for line in left if line not in near]
        reached |= {one for line in near for one in line.equation}
