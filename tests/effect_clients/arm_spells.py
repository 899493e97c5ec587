"""Spells of two arms in a few words."""

from datetime import date

import numpy as np
import pandas as pd

from evalutils.contracts.spans import Span
from evalutils.dataset.library import Destination
from evalutils.effect import BothArms, compared

PERIOD = Span(date(2023, 1, 1), date(2024, 12, 31))
CODELIST = {
    code: Destination(code, code, grouping, "")
    for code, grouping in (("paid_work", "work"), ("moved", "administrative"),
                           ("unknown", "unknown"))
}  # fmt: skip


def rows(
    arm: str, number: int, *, days: int | None, destination: str | None, **groups: str
) -> pd.DataFrame:
    """So many clients of an arm who begin on 1 January 2023 and stay so many days."""
    start = pd.Timestamp("2023-01-01")
    end = pd.NaT if days is None else start + pd.Timedelta(days=days - 1)
    frame = pd.DataFrame({"client_id": [f"{arm}-{days}-{destination}-{groups}-{place}"
                                        for place in range(number)]})  # fmt: skip
    return frame.assign(
        start=start, end=pd.Series([end] * number, dtype="datetime64[s]"), arm=arm,
        destination=destination, birth_year=pd.NA, groups_date=pd.NaT, source=None, locator=None,
        note=None, **groups,
    )  # fmt: skip


def two(*parts: pd.DataFrame, fewest: int = 1) -> BothArms:
    return compared(pd.concat(parts, ignore_index=True), CODELIST, PERIOD, fewest)


def mixed(seed: int = 1, number: int = 600, **other: object) -> pd.DataFrame:
    """Clients of both arms by chance, of two levels of education, who stay until some day."""
    generator = np.random.default_rng(seed)
    days = generator.integers(20, 900, number)
    work = generator.random(number) < 0.6
    frame = pd.DataFrame(
        {
            "client_id": np.arange(number).astype(str),
            "start": pd.Timestamp("2023-01-01"),
            "end": pd.Timestamp("2023-01-01") + pd.to_timedelta(days, unit="D"),
            "destination": np.where(work, "paid_work", "moved"),
            "arm": np.where(generator.random(number) < 0.5, "programme", "control"),
            "education": np.where(generator.random(number) < 0.5, "laag", "hoog"),
            "birth_year": pd.NA, "groups_date": pd.NaT, "source": None, "locator": None,
            "note": None,
        }
    )  # fmt: skip
    return frame.assign(**other)
