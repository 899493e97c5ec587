"""One cell: what a number, date, yes, rung and text may look like."""

from datetime import date
from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, PARAMETER, load_one, write_data

from evalutils.contracts.columns import Column, count, day, flag, number, share, text
from evalutils.contracts.ladder_tables import LADDER, LADDER_MOVES
from evalutils.contracts.months import NAMES
from evalutils.dataset.library import load_library
from evalutils.dataset.reading.convert import CellError, convert

VALUE = number("value", "waarde", "Een getal.")
AMOUNT = number("amount", "bedrag", "Een bedrag.", unit="€")
COUNT = count("count", "aantal", "Een aantal.")
DAY = day("date", "datum", "Een dag.")
SHARE = share("share", "aandeel", "Een aandeel.")
FLAG = flag("transfer", "overdracht", "Ja of nee.")
TEXT = REMARK = text("note", "toelichting", "Een tekst.")
NAME = text("group", "groep", "Een naam.")
RUNG = next(column for column in LADDER.columns if column.name == "rung")
RUNGS = next(column for column in LADDER_MOVES.columns if column.name == "to_rungs")


def refusal(cell: str, column: Column, *, decimal_comma: bool = True) -> str:
    with pytest.raises(CellError) as caught:
        convert(cell, column, decimal_comma=decimal_comma)
    return str(caught.value)


@pytest.mark.parametrize("decimal_comma", [True, False])
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("7", 7.0),
        ("+7", 7.0),
        ("-7", -7.0),
        ("0,5", 0.5),
        ("0.5", 0.5),
        ("0,125", 0.125),  # no thousands start with 0
        ("0.125", 0.125),
        (",5", None),
        (".5", 0.5),
        ("7.", 7.0),
        ("12,50", 12.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1_234_567.0),  # two dots can only be thousands
        ("1.234.567,89", 1_234_567.89),
        ("1 234", 1234.0),
        ("1 234 567,5", 1_234_567.5),
        ("1\N{NO-BREAK SPACE}234", 1234.0),
        ("1\N{NARROW NO-BREAK SPACE}234", 1234.0),
        ("1234,5", 1234.5),
        ("1234.5", 1234.5),
        ("12.34,5", None),
        ("1.23.456", None),
        ("1,234.5", None),
        ("1 23", None),
        ("12 34", None),
        ("1e3", None),
        ("0x10", None),
        ("1_000", None),
        ("inf", None),
        ("nan", None),
        ("--1", None),
        ("\N{MINUS SIGN}1", None),
        ("\N{ARABIC-INDIC DIGIT THREE}", None),
        ("½", None),
        ("1/2", None),
        ("5-6", None),
        ("circa 5", None),
        ("> 5", None),
        ("5*", None),
        ("999999999999999", 999_999_999_999_999.0),
        ("1000000000000000", None),
    ],
)
def test_a_number_is_read_or_refused_but_never_guessed(
    cell: str, value: float | None, decimal_comma: bool
) -> None:
    if value is None:
        refusal(cell, VALUE, decimal_comma=decimal_comma)
        refusal(cell, AMOUNT, decimal_comma=decimal_comma)
    else:
        assert convert(cell, VALUE, decimal_comma=decimal_comma) == value
        assert convert(cell, AMOUNT, decimal_comma=decimal_comma) == value


@pytest.mark.parametrize("decimal_comma", [True, False])
def test_one_dot_is_thousands_or_decimals_in_every_file_so_it_is_refused(
    decimal_comma: bool,
) -> None:
    # 1.500 between commas was typed by a Dutch hand or written by an English program
    message = refusal("1.500", VALUE, decimal_comma=decimal_comma)
    assert "1500 when you mean thousands, or 1.5000 when" in message


@pytest.mark.parametrize("cell", ["85.432", "85,432", "101.000"])
def test_a_share_of_thousands_is_none_so_that_one_reading_is_left(cell: str) -> None:
    if cell == "101.000":  # 101000 cannot be a share, and 101 not either: that is told elsewhere
        assert convert(cell, SHARE, decimal_comma=False) == 101
    else:
        assert convert(cell, SHARE, decimal_comma=False) == 85.432


