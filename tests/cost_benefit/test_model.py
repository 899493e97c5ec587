"""The model of a programme, worked out by hand, by R, and by its properties."""

import csv
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
from filled_tables import figures, only, public, table

from evalutils import show
from evalutils.cost_benefit import (
    Case,
    balances,
    cost_per_additional_exit,
    make_case,
    needed_exits,
    other_choices,
    running_balance,
    unit_costs,
    who_pays,
)
from evalutils.cost_benefit.model import fill, net_exits
from evalutils.cost_benefit.monthly_flows import item_flow, party_flows, present
from evalutils.cost_benefit.parties import worth_of
from evalutils.display import Chart, HtmlTable, Prose
from evalutils.statistics import uncertain_inputs
from evalutils.statistics.discounting import price_factor

REFERENCE = Path(__file__).parents[1] / "reference" / "cost_benefit" / "model.csv"

COST = {"item": "traject", "kind": "cost", "bearer": "municipality", "central": 1000}
SAVING = {"item": "uitkering", "kind": "benefit", "bearer": "municipality", "central": 500}
WHOLE = {"price_year": 2020}
BASE = {
    "participants": 100,
    "exits": 50,
    "horizon_months": 14,
    "lock_in_months": 4,
    "durability": {"share": 1.0, "months": 12},
    "displacement_share": 0.0,
    "counterfactual_exit_share": 0.1,
}


def case(
    *rows: dict[str, Any],
    rate: float = 0.0,
    other: Any = None,
    unsourced: tuple[str, ...] = (),
    **changed: Any,
) -> Case:
    """A case in which each exit is worth 10 months of 500, unless told otherwise."""
    standard = (
        {**COST, **WHOLE, "per": "participant"},
        {**SAVING, **WHOLE, "per": "exit_month", "transfer": True, "counterparty": "client"},
    )
    values = {key: value for key, value in (BASE | changed).items() if value is not None}
    entries = {key: {"value": value, "source": "verslag-2020"} for key, value in values.items()}
    for name, entry in entries.items():
        entry.update(locator=None, note=None)
        entry["source"] = None if name in unsourced else entry["source"]
    costs = table("costs", *(rows or standard))
    return make_case(costs, entries, rate_per_year=rate, sensitivity_rate_per_year=other)


def test_the_balance_of_a_certain_case_is_the_one_on_paper() -> None:
    # Additional 0.5 - 0.1 = 0.4 exits; each 10 months (14 - 4) of 500 = 5,000; 0.4 * 5,000 = 2,000.
    # 50 exits of 100 is a beta distribution, whose spread leaves the mean at about 0.5.
    row = only(public(balances(case())))
    assert row["npv"] == pytest.approx(2000 - 1000, abs=15)
    assert row["ratio"] == pytest.approx(2, abs=0.02)
    # With 0.45 additional, 225 a month from month 4 on: 1,000 is back with the fifth, month 8.
    result = public(balances(case(counterfactual_exit_share=0.05)))
    # 4 months to the exit, then 1,000 / (0.4 * 500) = 5 months of saving.
    assert only(result)["months"] == 9
    assert figures(result, "cost_benefit.break_even_months") == {"municipality:discounted": 9}


def test_the_exits_that_pay_back_are_costs_over_value() -> None:
    # 1,000 / 5,000 = 0.2 per participant: 20 of 100; 1 - 20 / 50 = 60% may have happened anyway.
    result = public(needed_exits(case()))
    row = only(result)
    assert (row["needed"], row["switching"]) == (pytest.approx(20), pytest.approx(60))
    assert (row["observed"], row["additional"]) == (50, pytest.approx(40))
    found = figures(result, "cost_benefit.break_even_additional_exits")
    assert found == {"": pytest.approx(20)}


def test_known_displacement_raises_the_exits_that_are_needed() -> None:
    # 0.25 after 2 months is 0.5 a month: 1 + 0.5 + 0.25 months of 500 = 875 per net exit.
    # 1,000 / 875 net exits, of which 20% takes the job of another: / 0.8.
    small = case(horizon_months=7, durability={"share": 0.25, "months": 2}, displacement_share=0.2)
    row = only(public(needed_exits(small)))
    assert row["value_eur"] == pytest.approx(875)
    assert row["needed"] == pytest.approx(100 * 1000 / 875 / 0.8)


