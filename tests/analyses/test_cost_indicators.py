"""Which figures of costs and benefits each programme has, and what a reader is told of the rest."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from filled_tables import public

from evalutils import cost_benefit, show
from evalutils.chapters import analyses_of
from evalutils.chapters.cost_cases import cost_case
from evalutils.chapters.exact_figures import figure_values
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.display import Chart, HtmlTable, Nothing, Prose

DATA = Path(__file__).parents[2] / "data"
PASTIEL = "fryslan-west/pastiel/2017"
DEN_HAAG = "den-haag/werkontwikkeltraject/2017"
DRIEKANT = "nederland/driekant-arbeidstraining/2017"
ENSCHEDE = "enschede/arbeidsmarktaanpak/2019-q1-q3"
# What the design asks for, with the groups of a programme whose counterfactual nobody measured.
LOST = ("lost_0", "lost_25", "lost_50", "lost_75", "lost_100")
PARTY = tuple(f"municipality:{lost}" for lost in LOST)
# The readings that a source leaves open: every combination of the ends of what is open.
SAVED, STAY, NATURAL = "part_time_saving_share", "stayers_cost_share", "natural_exit_rate"
READ = (
    "best", SAVED, STAY, NATURAL, f"{SAVED}+{STAY}", f"{SAVED}+{NATURAL}", f"{STAY}+{NATURAL}",
    f"{SAVED}+{STAY}+{NATURAL}",
)  # fmt: skip
NATURALLY = dict.fromkeys(
    ("break_even_additional_exits", "switching_counterfactual_share"), ("best", NATURAL)
)
WHOLE = {
    "cost_per_participant": ("",),
    "cost_per_exit": ("",),
    "cost_per_additional_exit": LOST[:4],  # endless when no exit is additional
    "net_present_value": PARTY,
    "benefit_cost_ratio": PARTY,
    "break_even_months": PARTY[:3],  # beyond it, earned back in no draw in the middle
    "break_even_additional_exits": READ,
    "switching_counterfactual_share": READ,
    "probability_positive": PARTY,
    "evpi": ("",),
}
EXPECTED = {
    # One cost per exit and no cost per participant: also the undiscounted break-even. With what
    # the source leaves open, half the exits lost is not earned back in the middle of the draws.
    PASTIEL: WHOLE | {"break_even_months": ("municipality", *PARTY[:2])},
    # Amounts of 2017 and 2018: no undiscounted break-even, but earned back up to 75% lost.
    DEN_HAAG: WHOLE | NATURALLY | {"break_even_months": PARTY[:4]},
    # No participants and no exits.
    DRIEKANT: {
        "cost_per_participant": ("",),
        "break_even_additional_exits": ("best", NATURAL),
    },
    ENSCHEDE: {},
}


@cache
def library() -> Library:
    return load_library(DATA)


@cache
def evaluation(key: str) -> Evaluation:
    (found,) = load_evaluations(DATA, [key])
    return found


def said(item: Prose | HtmlTable | Nothing) -> str:
    assert not isinstance(item, Nothing)
    html = item.text if isinstance(item, Prose) else item.html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("key", EXPECTED)
def test_a_programme_has_every_figure_that_its_source_allows(key: str) -> None:
    one = evaluation(key)
    listed = {name for item in analyses_of(one) for name in item.indicators}
    # Enschede gives no horizon: its chapter on uncertainty, and so its EVPI, is not asked for.
    asked = set(WHOLE) - ({"evpi"} if key == ENSCHEDE else set())
    assert {f"cost_benefit.{name}" for name in asked} <= listed
    names = {name for name in listed if name.startswith("cost_benefit.")}
    found: dict[str, set[str]] = {}
    for _, name, group in figure_values(one, library(), names):
        if name in names:
            found.setdefault(name.removeprefix("cost_benefit."), set()).add(group)
    assert found == {name: set(groups) for name, groups in EXPECTED[key].items()}


@pytest.mark.parametrize("key", EXPECTED)
def test_what_is_missing_for_the_other_figures_is_listed(key: str) -> None:
    case = cost_case(evaluation(key), library())
    text = said(show.cost_assumptions.sentence(public(cost_benefit.assumed(case))))
    assert case.gaps
    for gap in case.gaps:
        assert INPUTS[gap].gap in text


def test_driekant_says_that_nobody_counted_the_exits() -> None:
    case = cost_case(evaluation(DRIEKANT), library())
    needed = said(show.needed_exits.sentence(public(cost_benefit.needed_exits(case))))
    assert "Hoeveel er uitstroomden, zegt de bron niet" in needed
    units = public(cost_benefit.unit_costs(case.costs, case.assumptions))
    assert "niet te berekenen: de kosten per uitstroom" in said(show.costs_per_unit.sentence(units))


def test_pastiel_costs_the_same_per_participant_in_both_tables() -> None:
    # 7,000 per exit, 418 exits against 759: 3,855; or 7,000 for each of the 759.
    case = cost_case(evaluation(PASTIEL), library())
    units = public(cost_benefit.unit_costs(case.costs, case.assumptions))
    assert "Een deelnemer kost € 3.855 tot € 7.000." in said(show.costs_per_unit.sentence(units))
    table = said(show.needed_exits.table(public(cost_benefit.needed_exits(case))))
    assert "Gunstigste lezing € 3.855" in table
    assert "De kosten gelden per deelnemer € 7.000" in table


def test_the_headline_of_pastiel_is_a_range_and_no_best_case() -> None:
    case = cost_case(evaluation(PASTIEL), library())
    text = said(show.needed_exits.sentence(public(cost_benefit.needed_exits(case))))
    assert "hoogstens 34,9% tot 72,7%" in text
    assert "15,0 tot 35,9 extra" in text
    assert "Tegenover 759 deelnemers staan 418 vertrekkers, 55,1 per 100" in text
    # 22 of 100 a year, so 22 / 55.07 = 40% of the exits after 12 months.
    assert "hoogstens 60 van elke 100 vertrekkers extra" in text


def test_nine_of_ten_is_an_interval_wherever_it_counts() -> None:
    case = cost_case(evaluation(DEN_HAAG), library())
    balances = public(cost_benefit.balances(case))
    prices = public(cost_benefit.cost_per_additional_exit(case))
    needed = public(cost_benefit.needed_exits(case))
    units = public(cost_benefit.unit_costs(case.costs, case.assumptions))
    moved = public(cost_benefit.tornado(case))
    chart = show.tornado.chart(moved)
    assert isinstance(chart, Chart)
    parts = [
        said(show.needed_exits.sentence(needed)),
        said(show.needed_exits.table(needed)),
        said(show.other_choices.table(public(cost_benefit.other_choices(case)))),
        said(show.costs_per_unit.sentence(units)),
        said(show.party_balances.sentence(balances, prices)),
        said(show.party_balances.table(balances, prices)),
        said(show.tornado.table(moved)),
        chart.alt,
    ]
    text = " ".join(parts)
    # Wilson: 9 of 10 is 59.6 to 98.2%.
    assert "9 van 10; bij zo weinig mensen ligt het aandeel ergens tussen 59,6% en 98,2%" in text
    # 90.0 per 100, 3,000 / 0.9 per exit, 1 - 10.68 / 90 = 88.1%, 100% of the draws.
    for point in ("90,0", "3.333", "88,1", "100% van", "kans op"):
        assert point not in text
    assert "alle berekeningen" in text


def test_no_page_about_costs_says_how_much_is_not_additional() -> None:
    case = cost_case(evaluation(PASTIEL), library())
    balances = public(cost_benefit.balances(case))
    prices = public(cost_benefit.cost_per_additional_exit(case))
    text = said(show.party_balances.table(balances, prices))
    text += said(show.running_balance.table(public(cost_benefit.running_balance(case))))
    text += said(show.worth_its_cost.table(public(cost_benefit.acceptable(case))))
    assert "niet extra" not in text
    assert "75 van de 100 extra" in text


def test_what_no_draw_varies_is_named_under_the_draws() -> None:
    case = cost_case(evaluation(PASTIEL), library())
    for item in (
        show.needed_exits.table(public(cost_benefit.needed_exits(case))),
        show.value_of_information.table(public(cost_benefit.information(case))),
        show.worth_its_cost.table(public(cost_benefit.acceptable(case))),
    ):
        text = said(item)
        assert "In elke berekening hetzelfde" in text
        assert "‘Traject van een uitgestroomde kandidaat’" in text
        assert "Elk gegeven krijgt zijn waarde los van de andere" in text


def test_enschede_shows_the_amounts_it_published_and_what_a_balance_lacks() -> None:
    case = cost_case(evaluation(ENSCHEDE), library())
    items = said(show.cost_items.table(public(cost_benefit.cost_items(case.costs))))
    for amount in ("146.000", "194.000", "117.000", "1.500", "5.000", "4.000", "300", "130"):
        assert f"€ {amount}" in items
    listed = said(show.cost_assumptions.sentence(public(cost_benefit.assumed(case))))
    for gap in ("participants", "exits", "saving", "durability", "months", "horizon_months"):
        assert INPUTS[gap].gap in listed
    for build in (cost_benefit.needed_exits, cost_benefit.balances, cost_benefit.who_pays):
        assert public(build(case)).empty
