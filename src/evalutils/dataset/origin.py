"""Puts what is counted from client tables in the place of what was typed by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.contracts.qualifiers import EXACT, known
from evalutils.contracts.tables import COUNTED_FROM
from evalutils.dataset.client_arms import programme_only
from evalutils.dataset.counting import count_caseload, count_exits, count_ladder
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.flows import FLOWS
from evalutils.dataset.library import Library
from evalutils.frames import rows

Mask = npt.NDArray[np.bool_]

# A count typed by hand stands for the same clients when these columns agree.
_SAME = {"ladder": ("moment", "rung"), "caseload": ("measure",), "exits": ("destination",)}


def with_counts(
    evaluation: Evaluation,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    library: Library,
    faults: FaultList,
) -> dict[str, pd.DataFrame]:
    """Add the tables that follow from the client tables.

    A count typed by hand for the same clients gives way; when it differs that is a fault. Rows
    about something that client tables do not tell, such as a subgroup, stay. A client table with
    a fault of its own is not counted.
    """
    if "measurements" in tables:
        _check_typed_beside_measurements(evaluation, tables, names, faults)
    counted = _counted(evaluation, tables, names, library, faults)
    merged = dict(tables)
    for table, (origin, counts) in counted.items():
        if not len(counts):
            continue
        typed = tables.get(table)
        if typed is not None:
            _check_counts(table, typed, counts, evaluation, names, origin, faults)
            counts = _merge(table, typed, counts, evaluation)
        merged[table] = counts
    return merged


def _counted(
    evaluation: Evaluation,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    library: Library,
    faults: FaultList,
) -> dict[str, tuple[str, pd.DataFrame]]:
    """Per table of counts the client table it comes from and the counts."""
    start, end = evaluation.period_start, evaluation.period_end
    sound = programme_only(
        {table: frame for table, frame in tables.items() if not faults.about(names[table])}
    )
    counted = {}
    if "measurements" in sound and evaluation.ladder is not None:
        numbers = library.ladders[evaluation.ladder].numbers
        counted["ladder"] = count_ladder(sound["measurements"], numbers, start, end)
    if "spells" in sound:
        counted["caseload"] = count_caseload(sound["spells"], start, end)
        counted["exits"] = count_exits(sound["spells"], start, end)
    origins = {table: origin for origin, found in COUNTED_FROM.items() for table in found}
    return {table: (origins[table], counts) for table, counts in counted.items()}


def _check_typed_beside_measurements(
    evaluation: Evaluation,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    faults: FaultList,
) -> None:
    """What measurements give for all clients cannot be given a second time in words or counts."""
    if evaluation.coverage is not None:
        problem = "the share that was measured is counted from measurements. Remove this key."
        faults.add(f"{evaluation.key}/{EVALUATION_FILE}", problem, column="coverage")
    moves = tables.get("ladder_moves")
    if moves is not None:
        typed = moves["from_rung"].eq("all") & moves["basis"].eq("realised")
        problem = "who rose, stayed and fell is counted from measurements. Remove the row."
        faults.add_rows(names["ladder_moves"], problem, moves.index[typed], column="basis")


def _check_counts(
    table: str,
    typed: pd.DataFrame,
    counts: pd.DataFrame,
    evaluation: Evaluation,
    names: Mapping[str, str],
    origin: str,
    faults: FaultList,
) -> None:
    found = dict(zip(_places(table, counts), counts["count"].astype(int), strict=True))
    about = set(counts["moment"]) if table == "ladder" else set()
    for row in rows(typed[_same_clients(table, typed, evaluation)]):
        place = tuple(getattr(row, column) for column in _SAME[table])
        exact = known(getattr(row, "qualifier", None)) == EXACT
        # A moment or measure that is not counted; a destination that is not counted has nobody.
        told = place in found or table == "exits" or (table == "ladder" and place[0] in about)
        if not told or not exact or pd.isna(row.count) or row.count == found.get(place, 0):
            continue
        file = names[origin].rpartition("/")[2]
        # What is printed can end in a log that others read.
        open_count = f"{row.count} is typed, but {file} gives {found.get(place, 0)}"
        protected = evaluation.disclosure == "protected"
        what = f"another count is typed than {file} gives" if protected else open_count
        problem = f"{what}. Remove the row: it is counted from there."
        faults.add(names[table], problem, row=int(row.Index), column="count")


def _same_clients(table: str, typed: pd.DataFrame, evaluation: Evaluation) -> Mask:
    """Rows about the same clients and days as the counts, and not about a part of them."""
    if table not in ("caseload", "exits"):
        return np.ones(len(typed), dtype=bool)
    first, last = (pd.Timestamp(day) for day in (evaluation.period_start, evaluation.period_end))
    due = pd.Series(last, index=typed.index)
    if table == "caseload":
        due = due.mask(typed["measure"].eq("stock_start"), first)
    same = typed["group"].isna() & (typed["date"].isna() | typed["date"].eq(due))
    same &= typed["period_start"].isna() | typed["period_start"].eq(first)
    return same.to_numpy(dtype=bool)


def _places(table: str, frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """What each row counts."""
    return list(zip(*(frame[column] for column in _SAME[table]), strict=True))


def _merge(
    table: str, typed: pd.DataFrame, counts: pd.DataFrame, evaluation: Evaluation
) -> pd.DataFrame:
    """The rows typed by hand about other things, followed by the counts."""
    same = _same_clients(table, typed, evaluation)
    if table == "exits":
        same = same & (typed["base"].isin(["outflow"]) | typed["base"].isna()).to_numpy()
    if table == "caseload" and typed["period_start"].notna().any():
        # Beside flows of parts of the period those of the whole say on which day they begin.
        counts = counts.assign(
            period_start=counts["period_start"].mask(
                counts["measure"].isin(FLOWS), pd.Timestamp(evaluation.period_start)
            )
        )
    known = set(_places(table, counts))
    kept = typed[[place not in known for place in _places(table, typed)] | ~same]
    first = max([1, *kept.index]) + 1
    numbered = counts.set_axis(range(first, first + len(counts)))
    return pd.concat([kept, numbered]).rename_axis("row") if len(kept) else counts
