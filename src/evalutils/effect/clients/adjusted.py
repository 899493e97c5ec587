"""What the programme adds for its clients, by month, and how much it takes to undo that."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.effect.clients.compared import ARMS, HORIZONS, WORK, BothArms
from evalutils.effect.clients.shown_figures import (
    EXACT,
    Coarse,
    by_month,
    everyone,
    finished,
    shown,
)
from evalutils.result import Cell, KeyFigure, Result, named, ranged
from evalutils.statistics.adjustment.augmented import Effect
from evalutils.statistics.adjustment.sensitivity import e_value, rosenbaum_bound, tipping_point
from evalutils.statistics.calendar_months import places_at

AUGMENTED = "augmented inverse probability weighting, effect on clients of the programme"
WEIGHTED = "odds-weighted Aalen-Johansen, percentile bootstrap"
UNADJUSTED = "Aalen-Johansen per arm, without adjustment"
E_VALUE = "E-value (VanderWeele and Ding 2017)"
GAMMA = "Rosenbaum bounds over cells of equal clients, one-sided 2.5%"
TIPPING = "tipping point of the adjusted difference, control clients without follow-up as others"
_ENDS = ("", "_lower", "_upper")
_PERCENT = (
    *("control_share", "programme_share", "tipping"),
    *(f"{kind}{end}" for kind in ("unadjusted", "weighted", "adjusted") for end in _ENDS),
)
_FACTORS = ("ratio", "ratio_lower", "ratio_upper", "e_value", "e_value_bound", "gamma")

# Who left to work by the month, in each arm.
_WORK = tuple(f"work_{arm}" for arm in ARMS)
COUNTS = (*ARMS, *_WORK)
_FIGURES = {
    **dict.fromkeys(_PERCENT, Coarse((1, 2, 5, 10, 20), 100, ARMS)),
    # A share of few weighs much in a ratio.
    **dict.fromkeys(_FACTORS, Coarse((0.1, 0.2, 0.5, 1, 2), 10, ARMS)),
    "tipping": Coarse((1, 2, 5, 10, 20), 400, ARMS),
}


def adjusted_effect(two: BothArms) -> Result:
    """The difference in leaving to work between the programme and what comparable clients did.

    Returns
    -------
    Result
        A row per month (6, 12 and 18): control and programme (clients), work_control and
        work_programme (of them, who left to work by then); unadjusted, weighted and
        adjusted (percentage points, with _lower and _upper); control_share and programme_share
        (percent, adjusted); ratio with its bounds; e_value and e_value_bound; gamma (largest odds
        at which an effect still shows; missing when it does not); tipping (percent of the clients
        of the programme without follow-up who must have left to work for a difference of 0; missing
        when no share of them takes it away). A
        month up to which too few were followed has no figures; refused says why none has: see
        `BothArms.refused`; then column, level and apart (clients) are those of `BothArms.apart`;
        dated is that of `BothArms`. No rows without two arms.
    """
    rows = [] if two.refused == "empty" else [_at(two, month) for month in HORIZONS]
    frame = finished(rows, ["month", *COUNTS], _FIGURES)
    frame["refused"], frame["dated"] = two.refused, two.dated
    frame["column"], frame["level"], frame["apart"] = two.apart
    frame["group_key"] = frame["month"].astype("str")
    return Result(
        frame,
        counts=COUNTS,
        names={
            cell: name
            for arm in ARMS
            for cell, name in _names(frame, arm).items()
        },
        derive=partial(shown, figures=_FIGURES, counts=COUNTS),
        key_figures=(
            _points("effect.unadjusted_difference", "unadjusted", UNADJUSTED),
            _points("effect.weighted_difference", "weighted", WEIGHTED),
            _points("effect.adjusted_difference", "adjusted", AUGMENTED),
            ranged("effect.adjusted_ratio", "ratio", "times", AUGMENTED,
                   ends=("ratio_lower", "ratio_upper")),
            KeyFigure("effect.expected_share", "control_share", "percent", AUGMENTED),
            KeyFigure("effect.reached_by_clients", "programme_share", "percent", AUGMENTED),
            KeyFigure("effect.e_value", "e_value", "times", E_VALUE, lower="e_value_bound"),
            KeyFigure("effect.gamma", "gamma", "times", GAMMA),
            KeyFigure("effect.tipping_share", "tipping", "percent", TIPPING),
        ),
    )  # fmt: skip


def about_a_year(frame: pd.DataFrame) -> pd.Series[Any] | None:
    """The row of the last month up to a year that has an estimate; None when none has."""
    known = frame[frame["adjusted"].notna() & frame["month"].le(12)]
    return None if known.empty else known.iloc[-1]


def _names(frame: pd.DataFrame, arm: str) -> dict[Cell, str]:
    """Who is in an arm, and who of them left to work: numbers of `compared_clients`."""
    work = [by_month(arm, "work", int(month)) for month in frame["month"]]
    return {**named(frame, arm, everyone(arm)), **named(frame, f"work_{arm}", work)}


def _points(indicator: str, column: str, method: str) -> KeyFigure:
    ends = (f"{column}_lower", f"{column}_upper")
    return ranged(indicator, column, "percentage_point", method, PROGRAMME, ends=ends)


def _at(two: BothArms, month: int) -> dict[str, Any]:
    counts = {arm: int(two.arm(arm).sum()) for arm in ARMS}
    work, _ = _outcome(two, month)
    counts |= {f"work_{arm}": int((work & two.arm(arm)).sum()) for arm in ARMS}
    row: dict[str, Any] = {"month": month, **counts}
    row |= dict.fromkeys(map(EXACT.format, _FIGURES), np.nan)
    if month not in two.horizons:
        return row
    place = two.horizons.index(month)
    weighted, effect = two.curves, two.effect
    found = {
        **_ends("unadjusted", two.unadjusted, place),
        **_ends("adjusted", effect, place),
        "weighted": weighted.difference[month - 1],
        "weighted_lower": weighted.difference_lower[month - 1],
        "weighted_upper": weighted.difference_upper[month - 1],
        "control_share": effect.control[place],
        "programme_share": effect.programme[place],
        "tipping": _tipping(two, month, effect.control[place]),
    }
    found = {name: 100 * value for name, value in found.items()}
    found |= {f"ratio{end}": getattr(effect, f"ratio{end}")[place] for end in _ENDS}
    ratio = found["ratio"]
    nearest = found["ratio_lower"] if ratio >= 1 else found["ratio_upper"]
    found |= {"e_value": e_value(ratio), "e_value_bound": e_value(ratio, nearest)}
    found["gamma"] = _gamma(two, month, float(effect.difference[place]))
    return row | {EXACT.format(name): value for name, value in found.items()}


def _ends(name: str, effect: Effect, place: int) -> dict[str, float]:
    return {
        name: effect.difference[place],
        f"{name}_lower": effect.lower[place],
        f"{name}_upper": effect.upper[place],
    }


def _tipping(two: BothArms, month: int, expected: float) -> float:
    work, known = _outcome(two, month)
    counts = [
        (float((work & own).sum()), float((known & own).sum()), float((own & ~known).sum()))
        for own in (two.arm(arm) for arm in (CONTROL, PROGRAMME))
    ]
    share = tipping_point(*zip(*counts, strict=True), expected=expected).share
    return share if 0 <= share <= 1 else np.nan


def _outcome(two: BothArms, month: int) -> tuple[Any, Any]:
    """Who left to work by a month, and of whom it is known."""
    place = places_at(month)
    gone = (two.event > 0) & (two.duration <= place)
    return gone & (two.event == WORK), (gone | (two.duration >= place)) & ~two.unclear


def _gamma(two: BothArms, month: int, difference: float) -> float:
    """Of an effect below 0 the control arm is the one with more exits.

    Over all who could be followed so long: of who began later only exits would be known.
    """
    work, _ = _outcome(two, month)
    known = (two.could >= places_at(month)) & ~two.unclear
    inside = two.treated if difference >= 0 else ~two.treated
    cell, size = two.covariates.cell[known], len(two.covariates.indicators)
    people, in_arm, reached = (
        np.bincount(cell[who[known]], minlength=size)
        for who in (np.ones(two.people, dtype=bool), inside, work)
    )
    return rosenbaum_bound(people, in_arm, reached, float((work & known & inside).sum()))
