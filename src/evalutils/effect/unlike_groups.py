"""Whether programmes differ among each other, and the effect between groups of clients."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evalutils.contracts.effect_tables import COMPARED, PROGRAMME
from evalutils.statistics.differing_effects import differences_differ_p, shares_differ_p

_COUNTS = ["reached", "people", "control_reached", "control_people"]


def with_heterogeneity(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with ``arms_p`` on the first of a comparison, ``groups_p`` on the first of an arm.

    Groups that lie within another group are left out of the second: they are no others.
    """
    known = frame[frame["role"].eq(PROGRAMME) & frame["p"].notna()]
    arms, groups = (pd.Series(np.nan, frame.index) for _ in range(2))
    for _, part in known.groupby(COMPARED, dropna=False, sort=False):
        arms[part.index[0]] = shares_differ_p(part["reached"], part["people"])
    apart = known[known["group"].ne("") & known["part_of"].eq("")]
    for _, part in apart.groupby(["arm", *COMPARED[:2]], dropna=False, sort=False):
        counts = [part[name].astype("float64") for name in _COUNTS]
        groups[part.index[0]] = differences_differ_p(*counts)
    return frame.assign(arms_p=arms, groups_p=groups)
