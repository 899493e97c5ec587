"""The key figures as a workbook."""

import io
from datetime import datetime

from openpyxl import load_workbook

from evalutils.book.excel_file import workbook
from evalutils.book.publication import read_publication
from evalutils.book.published_tables import published_row
from evalutils.contracts.key_figures import COLUMNS

from .sample import ROOT, figure

PUBLICATION = read_publication(ROOT / "book")
ROWS = [
    published_row(figure(group="=1+1", value=41.9), {"analysis": "outflow"}, "a", "a.md"),
    published_row(figure(indicator="ladder.share", n=None), {"analysis": "ladder"}, "b", "b.md"),
]


def test_the_first_sheet_says_what_the_columns_mean_and_each_analysis_has_its_own() -> None:
    book = load_workbook(io.BytesIO(workbook(ROWS, PUBLICATION)))
    assert book.sheetnames == ["Uitleg", "outflow", "ladder"]
    told = dict(book["Uitleg"].iter_rows(values_only=True))
    assert told["Kengetallen"] == PUBLICATION.title
    assert set(COLUMNS) <= set(told)


def test_a_number_is_a_number_and_a_text_is_no_formula() -> None:
    sheet = load_workbook(io.BytesIO(workbook(ROWS, PUBLICATION)))["outflow"]
    names, cells = list(sheet.iter_rows())
    row = {name.value: cell for name, cell in zip(names, cells, strict=True)}
    assert (row["value"].value, row["value"].data_type) == (41.9, "n")
    assert (row["group"].value, row["group"].data_type) == ("=1+1", "s")


def test_nothing_in_it_tells_when_it_was_made() -> None:
    made = workbook(ROWS, PUBLICATION)
    assert made == workbook(ROWS, PUBLICATION)
    about = load_workbook(io.BytesIO(made)).properties
    assert {about.created, about.modified} == {datetime(1980, 1, 1)}
