"""One number in several tables, in an interval, and in an amount of money."""

from pathlib import Path

import pytest
from statsmodels.stats.proportion import proportion_confint
from written_book import ONE, PINNED, TYPED, found, table, with_codes, write_book

from evalutils.attack.schemes.seen_destinations import EXITS
from evalutils.attack.schemes.seen_stages import TARGET
from evalutils.attack.solving import solved
from evalutils.attack.whole_book import look
from evalutils.attack.wilson import base_of_wilson


def exits(*rows: str) -> str:
    return table("bestemmingen", "Bestemming | Aantal", *rows)


def book_of(folder: Path, *tables: str) -> Path:
    """A book with a codelist."""
    return with_codes(write_book(folder, *tables))


def test_a_cohort_of_leavers_to_work_is_the_exits_to_work(tmp_path: Path) -> None:
    # The exits hide work and show 10 (10 to 12) in all; the cohort shows 10: two at most to care.
    hidden = exits("Alle uitstroom samen | 10", "Betaald werk | weggelaten", "Zorg | <10")
    assert found(book_of(tmp_path / "exits", hidden)) == []
    cohort = table("duurzaam", "Vertrekkers | Vertrokken", "Uitstroom naar werk | 10")
    assert found(book_of(tmp_path / "both", hidden, cohort)) == [("Zorg", PINNED)]


def test_what_was_spent_per_person_gives_the_number_of_persons(tmp_path: Path) -> None:
    # EUR 400.000 at EUR 40.000 each is 10 people, rounded: 8 to 12.
    hidden = exits("Alle uitstroom samen | 10", "Betaald werk | weggelaten", "Zorg | <10")
    spent = table(
        "kosten-per-uitkomst",
        "Per | Uitgaven | Aantal | Uitgaven per persoon",
        "Uitstroom naar werk | € 400.000 | weggelaten | € 40.000",
    )
    looked = look(book_of(tmp_path, hidden, spent))
    (name,) = (name for name in looked.puzzle.known if name[1:3] == (EXITS, "betaald werk"))
    assert solved(looked.puzzle, {name: 6})[name].reach == (8, 12)


def test_a_target_and_a_stock_of_another_name_are_not_taken_to_be_one(tmp_path: Path) -> None:
    hidden = exits("Alle uitstroom samen | 10", "Betaald werk | weggelaten", "Zorg | <10")
    target = table("doelen", "Doel | Streefwaarde | Resultaat", "Gesprekken gevoerd | 20 | 10")
    assert found(book_of(tmp_path, hidden, target)) == []


@pytest.mark.parametrize(("count", "base"), [(10, 30), (45, 140), (15, 20)])
def test_an_interval_of_wilson_gives_its_base(count: int, base: int) -> None:
    lower, _ = proportion_confint(count, base, method="wilson")
    found = base_of_wilson(100 * count / base, 100 * lower)
    assert found == pytest.approx(base)


def test_a_share_of_nobody_gives_no_base() -> None:
    assert base_of_wilson(0, 0) is None


def test_a_typed_share_gives_away_how_many_of_how_many(tmp_path: Path) -> None:
    # 60,9% of 23 to 27 people is 14 of 23 and nothing else: 14/23 = 60,87%.
    assumed = table(
        "aannames",
        "Gegeven | Waarde",
        "Aantal mensen dat uitstroomde | 25",
        "Aandeel van de uitstroom dat parttime is | 60,9%",
    )
    assert found(book_of(tmp_path, assumed)) == [("Aantal mensen dat uitstroomde", ONE)]


def test_a_typed_percentage_among_the_key_figures_is_told(tmp_path: Path) -> None:
    figure = "ladder.coverage |  | 77.8 | percent |  | as published"
    assert [problem for _, problem in found(write_book(tmp_path, figures=[figure]))] == [TYPED]


def test_a_difference_with_the_budget_gives_the_result(tmp_path: Path) -> None:
    # 40 was meant and 30 less came of it: 10, rounded, so 8 to 12.
    columns = "Wat | Begroot | Resultaat | Verschil"
    budget = table("begroting", columns, "Mensen geholpen | 40 | weggelaten | −30")
    looked = look(book_of(tmp_path, budget))
    (name,) = (name for name in looked.puzzle.known if name[1:] == (TARGET, "mensen geholpen"))
    assert solved(looked.puzzle, {name: 6})[name].reach == (8, 12)


def test_a_result_that_counts_no_people_is_let_be(tmp_path: Path) -> None:
    columns = "Doel | Streefwaarde | Resultaat"
    book = write_book(tmp_path, table("doelen", columns, "Duur | 12 maanden | 7 maanden"))
    assert found(book) == []