def test_discounting_counts_from_the_start_of_the_programme() -> None:
    filled = fill(case(rate=0.05, horizon_months=5), 100, 50)
    flows = item_flow(filled, filled.case.items[1], filled.central)
    # One month of 500, four months after the start: 500 * 1.05^(-4 / 12)
    assert present(filled, flows)[0] == pytest.approx(500 * 1.05 ** (-4 / 12))
    assert net_exits(filled, filled.central)[0] == pytest.approx(0.4)


def test_costs_per_exit_count_for_every_exit_and_programmes_per_participant() -> None:
    rows = (
        {**COST, **WHOLE, "per": "exit"},
        {**COST, **WHOLE, "item": "b", "per": "programme", "start_month": 2},
        {**COST, **WHOLE, "item": "c", "per": "participant_month", "months": 3},
    )
    filled = fill(case(*rows), 100, 50)
    flows = [item_flow(filled, item, filled.central) for item in filled.case.items]
    assert flows[0][0, 0] == 500  # 1,000 * 50 / 100
    assert flows[1][0, :4].tolist() == [0, 0, 10, 0]  # 1,000 / 100 in month 2
    assert flows[2].sum() == 3000


def test_a_transfer_is_lost_by_the_client_and_nothing_for_society() -> None:
    frame = public(who_pays(case())).frame
    per_exit = frame[(frame["part"] == "net_exit") & (frame["label"] == "")].iloc[0]
    # 10 months of 500: what the municipality gains the client loses.
    assert per_exit["municipality"] == pytest.approx(5000)
    assert (per_exit["client"], per_exit["society"]) == (pytest.approx(-5000), 0)
    together = frame[frame["part"] == "together"].iloc[0]
    assert together["municipality"] == pytest.approx(1000, abs=15)
    assert together["society"] == pytest.approx(-1000)
    assert frame[["no_income", "no_production"]].all(axis=None)  # no wage, no production


def unknown(*rows: dict[str, Any], **changed: Any) -> Case:
    """The same without a source for what would have happened anyway."""
    return case(*rows, unsourced=("counterfactual_exit_share", "displacement_share"), **changed)


def test_without_a_counterfactual_every_net_figure_is_a_function_of_it() -> None:
    result = public(balances(unknown()))
    # 0.5 exits * 5,000 = 2,500 - 1,000 when all count, 250 when half does, -1,000 when none does.
    means = dict(zip(result.frame["lost"], result.frame["npv"], strict=True))
    assert list(means) == [0, 0.25, 0.5, 0.75, 1]
    assert means[0] == pytest.approx(1500, abs=15)
    assert means[0.5] == pytest.approx(250, abs=15)
    assert means[1] == pytest.approx(-1000)
    groups = set(result.key_figures["group"])
    assert groups == {f"municipality:lost_{share}" for share in (0, 25, 50, 75, 100)}
    assert result.key_figures["method"].str.endswith("not known").all()
    assert not public(who_pays(unknown())).frame["part"].eq("together").any()


def test_a_range_without_a_source_does_not_make_the_counterfactual_known() -> None:
    unsure = case(
        counterfactual_exit_share={"low": 0, "high": 0.5}, unsourced=("displacement_share",)
    )
    assert not unsure.net_known
    assert "displacement_share" in unsure.gaps
    assert len(public(balances(unsure)).frame) == 5


def reference_rows() -> list[dict[str, str]]:
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return [{key: value.strip() for key, value in row.items()} for row in csv.DictReader(file)]


