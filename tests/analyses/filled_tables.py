"""Tables of the contract, written as rows in the test that needs them."""

from typing import Any

import pandas as pd

from evalutils.chapters.analysis_inputs import empty_table
from evalutils.disclosure import Ledger, Publishable, Rule, publish
from evalutils.result import Result

SOURCE = "verslag-2020"
RULE = Rule(threshold=10, rounding=5)


def table(name: str, *rows: dict[str, Any]) -> pd.DataFrame:
    """A typed table of the contract; columns that a row does not name are missing.

    Counted people are among those of the base, unless a row says otherwise.
    """
    empty = empty_table(name)
    usual = {**dict.fromkeys(empty.columns), "source": SOURCE}
    usual |= {"within_base": "yes"} if "within_base" in empty else {}
    filled = [{**usual, **row} for row in rows]
    unknown = {column for row in filled for column in row} - set(empty.columns)
    assert not unknown, f"{name} has no column {unknown}"
    if not filled:
        return empty
    return pd.DataFrame(filled, columns=empty.columns).astype(empty.dtypes.to_dict())


def caseload(**counts: int | None) -> pd.DataFrame:
    """A caseload with one row per measure, without dates."""
    rows = [{"measure": measure, "count": count} for measure, count in counts.items()]
    return table("caseload", *rows)


def exits(**counts: int | None) -> pd.DataFrame:
    """Exits of all clients with one row per destination."""
    rows = [{"destination": name, "count": count} for name, count in counts.items()]
    return table("exits", *rows)


def ladder(**counts: list[int | None]) -> pd.DataFrame:
    """A ladder with a list of counts per moment, for rungs 1, 2, 3 and so on."""
    rows = [
        {"moment": moment, "rung": str(rung), "count": count}
        for moment, numbers in counts.items()
        for rung, count in enumerate(numbers, start=1)
    ]
    return table("ladder", *rows)


def public(result: Result) -> Publishable:
    """A result whose figures are public already."""
    return publish(result, None)


def protected(result: Result, rule: Rule = RULE) -> Publishable:
    """A result under the default rule: below 10 left out, the rest rounded to 5."""
    return publish(result, rule)


def together(*results: Result) -> list[pd.DataFrame]:
    """Results of one evaluation under the default rule, cleared together."""
    ledger = Ledger({str(place): result for place, result in enumerate(results)}, RULE)
    return [ledger.publish(str(place)).frame for place in range(len(results))]


def figures(publishable: Publishable, indicator: str) -> dict[str, float]:
    """Value per group of one indicator; a suppressed one is missing."""
    rows = publishable.key_figures
    rows = rows[rows["indicator"] == indicator]
    return dict(zip(rows["group"], rows["value"], strict=True))


def only(publishable: Publishable) -> pd.Series:
    """The one row of a result that has one."""
    assert len(publishable.frame) == 1
    return publishable.frame.iloc[0]
