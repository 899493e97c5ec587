"""What is missing of an evaluation, what of that may be shown, and what it keeps out."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from filled_tables import exits
from sample_evaluation import LIBRARY, evaluation, parameter

from evalutils.book.pages.data_quality import quality_page
from evalutils.chapters import AnalysisInputs
from evalutils.chapters.quality import LIMIT, Quality, quality_of, too_little
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, load_library
from evalutils.quality.empty_cells import empty_cells
from evalutils.quality.import_counts import import_counts
from evalutils.quality.late_registration import late_registration
from evalutils.report.compared_shares import Comparison

UNTIL = date(2023, 12, 31)
GATED = replace(LIBRARY, parameters={**LIBRARY.parameters, LIMIT: parameter(LIMIT, 20)})


def spells(ends: list[str | None], **columns: list[str | None]) -> pd.DataFrame:
    """Spells that began in 2022, one per end."""
    return pd.DataFrame(
        {
            "client_id": [f"syn{number:07d}" for number in range(len(ends))],
            "start": pd.to_datetime(["2022-01-01"] * len(ends)),
            "end": pd.to_datetime(pd.Series(ends, dtype="str")),
            **{name: pd.Series(values, dtype="str") for name, values in columns.items()},
        }
    )


def short(recent: int, before: int) -> float:
    """Percent missing when so many left in the last three months, and in the year before them."""
    ends: list[str | None] = [*["2023-11-15"] * recent, *["2023-03-15"] * before]
    result = late_registration(spells(ends), UNTIL)
    return float(result.derive(result.exact)["short"].iloc[0])


def test_exits_of_the_last_months_stay_behind_those_of_the_year_before() -> None:
    # 400 in twelve months are 100 in three; 60 of these are there.
    assert short(60, 400) == pytest.approx(100 - 60)
    assert short(110, 400) == 0


def test_a_few_exits_less_may_be_chance_and_with_few_exits_nothing_can_be_said() -> None:
    assert short(95, 400) == 0
    assert math.isnan(short(0, 196))  # 49 expected
    assert short(0, 200) == 100  # 50 expected


def test_who_was_not_followed_for_fifteen_months_has_no_year_before() -> None:
    late = spells(["2023-11-15"] * 60).assign(start=pd.Timestamp("2023-01-01"))
    assert late_registration(late, UNTIL).exact.empty


def test_a_destination_is_missing_only_of_who_left() -> None:
    table = spells(
        [None, None, "2023-02-01", "2023-03-01"],
        destination=[None, None, "paid_work", None],
        wijk=["Noord", None, None, "Zuid"],
    )
    frame = empty_cells({"spells": table}).exact.set_index("column")
    assert frame.loc["destination", ["rows", "empty"]].tolist() == [2, 1]
    assert frame.loc["wijk", ["rows", "empty"]].tolist() == [4, 2]
    assert "end" not in frame.index  # who is still there has none


def imported(**counts: int) -> dict[str, int]:
    names = ("read", "filtered", "reversed", "future", "repeated", "overlapping", "kept")
    return {**dict.fromkeys(names, 0), **counts}


def page_of(one: Evaluation, library: Library = GATED) -> str:
    return quality_page(one, quality_of(AnalysisInputs(one, library)), library)


def test_what_an_import_left_out_is_shown_as_any_protected_count() -> None:
    counts = imported(read=214, filtered=62, reversed=3, repeated=4, kept=145)
    one = replace(evaluation(disclosure="protected"), imported={"spells": counts})
    rows = [line.split("|")[2:4] for line in page_of(one).splitlines() if "Deelname" in line]
    shown = {what.strip(): number.strip() for what, number in rows}
    assert shown["Gelezen"] in ("215", "weggelaten")
    for small in ("Eindigt voor het begin", "Staat er twee keer"):
        assert shown[small] in ("<10", "weggelaten")
    numbers = {shown[what] for what in shown if shown[what].isdigit()}
    assert all(int(number) % 5 == 0 for number in numbers)


def test_the_counts_of_an_import_add_up_for_the_protection() -> None:
    # Of 214, 62 and 145 alone a reader could make the 7 that are left.
    (balance,) = import_counts({"spells": imported(read=214, filtered=62, kept=145)}).balances
    assert balance.wholes == ((0, "rows"),)
    assert len(balance.parts) == 6


def test_how_late_rows_were_registered_is_a_share_of_those_with_a_day() -> None:
    counts = {**imported(read=400, kept=400), "registered": 200, "late": 30, "late_after_days": 31}
    result = import_counts({"spells": counts})
    shares = result.derive(result.exact).set_index("what")["share"]
    assert shares["late"] == 100 * 30 / 200 and shares.drop("late").isna().all()
    # 400 rows leave 200 without a day, and 200 leave 170 in time: groups of their own
    assert [balance.kind for balance in result.balances] == ["sum", "remainder", "remainder"]
    planned = import_counts({"spells": {**counts, "planned": 20}})
    assert [balance.parts[0][0] for balance in planned.balances[1:]] == [7, 8, 9]
    text = page_of(replace(evaluation(disclosure="published"), imported={"spells": counts}))
    assert "meer dan 31 dagen na het begin. Dat geldt voor 15,0% van de regels" in text


def test_a_few_rows_that_were_registered_late_are_not_told() -> None:
    counts = {**imported(read=400, kept=400), "registered": 200, "late": 7, "late_after_days": 31}
    text = page_of(replace(evaluation(disclosure="protected"), imported={"spells": counts}))
    assert "Voor hoeveel regels dat geldt, is weggelaten." in text and "3,5%" not in text


def test_a_protected_page_names_its_tables_and_no_number_of_rows() -> None:
    numbers = exits(total=203, paid_work=57, sheltered_work=6)
    text = page_of(evaluation(disclosure="protected", exits=numbers))
    assert "Er zijn gegevens over: uitstroom naar bestemming." in text
    assert "Regels" not in text


@pytest.mark.parametrize(("known", "out"), [(79, True), (80, False), (81, False)])
def test_more_than_a_fifth_without_a_destination_keeps_an_evaluation_out(
    known: int, out: bool
) -> None:
    one = evaluation(exits=exits(total=100, paid_work=known))
    comparison = Comparison([one], GATED)
    assert comparison.exit_shares().empty == out
    assert (len(comparison.kept_out().frame) == 1) == out
    assert ("staat daarom niet in de vergelijking" in page_of(one)) == out


def test_without_a_limit_nothing_is_kept_out() -> None:
    one = evaluation(exits=exits(total=100, paid_work=10))
    assert too_little(AnalysisInputs(one, LIBRARY)) == []
    assert "niet te zeggen" in page_of(one, LIBRARY)


def test_the_limit_of_the_project_has_a_day_and_a_reference() -> None:
    found = load_library(Path(__file__).parents[2] / "data").parameters[LIMIT]
    assert (found.unit, found.latest) == ("percent", 20)
    assert "Schulz" in found.reference


def test_a_page_of_which_nothing_was_computed_says_what_there_is() -> None:
    text = quality_page(evaluation(exits=exits(total=100)), None, GATED)
    assert "Uitstroom naar bestemming" in text
    assert "Wat ontbreekt" not in text
    assert Quality._fields == ("lacks", "empty_cells", "import_counts")
