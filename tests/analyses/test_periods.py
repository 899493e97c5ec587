"""Periods of one programme side by side: what one page hides, no other gives away."""

import math
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from programme import ACCOUNT, page, programme, year
from sample_evaluation import LIBRARY

from attack import assert_not_found, seen_cell
from evalutils.chapters import AnalysisInputs
from evalutils.chapters.clearing import ledger_of
from evalutils.dataset.evaluation import Evaluation
from evalutils.disclosure.recovery import Bounds
from evalutils.outflow import caseload_figures, destinations

# Counts around the threshold and around where rounding turns.
edge = st.sampled_from([0, 1, 4, 6, 9, 10, 12, 14, 17, 22, 23])


def hidden(frame: pd.DataFrame) -> list[bool]:
    return frame["count"].isna().tolist()


def attack(pages: Mapping[str, Evaluation], public: Mapping[str, int] | None = None) -> None:
    """Lay the accounts of consecutive years side by side; every stock links two of them."""
    truth: dict[str, int] = {}
    known: dict[str, Bounds] = {}
    equations: list[dict[str, int]] = []
    last = ""
    for period, evaluation in pages.items():
        exact, shown = evaluation.tables["caseload"]["count"], page(evaluation)
        names = {measure: f"{measure} {period}" for measure in ACCOUNT}
        for row, name in enumerate(names.values()):
            truth[name] = int(exact.iloc[row])
            known[name] = seen_cell(shown, row, "count")
        start, inflow, outflow, end = names.values()
        equations.append({start: 1, inflow: 1, outflow: -1, end: -1})
        if last:
            equations.append({last: 1, start: -1})
        last = end
    assert_not_found(truth, known, equations)


def test_a_stock_of_which_either_year_says_enough_is_not_caught_between_the_two() -> None:
    # 12 + 17 - 23 = 6 and the year after 6 + 22 - 14 = 14. The first year shows 10, 15 and 25: at
    # most 12 + 17 - 23 = 6 were left. The second shows 20, 15 and 15: at least 13 + 13 - 22 = 4
    # were there. Each alone leaves seven or six values, together only 4, 5 and 6.
    years = programme(year("2022", 12, 17, 23, 6), year("2023", 6, 22, 14, 14))
    alone = [page(replace(item, others=tuple)) for item in years.values()]
    assert [hidden(frame) for frame in alone] == [
        [False, False, False, True],
        [True, False, False, False],
    ]
    attack(years)
    assert sum(sum(hidden(page(item))) for item in years.values()) == 3  # one more than before


def test_a_stock_that_hides_the_end_of_a_year_is_not_shown_at_the_end_of_the_year_before() -> None:
    # 12 + 12 - 24 = 0. With 10, 10 and 25 shown at most 12 + 12 - 23 = 1 can be left, so that 2023
    # leaves out its start; but that start is the end of 2022.
    years = programme(year("2022", 40, 20, 48, 12), year("2023", 12, 12, 24, 0))
    assert hidden(page(replace(years["2023"], others=tuple))) == [True, False, False, True]
    assert hidden(page(replace(years["2022"], others=tuple))) == [False] * 4
    attack(years)


def test_an_end_of_9_is_hidden_at_the_start_of_the_next_year_however_the_day_is_written() -> None:
    # The last day of a year and the first of the next are one night.
    for first, second in ((None, None), ("2022-12-31", "2023-01-01"), (None, "2023-01-01")):
        years = programme(
            dated(year("2022", 30, 20, 41, 9), stock_end=first),
            dated(year("2023", 9, 22, 14, 17), stock_start=second),
        )
        end, start = (page(item) for item in years.values())
        assert (end["hidden_count"].iloc[3], start["hidden_count"].iloc[0]) == (10, 10)
        attack(years)


def dated(evaluation: Evaluation, **days: str | None) -> Evaluation:
    frame = evaluation.tables["caseload"].copy()
    for measure, day in days.items():
        frame.loc[frame["measure"] == measure, "date"] = pd.Timestamp(day) if day else pd.NaT
    return replace(evaluation, tables={**evaluation.tables, "caseload": frame})


def test_a_start_that_follows_from_the_account_is_the_end_of_the_year_before() -> None:
    # 2023 gives no start, but 0 - 12 + 24 = 12: shown as 10 at the end of 2022, with 10 and 25 in
    # 2023, that leaves at most 12 + 12 - 23 = 1 for the end of 2023.
    years = programme(year("2022", 40, 20, 48, 12), year("2023", None, 12, 24, 0))
    flows = page(years["2023"])
    known = {"start": seen_cell(page(years["2022"]), 3, "count")}
    known |= {name: seen_cell(flows, row, "count") for row, name in enumerate(ACCOUNT[1:])}
    sums = [{"start": 1, "inflow": 1, "outflow": -1, "stock_end": -1}]
    assert_not_found({"start": 12, "inflow": 12, "outflow": 24, "stock_end": 0}, known, sums)


