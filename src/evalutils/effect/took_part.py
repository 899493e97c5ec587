"""Who joined and who took part, and the difference among them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from evalutils.counted_shares import with_shares
from evalutils.frames import rows
from evalutils.statistics.taken_part import Arm, effect_on_participants

_MADE = ("participants_difference", "participants_lower", "participants_upper")


def with_participation(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with the share that took part and that joined, and the effect on participants."""
    frame = _with_share(frame, "took_part", "people", "take_up")
    frame = _with_share(frame, "people", "invited", "joined")
    found = [100 * np.array(_effect(row)) for row in rows(frame)]
    values = np.array(found).reshape(len(frame), len(_MADE))
    return frame.assign(**dict(zip(_MADE, values.T, strict=True)))


def _with_share(frame: pd.DataFrame, part: str, whole: str, name: str) -> pd.DataFrame:
    """As `with_shares`; the source prints no such percentage."""
    printed = frame.assign(**{f"published_{name}": np.nan})
    made = with_shares(printed, part, whole, f"{part} / {whole}", of=f"_{name}")
    return made.drop(columns=f"published_{name}")


def _effect(row: Any) -> tuple[float, float, float]:
    """Of a control group of which it is not said that anybody took part, nobody did."""
    nothing = (np.nan, np.nan, np.nan)
    elsewhere = row.control_took_part
    if pd.isna(elsewhere) and pd.isna(getattr(row, "control_hidden_took_part", np.nan)):
        elsewhere = 0.0
    numbers = [row.people, row.reached, row.took_part]
    others = [row.control_people, row.control_reached, elsewhere]
    if any(pd.isna(number) for number in (*numbers, *others)):
        return nothing
    programme, control = Arm(*map(float, numbers)), Arm(*map(float, others))
    for arm in (programme, control):
        if not max(arm.reached, arm.took_part) <= arm.n or arm.n == 0:
            return nothing
    found = effect_on_participants(programme, control)
    if not np.isfinite(found.lower):
        # As many may have taken part in both groups: a quotient of that says nothing.
        return nothing
    # Of people who took part no more than all, and no fewer than none, reach the outcome by it.
    estimate, lower, upper = np.clip(found, -1.0, 1.0)
    return float(estimate), float(lower), float(upper)
