"""The caseload account in words, as a waterfall and as a table."""

from typing import Any

import pytest
from filled_tables import caseload, protected, public
from outputs import cells_of, chart, full_sample, sentence

from evalutils import outflow, show
from evalutils.display import Nothing
from evalutils.show.cells import LEFT_OUT_NOTE


def account(**counts: int) -> str:
    return sentence(
        show.caseload_account.sentence(public(outflow.caseload_account(caseload(**counts))))
    )


def test_the_account_of_zwolle() -> None:
    assert account(stock_start=432, inflow=44, outflow=64, stock_end=414) == (
        "432 aan het begin, plus 44 instroom, min 64 uitstroom is 412. "
        "De bron noemt 414: 2 meer dan in- en uitstroom verklaren."
    )


def test_an_account_that_comes_out_too_high() -> None:
    assert account(stock_start=100, inflow=10, outflow=5, stock_end=102).endswith(
        "De bron noemt 102: 3 minder dan in- en uitstroom verklaren."
    )


def test_an_account_that_closes() -> None:
    assert account(stock_start=100, inflow=10, outflow=5, stock_end=105).endswith(
        "is 105. Dat is ook de stand die de bron aan het eind noemt."
    )


@pytest.mark.parametrize(
    ("counts", "ending"),
    [
        ((760, 912, 6143), "een beginstand van 6.295; het bestand nam dus met 152 af."),
        ((50, 20, 100), "een beginstand van 70; het bestand nam dus met 30 toe."),
        ((20, 20, 100), "een beginstand van 100; het bestand bleef dus even groot."),
    ],
)
def test_an_implied_opening_stock(counts: tuple[int, int, int], ending: str) -> None:
    inflow, left, end = counts
    assert account(inflow=inflow, outflow=left, stock_end=end).endswith(ending)


def test_a_protected_residual_within_rounding_is_not_called_unexplained() -> None:
    numbers = caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)
    text = sentence(show.caseload_account.sentence(protected(outflow.caseload_account(numbers))))
    assert text.endswith("De bron noemt 415; het verschil kan door het afronden komen.")


def test_an_account_with_a_hidden_number_says_why_it_is_not_made() -> None:
    numbers = caseload(stock_start=8, inflow=40, outflow=30, stock_end=18)
    text = sentence(show.caseload_account.sentence(protected(outflow.caseload_account(numbers))))
    assert "te klein om te tonen" in text
    assert not any(character.isdigit() for character in text)


def test_the_account_of_zwolle_line_by_line() -> None:
    result = public(outflow.caseload_account(full_sample()["caseload"]))
    assert cells_of(show.caseload_account.table(result))[2:] == [
        ["Stand aan het begin", "432"],
        ["Plus instroom", "44"],
        ["Min uitstroom", "64"],
        ["Stand aan het eind, berekend", "412"],
        ["Stand aan het eind, gepubliceerd", "414"],
        ["Verschil dat in- en uitstroom niet verklaren", "+2"],
        ["Verandering van het bestand", "−18"],
    ]


def test_an_account_backwards_when_the_start_is_not_given() -> None:
    result = public(outflow.caseload_account(caseload(inflow=760, outflow=912, stock_end=6143)))
    assert cells_of(show.caseload_account.table(result))[2:] == [
        ["Stand aan het eind, gepubliceerd", "6.143"],
        ["Min instroom", "760"],
        ["Plus uitstroom", "912"],
        ["Stand aan het begin, afgeleid", "6.295"],
        ["Verandering van het bestand", "−152"],
    ]


def test_a_hidden_flow_shows_what_it_is_below_and_the_rest_a_dash() -> None:
    numbers = caseload(stock_start=200, inflow=4, outflow=60, stock_end=150)
    shown = show.caseload_account.table(protected(outflow.caseload_account(numbers)))
    assert cells_of(shown)[2:] == [
        ["Stand aan het begin", "200"],
        ["Plus instroom", "<10"],
        ["Min uitstroom", "60"],
        ["Stand aan het eind, berekend", "–"],
        ["Stand aan het eind, gepubliceerd", "150"],
        ["Verschil dat in- en uitstroom niet verklaren", "–"],
        ["Verandering van het bestand", "−50"],
        [LEFT_OUT_NOTE],
    ]


def test_a_rounded_difference_is_called_rounding() -> None:
    result = protected(outflow.caseload_account(full_sample()["caseload"]))
    assert ["Verschil, binnen de afronding", "+5"] in cells_of(show.caseload_account.table(result))


def drawn(clear: Any = public, **counts: int) -> Any:
    return show.caseload_account.chart(clear(outflow.caseload_account(caseload(**counts))))


def test_the_account_in_words() -> None:
    shown = chart(drawn(stock_start=432, inflow=44, outflow=64, stock_end=414))
    assert shown.alt == (
        "Watervaldiagram van het bestand: Stand aan het begin 432, Instroom +44, Uitstroom −64, "
        "Niet verklaard +2, Stand aan het eind 414."
    )


def test_an_account_that_is_not_complete_has_no_chart() -> None:
    assert isinstance(drawn(inflow=44, outflow=64, stock_end=414), Nothing)
    hidden = drawn(protected, stock_start=200, inflow=4, outflow=60, stock_end=150)
    assert isinstance(hidden, Nothing)


def test_a_rounded_residual_is_drawn_as_rounding() -> None:
    shown = chart(drawn(protected, stock_start=432, inflow=44, outflow=64, stock_end=414))
    assert "Afronding +5" in shown.alt


def test_an_empty_caseload_is_drawn_without_trouble() -> None:
    assert "0" in chart(drawn(stock_start=0, inflow=0, outflow=0, stock_end=0)).alt


@pytest.mark.parametrize(
    ("counts", "bars"),
    [
        # Each bar starts where the one before it ended: 432 + 44 = 476, 476 - 64 = 412, 414 - 412.
        ((432, 44, 64, 414), [(0, 432), (432, 476), (412, 476), (412, 414), (0, 414)]),
        # 100 + 10 - 5 = 105, of which the source has 3 fewer.
        ((100, 10, 5, 102), [(0, 100), (100, 110), (105, 110), (102, 105), (0, 102)]),
        # An account that closes has no bar for a residual.
        ((100, 10, 5, 105), [(0, 100), (100, 110), (105, 110), (0, 105)]),
    ],
)
def test_each_bar_of_the_waterfall_runs_from_its_start_to_its_end(
    counts: tuple[int, int, int, int], bars: list[tuple[int, int]]
) -> None:
    names = ("stock_start", "inflow", "outflow", "stock_end")
    (axes,) = chart(drawn(**dict(zip(names, counts, strict=True)))).figure.axes
    boxes = sorted((patch.get_extents() for patch in axes.patches), key=lambda box: -box.y0)
    inside = axes.transData.inverted()
    ends = [inside.transform(box)[:, 0] for box in boxes]
    assert ends == [pytest.approx(bar) for bar in bars]


def test_the_bars_of_the_waterfall_stand_under_their_names() -> None:
    shown = chart(drawn(stock_start=432, inflow=44, outflow=64, stock_end=414))
    (axes,) = shown.figure.axes
    written = axes.texts[::2]
    told = ["Stand aan het begin", "Instroom", "Uitstroom", "Niet verklaard", "Stand aan het eind"]
    assert [text.get_text() for text in written] == told
    names = [text.get_position()[1] for text in written]
    for bar, name, below in zip(axes.patches, names, [*names[1:], 0.0], strict=True):
        assert below < bar.get_y() < bar.get_y() + bar.get_height() < name
        assert bar.get_height() == pytest.approx(0.22)  # the axis runs in inches
