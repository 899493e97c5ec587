"""Who left where: counts and shares that cannot all be true."""

from pathlib import Path

import pytest
from contradicting_data import data_of, found, impossible
from small_data import faults_of, load_one

CASELOAD = "measure=outflow | date=2025-12-31 | count=105"


def test_a_destination_is_no_more_than_everyone_who_left(tmp_path: Path) -> None:
    rows = "destination=total | count=10\ndestination=paid_work | count=900"
    assert found(tmp_path, exits=rows, caseload=CASELOAD) == [("part_above_whole", 900, 10)]


def test_everyone_who_left_is_no_more_than_the_outflow(tmp_path: Path) -> None:
    rows = "destination=total | count=106"
    assert found(tmp_path, exits=rows, caseload=CASELOAD) == [("part_above_whole", 106, 105)]
    rows = "destination=total | count=100"  # the source may leave out a part of the outflow
    assert found(tmp_path / "c", exits=rows, caseload=CASELOAD) == []


def test_a_count_is_no_more_than_the_base_that_its_row_names(tmp_path: Path) -> None:
    rows = "destination=total | count=200\ndestination=paid_work | count=90 | base=started"
    caseload = "measure=started | count=80"
    assert found(tmp_path, exits=rows, caseload=caseload) == [("part_above_whole", 90, 80)]


def test_other_people_than_those_of_the_base_may_be_more(tmp_path: Path) -> None:
    inflow = "measure=inflow | date=2025-12-31 | count=40"
    exits = "destination=paid_work | count=60 | base=inflow"
    above = found(tmp_path / "in", exits=exits, caseload=inflow)
    assert above == [("part_above_whole", 60, 40)]
    assert found(tmp_path / "out", exits=f"{exits} | within_base=no", caseload=inflow) == []
    stages = "funnel=f | order=1 | stage=a | count=10\nfunnel=f | order=2 | stage=b | count=11"
    assert found(tmp_path / "one", funnel=stages) == [("stage_grows", 11, 10)]
    assert found(tmp_path / "two", funnel=f"{stages} | within_base=no") == []


def test_who_left_an_instrument_is_still_part_of_all_who_left_it(tmp_path: Path) -> None:
    row = "instrument=i | started=5 | exits_work=9 | exits_total={} | within_base=no"
    assert found(tmp_path / "a", instruments=row.format(9)) == []
    assert found(tmp_path / "b", instruments=row.format(8)) == [("part_above_whole", 9, 8)]


@pytest.mark.parametrize(
    ("table", "row", "nearest"),
    [
        # of 63 people 5 are 7.9% and 6 are 9.5%
        ("instruments", "instrument=i | participants=63 | share_work=9", 9.5),
        ("instruments", "instrument=i | participants=63 | share_work=10", None),
        # of 27 4 are 14.8%, of 30 participants 4 are 13.3%: one of the two bases reaches it
        ("instruments", "instrument=i | started=27 | share_total=13", 14.8),
        ("instruments", "instrument=i | started=27 | participants=30 | share_total=13", None),
        ("exits", "destination=paid_work | base_count=10 | base_label=groep | share=95", 100),
        ("exits", "destination=paid_work | base_count=10 | base_label=groep | share=90", None),
        # every whole percentage of 105 people is reached
        ("exits", "destination=paid_work | base_count=105 | base_label=groep | share=35", None),
        ("instruments", "instrument=i | started=13 | share_work=45 | qualifier=circa", None),
    ],
)
def test_a_share_of_a_known_base_is_that_of_a_whole_number(
    table: str, row: str, nearest: float | None, tmp_path: Path
) -> None:
    told = found(tmp_path, **{table: row})
    printed = float(row.partition("share")[2].partition("=")[2].partition(" ")[0])
    expected = [] if nearest is None else [("no_whole_number", printed, nearest)]
    assert told == expected


@pytest.mark.parametrize("qualifier", ["circa", "at_least", "more_than"])
def test_a_base_that_is_not_exact_accuses_nobody(qualifier: str, tmp_path: Path) -> None:
    rows = "destination=paid_work | count=106 | base=outflow"
    caseload = f"{CASELOAD} | qualifier={qualifier}"
    assert found(tmp_path, exits=rows, caseload=caseload) == []


def test_destinations_are_together_no_more_than_everyone(tmp_path: Path) -> None:
    rows = "destination=total | count=40\ndestination=paid_work | count=30\ndestination=education"
    # 30 + 25 = 55 of 40
    assert found(tmp_path, exits=f"{rows} | count=25") == [("parts_above_whole", 40, 55)]
    assert found(tmp_path / "c", exits=f"{rows} | count=10") == []  # 40 of 40
    assert found(tmp_path / "d", exits=f"{rows} | count=25 | overlapping=true") == []


