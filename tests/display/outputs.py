"""Everything a page shows of one evaluation, as text, and shared samples."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pandas as pd
from filled_tables import caseload, exits, ladder, table

from evalutils import cost_benefit, outflow, show
from evalutils import ladder as ladder_analysis
from evalutils.dataset.library import Destination, LadderScheme, Rung
from evalutils.disclosure import Publishable, Rule, publish
from evalutils.display import Chart, HtmlTable, Nothing, Prose

SCHEME = LadderScheme(
    "proef",
    "Proefladder",
    "2020-1",
    (
        Rung(1, "geïsoleerd", "Alleen functioneel contact."),
        Rung(2, "sociale contacten", "Wekelijks contact."),
        Rung(3, "betaald werk", "Een contract."),
    ),
)
CODELIST = {
    code: Destination(code, label, grouping, "")
    for code, label, grouping in (
        ("total", "alle uitstroom samen", "total"),
        ("paid_work", "betaald werk", "work"),
        ("self_employed", "eigen bedrijf", "self_employed"),
        ("education", "opleiding", "education"),
        ("moved", "verhuisd", "administrative"),
        ("no_contact", "geen contact meer", "dropout"),
    )
}
NATIONAL = outflow.national_durability({})
ITEM = {"item": "post", "kind": "cost", "bearer": "municipality", "price_year": 2020}
Shown = Prose | HtmlTable | Chart | Nothing


def full_sample() -> dict[str, Any]:
    """An evaluation with something in every table."""
    return {
        "ladder": ladder(current=[60, 30, 10], expected=[20, 30, 50]),
        "ladder_moves": table(
            "ladder_moves",
            {"from_rung": "2", "to_rungs": "3", "basis": "expected", "count": 12},
            {"from_rung": "all", "to_rungs": "higher", "basis": "expected", "count": 40},
        ),
        "caseload": caseload(stock_start=432, inflow=44, outflow=64, stock_end=414),
        "exits": exits(total=64, paid_work=14, moved=1, no_contact=3),
        "funnel": table(
            "funnel",
            {"funnel": "a", "order": 1, "stage": "in", "count": 118},
            {"funnel": "a", "order": 2, "stage": "uit", "count": 13},
        ),
        "targets": table(
            "targets",
            {
                "indicator": "werk",
                "target": 1650,
                "result": 1,
                "unit": "placement",
                "direction": "at_least",
            },
        ),
        "instruments": table(
            "instruments", {"instrument": "i", "started": 204, "exits_work": 83, "stage": "fase"}
        ),
        "durability": table(
            "durability",
            {"cohort": "c", "definition": "cbs_status", "exits": 755, "still_out": 645},
            {"cohort": "d", "definition": "cbs_status", "share": 60},
        ),
        "costs": table(
            "costs",
            {**ITEM, "per": "exit", "central": 7000, "low": 6000, "high": 8000},
            {**ITEM, "kind": "benefit", "per": "exit_month", "central": 1250},
        ),
        "assumptions": {
            name: {"value": value, "source": "verslag-2020", "locator": "tabel 1", "note": None}
            for name, value in {
                "participants": 100,
                "exits": 55,
                "horizon_months": 36,
                "lock_in_months": {"low": 3, "high": 6},
                "durability": {"share": {"low": 0.7, "high": 0.9}, "months": 12},
            }.items()
        },
    }


def text_of(shown: Shown) -> str:
    """What a reader sees of a sentence, table or chart; nothing when there is none."""
    if isinstance(shown, Prose):
        return shown.text
    if isinstance(shown, HtmlTable):
        return " | ".join(line for row in cells_of(shown) for line in row)
    return shown.alt if isinstance(shown, Chart) else ""


def sentence(shown: Shown) -> str:
    """The text of something that has to be a sentence."""
    assert isinstance(shown, Prose), f"no sentence but {type(shown).__name__}"
    return shown.text


def chart(shown: Shown) -> Chart:
    """Something that has to be a chart."""
    assert isinstance(shown, Chart), f"no chart but {type(shown).__name__}"
    return shown


def cells_of(shown: Shown) -> list[list[str]]:
    """The rows of a table as text: title, headings, rows, notes; where lines break is no matter."""
    assert isinstance(shown, HtmlTable), f"no table but {type(shown).__name__}"
    rows = re.findall(r"<caption.*?</caption>|<tr.*?</tr>", shown.html, flags=re.S)
    found = [re.findall(r"<(t[hd]|caption)\b[^>]*>(.*?)</\1>", row, flags=re.S) for row in rows]
    texts = [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for _, cell in row] for row in found]
    # The space after a euro sign is part of the amount.
    return [[re.sub(r"(?<!€)\u00a0", " ", text) for text in row] for row in texts]


def svg_of(shown: Chart) -> str:
    """The image as it enters the notebook."""
    data, _ = shown._repr_mimebundle_()
    return data["image/svg+xml"]


def everything(data: dict[str, Any], rule: Rule | None) -> Iterator[Shown | Publishable]:
    """Every table, chart and sentence of the three chapters, and the results behind them."""
    rungs = SCHEME.numbers
    frames = {name: data.get(name, table(name)) for name in TABLES}
    standing = publish(ladder_analysis.distribution(frames["ladder"], rungs), rule)
    totals = publish(ladder_analysis.totals(frames["ladder"], rungs), rule)
    means = publish(ladder_analysis.mean_rungs(frames["ladder"], rungs), rule)
    steps = publish(ladder_analysis.moves(frames["ladder_moves"], frames["ladder"]), rule)
    risers = publish(ladder_analysis.can_rise(frames["ladder_moves"]), rule)
    limits = publish(ladder_analysis.movement_bounds(frames["ladder"], rungs), rule)
    ways = publish(ladder_analysis.step_shares(frames["ladder_moves"], frames["ladder"]), rule)
    covered = publish(ladder_analysis.coverage(None), rule)
    yield from (standing, totals, means, steps, risers, limits, ways)
    yield show.rung_bounds.sentence(limits)
    yield show.rung_bounds.chart(limits)
    yield show.rung_change.chart(standing, SCHEME)
    yield show.rung_bounds.table(limits, covered)
    yield show.counted_steps.shares_table(ways, SCHEME)
    yield show.rung_shares.sentence(standing)
    yield show.rung_shares.chart(standing, SCHEME)
    yield show.rung_shares.table(standing, SCHEME)
    yield show.rung_change.sentence(means, totals)
    yield show.rung_change.table(means, totals)
    yield show.counted_steps.sentence(steps)
    yield show.counted_steps.table(steps, SCHEME)
    yield show.risers.sentence(risers)
    yield show.risers.table(risers)
    yield from _outflow(frames, rule)
    yield from costs(data, rule)


TABLES = (
    "ladder",
    "ladder_moves",
    "caseload",
    "exits",
    "funnel",
    "targets",
    "instruments",
    "durability",
    "costs",
)


def _outflow(frames: dict[str, pd.DataFrame], rule: Rule | None) -> Iterator[Shown | Publishable]:
    listed = publish(outflow.caseload_figures(frames["caseload"]), rule)
    account = publish(outflow.caseload_account(frames["caseload"]), rule)
    left = publish(outflow.destinations(frames["exits"], frames["caseload"]), rule)
    yield from (listed, account, left)
    yield show.caseload_figures.table(listed)
    yield show.caseload_account.sentence(account)
    yield show.caseload_account.chart(account)
    yield show.caseload_account.table(account)
    yield show.exit_destinations.sentence(left, CODELIST)
    yield show.exit_destinations.chart(left, CODELIST)
    yield show.exit_destinations.table(left, CODELIST)
    yield show.other_exits.sentence(left, CODELIST)
    yield show.other_exits.administrative_table(left, CODELIST)
    yield show.other_exits.reasons_table(left, CODELIST)
    bases = publish(outflow.like_for_like(frames["exits"], frames["caseload"]), rule)
    yield from (bases, show.same_months.sentence(bases), show.same_months.table(bases))
    funnels = publish(outflow.funnel_shares(frames["funnel"]), rule)
    yield from (funnels, show.funnel_stages.sentence(funnels), show.funnel_stages.table(funnels))
    for subject, result in (
        (show.target_results, outflow.target_results(frames["targets"])),
        (show.instrument_shares, outflow.instrument_shares(frames["instruments"])),
        (show.durable_shares, outflow.durable_shares(frames["durability"])),
    ):
        published = publish(result, rule)
        yield published
        yield from (subject.sentence(published), subject.chart(published), subject.table(published))
        if subject is show.durable_shares:
            yield subject.definitions_table(published, NATIONAL)


def costs(data: dict[str, Any], rule: Rule | None) -> Iterator[Shown | Publishable]:
    """The chapters on costs and benefits."""
    frames, assumptions = {"costs": data.get("costs", table("costs"))}, data.get("assumptions", {})
    items = publish(cost_benefit.cost_items(frames["costs"]), rule)
    units = publish(cost_benefit.unit_costs(frames["costs"], assumptions), rule)
    months = publish(cost_benefit.break_even(frames["costs"], assumptions), rule)
    yield from (items, units, months)
    yield show.cost_items.table(items)
    yield show.costs_per_unit.sentence(units)
    yield show.costs_per_unit.table(units)
    yield show.pay_back.sentence(months)
    yield show.pay_back.chart(months)
    yield show.pay_back.table(months)
    yield from _cost_model(frames, assumptions, rule)


def _cost_model(
    frames: dict[str, pd.DataFrame], assumptions: dict[str, Any], rule: Rule | None
) -> Iterator[Shown | Publishable]:
    case = cost_benefit.make_case(
        frames["costs"], assumptions, rate_per_year=0.03, sensitivity_rate_per_year=0.035
    )
    needed = publish(cost_benefit.needed_exits(case), rule)
    yield from (needed, show.needed_exits.sentence(needed))
    yield show.needed_exits.table(needed)
    other = publish(cost_benefit.other_choices(case), rule)
    yield from (other, show.other_choices.table(other))
    inputs = publish(cost_benefit.assumed(case), rule)
    yield from (inputs, show.cost_assumptions.sentence(inputs), show.cost_assumptions.table(inputs))
    balance = publish(cost_benefit.balances(case), rule)
    per_exit = publish(cost_benefit.cost_per_additional_exit(case), rule)
    yield from (balance, per_exit, show.party_balances.sentence(balance, per_exit))
    yield show.party_balances.table(balance, per_exit)
    for name in ("running_balance", "who_pays"):
        published = publish(getattr(cost_benefit, name)(case), rule)
        yield published
        subject = getattr(show, name)
        yield from (subject.chart(published), subject.table(published))
    yield from _cost_uncertainty(case, rule)


def _cost_uncertainty(case: cost_benefit.Case, rule: Rule | None) -> Iterator[Shown | Publishable]:
    for analyse, subject in (
        (cost_benefit.tornado, show.tornado),
        (cost_benefit.acceptable, show.worth_its_cost),
        (cost_benefit.plane, show.cost_effect_plane),
    ):
        published = publish(analyse(case), rule)
        yield from (published, subject.chart(published), subject.table(published))
    worth = publish(cost_benefit.information(case), rule)
    yield from (worth, show.value_of_information.sentence(worth))
    yield show.value_of_information.table(worth)