@pytest.mark.parametrize("cell", ["36,6%", "36.6 %", "36.6%"])
def test_a_percent_sign_says_what_the_column_says_already(cell: str) -> None:
    assert convert(cell, SHARE, decimal_comma=True) == 36.6


def test_one_comma_is_thousands_or_decimals_in_an_english_file_so_it_is_refused() -> None:
    message = refusal("1,234", VALUE, decimal_comma=False)
    assert "1234 when you mean thousands, or 1,2340 when" in message
    assert convert("1,234", VALUE, decimal_comma=True) == 1.234


@pytest.mark.parametrize("cell", ["3.000", "3,000", "-3.000"])
@pytest.mark.parametrize("decimal_comma", [True, False])
def test_no_amount_has_three_decimals_so_one_sign_is_refused(
    cell: str, decimal_comma: bool
) -> None:
    assert "two ways" in refusal(cell, AMOUNT, decimal_comma=decimal_comma)


@pytest.mark.parametrize("cell", ["1.2340", "1,2340", "-1.2340"])
@pytest.mark.parametrize("column", [VALUE, AMOUNT])
@pytest.mark.parametrize("decimal_comma", [True, False])
def test_the_advice_for_decimals_is_accepted(
    cell: str, column: Column, decimal_comma: bool
) -> None:
    assert abs(convert(cell, column, decimal_comma=decimal_comma)) == 1.234


@pytest.mark.parametrize("cell", ["1.234", "1.000", "1,000", "12,5", "0.5"])
@pytest.mark.parametrize("decimal_comma", [True, False])
def test_a_count_with_a_dot_or_fraction_is_refused(cell: str, decimal_comma: bool) -> None:
    refusal(cell, COUNT, decimal_comma=decimal_comma)


def test_the_advice_for_a_count_speaks_of_no_decimals() -> None:
    message = refusal("1,234", COUNT, decimal_comma=False)
    assert message == "'1,234' is not a whole number. Write it with digits only: 1234."


@pytest.mark.parametrize("cell", ["12", "12.0", "12,0", "+12"])
def test_a_count_is_a_whole_number(cell: str) -> None:
    value = convert(cell, COUNT, decimal_comma=True)
    assert value == 12
    assert isinstance(value, int)


@pytest.mark.parametrize("cell", ["€ 7.000", "7000 euro", "EUR 7000", "36,6%", "36,6 procent"])
def test_a_unit_in_a_number_is_named_as_such(cell: str) -> None:
    assert "holds a unit" in refusal(cell, AMOUNT)


@pytest.mark.parametrize("cell", ["-", "–", "?", "x", "n.v.t.", "N.v.t.", "onbekend", "NaN"])
@pytest.mark.parametrize("column", [AMOUNT, COUNT, DAY, FLAG])
def test_a_word_for_nothing_is_answered_by_leave_it_empty(cell: str, column: Column) -> None:
    assert "Leave the cell empty" in refusal(cell, column)


@pytest.mark.parametrize("cell", ["-", "?", "NaN", "45658", "30-02-2019"])
def test_a_cell_that_must_be_filled_is_not_to_be_left_empty(cell: str) -> None:
    assert "leave the cell empty" not in refusal(cell, DAY.needed()).lower()


@pytest.mark.parametrize("cell", ["nan", "NaN", "None", "NULL", "<NA>", "NA"])
def test_what_a_program_writes_for_nothing_is_no_name(cell: str) -> None:
    assert "what a program writes for a missing value" in refusal(cell, NAME)
    assert convert(cell.lower().replace("<na>", "na"), REMARK, decimal_comma=True)


@pytest.mark.parametrize("cell", ["1-feb", "feb-01", "2025-02-01", "12-Mrt", "jan-24"])
def test_a_name_that_a_spreadsheet_made_a_date_is_refused(cell: str) -> None:
    assert "a spreadsheet made of a name such as 5-6" in refusal(cell, NAME)
    assert convert(cell, REMARK, decimal_comma=True) == cell


@pytest.mark.parametrize("cell", ["1,23E+12", "1E+15", "4.5e7"])
def test_a_code_that_a_spreadsheet_shortened_is_refused(cell: str) -> None:
    assert "was shortened by Excel" in refusal(cell, NAME)


