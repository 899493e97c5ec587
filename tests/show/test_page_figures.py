"""The key figures at the foot of a page."""

import re

import pandas as pd
from filled_tables import exits, protected, public
from outputs import cells_of
from sample_evaluation import LIBRARY, evaluation

from evalutils import outflow, show
from evalutils.contracts.key_figures import KEY
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.report.key_figure_rows import with_names, with_rows
from evalutils.show.page_figures import MOST_SHOWN

FOUND = exits(total=64, paid_work=14)


def figures(result: Publishable) -> pd.DataFrame:
    """The figures of a result as the report of an evaluation carries them."""
    one = evaluation(exits=FOUND)
    frame = result.key_figures.assign(
        **dict(zip(KEY, ("almelo", "werkfit", "2020", "outflow"), strict=False))
    )
    return with_names(with_rows(frame, one), "almelo--werkfit--2020--outflow", LIBRARY)


def shown(result: Publishable) -> str:
    table = show.page_figures.table(figures(result), "../../../")
    assert isinstance(table, HtmlTable)
    return table.html


def test_the_key_figures_are_readable_in_dutch() -> None:
    table = show.page_figures.table(figures(public(outflow.destinations(FOUND, None))), "../../../")
    rows = cells_of(table)
    headings = "Kengetal Waarde Ondergrens Bovengrens Eenheid Basis Status Bron Vindplaats Regel"
    assert rows[1] == headings.split(" ")
    name, *rest = rows[-1]
    assert name == "Aandeel naar betaald werk"
    # 100 * 14 / 64 = 21.875
    place = f"regel {FOUND.index[1]}"
    numbers = ["21,9", "13,5", "33,4", "%", "64"]
    assert rest == [*numbers, "berekend", "verslag-2020", place, "3"]


def test_a_figure_leads_to_its_meaning_its_row_in_the_source_and_its_row_in_the_file() -> None:
    html = shown(public(outflow.destinations(FOUND, None)))
    # the second row of exits.csv, which stands in line 3 under the names of its columns
    row = int(FOUND.index[1])
    assert 'href="../../../methods.html#aandeel"' in html
    assert f'href="../../../sources/verslag-2020.html#almelo--werkfit--2020--exits-{row}"' in html
    assert 'href="page-data:/kengetallen.csv#row=4"' in html  # the first line of a file is row 1
    assert '<span id="almelo--werkfit--2020--outflow--share-paid-work">' in html


def test_a_figure_of_several_rows_leads_to_each_of_them_in_its_document() -> None:
    frame = figures(public(outflow.destinations(FOUND, None))).head(1)
    first = "../../../sources/verslag-2020.html#almelo--werkfit--2020--exits-2"
    run = first.replace("#", "?tot=4#")  # the page shows which rows it is about
    places = {
        "exits:2 exits:3 exits:4": ("verslag-2020 " * 3, "regels\N{NO-BREAK SPACE}2–4", run),
        "exits:2 exits:4": ("verslag-2020 ander", "regel\N{NO-BREAK SPACE}2; regel", first),
    }
    for named, (documents, said, address) in places.items():
        table = show.page_figures.table(frame.assign(rows=named, documents=documents), "../../../")
        assert isinstance(table, HtmlTable)
        place = table.html[table.html.index(">regel") - len(address) - 1 :]
        assert place.startswith(f'{address}">{said.partition("; ")[0]}</a>')
        assert said in re.sub("<[^>]+>", "", place)
    assert 'href="../../../sources/ander.html#almelo--werkfit--2020--exits-4"' in table.html


def test_a_figure_that_rests_on_assumptions_leads_to_the_row_of_each() -> None:
    frame = figures(public(outflow.destinations(FOUND, None))).head(1)
    named = "exits:2 assumptions:participants assumptions:exits"
    documents = "verslag-2020 verslag-2020 ander"
    table = show.page_figures.table(frame.assign(rows=named, documents=documents), "../../../")
    assert isinstance(table, HtmlTable)
    place = "../../../almelo/werkfit/2020/cost_benefit.html?met=aanname-exits#aanname-participants"
    assert table.html.count(f'<a href="{place}">2 aannames</a>') == 1
    one = frame.assign(rows="assumptions:exits", documents="verslag-2020")
    table = show.page_figures.table(one, "../../../")
    assert isinstance(table, HtmlTable)
    assert 'cost_benefit.html#aanname-exits">een aanname</a>' in table.html


def test_of_figures_without_a_row_the_table_says_why() -> None:
    frame = figures(public(outflow.destinations(FOUND, None)))
    why = "Leidt een kengetal naar geen regel"
    for rows, told in (("exits:2", False), ("", True)):
        table = show.page_figures.table(frame.assign(rows=rows, documents="verslag-2020"), "")
        assert isinstance(table, HtmlTable)
        assert (why in table.html) is told


def test_a_suppressed_key_figure_says_so() -> None:
    frame = figures(protected(outflow.destinations(exits(paid_work=4), None)))
    row = cells_of(show.page_figures.table(frame, ""))[2]
    assert "weggelaten" in row


def test_a_page_without_key_figures_has_no_table_of_them() -> None:
    frame = figures(public(outflow.destinations(FOUND, None))).iloc[:0]
    assert isinstance(show.page_figures.table(frame, ""), Nothing)


def test_of_more_figures_than_anybody_reads_the_first_thousand_are_shown() -> None:
    frame = figures(public(outflow.destinations(FOUND, None)))
    many = pd.concat([frame] * (1 + MOST_SHOWN // len(frame)), ignore_index=True)
    table = show.page_figures.table(many, "")
    assert isinstance(table, HtmlTable)
    assert table.html.count('href="page-data:') == MOST_SHOWN
    assert f"Dit zijn de eerste 1.000 van {len(many):,}".replace(",", ".") in table.html


def test_the_table_says_how_many_are_left_out_and_what_more_clients_would_show() -> None:
    # Of 64, 60 and 4 the count of 4 and its share are left out; 5 to 9 would be 10 when doubled.
    frame = figures(protected(outflow.destinations(exits(total=64, paid_work=60, moved=4), None)))
    table = show.page_figures.table(frame, "", 10)
    assert isinstance(table, HtmlTable)
    hidden = int(frame["value"].isna().sum())
    assert f"Van de {len(frame)} kengetallen zijn er {hidden} weggelaten." in table.html
    assert "die nu 5 tot 9 zijn; met drie keer zoveel ook die vanaf 4." in table.html
