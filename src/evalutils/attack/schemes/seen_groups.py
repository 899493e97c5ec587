"""Sections of a table are groups of clients: all together, and parts of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import EVERYONE, Outsider

_ALL = ("alle cliënten", "")
_MOST_CUT = 10
_BETWEEN_BRACKETS = re.compile(r"^(.*?)(?: \(([^()]*)\))?$")


def group_of(section: str) -> str:
    """The group that a heading names; nothing for all clients."""
    return EVERYONE if section.lower() in _ALL else section.lower()


def with_group(text: str) -> tuple[str, str]:
    """``Traject (noord)`` as what it is about and its group."""
    found = _BETWEEN_BRACKETS.match(text)
    return (text, EVERYONE) if found is None else (found[1], (found[2] or EVERYONE).lower())


def state_groups(reading: Outsider, found: Mapping[tuple[str, ...], Mapping[str, Name]]) -> None:
    """Groups are among all clients, and an outsider takes them to be all of these together.

    Where that is too many they are groups of several kinds, each of which is everyone. `found`
    gives, per thing that is counted, the number of each group.
    """
    kinds = _kinds(reading, found)
    for numbers in found.values():
        everyone = numbers.get(EVERYONE)
        parts = [name for group, name in numbers.items() if group != EVERYONE]
        if everyone is None or not parts:
            continue
        for part in parts:
            at_most(reading, everyone, part)
        for kind in kinds or [list(numbers)]:
            of_kind = [numbers[group] for group in kind if group in numbers and group != EVERYONE]
            if len(of_kind) > 1:
                reading.puzzle.adds_up(everyone, of_kind)


def _kinds(
    reading: Outsider, found: Mapping[tuple[str, ...], Mapping[str, Name]]
) -> list[list[str]]:
    """The only way to cut the groups, in the order of the page, in kinds that are each everyone."""
    each = [numbers for numbers in found.values() if EVERYONE in numbers]
    groups = list(dict.fromkeys(group for numbers in each for group in numbers))
    groups = [group for group in groups if group != EVERYONE]
    if len(groups) > _MOST_CUT or _may_be_everyone(reading, each, groups):
        return []
    ways = [
        [groups[start:end] for start, end in pairwise((0, *cut, len(groups)))]
        for many in range(1, len(groups) // 2)
        for cut in combinations(range(2, len(groups) - 1), many)
    ]
    fitting = [
        way
        for way in ways
        if all(len(kind) > 1 and _may_be_everyone(reading, each, kind) for kind in way)
    ]
    return fitting[0] if len(fitting) == 1 else []


def _may_be_everyone(
    reading: Outsider, each: Sequence[Mapping[str, Name]], groups: Sequence[str]
) -> bool:
    """Whether groups can together be everyone in each thing that is counted of all of them."""
    known = reading.puzzle.known
    for numbers in each:
        if all(group in numbers for group in groups):
            ends = [known[numbers[group]] for group in groups]
            whole = known[numbers[EVERYONE]]
            if whole.high < sum(one.low for one in ends):
                return False
            if whole.low > sum(one.high for one in ends):
                return False
    return True


def at_most(reading: Outsider, whole: Name, *parts: Name) -> None:
    """Each part is no more than the whole."""
    for part in parts:
        if part != whole:
            reading.puzzle.relate({whole: 1, part: -1}, ANY, assumed=True)


def sums(reading: Outsider, whole: Name | None, parts: Iterable[Name | None]) -> None:
    """The parts are all of the whole, as far as every part is known to be there."""
    known = list(parts)
    given = [part for part in known if part is not None]
    if whole is None or not given:
        return
    at_most(reading, whole, *given)
    reading.puzzle.adds_up(whole, given)
