"""The pages on paper: a title on the first sheet, nothing cut in two, no sheet without anything."""

import re
from collections.abc import Iterator
from io import BytesIO

import pypdf
import pytest
from book_project import Project
from browsing import open_tab
from playwright.sync_api import Page

PRINTED = (
    "index.html",
    "zwolle/ontwikkelroute/2022-2023/outflow.html",
    "enschede/arbeidsmarktaanpak/2019-q1-q3/outflow.html",
    "fryslan-west/pastiel/2017/cost_benefit.html",
    "groningen/kansen-in-kaart/2021/ladder.html",
)
# A4 without the margins of the style sheet, in pixels of 1/96 inch.
ROOM = {"width": round((210 - 2 * 16) / 25.4 * 96), "height": round((297 - 2 * 18) / 25.4 * 96)}
# Of the parts that may not be cut: how high each is on paper.
HEIGHTS = """() => [...document.querySelectorAll("article figure, article tr")]
  .map(part => part.getBoundingClientRect().height)"""
# How many tables end beyond so many pixels from the left.
WIDE = """room => [...document.querySelectorAll("article table")]
  .filter(table => table.offsetParent && table.getBoundingClientRect().right > room + 1).length"""
# Of how many cells a word may be cut so that its column is as narrow as a letter.
LETTERS = """() => [...document.querySelectorAll("article :is(th, td, td *, th *)")]
  .filter(part => getComputedStyle(part).overflowWrap === "anywhere").length"""
KEPT = """([parts, name]) => [...document.querySelectorAll(parts)]
  .filter(part => part.offsetParent && getComputedStyle(part)[name] !== "avoid").length"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with open_tab() as page:
        yield page


def words(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("page", PRINTED)
def test_a_page_prints_with_its_title_first_and_no_empty_sheet(
    page: str, tab: Page, built: Project
) -> None:
    tab.goto((built.html / page).as_uri())
    title = tab.locator("h1").inner_text()
    sheets = pypdf.PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    texts = [sheet.extract_text() for sheet in sheets]
    assert words(title) in words(texts[0])
    drawn = [b" Do" in sheet.get_contents().get_data() for sheet in sheets]  # type: ignore[union-attr]
    empty = [len(words(text)) < 40 and not drawn[n] for n, text in enumerate(texts)]
    assert not any(empty)
    # where a page comes from has no sheet of its own
    foot = words(tab.locator(".page-foot dt").first.inner_text())
    assert len(texts) == 1 or not words(texts[-1]).startswith(foot)
    # a heading is never the last thing on a sheet
    headings = {words(text) for text in tab.locator("article :is(h2, h3)").all_inner_texts()}
    last = [words(text.strip().rpartition("\n")[2]) for text in texts]
    assert [line for line in last if line in headings] == []


@pytest.mark.parametrize("page", PRINTED)
def test_no_chart_and_no_row_is_cut_in_two(page: str, tab: Page, built: Project) -> None:
    tab.set_viewport_size(ROOM)
    tab.emulate_media(media="print")
    tab.goto((built.html / page).as_uri())
    assert max(tab.evaluate(HEIGHTS), default=0) < ROOM["height"]
    assert tab.evaluate(KEPT, ["article figure, article tr", "breakInside"]) == 0
    headings = "article :is(h1, h2, h3), article caption"
    assert tab.evaluate(KEPT, [headings, "breakAfter"]) == 0


@pytest.mark.parametrize("page", [*PRINTED, "data-dictionary.html"])
def test_a_table_fits_its_sheet_without_cutting_words_into_letters(
    page: str, tab: Page, built: Project
) -> None:
    tab.set_viewport_size(ROOM)
    tab.emulate_media(media="print")
    tab.goto((built.html / page).as_uri())
    assert tab.evaluate(LETTERS) == 0
    assert tab.evaluate(WIDE, ROOM["width"]) == 0


def test_on_paper_folded_tables_are_open_and_code_is_not_there(tab: Page, built: Project) -> None:
    tab.goto((built.html / PRINTED[1]).as_uri())
    sheets = pypdf.PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    text = " ".join(sheet.extract_text() for sheet in sheets)
    assert "Uitstroom naar bestemming" in re.sub(r"\s+", " ", text)
    assert "Bestemming niet genoemd" in re.sub(r"\s+", " ", text)
    assert "open_report" not in text
    # notes on its rows only where the reader opened them
    assert "Vindplaats in de bron" not in re.sub(r"\s+", " ", text)
