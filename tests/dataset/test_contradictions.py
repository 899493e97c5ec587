"""Figures that cannot all be true: a fault in a new report, a finding in a published one."""

import csv
import io
from pathlib import Path

import pytest
from small_data import DESTINATIONS, EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.contracts.tables import TABLES

MORE = "education,opleiding,education,\nnot_started,niet gestart,dropout,\n"


def data_of(folder: Path, *, published: bool, assumptions: str = "", **tables: str) -> Path:
    """The small data folder with these tables, each row as ``column=value column=value``."""
    data = write_data(folder, **{name: text_of(name, rows) for name, rows in tables.items()})
    (data / "codelists" / "destinations.csv").write_text(DESTINATIONS + MORE, encoding="utf-8")
    word = "published" if published else "protected"
    text = EVALUATION.replace("disclosure: published", f"disclosure: {word}")
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    if assumptions:
        (data / KEY / "assumptions.yaml").write_text(assumptions, encoding="utf-8")
    return data


def text_of(table: str, rows: str) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, [column.name for column in TABLES[table].all_columns], restval="")
    writer.writeheader()
    for line in rows.strip().splitlines():
        writer.writerow(dict(cell.strip().split("=", 1) for cell in line.split("|")))
    return file.getvalue()


def found(folder: Path, **tables: str) -> list[tuple[str, float, float]]:
    """Kind, published and computed number of each finding; the same are faults when new."""
    findings = load_one(data_of(folder / "a", published=True, **tables)).contradictions
    faults = faults_of(data_of(folder / "b", published=False, **tables))
    assert len(faults) == len({item.problem for item in findings})
    assert all(item.problem in " ".join(faults) for item in findings)
    return [(item.kind, item.published, round(item.computed, 1)) for item in findings]


def impossible(folder: Path, **tables: str) -> str:
    """The one fault that a published evaluation gets as well as a new one."""
    (fault,) = faults_of(data_of(folder / "a", published=True, **tables))
    assert faults_of(data_of(folder / "b", published=False, **tables)) == [fault]
    return fault


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


def ladder(*shares: float, moment: str = "current") -> str:
    return "\n".join(
        f"moment={moment} | rung={rung} | share={share}" for rung, share in enumerate(shares, 1)
    )


def test_shares_of_all_rungs_are_together_all(tmp_path: Path) -> None:
    assert found(tmp_path, ladder=ladder(51.8, 40.2, 8.7)) == [("shares_together", 100, 100.7)]
    assert found(tmp_path / "c", ladder=ladder(51.8, 40.2, 7.9)) == []  # 99.9: within 3 * 0.05
    assert found(tmp_path / "d", ladder=ladder(51.8, 20.2)) == []  # a rung is not printed
    unknown = f"{ladder(51.8, 40.2, 8.0)}\nmoment=current | rung=unknown | share=20"
    assert found(tmp_path / "e", ladder=unknown) == []  # the base leaves out who is not known


def test_shares_that_add_up_to_one_are_no_percentages(tmp_path: Path) -> None:
    fault = impossible(tmp_path, ladder=ladder(0.52, 0.4, 0.08))
    assert "the shares are together 1, and not 100. Write percentages: 55 for 0.55." in fault


def test_a_share_of_a_rung_is_that_of_its_count(tmp_path: Path) -> None:
    rows = "\n".join(f"moment=current | rung={rung} | count=40" for rung in (1, 2))
    rows += "\nmoment=current | rung=3 | count=20 | share="
    assert found(tmp_path, ladder=f"{rows}30") == [("share_beside_count", 30, 20)]
    assert found(tmp_path / "c", ladder=f"{rows}20") == []


def test_steps_from_a_rung_are_no_more_than_the_clients_on_it(tmp_path: Path) -> None:
    moves = "from_rung=2 | basis=expected | "
    rows = f"{moves}to_rungs=same | count=17\n{moves}to_rungs=3 | count=75"
    on_it = "moment=current | rung=2 | count=89"
    # 17 + 75 = 92 of 89
    assert found(tmp_path, ladder_moves=rows, ladder=on_it) == [("parts_above_whole", 89, 92)]


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("1", "same", "'same' and '1' in row 2 are both steps to rung 1"),
        ("2", "higher", "both steps to rung 2"),
        ("2-3", "3", "both steps to rung 3"),
    ],
)
def test_no_step_is_counted_twice(first: str, second: str, words: str, tmp_path: Path) -> None:
    moves = "from_rung=1 | basis=realised | count=4 | to_rungs="
    fault = impossible(tmp_path, ladder_moves=f"{moves}{first}\n{moves}{second}")
    assert fault.startswith("ladder_moves.csv row 3, column 'to_rungs': ")
    assert words in fault


