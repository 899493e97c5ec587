"""Takes the parts of an export in as rows of clients, each cell as the mapping says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.contracts.columns import Column, day, text
from evalutils.contracts.import_record import REGISTERED
from evalutils.dataset.faults import CellError, FileFaults, TextError
from evalutils.dataset.reading.convert import convert
from evalutils.dataset.reading.plain_text import tidy
from evalutils.identifiers.pseudonyms import DIGEST_BYTES, digest
from evalutils.intake.client_numbers import normal, why_no_number
from evalutils.intake.client_rows import NO_DAY, ClientRows, Mask, Words
from evalutils.intake.mapping import TableMap
from evalutils.intake.row_parts import RowPart

_EPOCH = date(1970, 1, 1).toordinal()
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_NONE = -1
UNMAPPED = "unmapped"


@dataclass
class Told:
    """What is told of an import: how many rows were read, left out, or changed, and why."""

    read: int = 0
    filtered: int = 0
    two_forms: int = 0  # clients whose id is written in two ways
    empty: Counter[str] = field(default_factory=Counter)  # per column, texts that say so
    ruled: Counter[tuple[str, str]] = field(default_factory=Counter)  # per rule and what was done
    kept: int = 0
    registered: int = 0  # rows with a day of registration, of those that were kept
    late: int = 0


class Intake:
    """Collects the rows of one table.

    Parameters
    ----------
    table
        What the mapping says.
    key, scope
        What pseudonyms are made under.
    faults
        Hears what is wrong, at the end of the export.
    """

    def __init__(self, table: TableMap, key: bytes, scope: str, faults: FileFaults) -> None:
        self._table, self._key, self._scope = table, key, scope
        self._faults = faults
        self.told = Told()
        self._columns = [
            _Cells(column, table) for name in table.columns if (column := _column(table, name))
        ]
        self._source = dict(table.columns)
        if table.registered:
            self._columns.append(_Cells(day(REGISTERED, "invoer", ""), table))
            self._source[REGISTERED] = table.registered
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._clients: list[npt.NDArray[np.uint64]] = []
        self._written: list[npt.NDArray[np.int64]] = []
        self._problems: dict[tuple[str, str], list[int]] = {}

    def add(self, part: RowPart) -> None:
        """Take in some rows."""
        self.told.read += len(part.numbers)
        kept = self._kept(part)
        self.told.filtered += len(part.numbers) - int(kept.sum())
        if not kept.any():
            return
        numbers = np.asarray(part.numbers, dtype=np.int64)[kept]
        for cells in self._columns:
            theirs = self._source[cells.column.name]
            self._note(theirs, numbers, cells.add(_chosen(part.columns[theirs], kept), self.told))
        self._add_clients(_chosen(part.columns[self._table.columns["client_id"]], kept), numbers)
        self._numbers.append(numbers)

    def _kept(self, part: RowPart) -> Mask:
        kept = np.ones(len(part.numbers), dtype=np.bool_)
        for name, values in self._table.keep.items():
            codes, texts = pd.factorize(_objects(part.columns[name]))
            kept &= np.array([tidy(text) in values for text in texts], dtype=np.bool_)[codes]
        return kept

    def _add_clients(self, texts: npt.NDArray[np.object_], numbers: npt.NDArray[np.int64]) -> None:
        codes, distinct = pd.factorize(texts)
        plain = [tidy(text) for text in distinct]
        missing = np.array([not t or t in self._table.missing for t in plain], dtype=np.bool_)
        wrong = {"the cell is empty. Every row needs the number of its client.": missing[codes]}
        said = [why_no_number(text) for text in plain]
        for problem in filter(None, dict.fromkeys(said)):
            which = np.array([one == problem for one in said], dtype=np.bool_) & ~missing
            wrong[problem] = which[codes]
        self._note(self._table.columns["client_id"], numbers, wrong)
        made = b"".join(digest(self._key, self._scope, normal(text)) for text in plain)
        wide = np.zeros((len(plain), 16), dtype=np.uint8)
        wide[:, :DIGEST_BYTES] = np.frombuffer(made, np.uint8).reshape(len(plain), DIGEST_BYTES)
        self._clients.append(wide.view(">u8").astype(np.uint64)[codes])
        self._written.append(np.array([hash(text) for text in plain], dtype=np.int64)[codes])

    def _note(
        self, column: str, numbers: npt.NDArray[np.int64], found: dict[str, npt.NDArray[np.bool_]]
    ) -> None:
        for problem, wrong in found.items():
            if wrong.any():
                rows = self._problems.setdefault((column, problem), [])
                rows.extend(numbers[wrong].tolist())

    def rows(self) -> ClientRows | None:
        """All rows; None when there is none."""
        for (column, problem), wrong in self._problems.items():
            self._faults.add_rows(problem, wrong, column=column)
        for cells in self._columns:
            cells.report(self._source[cells.column.name], self._faults)
        if not self._numbers:
            if not self._faults.found:
                what = (
                    "no row counts: every row was left out by 'keep'"
                    if self.told.read
                    else ("there are no rows below the column names")
                )
                self._faults.add(f"{what}. Check the export and mapping.yaml.")
            return None
        clients = np.concatenate(self._clients)
        self.told.two_forms = _in_two_forms(clients, np.concatenate(self._written))
        numbers = np.concatenate(self._numbers)
        days = {c.column.name: c.days() for c in self._columns if c.is_day}
        words = {c.column.name: c.words() for c in self._columns if not c.is_day}
        for name, fixed in self._table.fixed.items():
            words[name] = Words(np.zeros(len(numbers), dtype=np.int32), [fixed])
        return ClientRows(numbers, clients, days, words)


class _Cells:
    """One column: each distinct text is read once."""

    def __init__(self, column: Column, table: TableMap) -> None:
        self.column = column
        self.is_day = column.kind == "date"
        self._codes = table.codes.get(column.name)
        self._missing, self._read_day = table.missing, table.days
        self._known: dict[str, int] = {}  # of each text its day, or the place of our text
        self._ours: dict[str, int] = {}
        self._said: dict[str, str] = {}  # of a text what is wrong with it
        self._unmapped: Counter[str] = Counter()
        self._found: list[npt.NDArray[np.int32]] = []

    def add(self, texts: npt.NDArray[np.object_], told: Told) -> dict[str, npt.NDArray[np.bool_]]:
        """Read the texts; give per problem the rows that have it."""
        codes, distinct = pd.factorize(texts)
        values = np.array([self._value(text) for text in distinct], dtype=np.int32)
        sizes = np.bincount(codes, minlength=len(distinct))
        wrong: dict[str, npt.NDArray[np.bool_]] = {}
        for place, written in enumerate(distinct):
            if tidy(written) in self._missing:
                told.empty[self.column.name] += int(sizes[place])
            problem = self._said.get(written, "")
            if problem == UNMAPPED:
                self._unmapped[tidy(written)] += int(sizes[place])
            elif problem:
                wrong.setdefault(problem, np.zeros(len(distinct), dtype=np.bool_))[place] = True
        self._found.append(values[codes])
        return {problem: which[codes] for problem, which in wrong.items()}

    def _value(self, text: str) -> int:
        if text not in self._known:
            try:
                self._known[text] = self._read(tidy(text))
            except CellError as error:
                said = error.problem
                self._said[text] = said if said.startswith(("the ", "this ")) else f"this {said}"
                self._known[text] = NO_DAY if self.is_day else _NONE
            except KeyError:
                self._said[text] = UNMAPPED
                self._known[text] = _NONE
        return self._known[text]

    def _read(self, text: str) -> int:
        if not text or text in self._missing:
            if self.column.required:
                raise TextError("cell is empty. Every row needs a value here.")
            return NO_DAY if self.is_day else _NONE
        if self.is_day:
            return self._read_day(text).toordinal() - _EPOCH
        ours = self._our_text(text)
        return self._ours.setdefault(ours, len(self._ours)) if ours else _NONE

    def _our_text(self, text: str) -> str:
        if self._codes is not None:
            return self._codes[text]
        if self.column.name == "birth_year":
            return text if _YEAR.fullmatch(text) else str(self._read_day(text).year)
        value = convert(text, self.column, decimal_comma=True)
        return str(value).lower() if isinstance(value, bool) else str(value)

    def report(self, theirs: str, faults: FileFaults) -> None:
        """Say which codes the mapping does not have, with how often each occurs."""
        from evalutils.intake.reporting import unmapped

        for problem in unmapped(self._unmapped, self.column.name):
            faults.add(problem, column=theirs)

    def days(self) -> npt.NDArray[np.int32]:
        return np.concatenate(self._found)

    def words(self) -> Words:
        return Words(np.concatenate(self._found), list(self._ours))


def _column(table: TableMap, name: str) -> Column | None:
    """The contract of one of our columns; a group is a text, the client no column of its own."""
    if name == "client_id":
        return None
    known = {column.name: column for column in table.table.columns}
    return known.get(name, text(name, name, ""))


def _objects(texts: Sequence[str]) -> npt.NDArray[np.object_]:
    found = np.empty(len(texts), dtype=object)
    found[:] = texts
    return found


def _chosen(texts: Sequence[str], kept: Mask) -> npt.NDArray[np.object_]:
    found = _objects(texts)
    return found if kept.all() else found[kept]


def _in_two_forms(clients: npt.NDArray[np.uint64], written: npt.NDArray[np.int64]) -> int:
    """How many clients have an id that is written in two ways."""
    order = np.lexsort((written, clients[:, 1], clients[:, 0]))
    sorted_clients, forms = clients[order], written[order]
    same = np.all(sorted_clients[1:] == sorted_clients[:-1], axis=1)
    twice = np.flatnonzero(same & (forms[1:] != forms[:-1]))
    return len(np.unique(sorted_clients[twice], axis=0))
