"""Rules that look beyond one cell: sources, codelists, ladder rungs, bases of shares."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import Any

import pandas as pd

from evalutils.contracts.columns import Column
from evalutils.contracts.outflow_tables import MOST_STAGES
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import DIRECTIONS, MEASURES
from evalutils.dataset.arm_rules import check_arms
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList, FileFaults, number, quoted, suggestion
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.library import Library, ladder_of
from evalutils.dataset.nesting import check_groups
from evalutils.dataset.panel_rules import check_panel

# Of each pair the first day may not come after the second.
PERIODS = {
    "caseload": ("period_start", "date"),
    "exits": ("period_start", "date"),
    "inflow": ("period_start", "date"),
    "other_outcomes": ("period_start", "date"),
    "durability": ("cohort_start", "cohort_end"),
    "targets": ("target_start", "target_end"),
    "finances": ("period_start", "date"),
    "panel": ("period_start", "date"),
}


def check_rules(
    evaluation: Evaluation | None,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    library: Library,
    faults: FaultList,
) -> None:
    """Check the tables of an evaluation against each other and against the shared files.

    Only what follows from the file itself is reported: a table or shared file that has a fault
    of its own is not held against the others. `evaluation` is None when evaluation.yaml has a
    fault; cells with a fault are missing; `names` is also of tables that cannot be read.
    """
    for table, frame in tables.items():
        if TABLES[table].client_level:
            continue
        _check_size(frame, TABLES[table].most_rows, faults.of(names[table]))
        _check_known(frame["source"], library.sources, "sources.yaml", faults.of(names[table]))
        if table in PERIODS:
            _check_period(frame, *PERIODS[table], faults.of(names[table]))
    for table in (name for name in ("inflow", "exits", "other_outcomes") if name in tables):
        _check_codes(tables[table], TABLES[table].columns[0], library, faults.of(names[table]))
        _check_own_bases(tables[table], faults.of(names[table]))
        if "caseload" not in names or not faults.about(names["caseload"]):
            caseload = tables.get("caseload")
            measures = set() if caseload is None else set(caseload["measure"])
            if "spells" in names:
                measures |= {"stock_start", "inflow", "outflow", "stock_end"}  # counted from it
            _check_bases(tables[table], measures, faults.of(names[table]))
    if evaluation is not None:
        file = f"{evaluation.key}/{EVALUATION_FILE}"
        check_groups(evaluation.groups, tables, names, file, faults)
    if "funnel" in tables:
        _check_stages(tables["funnel"], faults.of(names["funnel"]))
    if "targets" in tables:
        _check_directions(tables["targets"], faults.of(names["targets"]))
    if "arms" in tables:
        design = None if evaluation is None else evaluation.evidence
        check_arms(tables["arms"], design, faults.of(names["arms"]))
    if "panel" in tables:
        check_panel(tables["panel"], faults.of(names["panel"]))
    if "costs" in tables:
        _check_amounts(tables["costs"], faults.of(names["costs"]))
    for table in ("ladder", "ladder_moves"):
        if evaluation is not None and table in tables:
            _check_rungs(evaluation, table, tables[table], library, faults.of(names[table]))


def _filled(values: pd.Series[Any]) -> Iterator[tuple[int, Any]]:
    for row, value in values.dropna().items():
        yield int(str(row)), value


def _check_size(frame: pd.DataFrame, most: int | None, faults: FileFaults) -> None:
    """A table that a reader can still read, on a page that is made in seconds."""
    if most is not None and len(frame) > most:
        problem = (
            f"it has {len(frame)} rows, and a page shows at most {most}. Take rows together, or "
            "divide the figures over evaluations with a period or programme of their own."
        )
        faults.add(problem)


def _check_stages(funnel: pd.DataFrame, faults: FileFaults) -> None:
    for value, size in funnel["funnel"].value_counts(sort=False).items():
        if size > MOST_STAGES:
            problem = (
                f"{quoted(value)} has {size} stages, and a funnel has at most {MOST_STAGES}. Take "
                "stages together."
            )
            faults.add(problem, column="funnel")


def _check_known(
    values: pd.Series[str], known: Mapping[str, object], where: str, faults: FileFaults
) -> None:
    if not known:
        return  # that file has a fault of its own
    for row, value in _filled(values):
        if value not in known:
            hint = f"{suggestion(value, known)} Otherwise add it there."
            problem = f"{quoted(value)} is not in {where}. {hint}"
            faults.add(problem, row=row, column=str(values.name))


def _check_codes(frame: pd.DataFrame, column: Column, library: Library, faults: FileFaults) -> None:
    """Codes of a codelist; what a source or a registration writes is told with its code."""
    codes, where = library.codelists[str(column.codelist)], f"codelists/{column.codelist}.csv"
    if not codes and len(frame) and not faults.every.about(where):
        faults.add(f"the data folder has no {where}. Copy it from another data folder.")
    labels = {code: item.label for code, item in codes.items()}
    for row, value in _filled(frame[column.name]) if codes else ():
        if value in codes:
            continue
        hint = library.reason_hint(value) if column.codelist == "destinations" else ""
        hint = hint or f"{suggestion(value, codes, labels)} Otherwise add it there."
        faults.add(f"{quoted(value)} is not in {where}. {hint}", row=row, column=column.name)


def _check_bases(exits: pd.DataFrame, measures: Container[str], faults: FileFaults) -> None:
    for row, base in _filled(exits["base"]):
        if base in MEASURES and base not in measures:
            problem = f"'{base}' has no row in caseload.csv. Add it there or leave the base empty."
            faults.add(problem, row=row, column="base")


def _check_own_bases(exits: pd.DataFrame, faults: FileFaults) -> None:
    """A base of a row's own has a name and stands alone."""
    given = exits[["base", "base_count", "base_label"]].notna()
    problem = "the base has a number and no name. Say in 'base_label' who it counts."
    for row in exits.index[given["base_count"] & ~given["base_label"]]:
        faults.add(problem, row=int(row), column="base_count")
    problem = "beside 'base' it names a second base for one share. Keep one of the two."
    for row in exits.index[given["base_label"] & given["base"]]:
        faults.add(problem, row=int(row), column="base_label")


