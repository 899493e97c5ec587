"""Whether clients stayed away, per definition; national figures beside it, for context only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd

from evalutils.contracts.parameters import Parameter
from evalutils.counted_shares import with_shares
from evalutils.dataset.nesting import Nesting
from evalutils.nested_groups import (
    NOT_NESTED,
    sums_over_days,
    sums_over_groups,
    with_groups,
)
from evalutils.result import Result, Share, named, remainders, share_or_ratio

# Rows of different groups are alike in these.
_ALIKE = ["cohort", "definition", "months"]
_DAYS = ("cohort_start", "cohort_end")


def durable_shares(
    durability: pd.DataFrame, followed: bool = False, nesting: Nesting = NOT_NESTED
) -> Result:
    """Share of the exits that lasted, each under its own definition.

    Parameters
    ----------
    durability
        Table ``durability`` of the contract.
    followed
        Whether clients are followed as well: their own share has the name without a cohort.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        Columns cohort, group, part_of, cohort_start, cohort_end, definition, months, exits,
        still_out, share, lower, upper (percent), ratio (per 100), published_share.
    """
    renamed = {"share": "published_share", "qualifier": "qualifier_still_out"}
    renamed["within_base"] = "within_exits"
    frame = with_groups(durability.reset_index(drop=True).rename(columns=renamed), nesting)
    of_group = (":" + frame["group"]).where(frame["group"] != "", "")
    months = frame["months"].map(lambda value: "" if pd.isna(value) else f"{value:g}")
    frame["group_key"] = frame["definition"] + ":" + months + of_group
    several = frame["group_key"].duplicated(keep=False) | followed
    frame["group_key"] = frame["group_key"].where(
        ~several, frame["group_key"] + ":" + frame["cohort"]
    )
    frame["status"] = "published"
    # The exits of one cohort, followed under several definitions.
    cohorts = "durability." + frame["cohort"] + ".exits" + of_group
    return Result(
        frame,
        counts=("exits", "still_out"),
        shares=(Share("published_share", "still_out", ("exits",)),),
        balances=(
            *remainders(frame.index, "exits", "still_out"),
            *(
                balance
                for column in ("exits", "still_out")
                for balance in (
                    *sums_over_groups(frame, _ALIKE, column, nesting),
                    *sums_over_days(frame, _ALIKE[1:], _DAYS, column, nesting),
                )
            ),
        ),
        names=named(frame[frame["cohort"].notna()], "exits", cohorts.dropna()),
        derive=partial(with_shares, count="still_out", base="exits", formula="still out / exits"),
        key_figures=share_or_ratio("outflow.durable_share", "exits"),
    )


@dataclass(frozen=True)
class NationalFigure:
    """Which definition a fixed value belongs to.

    Attributes
    ----------
    parameter
        Key of the file in data/parameters, in percent.
    definition
        Definition of durability.csv.
    months
        Months after leaving.
    label
        Dutch: what the people have or do not have.
    returned
        Whether the source prints who came back, so that the rest stayed away.
    circa
        Whether the source rounds or the value follows from rounded numbers.
    """

    parameter: str
    definition: str
    months: int
    label: str
    returned: bool = False
    circa: bool = False


_AWAY, _JOB = "uit de bijstand", "een baan in loondienst en geen bijstand"
FIGURES = (
    NationalFigure("divosa_returned_6_months", "benefit_not_resumed", 6, _AWAY, returned=True),
    NationalFigure("divosa_returned_12_months", "benefit_not_resumed", 12, _AWAY, returned=True),
    NationalFigure(
        "divosa_returned_24_months", "benefit_not_resumed", 24, _AWAY, returned=True, circa=True
    ),
    NationalFigure("cbs_off_benefit_18_months", "cbs_status", 18, _AWAY),
    NationalFigure("cbs_employed_6_months", "cbs_status", 6, _JOB),
    NationalFigure("cbs_employed_18_months", "cbs_status", 18, _JOB),
    NationalFigure(
        "cbs_continuous_18_months", "continuously_employed", 18, "steeds in loondienst", circa=True
    ),
)


def national_durability(parameters: Mapping[str, Parameter]) -> pd.DataFrame:
    """National shares that stayed away, of the fixed values that the data folder has.

    Parameters
    ----------
    parameters
        Fixed values by key.

    Returns
    -------
    DataFrame
        Columns definition, months, label, share (percent), circa (boolean), year (of leaving),
        reference.
    """
    rows = []
    for figure in FIGURES:
        value = parameters.get(figure.parameter)
        if value is not None:
            share = 100 - value.latest if figure.returned else value.latest
            year = max(value.values).year
            name = (figure.definition, figure.months, figure.label)
            rows.append((*name, share, figure.circa, year, value.reference))
    columns = ["definition", "months", "label", "share", "circa", "year", "reference"]
    return pd.DataFrame(rows, columns=columns)
