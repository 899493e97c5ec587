"""Uncertainty: tornado, acceptability, the plane, and the value of knowing more."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
sys.path.insert(0, str(Path(__file__).parent))
from filled_tables import figures, public
from test_model import COST, SAVING, WHOLE, case, unknown

from evalutils.cost_benefit import acceptable, information, plane, tornado
from evalutils.cost_benefit.knowing_more import partial_value

WIDE = {"low": 0, "high": 0.5}


def test_the_tornado_turns_where_the_balance_is_zero() -> None:
    frame = public(tornado(case(durability={"share": {"low": 0.5, "high": 1}, "months": 12}))).frame
    row = frame.iloc[0]
    assert row["input"] == "durability"
    # With all still out after ten months 1,000 / 5,000; half out after 12 months asks for more.
    assert row["needed_high"] == pytest.approx(20)
    # 0.5^(1/12) a month: (1 - 0.5^(10/12)) / (1 - 0.5^(1/12)) months of 500.
    months = (1 - 0.5 ** (10 / 12)) / (1 - 0.5 ** (1 / 12))
    assert row["needed_low"] == pytest.approx(100 * 1000 / (500 * months))


def test_a_switching_value_is_where_needed_and_observed_meet() -> None:
    saving = {**SAVING, **WHOLE, "per": "exit_month", "central": None, "low": 100, "high": 900}
    frame = public(tornado(unknown({**COST, **WHOLE, "per": "participant"}, saving))).frame
    # 0.5 exits * 10 months * b = 1,000 at b = 200.
    assert frame.set_index("input").loc["amount_1", "switching"] == pytest.approx(200)
    assert frame["observed"].tolist() == [50]


def test_an_irrelevant_input_changes_the_value_of_no_other() -> None:
    irrelevant = {**COST, **WHOLE, "item": "x", "bearer": "employer", "per": "participant"}
    irrelevant |= {"central": None, "low": 0, "high": 900}
    rows = ({**COST, **WHOLE, "per": "participant"}, {**SAVING, **WHOLE, "per": "exit_month"})
    alone = public(information(case(*rows, counterfactual_exit_share=WIDE))).frame
    more = public(information(case(*rows, irrelevant, counterfactual_exit_share=WIDE))).frame
    values = more.set_index("input")["value"]
    assert values.drop("amount_2").to_dict() == alone.set_index("input")["value"].to_dict()
    assert values["amount_2"] == pytest.approx(0, abs=1)
    assert values["everything"] >= values.drop("everything").max() - 1e-9
    assert values["counterfactual_exit_share"] > 50


def test_knowing_the_one_input_that_matters_is_knowing_everything() -> None:
    draws = np.random.default_rng(3).random(10_000)
    net = 1000 * draws - 500
    # Uniform from -500 to 500: the mean of the gains is 500 / 2 * 1/2 = 125, against 0 or so.
    assert partial_value(net, draws) == pytest.approx(125, abs=8)


def test_what_is_lost_is_drawn_over_its_whole_range_when_nobody_measured_it() -> None:
    result = public(information(unknown()))
    # 0.5 exits * 5,000 * (1 - lost) - 1,000: below zero above 60% lost, on average 250. Knowing
    # saves the losses: from 0 to 1,000 over the last 40%, 0.4 * 500 = 200.
    assert figures(result, "cost_benefit.evpi") == {"": pytest.approx(200, abs=10)}
    values = result.frame.set_index("input")["value"]
    assert values["lost_share"] == pytest.approx(200, abs=12)


def test_what_is_lost_follows_the_range_that_the_researcher_assumes() -> None:
    # 0 to 10 of the 50 exits of 100 anyway: at least 0.4 * 5,000 - 1,000 = 1,000 a participant.
    sure = unknown(counterfactual_exit_share={"low": 0, "high": 0.1}, displacement_share=None)
    assert figures(public(information(sure)), "cost_benefit.evpi")[""] == pytest.approx(0, abs=1)


def test_the_curve_ends_where_the_programme_is_worth_it_in_the_draws_with_effect() -> None:
    frame = public(acceptable(case())).frame
    # 1,000 / 0.4 = 2,500 per additional exit, all durable: below it never, well above it always.
    assert frame.loc[frame["amount"] == 500, "probability"].item() == 0
    assert frame.loc[frame["amount"] == 10_000, "probability"].item() == pytest.approx(100)
    lost = public(acceptable(unknown())).frame
    assert lost.loc[lost["lost"] == 1, "probability"].eq(0).all()


def test_the_plane_holds_costs_against_durable_exits() -> None:
    frame = public(plane(unknown())).frame
    half = frame[frame["lost"] == 0.5]
    assert half["mean_cost"].iloc[0] == pytest.approx(100_000)
    assert half["mean_effect"].iloc[0] == pytest.approx(25, rel=0.01)
    assert len(half) == 150
