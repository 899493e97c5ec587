"""The contract of one file: its columns and its key."""

from __future__ import annotations

from dataclasses import dataclass

from evalutils.contracts.columns import Column, text

PROVENANCE = (
    text("source", "bron", "Sleutel van het document in data/sources.yaml.", may_be_absent=True),
    text("locator", "vindplaats", "Kop, tabel of regel in dat document.", may_be_absent=True),
    text("note", "toelichting", "Opmerking van de onderzoeker.", may_be_absent=True),
)


# A page with more rows is no longer read, and takes minutes to make.
MOST_ROWS = 500


@dataclass(frozen=True)
class Table:
    """The contract of one file.

    Attributes
    ----------
    name
        File name without extension.
    title
        Dutch name for readers of the book.
    description
        Dutch sentence for the data dictionary.
    columns
        The columns, without the provenance columns that every table may carry.
    key
        Columns that together identify a row; two rows may not share them.
    at_least_one
        Columns of which each row must fill in at least one.
    client_level
        True when a row is about one client. Such a table may have columns of its own beside those
        of the contract: groups to compare, read as text.
    most_rows
        Largest number of rows; None where a page only shows what is counted from them.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    at_least_one: tuple[str, ...] = ()
    client_level: bool = False
    most_rows: int | None = MOST_ROWS

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Own columns followed by source, locator and note."""
        return self.columns + PROVENANCE
