"""Rules that look beyond one cell: sources, codelists, ladder rungs, bases of shares."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList, suggestion
from evalutils.dataset.library import Library


def check_rules(
    evaluation: Evaluation,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    library: Library,
    faults: FaultList,
) -> None:
    """Check the tables of an evaluation against each other and against the shared files.

    Parameters
    ----------
    evaluation
        The evaluation without its tables.
    tables
        Its valid tables by contract name.
    names
        How messages name the file of each table.
    library
        Known sources, ladder schemes and destinations.
    faults
        Receives everything that is wrong.
    """
    for table, frame in tables.items():
        _check_known(frame["source"], library.sources, "sources.yaml", names[table], faults)
    if "exits" in tables:
        destinations = tables["exits"]["destination"]
        codelist = "codelists/destinations.csv"
        _check_known(destinations, library.destinations, codelist, names["exits"], faults)
        _check_bases(tables["exits"], tables.get("caseload"), names["exits"], faults)
    if "costs" in tables:
        _check_amounts(tables["costs"], names["costs"], faults)
    for table in ("ladder", "ladder_moves"):
        if table in tables:
            _check_rungs(evaluation, table, tables[table], names[table], library, faults)


def _check_known(
    values: pd.Series[str],
    known: Mapping[str, object],
    where: str,
    name: str,
    faults: FaultList,
) -> None:
    for row, value in values.dropna().items():
        if value not in known:
            problem = f"'{value}' is not in {where}. {suggestion(value, known)}"
            faults.add(name, problem, row=int(str(row)), column=str(values.name))


def _check_bases(
    exits: pd.DataFrame, caseload: pd.DataFrame | None, name: str, faults: FaultList
) -> None:
    measures = set() if caseload is None else set(caseload["measure"])
    for row, base in exits["base"].dropna().items():
        if base not in measures:
            problem = f"'{base}' has no row in caseload.csv. Add it there or leave the base empty."
            faults.add(name, problem, row=int(str(row)), column="base")


def _check_amounts(costs: pd.DataFrame, name: str, faults: FaultList) -> None:
    low = costs["low"].fillna(costs["central"])
    high = costs["high"].fillna(costs["central"])
    wrong = (low > costs["central"]) | (costs["central"] > high)
    for row in costs.index[wrong]:
        faults.add(name, "low, central and high must not go down. Check the amounts.", row=int(row))


def _check_rungs(
    evaluation: Evaluation,
    table: str,
    frame: pd.DataFrame,
    name: str,
    library: Library,
    faults: FaultList,
) -> None:
    if evaluation.ladder is None:
        faults.add(name, "evaluation.yaml says 'ladder: null'. Name a scheme of data/ladders.")
        return
    scheme = library.ladders[evaluation.ladder]
    known = [str(number) for number in scheme.numbers]
    for column in TABLES[table].columns:
        if column.kind not in ("rung", "rungs"):
            continue
        for row, value in frame[column.name].items():
            parts = [] if value in column.allowed else value.split("-")
            unknown = [part for part in parts if part not in known]
            for part in unknown:
                problem = f"rung {part} is not in scheme '{scheme.key}'. Rungs: {', '.join(known)}."
                faults.add(name, problem, row=int(str(row)), column=column.name)
