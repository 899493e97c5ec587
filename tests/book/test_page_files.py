"""Files that belong to a page: the tables and charts that it shows, and its foot."""

import csv
import io
import json
from typing import Any

import pandas as pd

from evalutils.book.notebook_page import NotebookPage, notebook_page
from evalutils.book.origin_lines import OriginLines
from evalutils.book.table_csv import table_csv
from evalutils.contracts.fixed_names import ROW_NOTES
from evalutils.contracts.shown_origin import Origin
from evalutils.dataset.library import Source
from evalutils.display import HtmlTable
from evalutils.show.rendering import render

TABLE = render(
    pd.DataFrame({"wie": ["Jong", "=OUD()"], "aantal": ["1.234", "<10"], "deel": ["36,6%", "–"]}),
    {"wie": "Groep", "aantal": "Aantal", "deel": "Aandeel"},
    name="mensen",
    title="Mensen & groepen",
    texts=["wie"],
)
REPORT = Source("verslag", "Verslag <2023>", "Gemeente Zwolle", "2024-03", "Een verslag.")
USUAL = Origin("aandeel", sources=(("verslag", ""),))
FILE = "zwolle/startbaan/2023/outflow.ipynb"


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def shown(data: dict[str, Any], about: dict[str, str] | None = None) -> dict[str, Any]:
    metadata = {"evalutils": about} if about else {}
    image = {"mystnb": {"image": {"alt": "a"}}}
    output = {"output_type": "execute_result", "data": data, "metadata": metadata}
    return {
        "cell_type": "code",
        "metadata": {"tags": [], **image},
        "source": "",
        "outputs": [output],
    }


def table_cell(table: HtmlTable = TABLE) -> dict[str, Any]:
    return shown(table._repr_mimebundle_()[0])


def page_of(*cells: dict[str, Any]) -> NotebookPage:
    lines = OriginLines("../../../", {"verslag": REPORT}, USUAL)
    return notebook_page(json.dumps({"cells": cells}), FILE, lines, "#1b5a66")


def test_the_file_of_a_table_has_numbers_where_the_page_has_them_and_texts_elsewhere() -> None:
    assert lines(table_csv(TABLE.content)) == [
        ["Groep", "Aantal", "Aandeel (%)"],  # all shares are percentages: the heading says so
        ["Jong", "1234", "36.6"],
        ["'=OUD()", "<10", ""],  # no formula; below 10 stays so; a dash is nothing
    ]


def test_numbers_of_different_units_stay_as_they_were_written() -> None:
    content = {"columns": ["Wat", "Waarde"], "rows": [["a", "€ 7.000"], ["b", "12%"]]}
    assert lines(table_csv(content))[1:] == [["a", "€ 7.000"], ["b", "12%"]]


def test_a_minus_stays_one() -> None:
    content = {"columns": ["Saldo"], "rows": [["€\N{NO-BREAK SPACE}\N{MINUS SIGN}5"], ["x"]]}
    assert lines(table_csv(content))[1:] == [["€\N{NO-BREAK SPACE}\N{MINUS SIGN}5"], ["x"]]
    assert lines(table_csv({"columns": ["n"], "rows": [["\N{MINUS SIGN}152"]]}))[1:] == [["-152"]]


def test_a_table_has_a_link_to_its_file() -> None:
    made = page_of(table_cell())
    assert list(made.files) == ["mensen.csv"]
    html = made.content["cells"][0]["outputs"][0]["data"]["text/html"]
    address = "../../../data/zwolle/startbaan/2023/outflow/mensen.csv"
    assert f'<a href="{address}" download>' in html
    assert "Mensen &amp; groepen" in html
    assert list(made.content["cells"][0]["outputs"][0]["data"]) == ["text/html", "text/plain"]


