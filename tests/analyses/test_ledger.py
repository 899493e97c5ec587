"""The one ledger of an evaluation: no call can forget what another page shows."""

import inspect
import math
from itertools import permutations

import pandas as pd
import pytest
from filled_tables import RULE, caseload, exits, ladder, table, together
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_evaluation import LIBRARY, evaluation

from attack import REST, assert_not_found, seen_cell
from evalutils import cost_benefit, outflow
from evalutils import ladder as ladder_analyses
from evalutils.chapters import AnalysisInputs
from evalutils.chapters.clearing import ledger_of
from evalutils.chapters.outflow_chapters import OUTFLOW
from evalutils.disclosure import Ledger
from evalutils.ladder import distribution, moves
from evalutils.outflow import destinations
from evalutils.report.evaluation_report import Report
from evalutils.result import Balance, Result

# 33 = 12 + 12 + 9: with all but the 9 shown, 33 to 37 minus at most 24 leaves 9 or more.
EXITS = {"paid_work": 12, "sheltered_work": 12, "moved": 9}


def counted(*counts: float, names: dict[int, str], balances: tuple[Balance, ...] = ()) -> Result:
    """A result with one column of counts, some of them with a name."""
    frame = pd.DataFrame({"count": list(counts), "status": "published", "source": "bron"})
    named = {(row, "count"): name for row, name in names.items()}
    return Result(frame, counts=("count",), names=named, balances=balances)


def hidden(frame: pd.DataFrame) -> list[float]:
    """Per row what is said of a count that was left out."""
    return frame["hidden_count"].tolist()


def report() -> Report:
    tables = {"exits": exits(total=33, **EXITS), "caseload": caseload(outflow=33)}
    return Report(OUTFLOW, AnalysisInputs(evaluation(disclosure="protected", **tables), LIBRARY))


def test_a_call_in_a_notebook_gets_what_the_catalogue_gets_without_any_argument_to_protect() -> (
    None
):
    page = report()
    counts = page.table("exits").rename_axis("row")
    # The caseload is left out of the call, and the numbers are those of the chapter all the same.
    alone = page.publish(destinations(counts, None)).frame
    assert hidden(alone) == pytest.approx(hidden(page["destinations"].frame), nan_ok=True)


@pytest.mark.parametrize("order", [*permutations(("caseload_figures", "destinations"))])
def test_what_is_left_out_does_not_depend_on_the_page_that_asks_first(
    order: tuple[str, ...],
) -> None:
    inputs = report().inputs
    first, second = ledger_of(inputs), ledger_of(inputs)
    asked = {name: first.publish(name).frame for name in order}
    for name in ("destinations", "caseload_figures"):
        pd.testing.assert_frame_equal(asked[name], second.publish(name).frame)


def test_no_analysis_takes_a_table_of_another_chapter_to_protect_it() -> None:
    # `ladder=None`, `standing`: what could be left out of a call, was.
    for room in (ladder_analyses, outflow, cost_benefit):
        for name in room.__all__:
            if not inspect.isfunction(analyse := getattr(room, name)):
                continue
            if analyse.__annotations__.get("return") == "Result":
                optional = {
                    parameter.name
                    for parameter in inspect.signature(analyse).parameters.values()
                    if parameter.default is None
                }
                assert optional == set(), name


def test_the_same_name_with_another_number_is_another_number() -> None:
    # 9 was counted and 14 typed by hand: neither is hidden for the other.
    counted_, typed = (counted(number, names={0: "exits.moved"}) for number in (9, 14))
    first, second = together(counted_, typed)
    assert hidden(first) == [10]
    assert math.isnan(hidden(second)[0])


def test_a_sum_over_two_results_holds_whichever_states_it() -> None:
    parts = counted(12, 12, 9, names={0: "a", 1: "b", 2: "c"})
    total = Balance(("all",), ("a", "b", "c"))
    for stating in (parts, whole := counted(33, names={0: "all"})):
        balances = (total,) if stating is parts else ()
        frames = together(
            counted(12, 12, 9, names={0: "a", 1: "b", 2: "c"}, balances=balances),
            counted(33, names={0: "all"}, balances=() if balances else (total,)),
        )
        assert sum(value == math.inf for value in hidden(frames[0])) == 1
    assert hidden(together(parts, whole)[0])[:2] == pytest.approx([math.nan] * 2, nan_ok=True)


