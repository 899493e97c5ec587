"""Clients are the same in all tables, and nobody is followed beyond the day of the data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE


def check_period(evaluation: Evaluation, today: date, faults: FaultList) -> None:
    """Report a period beyond the data: its clients would count as followed until its end."""
    until, end = evaluation.observed_until, evaluation.period_end
    add = faults.of(f"{evaluation.key}/{EVALUATION_FILE}").add
    if until is None:
        problem = (
            "tables of clients need the day on which they were made: nobody is followed after it. "
            "Write 'observed_until: 2025-01-31' with the day of the export."
        )
        add(problem, column="observed_until")
    elif until > today:
        problem = f"{until} is after today: no data are from that day. Write the day of the export."
        add(problem, column="observed_until")
    after = (
        "today, and clients cannot be followed until then"
        if end > today
        else f"{until}, when the tables of clients were made ('observed_until')"
    )
    if end > min(until or today, today):
        problem = f"{end} is after {after}. Write the last day that the tables of clients cover."
        add(problem, column="period.end")


def check_links(
    tables: Mapping[str, pd.DataFrame], names: Mapping[str, str], faults: FaultList
) -> None:
    """Report clients of other tables whose spells are not found.

    A file of benefits may hold a few people who never took part; it is a fault when most of the
    clients occur in no spell. One fault per table, which shows no id.
    """
    if "spells" not in tables or faults.about(names["spells"]):
        return
    known = pd.Index(tables["spells"]["client_id"].unique())
    for table in ("benefits", "measurements"):
        if table not in tables or faults.about(names[table]):
            continue
        ids = tables[table]["client_id"]
        codes, distinct = pd.factorize(ids)
        unknown = ~pd.Index(distinct).isin(known)
        lost = pd.Index(distinct)[unknown]
        if len(lost) * 2 > len(distinct):
            rows = ids.index[np.flatnonzero(unknown[codes])]
            problem = (
                f"{len(lost)} of {len(distinct)} clients occur in no row of the spells. Import all "
                "tables under one key, add their spells, or leave out the rows of other clients."
            )
            faults.add_rows(names[table], problem, sorted(rows), column="client_id")