@pytest.mark.parametrize("row", reference_rows(), ids=lambda row: f"{row['name']} {row['lost']}")
def test_the_model_gives_what_the_loops_in_r_give(row: dict[str, str]) -> None:
    number = {name: float(value) for name, value in row.items() if name not in ("name", "month")}
    costs = (
        {**COST, **WHOLE, "per": "participant", "central": number["per_participant"]},
        {**COST, **WHOLE, "item": "b", "per": "exit", "central": number["per_exit_cost"]},
        {**SAVING, **WHOLE, "per": "exit_month", "central": number["saving"]},
    )
    durable = {"share": number["share"], "months": number["at"]}
    made = unknown(
        *costs,
        rate=number["rate"],
        horizon_months=int(number["horizon"]),
        lock_in_months=int(number["lock_in"]),
        durability=durable,
        exits=int(100 * number["exits"]),
    )
    filled = fill(made, 100, 100 * number["exits"])
    worth = worth_of(filled, filled.central, "municipality")
    exits = net_exits(filled, filled.central, number["lost"])
    assert worth.net(exits)[0] == pytest.approx(number["npv"], rel=1e-9)
    assert (worth.received(exits) / worth.paid(exits))[0] == pytest.approx(number["ratio"])
    found = only(public(needed_exits(made)))
    assert found["needed"] == pytest.approx(number["needed"])
    assert found["switching"] == pytest.approx(number["switching"])


PARTIES = ("municipality", "state", "client", "employer", "society")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["cost", "benefit"]),
        st.sampled_from(PARTIES),
        st.sampled_from(["participant", "exit", "exit_month", "programme"]),
        st.floats(0, 10_000),
    ),
    min_size=1,
    max_size=6,
)


def amounts(drawn: list[tuple[str, str, str, float]]) -> list[dict[str, Any]]:
    return [
        {"item": str(n), "kind": k, "bearer": b, "per": p, "central": a, "months": 5, **WHOLE}
        for n, (k, b, p, a) in enumerate(drawn)
    ]


def balance_of(made: Case, party: str) -> float:
    filled = fill(made, 100, 50)
    worth = worth_of(filled, filled.central, party)
    return float(worth.net(net_exits(filled, filled.central))[0])


@given(ROWS)
@settings(deadline=None, max_examples=30)
def test_parties_without_transfers_add_up_to_society(
    drawn: list[tuple[str, str, str, float]],
) -> None:
    rows = [row for row in amounts(drawn) if row["bearer"] != "society"]
    if rows:
        sums = [balance_of(case(*rows), party) for party in PARTIES]
        assert sum(sums[:4]) == pytest.approx(sums[4], abs=1e-6)


@given(ROWS, st.sampled_from(PARTIES[:4]))
@settings(deadline=None, max_examples=30)
def test_transfers_cancel_for_society(drawn: list[tuple[str, str, str, float]], other: str) -> None:
    rows = [
        {**row, "transfer": True, "counterparty": other}
        for row in amounts(drawn)
        if row["bearer"] not in ("society", other)
    ]
    if rows:
        assert balance_of(case(*rows), "society") == 0
        assert sum(balance_of(case(*rows), party) for party in PARTIES[:4]) == pytest.approx(
            0, abs=1e-6
        )


@given(ROWS, st.randoms())
@settings(deadline=None, max_examples=20)
def test_the_order_of_the_rows_does_not_matter(
    drawn: list[tuple[str, str, str, float]], random: Any
) -> None:
    rows = amounts(drawn)
    mixed = random.sample(rows, len(rows))
    for party in PARTIES:
        first, second = balance_of(case(*rows), party), balance_of(case(*mixed), party)
        assert second == pytest.approx(first, abs=1e-6)


@given(ROWS, st.floats(0.01, 100))
@settings(deadline=None, max_examples=20)
def test_amounts_in_cents_give_a_balance_in_cents(
    drawn: list[tuple[str, str, str, float]], factor: float
) -> None:
    rows = amounts(drawn)
    scaled = [{**row, "central": row["central"] * factor} for row in rows]
    for party in PARTIES:
        expected = factor * balance_of(case(*rows), party)
        assert balance_of(case(*scaled), party) == pytest.approx(expected, abs=1e-6)


