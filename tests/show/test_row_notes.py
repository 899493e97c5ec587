"""No caveat is lost between a data file and its page."""

import json
from pathlib import Path

import pandas as pd
import pytest

from evalutils.chapters import CHAPTERS
from evalutils.chapters.analysis_inputs import empty_table
from evalutils.contracts.tables import TABLES
from evalutils.dataset.library import load_library
from evalutils.display import Nothing
from evalutils.show import row_notes

ROOT = Path(__file__).parents[2]
CODELISTS = load_library(ROOT / "data").codelists
PLACES = {0: "row-1", 1: "row-2"}
# Assumptions and published figures show note and place in tables of their own.
ELSEWHERE = {"claims"}


def shown(name: str, *rows: dict[str, object], protected: bool = False) -> object:
    frame = pd.DataFrame(list(rows), columns=empty_table(name).columns)
    return row_notes.table(frame, TABLES[name], CODELISTS, PLACES, protected=protected)


def test_a_note_and_a_place_stand_with_the_row_that_they_are_of() -> None:
    html = shown(
        "exits",
        {"destination": "paid_work", "note": "Ook <b>Duitsland</b>.", "locator": "tabel 3"},
        {"destination": "care", "group": "jongeren", "note": "Circa.", "locator": "tabel 3"},
    ).html  # type: ignore[attr-defined]
    assert html.startswith('<details class="row-notes"><summary>Toelichting en vindplaats')
    for text in ("Betaald werk", "Zorg, jongeren", "Ook &lt;b&gt;Duitsland", "tabel 3"):
        assert text in html


def test_rows_that_say_the_same_stand_together() -> None:
    alike = {"note": "Niet genoemd.", "locator": "alinea 1"}
    html = shown(
        "ladder",
        {"moment": "current", "rung": "1", **alike},
        {"moment": "current", "rung": "2", **alike},
    ).html  # type: ignore[attr-defined]
    assert html.count("Niet genoemd.") == 1
    assert html.count("alinea 1") == 1


def test_a_table_without_notes_shows_nothing() -> None:
    assert isinstance(shown("exits", {"destination": "care"}), Nothing)


def test_the_total_of_outcomes_that_are_no_exit_is_no_outflow() -> None:
    total = {"destination": "total", "note": "Ook wie werkt.", "locator": "alinea 3"}
    assert "Alles samen" in shown("other_outcomes", total).html  # type: ignore[attr-defined]
    assert "Alle uitstroom samen" in shown("exits", total).html  # type: ignore[attr-defined]


@pytest.mark.parametrize("count", ["3", "Drie", "één", "geen"])
def test_of_protected_numbers_a_note_with_a_number_is_left_out(count: str) -> None:
    row = {"destination": "care", "note": f"{count} van hen naar Almelo.", "locator": "tabel 3"}
    html = shown("exits", row, protected=True).html  # type: ignore[attr-defined]
    assert "Almelo" not in html
    assert row_notes.LEFT_OUT in html
    assert "tabel 3" in html


@pytest.mark.parametrize("name", [name for name, table in TABLES.items() if not table.client_level])
def test_every_table_that_a_chapter_reads_has_its_notes_in_a_chapter(name: str) -> None:
    read = [chapter.name for chapter in CHAPTERS if name in chapter.tables]
    cells = [
        "".join(cell["source"])
        for chapter in read
        for cell in json.loads((ROOT / f"notebooks/{chapter}.ipynb").read_text())["cells"]
    ]
    assert name in ELSEWHERE or cells.count(f'report.row_notes("{name}")') == 1
