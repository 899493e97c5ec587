"""An invented programme over six years, of which the change and the break are known.

The clients of every year are of the same kind, and begin on its first day. More of them find work
than a year before, and from one year on work in part time is counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evalutils.synthetic.draws import pick, uniforms
from evalutils.synthetic.two_arms import (
    DESTINATIONS,
    ELSEWHERE,
    TO_WORK,
    characteristics,
    days_until,
    product_of,
    share_at_work,
)

YEARS = range(2019, 2025)
# By how much the chance of work on a day is larger than a year before: the change that is built in.
FACTOR = 1.12
# From this year on work in part time is counted apart: the break that is built in.
APART_FROM, PART_TIME = 2022, 0.3
DAYS = 365
_CASELOAD = "measure,period_start,date,count,qualifier,unit,source,locator\n"
_EXITS = (
    "destination,group,count,share,base,overlapping,period_start,date,within_base,source,locator\n"
)
# Source and place of every row.
_PLACE = "synthetic,getelde verzonnen cliënten"
_BROKEN = ", changed: [codes], note: Werk in deeltijd wordt vanaf dit jaar apart geteld."


def factor_of(year: int) -> float:
    """How much larger the chance of work on a day is than in the first year."""
    return float(FACTOR ** (year - YEARS[0]))


def counts_of(year: int, clients: int, seed: int) -> dict[str, int]:
    """How many of so many clients went where within a year, by destination."""
    seed_of_year = seed * 10_000 + year
    kinds = characteristics(clients, seed_of_year)
    rate = TO_WORK * product_of(kinds, 3) * factor_of(year)
    work = days_until(rate, seed_of_year, "year work", clients)
    away = days_until(np.full(clients, ELSEWHERE), seed_of_year, "year elsewhere", clients)
    others = [weight for _, weight in DESTINATIONS[1:]]
    place = 1 + pick(others, uniforms(seed_of_year, "year place", clients))
    left = np.minimum(work, away) <= DAYS
    place = np.where(work <= away, 0, place)
    part_time = left & (place == 0) & (uniforms(seed_of_year, "part time", clients) < PART_TIME)
    found = {"total": int(left.sum())}
    for number, (code, _) in enumerate(DESTINATIONS):
        found[code] = int((left & (place == number)).sum())
    if year >= APART_FROM:
        found["part_time_work"] = int(part_time.sum())
        found["paid_work"] -= found["part_time_work"]
    return found


def share_of(year: int) -> float:
    """Share of the clients of a year who are counted as gone to paid work: the truth."""
    share = share_at_work(factor_of(year), DAYS)
    return share * (1 - PART_TIME) if year >= APART_FROM else share


def tables_of(year: int, clients: int, seed: int) -> Mapping[str, str]:
    """The tables of a year, as text by the name of their file."""
    period = f"{year}-01-01,{year}-12-31"
    exits = (
        f"{code},,{count},,participants,,{period},yes,{_PLACE}\n"
        for code, count in counts_of(year, clients, seed).items()
    )
    return {
        "caseload.csv": f"{_CASELOAD}participants,{period},{clients},exact,person,{_PLACE}\n",
        "exits.csv": _EXITS + "".join(exits),
    }


def declared(year: int) -> str:
    """What evaluation.yaml says of the year before; nothing in the first."""
    if year == YEARS[0]:
        return ""
    changed = _BROKEN if year == APART_FROM else ""
    return f'comparable_with:\n  "{year - 1}": {{clients: other{changed}}}\n'
