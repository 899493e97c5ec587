"""Each group beside the control group of its outcome: difference, ratio, test and power."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.effect_tables import COMPARED, CONTROL, PROGRAMME
from evalutils.frames import rows
from evalutils.statistics import two_proportions

# What of a row is laid beside that of the control group.
_HIDDEN = ("hidden_reached", "hidden_people")
OF_CONTROL = ("arm", "reached", "people", "took_part", "hidden_took_part", *_HIDDEN, "share")
_INTERVAL = "difference of shares, Miettinen-Nurminen interval"
_PRINTED = "difference of shares as published"


def with_control(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with what their control group has in columns ``control_NAME``; missing of itself."""
    controls = frame[frame["role"].eq(CONTROL)].drop_duplicates(COMPARED)
    given = [name for name in OF_CONTROL if name in frame]
    beside = controls[[*COMPARED, *given]].rename(
        columns={name: f"control_{name}" for name in given}
    )
    joined = frame[COMPARED].merge(beside, on=COMPARED, how="left").set_index(frame.index)
    joined = joined.drop(columns=COMPARED)
    return frame.join(joined.where(frame["role"].eq(PROGRAMME)))


def with_differences(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with what `two_proportions` says of them; without counts only the points."""
    counts = frame[["reached", "people", "control_reached", "control_people"]].astype("float64")
    counts.columns = ["count", "n", "control_count", "control_n"]
    known = counts.notna().all(axis=1)
    for part, whole in (("count", "n"), ("control_count", "control_n")):
        known &= counts[part].le(counts[whole]) & counts[whole].gt(0)
    shares = frame[["share", "control_share"]].astype("float64")
    made = pd.DataFrame(np.nan, frame.index, list(_MADE), dtype="float64")
    made["difference"] = shares["share"] - shares["control_share"]
    positive = shares["control_share"].where(shares["control_share"].gt(0))
    made["ratio_of"] = shares["share"] / positive
    if known.any():
        made.loc[known, _COUNTED] = _counted(counts[known])
    family, looked_at = frame["group"].eq(""), known | _left_out(frame)
    made["p_adjusted"], made["looks"] = np.nan, np.nan
    for looks in (family & looked_at, ~family & looked_at):
        # One that is left out was looked at too; whatever its p, 1 keeps the others true.
        corrected = two_proportions.holm(made["p"][looks].fillna(1.0).to_numpy())
        made.loc[looks, "p_adjusted"] = np.where(known[looks], corrected, np.nan)
        made.loc[looks & known, "looks"] = looks.sum()
    made.loc[known, "smallest"] = _smallest(counts[known], made.loc[known, "looks"])
    made["compared_people"] = counts["n"] + counts["control_n"]
    given = made["difference"].notna()
    how = pd.Series(_PRINTED, frame.index, "object").mask(known, _INTERVAL).where(given)
    return frame.assign(
        **{str(name): column for name, column in made.items()},
        method_difference=how,
        method_ratio=how.str.replace("difference", "ratio"),
        status_difference="computed",
    )


def _left_out(frame: pd.DataFrame) -> pd.Series[bool]:
    """Comparisons of which a number is protected."""
    names = [name for name in (*_HIDDEN, *(f"control_{one}" for one in _HIDDEN)) if name in frame]
    return frame[names].notna().any(axis=1) & frame["control_arm"].notna()


_COUNTED = [
    *("difference", "difference_lower", "difference_upper"),
    *("ratio_of", "ratio_lower", "ratio_upper", "p"),
]
_MADE = (*_COUNTED, "smallest")


def _counted(counts: pd.DataFrame) -> np.ndarray:
    given: Any = [counts[name].to_numpy() for name in counts]
    points, times = two_proportions.difference(*given), two_proportions.ratio(*given)
    # Nobody has no ratio, and one without an end has no number for it.
    finite = [np.where(np.isfinite(bound), bound, np.nan) for bound in times]
    return np.column_stack(
        [*(100 * bound for bound in points), *finite, two_proportions.equality_p(*given)]
    )


def _smallest(counts: pd.DataFrame, looks: pd.Series[float]) -> list[float]:
    return [
        100
        * two_proportions.smallest_difference(
            row.control_count / row.control_n, row.n, row.control_n, looks=int(several)
        )
        for row, several in zip(rows(counts), looks, strict=True)
    ]