def test_there_is_no_step_above_the_highest_rung(tmp_path: Path) -> None:
    fault = impossible(
        tmp_path, ladder_moves="from_rung=3 | to_rungs=higher | basis=realised | count=4"
    )
    assert "there is no rung above 3" in fault


def test_steps_of_everyone_may_be_parts_of_each_other(tmp_path: Path) -> None:
    moves = "from_rung=all | basis=expected | count=4 | to_rungs="
    assert found(tmp_path, ladder_moves=f"{moves}higher\n{moves}2-3\n{moves}same") == []


def test_no_more_stay_away_than_left(tmp_path: Path) -> None:
    row = "cohort=a | definition=benefit_not_resumed | months=12 | exits=10 | still_out=50"
    assert found(tmp_path, durability=row) == [("part_above_whole", 50, 10)]


def test_nobody_comes_back_to_having_stayed_away(tmp_path: Path) -> None:
    def rows(definition: str) -> str:
        row = f"cohort=a | definition={definition} | exits=100 | "
        return f"{row}months=6 | still_out=70\n{row}months=12 | still_out=80"

    assert found(tmp_path, durability=rows("benefit_not_resumed")) == [("longer_away", 80, 70)]
    # a status at one moment may become better
    assert found(tmp_path / "c", durability=rows("cbs_status")) == []


def test_clients_cannot_have_been_followed_beyond_today(tmp_path: Path) -> None:
    row = "cohort=a | cohort_start=2025-01-01 | definition=cbs_status | share=50 | months="
    assert "have not passed yet" in impossible(tmp_path, durability=f"{row}600")
    assert "1000000 is above 600" in impossible(tmp_path / "c", durability=f"{row}1000000")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("participants=100 | exits_work=150", (150, 100)),
        ("started=50 | exits_work=10 | exits_total=99", (99, 50)),
        ("exits_total=20 | exits_work=15 | exits_other=10", (25, 20)),  # 15 + 10 of 20
        ("participants=20 | exits_work=15 | exits_other=10", (25, 20)),
        ("started=20 | participants=100 | exits_total=40", None),  # some started before
        ("participants=100 | exits_work=30 | exits_other=5 | exits_total=40", None),
    ],
)
def test_no_more_leave_an_instrument_than_take_part(
    cells: str, told: tuple[float, float] | None, tmp_path: Path
) -> None:
    expected = [("part_above_whole", *told)] if told else []
    assert found(tmp_path, instruments=f"instrument=a | {cells}") == expected


@pytest.mark.parametrize("share", ["34", "34.0", "67", "76"])  # 67 of 197, of 100, of 88
def test_the_share_of_an_instrument_may_be_of_any_of_its_counts(share: str, tmp_path: Path) -> None:
    row = f"exits_work=67 | started=197 | participants=100 | exits_total=88 | share_work={share}"
    assert found(tmp_path, instruments=f"instrument=a | {row}") == []


def test_a_later_stage_is_not_larger(tmp_path: Path) -> None:
    rows = "funnel=a | order=2 | stage=gestart | count=80\nfunnel=a | order=1 | stage=aangemeld"
    assert found(tmp_path, funnel=f"{rows} | count=75") == [("stage_grows", 80, 75)]
    assert found(tmp_path / "c", funnel=f"{rows} | count=80") == []


ACCOUNT = (
    "measure=stock_start | date=2025-01-01 | count=432\nmeasure=inflow | count=44\n"
    "measure=outflow | count=64\nmeasure=stock_end | date=2025-12-31 | count=414"
)


