"""Costs per participant and per exit, and the saving per exit month, low to high."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.result import KeyFigure, Result

Amounts = npt.NDArray[np.float64]
LEVELS = ("low", "central", "high")


def cost_items(costs: pd.DataFrame) -> Result:
    """The published amounts, with a missing low or high filled by the central amount.

    Returns
    -------
    Result
        The columns of table ``costs``; low, central and high in euro.
    """
    frame = costs.reset_index(drop=True)
    frame["low"] = frame["low"].fillna(frame["central"])
    frame["high"] = frame["high"].fillna(frame["central"])
    frame["transfer"] = frame["transfer"].fillna(False).astype(bool)
    frame["status"] = "published"
    return Result(frame)


def unit_costs(costs: pd.DataFrame, assumptions: Mapping[str, Any]) -> Result:
    """Cost per participant, cost per exit, and benefit saved per exit month and year.

    A cost per participant month counts for as many months as its row says; programme costs are
    divided by the participants of assumptions.yaml. The cost per exit is the sum of costs per exit
    plus the cost per participant times participants per exit. A quantity is missing as soon as one
    cost that belongs to it cannot be brought to it: nothing is left out in silence.

    Parameters
    ----------
    costs
        Table ``costs`` of the contract; amounts in euro.
    assumptions
        Content of assumptions.yaml: ``participants`` and ``exits`` are used.

    Returns
    -------
    Result
        One row per quantity (``cost_per_participant``, ``cost_per_exit``, ``monthly_saving``,
        ``yearly_saving``) with low, central and high in euro; unknown quantities are left out.
    """
    items = cost_items(costs).frame
    participants = _assumed(assumptions, "participants")
    exits = _assumed(assumptions, "exits")
    per_participant = (
        _sum(items, "cost", "participant")
        + _monthly(items, "cost", "participant_month")
        + _scaled(_sum(items, "cost", "programme"), 1 / participants)
    )
    per_exit = (
        _sum(items, "cost", "exit")
        + _monthly(items, "cost", "exit_month")
        + _scaled(per_participant, participants / exits)
    )
    saving = _sum(items[items["bearer"] == "municipality"], "benefit", "exit_month")
    quantities = {
        "cost_per_participant": per_participant,
        "cost_per_exit": per_exit,
        "monthly_saving": saving,
        "yearly_saving": 12 * saving,
    }
    rows = [
        {"quantity": name, **dict(zip(LEVELS, amounts, strict=True))}
        for name, amounts in quantities.items()
        if np.isfinite(amounts).all() and amounts.any()
    ]
    frame = pd.DataFrame(rows, columns=["quantity", *LEVELS])
    frame["source"] = costs["source"].iloc[0] if len(costs) else None
    frame["status"] = "computed"
    return Result(frame, derive=_columns_per_quantity, key_figures=_KEY_FIGURES)


_KEY_FIGURES = tuple(
    KeyFigure(
        f"cost_benefit.{name}",
        f"{name}_central",
        "EUR",
        "sum of published amounts",
        group=None,
        lower=f"{name}_low",
        upper=f"{name}_high",
    )
    for name in ("cost_per_participant", "cost_per_exit")
)


def _columns_per_quantity(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    for name in ("cost_per_participant", "cost_per_exit"):
        for level in LEVELS:
            frame[f"{name}_{level}"] = frame[level].where(frame["quantity"] == name)
    return frame


def _sum(items: pd.DataFrame, kind: str, per: str) -> Amounts:
    rows = items[(items["kind"] == kind) & (items["per"] == per)]
    return rows[list(LEVELS)].sum().to_numpy(dtype=np.float64)


def _monthly(items: pd.DataFrame, kind: str, per: str) -> Amounts:
    """Monthly amounts over their months; unknown when a row does not say how many."""
    rows = items[(items["kind"] == kind) & (items["per"] == per)]
    amounts = rows[list(LEVELS)].mul(rows["months"], axis=0)
    return amounts.sum(skipna=False).to_numpy(dtype=np.float64)


def _scaled(amounts: Amounts, factor: float) -> Amounts:
    """Amounts times a factor that may be unknown; no amount stays no amount."""
    return amounts * factor if amounts.any() else amounts


def _assumed(assumptions: Mapping[str, Any], key: str) -> float:
    entry = assumptions.get(key)
    value = None if entry is None else entry["value"]
    return np.nan if value in (None, 0) else float(value)
