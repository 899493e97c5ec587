"""The chapter on clients who were followed as a whole, its groups and its projection."""

from typing import Any

from client_samples import END, START, crowd, measurements, moved
from filled_tables import protected, public
from outputs import SCHEME, cells_of, sentence, text_of

from evalutils import ladder, show
from evalutils.display import Nothing
from evalutils.ladder import histories

RUNGS = SCHEME.numbers
STEPS = moved(s12=40, s22=30, s21=20, s13=10)
CROWD = histories(crowd(300, rungs=3), START, END, groups=["district"])


def everything(clients: Any, clear: Any) -> list[Any]:
    """Every sentence, chart and table of the chapter."""
    covered, ways = (clear(make(clients)) for make in (ladder.client_coverage, ladder.client_ways))
    months, groups = (
        clear(make(clients)) for make in (ladder.months_between, ladder.client_groups)
    )
    steps, shift, expected, reached, later = (
        clear(make(clients, RUNGS))
        for make in (
            ladder.client_transitions, ladder.client_tests, ladder.expectations, ladder.arrivals,
            ladder.projection,
        )
    )  # fmt: skip
    return [
        show.clients_measured.sentence(covered), show.clients_measured.table(covered),
        show.client_ways.sentence(ways, "none"), show.client_ways.chart(ways, covered),
        show.client_ways.table(ways, covered), show.client_steps.sentence(steps),
        show.client_steps.flow_chart(steps, SCHEME, covered),
        show.client_steps.chart(steps, covered), show.client_steps.table(steps, SCHEME, covered),
        show.step_tests.sentence(shift), show.step_tests.table(shift, covered),
        show.months_between.sentence(months), show.months_between.table(months),
        show.expectations.sentence(expected), show.expectations.chart(expected),
        show.expectations.table(expected, SCHEME),
        show.expectations.arrivals_table(reached, SCHEME),
        show.steps_by_group.sentence(groups), show.steps_by_group.table(groups),
        show.rung_projection.sentence(later, months), show.rung_projection.table(later, SCHEME),
    ]  # fmt: skip


def test_everything_is_shown_of_a_crowd() -> None:
    assert not [shown for shown in everything(CROWD, public) if isinstance(shown, Nothing)]


def test_nothing_is_shown_of_nobody() -> None:
    nobody = histories(measurements(), START, END)
    assert all(isinstance(shown, Nothing) for shown in everything(nobody, public))


def test_small_numbers_are_not_told_and_no_number_is_missing() -> None:
    few = moved(s12=9, s22=30, s21=20, s33=9)
    text = " ".join(text_of(shown) for shown in everything(few, protected))
    assert "nan" not in text
    assert " 9 " not in text
    assert "<10" in text


def test_a_group_of_which_less_than_half_is_measured_is_named() -> None:
    data = measurements(
        ("a", "2024-02-01", "measured", "1"), ("b", "2024-02-01", "expected", "1"),
        ("c", "2024-02-01", "expected", "1"),
        wijknaam=["noord", "zuid", "zuid"],
    )  # fmt: skip
    groups = public(ladder.client_groups(histories(data, START, END, groups=["wijknaam"])))
    text = sentence(show.steps_by_group.sentence(groups))
    assert "minder dan de helft is gemeten in Wijknaam\\: zuid" in text
    rows = cells_of(show.steps_by_group.table(groups))
    assert ["Wijknaam"] in rows
    assert [row[:3] for row in rows[3:5]] == [["Noord", "1", "100,0%"], ["Zuid", "2", "0,0%"]]


def test_ages_stand_from_young_to_old() -> None:
    data = crowd(100, rungs=3)
    years = [2000, 1960, 1985, 1972]
    born = data["client_id"].str[1:].astype(int).map(lambda number: years[number % 4])
    clients = histories(data.assign(birth_year=born), START, END)
    rows = cells_of(show.steps_by_group.table(public(ladder.client_groups(clients))))
    ages = [row[0] for row in rows if "jaar" in row[0]]
    assert [age.split()[0] for age in ages] == ["Tot", "27", "45", "55"]


def test_a_projection_says_what_it_assumes_and_why_there_is_none() -> None:
    months = public(ladder.months_between(STEPS))
    none = show.rung_projection.sentence(public(ladder.projection(STEPS, RUNGS)), months)
    assert "ook iemand de eerste keer zijn gemeten" in sentence(none)  # nobody began on rung 3
    closed = public(ladder.projection(moved(s12=40, s22=30), RUNGS))
    text = sentence(show.rung_projection.sentence(closed, months))
    assert "gelijkblijvend gedrag, geen voorspelling" in text
    assert "de kans op een stap per maand blijft gelijk" in text
    assert "niemand bij" in text


def test_a_projection_has_a_column_per_number_of_months() -> None:
    # Everybody on rung 1 goes to 2, and there they stay: but for the half step of the prior.
    closed = public(ladder.projection(moved(s12=40, s22=30), RUNGS))
    rows = cells_of(show.rung_projection.table(closed, SCHEME))
    assert rows[1] == ["Trede", "Laatste meting", "6 maanden verder", "12 maanden verder"]
    assert [cell.split(" ")[0] for cell in rows[3]] == ["2", "100%", "99%", "99%"]
