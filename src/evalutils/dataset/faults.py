"""Faults of data files, collected so that a user sees all of them at once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from evalutils.errors import DataError, IdentifierError
from evalutils.identifiers.scan import found_in, found_in_cells

# Longer values are cut: enough to recognise a cell, short enough to read the message.
LONGEST_SHOWN = 60

# Of a fault in many rows these are listed and the others counted.
MOST_LISTED = 8

_UNSAFE = (
    "(a place that is not shown): the name of a file, folder or key tells who somebody is. Give it "
    "another name."
)

# As many known words as fit in a message; the file itself holds them all.
MOST_OPTIONS = 8


_BETWEEN_LETTERS = re.compile(r"(?<=[^\W\d_])[-\s]+(?=[^\W\d_])")


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong: where it is, what it is, what to do.

    The file is a path below the data folder; the row as a spreadsheet numbers it (the header is
    row 1), 0 for the whole file; the column of a table or key of a YAML file, empty for the whole
    row or file.
    """

    file: str
    row: int
    column: str
    problem: str


@dataclass
class FaultList:
    """Collects faults; `stop` raises them together, below the folder as the user wrote it."""

    data_dir: str = ""
    what: str = "data"  # the folder holds
    faults: list[Fault] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)  # of each key of a YAML file
    identifying: bool = False  # whether any of them is that the data tell who somebody is
    _more: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, file: str, problem: str, *, row: int = 0, column: str = "") -> None:
        """Record one fault; a known key without a row gets the row where it stands."""
        key = column
        while key and not row:
            row = self.rows.get((file, key), 0)
            key = key.rpartition(".")[0]
        self.faults.append(Fault(file, row, column, problem))

    def add_rows(self, file: str, problem: str, rows: Iterable[int], *, column: str = "") -> None:
        """Record the same fault in many rows, in ascending order; the first few are listed."""
        numbers = [int(row) for row in rows]
        for row in numbers[:MOST_LISTED]:
            self.faults.append(Fault(file, row, column, problem))
        self._more[file, column, problem] += len(numbers[MOST_LISTED:])

    def of(self, file: str) -> FileFaults:
        """The faults of one file."""
        return FileFaults(file, self)

    def about(self, file: str) -> bool:
        """Whether anything is wrong with a file so far."""
        return any(fault.file == file for fault in self.faults)

    def about_column(self, file: str, column: str) -> bool:
        """Whether anything is wrong with a column so far."""
        return any((fault.file, fault.column) == (file, column) for fault in self.faults)

    def stop(self) -> None:
        """Raise all faults, sorted by place, as one DataError; nothing when there is none.

        When one of them is about who somebody is, that is an IdentifierError.
        """
        if self.faults:
            lines = [_safe(line) for line in _describe(self.faults, self._more)]
            person = self.identifying or _UNSAFE in lines
            raise (IdentifierError if person else DataError)(lines, self.data_dir, self.what)


@dataclass(frozen=True)
class FileFaults:
    """The faults of one file, named as in messages."""

    file: str
    every: FaultList

    def add(self, problem: str, *, row: int = 0, column: str = "") -> None:
        """Record one fault."""
        self.every.add(self.file, problem, row=row, column=column)

    def add_rows(self, problem: str, rows: Iterable[int], *, column: str = "") -> None:
        """Record the same fault in many rows."""
        self.every.add_rows(self.file, problem, rows, column=column)

    def refuse(self, problem: str, *, row: int = 0, column: str = "") -> None:
        """Record that something here tells who somebody is."""
        self.every.identifying = True
        self.add(problem, row=row, column=column)

    def locate(self, rows: Mapping[str, int]) -> None:
        """Remember the row of each key of a YAML file, ``key.part`` for a key within a key."""
        self.every.rows.update({(self.file, key): row for key, row in rows.items()})

    @property
    def found(self) -> bool:
        """Whether anything is wrong with the file so far."""
        return self.every.about(self.file)

    def about_column(self, column: str) -> bool:
        """Whether anything is wrong with a column so far."""
        return self.every.about_column(self.file, column)


