"""What an import did with the rows of an export, and how late these were registered."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from evalutils.contracts.import_record import KEPT, LATE, LEFT, PLANNED, READ, REGISTERED
from evalutils.frames import computed
from evalutils.result import Balance, Result

_COLUMNS = ["table", "what", "rows"]


def import_counts(recorded: Mapping[str, Mapping[str, int]]) -> Result:
    """How many rows of each table were read, left out and kept, and how many registered late.

    Parameters
    ----------
    recorded
        Per table the numbers of import.yaml, by the names of `contracts.import_record`.

    Returns
    -------
    Result
        table, what (`READ`, each of `LEFT` and `KEPT`; `PLANNED` where the mapping reads an end
        that is planned as none; `REGISTERED` and `LATE` where the export
        says when a row was registered), rows, and share: of `LATE` the percentage of the
        registered rows, else missing.
    """
    rows: list[tuple[str, str, int]] = []
    balances = []
    for table, counts in recorded.items():
        first = len(rows)
        rows += [(table, what, counts[what]) for what in (READ, *LEFT, KEPT)]
        kept = len(rows) - 1
        parts = tuple((place, "rows") for place in range(first + 1, kept + 1))
        balances.append(Balance(((first, "rows"),), parts))
        if PLANNED in counts:
            rows.append((table, PLANNED, counts[PLANNED]))
            balances.append(_rest(kept, len(rows) - 1))
        if REGISTERED in counts:
            rows += [(table, what, counts[what]) for what in (REGISTERED, LATE)]
            balances += [_rest(kept, len(rows) - 2), _rest(len(rows) - 2, len(rows) - 1)]
    frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"rows": "int64"})
    return Result(computed(frame), counts=("rows",), balances=tuple(balances), derive=_with_share)


def _rest(whole: int, part: int) -> Balance:
    """What a part leaves, such as the rows that were registered in time, is a group as well."""
    return Balance(((whole, "rows"),), ((part, "rows"),), "remainder")


def _with_share(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame["rows"].astype("float64")
    registered = rows.where(frame["what"] == REGISTERED).shift()
    share = 100 * rows / registered.replace(0, np.nan)
    return frame.assign(share=share.where(frame["what"] == LATE))
