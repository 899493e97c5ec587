"""Groups with the programme beside a control group: shares, differences, and who took part."""

from __future__ import annotations

import pandas as pd

from evalutils.counted_shares import WITHIN, with_shares
from evalutils.dataset.nesting import Nesting
from evalutils.effect.beside_control import with_control, with_differences
from evalutils.effect.took_part import with_participation
from evalutils.effect.unlike_groups import with_heterogeneity
from evalutils.nested_groups import NOT_NESTED, sums_over_groups, with_groups
from evalutils.result import KeyFigure, Result, Share, named, ranged, remainders

COUNTS = ("people", "reached", "took_part", "invited")
_PARTS = (("people", "reached"), ("people", "took_part"), ("invited", "people"))
_ALIKE = ["arm", "outcome", "months"]
_POINTS, _PERCENT = "percentage_point", "percent"


def arm_effects(arms: pd.DataFrame, nesting: Nesting = NOT_NESTED) -> Result:
    """What each group reached, and how far it lies from the control group of the same outcome.

    Intention to treat: everybody who was assigned to a group counts in it. The correction for
    looking more than once is Holm's, over all comparisons of all clients, and apart from those over
    all comparisons of groups of clients.

    Parameters
    ----------
    arms
        Table ``arms`` of the contract.
    nesting
        Which group of people is part of which.

    Returns
    -------
    Result
        A row per row of the table: its columns, with group empty for all clients; share, lower and
        upper (percent); and beside the control group difference, difference_lower, difference_upper
        (percentage points), ratio_of, ratio_lower, ratio_upper, p, p_adjusted, looks, and
        smallest (percentage points); take_up (percent), participants_difference and its bounds
        (percentage points), joined (percent of those invited); arms_p and groups_p.
    """
    frame = with_groups(arms.reset_index(drop=True), nesting)
    frame = frame.rename(columns={"share": "published_share"})
    frame["comparison"] = _keys(frame, ["outcome", "months"])
    frame["group_key"] = _keys(frame, _ALIKE)
    frame["status"], frame["within_people"] = "published", WITHIN
    frame["within_invited"] = WITHIN
    return Result(
        frame,
        counts=COUNTS,
        shares=(Share("published_share", "reached", ("people",)),),
        balances=(
            *(
                balance
                for whole, part in _PARTS
                for balance in remainders(frame.index, whole, part)
            ),
            *(
                balance
                for column in COUNTS
                for balance in sums_over_groups(frame, _ALIKE, column, nesting)
            ),
        ),
        names=_names(frame),
        derive=_derived,
        key_figures=_KEY_FIGURES,
    )


def _keys(frame: pd.DataFrame, columns: list[str]) -> pd.Series[str]:
    """Names of rows by these columns and the group; months as they are typed."""
    months = frame["months"].map(lambda value: "" if pd.isna(value) else f"{value:g}")
    parts = [months if column == "months" else frame[column].astype("str") for column in columns]
    parts.append(frame["group"])
    return pd.Series(
        [":".join(part for part in row if part) for row in zip(*parts, strict=True)],
        frame.index,
        "object",
    )


def _names(frame: pd.DataFrame) -> dict[tuple[int, str], str]:
    """A group of people may stand in a row per outcome: where the number is equal it is one."""
    of_arm = "arms." + frame["arm"].astype("str") + "." + frame["group"]
    return {
        cell: name
        for column in ("people", "took_part", "invited")
        for cell, name in named(frame, column, of_arm + "." + column).items()
    }


def _derived(frame: pd.DataFrame) -> pd.DataFrame:
    frame = with_shares(frame, "reached", "people", "reached / people")
    frame = with_control(frame)
    frame = with_differences(frame)
    frame = with_participation(frame)
    return with_heterogeneity(frame)


_ONE_TEST = "score test of Miettinen-Nurminen, Holm"
_KEY_FIGURES = (
    ranged("effect.reached_share", "share", _PERCENT, "column:method", "people"),
    ranged(
        "effect.difference",
        "difference",
        _POINTS,
        "column:method_difference",
        "compared_people",
        ends=("difference_lower", "difference_upper"),
        status="column:status_difference",
    ),
    ranged(
        "effect.ratio",
        "ratio_of",
        "times",
        "column:method_ratio",
        "compared_people",
        ends=("ratio_lower", "ratio_upper"),
        status="column:status_difference",
    ),
    KeyFigure(
        "effect.p_adjusted",
        "p_adjusted",
        "probability",
        _ONE_TEST,
        n="compared_people",
        status="column:status_difference",
    ),
    KeyFigure(
        "effect.smallest_difference",
        "smallest",
        _POINTS,
        "power of 80%, two-sided 5% over all comparisons",
        n="compared_people",
        status="column:status_difference",
    ),
    ranged(
        "effect.take_up",
        "share_take_up",
        _PERCENT,
        "column:method_take_up",
        "people",
        ends=("lower_take_up", "upper_take_up"),
        status="column:status_take_up",
    ),
    ranged(
        "effect.participants_difference",
        "participants_difference",
        _POINTS,
        "difference / difference in take-up, Fieller interval",
        "compared_people",
        ends=("participants_lower", "participants_upper"),
        status="column:status_difference",
    ),
    ranged(
        "effect.joined_share",
        "share_joined",
        _PERCENT,
        "column:method_joined",
        "invited",
        ends=("lower_joined", "upper_joined"),
        status="column:status_joined",
    ),
    KeyFigure(
        "effect.arms_differ_p",
        "arms_p",
        "probability",
        "chi-square test of all groups with the programme",
        group="comparison",
        status="column:status_difference",
    ),
    KeyFigure(
        "effect.groups_differ_p",
        "groups_p",
        "probability",
        "Cochran's Q over groups of clients",
        status="column:status_difference",
    ),
)
