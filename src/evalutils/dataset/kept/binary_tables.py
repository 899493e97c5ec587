"""Tables that stay in their binary form until somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from evalutils.dataset.kept.pickled import dumped, loaded

if TYPE_CHECKING:
    import pandas as pd


class KeptTables(Mapping[str, "pd.DataFrame"]):
    """The tables of an evaluation by contract name; each becomes a frame at its first use."""

    def __init__(
        self, contents: Mapping[str, bytes], rows: Mapping[str, int], sources: frozenset[str]
    ) -> None:
        self._contents = contents
        self._frames: dict[str, pd.DataFrame] = {}
        self.rows = sum(rows.values())
        self.sources = sources

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._frames:
            # pandas reads texts the way that is set there, in every process.
            import evalutils.frames  # noqa: F401

            self._frames[name] = loaded(self._contents[name])
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)

    def __contains__(self, name: object) -> bool:
        return name in self._contents


def binary(tables: Mapping[str, pd.DataFrame]) -> tuple[dict[str, bytes], dict[str, int]]:
    """The tables in binary form, and how many rows each has."""
    return (
        {name: dumped(frame) for name, frame in tables.items()},
        {name: len(frame) for name, frame in tables.items()},
    )


def row_count(tables: Mapping[str, pd.DataFrame]) -> int:
    """The rows of all tables together."""
    return tables.rows if isinstance(tables, KeptTables) else sum(map(len, tables.values()))


def sources_in(tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The documents that any row names."""
    if isinstance(tables, KeptTables):
        return tables.sources
    columns = [frame["source"] for frame in tables.values() if "source" in frame]
    return frozenset(str(key) for column in columns for key in column.dropna().unique())
