"""Small bridges between pandas and typed Python, and a table that does not show its cells."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

# Texts are kept the same way whether or not pyarrow is installed: pandas would switch to its own
# strings of arrow, which add and compare differently, and figures must not depend on that.
pd.set_option("mode.string_storage", "python")

# What pandas.factorize makes of a missing value.
_MISSING = -1


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples whose fields have no static type."""
    row = _row(tuple(frame.columns))
    columns = (values.tolist() for _, values in frame.items())
    return map(row._make, zip(frame.index.tolist(), *columns, strict=True))


@cache
def _row(columns: tuple[str, ...]) -> Any:
    """The type of such rows; making it takes longer than many of them."""
    return namedtuple("Row", ("Index", *columns), rename=True)


def alike(frame: pd.DataFrame, by: str | list[str], *, missing: bool = False) -> list[list[int]]:
    """The labels of rows that are alike in some columns, as `DataFrame.groupby` sorts them.

    With `missing` rows of which a cell is missing are alike too, after the others; otherwise they
    are left out. It groups no frame, which takes long where there are hundreds of few rows.
    """
    codes = [
        pd.factorize(frame[name], sort=True)[0].tolist()
        for name in ([by] if isinstance(by, str) else by)
    ]
    found: dict[tuple[int, ...], list[int]] = {}
    for label, *key in zip(frame.index.tolist(), *codes, strict=True):
        if missing or _MISSING not in key:
            place = tuple(len(frame) if code == _MISSING else code for code in key)
            found.setdefault(place, []).append(label)
    return [found[place] for place in sorted(found)]


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows of a frame as JSON takes them: None where a number is missing."""
    # Column by column in Python: for few rows, as most tables have, a tenth of the time of pandas.
    columns = [
        [None if is_missing(value) else value for value in one.tolist()] for _, one in frame.items()
    ]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def is_missing(value: Any) -> bool:
    """As `pandas.isna` says of a single cell; only what is not a number is unlike itself."""
    return value is None or value is pd.NA or bool(value != value)


def computed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as worked out by the project itself: with that status and without a source."""
    return frame.assign(status="computed", source=pd.Series(index=frame.index, dtype="str"))


def usual(values: pd.Series[str]) -> str:
    """The most frequent value, of equals the first in the alphabet."""
    counts = values.value_counts()
    return str(min(counts[counts == counts.max()].index))


def day_numbers(days: pd.Series[pd.Timestamp]) -> npt.NDArray[np.int64]:
    """Days since 1970; a missing day is far before them all."""
    return days.to_numpy().astype("datetime64[D]").astype(np.int64)


class GuardedTable(pd.DataFrame):
    """A frame that does not show its cells; what is computed from it is an ordinary frame.

    It keeps a table from a page by a slip. The gate of the runner keeps everything else that was
    not cleared from it, such as the printed form of what was computed.
    """

    def __repr__(self) -> str:
        return (
            f"<table of protected data, {len(self.columns)} columns; "
            "report.publish clears what is computed from it>"
        )

    __str__ = __repr__

    def _repr_html_(self) -> None:
        return None
