"""Amounts of which one or two clients or providers have nearly all: who is one can tell the other.

The dominance rule and the p% rule of Hundepool et al. 2012, Statistical disclosure control, section
4.2.1, with the values of the ACRO project; see `data/parameters`.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.parameters import Parameter

_PERCENT = 100


def without_dominated(finances: pd.DataFrame, parameters: Mapping[str, Parameter]) -> pd.DataFrame:
    """The table without what was really spent or received of items that are dominated.

    An item is when its two largest contributions are more than so many percent of it, or when what
    the others have is so little that the second largest can estimate the largest. A second one that
    is not given is taken to be as large as it can be. Such an item loses these amounts in all
    periods: the next one repeats that of the last. A sum with it is then not known either.

    Parameters
    ----------
    finances
        Table ``finances`` of the contract; without column ``largest`` it stays as it is.
    parameters
        With ``disclosure_dominance`` and ``disclosure_p_percent``, both in percent.
    """
    if "largest" not in finances or finances["largest"].isna().all():
        return finances
    actual, largest = (finances[name].astype("float64") for name in ("actual", "largest"))
    most = (actual - largest).clip(upper=largest)
    second = finances.get("second_largest", pd.Series(index=finances.index, dtype="float64"))
    second = second.astype("float64").fillna(most)
    share, near = (
        parameters[name].latest / _PERCENT
        for name in ("disclosure_dominance", "disclosure_p_percent")
    )
    both = largest + second
    unsafe = (both > share * actual) | (actual - both < near * largest)
    items = [finances["item"], finances["kind"]]
    gone = unsafe.groupby(items).transform("any")
    hidden = ["actual", "previous_actual", "largest", "second_largest"]
    present = [name for name in hidden if name in finances]
    return finances.assign(**{name: finances[name].mask(gone) for name in present})
