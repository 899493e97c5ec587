"""What a programme spent per person who took part or left for work in the same period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from evalutils.contracts.spans import Span, span_of
from evalutils.contracts.units import UNITS
from evalutils.cost_benefit.programme_finances import finance_totals
from evalutils.frames import rows as each_row
from evalutils.result import Balance, KeyFigure, Result

EXIT_TO_WORK, PARTICIPANT = "exit_to_work", "participant"


@dataclass(frozen=True)
class PersonCount:
    """A number of persons that spending may be divided by.

    Attributes
    ----------
    name
        ``exit_to_work`` or ``participant``.
    span
        The period in which they were counted.
    count
        How many.
    parts
        Names of the numbers that it is the sum of.
    """

    name: str
    span: Span
    count: float
    parts: tuple[str, ...]


def outcome_costs(finances: pd.DataFrame, outcomes: Sequence[PersonCount]) -> Result:
    """Expenditure of a period divided by the persons of exactly that period.

    All expenditure counts, also what would have been spent without these persons; nothing is
    discounted or taken off for what others paid. Where the periods differ there is no figure.

    Returns
    -------
    Result
        A row per period and outcome with count, expenditure_eur, items (how many were added up)
        and cost_eur per person; per_exit_to_work and per_participant hold the same per outcome.
    """
    totals = finance_totals(finances)
    frame = totals.exact[totals.exact["kind"].eq("expenditure") & totals.exact["actual"].notna()]
    rows = [
        (spent, outcome)
        for spent in each_row(frame)
        for outcome in outcomes
        if outcome.span == span_of(spent.period_start, spent.date)
    ]
    made = [
        {
            "outcome": outcome.name,
            "period_start": spent.period_start,
            "date": spent.date,
            "items": spent.items,
            "expenditure_eur": spent.actual * UNITS[spent.unit].factor,
            "count": float(outcome.count),
            "group_key": outcome.span.key,
            "status": "computed",
            "source": spent.source,
        }
        for spent, outcome in rows
    ]
    columns = ["outcome", "period_start", "date", "items", "expenditure_eur", "count"]
    parts = [outcome.parts for _, outcome in rows]
    return Result(
        pd.DataFrame(made, columns=[*columns, "group_key", "status", "source"]),
        counts=("count",),
        names={(row, "count"): names[0] for row, names in enumerate(parts) if len(names) == 1},
        balances=tuple(
            Balance(((row, "count"),), names) for row, names in enumerate(parts) if len(names) > 1
        ),
        derive=_per_person,
        key_figures=tuple(
            KeyFigure(f"cost_benefit.expenditure_per_{name}", f"per_{name}", "EUR",
                "expenditure / persons of the same period")
            for name in (EXIT_TO_WORK, PARTICIPANT)
        ),
    )  # fmt: skip


def _per_person(frame: pd.DataFrame) -> pd.DataFrame:
    counts = frame["count"].astype("float64")
    cost = frame["expenditure_eur"].astype("float64") / counts.where(counts > 0)
    each = {
        f"per_{name}": cost.where(frame["outcome"].eq(name)) for name in (EXIT_TO_WORK, PARTICIPANT)
    }
    return frame.assign(cost_eur=cost, **each)
