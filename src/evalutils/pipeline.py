"""Every key figure of an evaluation without a notebook: what the audit compares claims with."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

import pandas as pd

from evalutils import cost_benefit, ladder, outflow
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import LadderScheme, Library
from evalutils.dataset.schema import dtype_of
from evalutils.disclosure import Rule, exact_values
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


Analysis = tuple[set[str], Callable[[], Result]]
"""The indicators that an analysis publishes, and the analysis, yet to be done."""


def analyses_of(evaluation: Evaluation, library: Library) -> Iterator[Analysis]:
    """Every analysis in the notebooks of an evaluation that publishes key figures."""
    if "ladder" in evaluation.analyses and evaluation.ladder is not None:
        yield {"ladder.coverage"}, partial(ladder.coverage, evaluation.coverage)
        yield from _ladder(evaluation.tables, library.ladders[evaluation.ladder])
    yield from _outflow(evaluation.tables, table_of(evaluation, "caseload"))
    if "costs" in evaluation.tables:
        costs, assumptions = evaluation.tables["costs"], evaluation.assumptions
        per_unit = {"cost_benefit.cost_per_participant", "cost_benefit.cost_per_exit"}
        yield per_unit, partial(cost_benefit.unit_costs, costs, assumptions)
        break_even = {"cost_benefit.break_even_months"}
        yield break_even, partial(cost_benefit.break_even, costs, assumptions)
        yield from _cost_model(cost_case(evaluation, library))


def cost_case(
    evaluation: Evaluation, library: Library, *, price_year: int | None = None
) -> cost_benefit.Case:
    """The amounts and assumptions of an evaluation, in the form of the cost-benefit model.

    Parameters
    ----------
    evaluation, library
        The evaluation and the shared files.
    price_year
        Year of the prices; None takes the year in which the evaluation ends.
    """
    chosen = evaluation.assumptions.get("discount_date")
    day = evaluation.period_start if chosen is None else chosen["value"]
    rate, other = (
        None if key not in library.parameters else library.parameters[key].known_at(day)
        for key in ("discount_rate", "discount_rate_green_book")
    )
    prices = library.parameters.get("consumer_price_change")
    changes = {} if prices is None else prices.values
    return cost_benefit.make_case(
        table_of(evaluation, "costs"),
        evaluation.assumptions,
        rate_per_year=rate,
        sensitivity_rate_per_year=other,
        price_changes={start.year: value / 100 for start, value in changes.items()},
        price_year=price_year or evaluation.period_end.year,
        references={
            "discount_rate": _reference(library, "discount_rate"),
            "price_year": _reference(library, "consumer_price_change"),
        },
    )


def _reference(library: Library, key: str) -> str:
    found = library.parameters.get(key)
    return "" if found is None else found.reference


def _cost_model(case: cost_benefit.Case) -> Iterator[Analysis]:
    needed = {"break_even_additional_exits", "switching_counterfactual_share"}
    yield _named(needed), partial(cost_benefit.needed_exits, case)
    parties = {"net_present_value", "benefit_cost_ratio", "break_even_months"}
    yield _named(parties | {"probability_positive"}), partial(cost_benefit.balances, case)
    per_exit = {"cost_per_additional_exit"}
    yield _named(per_exit), partial(cost_benefit.cost_per_additional_exit, case)
    yield _named({"evpi"}), partial(cost_benefit.information, case)


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
        yield account, partial(outflow.caseload_account, caseload)
    if "exits" in tables:
        exits = tables["exits"]
        yield {"outflow.count", "outflow.share"}, partial(outflow.destinations, exits, caseload)
        yield {"outflow.share"}, partial(outflow.like_for_like, exits, caseload)
    single: tuple[tuple[str, set[str], Callable[[pd.DataFrame], Result]], ...] = (
        ("funnel", {"outflow.funnel_share"}, outflow.funnel_shares),
        ("targets", {"outflow.target_ratio", "outflow.target_pro_rata"}, outflow.target_results),
        ("instruments", {"outflow.instrument_share"}, outflow.instrument_shares),
        ("durability", {"outflow.durable_share"}, outflow.durable_shares),
    )
    for name, indicators, analyse in single:
        if name in tables:
            yield indicators, partial(analyse, tables[name])


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
