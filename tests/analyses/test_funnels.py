"""Funnels: the share of the first and of the previous stage."""

import pandas as pd
import pytest
from filled_tables import figures, public, table

from evalutils.outflow import funnel_shares


def funnel(name: str, *stages: tuple[str, int]) -> list[dict[str, object]]:
    return [
        {"funnel": name, "order": order, "stage": stage, "count": count}
        for order, (stage, count) in enumerate(stages, start=1)
    ]


def test_each_stage_has_a_share_of_the_first_and_of_the_previous_stage() -> None:
    rows = funnel("Flextensie", ("in de pool", 80), ("geplaatst", 40), ("uitgestroomd", 10))
    frame = public(funnel_shares(table("funnel", *rows))).frame
    assert frame["share"].tolist()[1:] == [50, 12.5]  # 40 / 80 and 10 / 80
    assert frame["share_previous"].tolist()[1:] == [50, 25]  # 40 / 80 and 10 / 40
    assert frame[["share", "lower", "share_previous"]].iloc[0].isna().all()


def test_the_order_column_decides_and_not_the_order_of_the_rows() -> None:
    rows = funnel("Startbaan", ("aangemeld", 118), ("actief", 13))
    frame = public(funnel_shares(table("funnel", *reversed(rows)))).frame
    assert frame["stage"].tolist() == ["aangemeld", "actief"]
    assert frame["share"].iloc[1] == pytest.approx(100 * 13 / 118)


def test_funnels_do_not_mix() -> None:
    rows = funnel("b", ("in", 10), ("uit", 5)) + funnel("a", ("in", 100), ("uit", 20))
    result = public(funnel_shares(table("funnel", *rows)))
    assert figures(result, "outflow.funnel_share") == {"a:uit": 20, "b:uit": 50}


def test_a_stage_with_more_people_than_the_first_has_no_share() -> None:
    rows = funnel("a", ("uitgenodigd", 10), ("gekomen", 12), ("gebleven", 6))
    frame = public(funnel_shares(table("funnel", *rows))).frame
    assert pd.isna(frame["share"].iloc[1])
    assert frame["share"].iloc[2] == 60  # 6 / 10
    assert frame["share_previous"].iloc[2] == 50  # 6 / 12


def test_a_first_stage_of_zero_has_no_shares() -> None:
    rows = funnel("a", ("in", 0), ("uit", 0))
    assert figures(public(funnel_shares(table("funnel", *rows))), "outflow.funnel_share") == {}


def test_two_stages_with_the_same_name_are_two_key_figures() -> None:
    rows = funnel("a", ("in", 10), ("gesprek", 8), ("gesprek", 4))
    result = public(funnel_shares(table("funnel", *rows)))
    assert figures(result, "outflow.funnel_share") == {"a:gesprek:2": 80, "a:gesprek:3": 40}


def test_two_funnels_that_collide_in_a_key_figure_are_told_apart() -> None:
    # 'a' with stage 'b:c' and 'a:b' with stage 'c' are both a:b:c, in the same place.
    rows = [*funnel("a", ("x", 50), ("b:c", 40)), *funnel("a:b", ("x", 30), ("c", 10))]
    result = public(funnel_shares(table("funnel", *rows)))
    groups = list(result.key_figures["group"])
    assert groups == ["a:b:c:2", "a:b:c:2:2"]