def test_stocks_follow_from_flows(tmp_path: Path) -> None:
    # 432 + 44 - 64 = 412
    assert found(tmp_path, caseload=ACCOUNT) == [("flows_and_stocks", 414, 412)]
    assert found(tmp_path / "c", caseload=ACCOUNT.replace("414", "412")) == []
    assert found(tmp_path / "d", caseload=f"{ACCOUNT} | qualifier=circa") == []


def flows(*counts: int, measure: str = "inflow") -> str:
    return "\n".join(
        f"measure={measure} | date=2025-{3 * quarter:02}-28 | count={count}"
        for quarter, count in enumerate(counts, 1)
    )


def test_flows_of_quarters_are_not_taken_for_that_of_the_year(tmp_path: Path) -> None:
    fault = impossible(tmp_path, caseload=flows(60, 50, 70, 60))
    assert fault.startswith("caseload.csv row 5, column 'date': 4 rows hold 'inflow'")


def test_flows_that_rise_are_of_quarters_when_their_sum_closes_the_account(tmp_path: Path) -> None:
    stocks = "measure=stock_start | date=2025-01-01 | count=400\nmeasure=stock_end | count=390"
    # 400 + (50 + 60) - (55 + 65) = 390
    rows = f"{stocks}\n{flows(50, 60)}\n{flows(55, 65, measure='outflow')}"
    faults = faults_of(data_of(tmp_path, published=True, caseload=rows))
    assert len(faults) == 2
    assert all("rows hold" in fault for fault in faults)


def test_flows_that_rise_are_not_guessed_to_include_each_other(tmp_path: Path) -> None:
    fault = impossible(tmp_path, caseload=flows(812, 1059))  # to September and the whole year?
    assert "Give each row in column 'period_start' the first day" in fault


@pytest.mark.parametrize(
    ("measure", "day", "outside"),
    [
        ("inflow", "1999-01-01", True),
        ("inflow", "2024-12-31", True),
        ("inflow", "2025-06-30", False),
        ("outflow", "2026-01-01", False),  # the year ended the day before
        ("stock_start", "2024-12-31", False),
        ("stock_end", "2024-10-31", True),
    ],
)
def test_a_count_lies_in_the_period(measure: str, day: str, outside: bool, tmp_path: Path) -> None:
    told = found(tmp_path, caseload=f"measure={measure} | date={day} | count=5")
    assert [kind for kind, *_ in told] == ["outside_period"] * outside


def test_the_opening_stock_is_not_of_a_later_day_than_the_closing_one(tmp_path: Path) -> None:
    rows = "measure=stock_start | date=2025-03-02 | count=5\nmeasure=stock_end | count=6 | date="
    assert [kind for kind, *_ in found(tmp_path, caseload=f"{rows}2025-03-01")] == [
        "outside_period"
    ]
    assert found(tmp_path / "c", caseload=f"{rows}2025-03-02") == []


def test_nothing_is_counted_after_today(tmp_path: Path) -> None:
    fault = impossible(
        tmp_path,
        targets="indicator=a | target=5 | unit=person | direction=at_least | "
        "measured_on=2098-01-01",
    )
    assert "this is after today: nothing has been counted yet" in fault


TARGET = "indicator=a | target=60 | unit=person | direction=at_least | target_end=2025-12-31 | "


@pytest.mark.parametrize(
    ("cells", "contradicts"),
    [
        ("result=45 | statement=met | measured_on=2025-12-31", True),
        ("result=45 | statement=met | measured_on=2025-09-30", False),  # what was due so far
        ("result=45 | statement=not_met", False),
        ("result=60 | statement=nearly_met", True),
        ("result=60 | statement=met", False),
        ("result=60", False),
        ("statement=met", False),
    ],
)
def test_a_source_says_of_a_target_what_its_figures_say(
    cells: str, contradicts: bool, tmp_path: Path
) -> None:
    told = found(tmp_path, targets=TARGET + cells)
    assert [kind for kind, *_ in told] == ["statement"] * contradicts


def test_a_result_of_before_the_period_of_its_target_contradicts_no_verdict(tmp_path: Path) -> None:
    # Eindhoven: at most 10% in 2018; 7% on the last day of 2017 is no result of 2018.
    cells = "target_start=2025-06-01 | measured_on=2025-05-31 | statement=not_met | result=60"
    assert found(tmp_path, targets=TARGET + cells) == []
    cells = cells.replace("05-31", "06-01")
    assert [kind for kind, *_ in found(tmp_path / "c", targets=TARGET + cells)] == ["statement"]


