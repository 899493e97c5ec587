"""The distribution of clients over the rungs, per moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import EXACT, known
from evalutils.contracts.vocabulary import MEASURED, MOMENTS
from evalutils.dataset.evaluation import Coverage
from evalutils.result import Balance, KeyFigure, Result, Share, cells, named, ranged, sums
from evalutils.statistics.proportions import simultaneous

UNKNOWN = "unknown"
# Column with the group, or pair of groups, that a rung or pair of rungs belongs to.
FOLDS = "coarser"
# The change that the indicator without a group stands for: the first of these that is known.
MAIN_CHANGE = ("realised", "expected", "target")
# Sums of decimal fractions are off by about this much in binary arithmetic.
ROUNDING_ERROR = 1e-9


def distribution(
    ladder: pd.DataFrame, rungs: Sequence[int], groups: Mapping[int, str] = MappingProxyType({})
) -> Result:
    """Share of the clients per rung and moment.

    A share is computed from counts when every rung of the moment has one, with an interval that
    holds for all rungs at once when the rungs were measured: an expectation or a target has none.
    Otherwise the printed share stands, without an interval, because its base is not known.

    Returns
    -------
    Result
        Columns moment, rung, count, n (all clients of the moment), share, lower, upper (percent),
        published_share. With `groups` of rungs those of a group of which no number may be shown
        stand in their sum only: see `group_distribution`.
    """
    order = [str(rung) for rung in rungs] + [UNKNOWN]
    frame = ladder[["moment", "rung", "count", "share", "source"]].copy()
    frame = frame.rename(columns={"share": "published_share"})
    frame["moment"] = pd.Categorical(frame["moment"], list(MOMENTS), ordered=True)
    frame["rung"] = pd.Categorical(frame["rung"], order, ordered=True)
    frame = frame.sort_values(["moment", "rung"]).reset_index(drop=True)
    frame["moment"] = frame["moment"].astype("str")
    frame["rung"] = frame["rung"].astype("str")
    frame["complete"] = _is_complete(frame, order[:-1])
    counts = frame["count"].astype("float64").where(frame["complete"])
    frame["n"] = counts.groupby(frame["moment"]).transform("sum").where(frame["complete"])
    frame["status"] = np.where(frame["complete"], "computed", "published")
    frame["group_key"] = frame["moment"] + ":" + frame["rung"]
    if groups:
        joined = {str(rung): f":{group}" for rung, group in groups.items()}
        frame[FOLDS] = frame["moment"].add(frame["rung"].map(joined)).fillna("")
    names = [rung_name(*pair) for pair in zip(frame["moment"], frame["rung"], strict=True)]
    return Result(
        frame,
        counts=("count", "n"),
        shares=(Share("published_share", "count"),),
        balances=(
            *sums(frame[frame["complete"]], "moment", "n", "count"),
            *_of_the_measured(frame),
        ),
        # A reader knows that moments with the same number are about the same people.
        names=named(frame, "n", "ladder.clients") | named(frame, "count", names),
        derive=with_shares,
        key_figures=(ranged("ladder.share", "share", "percent", "column:method", "n"),),
        folds=FOLDS if groups else None,
    )


def _is_complete(frame: pd.DataFrame, rungs: Sequence[str]) -> pd.Series[bool]:
    counted = frame[frame["count"].notna()].groupby("moment")["rung"].agg(set)
    complete = {moment for moment, found in counted.items() if found >= set(rungs)}
    return frame["moment"].isin(complete) & frame["count"].notna()


def rung_name(moment: str, rung: object) -> str:
    """The name of the number of clients on a rung."""
    return f"ladder.{moment}.{rung}"


def _of_the_measured(frame: pd.DataFrame) -> Iterator[Balance]:
    """Who was measured stands on the current rungs, who was measured twice on the realised ones."""
    known = frame[(frame["rung"] != UNKNOWN) & frame["count"].notna()]
    for name, moment in (("measured", "current"), ("followed", "realised")):
        standing = cells(known.index[known["moment"] == moment], "count")
        if standing:
            yield Balance((f"clients.{name}",), standing, "flow")


def with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """The distribution with shares; simultaneous intervals where every rung has a count."""
    frame = frame.copy()
    frame[["share", "lower", "upper"]] = np.nan
    frame["share"] = frame["published_share"]
    frame["method"] = "as published"
    for moment, part in frame[frame["complete"]].groupby("moment"):
        found, name = simultaneous(part["count"].astype("float64"), float(part["n"].iloc[0]))
        columns = ("share", "lower", "upper") if moment in MEASURED else ("share",)
        for column, values in zip(columns, found, strict=False):
            frame.loc[part.index, column] = 100 * values
        how = f"simultaneous {name} interval" if moment in MEASURED else "no interval"
        frame.loc[part.index, "method"] = f"count / total, {how}"
    return frame


def totals(ladder: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """Total of the published shares per moment and its distance from 100.

    Only moments with a share on every rung have a total.

    Returns
    -------
    Result
        Columns moment, total (percent), distance (percentage points), rungs (number of shares),
        explained (whether rounding each share to its printed decimals can explain the distance).
    """
    needed = {str(rung) for rung in rungs}
    frame = ladder.loc[ladder["share"].notna(), ["moment", "rung", "share", "source"]]
    complete = [moment for moment, part in frame.groupby("moment") if set(part["rung"]) >= needed]
    frame = frame[frame["moment"].isin(complete)].reset_index(drop=True)
    frame["tolerance"] = half_units(frame)
    method = "sum of published shares"
    figure = KeyFigure("ladder.total_share", "total", "percent", method, group="moment")
    return Result(frame, shares=(Share("share"),), derive=_totals, key_figures=(figure,))


def half_units(frame: pd.DataFrame) -> pd.Series[float]:
    """Half the last printed digit of the shares of each moment, the most precise one of it."""
    decimals = frame["share"].map(_printed_decimals).groupby(frame["moment"]).transform("max")
    return 0.5 * 10.0 ** -decimals.astype("float64")


def _printed_decimals(share: float) -> int:
    return len(f"{share:g}".partition(".")[2])


def _totals(frame: pd.DataFrame) -> pd.DataFrame:
    by_moment = frame.groupby("moment", sort=False)
    totals = pd.DataFrame(
        {
            "total": by_moment["share"].agg(lambda part: part.sum(skipna=False)).round(6),
            "rungs": by_moment.size(),
            "tolerance": by_moment["tolerance"].first(),
            "source": by_moment["source"].first(),
        }
    ).reset_index()
    totals["distance"] = (totals["total"] - 100).round(6)
    allowed = totals["rungs"] * totals["tolerance"] + ROUNDING_ERROR
    totals["explained"] = totals["distance"].abs() <= allowed
    totals["status"] = "computed"
    return in_moment_order(totals)


def mean_rungs(ladder: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """Mean rung per moment of the clients whose rung is known, and the change since `current`.

    Shares that do not add up to 100 are rescaled; clients on an unknown rung are left out. A
    moment without a share on every rung has no mean, and neither has one with a hidden count.

    Returns
    -------
    Result
        Columns moment, mean_rung (rungs), unknown_share (percent, missing when the source names
        no unknown rung), net_change (rungs, missing for the current moment).
    """
    everything = distribution(ladder, rungs)
    measured = measured_moments(ladder, rungs)
    method = "weighted mean of rung numbers, unknown left out"
    return replace(
        everything,
        derive=partial(_means, moments=measured),
        key_figures=(
            KeyFigure("ladder.mean_rung", "mean_rung", "rung", method, group="moment"),
            KeyFigure("ladder.net_change", "net_change", "rung", method, group="change_key"),
        ),
    )


def measured_moments(ladder: pd.DataFrame, rungs: Sequence[int]) -> list[str]:
    """The moments with a share on every rung of the scheme, not all of them 0."""
    shares = with_shares(distribution(ladder, rungs).exact)
    shares = shares[shares["share"].notna() & (shares["rung"] != UNKNOWN)]
    needed = {str(rung) for rung in rungs}
    return [
        str(moment)
        for moment, part in shares.groupby("moment")
        if needed <= set(part["rung"]) and part["share"].sum() > 0
    ]


def _means(frame: pd.DataFrame, moments: Sequence[str]) -> pd.DataFrame:
    frame = with_shares(frame[frame["moment"].isin(moments)])
    rows = []
    for moment, part in frame.groupby("moment"):
        known = part[part["rung"] != UNKNOWN]
        total = (known["rung"].astype("float64") * known["share"]).sum(skipna=False)
        mean = total / known["share"].sum(skipna=False)
        unknown = part.loc[part["rung"] == UNKNOWN, "share"].sum(skipna=False, min_count=1)
        rows.append((moment, mean, unknown, part["source"].iloc[0]))
    means = pd.DataFrame(rows, columns=["moment", "mean_rung", "unknown_share", "source"])
    means = in_moment_order(means)
    start = means.loc[means["moment"] == "current", "mean_rung"]
    change = means["mean_rung"] - (start.iloc[0] if len(start) else np.nan)
    means["net_change"] = change.where(means["moment"] != "current")
    means["change_key"] = change_keys(means["moment"])
    means["status"] = "computed"
    return means


def change_keys(moments: pd.Series[str]) -> pd.Series[str]:
    """No group for the main change, else the moment."""
    main = next((moment for moment in MAIN_CHANGE if moment in set(moments)), None)
    return moments.where(moments != main, "")


def coverage(stated: Coverage | None) -> Result:
    """Share of the clients that was measured, as the source states it.

    Parameters
    ----------
    stated
        The statement of evaluation.yaml, None when the source does not say.

    Returns
    -------
    Result
        At most one row with share (percent) and qualifier.
    """
    rows = [] if stated is None else [(stated.share, stated.qualifier, stated.source)]
    frame = pd.DataFrame(rows, columns=["share", "qualifier", "source"])
    codes = frame["qualifier"].map(known).astype("object")
    frame["status"] = codes.where(codes != EXACT, "published")
    return Result(
        frame,
        # Nobody can check it: the source gives no number of clients with it.
        shares=(Share("share"),),
        key_figures=(KeyFigure("ladder.coverage", "share", "percent", "as published", group=None),),
    )


def in_moment_order(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the moments."""
    order = {moment: place for place, moment in enumerate(MOMENTS)}
    return frame.sort_values("moment", key=lambda moments: moments.map(order), ignore_index=True)