@pytest.mark.parametrize("cell", ["-", "?", "...", "–"])
def test_signs_alone_are_no_name(cell: str) -> None:
    assert "no letter or digit" in refusal(cell, NAME)


@pytest.mark.parametrize("cell", ["na", "voor", "1-2", "5+", "februari 2024", "E 3"])
def test_a_short_name_is_a_name(cell: str) -> None:
    assert convert(cell, NAME, decimal_comma=True) == cell


@pytest.mark.parametrize("cell", ["FryslÃ¢n", "coÃ¶rdinatie", "â‚¬ 100", "caf√©", "verlor\ufffdn"])
def test_a_text_that_was_read_in_a_wrong_encoding_is_refused(cell: str) -> None:
    assert "it was read in a wrong encoding" in refusal(cell, REMARK)


@pytest.mark.parametrize(
    "cell",
    [
        "#N/B",
        "#N/A",
        "#DEEL/0!",
        "#DIV/0!",
        "#VERW!",
        "#REF!",
        "#NAAM?",
        "#NAME?",
        "#WAARDE!",
        "#GETAL!",
        "#LEEG!",
        "###",
        "########",
        "=A1+B1",
    ],
)
@pytest.mark.parametrize("column", [AMOUNT, COUNT, DAY, FLAG, TEXT, RUNG])
def test_what_excel_shows_for_a_lost_value_is_never_a_value(cell: str, column: Column) -> None:
    assert "ormula" in refusal(cell, column)


@pytest.mark.parametrize("cell", ["#", "#1", "# kandidaten", "C#", "a = b"])
def test_a_text_with_a_hash_or_equals_sign_is_a_text(cell: str) -> None:
    assert convert(cell, TEXT, decimal_comma=True) == cell


WRITTEN_DAYS = (
    *("2019-09-30", "30-09-2019", "30-9-2019", "30/09/2019", "2019/09/30", "30.09.2019"),
    *("2019-09-30 00:00", "2019-09-30 00:00:00", "2019-09-30T00:00:00", "30-09-2019 0:00"),
    *("30 september 2019", "30 sep 2019", "30 Sept. 2019"),
)


@pytest.mark.parametrize("cell", WRITTEN_DAYS)
def test_a_day_is_read_in_every_way_that_has_one_reading(cell: str) -> None:
    assert convert(cell, DAY, decimal_comma=True) == date(2019, 9, 30)


@pytest.mark.parametrize("written", WRITTEN_DAYS)
def test_yaml_files_take_the_days_that_tables_take(written: str, tmp_path: Path) -> None:
    data = write_data(tmp_path)
    path = data / KEY / "evaluation.yaml"
    text = EVALUATION.replace("start: 2025-01-01", f"start: {written}")
    path.write_text(text, encoding="utf-8")
    (data / KEY / "assumptions.yaml").write_text(
        f"discount_date: {written}\nparticipants: {{value: 9, note: n}}\n", encoding="utf-8"
    )
    rate = PARAMETER.replace("2023-01-01", f'"{written}"')
    (data / "parameters/rente.yaml").write_text(rate, encoding="utf-8")
    evaluation = load_one(data)
    assert evaluation.period_start == date(2019, 9, 30)
    assert evaluation.assumptions["discount_date"]["value"] == date(2019, 9, 30)
    assert set(load_library(data).parameters["rente"].values) == {date(2019, 9, 30)}


@pytest.mark.parametrize("month", range(1, 13))
def test_months_have_their_dutch_names(month: int) -> None:
    name = NAMES[month - 1]
    for written in (name, name.title(), name[:3], f"{name[:3]}."):
        found = convert(f"1 {written} 2023", DAY, decimal_comma=True)
        assert found == date(2023, month, 1)