def test_who_never_started_is_no_part_of_who_left(tmp_path: Path) -> None:
    rows = "destination=total | count=40\ndestination=paid_work | count=30"
    assert found(tmp_path, exits=f"{rows}\ndestination=not_started | count=25") == []


def test_groups_that_do_not_overlap_are_parts_of_all_clients(tmp_path: Path) -> None:
    rows = "destination=paid_work | count=30\n" + "\n".join(
        f"destination=paid_work | group={group} | count=20" for group in ("jong", "oud")
    )
    assert found(tmp_path, exits=rows) == [("parts_above_whole", 30, 40)]  # 20 + 20
    both = rows.replace("count=20", "count=20 | overlapping=true")
    assert found(tmp_path / "c", exits=both) == []


def test_a_group_of_the_caseload_is_no_more_than_all_clients_of_that_day(tmp_path: Path) -> None:
    rows = "measure=stock_end | date=2025-12-31 | count=100\nmeasure=stock_end | group=Noord | "
    above = found(tmp_path, caseload=f"{rows}date=2025-12-31 | count=120")
    assert above == [("part_above_whole", 120, 100)]
    assert found(tmp_path / "c", caseload=f"{rows}date=2025-12-01 | count=120") == []


def test_a_group_is_no_more_than_all_clients_also_when_groups_overlap(tmp_path: Path) -> None:
    rows = "destination=paid_work | count=10\ndestination=paid_work | group=jong | overlapping=true"
    assert found(tmp_path, exits=f"{rows} | count=12") == [("part_above_whole", 12, 10)]
    assert found(tmp_path / "c", exits=f"{rows} | count=10") == []


def test_one_destination_has_one_count(tmp_path: Path) -> None:
    rows = "destination=paid_work | count=30 | base=outflow\ndestination=paid_work | base=started"
    caseload = f"{CASELOAD}\nmeasure=started | count=90"
    told = found(tmp_path, exits=f"{rows} | count=31", caseload=caseload)
    assert told == [("two_counts", 31, 30)]
    assert found(tmp_path / "c", exits=f"{rows} | count=30", caseload=caseload) == []


SHARE = "destination=paid_work | count=418 | base=inflow | share="
INFLOW = "measure=inflow | date=2025-12-31 | count=759"


@pytest.mark.parametrize("share", ["55", "55.1", "55.07", "55.0"])  # 418 / 759 = 55.072
def test_a_share_may_be_rounded_or_cut_off(share: str, tmp_path: Path) -> None:
    assert found(tmp_path, exits=f"{SHARE}{share}", caseload=INFLOW) == []


@pytest.mark.parametrize("share", ["54", "56", "55.2", "54.9", "85"])
def test_another_share_contradicts_its_count(share: str, tmp_path: Path) -> None:
    told = found(tmp_path, exits=f"{SHARE}{share}", caseload=INFLOW)
    assert told == [("share_beside_count", float(share), 55.1)]


def test_a_share_on_a_scale_to_one_is_a_fault_also_when_published(tmp_path: Path) -> None:
    fault = impossible(tmp_path, exits=f"{SHARE}0.55", caseload=INFLOW)
    assert fault.endswith(
        "0,55 is given beside count 418, but 418 of 759 is 55,1 percent. Write 55.1."
    )


def test_a_share_may_be_of_any_printed_base(tmp_path: Path) -> None:
    # 418 / 575 = 72.7
    start = "period_start=2025-01-01"
    caseload = f"{INFLOW} | {start}\nmeasure=inflow | {start} | date=2025-09-30 | count=575"
    for place, share in enumerate(("72.7", "55.1")):
        data = data_of(
            tmp_path / str(place), published=True, exits=f"{SHARE}{share}", caseload=caseload
        )
        assert load_one(data).contradictions == ()


def test_shares_are_together_no_more_than_all(tmp_path: Path) -> None:
    rows = "destination=paid_work | share=60\ndestination=education | share="
    assert found(tmp_path, exits=f"{rows}42") == [("shares_together", 100, 102)]
    # each of two may be half a percent too high
    assert found(tmp_path / "c", exits=f"{rows}41") == []
    assert found(tmp_path / "d", exits=f"{rows}42 | overlapping=true") == []


def test_a_table_with_a_fault_is_not_held_against_the_others(tmp_path: Path) -> None:
    rows = "destination=total | count=veel\ndestination=paid_work | count=900"
    (fault,) = faults_of(data_of(tmp_path, published=False, exits=rows, caseload=CASELOAD))
    assert "'veel' is not a number" in fault
