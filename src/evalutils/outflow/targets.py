"""What was agreed, what was reached, and how far along that is at the measuring date."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.result import KeyFigure, Result

# Only numbers that grow over the period can be compared with a part of the target.
CUMULATIVE_UNITS = ("person", "placement", "trajectory", "event", "visit", "job", "item", "benefit")


def target_results(targets: pd.DataFrame) -> Result:
    """Result against target, and pro rata when measured within the target period.

    Parameters
    ----------
    targets
        Table ``targets`` of the contract.

    Returns
    -------
    Result
        Columns indicator, target, result, unit, direction, measured_on, statement, reached
        (boolean), ratio (result in percent of the target), elapsed (percent of the target period
        on the measuring date), pro_rata (result in percent of the target for the elapsed time).

    Notes
    -----
    The pro rata column assumes an even pace over the target period and is only given for counts
    with a minimum target.
    """
    frame = targets.reset_index(drop=True)
    frame["status"] = np.where(frame["result"].isna(), "published", "computed")
    counts = frame["unit"].eq("person")
    frame["persons"] = frame["result"].where(counts)
    frame["group_key"] = frame["indicator"]
    method = "100 * result / target"
    return Result(
        frame,
        counts=("persons",),
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
    frame["result"] = frame["result"].where(frame["unit"].ne("person"), frame["persons"])
    result, target = frame["result"], frame["target"]
    frame["ratio"] = 100 * result / target.where(target > 0)
    verdicts = {
        "at_least": result >= target,
        "at_most": result <= target,
        "equal": result == target,
    }
    reached = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    for direction, verdict in verdicts.items():
        chosen = frame["direction"].eq(direction) & result.notna()
        reached = reached.mask(chosen, verdict)
    frame["reached"] = reached
    frame["elapsed"] = _elapsed(frame)
    cumulative = frame["unit"].isin(CUMULATIVE_UNITS) & frame["direction"].eq("at_least")
    inside = cumulative & (frame["elapsed"] > 0) & (frame["elapsed"] < 100)
    frame["pro_rata"] = (100 * frame["ratio"] / frame["elapsed"]).where(inside)
    return frame


def _elapsed(frame: pd.DataFrame) -> pd.Series[float]:
    """Percent of the target period that has passed at the start of the measuring date."""
    start = frame["target_start"]
    whole = (frame["target_end"] - start).dt.days + 1
    passed = (frame["measured_on"] - start).dt.days
    return (100 * passed / whole).clip(0, 100)
