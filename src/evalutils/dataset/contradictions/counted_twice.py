"""Rows that would be counted twice or not at all, and figures that their unit does not allow."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from evalutils.contracts.columns import Column
from evalutils.contracts.tables import TABLES
from evalutils.contracts.units import UNITS
from evalutils.dataset.contradictions.rule_view import Row, RuleView, grouped
from evalutils.dataset.evaluation import Contradiction
from evalutils.dataset.faults import number

ALL = "all"
_LEAVERS = ("exits_work", "exits_other", "exits_total")


class Summed(NamedTuple):
    """A table whose rows are added up."""

    table: str
    name: str  # the column with the name of a row
    numbers: tuple[str, ...]
    alike: tuple[str, ...]  # in these columns a total is as its parts are
    # The same of a row that is called a total, where that is more.
    called: tuple[str, ...] = ()


_PERIOD = ("kind", "period_start", "date", "unit")
SUMMED = (
    Summed("costs", "item", ("low", "central", "high"), ("kind", "per"), ("bearer",)),
    Summed("instruments", "instrument", ("participants", "started", *_LEAVERS), ()),
    Summed("finances", "item", ("budget", "revised_budget", "actual", "previous_actual"), _PERIOD),
)
_SUM = re.compile(
    r"\b(sub|eind)?tota(al|len|le|albedrag)\b|\btotal\b|\bwaarvan\b"
    r"|^(alle )?(kosten|uitgaven|lasten|baten|inkomsten|instrumenten) (samen|opgeteld)$"
    r"|^alle (kosten|uitgaven|lasten|baten|inkomsten|instrumenten)$"
    r"|^(som|samen|tezamen|opgeteld|alles( samen)?)$",
    re.IGNORECASE,
)
# Of accounts the difference of income and expenditure stands there too.
_BALANCE = re.compile(r"\bsaldo\b|^(resultaat|balans)$", re.IGNORECASE)
_EVERYONE = re.compile(
    r"((sub|eind)?tota(al|len)|total)( generaal)?|allen|alles|allemaal|iedereen|samen|opgeteld"
    r"|alle (cliënten|groepen|mensen|deelnemers|kandidaten)|(de )?(ge)?hele (groep|populatie)",
    re.IGNORECASE,
)
# What a researcher writes in the note of a row that looks like a sum and is none.
DECLARED = "geen totaal"
# A sum of round amounts comes about by chance.
_TELLING_DIGITS = 3
# Fractions are off by about this part of themselves in binary arithmetic.
_NOISE = 1e-9


def moves_twice(case: RuleView) -> Iterator[Contradiction]:
    """Steps from one rung to sets of rungs that overlap, and steps above the highest rung."""
    top = max(case.rungs, default=0)
    steps = [row for row in case.rows("ladder_moves") if row["from_rung"] != ALL]
    reached = {row["row"]: _reached(int(row["from_rung"]), row["to_rungs"], top) for row in steps}
    for row in steps:
        if top and not reached[row["row"]]:
            problem = f"there is no rung above {top}. Correct the step."
            yield row.found("to_rungs", problem, impossible=True)
    for part in grouped(steps, "basis", "from_rung").values():
        for before, after in combinations(part, 2):
            if both := reached[before["row"]] & reached[after["row"]]:
                problem = (
                    f"'{after['to_rungs']}' and '{before['to_rungs']}' in row {before['row']} are "
                    f"both steps to rung {min(both)}: these clients would count twice. "
                    "Keep one row, or rungs that do not overlap."
                )
                yield after.found("to_rungs", problem, impossible=True)


def _reached(start: int, to_rungs: str, top: int) -> set[int]:
    if to_rungs == "same":
        return {start}
    if to_rungs == "higher":
        return set(range(start + 1, (top or start + 1) + 1))
    ends = [int(rung) for rung in to_rungs.split("-")]
    return set(range(ends[0], ends[-1] + 1))


def sums_among_parts(case: RuleView) -> Iterator[Contradiction]:
    """A row that adds up others and would be added to them."""
    for table, name, numbers, alike, more in SUMMED:
        rows = [row for row in case.rows(table) if not _declared(row)]
        suspects = [row for row in rows if table == "finances" and _BALANCE.search(row[name])]
        for part in grouped(rows, *alike, *more).values():
            suspects += _called_sum(part, name)
        for part in grouped(rows, *alike).values():
            suspects += _sums(part, numbers)
        for row in {row["row"]: row for row in suspects}.values():
            problem = (
                "this row seems to be the sum or a part of others, and would be counted with them. "
                f"Remove it; when it is neither, write '{DECLARED}' in its note."
            )
            yield row.found(name, problem, impossible=True)
    for table, name in (
        ("exits", "group"),
        ("caseload", "group"),
        ("funnel", "stage"),
        ("funnel", "funnel"),
    ):
        for row in case.rows(table):
            known = not row[name] or _declared(row) or row.get("overlapping")
            if not known and (problem := _no_part(row[name], name)):
                yield row.found(name, problem, impossible=True)


def _declared(row: Row) -> bool:
    return DECLARED in (row["note"] or "").casefold()


def _no_part(written: str, name: str) -> str:
    """Why a name is that of no group or stage, empty when it may be one."""
    declared = f"when it is something else, write '{DECLARED}' in the note"
    if _EVERYONE.fullmatch(written):
        if name == "group":
            return f"this is no group but all clients. Leave the cell empty for them; {declared}."
        return f"a total is no step of a funnel. Remove the row; {declared}."
    if name == "group" and re.match(r"waarvan\b", written, re.IGNORECASE):
        return (
            "this is a part of another group. Name it by itself and write true in 'overlapping'; "
            f"{declared}."
        )
    return ""


def _called_sum(part: Sequence[Row], name: str) -> list[Row]:
    """The one row that is called a total among others; two totals are of different things."""
    named = [row for row in part if _SUM.search(row[name])]
    return named if len(named) == 1 < len(part) else []


def _sums(part: Sequence[Row], columns: Sequence[str]) -> list[Row]:
    """The first or last row, where a sum stands, when it is the sum of all others."""
    sums = {column: sum(row[column] or 0 for row in part) for column in columns}
    digits = max((_digits(row[column] or 0) for row in part for column in columns), default=0)
    ends = (part[0], part[-1]) if len(part) > 2 and digits >= _TELLING_DIGITS else ()
    return [row for row in ends if _is_half(row, sums)]


def _is_half(row: Row, sums: Mapping[str, float]) -> bool:
    """Whether every number of a row is half the sum of its column."""
    given = {column: row[column] for column in sums if row[column]}
    return bool(given) and all(
        math.isclose(2 * value, sums[column]) for column, value in given.items()
    )


def _digits(value: float) -> int:
    return len(f"{value:.10g}".replace(".", "").strip("0"))


def after_horizon(case: RuleView) -> Iterator[Contradiction]:
    """An amount of which no month lies within the horizon: it would vanish from the balance."""
    horizon = (case.assumptions.get("horizon_months") or {}).get("value")
    if not isinstance(horizon, int):
        return
    lock_in = (case.assumptions.get("lock_in_months") or {}).get("value")
    shortest = min(lock_in.values()) if isinstance(lock_in, dict) else lock_in
    wait = shortest if isinstance(shortest, int | float) else 0
    for row in case.rows("costs"):
        first = (row["start_month"] or 0) + (wait if row["per"] == "exit_month" else 0)
        if row["months"] == 0:
            problem = "an amount of 0 months does not count. Leave the cell empty, or correct it."
            yield row.found("months", problem, impossible=True)
        if first >= horizon:
            problem = (
                f"the amount begins after {first:.10g} months and the horizon in assumptions.yaml "
                f"is {horizon}: it would not count. Correct one of the two."
            )
            yield row.found("start_month", problem, impossible=True)


def not_of_unit(case: RuleView) -> Iterator[Contradiction]:
    """A figure that its unit does not allow, or with more digits than it says are printed."""
    for table in ("claims", "targets"):
        for column in (column for column in TABLES[table].columns if column.unit_in):
            for row in case.rows(table):
                yield from _against_unit(row, column)
    for row in (row for row in case.rows("claims") if row["value"] is not None):
        if row["decimals"] is None:
            problem = "empty, beside a value. Write how many decimals the source prints: 0 for 57."
            yield row.found("decimals", problem, impossible=True)
            continue
        decimals = len(f"{row['value']:.12g}".partition(".")[2])
        if decimals > row["decimals"]:
            problem = (
                f"the value has {decimals} decimals, and {row['decimals']} are said to be printed. "
                "Correct one of the two."
            )
            yield row.found("decimals", problem, impossible=True)
        step = row["rounded_to"]
        if step and abs(math.remainder(row["value"], step)) > _NOISE * max(row["value"], step):
            problem = (
                f"{number(row['value'])} is no whole number of times {number(step)}, to which "
                "it is said to be rounded. Correct one of the two."
            )
            yield row.found("rounded_to", problem, impossible=True)


def _against_unit(row: Row, column: Column) -> Iterator[Contradiction]:
    value, unit = row[column.name], UNITS[row["unit"]]
    if value is None or unit.highest is None or 0 <= value <= unit.highest:
        return
    problem = (
        f"{number(value)} is no {row['unit']}, which runs from 0 to {number(unit.highest)}. "
        "Correct it or the unit."
    )
    yield row.found(column.name, problem, impossible=True)


def statement(case: RuleView) -> Iterator[Contradiction]:
    """What the source says of a target that its own figures deny.

    Before the end of the target's period a source may judge by what was due so far.
    """
    for row in case.rows("targets"):
        target, result, said = row["target"], row["result"], row["statement"]
        start, end, measured = row["target_start"], row["target_end"], row["measured_on"]
        early = start is not None and measured is not None and measured < start
        if said is None or result is None or target is None or early:
            continue
        reached, missed = _reached_target(target, row.ends("result"), row["direction"])
        done = end is None or measured is None or measured >= end
        if (said != "met" and reached) or (said == "met" and missed and done):
            problem = (
                f"the statement is '{said}', and {number(result)} of {number(target)} "
                f"('{row['direction']}') says otherwise. Correct one of them."
            )
            yield row.found("statement", problem, published=result, computed=target, beside=said)


def _reached_target(
    target: float, result: tuple[float, float], direction: str
) -> tuple[bool, bool]:
    """Whether a target was certainly reached, and whether it was certainly missed."""
    low, high = result
    if direction == "at_least":
        return low >= target, high < target
    if direction == "at_most":
        return high <= target, low > target
    return low == high == target, not low <= target <= high
