"""Sections of a table are groups of clients: all together, and parts of these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evalutils.attack.puzzle import ANY, Name
from evalutils.attack.reading import EVERYONE, Outsider

_ALL = ("alle cliënten", "")
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

    `found` gives, per thing that is counted, the number of each group.
    """
    for numbers in found.values():
        everyone = numbers.get(EVERYONE)
        parts = [name for group, name in numbers.items() if group != EVERYONE]
        if everyone is None or not parts:
            continue
        for part in parts:
            at_most(reading, everyone, part)
        if len(parts) > 1:
            reading.puzzle.adds_up(everyone, parts)


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
