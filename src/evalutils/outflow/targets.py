"""What was agreed, what was reached, and how far along that is at the measuring date."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import CIRCA, EXACT, combined, ends
from evalutils.contracts.spans import Span
from evalutils.contracts.units import UNITS
from evalutils.counted_shares import precision, resting_on
from evalutils.dataset.nesting import Nesting
from evalutils.frames import rows
from evalutils.nested_groups import (
    NOT_NESTED,
    sums_over_days,
    sums_over_groups,
    with_groups,
)
from evalutils.result import KeyFigure, Result, Share

# Only numbers that grow over the period can be compared with a part of the target.
CUMULATIVE_UNITS = tuple(code for code, unit in UNITS.items() if unit.adds_up)
# Units of which one is, or may be, one person.
PERSON_UNITS = (
    *(code for code, unit in UNITS.items() if unit.measures in ("persons", "any")),
    "fte",
)
# Units of what is computed from persons: nobody can check it without their number.
SHARE_UNITS = (
    *(code for code, unit in UNITS.items() if unit.measures in ("share", "ratio", "time")),
    *("probability", "rung", "rung_number"),
)


# The figures of a row that were reached, and the columns in which each is kept by its kind.
RESULTS = {"result": "", "previous_result": "previous_"}
_DAYS = ("target_start", "target_end")
# Rows of different groups are alike in these.
_ALIKE = ["about", "unit", *_DAYS]
KINDS = ("persons", "percentages", "amounts")


def target_results(targets: pd.DataFrame, nesting: Nesting = NOT_NESTED) -> Result:
    """Result against target and budget, and pro rata when measured within the target period.

    Parameters
    ----------
    targets
        Table ``targets`` of the contract.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        The rows of an indicator of one group stand together, in the order of time. Columns
        indicator (with the group, where there is one), group, part_of, target,
        budget, revised_budget, result, previous_result, unit, direction, measured_on, statement,
        several (whether the indicator has more rows), early (whether the result is of a day before
        the target period), reached (boolean), ratio (result in percent of the target), elapsed
        (percent of the target period up to and including the measuring date), pro_rata (result in
        percent of the target for the elapsed time), planned (the budget that counts), difference
        (result minus planned) and difference_share (in percent of it).

    Notes
    -----
    The pro rata column assumes an even pace over the target period and is only given for counts
    with a minimum target, of results that are counted from the start of that period. A rounded
    result that lies too close to the target has no verdict, nor has one that the source gives
    about, one of a day before the target period, or a budget; of a bound only its own number can
    decide. The verdict of the source is left out with a result that
    is not shown or is too rounded for ours: it would tell on which side of the target that lies.
    """
    frame = _in_order(with_groups(targets.reset_index(drop=True), nesting))
    person, part = frame["unit"].isin(PERSON_UNITS), frame["unit"].isin(SHARE_UNITS)
    for result, prefix in RESULTS.items():
        for kind, chosen in zip(KINDS, (person, part, ~(person | part)), strict=True):
            frame[f"{prefix}{kind}"] = frame[result].where(chosen)
    frame["result_given"] = frame["result"].notna()
    frame = frame.rename(
        columns={"qualifier": "qualifier_result", "target_qualifier": "qualifier_target"}
    )
    status = pd.Series("published", frame.index, "object").mask(frame["result_given"], "computed")
    frame["status"] = resting_on(status, _precision(frame))
    method = "100 * result / target"
    return Result(
        frame.drop(columns=list(RESULTS)),
        counts=tuple(f"{prefix}persons" for prefix in RESULTS.values()),
        shares=tuple(Share(f"{prefix}percentages") for prefix in RESULTS.values()),
        balances=tuple(
            balance
            for prefix in RESULTS.values()
            for balance in (
                *sums_over_groups(frame, _ALIKE, f"{prefix}persons", nesting),
                *sums_over_days(frame, ["about", "unit"], _DAYS, f"{prefix}persons", nesting),
            )
        ),
        derive=_compare,
        key_figures=(
            KeyFigure("outflow.target_ratio", "ratio", "percent", method),
            KeyFigure(
                "outflow.target_pro_rata", "pro_rata", "percent", f"{method}, for elapsed time"
            ),
            KeyFigure("outflow.budget_difference", "difference", "column:unit", "result - budget"),
        ),
    )


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of an indicator together where the first of them stands, in the order of time.

    One of a group counts as one of its own; ``about`` is the indicator without its group.
    """
    grouped = frame["group"] != ""
    frame = frame.assign(about=frame["indicator"])
    frame["indicator"] += (" (" + frame["group"] + ")").where(grouped, "")
    places = {name: place for place, name in enumerate(frame["indicator"].unique())}
    order = frame.assign(place=frame["indicator"].map(places))
    order = order.sort_values(["place", "target_start"], kind="stable", na_position="first")
    frame = order.drop(columns="place").reset_index(drop=True)
    frame["several"] = frame["indicator"].duplicated(keep=False)
    named = zip(rows(frame), frame["several"], strict=True)
    frame["group_key"] = [
        ":".join(part for part in (row.about, row.group, several and _period(row)) if part)
        for row, several in named
    ]
    return frame