def test_a_balance_over_a_name_that_nobody_gives_says_nothing() -> None:
    alone = counted(
        12, 12, 9, names={0: "a", 1: "b", 2: "c"}, balances=(Balance(("all",), ("a", "b", "c")),)
    )
    assert hidden(together(alone)[0])[:2] == pytest.approx([math.nan] * 2, nan_ok=True)


def test_steps_from_a_rung_do_not_give_a_hidden_one_away_on_the_other_page() -> None:
    # 30 on rung 1: 21 stepped to rung 2 and 9 to rung 3. Without its name the 30 and 21 were shown.
    standing = ladder(current=[30, 40, 50])
    steps = [
        {"basis": "b", "from_rung": "1", "to_rungs": to, "count": n}
        for to, n in (("2", 21), ("3", 9))
    ]
    shown, taken = together(
        distribution(standing, [1, 2, 3]), moves(table("ladder_moves", *steps), standing)
    )
    known = {
        "rung": seen_cell(shown, 0, "count"),
        "up": seen_cell(taken, 0, "count"),
        "further": seen_cell(taken, 1, "count"),
    }
    sums = [{"rung": 1, "up": -1, "further": -1}]
    assert_not_found({"rung": 30, "up": 21, "further": 9}, known, sums)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=4), st.data())
@settings(max_examples=25, deadline=None)
def test_an_own_result_gives_nothing_away_beside_what_is_shown_already(
    parts: list[int], data: st.DataObject
) -> None:
    # The chapter shows all exits per destination; the own table the women among them.
    women = [data.draw(st.integers(0, part)) for part in parts]
    names = {row: f"exits.{row}" for row in range(len(parts))}
    rows = tuple((row, "count") for row in range(len(parts)))
    chapter = counted(
        sum(parts),
        *parts,
        names={row + 1: name for row, name in names.items()},
        balances=(
            Balance(((0, "count"),), tuple((row + 1, "count") for row in range(len(parts)))),
        ),
    )
    ledger = Ledger({"chapter": chapter}, RULE)
    before = ledger.publish("chapter").frame
    within = tuple(Balance((names[row],), (cell,), "remainder") for row, cell in enumerate(rows))
    own = ledger.publish_also(counted(*women, names={}, balances=within)).frame
    after = ledger.publish("chapter").frame
    # The own table tells more of what was hidden: between what it lies may become narrower.
    bounds = [name for name in before.columns if name.startswith(("hidden_low", "hidden_high"))]
    pd.testing.assert_frame_equal(before.drop(columns=bounds), after.drop(columns=bounds))
    truth = {"all": sum(parts)} | {f"p{row}": part for row, part in enumerate(parts)}
    known = {name: seen_cell(before, row, "count") for row, name in enumerate(truth)}
    truth |= {f"w{row}": part for row, part in enumerate(women)}
    known |= {f"w{row}": seen_cell(own, row, "count") for row in range(len(women))}
    equations = [{"all": 1, **{f"p{row}": -1 for row in range(len(parts))}}]
    for row, part in enumerate(parts):
        truth[f"m{row}"], known[f"m{row}"] = part - women[row], REST
        equations.append({f"p{row}": 1, f"w{row}": -1, f"m{row}": -1})
    assert_not_found(truth, known, equations)


def test_a_further_result_follows_what_was_decided_for_its_names() -> None:
    chapter = counted(
        33,
        12,
        12,
        9,
        names={1: "exits.paid_work", 2: "exits.education"},
        balances=(_sum(0, 1, 2, 3),),
    )
    ledger = Ledger({"chapter": chapter}, RULE)
    own = ledger.publish_also(counted(12, 12, names={0: "exits.paid_work", 1: "exits.education"}))
    assert hidden(own.frame) == pytest.approx([math.inf, math.nan], nan_ok=True)


def test_what_was_left_out_first_is_shown_again_when_a_later_choice_is_enough() -> None:
    # 41 = 10 + 0 + 13 + 18. The smallest is left out first: at most 42 - 10 - 13 - 18 = 1 is left
    # for the 0. With the 13 left out too (10 or more) that is 42 - 10 - 10 - 18 = 4 also when the
    # 10 is shown: five values are enough.
    frame = together(counted(41, 10, 0, 13, 18, names={}, balances=(_sum(0, 1, 2, 3, 4),)))[0]
    assert hidden(frame) == pytest.approx([math.nan, math.nan, 10, math.inf, math.nan], nan_ok=True)


def _sum(whole: int, *parts: int) -> Balance:
    return Balance(((whole, "count"),), tuple((row, "count") for row in parts))
