"""The distribution over groups of rungs: what may be shown where few stand on a rung."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalutils.ladder.standings import FOLDS, UNKNOWN, distribution, rung_name, with_shares
from evalutils.result import Balance, Result, named, ranged


def group_distribution(
    ladder: pd.DataFrame, rungs: Sequence[int], fewest: int, groups: Mapping[int, str]
) -> Result:
    """Share of the clients per group of rungs and moment, where numbers are hidden.

    Returns
    -------
    Result
        The columns of `distribution` with a group (``1-2``) for a rung, and the unknown rung as it
        is; no rows where nothing is hidden, the scheme has no groups or a rung has no count.
        Indicator ``ladder.group_share``.
    """
    fine = distribution(ladder, rungs, groups)
    known = fine.exact[fine.exact["complete"]] if fewest > 1 and groups else fine.exact.iloc[:0]
    keys = known[FOLDS].mask(known["rung"].eq(UNKNOWN), known["group_key"]) if groups else None
    parts = [] if keys is None else [part for _, part in known.groupby(keys, sort=False)]
    frame = known.loc[[part.index[0] for part in parts]].reset_index(drop=True)
    if parts:
        frame["count"] = [part["count"].sum() for part in parts]
        frame["group_key"] = [keys[part.index[0]] for part in parts]  # type: ignore[index]
        frame["rung"] = frame["group_key"].str.partition(":")[2]
    names = [rung_name(*pair) for pair in zip(frame["moment"], frame["rung"], strict=True)]
    return Result(
        frame.assign(published_share=float("nan")),
        counts=("count", "n"),
        balances=tuple(
            # No sum: who stands on a group of rungs is no group known beforehand.
            Balance(
                ((row, "count"),), tuple(fine.names[int(at), "count"] for at in part.index), "flow"
            )
            for row, part in enumerate(parts)
            if len(part) > 1
        ),
        names=named(frame, "n", "ladder.clients") | named(frame, "count", names),
        derive=with_shares,
        key_figures=(ranged("ladder.group_share", "share", "percent", "column:method", "n"),),
    )
