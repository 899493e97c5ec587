"""Two different truths that publish the same numbers give the same page, to the last byte.

The samples differ only in counts below the threshold, and in totals that round to the same
number. If any sentence, table, chart or key figure differed, it would tell the two apart.
"""

from collections.abc import Callable
from typing import Any

import pytest
from filled_tables import RULE, ladder, table
from outputs import Shown, costs, everything, svg_of, text_of

from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from thorough import some


def few(hidden: int) -> dict[str, Any]:
    """Assumptions about so few persons that nothing can be shown of the cost model."""
    return {"participants": hidden, "exits": hidden}


def many(hidden: int) -> dict[str, Any]:
    """Numbers of persons that round to 60, 55, 30 and 25, so that the cost model is shown."""
    lasted = {"count": 20 + hidden, "of": 30}  # so that 7 to 3 came back
    durability = {"share": lasted, "months": 12}
    return {"participants": 55 + hidden, "exits": 50 + hidden, "durability": durability}


def groups(hidden: int) -> dict[str, Any]:
    """The same, with too few in the group that says what would have happened anyway."""
    anyway = {"count": hidden, "of": 40 + hidden}
    return many(hidden) | {"counterfactual_exit_share": anyway}


def part_timers(hidden: int) -> dict[str, Any]:
    """The same, with a few part-time exits, and a spread of months over those who left."""
    open_values = {
        "part_time_exit_share": {"count": hidden, "of": 50 + hidden},
        "lock_in_months": {"mean": 6, "shortest": 3, "longest": 9},
        "exits_within_participants": True,
        "natural_exit_rate": {"low": 0, "high": 0.2},
    }
    return many(hidden) | open_values