def costs(*items: tuple[str, float], extra: str = "") -> str:
    row = "kind=cost | bearer=municipality | per=participant | price_year=2025"
    return "\n".join(f"item={item} | central={amount} | {row}{extra}" for item, amount in items)


@pytest.mark.parametrize(
    "items",
    [
        (("begeleiding", 3000), ("scholing", 1000), ("Totaal", 4000)),
        (("Subtotaal", 2990), ("scholing", 1000)),
        (("scholing", 1000), ("waarvan lesgeld", 800)),
        (("begeleiding", 3450), ("scholing", 1275), ("alles", 4725)),  # 3450 + 1275
        (("kosten", 4000), ("begeleiding", 1234), ("scholing", 2766)),  # 1234 + 2766
        (("scholing", 1000), ("Som", 1000)),
    ],
)
def test_a_row_that_adds_up_others_is_not_added_to_them(
    items: tuple[tuple[str, float], ...], tmp_path: Path
) -> None:
    fault = impossible(tmp_path, costs=costs(*items))
    assert "this row seems to be the sum or a part of others" in fault


@pytest.mark.parametrize(
    "items",
    [
        (("Totale kosten", 4000),),
        (("Totaal", 4000),),
        (("begeleiding", 3000), ("scholing", 1000), ("stage", 4000)),  # round by chance
        (("begeleiding", 3450), ("huis", 4725), ("scholing", 1275)),  # a sum stands at an end
        (("Totaalpakket", 4000), ("scholing", 1000)),
        (("Samen aan de slag", 4000), ("scholing", 1000)),
        (("Totaal traject A", 4000), ("Totaal traject B", 3000)),
    ],
)
def test_a_row_that_is_no_sum_is_left_alone(
    items: tuple[tuple[str, float], ...], tmp_path: Path
) -> None:
    assert found(tmp_path, costs=costs(*items)) == []


def test_a_sum_is_found_over_all_who_pay(tmp_path: Path) -> None:
    rows = costs(("begeleiding", 3450), ("scholing", 1275), ("alles", 4725))
    fault = impossible(tmp_path, costs=rows.replace("municipality", "state", 1))
    assert "row 4, column 'item': this row seems to be the sum" in fault


def test_the_group_of_everyone_is_no_group(tmp_path: Path) -> None:
    fault = impossible(tmp_path, exits="destination=paid_work | group=Totaal | count=5")
    assert "this is no group but all clients" in fault


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("destination=paid_work | group=eindtotaal | count=5", "no group but all clients"),
        ("destination=paid_work | group=Alle deelnemers | count=5", "no group but all clients"),
        ("destination=paid_work | group=waarvan vrouwen | count=5", "a part of another group"),
    ],
)
def test_a_group_that_is_a_total_or_a_part_is_a_fault_until_the_note_says_otherwise(
    rows: str, said: str, tmp_path: Path
) -> None:
    assert said in impossible(tmp_path, exits=rows)
    assert found(tmp_path, exits=f"{rows} | note=Geen totaal: zo heet de wijk") == []


def test_a_part_that_is_said_to_overlap_is_a_group(tmp_path: Path) -> None:
    row = "destination=paid_work | group=waarvan vrouwen | count=5 | overlapping=true"
    assert found(tmp_path, exits=row) == []


def test_a_total_is_no_step_of_a_funnel(tmp_path: Path) -> None:
    steps = (
        "funnel=a | order=1 | stage=aangemeld | count=9\n"
        "funnel=a | order=2 | stage=Totaal | count=9"
    )
    assert "a total is no step of a funnel" in impossible(tmp_path, funnel=steps)


def test_a_row_that_looks_like_a_sum_may_be_declared_to_be_none(tmp_path: Path) -> None:
    rows = costs(("begeleiding", 3450), ("scholing", 1275), ("alles", 4725))
    assert "write 'geen totaal' in its note" in impossible(tmp_path, costs=rows)
    assert found(tmp_path, costs=f"{rows} | note=geen totaal") == []


