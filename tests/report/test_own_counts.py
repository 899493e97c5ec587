"""Cross tables of a researcher's own: with their sums, and no way to what the chapters hide."""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))

from filled_tables import exits, table
from sample_evaluation import LIBRARY, evaluation

from attack import LEAST, seen_cell
from evalutils.chapters import OWN, AnalysisInputs, Chapter
from evalutils.disclosure import Publishable
from evalutils.disclosure.recovery import possible_values
from evalutils.errors import InputError
from evalutils.report.evaluation_report import Report


def spells(**groups: tuple[int, str, str]) -> pd.DataFrame:
    """So many spells that ended in the period, with an age and a destination."""
    rows = [
        {"client_id": f"{name}{n}", "start": "2019-05-01", "end": "2020-06-01", "age": age,
         "destination": code}
        for name, (count, age, code) in groups.items()
        for n in range(count)
    ]  # fmt: skip
    frame = pd.DataFrame(rows)
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def report(disclosure: str = "protected", **tables: Any) -> Report:
    one = evaluation(disclosure=disclosure, **tables)
    return Report(Chapter(OWN, "Eigen", ""), AnalysisInputs(one, LIBRARY))


SOME = spells(
    a=(21, "18-26", "paid_work"), b=(30, "27-65", "paid_work"),
    c=(12, "18-26", "education"), d=(4, "27-65", "education"),
)  # fmt: skip


def shown(cleared: Publishable, column: str = "count", **where: str) -> float:
    frame = cleared.frame
    for name, value in where.items():
        frame = frame[frame[name] == value]
    return float(frame[column].item())


def test_every_combination_has_a_row_and_every_column_its_sums() -> None:
    counted = report("published", spells=SOME).count("spells", by=["age", "destination"])
    assert len(counted.frame) == 3 * 3  # two ages and two destinations, each with their sum
    assert shown(counted, age="18-26", destination="totaal") == 21 + 12
    assert shown(counted, age="totaal", destination="education") == 12 + 4
    assert shown(counted, age="totaal", destination="totaal") == 67


def test_a_small_cell_cannot_be_found_by_subtraction() -> None:
    counted = report(spells=SOME).count("spells", by=["age", "destination"])
    frame = counted.frame
    known = {row: seen_cell(frame, row, "count") for row in range(len(frame))}
    keys = list(zip(frame["age"], frame["destination"], strict=True))
    sums = []
    for ages, codes in ((("18-26", "27-65"), None), (None, ("education", "paid_work"))):
        for fixed in set(frame["destination" if ages else "age"]):
            cells = [(level, fixed) if ages else (fixed, level) for level in (ages or codes)]
            whole = ("totaal", fixed) if ages else (fixed, "totaal")
            sums.append({keys.index(whole): 1, **{keys.index(cell): -1 for cell in cells}})
    small = keys.index(("27-65", "education"))
    assert np.isnan(frame["count"].iloc[small])
    assert possible_values(small, sums, known).values >= LEAST


def test_what_a_filter_leaves_out_cannot_be_found_by_subtraction() -> None:
    ten_and_two = spells(
        a=(40, "18-26", "paid_work"), c=(10, "18-26", "education"), d=(2, "27-65", "education")
    )  # fmt: skip
    page = report(spells=ten_and_two)
    everyone = page.count("spells", by=["destination"])
    without = page.count("spells", by=["destination"], where=lambda rows: ~(
        rows["age"].eq("27-65") & rows["destination"].eq("education")
    ))  # fmt: skip
    # Both would be shown as 10, which is 10 to 12: the 2 that the filter takes would be 0 to 2.
    assert shown(everyone, destination="education") == 10
    assert np.isnan(shown(without, destination="education"))


def test_a_cross_table_follows_what_the_chapters_hide() -> None:
    page = report(exits=exits(total=21, paid_work=12, moved=9))
    chapter = page["destinations"].frame.set_index("destination")["count"]
    own = page.count("exits", by=["destination"]).frame.set_index("destination")["count"]
    assert (
        own.isna().sum() == chapter.isna().sum() >= 2
    )  # 7, and one that keeps it from being found
    pd.testing.assert_series_equal(own.sort_index(), chapter.sort_index(), check_dtype=False)


def test_a_combination_that_does_not_occur_has_a_row_that_is_left_out() -> None:
    few = SOME[~(SOME["age"].eq("27-65") & SOME["destination"].eq("education"))]
    frame = report(spells=few).count("spells", by=["age", "destination"]).frame
    cell = frame[frame["age"].eq("27-65") & frame["destination"].eq("education")]
    assert cell["count"].isna().item()
    assert cell["hidden_count"].notna().item()


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(InputError, match=r"no column 'leeftijd'. It has: client_id, start"):
        report(spells=SOME).count("spells", by=["leeftijd"])


def test_a_table_that_cannot_be_counted_is_an_error() -> None:
    with pytest.raises(InputError, match="there is exits, ladder"):
        report().count("costs", by=["item"])


def test_counts_of_the_same_people_are_not_added_up() -> None:
    rows = [{"moment": moment, "rung": "1", "count": 40} for moment in ("current", "realised")]
    page = report("published", ladder=table("ladder", *rows))
    with pytest.raises(InputError, match="several values of 'moment'"):
        page.count("ladder", by=["rung"])
    chosen = page.count("ladder", by=["rung"], where={"moment": "current"})
    assert shown(chosen, rung="1") == 40


def test_a_total_is_not_added_to_its_parts() -> None:
    page = report("published", exits=exits(total=64, paid_work=44, education=20))
    assert shown(page.count("exits", by=["overlapping"]), overlapping="totaal") == 64


@pytest.mark.parametrize("column", ["client_id", "start"])
def test_a_column_that_names_persons_is_not_counted_by(column: str) -> None:
    with pytest.raises(InputError, match=f"column '{column}' is about persons"):
        report("published", spells=SOME).count("spells", by=[column])


@pytest.mark.parametrize("by", ["destination", ["destination", "destination"]])
def test_columns_to_count_by_are_a_list_of_different_ones(by: Any) -> None:
    with pytest.raises(InputError, match="write by="):
        report("published", spells=SOME).count("spells", by=by)


def test_more_cells_than_a_page_can_show_are_refused() -> None:
    many = SOME.assign(**{name: [str(row % 30) for row in range(67)] for name in ("a", "b", "c")})
    with pytest.raises(InputError, match="more than 2000 cells"):
        report("published", spells=many).count("spells", by=["a", "b", "c"])
