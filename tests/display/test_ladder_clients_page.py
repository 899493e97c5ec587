"""What a reader sees of clients who were followed on the ladder."""

from typing import Any, get_args

import pytest
from client_samples import END, START, crowd, measurements, moved
from filled_tables import protected, public
from outputs import SCHEME, cells_of, chart, sentence, svg_of, text_of

from evalutils import charts, ladder, sentences, tables
from evalutils.dataset.evaluation import Evidence
from evalutils.display import Nothing, Prose
from evalutils.ladder import histories

RUNGS = SCHEME.numbers
STEPS = moved(s12=40, s22=30, s21=20, s13=10)
CROWD = histories(crowd(300, rungs=3), START, END, groups=["district"])


def coverage_of(clients: Any, clear: Any = public) -> Any:
    return clear(ladder.client_coverage(clients))


def everything(clients: Any, clear: Any) -> list[Any]:
    """Every sentence, chart and table of the chapter."""
    covered, ways = coverage_of(clients, clear), clear(ladder.client_ways(clients))
    steps = clear(ladder.client_transitions(clients, RUNGS))
    shift, months = (
        clear(ladder.client_tests(clients, RUNGS)),
        clear(ladder.months_between(clients)),
    )
    expected = clear(ladder.expectations(clients, RUNGS))
    reached = clear(ladder.arrivals(clients, RUNGS))
    groups, later = clear(ladder.client_groups(clients)), clear(ladder.projection(clients, RUNGS))
    told, shown, listed = sentences.ladder_clients, charts.ladder_clients, tables.ladder_clients
    return [
        told.coverage(covered), listed.coverage(covered),
        told.ways(ways, "none"), shown.ways(ways, covered), listed.ways(ways, covered),
        told.transitions(steps), shown.flow(steps, SCHEME, covered),
        shown.transitions(steps, covered), listed.transitions(steps, SCHEME, covered),
        told.tests(shift), listed.tests(shift, covered),
        told.months(months), listed.months(months),
        told.expectations(expected), shown.expectations(expected),
        listed.expectations(expected, SCHEME), listed.arrivals(reached, SCHEME),
        told.groups(groups), listed.groups(groups),
        told.projection(later, months), listed.projection(later, SCHEME),
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


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_no_level_of_evidence_claims_an_effect_of_the_programme(evidence: Evidence) -> None:
    text = sentence(sentences.ladder_clients.ways(public(ladder.client_ways(STEPS)), evidence))
    for claim in ("leidt tot", "dankzij", "doordat", "door het programma", "effect van"):
        assert claim not in text
    named = {"none": "geen vergelijkingsgroep", "before_after": "Zonder vergelijkingsgroep"}
    named |= {"comparison": "niet door loting", "randomised": "door loting"}
    assert named[evidence] in text


def test_the_ways_are_told_with_their_base_and_interval() -> None:
    text = sentence(sentences.ladder_clients.ways(public(ladder.client_ways(STEPS)), "none"))
    assert "Hoger dan bij de eerste meting: 50 van de 100, dat is 50,0%" in text
    assert "Lager dan bij de eerste meting: 20 van de 100, dat is 20,0%" in text


@pytest.mark.parametrize(("once", "warned"), [(100, False), (101, True)])
def test_less_than_half_measured_twice_is_a_warning(once: int, warned: bool) -> None:
    rows = [(f"c{number}", "2024-02-01", "measured", "1") for number in range(once)]
    for number in range(100):
        rows += [
            (f"d{number}", "2024-02-01", "measured", "1"),
            (f"d{number}", "2024-08-01", "measured", "2"),
        ]
    clients = histories(measurements(*rows), START, END)
    text = sentence(sentences.ladder_clients.coverage(coverage_of(clients)))
    assert ("Let op" in text) == warned


def test_a_group_of_which_less_than_half_is_measured_is_named() -> None:
    data = measurements(
        ("a", "2024-02-01", "measured", "1"), ("b", "2024-02-01", "expected", "1"),
        ("c", "2024-02-01", "expected", "1"),
        wijknaam=["noord", "zuid", "zuid"],
    )  # fmt: skip
    groups = public(ladder.client_groups(histories(data, START, END, groups=["wijknaam"])))
    text = sentence(sentences.ladder_clients.groups(groups))
    assert "minder dan de helft is gemeten in Wijknaam\\: zuid" in text


def test_ages_stand_from_young_to_old() -> None:
    data = crowd(100, rungs=3)
    years = [2000, 1960, 1985, 1972]
    born = data["client_id"].str[1:].astype(int).map(lambda number: years[number % 4])
    clients = histories(data.assign(birth_year=born), START, END)
    rows = cells_of(tables.ladder_clients.groups(public(ladder.client_groups(clients))))
    ages = [row[0] for row in rows if "jaar" in row[0]]
    assert [age.split()[0] for age in ages] == ["Tot", "27", "45", "55"]


def test_a_projection_says_what_it_assumes_and_why_there_is_none() -> None:
    months = public(ladder.months_between(STEPS))
    none = sentences.ladder_clients.projection(public(ladder.projection(STEPS, RUNGS)), months)
    assert "geen stap is gemeten" in sentence(none)
    closed = moved(s12=40, s22=30)
    text = sentence(
        sentences.ladder_clients.projection(public(ladder.projection(closed, RUNGS)), months)
    )
    assert "gelijkblijvend gedrag, geen voorspelling" in text
    assert "6 maanden" in text


def test_charts_of_steps_name_their_coverage_and_draw_the_same_twice() -> None:
    steps, covered = public(ladder.client_transitions(STEPS, RUNGS)), coverage_of(STEPS)
    for draw in (
        lambda: chart(charts.ladder_clients.flow(steps, SCHEME, covered)),
        lambda: chart(charts.ladder_clients.transitions(steps, covered)),
    ):
        assert "dekking 100,0%" in draw().caption
        assert "van 1 naar 2: 40" in draw().alt
        assert svg_of(draw()) == svg_of(draw())


def test_an_untouched_table_has_no_shift_to_tell() -> None:
    still = public(ladder.client_tests(moved(s11=40), RUNGS))
    assert isinstance(sentences.ladder_clients.tests(still), Nothing)


def test_a_shift_that_chance_explains_is_said_to_be_so() -> None:
    shift = public(ladder.client_tests(moved(s12=5, s21=5, s11=40), RUNGS))
    text = sentence(sentences.ladder_clients.tests(shift))
    assert "niet aantoonbaar verschoven (p = 1,000)" in text


def test_hidden_coverage_is_a_sentence_without_a_number() -> None:
    shown = sentences.ladder_clients.coverage(coverage_of(moved(s12=3), protected))
    assert isinstance(shown, Prose) and "weggelaten" in shown.text
