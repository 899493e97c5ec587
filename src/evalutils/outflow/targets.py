"""What was agreed, what was reached, and how far along that is at the measuring date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import ends
from evalutils.contracts.units import UNITS
from evalutils.outflow.shares import precision, resting_on
from evalutils.result import KeyFigure, Result, Share

# Only numbers that grow over the period can be compared with a part of the target.
CUMULATIVE_UNITS = tuple(code for code, unit in UNITS.items() if unit.adds_up)
# Units of which one is, or may be, one person.
PERSON_UNITS = (*(code for code, unit in UNITS.items() if unit.measures == "persons"), "fte")
SHARE_UNITS = tuple(code for code, unit in UNITS.items() if unit.measures == "share")


def target_results(targets: pd.DataFrame) -> Result:
    """Result against target, and pro rata when measured within the target period.

    Returns
    -------
    Result
        Columns indicator, target, result, unit, direction, measured_on, statement, reached
        (boolean), ratio (result in percent of the target), elapsed (percent of the target period
        up to and including the measuring date), pro_rata (result in percent of the target for the
        elapsed time).

    Notes
    -----
    The pro rata column assumes an even pace over the target period and is only given for counts
    with a minimum target. A rounded result that lies too close to the target has no verdict, nor
    has one that the source gives about; of a bound only the open side can decide.
    Nothing is said about a result that is not shown: the verdict of the source would tell on
    which side of the target it lies.
    """
    frame = targets.reset_index(drop=True)
    unit = frame["unit"]
    frame["persons"] = frame["result"].where(unit.isin(PERSON_UNITS))
    frame["percentages"] = frame["result"].where(unit.isin(SHARE_UNITS))
    frame["amounts"] = frame["result"].where(~unit.isin((*PERSON_UNITS, *SHARE_UNITS)))
    frame["result_given"] = frame["result"].notna()
    frame = frame.rename(columns={"qualifier": "qualifier_result"})
    status = pd.Series("published", frame.index, "object").mask(frame["result_given"], "computed")
    frame["status"] = resting_on(status, precision(frame, "result"))
    frame["group_key"] = frame["indicator"]
    method = "100 * result / target"
    return Result(
        frame.drop(columns="result"),
        counts=("persons",),
        shares=(Share("percentages"),),
        derive=_compare,
        key_figures=(
            KeyFigure("outflow.target_ratio", "ratio", "percent", method),
            KeyFigure(
                "outflow.target_pro_rata", "pro_rata", "percent", f"{method}, for elapsed time"
            ),
        ),
    )


def _compare(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    persons = frame["persons"].astype("float64")
    frame["result"] = persons.fillna(frame["percentages"]).fillna(frame["amounts"])
    frame["ratio"] = 100 * frame["result"] / frame["target"].where(frame["target"] > 0)
    frame["reached"] = _reached(frame)
    hidden = frame["result_given"] & frame["result"].isna()
    frame["statement"] = frame["statement"].mask(hidden)
    frame["elapsed"] = _elapsed(frame)
    cumulative = frame["unit"].isin(CUMULATIVE_UNITS) & frame["direction"].eq("at_least")
    inside = cumulative & (frame["elapsed"] > 0) & (frame["elapsed"] < 100)
    frame["pro_rata"] = (100 * frame["ratio"] / frame["elapsed"]).where(inside)
    for column in ("ratio", "pro_rata"):
        frame[f"qualifier_{column}"] = precision(frame, "result")
    return frame


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
    reached = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    for name, (yes, no) in verdicts.items():
        reached = reached.mask(direction.eq(name) & yes, True)
        reached = reached.mask(direction.eq(name) & no, False)
    return reached


def _elapsed(frame: pd.DataFrame) -> pd.Series[float]:
    """Percent of the target period that has passed at the end of the measuring date."""
    start = frame["target_start"]
    whole = (frame["target_end"] - start).dt.days + 1
    passed = (frame["measured_on"] - start).dt.days + 1
    return (100 * passed / whole).clip(0, 100)
