"""Where few clients went from rung to rung, the sums of groups of rungs are shown instead."""

import pytest
from client_samples import moved
from filled_tables import figures, ladder, protected, public
from outputs import SCHEME as WITHOUT_GROUPS

from evalutils.disclosure import Ledger, Publishable, Rule, publish
from evalutils.ladder import (
    client_coverage,
    client_transitions,
    distribution,
    group_distribution,
    group_transitions,
)
from evalutils.show import client_steps, rung_shares

RUNGS = (1, 2, 3)
GROUPS = {1: "1-2", 2: "1-2", 3: "3-3"}
# From 1 and 2 to 3 went 8 and 7: each too few to show, together 15.
MOVED = moved(s11=40, s12=15, s13=8, s21=20, s22=30, s23=7, s33=25)


def counts(result: Publishable) -> dict[str, float]:
    table = result.key_figures
    return dict(zip(table["group"], table["value"], strict=True))


def test_pairs_of_rungs_of_which_none_is_shown_are_their_sum_only() -> None:
    rule = Rule(10, 5)
    steps = client_transitions(MOVED, RUNGS, 10, GROUPS)
    joined = group_transitions(MOVED, RUNGS, 10, GROUPS)
    fine, coarse = (counts(publish(result, rule)) for result in (steps, joined))
    assert not {"1:3", "2:3"} & fine.keys()
    assert fine["1:1"] == 40
    assert coarse["1-2:3-3"] == 15


# On 1 and 2 stand 8 and 7: each too few to show, together 15 of 55.
STANDING = ladder(current=[8, 7, 40])


def test_rungs_of_which_none_is_shown_are_the_sum_of_their_group_only() -> None:
    rule = Rule(10, 5)
    ledger = Ledger({
        "rungs": distribution(STANDING, RUNGS, GROUPS),
        "groups": group_distribution(STANDING, RUNGS, 10, GROUPS),
    }, rule)  # fmt: skip
    fine, coarse = (ledger.publish(name) for name in ("rungs", "groups"))
    assert counts(fine).keys() == {"current:3"}
    assert coarse.frame["count"].tolist() == [15, 40]
    assert counts(coarse)["current:1-2"] == pytest.approx(100 * 15 / 55)
    table = str(rung_shares.table(fine, WITHOUT_GROUPS)._repr_mimebundle_()[0]["text/html"])
    assert table.count(">·<") == 2


@pytest.mark.parametrize(("fewest", "groups"), [(1, GROUPS), (10, {})])
def test_the_distribution_has_no_groups_where_nothing_is_hidden_or_the_ladder_has_none(
    fewest: int, groups: dict[int, str]
) -> None:
    assert group_distribution(STANDING, RUNGS, fewest, groups).exact.empty
    fine = public(distribution(STANDING, RUNGS, groups))
    assert figures(fine, "ladder.share")["current:1"] == pytest.approx(100 * 8 / 55)


@pytest.mark.parametrize(("fewest", "groups"), [(1, GROUPS), (10, {})])
def test_there_is_no_sum_where_nothing_is_hidden_or_the_ladder_has_no_groups(
    fewest: int, groups: dict[int, str]
) -> None:
    joined = group_transitions(MOVED, RUNGS, fewest, groups)
    assert joined.exact.empty
    assert figures(public(joined), "ladder.group_transition") == {}
    steps = client_transitions(MOVED, RUNGS, fewest, groups)
    assert figures(public(steps), "ladder.transition")["1:3"] == 8


def test_the_table_of_rungs_says_which_numbers_stand_in_the_table_of_groups() -> None:
    steps = protected(client_transitions(MOVED, RUNGS, 10, GROUPS))
    table = client_steps.table(steps, WITHOUT_GROUPS, public(client_coverage(MOVED)))
    assert "·: te klein om te tonen; telt mee in de tabel per groep" in str(
        table._repr_mimebundle_()[0]["text/html"]
    )
