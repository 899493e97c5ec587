"""Rows that would be counted twice or not at all, and figures that their unit does not allow."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from evalutils.contracts.columns import Column
from evalutils.contracts.tables import TABLES
from evalutils.dataset.contradiction import Contradiction
from evalutils.dataset.contradictions.case import Case, Rows

ALL = "all"
_SUM = re.compile(r"\b(sub)?tota(al|len)\b|\b(grand )?total\b|\bwaarvan\b", re.IGNORECASE)
_EVERYONE = re.compile(
    r"(sub)?tota(al|len)|total|allen|alles|iedereen|alle (cliënten|groepen|mensen)", re.IGNORECASE
)
# A sum of round amounts comes about by chance.
_TELLING_DIGITS = 3


def moves_twice(case: Case) -> Iterator[Contradiction]:
    """Steps from one rung to sets of rungs that overlap, and steps above the highest rung."""
    rows = case.rows("ladder_moves")
    top = max(case.rungs, default=0)
    starts: dict[tuple[str, str], list[tuple[set[int], dict[str, Any]]]] = {}
    for row in rows:
        if row["from_rung"] == ALL:
            continue
        reached = _reached(int(row["from_rung"]), row["to_rungs"], top)
        if top and not reached:
            problem = f"there is no rung above {top}. Correct the step."
            yield rows.found(row, "to_rungs", problem, impossible=True)
        starts.setdefault((row["basis"], row["from_rung"]), []).append((reached, row))
    for found in starts.values():
        for (some, before), (others, after) in combinations(found, 2):
            if some & others:
                problem = (
                    f"'{after['to_rungs']}' and '{before['to_rungs']}' in row {before['row']} are "
                    f"both steps to rung {min(some & others)}: these clients would count twice. "
                    "Keep one row, or rungs that do not overlap."
                )
                yield rows.found(after, "to_rungs", problem, impossible=True)


def _reached(start: int, to_rungs: str, top: int) -> set[int]:
    if to_rungs == "same":
        return {start}
    if to_rungs == "higher":
        return set(range(start + 1, (top or start + 1) + 1))
    ends = [int(rung) for rung in to_rungs.split("-")]
    return set(range(ends[0], ends[-1] + 1))


def sums_among_parts(case: Case) -> Iterator[Contradiction]:
    """A row that adds up others and would be added to them."""
    rows = case.rows("costs")
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault((row["kind"], row["bearer"], row["per"]), []).append(row)
    for part in alike.values():
        yield from _sums(rows, part, "item", ("low", "central", "high"))
    rows = case.rows("instruments")
    counts = [column.name for column in TABLES["instruments"].columns if column.kind == "integer"]
    yield from _sums(rows, list(rows), "instrument", counts)
    rows = case.rows("exits")
    for row in rows:
        if row["group"] and _EVERYONE.fullmatch(row["group"]):
            problem = "this is no group but all clients. Leave the cell empty for them."
            yield rows.found(row, "group", problem, impossible=True)


def _sums(
    rows: Rows, part: Sequence[dict[str, Any]], name: str, columns: Sequence[str]
) -> Iterator[Contradiction]:
    """Rows called a total among rows that are not, and rows that are the sum of all others."""
    named = [row for row in part if _SUM.search(row[name])]
    sums = {column: sum(row[column] or 0 for row in part) for column in columns}
    ends = (part[0], part[-1]) if len(part) > 2 else ()  # where a sum stands
    for row in part:
        # Two totals are of different things.
        if (named == [row] and len(part) > 1) or (row in ends and _is_half(row, sums)):
            problem = (
                "this row seems to be the sum or a part of others, and would be counted with them. "
                "Remove it; when it is not, call it no total and put it between the others."
            )
            yield rows.found(row, name, problem, impossible=True)


def _is_half(row: dict[str, Any], sums: Mapping[str, float]) -> bool:
    """Whether every number of a row is half the sum of its column, and not by chance."""
    given = {column: row[column] for column in sums if row[column]}
    telling = max(map(_digits, given.values()), default=0) >= _TELLING_DIGITS
    return telling and all(
        math.isclose(2 * number, sums[column]) for column, number in given.items()
    )


def _digits(number: float) -> int:
    return len(f"{number:.10g}".replace(".", "").strip("0"))


def after_horizon(case: Case) -> Iterator[Contradiction]:
    """An amount of which no month lies within the horizon: it would vanish from the balance."""
    horizon = (case.assumptions.get("horizon_months") or {}).get("value")
    if not isinstance(horizon, int):
        return
    lock_in = (case.assumptions.get("lock_in_months") or {}).get("value")
    shortest = lock_in.get("low") if isinstance(lock_in, dict) else lock_in
    wait = shortest if isinstance(shortest, int) else 0
    rows = case.rows("costs")
    for row in rows:
        first = (row["start_month"] or 0) + (wait if row["per"] == "exit_month" else 0)
        if row["months"] == 0:
            problem = "an amount of 0 months does not count. Leave the cell empty, or correct it."
            yield rows.found(row, "months", problem, impossible=True)
        if first >= horizon:
            problem = (
                f"the amount begins after {first:.10g} months and the horizon in assumptions.yaml "
                f"is {horizon}: it would not count. Correct one of the two."
            )
            yield rows.found(row, "start_month", problem, impossible=True)


def not_of_unit(case: Case) -> Iterator[Contradiction]:
    """A figure that its unit does not allow, or with more digits than it says are printed."""
    for table in ("claims", "targets"):
        rows = case.rows(table)
        for column in (column for column in TABLES[table].columns if column.unit_in):
            for row in rows:
                yield from _against_unit(rows, row, column)
    rows = case.rows("claims")
    for row in rows:
        decimals = len(f"{row['value']:.12g}".partition(".")[2])
        if decimals > row["decimals"]:
            problem = (
                f"the value has {decimals} decimals, and {row['decimals']} are said to be printed. "
                "Correct one of the two."
            )
            yield rows.found(row, "decimals", problem, impossible=True)


def _against_unit(rows: Rows, row: dict[str, Any], column: Column) -> Iterator[Contradiction]:
    value = row[column.name]
    if row["unit"] == "probability" and value is not None and not 0 <= value <= 1:
        problem = f"{value:.12g} is no probability, which runs from 0 to 1. Correct it or the unit."
        yield rows.found(row, column.name, problem, impossible=True)


def statement(case: Case) -> Iterator[Contradiction]:
    """What the source says of a target that its own figures deny.

    Before the end of the target's period a source may judge by what was due so far.
    """
    rows = case.rows("targets")
    for row in rows:
        target, result, said = row["target"], row["result"], row["statement"]
        if said is None or result is None:
            continue
        reached = _reached_target(target, result, row["direction"])
        end, measured = row["target_end"], row["measured_on"]
        done = end is None or measured is None or measured >= end
        if (said != "met" and reached) or (said == "met" and not reached and done):
            problem = (
                f"the statement is '{said}', and {result:.12g} of {target:.12g} "
                f"('{row['direction']}') says otherwise. Correct one of them."
            )
            yield rows.found(
                row, "statement", problem, published=result, computed=target, beside=said
            )


def _reached_target(target: float, result: float, direction: str) -> bool:
    if direction == "at_least":
        return result >= target
    return result <= target if direction == "at_most" else result == target