def test_a_chart_has_its_picture_and_the_numbers_of_its_table_below_it() -> None:
    about = {"alt": "a", "caption": "c", "name": "wie", "table": "mensen"}
    made = page_of(shown({"image/svg+xml": "<svg/>"}, about), table_cell())
    assert set(made.files) == {"mensen.csv", "wie.svg"}
    chart, below, table = made.content["cells"]
    assert "outflow/wie.svg" in below["source"]
    assert "outflow/mensen.csv" in below["source"]
    # who hears the page gets from the chart to the table, which is folded and says what it holds
    assert chart["metadata"]["mystnb"]["image"]["classes"] == "tabel-mensen"
    folded = table["outputs"][0]["data"]["text/html"]
    assert folded.startswith("<details")
    assert "<summary>Toon tabel 1: mensen &amp; groepen</summary>" in folded


def test_a_table_of_a_cell_that_asks_for_it_is_folded() -> None:
    long, short = table_cell(), table_cell()
    long["metadata"]["tags"] = ["fold-table"]
    cells = page_of(long, short).content["cells"]
    texts = [cell["outputs"][0]["data"]["text/html"] for cell in cells]
    assert [text.startswith('<details class="opens">') for text in texts] == [True, False]


def test_a_table_has_its_number_its_base_and_its_row_in_the_document() -> None:
    about = Origin("wilson", "12 tot 64", (("verslag", "zwolle--exits-2"),))
    first, second = TABLE.of(about), TABLE
    bundles = [table._repr_mimebundle_() for table in (first, second)]
    made = page_of(*(shown(data, said.get("evalutils")) for data, said in bundles))
    with_origin, without = (
        cell["outputs"][0]["data"]["text/html"] for cell in made.content["cells"]
    )
    assert '<span class="number">Tabel 1</span> Mensen &amp; groepen' in with_origin
    row = "../../../sources/verslag.html#zwolle--exits-2"
    assert f'Bron: <a href="{row}">Verslag &lt;2023&gt;</a> · Basis (n): 12 tot 64' in with_origin
    assert '<a href="../../../methods.html#wilson">' in with_origin
    # one that does not say it has what is usual on its page
    assert "Tabel 2" in without
    assert '<a href="../../../sources/verslag.html">' in without
    assert '<a href="../../../methods.html#aandeel">' in without


def test_a_document_in_a_table_has_its_title_and_year_and_no_key() -> None:
    frame = pd.DataFrame({"wat": ["Aandeel"], "bron": ["verslag; verslag"]})
    addresses = ["../../../sources/verslag.html#zwolle--exits-2", "../../../sources/verslag.html"]
    table = render(
        frame, {"wat": "Wat", "bron": "Bron"}, name="x", title="X", links={"bron": [addresses]}
    )
    html = page_of(table_cell(table)).content["cells"][0]["outputs"][0]["data"]["text/html"]
    first, second = (
        f'<a href="{address}">Verslag &lt;2023&gt; (2024)</a>' for address in addresses
    )
    assert f"{first}; {second}" in html
    assert ">verslag<" not in html


def test_the_notes_on_the_rows_of_a_table_take_no_number() -> None:
    notes = f"{ROW_NOTES}<summary>Toelichting</summary>{TABLE.html}</details>"
    folded = HtmlTable(notes, TABLE.title, TABLE.content)
    made = page_of(*(shown(table._repr_mimebundle_()[0]) for table in (TABLE, folded, TABLE)))
    html = [cell["outputs"][0]["data"]["text/html"] for cell in made.content["cells"]]
    assert ["Tabel 1" in html[0], "Tabel" in html[1], "Tabel 2" in html[2]] == [True, False, True]


def test_what_is_taken_off_a_page_has_no_file() -> None:
    cell = table_cell()
    cell["metadata"]["tags"] = ["remove-cell"]
    assert page_of(cell).files == {}


def test_a_chart_and_its_file_are_in_the_house_colour() -> None:
    about = {"name": "uitstroom", "alt": "a", "caption": "Uitstroom"}
    made = page_of(shown({"image/svg+xml": '<path style="fill: #005a8c"/>'}, about))
    # The dark blue of notebooks; the house colour is darker, so that it takes its place as it is.
    drawn = made.content["cells"][0]["outputs"][0]["data"]["image/svg+xml"]
    assert drawn == made.files["uitstroom.svg"] == '<path style="fill: #1b5a66"/>'
