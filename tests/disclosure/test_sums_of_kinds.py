"""Of a kind of exit of which no destination may be shown, the sum is, as far as that is safe."""

from dataclasses import replace

import pandas as pd
from every_table import Story, evaluation, shared, typed

from evalutils.chapters import AnalysisInputs
from evalutils.chapters.catalogue import analysis_named
from evalutils.chapters.clearing import ledger_of
from evalutils.disclosure import Publishable
from evalutils.show import exit_destinations

LIBRARY = shared()
# 9 + 8 + 8 to care, each too few to show, together 25. To work 40, shown, and 6 in part-time work.
LEFT = {"paid_work": 40, "part_time_work": 6, "district_team": 9, "care": 8, "incapacity": 8}
EXITS = {"total": 71, **LEFT}


def inputs(disclosure: str = "protected", **counts: int) -> AnalysisInputs:
    """An evaluation of which only the exits are known."""
    exits = typed("exits", [{"destination": code, "count": n} for code, n in counts.items()])
    one = replace(
        evaluation(Story(60, 1)),
        tables={"exits": exits},
        assumptions={},
        coverage=None,
        disclosure=disclosure,
    )
    return AnalysisInputs(one, LIBRARY)


def published(of: AnalysisInputs, name: str) -> Publishable:
    """A result of the chapters, cleared."""
    return ledger_of(of).publish_also(analysis_named(name).result(of))


def figures(of: AnalysisInputs, name: str) -> dict[str, float]:
    """The values of the counts among the key figures, by group; missing where left out."""
    table = published(of, name).key_figures
    counts = table[table["indicator"].str.endswith("count")]
    return {
        str(key): float(count) for key, count in counts[["group", "value"]].itertuples(index=False)
    }


def test_a_kind_of_which_nothing_is_shown_is_its_sum_and_others_are_their_destinations() -> None:
    shown = figures(inputs(**EXITS), "destinations")
    assert not {"district_team", "care", "incapacity"} & shown.keys()
    assert shown["paid_work"] == 40
    assert pd.isna(shown["part_time_work"])  # beside paid work its row stays, left out
    assert figures(inputs(**EXITS), "exit_sums")["passed_on"] == 25


def test_a_sum_that_would_tell_a_small_number_is_left_out_before_any_destination_is() -> None:
    # 12 less 10 tells of part-time work that it is 0 to 2, so the sum of both is left out.
    counts = {"total": 80, "paid_work": 10, "part_time_work": 2, "care": 40, "moved": 28}
    assert pd.isna(figures(inputs(**counts), "exit_sums")["work"])
    assert figures(inputs(**counts), "destinations")["paid_work"] == 10


def test_whether_a_kind_is_folded_follows_from_what_is_left_out_and_not_from_the_counts() -> None:
    few, none = (
        figures(inputs(**{**EXITS, "district_team": first, "care": second}), "destinations")
        for first, second in ((9, 8), (8, 9))
    )
    assert few.keys() == none.keys()


def test_of_a_published_evaluation_nothing_changes() -> None:
    public = inputs("published", **EXITS)
    assert figures(public, "destinations") == EXITS
    assert published(public, "exit_sums").key_figures.empty
    assert published(public, "exit_sums").empty


def test_the_page_says_where_the_others_stand() -> None:
    one = inputs(**EXITS)
    table = exit_destinations.table(published(one, "destinations"), LIBRARY.destinations)
    sums = exit_destinations.sums_table(published(one, "exit_sums"))
    texts = [shown._repr_mimebundle_()[0]["text/html"] for shown in (table, sums)]
    assert "Sociaal wijkteam" not in texts[0]
    assert "in de tabel per soort bestemming" in texts[0]
    assert "Zorg of doorverwezen" in texts[1]
