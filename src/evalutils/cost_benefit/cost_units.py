"""Costs per participant and per exit, the saving per exit month, and when that breaks even."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evalutils.cost_benefit.counted import bounded_figure
from evalutils.cost_benefit.persons import (
    PERSONS,
    as_followed,
    balances_of_persons,
    person_names,
    value_of,
)
from evalutils.cost_benefit.structure import NOT_COVERED, STAYERS, completed
from evalutils.result import Result, ranged
from evalutils.statistics import uncertain_inputs

LEVELS = ("low", "central", "high")
BEARER = "municipality"
_SIDES = ("cost_per_exit", "monthly_saving")
Amounts = pd.Series  # euro per level


def cost_items(costs: pd.DataFrame) -> Result:
    """The published amounts, with a missing low or high filled by the central amount.

    A missing central amount is halfway between low and high; an amount that may not be told is
    missing altogether, and so is every sum with it.

    Returns
    -------
    Result
        The columns of table ``costs``; low, central and high in euro.
    """
    frame = costs.reset_index(drop=True)
    middle = (frame["low"] + frame["high"]) / 2
    frame["central"] = frame["central"].fillna(middle)
    frame["low"] = frame["low"].fillna(frame["central"])
    frame["high"] = frame["high"].fillna(frame["central"])
    frame["transfer"] = frame["transfer"].fillna(False).astype(bool)
    frame["status"] = "published"
    return Result(frame)


def unit_costs(costs: pd.DataFrame, assumptions: Mapping[str, Any]) -> Result:
    """Cost per participant, cost per exit, and benefit saved per exit month and year.

    A cost per exit that leaves out, or may leave out, those who stayed is completed with theirs:
    nothing in the central amount when that is possible, and the most in the high one. A cost per
    participant month counts for as many months as its row says; programme costs are
    divided by the participants or exits of assumptions.yaml. Amounts of different price years are
    not added. The cost per exit is the sum of costs per exit, the cost per participant times
    participants per exit, and the programme costs per exit; the cost per participant is built up
    the same way, with costs per exit times exits per participant. A quantity is missing as soon
    as one cost that belongs to it cannot be brought to it: nothing is left out in silence.

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
    stayers = _stayers(completed(assumptions, costs, None))
    frame = pd.DataFrame(_quantities(cost_items(costs).exact, stayers), columns=_COLUMNS)
    for name in PERSONS:
        value = value_of(assumptions, name)
        frame[name] = np.nan if value is None else float(value)
    frame["source"] = costs["source"].iloc[0] if len(costs) else None
    frame["status"] = "computed"
    amounts = amounts_per_level(frame)[list(LEVELS)]
    known = amounts.notna().all(axis=1) & amounts.ne(0).any(axis=1)
    frame = frame[known].reset_index(drop=True)
    names = person_names(assumptions)
    return Result(
        frame,
        counts=PERSONS,
        balances=balances_of_persons(assumptions),
        names={(row, name): names[name] for row in range(len(frame)) for name in PERSONS},
        derive=partial(_of_followed, assumptions, _columns_per_quantity),
        key_figures=_KEY_FIGURES,
    )


_KEY_FIGURES = tuple(
    ranged(
        f"cost_benefit.{name}",
        f"{name}_central",
        "EUR",
        "sum of published amounts",
        ends=(f"{name}_low", f"{name}_high"),
        group=None,
    )
    for name in ("cost_per_participant", "cost_per_exit")
)
# A quantity is `own`, plus `shared` divided by the count in `divisor`, plus `each` times the
# number of the others (participants or exits) per divisor, plus `stayed` times those who did not
# leave per divisor. Kept apart so that the counts can be protected before they are used.
_PARTS = ("own", "shared", "each", "stayed")
_COLUMNS = ["quantity", "divisor", *(f"{part}_{level}" for part in _PARTS for level in LEVELS)]


def _stayers(assumptions: Mapping[str, Any]) -> Amounts:
    """What those who stayed cost, as a part of a cost per exit; the central one is the lowest."""
    value = value_of(assumptions, STAYERS)
    if value is None:
        return Amounts(0.0, index=LEVELS)
    item = uncertain_inputs.from_assumption(STAYERS, value)
    return Amounts({"low": item.low, "central": item.low, "high": item.high})


def _quantities(items: pd.DataFrame, stayers: Amounts) -> list[dict[str, Any]]:
    costs = items[items["kind"] == "cost"]
    savings = items[(items["kind"] == "benefit") & (items["bearer"] == "municipality")]
    per_participant = _sum(costs, "participant") + _monthly(costs, "participant_month")
    per_exit = _sum(costs, "exit") + _monthly(costs, "exit_month")
    programme = _sum(costs, "programme")
    stayed = _sum(costs[costs["covers"].isin(NOT_COVERED)], "exit") * stayers
    saving = _sum(savings, "exit_month")
    if not _one_price_year(costs):
        programme, stayed = programme * np.nan, stayed * np.nan
        per_participant, per_exit = per_participant * np.nan, per_exit * np.nan
    if not _one_price_year(savings):
        saving = saving * np.nan
    return [
        _quantity(
            "cost_per_participant", "participants", per_participant, programme, per_exit, stayed
        ),
        _quantity("cost_per_exit", "exits", per_exit, programme, per_participant, stayed),
        _quantity("monthly_saving", "exits", saving),
        _quantity("yearly_saving", "exits", 12 * saving),
    ]


