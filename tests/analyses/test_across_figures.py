"""The key figures of the comparison and the audit: whose they are, and where they come from."""

from pathlib import Path

import pandas as pd
import pytest
from filled_tables import exits, table
from sample_evaluation import LIBRARY, evaluation

from evalutils.report import compared_costs, open_audit, open_comparison
from evalutils.report.compared_shares import Comparison
from evalutils.result import Result

DATA = Path(__file__).parents[2] / "data"
NAMES = ("almelo/werkfit/2020", "borne/start/2020", "delden/werk/2020")


def test_a_share_keeps_its_evaluation_its_source_and_its_row() -> None:
    item = evaluation(NAMES[0], exits=exits(total=200, paid_work=50))
    comparison = Comparison([item], LIBRARY)
    frame = comparison.key_figures(comparison.exit_shares()).frame
    (row,) = frame[frame["group"] == "paid_work"].to_dict("records")
    assert (row["analysis"], row["indicator"], row["value"]) == ("comparison", "outflow.share", 25)
    assert (row["municipality"], row["programme"], row["period"]) == ("almelo", "werkfit", "2020")
    assert row["rows"] == f"exits:{item.tables['exits'].index[1]}"
    assert row["source"] == item.tables["exits"]["source"].iloc[1]
    assert row["id"] == "almelo--werkfit--2020--comparison--share-paid-work"


def test_of_protected_data_the_figures_are_those_of_the_page() -> None:
    numbers = exits(total=102, paid_work=48, sheltered_work=6)
    comparison = Comparison([evaluation(NAMES[0], "protected", exits=numbers)], LIBRARY)
    shares = comparison.exit_shares()
    frame = comparison.key_figures(shares).frame
    assert frame["value"].tolist() == shares.frame["share"].tolist() == [50]  # 50 / 100, rounded
    assert frame["rows"].tolist() == [""]


def test_the_mean_names_all_its_sources_and_each_programme_its_share() -> None:
    row = {"measure": "inflow", "count": 100, "date": pd.Timestamp(2020, 12, 31)}
    days = table("caseload", row)  # so that the source says until when
    items = [
        evaluation(name, exits=exits(total=100, paid_work=30), caseload=days) for name in NAMES
    ]
    comparison = Comparison(items, LIBRARY)
    frame = comparison.key_figures(*comparison.pooled(comparison.exit_shares())).frame
    shrunken = frame[frame["indicator"] == "comparison.shrunken_share"]
    assert shrunken["municipality"].tolist() == ["almelo", "borne", "delden"]
    mean = frame[frame["indicator"] == "comparison.mean_share"].iloc[0]
    assert mean["value"] == pytest.approx(30)  # all three are 30 of 100
    assert mean["n"] == 3
    assert (mean["municipality"], mean["group_label"]) == ("", "betaald werk")
    assert set(mean["source"].split()) == {key for item in items for key in item.sources}
    row = items[0].tables["exits"].index[1]  # paid_work
    assert shrunken["rows"].tolist() == [f"exits:{row}"] * 3
    assert mean["rows"].split() == [f"{name}/exits:{row}" for name in NAMES]
    page = comparison.key_figures(*comparison.pooled(comparison.exit_shares()))
    html = page._repr_mimebundle_()[0]["text/html"]
    for item in items:
        address = f"sources/verslag-2020.html#{item.key.slug}--exits-{row}"
        assert f'<a href="{address}">{item.title}, {item.period_label}, regel' in html
    assert not comparison.key_figures().frame.to_dict("records")


def test_amounts_stay_where_nothing_follows_about_what_they_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    comparison = open_comparison(str(DATA), "den-haag/werkontwikkeltraject")
    whole = comparison.costs()
    monkeypatch.setattr(compared_costs, "needed_exits", lambda _: Result(pd.DataFrame()))
    without = open_comparison(str(DATA), "den-haag/werkontwikkeltraject").costs()
    assert without.frame["amount"].tolist() == whole.frame["amount"].tolist()
    assert without.frame["horizon_months"].isna().all()
    of_whole, of_without = (
        set(comparison.key_figures(one).frame["indicator"]) for one in (whole, without)
    )
    assert "comparison.cost" in of_without
    assert {name.partition(".")[2] for name in of_whole - of_without} >= {
        "break_even_additional_exits"
    }


def test_an_amount_stands_there_in_prices_of_the_common_year_with_its_row() -> None:
    comparison = open_comparison(str(DATA), "den-haag/werkontwikkeltraject fryslan-west")
    costs = comparison.costs()
    frame = comparison.key_figures(costs).frame
    amounts = frame[frame["indicator"] == "comparison.cost"]
    assert amounts["value"].tolist() == costs.frame["amount"].tolist()
    assert amounts["rows"].tolist() == ["costs:2", "costs:2"]
    assert amounts["locator"].str.contains("Kosten & baten").all()
    needed = frame[frame["indicator"] == "cost_benefit.break_even_additional_exits"]
    first = costs.frame.iloc[0]
    assert needed["value"].tolist()[:2] == [first["needed"], first["needed_worst"]]
    # Of fewer than 30 participants the page gives the interval and no share.
    few = frame[frame["indicator"] == "comparison.observed_exits"].iloc[0]
    assert first["participants"] < 30
    assert few["value"] != few["value"]
    assert few["lower"] == first["observed_low"]
    assert few["locator"] == "Werkgeversservicepunt Den Haag, Resultaten, alinea 1"
    assert few["rows"] == "assumptions:participants assumptions:exits"


def test_what_an_audit_counts_per_document_is_in_the_table() -> None:
    audit = open_audit(str(DATA), "enschede/arbeidsmarktaanpak/2019-q1-q3")
    documents = audit.documents()
    frame = audit.key_figures(documents).frame
    assert frame["analysis"].eq("audit").all()
    claims = frame[frame["indicator"] == "audit.claims"]
    assert claims["value"].tolist() == documents["claims"].tolist() == [len(audit.claims)]
    assert claims["source"].tolist() == documents["source"].tolist()
    assert claims["group_label"].iloc[0] == audit.library.sources[claims["source"].iloc[0]].title


def test_a_number_of_an_audit_names_the_row_of_each_figure_that_it_counts() -> None:
    audit = open_audit(str(DATA), "groningen/kansen-in-kaart/2021")
    frame = audit.key_figures(audit.documents()).frame.set_index("indicator")
    whole, wrong = frame.loc["audit.claims"], frame.loc["audit.inconsistent"]
    assert len(whole["rows"].split()) == whole["value"]
    assert wrong["value"] == 1  # the seven rungs add up to 100.7
    row = next(claim.row for claim in audit.claims if claim.name == "current_total")
    assert wrong["rows"] == f"groningen/kansen-in-kaart/2021/claims:{row}"
