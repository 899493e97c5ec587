"""Dutch numbers, amounts, dates and words."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils import dutch


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234, 0, "1.234"),
        (1234.5, 1, "1.234,5"),
        (-5, 0, "−5"),
        (1_000_000, 0, "1.000.000"),
        (84.5, 0, "85"),  # halves go up, also after an even digit
        (2.675, 2, "2,68"),  # 2.675 is stored as 2.67499999...
        (-0.04, 1, "0,0"),  # never minus zero
        (99.96, 1, "100,0"),
        (np.nan, 0, "–"),
        (np.inf, 1, "–"),
        (pd.NA, 0, "–"),
        (None, 0, "–"),
    ],
)
def test_numbers_have_dots_and_a_comma(value: float, decimals: int, text: str) -> None:
    assert dutch.number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [(2, "+2"), (-5, "−5"), (0, "0"), (0.4, "0"), (np.nan, "–")]
)
def test_a_change_shows_its_sign(value: float, text: str) -> None:
    assert dutch.signed(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(36.6, "36,6%"), (0, "0,0%"), (100, "100,0%"), (np.nan, "–")]
)
def test_percentages_have_one_decimal(value: float, text: str) -> None:
    assert dutch.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(60, "60%"), (51.8, "51,8%"), (85.43, "85,4%"), (np.nan, "–")]
)
def test_a_printed_percentage_is_not_made_more_precise(value: float, text: str) -> None:
    assert dutch.printed_percent(value) == text


def test_an_interval_needs_both_bounds() -> None:
    assert dutch.interval(31.2, 42.3) == "31,2% tot 42,3%"
    assert dutch.interval(31.2, np.nan) == "–"


def test_the_euro_sign_stays_with_its_amount() -> None:
    assert dutch.euro(7000) == "€\N{NO-BREAK SPACE}7.000"
    assert dutch.euro(-12.5, 2) == "€\N{NO-BREAK SPACE}−12,50"
    assert dutch.euro(np.nan) == "–"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1, 0, "1 maand"),
        (2, 0, "2 maanden"),
        (0, 0, "0 maanden"),
        (1, 1, "1,0 maanden"),
        (5.6, 1, "5,6 maanden"),
        (1.4, 0, "1 maand"),
    ],
)
def test_a_noun_agrees_with_the_number_as_written(value: float, decimals: int, text: str) -> None:
    assert dutch.counted(value, "maand", "maanden", decimals) == text


def test_dates_are_written_in_full() -> None:
    assert dutch.long_date(date(2023, 3, 31)) == "31 maart 2023"
    assert dutch.long_date(pd.Timestamp("2019-01-01")) == "1 januari 2019"
    assert dutch.long_date(pd.NaT) == "–"


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (list("abc"), "a, b en c")]
)
def test_a_list_ends_with_en(words: list[str], text: str) -> None:
    assert dutch.listing(words) == text


def test_a_capital_changes_the_first_letter_only() -> None:
    assert dutch.capital("uitstroom naar WSP") == "Uitstroom naar WSP"
    assert dutch.capital("") == ""


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_a_number_reads_back_within_half_of_its_last_digit(value: float, decimals: int) -> None:
    text = dutch.number(value, decimals)
    back = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(back - value) <= 0.5 * 10**-decimals * (1 + 1e-6) + 1e-9