def _quantity(
    name: str,
    divisor: str,
    own: Amounts,
    shared: Amounts | None = None,
    each: Amounts | None = None,
    stayed: Amounts | None = None,
) -> dict[str, Any]:
    row: dict[str, Any] = {"quantity": name, "divisor": divisor}
    for part, amounts in zip(_PARTS, (own, shared, each, stayed), strict=True):
        for level in LEVELS:
            row[f"{part}_{level}"] = 0.0 if amounts is None else float(amounts[level])
    return row


def amounts_per_level(frame: pd.DataFrame) -> pd.DataFrame:
    """Euro per quantity and level; an amount of zero needs no count to divide by.

    Nobody to divide by leaves an endless amount.
    """
    frame = frame.copy()
    participants, exits = frame["participants"], frame["exits"]
    per_participant = frame["divisor"] == "participants"
    divisor = participants.where(per_participant, exits)
    other = exits.where(per_participant, participants)
    for level in LEVELS:
        shared, each, stayed = (frame[f"{part}_{level}"] for part in ("shared", "each", "stayed"))
        frame[level] = (
            frame[f"own_{level}"]
            + (shared / divisor).where(shared != 0, 0.0)
            + (each * other / divisor).where(each != 0, 0.0)
            + (stayed * (participants - exits).clip(lower=0) / divisor).where(stayed != 0, 0.0)
        )
    return frame


def _of_followed(
    assumptions: Mapping[str, Any],
    then: Callable[[pd.DataFrame], pd.DataFrame],
    frame: pd.DataFrame,
) -> pd.DataFrame:
    """What a function makes of the frame with the exits of `as_followed`."""
    exits = as_followed(assumptions, frame["participants"], frame["exits"])
    return then(frame.assign(exits=exits))


def _columns_per_quantity(frame: pd.DataFrame) -> pd.DataFrame:
    frame = amounts_per_level(frame)
    # Nobody left, and the figures are public: there is no amount per exit.
    endless = frame[list(LEVELS)].isin([np.inf]).any(axis=1)
    frame = frame.loc[~endless].reset_index(drop=True)
    # One amount in the source is no certain amount: without a range there is no interval.
    ranged_rows = frame["low"].ne(frame["high"])
    for name in ("cost_per_participant", "cost_per_exit"):
        for level in LEVELS:
            shown = (frame["quantity"] == name) & (ranged_rows | (level == "central"))
            frame[f"{name}_{level}"] = frame[level].where(shown)
    return frame


def _sum(items: pd.DataFrame, per: str) -> Amounts:
    return items.loc[items["per"] == per, list(LEVELS)].sum(skipna=False).astype("float64")


def _one_price_year(items: pd.DataFrame) -> bool:
    """Whether amounts can be added: those of different price years cannot, not as they stand."""
    return items["price_year"].nunique() <= 1


def _monthly(items: pd.DataFrame, per: str) -> Amounts:
    """Monthly amounts over their months; unknown when a row does not say how many."""
    rows = items[items["per"] == per]
    amounts = rows[list(LEVELS)].mul(rows["months"], axis=0)
    return amounts.sum(skipna=False).astype("float64")


def break_even(costs: pd.DataFrame, assumptions: Mapping[str, Any]) -> Result:
    """Months of saved benefit that cover what one exit costs the municipality.

    The favourable bound takes the lowest cost and the highest saving, the unfavourable bound the
    reverse. Nothing is discounted, and every exit counts as a result of the programme.

    Returns
    -------
    Result
        One row with cost_eur, saving_eur (per month) and months, months_low, months_high (missing
        when nothing has a range); empty
        when the cost of an exit or the saving is not known, or their price years differ. A saving
        of zero has no break-even.
    """
    own = costs[costs["bearer"] == BEARER]
    result = unit_costs(own, assumptions)
    known = set(_SIDES) <= set(result.exact["quantity"]) and own["price_year"].nunique() == 1
    method = "cost per exit / monthly saving, undiscounted, every exit counted"
    return replace(
        result,
        exact=result.exact if known else result.exact.iloc[:0],
        derive=partial(_of_followed, assumptions, _months),
        key_figures=(bounded_figure("break_even_months", "months", "month", method, "bearer"),),
    )


def _months(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        columns = ["cost_eur", "saving_eur", "months", "months_low", "months_high"]
        return pd.DataFrame(columns=[*columns, "bearer", "status", "source"])
    amounts = amounts_per_level(frame).set_index("quantity")
    levels = amounts.loc[list(_SIDES), list(LEVELS)].astype("float64")
    levels = levels.where(np.isfinite(levels))
    cost, saving = levels.loc[_SIDES[0]], levels.loc[_SIDES[1]].replace(0.0, float("nan"))
    ends = cost["low"] / saving["high"], cost["high"] / saving["low"]
    low, high = (np.nan, np.nan) if ends[0] == ends[1] else ends
    row = {
        "cost_eur": cost["central"],
        "saving_eur": saving["central"],
        "months": cost["central"] / saving["central"],
        "months_low": low,
        "months_high": high,
        "bearer": BEARER,
        "status": "computed",
        "source": frame["source"].iloc[0],
    }
    return pd.DataFrame([row])
