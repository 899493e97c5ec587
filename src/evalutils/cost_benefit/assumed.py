"""Every input with its value and where it comes from, and what is missing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.cost_benefit import inputs
from evalutils.cost_benefit.case import Case
from evalutils.result import Result

COUNTS = ("participants", "exits")
ORDER = (
    "horizon_months",
    *COUNTS,
    "counterfactual_exit_share",
    "displacement_share",
    "lock_in_months",
    "durability",
)


def assumed(case: Case) -> Result:
    """List the inputs that are no amounts of costs.csv, with their origin, and the gaps.

    Returns
    -------
    Result
        One row per input and gap: input, count (of persons), shape, low, central, high, months
        (of a durability), origin (``source``, ``parameter``, ``assumption`` or ``gap``), source,
        locator, note. Empty when there are no amounts at all.
    """
    rows = [_row(case, name) for name in ORDER if name in case.assumptions]
    if case.rate is not None:
        rate = {"input": "discount_rate", "shape": "fixed", "central": case.rate}
        rows.append({**rate, "low": case.rate, "high": case.rate, "origin": "parameter"})
        rows[-1]["locator"] = case.references.get("discount_rate")
    if case.price_year is not None and case.items:
        rows.append(_price_year(case))
    rows += [{"input": gap, "origin": "gap"} for gap in case.gaps]
    columns = ["input", "count", "shape", "low", "central", "high", "months", "origin"]
    frame = pd.DataFrame(rows, columns=[*columns, "source", "locator", "note"])
    frame["count"] = frame["count"].astype("float64")
    known = frame.assign(status="published")
    return Result(known if case.items else known.iloc[:0], counts=("count",))


def _price_year(case: Case) -> dict[str, object]:
    year = float(case.price_year or 0)
    fixed = {"shape": "fixed", "low": year, "central": year, "high": year}
    found = {"origin": "parameter", "locator": case.references.get("price_year")}
    return {"input": "price_year", **found, **fixed}


def _row(case: Case, name: str) -> dict[str, object]:
    entry = case.assumptions[name]
    origin = "source" if entry.get("source") else "assumption"
    row: dict[str, object] = {
        "input": name,
        "origin": origin,
        "source": entry.get("source"),
        "locator": entry.get("locator"),
        "note": entry.get("note"),
    }
    if name in COUNTS:
        return row | {"count": float(entry["value"])}
    if name == "durability" and case.curve is not None:
        return row | {"shape": "table"}
    item = case.inputs.get(name) or inputs.from_assumption(name, entry["value"])
    row |= {"shape": item.shape, "low": item.low, "central": item.central, "high": item.high}
    return row | {"months": case.durability_months if name == "durability" else np.nan}
