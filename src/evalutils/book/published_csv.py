"""The one way in which tables are published as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from evalutils.literal import csv_cell

# Said where the files are described.
NEUTRAL = (
    "Begint een tekst met =, +, - of @, al dan niet na een puntkomma in die tekst, dan staat er "
    "een enkel aanhalingsteken (') voor. Zo ziet een rekenblad er geen formule in. Getallen "
    "krijgen geen aanhalingsteken."
)


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV: comma, decimal point, an empty cell for a missing value.

    Texts stand on one line and no spreadsheet takes one for a formula; numbers stay numbers.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return buffer.getvalue()


def _cell(value: object) -> object:
    return csv_cell(value) if isinstance(value, str) else value
