"""Every result of an evaluation without a notebook: what the audit compares claims with."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from evalutils import cost_benefit, ladder, outflow
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import LadderScheme, Library
from evalutils.dataset.schema import dtype_of
from evalutils.disclosure import Rule, publish
from evalutils.frames import rows
from evalutils.result import Result

FigureValues = dict[tuple[str, str, str], float]
"""Value per evaluation, indicator and group."""


def table_of(evaluation: Evaluation, name: str) -> pd.DataFrame:
    """A table of the evaluation; without rows when the source does not give it."""
    found = evaluation.tables.get(name)
    return empty_table(name) if found is None else found


def empty_table(name: str) -> pd.DataFrame:
    """A table of the contract without rows."""
    columns = TABLES[name].all_columns
    return pd.DataFrame({column.name: pd.Series([], dtype=dtype_of(column)) for column in columns})


def disclosure_rule(evaluation: Evaluation, library: Library) -> Rule | None:
    """The disclosure rule of an evaluation; None when its figures are public already."""
    if evaluation.disclosure == "published":
        return None
    threshold = library.parameters["disclosure_threshold"].latest
    rounding = library.parameters["disclosure_rounding"].latest
    return Rule(int(threshold), int(rounding))


def window_of(evaluation: Evaluation, library: Library) -> outflow.Window:
    """The period in which clients were followed, with the threshold where one holds."""
    rule = disclosure_rule(evaluation, library)
    fewest = 1 if rule is None else rule.threshold
    return outflow.Window(evaluation.period_start, evaluation.period_end, fewest)


def results_of(evaluation: Evaluation, library: Library) -> Iterator[Result]:
    """Every result that the notebooks of an evaluation publish, of the tables that are there."""
    tables = evaluation.tables
    if "ladder" in evaluation.analyses and evaluation.ladder is not None:
        yield ladder.coverage(evaluation.coverage)
        yield from _ladder(evaluation, library.ladders[evaluation.ladder])
    caseload = table_of(evaluation, "caseload")
    if "caseload" in tables:
        yield outflow.caseload_figures(caseload)
        yield outflow.caseload_account(caseload)
    if "exits" in tables:
        yield outflow.destinations(tables["exits"], caseload)
        yield outflow.like_for_like(tables["exits"], caseload)
    single = {
        "funnel": outflow.funnel_shares,
        "targets": outflow.target_results,
        "instruments": outflow.instrument_shares,
        "durability": outflow.durable_shares,
    }
    for name, analyse in single.items():
        if name in tables:
            yield analyse(tables[name])
    if "spells" in tables or "benefits" in tables:
        yield from _followed(evaluation, library)
    if "costs" in tables:
        yield cost_benefit.cost_items(tables["costs"])
        yield cost_benefit.unit_costs(tables["costs"], evaluation.assumptions)
        yield cost_benefit.break_even(tables["costs"], evaluation.assumptions)


def _followed(evaluation: Evaluation, library: Library) -> Iterator[Result]:
    """What the clients who were followed show."""
    window = window_of(evaluation, library)
    spells, benefits = table_of(evaluation, "spells"), table_of(evaluation, "benefits")
    yield outflow.staying(spells, benefits, window)
    yield outflow.median_months(spells, benefits, window)
    leaving = (outflow.destination_incidence, outflow.group_differences, outflow.cohorts)
    for analyse in leaving:
        yield analyse(spells, library.destinations, window)
    lasting = (
        outflow.followed_exits,
        outflow.durable_incidence,
        outflow.reentry,
        outflow.mean_reentries,
    )
    for follow in lasting:
        yield follow(spells, benefits, library.destinations, window)


def _ladder(evaluation: Evaluation, scheme: LadderScheme) -> Iterator[Result]:
    tables, rungs = evaluation.tables, scheme.numbers
    if "ladder" in tables:
        yield ladder.distribution(tables["ladder"], rungs)
        yield ladder.totals(tables["ladder"], rungs)
        yield ladder.mean_rungs(tables["ladder"], rungs)
        yield ladder.movement_bounds(tables["ladder"], rungs)
        yield ladder.crosswalk(tables["ladder"], rungs, scheme.crosswalk)
    if "ladder_moves" in tables:
        yield ladder.moves(tables["ladder_moves"], table_of(evaluation, "ladder"))
        yield ladder.step_shares(tables["ladder_moves"], table_of(evaluation, "ladder"))
        yield ladder.can_rise(tables["ladder_moves"])


def figure_values(
    evaluation: Evaluation, library: Library, indicators: Collection[str]
) -> FigureValues:
    """The exact key figures of an evaluation, before disclosure control.

    They serve to check published claims and must not reach a page.

    Parameters
    ----------
    evaluation, library
        The evaluation and the shared files.
    indicators
        Names of the indicators that are needed; the others are not computed.
    """
    values: FigureValues = {}
    for result in results_of(evaluation, library) if indicators else ():
        if not any(figure.indicator in indicators for figure in result.key_figures):
            continue
        for row in rows(publish(result, None).key_figures):
            values[str(evaluation.key), row.indicator, row.group] = float(row.value)
    return values
