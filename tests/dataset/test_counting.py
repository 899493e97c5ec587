"""Counts follow from client tables; what was typed beside them may not say otherwise."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from client_data import MEASUREMENTS, SPELLS, client_data
from hypothesis import given, settings
from hypothesis import strategies as st
from small_data import faults_of, load_one

from evalutils.chapters import chapters_of
from evalutils.contracts.tables import TABLES
from evalutils.dataset.counting import count_caseload
from evalutils.dataset.reading.schema import dtype_of

# The period of the small evaluation is 2025.
FIVE = (
    f"{SPELLS}a,2024-06-01,2024-12-31,paid_work\n"  # gone the day before the period
    "b,2024-06-01,2025-01-01,paid_work\n"  # there on the first day, left on it
    "c,2025-01-01,2025-12-31,paid_work\n"  # came on the first day, left on the last
    "d,2025-12-31,,\n"  # came on the last day, still there
    "e,2024-06-01,2026-01-01,paid_work\n"  # there all the time, left after the period
)


def counts(frame: pd.DataFrame, *key: str) -> dict[tuple[str, ...], int]:
    return {tuple(row[name] for name in key): row["count"] for _, row in frame.iterrows()}


def test_the_caseload_follows_from_the_spells(tmp_path: Path) -> None:
    caseload = load_one(client_data(tmp_path, spells=FIVE)).tables["caseload"]
    assert counts(caseload, "measure") == {
        ("stock_start",): 2,  # b and e
        ("inflow",): 2,  # c and d
        ("outflow",): 2,  # b and c
        ("stock_end",): 2,  # d and e: 2 + 2 - 2
    }
    assert [day.date() for day in caseload["date"]] == [date(2025, 1, 1)] + [date(2025, 12, 31)] * 3


def test_the_exits_follow_from_the_spells(tmp_path: Path) -> None:
    exits = load_one(client_data(tmp_path, spells=FIVE)).tables["exits"]
    assert counts(exits, "destination") == {("total",): 2, ("paid_work",): 2}  # b and c
    assert exits["base"].tolist()[1:] == ["outflow"]
    assert exits["base"].isna().tolist() == [True, False]


THREE = (
    f"{MEASUREMENTS}a,2024-11-01,measured,3,,\n"  # before the period
    "a,2025-02-01,measured,1,,\na,2025-06-01,measured,unknown,,\na,2025-09-01,measured,2,,\n"
    "b,2025-03-01,measured,3,,\nb,2025-03-01,measured,2,true,\n"  # once, corrected
    "c,2025-03-01,measured,unknown,,\n"
    "a,2025-02-01,expected,2,,\na,2025-05-01,expected,3,,\na,2026-01-05,expected,1,,\n"
    "d,2025-02-01,expected,3,,\n"  # never measured
)


def test_the_ladder_follows_from_the_measurements(tmp_path: Path) -> None:
    ladder = load_one(client_data(tmp_path, measurements=THREE)).tables["ladder"]
    assert counts(ladder, "moment", "rung") == {
        # a began on 1; b was measured once, corrected to 2; of c no rung is known
        ("current", "1"): 1,
        ("current", "2"): 1,
        ("current", "3"): 0,
        ("current", "unknown"): 1,
        # the latest expectation about a in the period is 3; d was not measured
        ("expected", "1"): 0,
        ("expected", "2"): 0,
        ("expected", "3"): 1,
        ("expected", "unknown"): 2,
        # a ended on 2; b was measured once
        ("realised", "1"): 0,
        ("realised", "2"): 1,
        ("realised", "3"): 0,
        ("realised", "unknown"): 2,
    }


def test_counted_tables_have_the_types_and_the_chapters_of_typed_ones(tmp_path: Path) -> None:
    evaluation = load_one(client_data(tmp_path, spells=FIVE, measurements=THREE))
    assert tuple(item.name for item in chapters_of(evaluation)) == (
        "ladder",
        "ladder_clients",
        "outflow",
        "outflow_clients",
    )
    for name in ("ladder", "caseload", "exits"):
        frame = evaluation.tables[name]
        columns = TABLES[name].all_columns
        assert list(frame.columns) == [column.name for column in columns]
        for column in columns:
            assert frame[column.name].dtype == pd.Series([], dtype=dtype_of(column)).dtype
        assert frame.index.name == "row"


def test_nobody_measured_in_the_period_gives_no_ladder(tmp_path: Path) -> None:
    text = f"{MEASUREMENTS}a,2024-11-01,measured,3,,\n"
    assert "ladder" not in load_one(client_data(tmp_path, measurements=text)).tables


# Without the counts: what is printed can end in a log.
OF_SPELLS, OF_MEASUREMENTS = (
    f"another count is typed than {name}.csv gives." for name in ("spells", "measurements")
)
LADDER = "moment,rung,count,share\n"
CASELOAD = "measure,date,count,qualifier\n"
EXITS = "destination,group,count,share,base,overlapping\n"


@pytest.mark.parametrize(
    ("table", "header", "row", "problem"),
    [
        ("ladder", LADDER, "current,1,2,", OF_MEASUREMENTS),
        ("ladder", LADDER, "current,1,1,", ""),
        ("ladder", LADDER, "target,1,7,", ""),  # no targets are measured
        ("caseload", CASELOAD, "outflow,,3,", OF_SPELLS),
        ("caseload", CASELOAD, "outflow,2025-12-31,3,", OF_SPELLS),
        ("caseload", CASELOAD, "outflow,2025-06-30,3,", ""),  # another day
        ("caseload", CASELOAD, "outflow,2025-12-31,3,circa", ""),
        ("caseload", CASELOAD, "stock_start,2025-01-01,3,", OF_SPELLS),
        ("caseload", CASELOAD, "participants,,3,", ""),  # not counted
        ("exits", EXITS, "paid_work,,3,,,", OF_SPELLS),
        ("exits", EXITS, "paid_work,,2,,outflow,", ""),
        ("exits", EXITS, "total,,3,,,", OF_SPELLS),
        ("exits", EXITS, "paid_work,jongeren,3,,,", ""),  # a subgroup
    ],
)
def test_a_typed_count_that_contradicts_the_clients_is_a_fault(
    table: str, header: str, row: str, problem: str, tmp_path: Path
) -> None:
    files = {"spells": FIVE, "measurements": THREE, table: f"{header}{row}\n"}
    faults = faults_of(client_data(tmp_path, **files))
    place = f"{table}.csv row 2, column 'count': "
    expected = [f"{place}{problem} Remove the row: it is counted from there."] if problem else []
    assert faults == expected


def test_a_typed_destination_that_nobody_went_to_is_a_fault(tmp_path: Path) -> None:
    spells = FIVE.replace("paid_work", "unknown")
    data = client_data(tmp_path, spells=spells, exits=f"{EXITS}paid_work,,1,,,\n")
    codelist = data / "codelists" / "destinations.csv"
    codelist.write_text(codelist.read_text() + "unknown,onbekend,unknown,\n", encoding="utf-8")
    (fault,) = faults_of(data)
    assert OF_SPELLS in fault


def test_counts_replace_what_was_typed_and_leave_the_rest(tmp_path: Path) -> None:
    rows = "outflow,,2,circa\nparticipants,,40,\noutflow,2025-06-30,1,\n"
    caseload = load_one(client_data(tmp_path, spells=FIVE, caseload=CASELOAD + rows)).tables[
        "caseload"
    ]
    assert caseload["measure"].tolist() == [
        "participants",
        "outflow",
        "stock_start",
        "inflow",
        "outflow",
        "stock_end",
    ]
    assert caseload["count"].tolist() == [40, 1, 2, 2, 2, 2]
    assert caseload.index.tolist() == [3, 4, 5, 6, 7, 8]


DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(DAYS, DAYS | st.none()), max_size=12), DAYS, DAYS)
def test_the_counted_caseload_always_adds_up(
    spells: list[tuple[date, date | None]], first: date, last: date
) -> None:
    first, last = sorted((first, last))
    rows = [(start, None if end is None else max(start, end)) for start, end in spells]
    frame = pd.DataFrame(rows, columns=["start", "end"]).astype("datetime64[s]")
    counted = count_caseload(frame, first, last).set_index("measure")["count"]
    assert counted["stock_start"] + counted["inflow"] - counted["outflow"] == counted["stock_end"]
