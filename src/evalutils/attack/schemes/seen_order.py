"""The order of rows: where they stand by size, the hidden ones do so as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import at_most

# So many different sizes in order are no chance any more.
_ENOUGH = 3


def order_of_rows(reading: Outsider, lists: Iterable[Iterable[str]] = ()) -> None:
    """Take columns for sorted of which all shown numbers are, with the hidden ones at one end.

    `lists` are those of codes and kinds that the book prints: rows that stand as one does, do so
    whatever their size.
    """
    printed = [list(dict.fromkeys(one)) for one in lists]
    for sections in _columns(reading).values():
        first = next(iter(sections.values()))
        for labels in sections.values():
            if labels is not first and [*labels] == [label for label in first if label in labels]:
                continue  # rows of a group that stand as those above them, whatever their size
            if any(_stand_as(one, [label.lower() for label in labels]) for one in printed):
                continue
            names = list(labels.values())
            for way in (names, names[::-1]):
                if _falls(reading, way):
                    for larger, smaller in pairwise(way):
                        at_most(reading, larger, smaller)


def _stand_as(listed: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether rows stand in the order of a list that has all of them."""
    return set(labels) <= set(listed) and list(labels) == [one for one in listed if one in labels]


def _columns(reading: Outsider) -> dict[tuple[str, ...], dict[str, dict[str, Name]]]:
    """Per column of a table, and per section of that, the number in each row."""
    found: dict[tuple[str, ...], dict[str, dict[str, Name]]] = {}
    for name, seen in reading.seen.items():
        page, table, row, column = seen[0].place
        label, _, section = row.partition(", ")
        found.setdefault((page, table, column), {}).setdefault(section, {})[label] = name
    return found


def _falls(reading: Outsider, names: Sequence[Name]) -> bool:
    """Whether shown numbers never rise and two or more hidden ones stand behind them."""
    shown = [name for name in names if reading.seen[name][0].form.kind != "hidden"]
    lows = [reading.puzzle.known[name].low for name in shown]
    return (
        list(names[: len(shown)]) == shown
        and len(names) > len(shown) + 1
        and len({*lows}) >= _ENOUGH
        and lows == sorted(lows, reverse=True)
    )
