"""Which rows there are tells no count: a reader who takes an absent row for nobody learns nothing.

The attack: of every code, rung, step, stage, class and kind that exists, the reader writes down 0
when no published table or figure has a row for it.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from every_table import CODES, Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs, analysis_named
from evalutils.chapters.analysis_inputs import empty_table
from evalutils.dataset.counting import count_exits, count_ladder
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure import Publishable, publish

LIBRARY = shared()
Place = tuple[str, str]


def published(one: Evaluation, name: str) -> Publishable:
    """What a page shows of an analysis."""
    inputs = AnalysisInputs(one, LIBRARY)
    return publish(analysis_named(name).result(inputs), inputs.rule)


def figures(shown: Publishable) -> list[Place]:
    """The rows of key_figures.csv, in their order."""
    return list(zip(shown.key_figures["indicator"], shown.key_figures["group"], strict=True))


def left(**numbers: int) -> Evaluation:
    """An evaluation whose exits are counted from the spells of invented clients."""
    codes = [code for code, number in numbers.items() for _ in range(number)]
    rows = [
        {"client_id": f"c{place}", "start": date(2023, 1, 9), "end": date(2023, 6, 30),
         "destination": code}
        for place, code in enumerate(codes)
    ]  # fmt: skip
    spells = typed("spells", [{"source": None, **row} for row in rows])
    one = evaluation(Story(60, 1))
    counted = count_exits(spells, one.period_start, one.period_end)
    return replace(one, tables={"spells": spells, "exits": counted})


def zeros(codes: set[str], shown: set[str]) -> set[str]:
    """The codes of which a reader says that nobody went there."""
    return codes - shown


def test_no_destination_of_the_codelist_is_absent_nor_stands_elsewhere() -> None:
    some, few = left(paid_work=30, care=12, moved=1), left(paid_work=30, care=12, deceased=1)
    counted = set(some.tables["exits"]["destination"])
    codes = set(LIBRARY.destinations)
    # The rows that were counted tell it of all 35 destinations of the codelist without anybody.
    assert zeros(codes, counted) == codes - {"total", "paid_work", "care", "moved"}
    one, other = (published(item, "destinations") for item in (some, few))
    assert zeros(codes, set(one.frame["destination"])) == set()
    assert list(one.frame["destination"]) == list(other.frame["destination"])
    assert figures(one) == figures(other)
    hidden = one.frame.set_index("destination")["hidden_count"]
    assert hidden["moved"] == hidden["deceased"] == 10  # nobody looks the same as one


def test_a_typed_destination_stands_in_every_group() -> None:
    rows = [
        {"destination": "total", "group": "noord", "count": 30},
        {"destination": "paid_work", "group": "noord", "count": 30},
        {"destination": "total", "group": "zuid", "count": 20},
        {"destination": "paid_work", "group": "zuid", "count": 17},
        {"destination": "care", "group": "zuid", "count": 3},
    ]
    one = replace(evaluation(Story(60, 1)), tables={"exits": typed("exits", rows)})
    groups = published(one, "destinations").frame.groupby("group")["destination"].agg(list)
    assert groups["noord"] == groups["zuid"] == ["total", "paid_work", "care"]


def test_what_is_public_already_keeps_the_rows_that_it_has() -> None:
    one = replace(left(paid_work=30, care=2), disclosure="published")
    shown = published(one, "destinations").frame
    assert list(shown["destination"]) == ["total", "care", "paid_work"]


def test_every_step_between_two_rungs_has_a_row() -> None:
    steps = [("1", "1", 20), ("1", "2", 11), ("2", "2", 14), ("2", "3", 2)]
    rows = [
        {"from_rung": start, "to_rungs": end, "basis": "realised", "count": count}
        for start, end, count in steps
    ]
    one = replace(evaluation(Story(60, 1)), tables={"ladder_moves": typed("ladder_moves", rows)})
    shown = published(one, "moves").frame
    assert len(shown) == 6 * 6
    assert shown["hidden_count"].eq(10).sum() == 36 - 3  # one of two looks as one of nobody


def test_a_moment_at_which_no_rung_is_known_looks_as_one_with_a_few() -> None:
    def measured(kinds: tuple[str, ...]) -> Evaluation:
        rows = [
            {"client_id": f"c{place}", "date": date(2023, 2, 1), "kind": kind, "rung": "2"}
            for place in range(40)
            for kind in (kinds if place == 0 else kinds[:1])
        ]
        table = typed("measurements", [{"source": None, **row} for row in rows])
        one = evaluation(Story(60, 1))
        ladder = count_ladder(table, range(1, 7), one.period_start, one.period_end)
        return replace(one, coverage=None, tables={"measurements": table, "ladder": ladder})

    nobody, somebody = measured(("measured",)), measured(("measured", "expected"))
    assert "expected" not in set(nobody.tables["ladder"]["moment"])
    one, other = (published(item, "distribution") for item in (nobody, somebody))
    assert figures(one) == figures(other)
    assert one.frame["hidden_count"].equals(other.frame["hidden_count"])


@pytest.mark.parametrize("small", [0, 1, 9])
@pytest.mark.parametrize(
    ("table", "name", "column"),
    [
        ("exits", "destinations", "count"),
        ("inflow", "inflow_reasons", "count"),
        ("other_outcomes", "other_outcomes", "count"),
        ("ladder", "distribution", "count"),
        ("ladder", "mean_rungs", "count"),
        ("ladder", "movement_bounds", "count"),
        ("ladder_moves", "step_shares", "count"),
        ("ladder_moves", "can_rise", "count"),
        ("funnel", "funnel_shares", "count"),
        ("durability", "durable_shares", "still_out"),
        ("targets", "target_results", "result"),
        ("instruments", "instrument_shares", "exits_work"),
    ],
)
def test_no_small_count_decides_which_figures_there_are(
    table: str, name: str, column: str, small: int
) -> None:
    one = evaluation(Story(90, 4))
    frame = one.tables[table]
    row = frame.index[-1] if table != "targets" else frame.index[1]
    expected = published(_with(one, table, row, column, 4), name)
    found = published(_with(one, table, row, column, small), name)
    assert figures(found) == figures(expected)
    texts = [item.key_figures[["unit", "method"]] for item in (found, expected)]
    pd.testing.assert_frame_equal(*texts)


def _with(one: Evaluation, table: str, row: object, column: str, count: int) -> Evaluation:
    frame = one.tables[table].copy()
    frame.loc[row, column] = count
    return replace(one, tables={**one.tables, table: frame})


def test_a_table_that_is_not_there_stays_away() -> None:
    inputs = AnalysisInputs(replace(evaluation(Story(60, 1)), tables={}), LIBRARY)
    assert inputs.table("exits").equals(empty_table("exits"))
    assert set(CODES) < set(LIBRARY.destinations)