@given(st.floats(0, 5000), st.floats(0, 5000))
@settings(deadline=None, max_examples=15)
def test_more_of_a_cost_never_raises_the_balance(cost: float, extra: float) -> None:
    saving = {**SAVING, **WHOLE, "per": "exit_month"}
    paid = [{**COST, **WHOLE, "per": "participant", "central": c} for c in (cost, cost + extra)]
    less, more = (balance_of(case(row, saving), "municipality") for row in paid)
    assert more <= less + 1e-9


@given(st.floats(0, 0.1), st.integers(1, 12))
@settings(deadline=None, max_examples=15)
def test_without_net_exits_the_balance_is_minus_the_costs(rate: float, lock_in: int) -> None:
    # Whatever the saving and the rate: 1,000 at month 0 is all that happens.
    made = unknown(rate=rate, lock_in_months=lock_in)
    frame = public(balances(made)).frame.set_index("lost")
    assert frame.loc[1.0, "npv"] == pytest.approx(-1000)
    assert frame.loc[1.0, ["npv_low", "npv_high"]].isna().all()  # nothing that was drawn matters


def test_the_same_seed_gives_the_same_bytes_and_a_longer_run_starts_the_same() -> None:
    item = uncertain_inputs.bounded("a", 0, 1, 4)
    assert item.draws(500, 7).tobytes() == item.draws(500, 7).tobytes()
    assert (item.draws(500, 7)[:100] == item.draws(100, 7)).all()
    assert (item.draws(500, 8) != item.draws(500, 7)).any()


@pytest.mark.parametrize(
    ("item", "mean", "tolerance"),
    [
        (uncertain_inputs.bounded("u", 2, None, 6), 4, 0.05),
        (uncertain_inputs.bounded("p", 0, 1, 8), (0 + 4 * 1 + 8) / 6, 0.05),  # PERT mean
        (uncertain_inputs.counted("b", 9, 10), 9.5 / 11, 0.005),  # Jeffreys: (9 + 0.5) / (10 + 1)
        (uncertain_inputs.estimated("g", 1250, 100), 1250, 4),
        (uncertain_inputs.fixed("f", 3), 3, 0),
    ],
    ids=lambda value: value.shape if isinstance(value, uncertain_inputs.Input) else None,
)
def test_each_form_of_an_input_has_its_mean(
    item: uncertain_inputs.Input, mean: float, tolerance: float
) -> None:
    assert item.draws(20_000, 1).mean() == pytest.approx(mean, abs=tolerance)


def test_a_gap_is_listed_and_nothing_is_computed_with_zero_in_its_place() -> None:
    for name in ("horizon_months", "lock_in_months", "durability"):
        lacking = case(**{name: None})
        assert name in lacking.gaps
        assert public(needed_exits(lacking)).empty
        assert public(balances(lacking)).empty
    nobody = case(participants=None, exits=None)
    assert only(public(needed_exits(nobody)))["needed"] == pytest.approx(20)
    assert np.isnan(only(public(needed_exits(nobody)))["switching"])
    assert public(balances(nobody)).empty


def test_prices_of_different_years_are_not_added_without_an_index() -> None:
    rows = [
        {**COST, "price_year": 2019, "per": "participant"},
        {**SAVING, **WHOLE, "per": "exit_month"},
    ]
    assert "price_index" in case(*rows).gaps
    assert public(needed_exits(case(*rows))).empty


def test_an_index_brings_amounts_to_the_prices_of_one_year() -> None:
    changes = {2018: 0.10, 2019: 0.20}
    assert price_factor(2017, 2019, changes) == pytest.approx(1.1 * 1.2)
    assert price_factor(2019, 2018, changes) == pytest.approx(1 / 1.2)
    assert price_factor(2017, 2017, {}) == 1
    assert np.isnan(price_factor(2016, 2018, changes))  # 2017 has no value
    made = make_case(
        table("costs", {**COST, "price_year": 2017, "per": "participant"}),
        {},
        rate_per_year=0.0,
        price_changes=changes,
        price_year=2019,
    )
    assert made.inputs["amount_0"].central == pytest.approx(1320)  # 1,000 * 1.1 * 1.2


