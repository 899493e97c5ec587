"""A distribution on the rungs of another scheme: intervals where a rung can be several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from evalutils.dataset.ladder_crosswalk import Crosswalk
from evalutils.ladder.standings import UNKNOWN, distribution, in_moment_order, with_shares
from evalutils.result import KeyFigure, Result

NO_COUNTERPART = "none"


def crosswalk(ladder: pd.DataFrame, rungs: Sequence[int], translation: Crosswalk | None) -> Result:
    """Lowest and highest share per rung of the other scheme.

    A rung that can be several rungs adds to the highest share of each, and to the lowest of none.
    Rungs without a counterpart are a row of their own, and so are unknown ones. A moment that
    lacks a share on some rung is left out.

    Parameters
    ----------
    ladder
        Table ``ladder`` of the contract.
    rungs
        Rung numbers of its scheme, low to high.
    translation
        The crosswalk of the scheme; None gives no rows.

    Returns
    -------
    Result
        Columns moment, rung (of the other scheme, `none` or `unknown`), low and high (percent).
    """
    everything = distribution(ladder, rungs)
    shares = with_shares(everything.exact)
    needed = {str(rung) for rung in rungs}
    complete = [
        str(moment)
        for moment, part in shares[shares["share"].notna()].groupby("moment")
        if needed <= set(part["rung"]) and translation is not None
    ]
    method = "" if translation is None else f"crosswalk to {translation.to} {translation.version}"
    return replace(
        everything,
        derive=partial(_crossed, translation=translation, moments=complete),
        key_figures=(
            KeyFigure("ladder.crosswalk_share_min", "low", "percent", method),
            KeyFigure("ladder.crosswalk_share_max", "high", "percent", method),
        ),
    )


def _crossed(
    frame: pd.DataFrame, translation: Crosswalk | None, moments: Sequence[str]
) -> pd.DataFrame:
    rows = []
    shares = with_shares(frame[frame["moment"].isin(moments)])
    for moment, part in [] if translation is None else shares.groupby("moment", sort=False):
        share = dict(zip(part["rung"], part["share"], strict=True))
        for target, certain, possible in _sources(translation):
            low = sum(share[rung] for rung in certain if rung in share)
            high = low + sum(share[rung] for rung in possible)
            rows.append((moment, target, float(low), float(high), part["source"].iloc[0]))
    table = pd.DataFrame(rows, columns=["moment", "rung", "low", "high", "source"])
    table["group_key"] = table["moment"] + ":" + table["rung"]
    return in_moment_order(table).assign(status="computed")


def _sources(translation: Crosswalk | None) -> list[tuple[str, list[str], list[str]]]:
    """Per row: the rungs that surely belong to it and those that may."""
    if translation is None:
        return []
    found = []
    for target in translation.targets:
        sources = {str(rung): goals for rung, goals in translation.rungs.items() if target in goals}
        certain = [rung for rung, goals in sources.items() if len(goals) == 1]
        found.append((str(target), certain, [rung for rung in sources if rung not in certain]))
    lost = [str(rung) for rung, goals in translation.rungs.items() if not goals]
    return [*found, *([(NO_COUNTERPART, lost, [])] if lost else []), (UNKNOWN, [UNKNOWN], [])]
