"""What the published figures say otherwise than before."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evalutils.book.differences import differences, reasons
from evalutils.contracts.key_figures import COLUMNS


def figures(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Key figures of an indicator, a group and a value."""
    named = [dict(zip(("indicator", "group", "value"), row, strict=True)) for row in rows]
    return pd.DataFrame(named, columns=list(COLUMNS), dtype=str).fillna("")


def told(before: pd.DataFrame, now: pd.DataFrame) -> list[tuple[str, ...]]:
    table = differences(before, now)
    return [tuple(row) for row in table[["group", "change", "old_value", "new_value"]].to_numpy()]


def test_a_figure_that_says_the_same_is_no_difference() -> None:
    same = figures(("outflow.share", "work", "12.5"))
    assert told(same, same) == []


def test_what_is_new_gone_or_otherwise_is_told_with_what_it_was_and_is() -> None:
    before = figures(("outflow.share", "work", "12.5"), ("outflow.share", "care", "3"))
    now = figures(("outflow.share", "work", "13.5"), ("outflow.share", "unknown", "4"))
    assert sorted(told(before, now)) == [
        ("care", "weg", "3", ""),
        ("unknown", "nieuw", "", "4"),
        ("work", "anders", "12.5", "13.5"),
    ]


def test_a_figure_that_is_no_longer_shown_is_a_difference() -> None:
    before = figures(("outflow.share", "work", "12.5"))
    now = before.assign(value="", status="suppressed")
    (row,) = differences(before, now).to_dict("records")
    assert (row["new_value"], row["new_status"]) == ("", "suppressed")


def test_two_figures_of_one_name_are_compared_in_their_order() -> None:
    before = figures(("income", "2016", "1"), ("income", "2016", "2"))
    now = figures(("income", "2016", "1"), ("income", "2016", "3"))
    assert told(before, now) == [("2016", "anders", "2", "3")]


def test_without_a_release_before_every_figure_is_new() -> None:
    now = figures(("outflow.share", "work", "12.5"))
    assert told(now[:0], now) == [("work", "nieuw", "", "12.5")]


def test_the_reason_of_a_difference_is_the_latest_of_the_changelog_that_names_it(
    tmp_path: Path,
) -> None:
    changelog = tmp_path / "CHANGELOG.md"
    entries = [
        "- `outflow.count`,\n  `outflow.share`: Wie werkte, telde\n  dubbel.",
        "- `outflow.share`: Nieuw.",
        "- `outflow.ratio` is told in English.",
    ]
    changelog.write_text("# Changelog\n\n" + "\n".join(entries), encoding="utf-8")
    named = pd.Series(["outflow.share", "outflow.count", "outflow.ratio"])
    assert list(reasons(named, changelog)) == ["Wie werkte, telde dubbel."] * 2 + [""]
    assert list(reasons(named, tmp_path / "none.md")) == ["", "", ""]
