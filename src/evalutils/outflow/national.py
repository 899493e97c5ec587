"""National figures on durable outflow, each under its own definition, for context only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from evalutils.contracts.parameters import Parameter


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
