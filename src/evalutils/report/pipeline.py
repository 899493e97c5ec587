"""Every key figure of an evaluation without a notebook: what the audit compares claims with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, partial

import pandas as pd

from evalutils import cost_benefit, ladder, outflow
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import LadderScheme, Library
from evalutils.disclosure import exact_values
from evalutils.report.analysis_inputs import cost_case, table_of, window_of
from evalutils.result import Result

FigureValues = dict[tuple[str, str, str], float]
"""Value per evaluation, indicator and group."""


Analysis = tuple[set[str], Callable[[], Result]]
"""The indicators that an analysis publishes, and the analysis, yet to be done."""


def analyses_of(evaluation: Evaluation, library: Library) -> Iterator[Analysis]:
    """Every analysis in the notebooks of an evaluation that has numbers of its own."""
    if "ladder" in evaluation.analyses and evaluation.ladder is not None:
        yield {"ladder.coverage"}, partial(ladder.coverage, evaluation.coverage)
        yield from _ladder(evaluation.tables, library.ladders[evaluation.ladder])
    if "ladder_clients" in evaluation.analyses and evaluation.ladder is not None:
        scheme, window = library.ladders[evaluation.ladder], window_of(evaluation, library)
        yield from _ladder_clients(evaluation, scheme.numbers, window.fewest)
    yield from _outflow(evaluation.tables, table_of(evaluation, "caseload"))
    if "outflow_clients" in evaluation.analyses:
        yield from _outflow_clients(evaluation, library)
    if "costs" in evaluation.tables:
        costs, assumptions = evaluation.tables["costs"], evaluation.assumptions
        per_unit = {"cost_benefit.cost_per_participant", "cost_benefit.cost_per_exit"}
        yield per_unit, partial(cost_benefit.unit_costs, costs, assumptions)
        break_even = {"cost_benefit.break_even_months"}
        yield break_even, partial(cost_benefit.break_even, costs, assumptions)
        yield from _cost_model(cache(partial(cost_case, evaluation, library)))


def _cost_model(case: Callable[[], cost_benefit.Case]) -> Iterator[Analysis]:
    needed = {"break_even_additional_exits", "switching_counterfactual_share"}
    yield _named(needed), lambda: cost_benefit.needed_exits(case())
    parties = {"net_present_value", "benefit_cost_ratio", "break_even_months"}
    yield _named(parties | {"probability_positive"}), lambda: cost_benefit.balances(case())
    per_exit = {"cost_per_additional_exit"}
    yield _named(per_exit), lambda: cost_benefit.cost_per_additional_exit(case())
    yield _named({"evpi"}), lambda: cost_benefit.information(case())


def _named(figures: set[str]) -> set[str]:
    return {f"cost_benefit.{name}" for name in figures}


def _ladder(tables: Mapping[str, pd.DataFrame], scheme: LadderScheme) -> Iterator[Analysis]:
    rungs = scheme.numbers
    if "ladder" in tables:
        standing = tables["ladder"]
        crossed = {"ladder.crosswalk_share_min", "ladder.crosswalk_share_max"}
        bounds = {f"ladder.share_{way}_{end}" for way in ("up", "down") for end in ("min", "max")}
        bounds |= {"ladder.share_moved_min"}
        yield {"ladder.share"}, partial(ladder.distribution, standing, rungs)
        yield {"ladder.total_share"}, partial(ladder.totals, standing, rungs)
        yield (
            {"ladder.mean_rung", "ladder.net_change"},
            partial(ladder.mean_rungs, standing, rungs),
        )
        yield bounds, partial(ladder.movement_bounds, standing, rungs)
        yield crossed, partial(ladder.crosswalk, standing, rungs, scheme.crosswalk)
    if "ladder_moves" in tables:
        counted = tables["ladder_moves"]
        steps = {"ladder.share_up", "ladder.share_same", "ladder.share_down"}
        rises = {"ladder.can_rise", "ladder.share_up", "ladder.share_same"}
        yield steps, partial(ladder.step_shares, counted, tables.get("ladder"))
        yield rises, partial(ladder.can_rise, counted)


def _outflow(tables: Mapping[str, pd.DataFrame], caseload: pd.DataFrame) -> Iterator[Analysis]:
    if "caseload" in tables:
        account = {"outflow.net_change", "outflow.flow_residual", "outflow.implied_stock_start"}
        yield set(), partial(outflow.caseload_figures, caseload)
        yield account, partial(outflow.caseload_account, caseload)
    if "exits" in tables:
        exits = tables["exits"]
        yield {"outflow.count", "outflow.share"}, partial(outflow.destinations, exits, caseload)
        yield {"outflow.share"}, partial(outflow.like_for_like, exits, caseload)
    lasting = partial(outflow.durable_shares, followed="benefits" in tables)
    single: tuple[tuple[str, set[str], Callable[[pd.DataFrame], Result]], ...] = (
        ("funnel", {"outflow.funnel_share"}, outflow.funnel_shares),
        ("targets", {"outflow.target_ratio", "outflow.target_pro_rata"}, outflow.target_results),
        ("instruments", {"outflow.instrument_share"}, outflow.instrument_shares),
        ("durability", {"outflow.durable_share"}, lasting),
    )
    for name, indicators, analyse in single:
        if name in tables:
            yield indicators, partial(analyse, tables[name])


def _ladder_clients(
    evaluation: Evaluation, rungs: Sequence[int], fewest: int
) -> Iterator[Analysis]:
    clients = cache(partial(ladder.follow, evaluation))  # of all clients: only when needed
    ways = {"ladder.share_up", "ladder.share_same", "ladder.share_down"}
    expected = {"ladder.expected_reached", "ladder.expectation_error"}
    yield {"ladder.coverage"}, lambda: ladder.client_coverage(clients())
    yield ways, lambda: ladder.client_ways(clients())
    yield {"ladder.transition"}, lambda: ladder.client_transitions(clients(), rungs)
    yield {"ladder.test_p"}, lambda: ladder.client_tests(clients(), rungs)
    yield {"ladder.months_between"}, lambda: ladder.months_between(clients(), fewest)
    yield expected, lambda: ladder.expectations(clients(), rungs)
    yield {"ladder.arrival"}, lambda: ladder.arrivals(clients(), rungs)
    yield ways | {"ladder.coverage"}, lambda: ladder.client_groups(clients())
    yield {"ladder.projected_share"}, lambda: ladder.projection(clients(), rungs)


def _outflow_clients(evaluation: Evaluation, library: Library) -> Iterator[Analysis]:
    window = window_of(evaluation, library)
    spells, benefits = table_of(evaluation, "spells"), table_of(evaluation, "benefits")
    for indicator, stay in (
        ("survival", outflow.staying),
        ("median_months", outflow.median_months),
    ):
        yield {f"outflow.{indicator}"}, partial(stay, spells, benefits, window)
    leaving = (
        ("cumulative_incidence", outflow.destination_incidence),
        ("group_share", outflow.group_differences),
        ("cohort_share", outflow.cohorts),
    )
    for indicator, leave in leaving:
        yield {f"outflow.{indicator}"}, partial(leave, spells, library.destinations, window)
    lasting = (
        ("durable_share", outflow.followed_exits),
        ("durable_incidence", outflow.durable_incidence),
        ("reentry", outflow.reentry),
        ("mean_reentries", outflow.mean_reentries),
    )
    for indicator, last in lasting:
        yield (
            {f"outflow.{indicator}"},
            partial(last, spells, benefits, library.destinations, window),
        )


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
        Names of the indicators that are needed; analyses of others are not done.
    """
    values: FigureValues = {}
    for published, analyse in analyses_of(evaluation, library):
        if published.isdisjoint(indicators):
            continue
        for indicator, group, value in exact_values(analyse()):
            values[str(evaluation.key), indicator, group] = value
    return values
