"""What an import did with the rows of an export."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.import_record import KEPT, LEFT, READ
from evalutils.frames import computed
from evalutils.result import Balance, Result

_COLUMNS = ["table", "what", "rows"]


def import_counts(recorded: Mapping[str, Mapping[str, int]]) -> Result:
    """How many rows of each table were read, left out and kept.

    Parameters
    ----------
    recorded
        Per table the numbers of import.yaml, by the names of `contracts.import_record`.

    Returns
    -------
    Result
        table, what (`READ`, each of `LEFT` and `KEPT`) and rows.
    """
    rows: list[tuple[str, str, int]] = []
    balances = []
    for table, counts in recorded.items():
        first = len(rows)
        rows += [(table, what, counts[what]) for what in (READ, *LEFT, KEPT)]
        parts = tuple((place, "rows") for place in range(first + 1, len(rows)))
        balances.append(Balance(((first, "rows"),), parts))
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"rows": "int64"})
    return Result(computed(frame), counts=("rows",), balances=tuple(balances))
