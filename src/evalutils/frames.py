"""Small bridges between pandas and typed Python."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd


def rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples whose fields have no static type."""
    yield from frame.itertuples()


def records(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """The rows of a frame as JSON takes them: None where a number is missing."""
    return frame.astype("object").where(frame.notna(), None).to_dict("records")


def computed(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame as worked out by the project itself: with that status and without a source."""
    return frame.assign(status="computed", source=pd.Series(index=frame.index, dtype="str"))
