"""What a column and a table of a data file may hold: kinds, units, limits, keys, Dutch names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["text", "integer", "number", "date", "boolean", "choice", "code", "rung", "rungs"]


@dataclass(frozen=True)
class Column:
    """One column of a table."""

    name: str  # column name in the file
    # How the text in the file is read. ``rung`` is a rung number or ``unknown``; ``rungs`` a rung,
    # a range (``5-6``), or one of `choices`; ``code`` a code of `codelist`.
    kind: Kind
    label: str  # Dutch name for readers of the book
    description: str  # Dutch sentence for the data dictionary
    unit: str | None = None  # unit as shown in the data dictionary, None where there is none
    unit_in: str = ""  # the column of the same row that holds the unit, empty where there is none
    required: bool = False  # True when no row may leave the cell empty
    # minimum, maximum: inclusive limits of numbers.
    minimum: float | None = None
    maximum: float | None = None
    # Allowed values with their Dutch label, for kinds ``choice`` and ``rungs``.
    choices: tuple[tuple[str, str], ...] = ()
    codelist: str | None = None  # name of the file in data/codelists, for kind ``code``
    hint: str = ""  # English sentence that tells the user what is allowed
    may_be_absent: bool = False  # True when a file may leave out the whole column
    # True for what figures are rounded to: above 0, and 1e6 is read as such.
    step: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """The allowed values, without their labels."""
        return tuple(value for value, _ in self.choices)

    def needed(self) -> Column:
        """The same column, to be filled in on every row."""
        return replace(self, required=True)

    def optional(self) -> Column:
        """The same column, in a file that may do without it."""
        return replace(self, may_be_absent=True)


def text(name: str, label: str, description: str, *, required: bool = False) -> Column:
    """A column of free text."""
    return Column(name, "text", label, description, required=required)


def count(name: str, label: str, description: str, *, unit: str = "personen") -> Column:
    """A column of whole numbers from 0."""
    hint = "Counts are whole numbers from 0."
    return Column(name, "integer", label, description, unit=unit, minimum=0, hint=hint)


def share(name: str, label: str, description: str) -> Column:
    """A column of percentages from 0 to 100."""
    hint = "Percentages run from 0 to 100."
    return Column(name, "number", label, description, unit="%", minimum=0, maximum=100, hint=hint)


def number(
    name: str,
    label: str,
    description: str,
    *,
    unit: str | None = None,
    unit_in: str = "",
    minimum: float | None = None,
    maximum: float | None = None,
    step: bool = False,
) -> Column:
    """A column of numbers."""
    hint = "" if minimum is None else f"The lowest possible value is {minimum:g}."
    if minimum is not None and maximum is not None:
        hint = f"It runs from {minimum:g} to {maximum:g}."
    return Column(
        name,
        "number",
        label,
        description,
        unit=unit,
        unit_in=unit_in,
        minimum=minimum,
        maximum=maximum,
        hint=hint,
        step=step,
    )


def day(name: str, label: str, description: str, *, required: bool = False) -> Column:
    """A column of calendar dates."""
    hint = "Write dates as 2019-09-30 or 30-09-2019."
    return Column(name, "date", label, description, required=required, hint=hint)


def flag(name: str, label: str, description: str) -> Column:
    """A column of yes or no."""
    return Column(name, "boolean", label, description, hint="Write true or false.")


def choice(
    name: str,
    label: str,
    description: str,
    choices: dict[str, str],
    *,
    required: bool = False,
) -> Column:
    """A column with a closed list of values."""
    hint = "Choose from: " + ", ".join(choices) + "."
    return Column(
        name,
        "choice",
        label,
        description,
        required=required,
        choices=tuple(choices.items()),
        hint=hint,
    )


PROVENANCE = (
    text("source", "bron", "Sleutel van het document in sources.yaml.").optional(),
    text("locator", "vindplaats", "Kop, tabel of regel in dat document.").optional(),
    text(
        "note",
        "toelichting",
        "Opmerking van de onderzoeker; staat onder de tabel. Van beschermde "
        "gegevens niet als er een cijfer in staat.",
    ).optional(),
)


# A page with more rows is no longer read, and takes minutes to make.
MOST_ROWS = 500


@dataclass(frozen=True)
class Table:
    """The contract of one file."""

    name: str  # file name without extension
    title: str  # Dutch name for readers of the book
    description: str  # Dutch sentence for the data dictionary
    # The columns, without the provenance columns that every table may carry.
    columns: tuple[Column, ...]
    key: tuple[str, ...]  # columns that together identify a row; two rows may not share them
    at_least_one: tuple[str, ...] = ()  # columns of which each row must fill in at least one
    # True when a row is about one client. Such a table may have columns of its own beside those of
    # the contract: groups to compare, read as text.
    client_level: bool = False
    # Largest number of rows; None where a page only shows what is counted from them.
    most_rows: int | None = MOST_ROWS

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Own columns followed by source, locator and note."""
        return self.columns + PROVENANCE