def test_lower_benefits_ask_for_more_exits_and_costs_stay_as_they_are() -> None:
    frame = public(other_choices(case())).frame
    lower = frame[frame["choice"] == "shortfall"].set_index("value")["needed"]
    # 1,000 / (5,000 * 0.75) = 26.7 per 100; off, it is the outcome itself: 20.
    assert (lower[0.0], lower[0.25]) == (pytest.approx(20), pytest.approx(100 * 1000 / 3750))
    months = frame[frame["choice"] == "horizon"].set_index("value")["needed"]
    assert months[24] == pytest.approx(10)  # 20 months of 500: 1,000 / 10,000


def test_a_correction_for_optimism_stands_beside_the_outcome_and_is_off_by_default() -> None:
    assert "correction" not in set(public(other_choices(case())).frame["choice"])
    corrected = case(optimism_correction=0.15)
    row = public(other_choices(corrected)).frame.set_index("choice").loc["correction"]
    # 1,000 / (5,000 * 0.85) = 23.5 per 100 instead of 20.
    assert row["needed"] == pytest.approx(100 * 1000 / 4250)
    assert only(public(needed_exits(corrected)))["needed"] == pytest.approx(20)


def test_the_running_balance_ends_at_the_net_present_value() -> None:
    sure = case(rate=0.03, other=0.035)
    last = public(running_balance(sure)).frame.iloc[-1]
    assert last["mean"] == pytest.approx(only(public(balances(sure)))["npv"])
    filled = fill(sure, 100, 50)
    flows = party_flows(filled, filled.central, "municipality")
    assert flows.balance(np.array([0.4]))[0, :5].tolist() == [-1000, 0, 0, 0, 200]


def test_after_t_months_everything_of_the_first_t_months_counts() -> None:
    # 1,000 at the start, nothing for 4 months, then 0.4 * 500 = 200 a month up to month 14.
    frame = public(running_balance(case())).frame.set_index("month")["mean"]
    assert list(frame.index) == list(range(15))
    assert frame.loc[[0, 4, 5, 9, 14]].tolist() == pytest.approx(
        [-1000, -1000, -800, 0, 1000], abs=1
    )  # of 10,000 draws


def test_a_monthly_cost_counts_when_its_month_is_over() -> None:
    monthly = {**COST, **WHOLE, "per": "participant_month", "central": 100, "months": 3}
    made = case(monthly, {**SAVING, **WHOLE, "per": "exit_month"})
    frame = public(running_balance(made)).frame.set_index("month")["mean"]
    assert frame.loc[[0, 1, 2, 3, 4]].tolist() == pytest.approx([0, -100, -200, -300, -300])


def test_costs_per_additional_exit_are_endless_when_all_exits_are_lost() -> None:
    frame = public(cost_per_additional_exit(unknown())).frame.set_index("lost")
    assert frame.loc[0.5, "value"] == pytest.approx(1000 / 0.25, rel=0.01)
    assert np.isnan(frame.loc[1.0, "value"])


def test_costs_per_exit_spread_over_participants_are_told_as_such() -> None:
    per_exit = {**COST, **WHOLE, "per": "exit", "central": 7000}
    made = case(per_exit, {**SAVING, **WHOLE, "per": "exit_month"})
    units = public(unit_costs(made.costs, made.assumptions))
    told = show.costs_per_unit.sentence(units)
    assert isinstance(told, Prose)
    # 50 of the 100 left: 7,000 * 0.5.
    assert "Een deelnemer kost €\u00a03.500." in told.text
    assert "niet te berekenen" not in told.text
    shown = show.needed_exits.table(public(needed_exits(made)))
    assert isinstance(shown, HtmlTable)
    assert "alle kosten, ook die per uitstroom, verdeeld over alle deelnemers" in shown.html


def test_who_pays_says_which_gains_are_missing() -> None:
    shown = show.who_pays.chart(public(who_pays(case())))
    assert isinstance(shown, Chart)
    for text in (shown.caption, shown.alt):
        assert "ontbreekt: wat de cliënt gaat verdienen en wat het werk de samenleving" in text
