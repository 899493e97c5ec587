"""The rows of one table of clients, in some 40 bytes each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.dataset.reading.schema import dtype_of
from evalutils.identifiers.pseudonyms import pseudonyms
from evalutils.intake.mapping import TableMap

Whole = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]
Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]

NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True)
class Words:
    """A column of texts that repeat: per row the place of its text, -1 for none."""

    codes: Codes
    texts: Sequence[str]


@dataclass(frozen=True)
class ClientRows:
    """The rows of a table.

    Attributes
    ----------
    numbers
        The row of the export.
    clients
        Shape (rows, 2): the digest of the client, as two numbers that sort as its pseudonym.
    days
        Per column of days the days since 1970, `NO_DAY` where there is none.
    words
        Every other column.
    """

    numbers: Whole
    clients: npt.NDArray[np.uint64]
    days: Mapping[str, Days]
    words: Mapping[str, Words]

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, which: Mask | Whole) -> ClientRows:
        """The same table with some of its rows, or in another order."""
        return ClientRows(
            self.numbers[which],
            self.clients[which],
            {name: days[which] for name, days in self.days.items()},
            {name: Words(own.codes[which], own.texts) for name, own in self.words.items()},
        )

    def with_days(self, name: str, days: Days) -> ClientRows:
        """The same table with other days in a column."""
        return ClientRows(self.numbers, self.clients, {**self.days, name: days}, self.words)

    def with_none(self, name: str, which: Mask) -> ClientRows:
        """The same table with nothing in some rows of a column of texts."""
        own = self.words[name]
        emptied = Words(np.where(which, -1, own.codes).astype(np.int32), own.texts)
        return ClientRows(self.numbers, self.clients, self.days, {**self.words, name: emptied})

    def without_days(self, name: str) -> ClientRows:
        """The same table without a column of days."""
        days = {other: days for other, days in self.days.items() if other != name}
        return ClientRows(self.numbers, self.clients, days, self.words)

    def ids(self) -> list[str]:
        """The pseudonym of each row."""
        wide = np.empty((len(self), 16), dtype=np.uint8)
        wide[:, :8] = self.clients[:, :1].astype(">u8").view(np.uint8)
        wide[:, 8:] = self.clients[:, 1:].astype(">u8").view(np.uint8)
        return pseudonyms(wide[:, :12].tobytes())

    def order(self) -> Whole:
        """The rows by client, and of each by its first day."""
        first = next(iter(self.days.values()))
        return np.lexsort((first, self.clients[:, 1], self.clients[:, 0])).astype(np.int64)

    def client_numbers(self) -> Whole:
        """A number for each client, of rows that stand by client."""
        new = np.any(self.clients[1:] != self.clients[:-1], axis=1)
        return np.concatenate([[0], np.cumsum(new)]).astype(np.int64)[: len(self)]

    @property
    def people(self) -> int:
        """How many clients there are, of rows that stand by client."""
        return int(self.client_numbers()[-1]) + 1 if len(self) else 0

    def frame(self, table: TableMap) -> pd.DataFrame:
        """The typed table as `check` has it, with the rows of the export as index."""
        dtypes = {column.name: dtype_of(column) for column in table.table.all_columns}
        missing = [name for name in dtypes if name not in (*self.days, *self.words, "client_id")]
        columns: dict[str, Any] = {"client_id": pd.array(self.ids(), dtype="str")}
        for name, days in self.days.items():
            dates = days.astype("int64").view("datetime64[D]").astype("datetime64[s]")
            dates[days == NO_DAY] = np.datetime64("NaT", "s")
            columns[name] = dates
        for name, own in self.words.items():
            kind = dtypes.get(name, "str")
            texts: list[object] = [int(t) if kind == "Int64" else t for t in own.texts]
            if kind == "boolean":
                texts = [text == "true" for text in own.texts]
            known = pd.Series(texts, dtype=kind).array
            columns[name] = known.take(own.codes, allow_fill=True)
        for name in missing:
            columns[name] = pd.Series([None] * len(self), dtype=dtypes[name]).array
        ordered = [*dtypes, *(name for name in columns if name not in dtypes)]
        index = pd.Index(self.numbers, name="row")
        return pd.DataFrame({name: columns[name] for name in ordered}, index=index)
