"""The account of each period in words, as a chart and as a table."""

from typing import Any

from filled_tables import protected, public, table
from outputs import cells_of, chart, sentence
from test_stock_accounts import END, LEIDEN, START, flows, stock

from evalutils import outflow, show
from evalutils.display import Nothing


def account(*rows: dict[str, Any], clear: Any = public) -> Any:
    return clear(outflow.caseload_account(table("caseload", *rows)))


def test_four_quarters_that_close_are_told_as_such() -> None:
    result = account(START, *LEIDEN, END)
    text = sentence(show.period_accounts.sentence(result))
    assert text.startswith("In alle 4 perioden klopt de rekening. ")
    assert "verklaren" not in text
    assert sentence(show.caseload_account.sentence(result)) == (
        "400 aan het begin, plus 240 instroom, min 320 uitstroom is 320. "
        "Dat is ook de stand die de bron aan het eind noemt."
    )


def test_the_table_has_a_row_per_quarter_and_one_for_the_year() -> None:
    found = cells_of(show.period_accounts.table(account(START, *LEIDEN, END)))
    assert ["1e kwartaal 2018", "400", "60", "80", "380", "380*", "0"] in found
    assert ["3e kwartaal 2018", "345*", "70", "75", "340", "340*", "0"] in found
    assert ["2018 (alles samen)", "400", "240", "320", "320", "320", "0"] in found


def test_a_period_that_does_not_close_is_named() -> None:
    rows = [
        stock("stock_start", "2017-01-01", 400),
        *flows("2017-01-01", "2017-12-31", 100, 80),
        stock("stock_end", "2017-12-31", 425),  # 400 + 100 - 80 = 420
        *flows("2018-01-01", "2018-12-31", 90, 110),
        stock("stock_end", "2018-12-31", 405),
    ]
    text = sentence(show.period_accounts.sentence(account(*rows)))
    assert "In 1 van de 2 perioden klopt de rekening." in text
    assert "2017: aan het eind noemt de bron 5 meer dan in- en uitstroom verklaren." in text


def test_periods_that_do_not_join_have_no_account_of_all() -> None:
    rows = [row for row in LEIDEN if row["date"] != "2018-06-30"]
    result = account(START, *rows, stock("stock_end", "2018-03-31", 380), END)
    text = sentence(show.period_accounts.sentence(result))
    assert "Er zit tijd tussen de perioden, of zij overlappen." in text
    assert isinstance(show.caseload_account.sentence(result), Nothing)
    assert isinstance(show.caseload_account.chart(result), Nothing)
    assert isinstance(show.caseload_account.table(result), Nothing)


def test_numbers_that_are_not_exact_accuse_nobody() -> None:
    rows = [START, *LEIDEN, {**END, "count": 310, "qualifier": "circa"}]
    text = sentence(show.caseload_account.sentence(account(*rows)))
    assert text.endswith(
        "De bron noemt ongeveer 310. Niet alle aantallen zijn precies: het verschil kan daardoor "
        "komen."
    )


def test_the_chart_has_two_bars_per_period() -> None:
    shown = chart(show.period_accounts.chart(account(START, *LEIDEN, END)))
    assert shown.alt.startswith(
        "Instroom en uitstroom per periode: 1e kwartaal 2018 +60, −80; 2e kwartaal 2018 +50, −85;"
    )
    (axes,) = shown.figure.axes
    widths = sorted(round(patch.get_width()) for patch in axes.patches)
    assert widths == sorted([60, 80, 50, 85, 70, 75, 60, 80])


def test_one_period_has_no_account_per_period() -> None:
    result = account(START, *flows("2018-01-01", "2018-12-31", 240, 320), END)
    for made in (show.period_accounts.sentence, show.period_accounts.chart):
        assert isinstance(made(result), Nothing)
    assert isinstance(show.period_accounts.table(result), Nothing)
    assert "is 320." in sentence(show.caseload_account.sentence(result))


def test_a_small_number_of_a_quarter_is_left_out() -> None:
    # 400 + 4 - 80 = 324, and 324 + 180 - 240 = 264
    numbers = [*flows("2018-01-01", "2018-03-31", 4, 80), *LEIDEN[2:]]
    result = account(START, *numbers, {**END, "count": 264}, clear=protected)
    rows = cells_of(show.period_accounts.table(result))
    # The year is 184, rounded; with three rounded quarters beside it that tells too little.
    assert ["1e kwartaal 2018", "400", "<10", "80", "–", "325*", "–"] in rows
    assert ["2018 (alles samen)", "400", "185", "320", "265", "265", "0"] in rows


def test_two_periods_that_close_are_both_and_one_that_does_not_has_a_verb() -> None:
    first = flows("2018-01-01", "2018-03-31", 60, 80)
    second = flows("2018-04-01", "2018-06-30", 5, 6)
    stocks = [
        stock("stock_start", "2018-01-01", 400),
        stock("stock_end", "2018-03-31", 380),  # 400 + 60 - 80
        stock("stock_end", "2018-06-30", 379),  # 380 + 5 - 6
    ]
    text = sentence(show.period_accounts.sentence(account(*stocks, *first, *second)))
    assert text.startswith("In beide perioden klopt de rekening.")
    about = [{**row, "qualifier": "circa"} for row in second]
    text = sentence(show.period_accounts.sentence(account(*stocks, *first, *about)))
    assert text.startswith("In één periode klopt de rekening. Van één periode zijn niet alle")
