"""Programmes beside what comparable people elsewhere did, from what their own pages show."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from filled_tables import table
from sample_evaluation import LIBRARY, evaluation

from evalutils import show
from evalutils.dataset.evaluation import Evaluation
from evalutils.report.compared_shares import Comparison
from evalutils.report.expected_shares import case_mix
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
    frame["age"] = [group for group, (people, _) in groups.items() for _ in range(people)]
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