@pytest.mark.parametrize(("start", "lost"), [("36", True), ("35", False), ("", False)])
def test_an_amount_after_the_horizon_does_not_vanish(
    start: str, lost: bool, tmp_path: Path
) -> None:
    def told(folder: Path, per: str) -> list[str]:
        rows = costs(("a", 10), extra=f" | start_month={start}").replace("participant", per)
        text = "horizon_months: 36\nlock_in_months: {low: 1, high: 6}\n"
        return faults_of(data_of(folder, published=True, costs=rows, assumptions=text))

    assert len(told(tmp_path / "a", "participant")) == lost
    # what comes after an exit waits for the lock-in: 35 + 1 = 36
    assert len(told(tmp_path / "b", "exit_month")) == (start in ("35", "36"))


def test_no_more_leave_than_take_part(tmp_path: Path) -> None:
    text = "participants: 8\nexits: 9\n"
    data = data_of(tmp_path / "a", published=True, costs=costs(("a", 10)), assumptions=text)
    (item,) = load_one(data).contradictions
    assert (item.kind, item.figure, item.published, item.computed) == (
        "part_above_whole",
        "assumptions.exits",
        9,
        8,
    )
    data = data_of(tmp_path / "b", published=False, costs=costs(("a", 10)), assumptions=text)
    (fault,) = faults_of(data)
    assert fault.startswith("assumptions.yaml row 2, key 'exits': 9 is more than 8")


CLAIM = "claim=a | quantity=a | locator=p. 1 | "


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("value=36.65 | decimals=1 | unit=percent", "the value has 2 decimals, and 1"),
        ("value=1.5 | decimals=1 | unit=probability", "no probability, which runs from 0 to 1"),
    ],
)
def test_a_claim_is_what_its_unit_and_decimals_allow(
    cells: str, words: str, tmp_path: Path
) -> None:
    assert words in impossible(tmp_path, claims=CLAIM + cells)


def test_a_table_with_a_fault_is_not_held_against_the_others(tmp_path: Path) -> None:
    rows = "destination=total | count=veel\ndestination=paid_work | count=900"
    (fault,) = faults_of(data_of(tmp_path, published=False, exits=rows, caseload=CASELOAD))
    assert "'veel' is not a number" in fault


TOTAL = "destination=total | count=100"


@pytest.mark.parametrize(
    ("count", "whole"),
    [
        ("count=120 | qualifier=circa", TOTAL),
        ("count=120 | qualifier=at_most", TOTAL),
        ("count=120 | qualifier=less_than", TOTAL),
        ("count=120", f"{TOTAL} | qualifier=circa"),
        ("count=120", f"{TOTAL} | qualifier=at_least"),
        ("count=120", f"{TOTAL} | qualifier=more_than"),
    ],
)
def test_what_may_be_lower_than_a_whole_that_may_be_higher_is_no_contradiction(
    count: str, whole: str, tmp_path: Path
) -> None:
    rows = f"{whole}\ndestination=paid_work | {count}"
    assert found(tmp_path, exits=rows) == []


@pytest.mark.parametrize(
    ("count", "whole"),
    [
        ("count=120 | qualifier=at_least", TOTAL),
        ("count=120 | qualifier=more_than", f"{TOTAL} | qualifier=at_most"),
        ("count=120", f"{TOTAL} | qualifier=less_than"),
    ],
)
def test_a_bound_that_lies_above_the_whole_is_one(count: str, whole: str, tmp_path: Path) -> None:
    rows = f"{whole}\ndestination=paid_work | {count}"
    assert found(tmp_path, exits=rows) == [("part_above_whole", 120, 100)]


def test_parts_that_are_at_least_so_many_can_be_too_many_together(tmp_path: Path) -> None:
    rows = f"{TOTAL}\ndestination=paid_work | count=60 | qualifier=at_least\n"
    more = f"{rows}destination=education | count=50"
    assert found(tmp_path, exits=more) == [("parts_above_whole", 100, 110)]
    about = more.replace("at_least", "circa")
    assert found(tmp_path / "about", exits=about) == []


@pytest.mark.parametrize("qualifier", ["circa", "at_least", "at_most"])
def test_a_share_beside_a_count_that_is_not_exact_is_not_compared(
    qualifier: str, tmp_path: Path
) -> None:
    rows = f"{TOTAL}\ndestination=paid_work | count=50 | share=57 | qualifier={qualifier}"
    assert found(tmp_path, exits=rows) == []