def _period(row: Any) -> str:
    if pd.isna(row.target_start):
        return ""
    first = row.target_start.date()
    if pd.isna(row.target_end):
        return str(first)
    return Span(first, row.target_end.date()).key


def _compare(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    for result, prefix in RESULTS.items():
        persons = frame[f"{prefix}persons"].astype("float64")
        frame[result] = persons.fillna(frame[f"{prefix}percentages"])
        frame[result] = frame[result].fillna(frame[f"{prefix}amounts"])
    frame["early"] = frame["measured_on"] < frame["target_start"]
    ratio = 100 * frame["result"] / frame["target"].where(frame["target"] > 0)
    frame["ratio"] = ratio.mask(frame["early"])
    frame["reached"] = _reached(frame).mask(frame["early"])
    undecided = frame["margin"].gt(0) & frame["persons"].notna() & frame["reached"].isna()
    hidden = frame["result_given"] & (frame["result"].isna() | undecided)
    frame["statement"] = frame["statement"].mask(hidden)
    frame["elapsed"] = _elapsed(frame)
    cumulative = frame["unit"].isin(CUMULATIVE_UNITS) & frame["direction"].eq("at_least")
    inside = cumulative & (frame["elapsed"] > 0) & (frame["elapsed"] < 100)
    # What also counts earlier results says nothing of the pace within the period.
    inside &= frame["counted_since"].isna() | frame["counted_since"].eq("target_start")
    frame["pro_rata"] = (100 * frame["ratio"] / frame["elapsed"]).where(inside)
    frame["planned"] = frame["revised_budget"].fillna(frame["budget"])
    # A result of a part of the period is not yet what was budgeted for the whole of it.
    done = ~frame["early"] & (frame["elapsed"].isna() | frame["elapsed"].eq(100))
    frame["difference"] = (frame["result"] - frame["planned"]).where(done)
    base = frame["planned"].where(frame["planned"] > 0)
    frame["difference_share"] = 100 * frame["difference"] / base
    for column in ("difference", "difference_share"):
        frame[f"qualifier_{column}"] = precision(frame, "result")
    for column in ("ratio", "pro_rata"):
        frame[f"qualifier_{column}"] = _precision(frame)
    return frame


def _precision(frame: pd.DataFrame) -> pd.Series[str]:
    """How precise a result is in percent of its target."""
    pairs = zip(precision(frame, "result"), precision(frame, "target"), strict=True)
    codes = [combined([result], [target]) or CIRCA for result, target in pairs]
    return pd.Series(codes, frame.index, dtype="object")


def _reached(frame: pd.DataFrame) -> pd.Series[bool]:
    """Whether the target is reached; missing when the result is unknown or too rounded to say."""
    margin = frame["margin"].where(frame["persons"].notna(), 0)
    given = zip(frame["result"].astype("float64"), precision(frame, "result"), strict=True)
    spans = np.array([ends(*pair) for pair in given]).reshape(-1, 2)
    low, high = spans[:, 0] - margin, spans[:, 1] + margin
    target, direction = frame["target"], frame["direction"]
    verdicts = {
        "at_least": (low >= target, high < target),
        "at_most": (high <= target, low > target),
        "equal": (low.eq(target) & high.eq(target), (low > target) | (high < target)),
    }
    precise = precision(frame, "target").eq(EXACT)
    reached = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    for name, (yes, no) in verdicts.items():
        reached = reached.mask(precise & direction.eq(name) & yes, True)
        reached = reached.mask(precise & direction.eq(name) & no, False)
    return reached


def _elapsed(frame: pd.DataFrame) -> pd.Series[float]:
    """Percent of the target period that has passed at the end of the measuring date."""
    start = frame["target_start"]
    whole = (frame["target_end"] - start).dt.days + 1
    passed = (frame["measured_on"] - start).dt.days + 1
    return (100 * passed / whole).clip(0, 100)
