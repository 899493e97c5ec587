"""What a key figure is called in Dutch, and which typed rows it follows from."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from filled_tables import exits, table
from sample_evaluation import evaluation

from evalutils.chapters import CHAPTERS
from evalutils.contracts.indicators import INDICATORS, PRINTED, definition_of
from evalutils.contracts.key_figures import figure_ids
from evalutils.dataset.library import load_library
from evalutils.report.figure_names import figure_name, group_label
from evalutils.report.figure_rows import FigureRows

ROOT = Path(__file__).parents[2]
LIBRARY = load_library(ROOT / "data")
NAMES = [
    ("outflow.share", "paid_work", "betaald werk"),
    ("outflow.share", "education:statushouders", "opleiding, statushouders"),
    ("outflow.durable_share", "fixed_date::uitstroom 2014", "uitstroom 2014"),
    ("outflow.kind_count", "claimable:Noord", "opleiding of meedoen, Noord"),
    ("outflow.cumulative_incidence", "work:12", "betaald werk, na 12 maanden"),
    (
        "outflow.group_share",
        "work:education:mbo of havo:12",
        "betaald werk, opleiding: mbo of havo, na 12 maanden",
    ),
    ("ladder.share", "current:3", "huidige trede, trede 3"),
    ("ladder.transition", "2:4", "van trede 2, naar trede 4"),
    ("ladder.group_transition", "1-2:3-4", "van trede 1-2, naar trede 3-4"),
    ("ladder.coverage", "benefit_duration:under_1", "duur van de uitkering: korter dan 1 jaar"),
    ("cost_benefit.net_present_value", "municipality:lost_25", "gemeente, 75 van de 100 extra"),
    ("cost_benefit.finances_budget", "income:2016", "inkomsten, 2016"),
    ("outflow.count", "paid_work:wijk A:: noord", "betaald werk, wijk A:: noord"),
    ("effect.imbalance_after", "age_group:18 tot 27 jaar", "leeftijd: 18 tot 27 jaar"),
    ("own.anything", "wat iemand typte", "wat iemand typte"),
]


@pytest.mark.parametrize(("indicator", "group", "label"), NAMES)
def test_a_group_is_called_as_the_book_calls_it(indicator: str, group: str, label: str) -> None:
    assert group_label(indicator, group, LIBRARY.codelists).endswith(label)


OPEN = [
    ("outflow.share", "paid_work", "aandeel naar betaald werk"),
    ("outflow.share", "total", "aandeel dat vertrok, alle uitstroom samen"),
    ("outflow.share", "pension_age", "aandeel dat vertrok, AOW-leeftijd"),
    ("outflow.share", "paid_work:Noord", "aandeel naar betaald werk, Noord"),
    ("ladder.share", "current:3", "aandeel op trede 3, huidige trede"),
    ("ladder.projected_share", "6:3", "aandeel op trede 3 als het zo doorgaat, na 6 maanden"),
]


@pytest.mark.parametrize(("indicator", "group", "name"), OPEN)
def test_a_figure_names_what_its_indicator_leaves_open_only_where_its_group_is_that(
    indicator: str, group: str, name: str
) -> None:
    assert figure_name(indicator, group, LIBRARY.codelists) == name


def test_every_indicator_has_a_name_and_a_place_in_the_methods() -> None:
    gives = {
        name
        for chapter in CHAPTERS
        for analysis in chapter.analyses
        for name in analysis.indicators
    }
    rooms = ("comparison", "audit", "trend")  # without an analysis of their own
    across = {name for name in INDICATORS if name.partition(".")[0] in rooms}
    assert set(INDICATORS) == gives | across | {PRINTED}
    text = (ROOT / "book" / "methods.md").read_text(encoding="utf-8")
    anchors = set(re.findall(r"^\((.+)\)=$", text, re.MULTILINE))
    assert {item.anchor for item in INDICATORS.values()} <= anchors
    assert definition_of("own.anything") == "methods.html"


def test_a_figure_follows_from_the_row_that_bears_its_names() -> None:
    given = exits(total=64, paid_work=14, education=3)
    given["locator"] = ["tabel 1", "tabel 2", "tabel 3"]
    given["note"] = [None, "zonder Duitsland", None]
    rows = FigureRows(evaluation(exits=given))
    first, second, _ = given.index
    assert rows.behind("outflow.share", "paid_work") == {
        "rows": f"exits:{second}",
        "documents": "verslag-2020",
        "locator": "tabel 2",
        "note": "zonder Duitsland",
    }
    assert rows.behind("outflow.count", "total")["rows"] == f"exits:{first}"


def test_a_figure_whose_names_stand_on_no_row_follows_from_all() -> None:
    given = exits(total=64, paid_work=14)
    behind = FigureRows(evaluation(exits=given)).behind("outflow.share", "")
    assert behind["rows"] == " ".join(f"exits:{number}" for number in given.index)


def test_the_figures_of_every_municipality_lead_to_their_rows_within_a_second() -> None:
    places = [f"gemeente {number}" for number in range(500)]
    figures = [
        f"{code}:{place}" for place in places for code in ("total", "paid_work", "education")
    ]
    rows = [
        {"destination": code, "group": place, "count": 9, "locator": f"{code}:{place}"}
        for code, place in (figure.split(":") for figure in figures)
    ]
    behind = FigureRows(evaluation(exits=table("exits", *rows)))
    began = time.process_time()
    found = [behind.behind("outflow.count", figure)["locator"] for figure in figures]
    # Each of 1,500 figures beside each of 1,500 rows took seconds.
    assert time.process_time() - began < 1
    assert found == figures


def test_of_protected_data_no_row_is_told() -> None:
    one = replace(evaluation(exits=exits(total=64, paid_work=14)), disclosure="protected")
    assert set(FigureRows(one).behind("outflow.share", "paid_work").values()) == {""}


def test_the_keys_of_a_page_differ_also_where_groups_read_alike() -> None:
    ids = figure_ids("a--b--c--outflow", [("outflow.share", "a:b"), ("outflow.share", "a-b")])
    assert ids == ["a--b--c--outflow--share-a-b", "a--b--c--outflow--share-a-b-2"]
