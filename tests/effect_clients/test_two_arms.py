"""What is found of clients in two arms: by hand, of invented data, and what may be shown of it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from arm_spells import CODELIST, PERIOD, mixed, rows, two

from evalutils.chapters import AnalysisInputs, chapters_of
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Publishable, Rule, publish
from evalutils.effect import (
    BothArms,
    adjusted_effect,
    arm_curves,
    client_balance,
    client_overlap,
    compared,
    compared_clients,
    restricted_months,
    weighted_clients,
)
from evalutils.result import Result
from evalutils.show import adjusted_effects, arm_balance
from evalutils.show import compared_clients as shown_clients
from evalutils.synthetic.two_arms import FACTOR, built_in_shares

DATA = Path(__file__).parents[2] / "data"
INVENTED = "synthetisch/werkfit-vergeleken/2023-2024"
RULE = Rule(10, 5)
ALL = (
    compared_clients,
    client_balance,
    client_overlap,
    weighted_clients,
    adjusted_effect,
    arm_curves,
    restricted_months,
)


def of(result: Result, rule: Rule | None = None) -> pd.DataFrame:
    return publish(result, rule).frame


@pytest.fixture(scope="module")
def invented() -> AnalysisInputs:
    (evaluation,) = load_evaluations(DATA, [INVENTED])
    return AnalysisInputs(evaluation, load_library(DATA))


def test_the_chapter_recovers_the_effect_that_was_built_in(invented: AnalysisInputs) -> None:
    found = of(adjusted_effect(invented.compared)).set_index("month")
    for month, day in ((6, 182), (12, 365), (18, 547)):
        without, within = (100 * share for share in built_in_shares(day))
        row = found.loc[month]
        assert row["adjusted_lower"] < within - without < row["adjusted_upper"]
        assert row["weighted_lower"] < within - without < row["weighted_upper"]
        # Who takes part was likelier to find work: without correction it looks better than it is.
        assert row["unadjusted_lower"] > within - without
        assert row["control_share"] == pytest.approx(without, abs=4)


def test_the_methods_page_says_which_effect_was_built_in() -> None:
    page = (DATA.parent / "book/methods.md").read_text(encoding="utf-8")
    assert FACTOR == 3 / 2
    assert "de kans op werk elke dag anderhalf keer zo groot" in page


def test_weighting_makes_the_invented_arms_alike(invented: AnalysisInputs) -> None:
    balance = of(client_balance(invented.compared))
    assert balance["before"].abs().max() > 0.3
    assert balance["after"].abs().max() < 0.05


def test_other_chapters_are_about_the_programme_alone(invented: AnalysisInputs) -> None:
    spells = invented.arms
    programme = int(spells["arm"].eq("programme").sum())
    assert len(invented.table("spells")) == programme < len(spells)
    caseload = invented.table("caseload").set_index("measure")["count"]
    assert caseload["inflow"] == programme
    assert [chapter.name for chapter in chapters_of(invented.evaluation)][-1] == "effect_clients"


def test_parts_by_hand() -> None:
    # Of 20 with the programme 8 left to work after 100 days, 2 elsewhere, 1 to an unknown place
    # and 9 are still there after 18 months.
    ours = [
        rows("programme", 8, days=100, destination="paid_work"),
        rows("programme", 2, days=100, destination="moved"),
        rows("programme", 1, days=100, destination="unknown"),
        rows("programme", 9, days=None, destination=None),
    ]
    others = [rows("control", 30, days=None, destination=None)]
    found = of(compared_clients(two(*ours, *others))).set_index(["arm", "month"])
    parts = found.loc[("programme", 6), ["clients", "work", "elsewhere", "staying", "unclear"]]
    assert parts.tolist() == [20, 8, 2, 9, 1]
    assert found.loc[("control", 18), "staying"] == 30


def test_without_characteristics_the_effect_is_the_difference_of_the_shares() -> None:
    arms = [
        rows("programme", 30, days=100, destination="paid_work"),
        rows("programme", 70, days=None, destination=None),
        rows("control", 10, days=100, destination="paid_work"),
        rows("control", 90, days=None, destination=None),
    ]
    row = of(adjusted_effect(two(*arms))).set_index("month").loc[12]
    assert row["adjusted"] == pytest.approx(30 - 10)
    assert row["ratio"] == pytest.approx(3)
    assert row["e_value"] == pytest.approx(3 + np.sqrt(3 * 2))
    error = 100 * np.sqrt(0.3 * 0.7 / 100 + 0.1 * 0.9 / 100)
    assert row["adjusted_upper"] == pytest.approx(20 + 1.959964 * error, abs=1e-4)


def test_months_until_exit_by_hand() -> None:
    # Half of the programme leave on the last day of the third month; the others stay 18 months.
    arms = [
        rows("programme", 20, days=90, destination="paid_work"),
        rows("programme", 20, days=None, destination=None),
        rows("control", 10, days=181, destination="paid_work"),
        rows("control", 30, days=None, destination=None),
    ]
    found = of(restricted_months(two(*arms))).set_index("part")["months"]
    assert found["programme"] == pytest.approx((3 + 18) / 2)
    assert found["control"] == pytest.approx((6 + 3 * 18) / 4)


def test_a_group_that_one_arm_alone_has_is_named_and_nothing_is_estimated() -> None:
    table = mixed()
    table.loc[table["arm"].eq("control"), "education"] = "laag"
    result = publish(adjusted_effect(compared(table, CODELIST, PERIOD)), None)
    assert result.frame["adjusted"].isna().all()
    balance = publish(client_balance(compared(table, CODELIST, PERIOD)), None)
    text = adjusted_effects.sentence(result, balance, "comparison").text
    assert "niet geschat" in text
    assert "te vergelijken: ‘opleiding: hoog’." in text


def test_a_combination_without_comparable_people_is_named_and_nothing_is_estimated() -> None:
    table = mixed(town="noord")
    table.loc[table.index % 2 == 0, "town"] = "zuid"
    both = table["education"].eq("hoog") & table["town"].eq("zuid")
    neither = table["education"].eq("laag") & table["town"].eq("noord")
    table.loc[both, "arm"], table.loc[neither, "arm"] = "programme", "control"
    arms = compared(table, CODELIST, PERIOD)
    result, balance = (publish(one, None) for one in (adjusted_effect(arms), client_balance(arms)))
    assert result.frame["adjusted"].isna().all()
    text = adjusted_effects.sentence(result, balance, "comparison").text
    assert f"op {both.sum()} cliënten van het programma lijkt niemand" in text
    assert "samen ‘opleiding: hoog’ en ‘town: zuid’" in text
    limits = adjusted_effects.limits(result, balance, "comparison").text
    assert limits.startswith("Er is geen verschil geschat, dus ook niets gecorrigeerd.")
    # Where numbers are protected it is not told which.
    assert compared(table, CODELIST, PERIOD, 10).refused == "few"


def test_gamma_counts_all_who_could_be_followed_and_nobody_else() -> None:
    def gamma(*late: pd.DataFrame) -> float:
        arms = two(
            rows("programme", 60, days=100, destination="paid_work"),
            rows("programme", 140, days=None, destination=None),
            rows("control", 20, days=100, destination="paid_work"),
            rows("control", 180, days=None, destination=None),
            *late,
        )
        return float(of(adjusted_effect(arms)).set_index("month")["gamma"][12])

    # Who began half a year before the end: of these only exits are known.
    june = {"start": pd.Timestamp("2024-06-01"), "end": pd.Timestamp("2024-06-30")}
    late = rows("programme", 100, days=30, destination="paid_work").assign(**june)
    assert gamma(late) == pytest.approx(gamma())


def test_only_the_first_spell_that_began_in_the_period_counts() -> None:
    table = mixed(number=60)
    earlier = table.head(10).assign(
        start=pd.Timestamp("2022-01-01"), end=pd.Timestamp("2022-06-01")
    )
    again = table.head(10).assign(start=pd.Timestamp("2024-11-01"), end=pd.NaT, destination=None)
    both = pd.concat([again, table, earlier])
    found, alone = (compared(part, CODELIST, PERIOD) for part in (both, table))
    assert found.people == alone.people == 60
    assert sorted(found.duration) == sorted(alone.duration)


def test_years_of_birth_make_a_group_of_ages() -> None:
    found = compared(mixed(birth_year=1990, number=40), CODELIST, PERIOD)
    assert set(found.columns["age"]) == {"27_44"}
    assert "age" not in compared(mixed(age_group="jong", birth_year=1990), CODELIST, PERIOD).columns


def test_months_that_nobody_was_followed_to_have_no_figure() -> None:
    late = mixed(start=pd.Timestamp("2024-02-01"), end=pd.NaT, destination=None)
    early = mixed(seed=2).assign(start=pd.Timestamp("2024-02-01"))
    early["client_id"] = "e" + early["client_id"]
    early["end"] = early["start"] + pd.Timedelta(days=60)
    found = of(adjusted_effect(compared(pd.concat([late, early]), CODELIST, PERIOD)))
    assert found.set_index("month")["adjusted"].notna().to_dict() == {6: True, 12: False, 18: False}


def test_who_all_left_early_are_known_at_each_month() -> None:
    # Everybody left within four months: 45 of 60 to work beside 15 of 60.
    arms = two(
        rows("programme", 45, days=100, destination="paid_work"),
        rows("programme", 15, days=110, destination="moved"),
        rows("control", 15, days=100, destination="paid_work"),
        rows("control", 45, days=110, destination="moved"),
    )
    found = of(adjusted_effect(arms)).set_index("month")["adjusted"]
    assert found.to_dict() == pytest.approx({6: 50.0, 12: 50.0, 18: 50.0})


def after(arm: str, days: int | None) -> pd.DataFrame:
    """Twenty of each education who leave to work after so many days, or are still there."""
    work = None if days is None else "paid_work"
    return pd.concat(
        rows(arm, 20, days=days, destination=work, education=name) for name in ("laag", "hoog")
    )


def test_where_nobody_or_everybody_left_to_work_nothing_tells_how_sure_a_difference_is() -> None:
    ours = after("programme", 100), after("programme", None)
    # Nobody without the programme had left after half a year, and half of them after a whole.
    late = of(adjusted_effect(two(*ours, after("control", 300), after("control", None))))
    assert late["adjusted"].notna().tolist() == [False, True, True]
    # With the programme everybody had left, at each month.
    every = of(adjusted_effect(two(ours[0], after("control", 100), after("control", None))))
    assert every["adjusted"].isna().all()


def test_a_line_at_nought_has_no_margin() -> None:
    ours = after("programme", 100), after("programme", None)
    frame = of(arm_curves(two(*ours, after("control", 300), after("control", None))))
    nobody = frame[frame["arm"].eq("control") & frame["month"].le(9)]
    assert (nobody["share"].eq(0) & nobody["lower"].isna() & nobody["upper"].isna()).all()
    assert frame[frame["month"].eq(12)][["lower", "upper"]].notna().all(axis=None)


@pytest.mark.parametrize("analyse", ALL, ids=lambda analyse: analyse.__name__)
def test_without_two_arms_there_are_no_rows(analyse: object) -> None:
    alone = two(rows("programme", 20, days=None, destination=None))
    assert of(analyse(alone)).empty  # type: ignore[operator]


def test_that_nobody_can_be_compared_is_said() -> None:
    alone = two(rows("programme", 20, days=None, destination=None))
    text = shown_clients.sentence(publish(compared_clients(alone), None)).text
    assert text.startswith("Er is niemand om te vergelijken")


@pytest.mark.parametrize("analyse", ALL, ids=lambda analyse: analyse.__name__)
def test_protected_figures_are_coarse_and_rest_on_shown_counts(analyse: object) -> None:
    given = compared(mixed(), CODELIST, PERIOD, fewest=10)
    result = analyse(given)  # type: ignore[operator]
    shown = publish(result, RULE)
    for column in result.counts:
        assert (shown.frame[column].dropna() % 5 == 0).all()
    assert not [name for name in shown.frame if str(name).startswith("exact_")]
    # 600 people, in the smaller arm more than 250: 5 percentage points are 13 of them.
    for name in {"adjusted", "weighted_lower", "share"} & {*shown.frame}:
        assert (shown.frame[name].dropna() % 5 == 0).all()


def test_a_group_of_few_protected_people_lets_nothing_be_estimated_and_is_not_named() -> None:
    table = mixed()
    table.loc[table.index[:4], "education"] = "geheim"
    result = publish(adjusted_effect(compared(table, CODELIST, PERIOD, fewest=10)), RULE)
    assert result.frame["adjusted"].isna().all()
    balance = publish(client_balance(compared(table, CODELIST, PERIOD, fewest=10)), RULE)
    assert "geheim" not in adjusted_effects.sentence(result, balance, "comparison").text


def test_a_curve_of_protected_clients_has_enough_exits_in_each_step() -> None:
    given = compared(mixed(number=300), CODELIST, PERIOD, fewest=10)
    steps = arm_curves(given).exact
    assert (steps["exits"] >= 10).all()
    assert set(steps["month"]) <= {3, 6, 12, 18}


def sentence(invented: AnalysisInputs, evidence: str) -> str:
    result, balance = (
        publish(analyse(invented.compared), None) for analyse in (adjusted_effect, client_balance)
    )
    return adjusted_effects.sentence(result, balance, evidence).text  # type: ignore[arg-type]


def test_how_far_a_sentence_goes_follows_from_the_design(invented: AnalysisInputs) -> None:
    compared_words = sentence(invented, "comparison")
    assert "hangt samen met" in compared_words
    assert "na correctie voor leeftijd, opleiding en duur van de uitkering" in compared_words
    assert "leidde tot" not in compared_words
    assert "leidde tot" in sentence(invented, "randomised")


def test_the_sentence_of_balance_names_the_largest_difference(invented: AnalysisInputs) -> None:
    result: Publishable = publish(client_balance(invented.compared), None)
    largest = of(client_balance(invented.compared))["before"].abs().max()
    text = arm_balance.sentence(result).text
    assert f"+{largest:.2f}".replace(".", ",") in text
    emptied = replace(result, frame=result.frame.assign(before=np.nan))
    assert "weggelaten" in arm_balance.sentence(emptied).text


def test_that_nobody_wrote_when_characteristics_were_measured_is_said(
    invented: AnalysisInputs,
) -> None:
    def said(arms: BothArms) -> str:
        result, balance = (
            publish(analyse(arms), None) for analyse in (adjusted_effect, client_balance)
        )
        return adjusted_effects.limits(result, balance, "comparison").text

    assert "duur van de uitkering, zoals vastgesteld bij het begin." in said(invented.compared)
    assert "Wanneer die kenmerken zijn vastgesteld, staat niet" in said(
        compared(mixed(), CODELIST, PERIOD)
    )
    day = pd.Timestamp("2022-12-01")
    dated = compared(mixed(groups_date=day), CODELIST, PERIOD)
    assert "voor opleiding, zoals vastgesteld bij het begin." in said(dated)
    # Of who was born when nobody has to write a day, and of nothing there is none.
    ages = mixed(birth_year=1990).drop(columns="education")
    assert "leeftijd, zoals vastgesteld" in said(compared(ages, CODELIST, PERIOD))
    alone = mixed().drop(columns="education")
    assert said(compared(alone, CODELIST, PERIOD)).startswith("Er is nergens voor gecorrigeerd.")


def test_the_summary_tells_the_effect_after_a_year(invented: AnalysisInputs) -> None:
    frame = of(adjusted_effect(invented.compared))
    (found,) = adjusted_effects.findings(frame, "comparison")
    after_a_year = frame.set_index("month").loc[12, "adjusted"]
    assert found["topic"] == "effect"
    assert found["value"] == f"+{after_a_year:.1f} procentpunten".replace(".", ",")
    assert "binnen 12 maanden" in found["text"]


def test_the_page_says_what_was_adjusted_for_and_what_was_not(invented: AnalysisInputs) -> None:
    result, balance = (
        publish(analyse(invented.compared), None) for analyse in (adjusted_effect, client_balance)
    )
    text = adjusted_effects.limits(result, balance, "comparison").text
    assert "Gecorrigeerd is voor leeftijd, opleiding en duur van de uitkering" in text
    assert "motivatie" in text
    assert "loting" in adjusted_effects.limits(result, balance, "randomised").text