def _check_period(frame: pd.DataFrame, start: str, end: str, faults: FileFaults) -> None:
    problem = f"{start} is later than {end}. Correct one of the two."
    for row in frame.index[frame[start] > frame[end]]:
        faults.add(problem, row=int(row), column=start)


def _check_directions(targets: pd.DataFrame, faults: FileFaults) -> None:
    problem = (
        f"the cell is empty. Beside a target write {', '.join(DIRECTIONS)}; an amount of a budget "
        "goes in 'budget'."
    )
    for row in targets.index[targets["target"].notna() & targets["direction"].isna()]:
        faults.add(problem, row=int(row), column="direction")


def _check_amounts(costs: pd.DataFrame, faults: FileFaults) -> None:
    for smaller, larger in (("low", "central"), ("central", "high")):
        for row in costs.index[costs[smaller] > costs[larger]]:
            low, high = (float(costs.loc[row, name]) for name in (smaller, larger))
            amounts = f"{number(low)} is more than {number(high)}"
            problem = f"{amounts} in '{larger}'. Amounts run from low through central to high."
            faults.add(problem, row=int(row), column=smaller)
    given = costs.notna()
    problem = "the cell is empty. An amount without central needs low and high."
    for row in costs.index[~given["central"] & given["low"] & ~given["high"]]:
        faults.add(problem, row=int(row), column="high")
    problem = "beside low or high it says the spread twice. Keep one of the two."
    for row in costs.index[given["standard_error"] & (given["low"] | given["high"])]:
        faults.add(problem, row=int(row), column="standard_error")
    for row in costs.index[given["counterparty"] & costs["counterparty"].eq(costs["bearer"])]:
        problem = f"'{costs.loc[row, 'counterparty']}' is the bearer too. Name the other party."
        faults.add(problem, row=int(row), column="counterparty")


def _check_rungs(
    evaluation: Evaluation, table: str, frame: pd.DataFrame, library: Library, faults: FileFaults
) -> None:
    scheme = ladder_of(evaluation, library, faults)
    known_rungs = [str(number) for number in scheme.numbers] if scheme else []
    for column in TABLES[table].columns:
        if column.kind not in ("rung", "rungs") or scheme is None or not known_rungs:
            continue
        for row, value in _filled(frame[column.name]):
            for part in [] if value in column.allowed else value.split("-"):
                if part not in known_rungs:
                    rungs = ", ".join((*known_rungs, *column.allowed))
                    problem = f"rung {quoted(part)} is not in scheme '{scheme.key}'. Write {rungs}."
                    faults.add(problem, row=row, column=column.name)
