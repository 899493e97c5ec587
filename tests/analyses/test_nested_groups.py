"""Groups and districts: their own shares, and what is part of what."""

from filled_tables import public, table

from evalutils import outflow, show
from evalutils.dataset.nesting import Nesting
from evalutils.result import Balance

CITY = Nesting({"Noord": "Stad", "Zuid": "Stad"})
COUNTS = {"": (200, 100), "Stad": (100, 60), "Noord": (60, 40), "Zuid": (30, 10)}


def stages() -> list[dict[str, object]]:
    return [
        {"funnel": "f", "order": order, "stage": stage, "count": counts[order - 1], "group": group}
        for group, counts in COUNTS.items()
        for order, stage in ((1, "aangemeld"), (2, "gestart"))
    ]


def test_a_stage_of_a_group_is_a_share_of_the_first_stage_of_that_group() -> None:
    frame = public(outflow.funnel_shares(table("funnel", *stages()), CITY)).frame
    second = frame[frame["order"] == 2].set_index("group")
    assert second["share"].round(1).to_dict() == {"": 50, "Stad": 60, "Noord": 66.7, "Zuid": 33.3}
    assert second["part_of"].to_dict() == {"": "", "Stad": "", "Noord": "Stad", "Zuid": "Stad"}


def test_key_figures_name_the_group() -> None:
    result = public(outflow.funnel_shares(table("funnel", *stages()), CITY))
    assert result.key_figures["group"].tolist() == [
        "f:gestart", "f:gestart:Noord", "f:gestart:Stad", "f:gestart:Zuid"
    ]  # fmt: skip


def test_a_group_is_balanced_with_what_directly_holds_it() -> None:
    result = outflow.funnel_shares(table("funnel", *stages()), CITY)
    named = result.names

    def words(balance: Balance) -> tuple[set[str], set[str]]:
        wholes, parts = ({named[cell] for cell in side} for side in (balance.wholes, balance.parts))
        return wholes, parts

    sums = [words(balance) for balance in result.balances if balance.kind == "sum"]
    assert ({"funnel.f.1"}, {"funnel.f.1:Stad"}) in sums
    assert ({"funnel.f.1:Stad"}, {"funnel.f.1:Noord", "funnel.f.1:Zuid"}) in sums
    assert len(sums) == 4  # two wholes for each of two stages


def test_groups_of_who_stayed_away_are_balanced_too() -> None:
    rows = [
        {"cohort": "c", "definition": "fixed_date", "exits": all_, "still_out": out, "group": group}
        for group, (all_, out) in COUNTS.items()
    ]
    result = outflow.durable_shares(table("durability", *rows), nesting=CITY)
    sums = [balance for balance in result.balances if balance.kind == "sum"]
    assert len(sums) == 4  # two wholes for who left and for who stayed away
    assert result.exact["group_key"].tolist()[2] == "fixed_date::Noord"


def test_the_page_names_groups_and_says_what_is_part_of_what() -> None:
    result = public(outflow.funnel_shares(table("funnel", *stages()), CITY))
    shown = show.funnel_stages.table(result)
    assert "Noord en Zuid zijn deel van Stad." in shown.html
    assert "Groepen kunnen overlappen en worden niet opgeteld." in shown.html
    assert "F (Noord)" in shown.html
    told = show.funnel_stages.sentence(result).text
    assert "F \\(Noord\\), van ‘aangemeld’ tot ‘gestart’: 40 van de 60" in told


def test_a_target_of_a_group_is_one_of_its_own() -> None:
    rows = [
        {"indicator": "werk", "target": 50, "result": out, "unit": "person", "group": group,
         "direction": "at_least"}
        for group, (_, out) in COUNTS.items()
    ]  # fmt: skip
    result = outflow.target_results(table("targets", *rows), CITY)
    shown = public(result)
    reached = dict(zip(shown.frame["indicator"], shown.frame["reached"], strict=True))
    assert reached == {
        "werk": True, "werk (Stad)": True, "werk (Noord)": False, "werk (Zuid)": False
    }  # fmt: skip
    ratio = shown.key_figures[shown.key_figures["indicator"] == "outflow.target_ratio"]
    assert ratio["group"].tolist() == ["werk", "werk:Stad", "werk:Noord", "werk:Zuid"]
    # Two wholes, of the result and of the one before.
    assert len([item for item in result.balances if item.kind == "sum"]) == 4
    assert "Noord en Zuid zijn deel van Stad." in show.target_results.table(shown).html
