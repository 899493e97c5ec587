"""A group that is wholly in one cell: who knows a member knows what became of that person."""

from dataclasses import replace

import pytest
from every_table import Rows, Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.clearing import ledger_of

LIBRARY = shared()


def share_to_care(total: int, care: int, **others: int) -> tuple[float, float]:
    """What a page shows of the exits to care: how many, and in percent of all."""
    counts = {"total": total, "care": care, **others}
    rows: Rows = [{"destination": name, "count": count} for name, count in counts.items()]
    tables = {"exits": typed("exits", rows)}
    one = replace(evaluation(Story(60, 1)), tables=tables, assumptions={}, coverage=None)
    frame = ledger_of(AnalysisInputs(one, LIBRARY)).publish("destinations").frame
    row = frame[frame["destination"] == "care"].iloc[0]
    return float(row["count"]), float(row["share"])


@pytest.mark.parametrize(("care", "others"), [(42, 0), (41, 1), (38, 4)])
def test_all_42_to_care_is_not_shown_nor_told_from_all_but_a_few(care: int, others: int) -> None:
    count, share = share_to_care(42, care, moved=others)
    assert (count != count, share != share) == (True, True)  # both missing


def test_a_group_of_which_five_went_elsewhere_is_shown() -> None:
    assert share_to_care(42, 35, moved=7) == (35, 100 * 35 / 40)
