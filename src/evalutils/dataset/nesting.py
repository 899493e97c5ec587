"""Which group of people is part of which, as evaluation.yaml declares it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evalutils.contracts.tables import TABLES
from evalutils.dataset.faults import FaultList, FileFaults, quoted, suggestion

if TYPE_CHECKING:
    import pandas as pd

KEY = "groups"
# The column of a table that names the group of a row.
COLUMN = "group"
# All clients: the cell of a row about them is empty.
EVERYONE = ""


@dataclass(frozen=True)
class Nesting:
    """Which group is part of which; a group that is not named here is part of all clients.

    Attributes
    ----------
    part_of
        Per group the group that it is directly a part of.
    """

    part_of: Mapping[str, str] = field(default_factory=dict)

    def above(self, group: str) -> Iterator[str]:
        """The groups that hold all of a group, from small to large; all clients not among them."""
        while group in self.part_of:
            group = self.part_of[group]
            yield group

    def parent(self, group: str, given: Collection[str]) -> str:
        """The smallest of the given groups that holds all of a group, or else all clients."""
        return next((item for item in self.above(group) if item in given), EVERYONE)

    def parts(self, given: Iterable[str]) -> dict[str, list[str]]:
        """Per whole the given groups that are directly a part of it, in their order.

        No two of these hold each other, so that a client counts in one of them at most unless the
        groups overlap otherwise.
        """
        groups = [group for group in dict.fromkeys(given) if group != EVERYONE]
        found: dict[str, list[str]] = {}
        for group in groups:
            found.setdefault(self.parent(group, groups), []).append(group)
        return found


def check_circles(nesting: Nesting, faults: FileFaults) -> None:
    """Report every group that would be a part of itself."""
    for group in nesting.part_of:
        seen = [group]
        while (outer := nesting.part_of.get(seen[-1])) is not None and outer not in seen:
            seen.append(outer)
        if outer == group:
            path = " -> ".join((*seen, group))
            problem = f"the group would be a part of itself ({path}). Remove one 'part_of'."
            faults.add(problem, column=f"{KEY}.{group}")


def check_groups(
    nesting: Nesting, tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], file: str,
    faults: FaultList,
) -> None:  # fmt: skip
    """Report every declared group that no table has.

    `names` are the files of the tables; when one of those with groups has a fault of its own
    nothing is said.
    """
    grouped = [name for name in names if _has_groups(name)]
    if any(name not in tables or faults.about(names[name]) for name in grouped):
        return
    known = {str(group) for name in grouped for group in tables[name][COLUMN].dropna()}
    for inner, outer in nesting.part_of.items():
        for group in (inner, outer):
            if group not in known:
                problem = (
                    f"{quoted(group)} is a group of no table. {suggestion(group, known)} Otherwise "
                    "remove it here."
                )
                faults.add(file, problem, column=f"{KEY}.{inner}")


def _has_groups(table: str) -> bool:
    return any(column.name == COLUMN for column in TABLES[table].columns)
