"""What became of the rungs that were expected of clients."""

from typing import Any

from chart_checks import assert_sound, lines_of
from client_samples import END, START, measurements
from filled_tables import public
from outputs import SCHEME, cells_of, chart, sentence

from evalutils import ladder
from evalutils.show import expectations


def expected(*rows: tuple[int, str, str]) -> Any:
    """Clients as number, expected rung and rung at the measurement after that."""
    listed: list[tuple[str, str, str, str]] = []
    for place, (clients, hoped, reached) in enumerate(rows):
        for number in range(clients):
            client = f"{place}-{number}"
            listed.append((client, "2024-02-01", "expected", hoped))
            listed.append((client, "2024-08-01", "measured", reached))
    return ladder.histories(measurements(*listed), START, END)


# Rung 2 was expected of 60: 15 came lower, 40 on it and 5 higher. Rung 3 of 40: 10 reached it.
CLIENTS = expected((15, "2", "1"), (40, "2", "2"), (5, "2", "3"), (30, "3", "2"), (10, "3", "3"))
RESULT = public(ladder.expectations(CLIENTS, SCHEME.numbers))


def test_expectations_are_told_with_how_far_they_were_off() -> None:
    # 55 of 100 came true; too high by (15 + 30 - 5) / 100 = 0.4 rung.
    text = sentence(expectations.sentence(RESULT))
    assert "55 van 100, dat is 55,0%" in text
    assert "0,4 trede hoger dan de uitkomst" in text


def test_lower_on_and_above_the_expected_rung_stand_in_their_own_column() -> None:
    rows = cells_of(expectations.table(RESULT, SCHEME))
    assert rows[1][:6] == [
        "Verwacht",
        "Cliënten",
        "Daarna gemeten",
        "Lager",
        "Op de trede",
        "Hoger",
    ]
    counts = {row[0]: row[1:6] for row in rows[2:-1]}
    assert counts["2 sociale contacten"] == ["60", "60", "15", "40", "5"]
    assert counts["3 betaald werk"] == ["40", "40", "30", "10", "0"]
    assert counts["Alle"] == ["100", "100", "45", "50", "5"]


def test_expected_and_reached_rungs_are_not_swapped() -> None:
    reached = public(ladder.arrivals(CLIENTS, SCHEME.numbers))
    rows = cells_of(expectations.arrivals_table(reached, SCHEME))
    assert rows[1] == ["Verwacht", "Naar 1", "Naar 2", "Naar 3"]
    assert rows[3] == ["2 sociale contacten", "15", "40", "5"]
    assert rows[4] == ["3 betaald werk", "0", "30", "10"]


def test_the_chart_is_sound_and_has_a_line_per_expected_rung() -> None:
    def draw() -> Any:
        return chart(expectations.chart(RESULT))

    assert_sound(draw)
    assert "Verwacht: trede 2 75,0%" in draw().alt
    assert "Verwacht: trede 3 25,0%" in draw().alt
    known = RESULT.frame["lower"].notna().sum()
    assert len(lines_of(draw().figure.axes[0])) == known >= 3


def test_of_an_expectation_about_few_clients_the_chart_gives_the_interval_alone() -> None:
    # 10 of the 29 reached rung 3, 34,5%: too few clients for a share of their own.
    few = expected((40, "2", "2"), (19, "3", "2"), (10, "3", "3"))
    shown = chart(expectations.chart(public(ladder.expectations(few, SCHEME.numbers))))
    assert "34,5%" not in shown.alt
    assert "Verwacht: trede 3 19,9% tot 52,7%" in shown.alt
    assert "brede balk: interval van minder dan 30 mensen" in shown.caption
    assert "brede balk" not in chart(expectations.chart(RESULT)).caption