def _describe(faults: Iterable[Fault], more: Mapping[tuple[str, str, str], int]) -> list[str]:
    """One line per fault, by place; the same fault in several rows is said once."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for fault in sorted(set(faults)):
        rows.setdefault((fault.file, fault.column, fault.problem), []).append(fault.row)
    return [_line(*about, numbers, more.get(about, 0)) for about, numbers in rows.items()]


def _safe(line: str) -> str:
    """A message; one in which a name tells who somebody is, says that and nothing else."""
    return _UNSAFE if found_in([line]) else line


def _line(file: str, column: str, problem: str, rows: list[int], more: int) -> str:
    place = file
    if any(rows):
        place += f" row{'s' if len(rows) > 1 else ''} {ranges(rows)}"
    if more:
        place += f" and {more} more of this kind"
    if column:
        part = "key" if file.endswith(".yaml") else "column"
        place += f", {part} {quoted(column)}"
    return f"{place}: {problem}"


def ranges(rows: list[int]) -> str:
    """Ascending row numbers in short: ``2-5, 9``."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], row]
        else:
            spans.append([row])
    return ", ".join("-".join(map(str, span)) for span in spans)


def quoted(value: object) -> str:
    """A value between quotes, on one line and cut short, without control characters."""
    return f"'{shown(value)}'"


def shown(value: object) -> str:
    """The same without quotes; what tells who somebody is, is not shown."""
    if found_in_cells([str(value)]):
        return "(not shown)"
    printable = "".join(char if char.isprintable() else " " for char in str(value))
    text = " ".join(printable.split())
    if len(text) > LONGEST_SHOWN:
        text = text[: LONGEST_SHOWN - 1].rstrip() + "…"
    return text


def number(value: float) -> str:
    """A number as the pages have it, ``16.089.000`` or ``0,5``, with all digits that it has."""
    return f"{value:,.15g}".translate(str.maketrans(",.", ".,"))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like this one, None when nothing comes near."""
    lowered = {option.lower(): option for option in sorted(known)}
    near = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[near[0]] if near else None


def folded(text: str) -> str:
    """A text without what two people write differently: capitals, accents, and spaces in words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    # 5-6 and 56 are two names, Zuid-West and Zuidwest are one.
    return _BETWEEN_LETTERS.sub("", letters).replace(" ", "")


_ALL_TOGETHER = re.compile(r"(alle|totale?|totaal)\b", re.IGNORECASE)


def suggestion(
    word: str, known: Iterable[str], labels: Mapping[str, str] = MappingProxyType({})
) -> str:
    """A sentence that names the code with this label, the nearest known word, or what there is.

    `labels` are the Dutch names of the words; who reads the book knows only these.
    """
    options = sorted(known)
    called = [code for code, label in labels.items() if code in options and label]
    found = [code for code in called if folded(labels[code]) == folded(word)]
    if len(found) == 1:
        return f"That is the Dutch name of {quoted(found[0])}: write {found[0]}."
    if "total" in called and _ALL_TOGETHER.match(word):  # no name of one of the parts
        return f"Did you mean 'total' ({labels['total']})?"
    near = nearest(word, options)
    if near is None and (like := nearest(word, [labels[code] for code in called])):
        codes = [code for code in called if labels[code] == like]
        return f"Did you mean {' or '.join(map(quoted, codes))} ({like})?"
    if near:
        other = next((char for char in word if not char.isascii()), "")
        # A letter of another alphabet looks the same.
        named = f"It holds {unicodedata.name(other, 'another character')}. " if other else ""
        return f"{named if near.isascii() else ''}Did you mean {quoted(near)}?"
    if not options:
        return "There is nothing to choose from."
    listed = ", ".join(map(shown, options[:MOST_OPTIONS]))
    more = len(options) - MOST_OPTIONS
    return f"Choose from: {listed}{f' and {more} more' if more > 0 else ''}."


class CellError(ValueError):
    """The text of a cell is not a value of its column; the message says what to write.

    `problem` is read after the text; of a cell with a text or a code it shows nothing of the cell.
    """

    def __init__(self, text: str, problem: str) -> None:
        self.problem = problem
        super().__init__(f"{quoted(text)} {problem}")


class TextError(CellError):
    """The same of a text of which nothing may be shown."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        ValueError.__init__(self, problem)
