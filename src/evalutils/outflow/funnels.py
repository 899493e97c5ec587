"""How many clients reach each next stage."""

from __future__ import annotations

import pandas as pd

from evalutils.counted_shares import (
    WITHIN,
    method_of,
    precision,
    resting_on,
    shares_of,
    unit_of,
    within,
)
from evalutils.dataset.nesting import Nesting
from evalutils.keys import told_apart
from evalutils.nested_groups import NOT_NESTED, sums_over_groups, with_groups
from evalutils.result import Balance, Result, cells, named, share_or_ratio

_ORDER = ["funnel", "group", "order"]
_RENAMED = {
    "qualifier": "qualifier_count",
    "unit": "unit_count",
    "within_base": "within_previous",
}


def funnel_shares(funnel: pd.DataFrame, nesting: Nesting = NOT_NESTED) -> Result:
    """Share of the first and of the previous stage of the same group, with Wilson intervals.

    A stage whose people are not known to come from the previous one has ratios instead; of the
    first stage it is a share when all stages up to it come from the one before.

    Parameters
    ----------
    funnel
        Table ``funnel`` of the contract.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        Columns funnel, group, order, stage, count, first, previous, share, lower, upper (of the
        first stage), share_previous, lower_previous, upper_previous (percent), ratio and
        ratio_previous (per 100). The first stage of a group has none. How precise a number is
        stands in ``qualifier_`` with its name.
    """
    columns = ["stage", "count", "qualifier", "unit", "within_base", "source"]
    frame = with_groups(funnel[[*_ORDER, *columns]], nesting)
    frame = frame.sort_values(_ORDER, ignore_index=True).rename(columns=_RENAMED)
    grouped = ":" + frame["group"]
    keys = frame["funnel"] + ":" + frame["stage"] + grouped.where(frame["group"] != "", "")
    twice = keys.duplicated(keep=False)
    frame["group_key"] = told_apart(
        keys.where(~twice, keys + ":" + frame["order"].astype("str")), ":"
    )
    stages = zip(frame["funnel"], frame["order"], frame["group"], strict=True)
    next_stages = frame.index[frame.duplicated(_ORDER[:2])]
    return Result(
        frame,
        counts=("count",),
        balances=(
            *(
                Balance(cells([row - 1], "count"), cells([row], "count"), "remainder")
                for row in next_stages
            ),
            *sums_over_groups(frame, ["funnel", "order"], "count", nesting),
        ),
        names=named(frame, "count", [stage_name(*place) for place in stages]),
        derive=_shares,
        key_figures=share_or_ratio("outflow.funnel_share", "first"),
    )


def stage_name(funnel: str, order: object, group: str = "") -> str:
    """The name of the number of clients who reached a stage."""
    return f"funnel.{funnel}.{order}:{group}" if group else f"funnel.{funnel}.{order}"


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    count = frame["count"].astype("float64")
    strand = [frame[name] for name in _ORDER[:2]]
    by_funnel = count.groupby(strand)
    later = frame.duplicated(_ORDER[:2])
    frame["first"] = by_funnel.transform(lambda part: part.iloc[0])
    frame["previous"] = by_funnel.shift(1)
    codes = precision(frame, "count").groupby(strand)
    frame["qualifier_first"] = codes.transform(lambda part: part.iloc[0])
    frame["qualifier_previous"] = codes.shift(1)
    units = unit_of(frame, "count").groupby(strand)
    frame["unit_first"] = units.transform(lambda part: part.iloc[0])
    frame["unit_previous"] = units.shift(1)
    frame["within_first"] = _within_first(frame)
    for of, base, counts in (("", "first", count.where(later)), ("_previous", "previous", count)):
        found = shares_of(frame, "count", base, counts)
        for part, values in found._asdict().items():
            frame[f"{'qualifier_share' if part == 'qualifier' else part}{of}"] = values
        frame[f"method{of}"] = method_of(found, f"count / {base} stage")
    frame["status"] = resting_on("computed", frame["qualifier_share"])
    return frame


def _within_first(frame: pd.DataFrame) -> pd.Series[str]:
    """Whether a stage comes from the first: when each one between comes from the one before."""
    later = frame.duplicated(_ORDER[:2])
    comes = within(frame, "previous").eq(WITHIN) | ~later
    chain = comes.astype("int64").groupby([frame[name] for name in _ORDER[:2]]).cummin()
    return chain.map({1: WITHIN, 0: ""})
