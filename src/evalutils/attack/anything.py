"""Tables of which no scheme is known, such as those of a researcher's own notebook."""

from __future__ import annotations

from evalutils.attack.forms import count_form
from evalutils.attack.pages import Page, SeenRow, SeenTable
from evalutils.attack.puzzle import Name
from evalutils.attack.reading import Outsider
from evalutils.attack.schemes.seen_groups import sums

_TOTALS = ("totaal", "alle", "alle cliënten", "alles samen", "samen", "iedereen")


def any_table(reading: Outsider, page: Page, table: SeenTable) -> None:
    """Columns of counts, each with its sums where a row says that it is one."""
    counts = [column for column in table.columns[1:] if _holds_counts(reading, table, column)]
    words = [column for column in table.columns if column not in counts and _words(table, column)]
    for column in counts:
        found: dict[tuple[str, ...], Name] = {}
        for row in table.rows:
            key = (row.section, *(row.cells[word] for word in words))
            name = reading.name("tabel", page.path, table.name or table.title, column, *key)
            known = reading.count(name, row.cells[column], reading.place(page, table, row, column))
            if known is not None:
                found[key] = known
        _state_sums(reading, found)


def _state_sums(reading: Outsider, found: dict[tuple[str, ...], Name]) -> None:
    """A row that says ``totaal`` in one place is the sum of those that differ in that place."""
    for key, whole in found.items():
        for at, text in enumerate(key):
            if text.lower() in _TOTALS:
                parts = [
                    name
                    for other, name in found.items()
                    if other != key and other[:at] + other[at + 1 :] == key[:at] + key[at + 1 :]
                ]
                sums(reading, whole, parts)


def _holds_counts(reading: Outsider, table: SeenTable, column: str) -> bool:
    """Whether every cell is a count in its published form, or empty."""
    texts = [row.cells[column] for row in table.rows]
    forms = [count_form(text, reading.evaluation.rule) for text in texts if text not in ("–", "")]
    kinds = {None if form is None else form.kind for form in forms}
    return bool(kinds) and kinds <= {"hidden", "rounded"}


def _words(table: SeenTable, column: str) -> bool:
    return any(any(map(str.isalpha, _cell(row, column))) for row in table.rows) or (
        column == table.columns[0]
    )


def _cell(row: SeenRow, column: str) -> str:
    return row.cells[column]
