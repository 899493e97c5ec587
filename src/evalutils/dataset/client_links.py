"""Clients are the same in all tables, and nobody is followed beyond the day of the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE

# How ids of one client come to differ between two files, and what to do.
_CAUSES: tuple[tuple[Callable[[str], str], str], ...] = (
    (
        lambda code: code.lstrip("0"),
        "They are known without the zeros in front, which a spreadsheet drops. Export the file "
        "again and do not open it in Excel, or give the column the format Text.",
    ),
    (str.casefold, "They are known in other capitals. Write the ids alike in all tables."),
    (
        lambda code: "".join(filter(str.isalnum, code)).casefold().lstrip("0"),
        "They are known with other signs in them. Write the ids alike in all tables.",
    ),
)


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
    """Report clients of other tables whose spells are not found, with the likely cause.

    A file of benefits may hold a few people who never took part. It is a fault when ids would
    match but for how they are written, or when most of the clients occur in no spell. One fault
    per table, which shows no id.
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
        cause = _cause(lost, known)
        if cause or len(lost) * 2 > len(distinct):
            rows = ids.index[np.flatnonzero(unknown[codes])]
            problem = f"{len(lost)} of {len(distinct)} clients occur in no row of the spells. "
            problem += cause or "Add their spells, or leave out the rows of other clients."
            faults.add_rows(names[table], problem, sorted(rows), column="client_id")


def _cause(lost: pd.Index[str], known: pd.Index[str]) -> str:
    """How the ids of most of these clients are written in the spells; empty when they are not."""
    for simplify, cause in _CAUSES if len(lost) else ():
        simple = {simplify(code) for code in known}
        if sum(simplify(code) in simple for code in lost) * 2 > len(lost):
            return cause
    return ""