@pytest.mark.parametrize(
    ("cell", "cause"),
    [
        ("43738", "a day as Excel counts them"),
        ("43738.0", "a day as Excel counts them"),
        ("30-09-19", "a year of two digits"),
        ("2019-09-30 14:30", "holds a time of the day"),
        ("09/10/2019", "can be read in two ways"),
        ("9999-12-31", "when it is open or not known"),
        ("1900-01-01", "when it is open or not known"),
        ("31-12-2099", "when it is open or not known"),
    ],
)
def test_a_day_that_is_refused_says_the_likely_cause(cell: str, cause: str) -> None:
    assert cause in refusal(cell, DAY)
    assert "the cell empty" in refusal("9999-12-31", DAY)
    assert "fill it in, or remove the row" in refusal("9999-12-31", DAY.needed())


@pytest.mark.parametrize(
    "cell",
    [
        "30-02-2019",
        "2019-13-01",
        "30-09-19",
        "20190930",
        "2019-9-30",  # 2019-09-30 may have lost its last digit: only whole dates are dates
        "2019-09-3",
        "43738",
        "30 sep",
        "2019-09-30 12:00:00",
        "09/10/2019",
        "09/30/2019",
        "2019",
        "0219-09-30",
        "2190-09-30",
    ],
)
def test_another_date_is_refused(cell: str) -> None:
    refusal(cell, DAY)


def test_days_at_the_edges_of_history_are_accepted() -> None:
    assert convert("1901-01-01", DAY, decimal_comma=True) == date(1901, 1, 1)
    assert convert("31-12-2098", DAY, decimal_comma=True) == date(2098, 12, 31)


@pytest.mark.parametrize("cell", ["true", "TRUE", "WAAR", "ja", "Ja", "1"])
def test_yes_is_written_in_english_and_dutch(cell: str) -> None:
    assert convert(cell, FLAG, decimal_comma=True) is True


@pytest.mark.parametrize("cell", ["false", "FALSE", "ONWAAR", "nee", "0"])
def test_no_is_written_in_english_and_dutch(cell: str) -> None:
    assert convert(cell, FLAG, decimal_comma=True) is False


@pytest.mark.parametrize("cell", ["1", "12", "unknown"])
def test_a_rung_is_a_number_or_unknown(cell: str) -> None:
    assert convert(cell, RUNG, decimal_comma=True) == cell


@pytest.mark.parametrize("cell", ["onbekend", "2.5", "-1", "trede 2", "2-3", "²"])
def test_another_rung_is_refused(cell: str) -> None:
    refusal(cell, RUNG)


@pytest.mark.parametrize("cell", ["3", "5-6", "9-10", "same", "higher"])
def test_rungs_are_one_a_range_or_a_word(cell: str) -> None:
    assert convert(cell, RUNGS, decimal_comma=True) == cell


@pytest.mark.parametrize("cell", ["6-5", "5-5", "5–6", "5 - 6", "5-6-7", "5 of 6", "lower"])
def test_other_rungs_are_refused(cell: str) -> None:
    refusal(cell, RUNGS)


@pytest.mark.parametrize("cell", ["2025-06-05", "5-jun", "jun-05"])
def test_a_range_that_excel_made_a_date_is_recognised(cell: str) -> None:
    assert "Excel made a date of it" in refusal(cell, RUNGS)


@pytest.mark.parametrize(
    ("sign", "meaning"),
    [
        ("-", "it means none: write 0 when it means that here."),
        ("\N{EN DASH}", "it means none: write 0 when it means that here."),
        ("x", "it means kept secret."),
        (".", "it means not known."),
        ("..", "it means not yet known."),
    ],
)
def test_signs_of_statistics_netherlands_are_told_with_their_meaning(
    sign: str, meaning: str
) -> None:
    for column in (COUNT, VALUE, SHARE, AMOUNT):
        said = refusal(sign, column)
        assert meaning in said
        assert said.endswith("Leave the cell empty when it is not known.")
    # Without a value the row says nothing, and 0 is written for none only.
    said = refusal(sign, COUNT.needed())
    assert said.endswith("fill it in, or remove the row.")
    assert ("write 0" in said) == (sign in "-\N{EN DASH}")


@pytest.mark.parametrize("cell", ["<5", "> 100", "ca. 400", "circa 400", "ruim 20", "≤ 10"])
def test_a_bound_or_estimate_is_told_where_it_belongs(cell: str) -> None:
    assert "in the column 'qualifier' whether it is less_than" in refusal(cell, COUNT)
