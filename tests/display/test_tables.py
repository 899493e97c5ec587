"""The tables of the book: Dutch numbers, headings, notes and safe HTML."""

import re

import pandas as pd
import pytest
from filled_tables import RULE
from outputs import cells_of, everything, full_sample

from evalutils.display import HtmlTable, Nothing
from evalutils.show.cells import LEFT_OUT_NOTE
from evalutils.show.rendering import render

EURO = "€\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def all_tables() -> list[HtmlTable]:
    return [item for item in everything(full_sample(), None) if isinstance(item, HtmlTable)]


def test_every_part_of_every_chapter_has_a_table(all_tables: list[HtmlTable]) -> None:
    assert len(all_tables) == 29
    assert len({item.title for item in all_tables}) == 29


def test_the_same_table_is_the_same_bytes_twice(all_tables: list[HtmlTable]) -> None:
    again = [item for item in everything(full_sample(), None) if isinstance(item, HtmlTable)]
    assert [item.html for item in again] == [item.html for item in all_tables]


def test_every_heading_is_filled_and_says_what_it_heads(all_tables: list[HtmlTable]) -> None:
    for item in all_tables:
        headings = re.findall(r"<th\b([^>]*)>(.*?)</th>", item.html, flags=re.S)
        assert headings
        for attributes, text in headings:
            assert text.strip(), item.title
            assert re.search(r'scope="(col|row|colgroup|rowgroup)"', attributes), item.title


def test_no_cell_shows_a_machine_value(all_tables: list[HtmlTable]) -> None:
    for item in all_tables:
        for cell in (cell for row in cells_of(item) for cell in row):
            assert not re.search(r"\b(nan|NaN|None|NaT|<NA>|True|False)\b", cell), item.title
            assert not re.search(r"\d\.\d\d?(?!\d)", cell), f"decimal point in {cell}"


def test_identifiers_are_unique_on_a_page(all_tables: list[HtmlTable]) -> None:
    names = [name for item in all_tables for name in re.findall(r'\bid="([^"]+)"', item.html)]
    assert len(names) == len(set(names))


def test_headings_between_the_rows_get_a_slug_each_and_keep_their_text() -> None:
    names = ["A <b>", "A, b!", "A <b>", "Ж"]
    frame = pd.DataFrame({"row": ["1", "2", "3", "4"], "value": "5", "group": names})
    columns = {"row": "Rij {{H2O}}", "value": "<i>{{H2O}}</i>"}
    shown = render(frame, columns, name="proef", title="{{H2O}}", groups="group")
    ids = re.findall(r'class="gt_group_heading"[^>]* id="([^"]*)"', shown.html)
    assert ids == ["tabel-proef-a-b", "tabel-proef-a-b-2", "tabel-proef-naam"]
    texts = [text for row in cells_of(shown) for text in row]
    assert [text for text in texts if text in names] == ["A <b>", "A, b!", "Ж"]
    assert {"{{H2O}}", "Rij {{H2O}}", "<i>{{H2O}}</i>"} <= set(texts)


def test_public_tables_say_nothing_about_leaving_out(all_tables: list[HtmlTable]) -> None:
    assert not [item.title for item in all_tables if LEFT_OUT_NOTE in item.html]


def test_a_column_without_a_single_number_is_left_out() -> None:
    frame = pd.DataFrame({"a": ["x", "y"], "b": ["–", "–"], "c": ["–", "1"]})
    shown = render(frame, {"a": "A", "b": "B", "c": "C"}, name="proef", title="Proef")
    assert cells_of(shown)[1] == ["A", "C"]


@pytest.mark.parametrize("rule_name", ["public", "protected"])
def test_without_data_there_is_no_table(rule_name: str) -> None:
    rule = RULE if rule_name == "protected" else None
    assert not [item for item in everything({}, rule) if isinstance(item, HtmlTable)]
    assert [item for item in everything({}, rule) if isinstance(item, Nothing)]