def test_nor_is_a_share_of_a_whole_that_is_not_exact(tmp_path: Path) -> None:
    rows = f"{TOTAL} | qualifier=at_most\ndestination=paid_work | count=50 | share=57"
    assert found(tmp_path, exits=rows) == []


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("", "| qualifier=circa", False),
        ("| qualifier=at_least", "", False),
        ("", "| qualifier=at_least", True),
        ("| qualifier=at_most", "", True),
    ],
)
def test_a_stage_grows_only_when_it_must(
    before: str, after: str, wrong: bool, tmp_path: Path
) -> None:
    rows = (
        f"funnel=f | order=1 | stage=a | count=100 {before}\n"
        f"funnel=f | order=2 | stage=b | count=110 {after}"
    )
    assert found(tmp_path, funnel=rows) == ([("stage_grows", 110, 100)] if wrong else [])


@pytest.mark.parametrize(
    ("said", "result", "wrong"),
    [
        ("met", "59 | qualifier=circa", False),
        ("met", "59 | qualifier=at_least", False),
        ("met", "59 | qualifier=at_most", True),
        ("not_met", "60 | qualifier=at_least", True),
        ("not_met", "60 | qualifier=at_most", False),
    ],
)
def test_the_verdict_of_a_source_is_denied_only_by_what_is_certain(
    said: str, result: str, wrong: bool, tmp_path: Path
) -> None:
    rows = (
        f"indicator=i | target=60 | result={result} | unit=person | direction=at_least | "
        f"statement={said}"
    )
    assert [kind for kind, _, _ in found(tmp_path, targets=rows)] == ["statement"] * wrong


BASE = "measure=participants | count=100 | unit={}"
ROW = "destination=paid_work | count=40 | base=participants | unit={}"


def test_a_share_of_people_in_households_is_told(tmp_path: Path) -> None:
    tables = {"exits": ROW.format("person"), "caseload": BASE.format("household")}
    assert [kind for kind, _, _ in found(tmp_path, **tables)] == ["two_units"]


@pytest.mark.parametrize(
    ("row", "base"), [("person", "person"), ("", "household"), ("benefit", "")]
)
def test_the_same_unit_or_one_that_is_not_given_is_no_contradiction(
    row: str, base: str, tmp_path: Path
) -> None:
    assert found(tmp_path, exits=ROW.format(row), caseload=BASE.format(base)) == []


def test_counts_of_different_things_are_no_part_of_each_other(tmp_path: Path) -> None:
    # 120 people in 100 households.
    exits = "destination=total | count=100 | unit=household\n"
    exits += "destination=paid_work | count=120 | unit=person"
    assert found(tmp_path, exits=exits) == []
    stages = "funnel=f | order=1 | stage=a | count=100 | unit=household\n"
    stages += "funnel=f | order=2 | stage=b | count=120 | unit=person"
    assert found(tmp_path / "funnel", funnel=stages) == []


def test_reasons_of_inflow_are_held_against_the_inflow(tmp_path: Path) -> None:
    data = data_of(
        tmp_path,
        published=True,
        inflow="reason=moved_in | count=70\nreason=study_ended | count=50",
        caseload="measure=inflow | count=100\nmeasure=outflow | count=500",
    )
    codes = "code,label,source,description\ntotal,alles,,\nmoved_in,verhuisd,,\n"
    path = data / "codelists" / "inflow_reasons.csv"
    path.write_text(f"{codes}study_ended,studie,,\n", encoding="utf-8")
    (item,) = load_one(data).contradictions
    assert (item.kind, item.published, item.computed) == ("parts_above_whole", 100, 120)
    assert (item.figure, item.beside) == ("inflow.count[study_ended]", "inflow")
    assert "more than 'inflow' in caseload.csv, 100" in item.problem


def test_a_table_of_inflow_needs_the_list_of_reasons(tmp_path: Path) -> None:
    data = data_of(tmp_path, published=True, inflow="reason=moved_in | count=70")
    assert faults_of(data) == [
        "inflow.csv: the data folder has no codelists/inflow_reasons.csv. Copy it from another "
        "data folder."
    ]