def small_groups(hidden: int) -> dict[str, Any]:
    """The same, with a few who did not leave."""
    return many(hidden) | {"participants": 55, "exits": 55 - hidden // 4}


def sample(
    hidden: int, persons: Callable[[int], dict[str, Any]] = few, **changed: Any
) -> dict[str, Any]:
    """An evaluation with `hidden` as the only small count of every table."""
    item = {"kind": "cost", "bearer": "municipality", "price_year": 2020}
    months = {"item": "uitkering", "kind": "benefit", "per": "exit_month", "central": 1000}
    person = {"unit": "person", "direction": "at_least"}
    return {
        "ladder": ladder(current=[60, 50, hidden], expected=[40, 40, 30]),
        "ladder_moves": table(
            "ladder_moves",
            {"from_rung": "2", "to_rungs": "3", "basis": "expected", "count": hidden},
            {"from_rung": "2", "to_rungs": "same", "basis": "expected", "count": 35},
            {"from_rung": "all", "to_rungs": "higher", "basis": "expected", "count": hidden},
        ),
        "caseload": table(
            "caseload",
            {"measure": "stock_start", "count": 200},
            {"measure": "inflow", "date": "2020-09-30", "count": 150},
            {"measure": "inflow", "date": "2020-12-31", "count": 180},
            {"measure": "outflow", "date": "2020-09-30", "count": 100},
            {"measure": "partial_outflow", "count": hidden},
            {"measure": "stock_end", "count": 240},
        ),
        "exits": table(
            "exits",
            {"destination": "total", "count": 100, "base": "inflow"},
            {"destination": "paid_work", "count": 60},
            {"destination": "education", "count": 25},
            {"destination": "moved", "count": hidden},
        ),
        "funnel": table(
            "funnel",
            {"funnel": "a", "order": 1, "stage": "aangemeld", "count": 80},
            {"funnel": "a", "order": 2, "stage": "gestart", "count": 40},
            {"funnel": "a", "order": 3, "stage": "klaar", "count": hidden},
        ),
        "targets": table(
            "targets",
            {"indicator": "naar werk", "target": 5, "result": hidden, "statement": "met", **person},
            {"indicator": "gesproken", "target": 50, "result": 60, **person},
        ),
        "instruments": table(
            "instruments",
            {"instrument": "a", "started": 90, "exits_work": 40, "exits_other": hidden},
            {"instrument": "b", "participants": 100, "share_total": hidden},
        ),
        "durability": table(
            "durability",
            {"cohort": "c", "definition": "cbs_status", "exits": 60, "still_out": hidden},
            {"cohort": "d", "definition": "cbs_status", "share": float(hidden)},
        ),
        "costs": table(
            "costs",
            {**item, "item": "programma", "per": "programme", "central": 90_000},
            {**item, **months},
        ),
        "assumptions": {
            name: {"value": value, "source": "verslag-2020", "locator": None, "note": None}
            for name, value in {
                "horizon_months": 24,
                "lock_in_months": 6,
                "displacement_share": {"low": 0, "high": 0.2},
                "counterfactual_exit_share": {"low": 0, "central": 0.1, "high": 0.4},
                "durability": {"share": {"low": 0.8, "high": 0.9}, "months": 12},
                **persons(hidden),
                **changed,
            }.items()
        },
    }


def page(data: dict[str, Any]) -> list[str]:
    """All that is published of an evaluation."""
    return [_published(item) for item in everything(data, RULE)]


def cost_page(data: dict[str, Any]) -> list[str]:
    """All that is published of its costs and benefits."""
    return [_published(item) for item in costs(data, RULE)]


def _published(item: Shown | Publishable) -> str:
    if isinstance(item, Publishable):
        counts = [name for name in item.frame if f"hidden_{name}" in item.frame]
        shown = item.frame[[*counts, *(f"hidden_{name}" for name in counts)]]
        return shown.to_csv() + item.key_figures.to_csv()
    if isinstance(item, HtmlTable):
        return item.html
    if isinstance(item, Chart):
        return item.alt + item.caption + svg_of(item)
    return item.text if isinstance(item, Prose) else ""


@pytest.fixture(scope="module")
def seven() -> list[Shown | Publishable]:
    return list(everything(sample(7), RULE))


@pytest.fixture(scope="module")
def page_of_seven(seven: list[Shown | Publishable]) -> list[str]:
    return list(map(_published, seven))


# With 60 and 50 on the other rungs 3 to 7 make 113 to 117 clients, all shown as 115: the ends, and
# the one that needs no rounding.
@pytest.mark.parametrize("hidden", [3, 5])
def test_a_page_does_not_depend_on_a_hidden_count(page_of_seven: list[str], hidden: int) -> None:
    for here, there in zip(page(sample(hidden)), page_of_seven, strict=True):
        assert here == there


@pytest.mark.parametrize("persons", some([many, small_groups, groups, part_timers], 2))
def test_balances_do_not_depend_on_a_hidden_count(
    persons: Callable[[int], dict[str, Any]],
) -> None:
    here, there = (cost_page(sample(hidden, persons)) for hidden in (3, 7))
    assert here == there


def test_balances_do_not_tell_nobody_from_a_few() -> None:
    nobody, some = (cost_page(sample(7, participants=60, exits=exits)) for exits in (0, 4))
    assert nobody == some


def test_without_sources_for_the_effect_no_balance_depends_on_a_hidden_count() -> None:
    pages = []
    for hidden in (3, 7):
        data = sample(hidden, many)
        data["assumptions"]["counterfactual_exit_share"]["source"] = None
        pages.append(cost_page(data))
    assert pages[0] == pages[1]


def test_the_sample_reaches_every_kind_of_output() -> None:
    # A sample of which nothing is shown would prove nothing.
    data = sample(7, many)
    shown = [item for item in everything(data, RULE) if not isinstance(item, Publishable)]
    assert sum(isinstance(item, HtmlTable) for item in shown) >= 12
    assert sum(isinstance(item, Prose) for item in shown) >= 8
    assert sum(isinstance(item, Chart) for item in shown) >= 2
    assert sum(isinstance(item, Nothing) for item in shown) <= 11


def test_what_was_left_out_is_not_written_as_a_number(seven: list[Shown | Publishable]) -> None:
    # 7 appears nowhere: no shown number, share or interval of this sample holds a loose 7.
    for item in seven:
        if isinstance(item, Prose | HtmlTable | Chart):
            words = text_of(item).replace("|", " ").split()
            assert not {"7", "7%", "7,0%"} & set(words), text_of(item)