def test_half_a_year_and_the_whole_do_not_give_the_other_half_away() -> None:
    # Of 12 who left in 2022, 12 left in the first half. Both would be shown as 10: from 10 to 12
    # each, so that at most 2 left in the second half.
    half, whole = year("2022-h1", 40, 30, 12, 58), year("2022", 40, 60, 12, 88)
    years = programme(half, whole)
    known = {name: seen_cell(page(item), 2, "count") for name, item in years.items()}
    sums = [{"2022": 1, "2022-h1": -1, "rest": -1}]
    assert_not_found(
        {"2022": 12, "2022-h1": 12, "rest": 0}, known | {"rest": Bounds(0, math.inf)}, sums
    )


def test_halves_that_fill_a_year_add_up_to_it_for_every_destination() -> None:
    # 24 = 12 + 12 with 24 shown as 25 ... and 12 = 12 + 0: nobody left for work in the second half.
    first = year("2022-h1", 60, 20, 24, 56, total=24, paid_work=12, moved=12)
    second = year("2022-h2", 56, 20, 12, 64, total=12, paid_work=0, moved=12)
    whole = year("2022", 60, 40, 36, 64, total=36, paid_work=12, moved=24)
    years = programme(first, second, whole)
    truth: dict[str, int] = {}
    known: dict[str, Bounds] = {}
    for name, item in years.items():
        shown = page(item, "destinations")
        for row, code in enumerate(("total", "paid_work", "moved")):
            truth[f"{code} {name}"] = int(item.tables["exits"]["count"].iloc[row])
            known[f"{code} {name}"] = seen_cell(shown, row, "count")
    sums = [
        {f"{code} 2022": 1, f"{code} 2022-h1": -1, f"{code} 2022-h2": -1}
        for code in ("total", "paid_work", "moved")
    ]
    sums += [{f"total {y}": 1, f"paid_work {y}": -1, f"moved {y}": -1} for y in years]
    assert_not_found(truth, known, sums)


@given(st.lists(st.tuples(edge, edge), min_size=2, max_size=3), edge)
@settings(max_examples=15, deadline=None)
def test_years_in_a_row_give_nobody_away(flows: list[tuple[int, int]], start: int) -> None:
    found = []
    for number, (inflow, outflow) in enumerate(flows, start=2022):
        end = start + inflow - outflow
        assume(end >= 0)
        found.append(year(str(number), start, inflow, outflow, end))
        start = end
    attack(programme(*found))


def test_what_a_published_year_gives_protects_nothing() -> None:
    # 12 + 12 - 24 = 0, and everybody knows the first 12. So another is left out in its place.
    years = programme(
        year("2022", 40, 20, 48, 12, disclosure="published"), year("2023", 12, 12, 24, 0)
    )
    shown = page(years["2023"])
    known = {name: seen_cell(shown, row, "count") for row, name in enumerate(ACCOUNT)}
    truth = dict(zip(ACCOUNT, (12, 12, 24, 0), strict=True))
    known["stock_start"] = Bounds(12, 12)
    sums = [{"stock_start": 1, "inflow": 1, "outflow": -1, "stock_end": -1}]
    assert_not_found(truth, known, sums)


def test_a_published_year_stays_as_it_is_and_reads_no_other() -> None:
    open_year = year("2022", 40, 20, 51, 9, disclosure="published")
    unread = replace(open_year, others=lambda: pytest.fail("another period was read"))
    ledger = ledger_of(AnalysisInputs(unread, LIBRARY))
    shown = ledger.publish_also(caseload_figures(unread.tables["caseload"]))
    assert shown.frame["count"].tolist() == [40, 20, 51, 9]
    # The year after still does not show the 9, though it need not be protected any more.
    after = programme(open_year, year("2023", 9, 22, 14, 17))["2023"]
    assert hidden(page(after)) == [True, False, False, False]


def test_years_that_do_not_agree_on_a_stock_each_have_their_own() -> None:
    # 9 were left and 12 were there the next day: neither is hidden for the other.
    years = programme(year("2022", 30, 20, 41, 9), year("2023", 12, 22, 14, 20))
    assert hidden(page(years["2022"])) == [False, False, False, True]
    assert hidden(page(years["2023"])) == [False] * 4


def test_an_own_result_speaks_of_the_numbers_of_its_own_period() -> None:
    years = programme(
        year("2022", 40, 30, 30, 40, total=30), year("2023", 40, 20, 30, 30, total=30)
    )
    # The caseload is left out of the call: 30 is the outflow of 2023, as on its page.
    result = destinations(years["2023"].tables["exits"], None)
    ledger = ledger_of(AnalysisInputs(years["2023"], LIBRARY))
    assert hidden(ledger.publish_also(result).frame) == hidden(page(years["2023"], "destinations"))
