"""Instruments, in words, as a chart and as a table."""

from typing import Any

from filled_tables import public, table
from outputs import cells_of, chart, sentence, svg_of

from evalutils import outflow, show


def instruments(*rows: dict[str, Any]) -> str:
    result = public(outflow.instrument_shares(table("instruments", *rows)))
    return sentence(show.instrument_shares.sentence(result))


def test_instruments_are_counted_with_the_small_ones_apart() -> None:
    text = instruments(
        {"instrument": "a", "started": 100, "exits_work": 40},
        {"instrument": "b", "started": 19, "exits_total": 14},
        {"instrument": "c", "participants": 30},
    )
    assert text.startswith(
        "De bron noemt 3 instrumenten of onderdelen daarvan. Bij 2 daarvan is een aandeel "
        "uitstroom te berekenen; 1 gaat over minder dan 30 mensen en heeft een ruim interval. "
    )
    assert "een hoger aandeel betekent niet dat een instrument beter werkt" in text


def test_an_instrument_without_numbers() -> None:
    assert instruments({"instrument": "a"}) == (
        "De bron noemt 1 instrument. Een aandeel uitstroom is niet te berekenen."
    )


def test_instruments_have_a_heading_per_stage_and_no_point_for_few_people() -> None:
    data = table(
        "instruments",
        {"instrument": "klein", "started": 13, "exits_work": 10},
        {"instrument": "groot", "stage": "meedoen", "started": 204, "exits_work": 83},
        {"instrument": "gedrukt", "started": 13, "share_work": 45},
    )
    rows = cells_of(show.instrument_shares.table(public(outflow.instrument_shares(data))))
    assert [row[0] for row in rows[2:7]] == [
        "Meedoen",
        "Groot",
        "Fase niet bekend",
        "Klein",
        "Gedrukt",
    ]
    assert rows[3][-1] == "83; 40,7% (34,2 tot 47,5)"
    assert rows[5][-1] == "10; 49,7% tot 91,8%"
    assert rows[6][-1] == "45% (van 13)"


def drawn(*rows: dict[str, Any]) -> Any:
    return show.instrument_shares.chart(
        public(outflow.instrument_shares(table("instruments", *rows)))
    )


def test_ten_of_thirteen_is_drawn_and_told_as_an_interval() -> None:
    shown = chart(
        drawn(
            {"instrument": "klein", "started": 13, "exits_work": 10},
            {"instrument": "groot", "started": 204, "exits_work": 83},
            {"instrument": "gedrukt", "started": 13, "share_work": 45},
        )
    )
    # Wilson, 10 of 13: 49,7% to 91,8%; the point, 76,9%, is nowhere.
    assert "Klein 49,7% tot 91,8%; Groot 40,7% (34,2% tot 47,5%); Gedrukt 45% (van 13)" in shown.alt
    assert "76,9" not in shown.alt + shown.caption + svg_of(shown)
    assert "brede balk: interval van minder dan 30 mensen" in shown.caption


def test_instruments_stand_together_per_stage() -> None:
    shown = chart(
        drawn(
            {"instrument": "a", "started": 100, "exits_work": 20},
            {"instrument": "b", "stage": "meedoen", "started": 100, "exits_work": 20},
            {"instrument": "c", "stage": "werken", "started": 100, "exits_work": 20},
            {"instrument": "d", "stage": "meedoen", "started": 100, "exits_work": 20},
        )
    )
    names = [part.split(" 20,0%")[0] for part in shown.alt.split(": ", 1)[1].split("; ")]
    assert names == ["Meedoen: B", "Meedoen: D", "Werken: C", "A"]
