"""What a value of assumptions.yaml may be: a number, a range, a count of a group, a durability.

Every check returns what is wrong as an English sentence, and an empty text when nothing is.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from evalutils.contracts.months import MOST_MONTHS
from evalutils.dataset.faults import quoted

BOUNDS = ("low", "central", "high")
COUNTED = ("count", "of")
CLIENT_LEVEL = "client_level"
SHARE_HINT = "Shares run from 0 to 1, with a point: 0.1 for 10%."
_RANGE_HINT = "write {low: 0.1, central: 0.2, high: 0.3}, with a point in each number."
_DURABILITY_HINT = (
    "write {share: 0.85, months: 12} for a share still out at a month, "
    "{table: {6: 0.9, 12: 0.8}}, or client_level for the curve of the clients."
)


def is_number(value: object) -> bool:
    """Whether it is a number from 0."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def count_problem(value: object) -> str:
    """A whole number from 0."""
    # 1.000 is 1 in YAML: only a number without a point is certainly meant as a count.
    if isinstance(value, int) and is_number(value):
        return ""
    hint = "Write digits only, without dots or quotes, e.g. 1200."
    return f"{quoted(value)} is not a whole number from 0. {hint}"


def group_problem(value: object) -> str:
    """A whole number from 1: a group that amounts are divided by."""
    return (
        "0 participants leave nothing to divide by. Write how many took part, or remove the key."
        if value == 0
        else count_problem(value)
    )


def horizon_problem(value: object) -> str:
    """A whole number of months from 1."""
    return "0 months are no horizon." if value == 0 else _month_problem(value)


def months_problem(value: object) -> str:
    """A number of months, or a range of them."""
    if not isinstance(value, dict):
        return _month_problem(value)
    if set(value) not in ({"low", "high"}, set(BOUNDS)):
        return "write {low: 3, central: 6, high: 12}; central may be left out."
    bounds = [value[bound] for bound in BOUNDS if bound in value]
    problems = [problem for problem in map(_month_problem, bounds) if problem]
    return problems[0] if problems else _order_problem(bounds)


def share_problem(value: object) -> str:
    """A share, a range of shares, or a count of a group."""
    if not isinstance(value, dict):
        return "" if _is_share(value) else f"{quoted(value)} is not a share. {SHARE_HINT}"
    if set(BOUNDS) & set(value) and set(COUNTED) & set(value):
        return "this is a range and a count of a group at once. Keep one of the two."
    if set(value) == set(COUNTED):
        problems = [problem for problem in map(count_problem, value.values()) if problem]
        if problems:
            return problems[0]
        fits = 0 < value["of"] >= value["count"]
        return "" if fits else f"{value['count']} of {value['of']} is no part of a group."
    if set(value) not in ({"low", "high"}, set(BOUNDS)):
        return _RANGE_HINT
    bounds = [value[bound] for bound in BOUNDS if bound in value]
    if not all(map(_is_share, bounds)):
        return f"low, central and high are shares. {SHARE_HINT}"
    return _order_problem(bounds)


def fixed_share_problem(value: object) -> str:
    """One share, without a range."""
    return "" if _is_share(value) else f"{quoted(value)} is not one share. {SHARE_HINT}"


def durability_problem(value: object) -> str:
    """A share still out at a month, a table of them, or the word for that of the clients."""
    if value == CLIENT_LEVEL:
        return ""
    if isinstance(value, dict) and {"share", "table"} <= set(value):
        return "this is a share at a month and a table at once. Keep one of the two."
    if isinstance(value, dict) and set(value) == {"share", "months"}:
        hint = f"'months' is the month of the share: a whole number from 1 to {MOST_MONTHS}."
        month = "" if _is_month(value["months"]) else hint
        return share_problem(value["share"]) or month
    if not isinstance(value, dict) or set(value) != {"table"}:
        return _DURABILITY_HINT
    table = value["table"]
    if not isinstance(table, dict) or not table or not all(map(_is_month, table)):
        return f"{_DURABILITY_HINT} Months run from 1 to {MOST_MONTHS}."
    if not all(map(_is_share, table.values())):
        return f"the table holds shares. {SHARE_HINT}"
    shares = [table[month] for month in sorted(table)]
    rises = shares != sorted(shares, reverse=True)
    return "a share still out cannot rise with the months. Correct the table." if rises else ""


def date_problem(value: object) -> str:
    """A calendar date."""
    return "" if type(value) is date else f"{quoted(value)} is not a date. Write 2019-09-30."


def _order_problem(bounds: list[Any]) -> str:
    if bounds != sorted(bounds):
        return "low, central and high must not go down. Put the smallest first."
    return ""


def _is_share(value: object) -> bool:
    return is_number(value) and float(str(value)) <= 1


def _is_month(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_MONTHS


def _month_problem(value: object) -> str:
    problem = count_problem(value)
    if not problem and not (value == 0 or _is_month(value)):
        return f"{value} is above {MOST_MONTHS} months, which is {MOST_MONTHS // 12} years."
    return problem
