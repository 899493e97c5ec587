"""Programmes beside what comparable people elsewhere did, from what their own pages show."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from filled_tables import table
from sample_evaluation import LIBRARY, evaluation

from evalutils import show
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.pickled import dumped, loaded
from evalutils.report.compared_shares import Comparison
from evalutils.report.expected_shares import case_mix
from evalutils.statistics.standardisation import standardise_by_model
from pseudonymised import pid

LETTERS = "abcdefghijklmnopqrst"


def followed(key: str, rule: str = "published", **groups: tuple[int, int]) -> Evaluation:
    """A programme in which everybody began on the first day; per group how many, and how many
    went to work after a month."""
    rows = []
    for group, (people, work) in groups.items():
        for number in range(people):
            out = number < work
            rows.append({
                "client_id": pid(f"{LETTERS[len(groups)]}{group}{number}"[:12]),
                "start": pd.Timestamp(2020, 1, 1),
                "end": pd.Timestamp(2020, 2, 1) if out else pd.NaT,
                "destination": "paid_work" if out else None,
            })  # fmt: skip
    frame = table("spells", *rows)
    names = [group for group, (people, _) in groups.items() for _ in range(people)]
    frame["age"] = [name.split("_")[0] for name in names]
    if any("_" in name for name in groups):
        frame["school"] = [name.split("_")[1] for name in names]
    item = evaluation(key, rule, spells=frame)
    return replace(item, period_end=date(2021, 12, 31), observed_until=date(2021, 12, 31))


FIRST = followed("almelo/werkfit/2020", young=(100, 40), old=(300, 60))
SECOND = followed("borne/start/2020", young=(300, 150), old=(100, 10))


def test_the_share_of_each_programme_stands_beside_that_of_comparable_people_elsewhere() -> None:
    frame = case_mix([FIRST, SECOND], LIBRARY).programmes.frame
    assert frame["share"].tolist() == pytest.approx([100 * 100 / 400, 100 * 160 / 400])
    assert frame["expected"].tolist() == pytest.approx(
        [100 * (0.25 * 0.5 + 0.75 * 0.1), 100 * (0.75 * 0.4 + 0.25 * 0.2)]
    )
    assert frame["difference"].tolist() == pytest.approx([5, 5])


def test_a_sentence_says_how_much_of_a_difference_the_composition_explains() -> None:
    mix = case_mix([FIRST, SECOND], LIBRARY)
    (pair,) = mix.pairs.frame.to_dict("records")
    assert (pair["difference"], pair["composition"]) == pytest.approx((15, 15))
    said = show.case_mix.sentence(mix.pairs).text
    assert "verschillen 15,0 procentpunt in wie na 12 maanden naar werk vertrok" in said
    assert "Daarvan komt 15,0 procentpunt (100%) door een andere samenstelling." in said


def test_a_composition_that_explains_more_than_the_difference_explains_no_part_of_it() -> None:
    # 30% beside 25%, where 0.5 * (0.35 + 0.4) / 2 - 0.5 * (0.15 + 0.2) / 2 is 10 points.
    other = followed("borne/start/2020", young=(300, 105), old=(100, 15))
    mix = case_mix([FIRST, other], LIBRARY)
    said = show.case_mix.sentence(mix.pairs).text
    assert "verschillen 5,0 procentpunt" in said
    assert "Door de samenstelling zou het groter zijn, 10,0 procentpunt:" in said
    assert "bij een gelijke samenstelling is het andersom, 5,0 procentpunt." in said
    assert "200%" not in said


def test_the_page_says_that_its_intervals_know_of_chance_alone() -> None:
    shown = show.case_mix.table(case_mix([FIRST, SECOND], LIBRARY).programmes)
    assert "rekenen alleen met toeval" in shown.html


def test_of_whom_a_group_is_not_known_nobody_elsewhere_is_comparable() -> None:
    alike = case_mix([FIRST, SECOND], LIBRARY)
    some = followed("almelo/werkfit/2020", young=(100, 40), old=(300, 60), onbekend=(50, 20))
    assert some.tables["spells"]["age"].eq("onbekend").sum() == 50
    mix = case_mix([some, SECOND], LIBRARY)
    assert mix.programmes.frame["expected"].tolist() == pytest.approx(
        alike.programmes.frame["expected"].tolist()
    )
    assert mix.pairs.frame["composition"].tolist() == pytest.approx([15])


def test_the_chart_has_what_happened_and_what_was_foretold_of_each_group() -> None:
    drawn = show.calibration_chart.chart(case_mix([FIRST, SECOND], LIBRARY).groups)
    # 70 of 400, and 300 at 10% beside 100 at 20%.
    assert "Leeftijd: old 17,5%, voorspeld 12,5%" in drawn.alt


def test_no_programme_foretells_itself() -> None:
    groups = case_mix([FIRST, SECOND], LIBRARY).groups.frame.set_index("group")
    assert groups.loc["old", "share"] == pytest.approx(100 * 70 / 400)
    assert groups.loc["old", "expected"] == pytest.approx((300 * 10 + 100 * 20) / 400)


def test_a_programme_with_a_hidden_group_takes_no_part() -> None:
    hidden = followed("borne/start/2020", "protected", young=(300, 150), old=(100, 4))
    mix = case_mix([FIRST, hidden], LIBRARY)
    assert mix.programmes.empty and mix.pairs.empty
    shown = followed("borne/start/2020", "protected", young=(300, 150), old=(100, 40))
    mix = case_mix([FIRST, shown], LIBRARY)
    assert len(mix.programmes.frame) == 2
    assert mix.programmes.protected


def test_one_programme_that_follows_clients_has_nothing_beside_it() -> None:
    assert case_mix([FIRST, evaluation("borne/start/2020")], LIBRARY).programmes.empty


def test_the_comparison_publishes_what_was_expected_and_what_is_left() -> None:
    comparison = Comparison([FIRST, SECOND], LIBRARY)
    figures = comparison.case_mix.programmes.key_figures
    expected = figures[figures["indicator"].eq("comparison.expected_share")]
    assert expected["municipality"].tolist() == ["almelo", "borne"]
    assert expected["value"].tolist() == pytest.approx([20, 35])
    assert expected["group_label"].tolist() == ["leeftijd, na 12 maanden"] * 2
    assert show.case_mix.table(comparison.case_mix.programmes).content["rows"][0][2] == "400"


def both(key: str, rule: str = "published", *, fewest: int = 40) -> Evaluation:
    cells = {"young_low": (100, 30), "young_high": (80, 40), "old_low": (200, 30)}
    return followed(key, rule, **cells, old_high=(fewest, fewest // 4))


OTHER = followed(
    "borne/start/2020",
    young_low=(60, 15), young_high=(90, 36), old_low=(100, 10), old_high=(80, 16),
)  # fmt: skip


def test_groups_count_together_and_in_a_model_of_the_others() -> None:
    frame = case_mix([both("almelo/werkfit/2020"), OTHER], LIBRARY).programmes.frame
    first = frame[frame["evaluation"].eq("almelo/werkfit/2020")].set_index(["column", "modelled"])
    together = first.loc[("age\x1fschool", False)]
    # 15/60, 36/90, 10/100 and 16/80 elsewhere, of 100, 80, 200 and 40 people.
    assert together["expected"] == pytest.approx(
        100 * (100 * 0.25 + 80 * 0.4 + 200 * 0.1 + 40 * 0.2) / 420
    )
    assert together["others"] == pytest.approx(100 * 77 / 330)
    model = first.loc[("age\x1fschool", True)]
    assert model["expected"] == pytest.approx(together["expected"], abs=1.5)
    assert model["expected"] != together["expected"]


def test_a_sentence_says_what_the_composition_explains_by_the_model() -> None:
    mix = case_mix([both("almelo/werkfit/2020"), OTHER], LIBRARY)
    said = show.case_mix.beside_others(mix.programmes).text
    assert said.startswith("- Naar leeftijd en school samen, met een model: van de mensen van")
    headings = [row[0] for row in show.case_mix.calibration(mix.groups).content["rows"]]
    assert "Leeftijd, na 12 maanden, met een model" in headings


@pytest.mark.parametrize("fewest", [60, 8, 0])
def test_whether_combinations_stand_there_does_not_depend_on_how_few_are_in_one(
    fewest: int,
) -> None:
    protected = both("almelo/werkfit/2020", "protected", fewest=fewest)
    frame = case_mix([protected, OTHER], LIBRARY).programmes.frame
    assert set(frame["column"]) == {"age", "school"}


def test_invented_clients_stand_there_only_without_others_and_the_page_says_so() -> None:
    invented = [replace(item, synthetic=True) for item in (FIRST, SECOND)]
    alone = Comparison([evaluation("borne/start/2020")], LIBRARY, invented).case_mix
    assert len(alone.programmes.frame) == 2
    assert "Synthetische gegevens" in alone.introduction().text
    beside = Comparison([FIRST, SECOND], LIBRARY, invented).case_mix
    assert not beside.invented


def test_what_a_model_foretells_can_be_kept() -> None:
    # Young and old, at school or not, of two programmes of 400.
    levels = [["young", "young", "old", "old"], ["low", "high", "low", "high"]]
    people = [[100, 100, 100, 100], [50, 150, 150, 50]]
    share = [[0.4, 0.5, 0.2, 0.3], [0.3, 0.4, 0.1, 0.2]]
    found = standardise_by_model(levels, people, share)
    kept = loaded(dumped(found))
    assert kept.expected.estimate.tolist() == found.expected.estimate.tolist()
    assert isinstance(kept, type(found))
