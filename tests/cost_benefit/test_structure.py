"""What the sources leave open: part-time exits, whom a cost covers, who would have left anyway."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
sys.path.insert(0, str(Path(__file__).parent))
from filled_tables import figures, only, public
from test_model import COST, SAVING, WHOLE, case, unknown

from evalutils import show
from evalutils.chapters.cost_cases import cost_case
from evalutils.cost_benefit import Case, balances, needed_exits, other_choices, who_pays
from evalutils.cost_benefit.model import fill
from evalutils.cost_benefit.monthly_flows import item_flow, missed_flow, party_flows
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.display import HtmlTable, Prose
from evalutils.statistics import uncertain_inputs

DATA = Path(__file__).parents[2] / "data"
PER_EXIT = {**COST, **WHOLE, "per": "exit"}
MONTHLY = {**SAVING, **WHOLE, "per": "exit_month"}
PART, SAVED = "part_time_exit_share", "part_time_saving_share"
STAY, NATURAL = "stayers_cost_share", "natural_exit_rate"
KEYS = [SAVED, STAY, NATURAL]


@cache
def pastiel() -> Case:
    (one,) = load_evaluations(DATA, ["fryslan-west/pastiel/2017"])
    return cost_case(one, load_library(DATA))


def test_pastiel_gives_what_may_have_happened_anyway_under_each_reading_of_its_source() -> None:
    # An exit saves 1,250 a month from month 12 to 36, of which 465 / 517 are left after a year,
    # at 3%. 418 of 759 left: 55.07 per 100. 7,000 per exit is 3,855 per participant.
    stay = (465 / 517) ** (1 / 12)
    worth = sum(1250 * stay ** (t - 12) * 1.03 ** (-t / 12) for t in range(12, 36))
    left = 418 / 759
    needed = 7000 * left / worth
    frame = public(needed_exits(pastiel())).frame.set_index("alternative")
    right = {
        "": 1 - needed / left,  # as the source counts: 72.7
        SAVED: 1 - needed * 418 / 318 / left,  # only the 318 of 418 full-time exits save: 64.1
        STAY: 1 - 7000 / worth / left,  # 7,000 for each participant: 50.5
        f"{SAVED}+{STAY}": 1 - 7000 / worth * 418 / 318 / left,  # both: 34.9
    }
    for name, share in right.items():
        assert frame.loc[name, "switching"] == pytest.approx(100 * share)
    shown = [round(float(frame.loc[name, "switching"]), 1) for name in right]
    assert shown == [72.7, 64.1, 50.5, 34.9]
    assert frame["switching"].iloc[0] == frame["switching"].max()
    assert frame["switching"].iloc[-1] == frame["switching"].min()


def test_every_reading_is_a_key_figure_and_none_stands_alone_as_the_outcome() -> None:
    found = figures(public(needed_exits(pastiel())), "cost_benefit.switching_counterfactual_share")
    assert len(found) == 8
    assert "" not in found
    assert found["best"] == pytest.approx(72.7, abs=0.05)
    assert found[f"{SAVED}+{STAY}"] == pytest.approx(34.9, abs=0.05)


def test_a_part_time_exit_saves_its_part_of_a_month() -> None:
    # 10 months of 500; 40% part-time that saves a quarter: 1 - 0.4 * 0.75 = 0.7 of 5,000.
    row = only(public(needed_exits(case(**{PART: 0.4, SAVED: 0.25}))))
    assert row["value_eur"] == pytest.approx(3500)
    assert row["needed"] == pytest.approx(100 * 1000 / 3500)


def test_a_cost_that_covers_leavers_only_is_paid_for_the_others_as_well() -> None:
    # 50 of 100 left; the others cost 0.6 of 1,000: 0.5 * 1,000 + 0.5 * 600 = 800 per participant.
    open_cost = {**PER_EXIT, "covers": "leavers"}
    row = only(public(needed_exits(case(open_cost, MONTHLY, **{STAY: 0.6}))))
    assert row["cost_eur"] == pytest.approx(800)
    # A bonus covers everyone, whatever the others cost.
    assert only(public(needed_exits(case(PER_EXIT, MONTHLY))))["cost_eur"] == pytest.approx(500)


def test_what_is_not_known_is_a_range_from_nothing_to_all_without_a_source() -> None:
    made = unknown({**PER_EXIT, "covers": "unknown"}, MONTHLY, **{PART: 0.2})
    for name in (STAY, SAVED):
        item, entry = made.inputs[name], made.assumptions[name]
        assert (item.shape, item.low, item.high) == ("uniform", 0, 1)
        assert entry["source"] is None
        assert "geen bron" in entry["note"]
    assert len(public(needed_exits(made)).frame) == 4


def test_an_assumption_that_no_amount_hangs_on_makes_no_reading() -> None:
    made = case(**{SAVED: {"low": 0, "high": 1}, STAY: {"low": 0, "high": 1}})
    assert figures(public(needed_exits(made)), "cost_benefit.switching_counterfactual_share") == {
        "": pytest.approx(60)
    }


def test_few_people_that_are_no_share_give_no_point_and_no_empty_interval() -> None:
    few = unknown(participants=10, exits=9, displacement_share=None, counterfactual_exit_share=None)
    told = show.needed_exits.sentence(public(needed_exits(few)))
    assert isinstance(told, Prose)
    assert "Tegenover 10 deelnemers staan 9 vertrekkers; dat is een verhouding" in told.text
    assert "90,0" not in told.text
    assert "\u2013" not in told.text  # no dash in the place of an end


def by_hand(rate: float, lock_in: int, horizon: int, exits: float) -> tuple[float, float]:
    """Months on benefit per participant without and with the programme, person by person."""
    leave = 1 - (1 - rate) ** (1 / 12)  # chance per month

    def months(on: float, first: int) -> float:
        total = 0.0
        for _ in range(first, horizon):
            total, on = total + on, on * (1 - leave)
        return total

    return months(1.0, 0), lock_in + months(1 - exits, lock_in)


@pytest.mark.parametrize("rate", [0.0, 0.1, 0.22])
def test_who_would_have_left_anyway_counts_as_in_a_count_month_by_month(rate: float) -> None:
    # Nobody leaves in the 6 months of the programme, then 40 of 100 do; the rest leave as others.
    without, within = by_hand(rate, 6, 24, 0.4)
    made = case(horizon_months=24, lock_in_months=6, exits=40, **{NATURAL: rate})
    filled = fill(made, 100, 40)
    flows = party_flows(filled, filled.central, "municipality")
    # Additional are the 40 less those who would have been gone by month 6.
    additional = np.array([0.4 - (1 - (1 - rate) ** (6 / 12))])
    saved = (flows.balance(additional) / 500).sum() + 1000 / 500  # without the cost of 1,000
    assert saved == pytest.approx(without - within)


def test_months_that_were_missed_are_lost_by_who_saves_and_gained_by_the_client() -> None:
    made = case(**{NATURAL: 0.2})
    filled = fill(made, 100, 50)
    missed = missed_flow(filled, made.items[1], filled.central)[0]
    # 500 * (1 - 0.8^(t / 12)) in months 0 to 3, before the exit at month 4.
    assert missed[:6] == pytest.approx([500 * (1 - 0.8 ** (t / 12)) for t in range(4)] + [0, 0])
    frame = public(who_pays(made)).frame
    row = frame[frame["label"].str.startswith("uitkering, gemist")].iloc[0]
    assert row["municipality"] == pytest.approx(-missed.sum())
    assert (row["client"], row["society"]) == (pytest.approx(missed.sum()), 0)


def test_an_exit_within_a_month_counts_for_the_rest_of_that_month() -> None:
    # Out after 4.25 months: 0.75 of month 4, and 9 whole months up to 14.
    filled = fill(case(lock_in_months=4.25), 100, 50)
    flow = item_flow(filled, filled.case.items[1], filled.central)[0]
    assert flow[3:6].tolist() == pytest.approx([0, 0.75 * 500, 500])
    assert flow.sum() == pytest.approx(9.75 * 500)


def test_the_draws_of_a_mean_are_not_the_spread_of_persons() -> None:
    # Persons vary at most by sqrt((18 - 12) * (12 - 6)) = 6, the mean of 418 by 6 / sqrt(418).
    item = uncertain_inputs.averaged("lock_in_months", 12, 6, 18, 418)
    drawn = item.draws(20_000, 1)
    assert drawn.mean() == pytest.approx(12, abs=0.01)
    assert drawn.std() == pytest.approx(0.293, abs=0.01)
    assert uncertain_inputs.averaged("a", 12, 6, 18, float("nan")).shape == "fixed"
    assert pastiel().spread == {"mean": 12, "shortest": 6, "longest": 18}


def test_a_wage_subsidy_after_the_exit_is_paid_for_every_exit_as_long_as_it_lasts() -> None:
    # 300 a month for 6 months for each of 50 exits of 100, all still out: 0.5 * 1,800 = 900.
    subsidy = {**COST, **WHOLE, "item": "loonkostensubsidie", "central": 300, "months": 6}
    made = case({**subsidy, "per": "exit_month"}, MONTHLY)
    assert only(public(needed_exits(made)))["cost_eur"] == pytest.approx(900)
    assert "wage_subsidy" not in made.gaps
    assert "wage_subsidy" in case().gaps


def switching(**open_values: Any) -> list[float]:
    """Needed and switching of a case at one value of each open input."""
    made = case({**PER_EXIT, "covers": "unknown"}, MONTHLY, **open_values)
    row = only(public(needed_exits(made)))
    return [row["needed"], row["switching"]]


SHARES = st.floats(0, 1)


@given(SHARES, SHARES, SHARES, st.floats(0, 0.5), SHARES, st.sampled_from(KEYS))
@settings(deadline=None, max_examples=25)
def test_the_switching_value_is_monotone_in_each_structural_assumption(
    part: float, saved: float, stay: float, natural: float, moved: float, name: str
) -> None:
    values = {PART: part, SAVED: saved, STAY: stay, NATURAL: natural}
    end = 0.5 * moved if name == NATURAL else moved
    low, high = sorted((values[name], end))
    better, worse = (high, low) if name == SAVED else (low, high)
    needed, allowed = switching(**values | {name: better})
    more, less = switching(**values | {name: worse})
    assert less <= allowed + 1e-9
    assert not more < needed - 1e-9  # missing when no number of exits is enough


def test_a_budget_that_follows_history_takes_back_what_was_saved_two_years_later() -> None:
    frame = public(other_choices(pastiel())).frame
    budget = frame[frame["choice"] == "budget"].set_index("value")
    # At 3%: all is kept, or all is lost two years on: 1 - 1.03^-2 = 5.7 cents of a euro.
    assert budget["kept"].tolist() == pytest.approx([100, 100 - 50 / 1.03**2, 100 - 100 / 1.03**2])
    whole = budget.loc[0.0, "needed"]
    assert budget.loc[1.0, "needed"] == pytest.approx(whole / (1 - 1.03**-2))
    assert budget.loc[1.0, "switching"] == 0  # more than 100 of 100
    told = show.other_choices.table(public(other_choices(pastiel())))
    assert isinstance(told, HtmlTable)
    assert "Tot 15.000 inwoners: de gemeente houdt 6 van elke 100 euro" in told.html
    assert "Besluit Participatiewet" in told.html
    rules = budget[["history_below", "objective_from", "delay_years"]].iloc[0]
    assert rules.tolist() == [15_000, 40_000, 2]
    assert "budget" not in set(public(other_choices(case())).frame["choice"])


def test_draws_that_do_not_differ_have_no_interval() -> None:
    frame = public(balances(unknown())).frame.set_index("lost")
    assert frame.loc[1.0, "npv"] == pytest.approx(-1000)
    assert frame.loc[1.0, ["npv_low", "npv_high"]].isna().all()
