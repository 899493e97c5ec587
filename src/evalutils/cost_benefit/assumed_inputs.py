"""Every input with its value and where it comes from, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.model_inputs import CORRECTION, DURABILITY, LOCK_IN, WITHIN
from evalutils.cost_benefit.persons import (
    PERSONS,
    as_followed,
    balances_of_persons,
    cells_of,
    groups,
    person_names,
    share_input,
    share_of,
)
from evalutils.cost_benefit.structure import BEST, PART_TIME
from evalutils.result import Cell, Result
from evalutils.statistics import uncertain_inputs

ORDER = (
    "horizon_months",
    *PERSONS,
    WITHIN,
    "counterfactual_exit_share",
    "displacement_share",
    LOCK_IN,
    PART_TIME,
    *BEST,
    DURABILITY,
    CORRECTION,
)


def assumed(case: Case) -> Result:
    """List the inputs that are no amounts of costs.csv, with their origin, and the gaps.

    Returns
    -------
    Result
        One row per input and gap: input, count (of persons), of (the group it is a part of),
        shape, low, central, high, months (of a durability), origin (``source``, ``parameter``,
        ``assumption``, ``clients``, ``effect``, ``from_effect`` or ``gap``), points (months with
        the share still out), source, locator, note. Empty when there are no amounts at all.
    """
    rows = [_row(case, name) for name in ORDER if name in case.assumptions]
    if case.rate is not None:
        rate = {"input": "discount_rate", "shape": "fixed", "central": case.rate}
        rows.append({**rate, "low": case.rate, "high": case.rate, "origin": "parameter"})
        rows[-1]["locator"] = case.references.get("discount_rate")
    if case.price_year is not None and case.items:
        rows.append(_price_year(case))
    rows += [{"input": gap, "origin": "gap"} for gap in case.gaps]
    columns = ["input", "count", "of", "shape", "low", "central", "high", "months", "origin"]
    frame = pd.DataFrame(rows, columns=[*columns, "points", "source", "locator", "note"])
    frame = frame.astype({"count": "float64", "of": "float64"}).assign(status="published")
    known = frame if case.items else frame.iloc[:0]
    names = person_names(case.assumptions)
    return Result(
        known,
        counts=("count", "of"),
        balances=balances_of_persons(case.assumptions),
        names={cell: names[name] for name, cell in _places(known).items()},
        derive=partial(_shares, assumptions=case.assumptions),
    )


def _places(frame: pd.DataFrame) -> dict[str, Cell]:
    """Where each number of persons stands."""
    found: dict[str, Cell] = {}
    for row, name, count, of in frame[["input", "count", "of"]].itertuples():
        if not np.isnan(of):
            found |= {cells_of(name)[0]: (row, "count"), cells_of(name)[1]: (row, "of")}
        elif not np.isnan(count):
            found[name] = (row, "count")
    return found


def _shares(frame: pd.DataFrame, assumptions: Mapping[str, Any]) -> pd.DataFrame:
    """Bounds of the shares that are a count of a group; missing when a number was left out."""
    frame = frame.copy()
    first, second = (frame["input"].eq(name) for name in PERSONS)
    if first.any() and second.any():
        everyone = float(frame.loc[first, "count"].iloc[0])
        frame["count"] = frame["count"].mask(
            second, as_followed(assumptions, everyone, frame["count"])
        )
    known = frame[frame["shape"].isin(["beta", "estimate"])]
    for row, name, count, of in known[["input", "count", "of"]].itertuples():
        item = share_input(assumptions, name, count, of)
        frame.loc[row, ["low", "central", "high"]] = [item.low, item.central, item.high]
    return frame


def _price_year(case: Case) -> dict[str, object]:
    year = float(case.price_year or 0)
    fixed = {"shape": "fixed", "low": year, "central": year, "high": year}
    found = {"origin": "parameter", "locator": case.references.get("price_year")}
    return {"input": "price_year", **found, **fixed}


def _row(case: Case, name: str) -> dict[str, object]:
    entry = case.assumptions[name]
    origin = entry.get("origin") or ("source" if entry.get("source") else "assumption")
    row: dict[str, object] = {
        "input": name,
        "origin": origin,
        "source": entry.get("source"),
        "locator": entry.get("locator"),
        "note": entry.get("note"),
    }
    if name in PERSONS:
        return row | {"count": float(entry["value"])}
    if name == WITHIN:
        return row | {"shape": "yes" if case.exits_are_a_share else "no"}
    if name == DURABILITY:
        row["months"] = case.durability_months
    counts = groups(case.assumptions).get(name)
    if counts is not None:
        shape = "estimate" if "size" in share_of(case.assumptions, name) else "beta"
        return row | {"shape": shape, "count": counts[0], "of": counts[1]}
    if name == DURABILITY and "table" in entry["value"]:
        row |= {"points": tuple(sorted(entry["value"]["table"].items()))}
    if name == DURABILITY and case.curve is not None and name not in case.inputs:
        return row | {"shape": "table"}
    if name == DURABILITY and "points" in row:
        return row | {"shape": "curve", "origin": "clients"}
    if name == LOCK_IN and case.spread is not None:
        ends = {"low": case.spread["shortest"], "high": case.spread["longest"]}
        return row | {"shape": "spread", "central": case.spread["mean"], **ends}
    item = uncertain_inputs.from_assumption(name, share_of(case.assumptions, name))
    return row | {"shape": item.shape, "low": item.low, "central": item.central, "high": item.high}
