"""The pages in a browser: what scrolls, what they weigh, what search finds, on paper."""

import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from browsing import DESK, PHONE, open_tab, resize
from playwright.sync_api import Page

from evalutils.book.dutch_search import DutchSearch

# The inflections of verbs and nouns in this field, and words of every ending.
FORMS = (
    *("uitstromen", "uitstroom", "uitgestroomd", "gemeente", "gemeenten", "gemeentelijke"),
    *("deelnemer", "deelnemers", "deelname", "deelnemen", "kosten", "kostte", "baten", "werk"),
    *("werken", "werkte", "gewerkt", "betaald", "betaalde", "bijstand", "bijstandsuitkering"),
    *("uitkeringen", "mogelijkheden", "zelfstandigheid", "lopen", "liep", "lopend", "kinderen"),
    *("beëindigd", "coördinatie", "één", "financiële", "reïntegratie", "vrijwilligerswerk"),
    *("opleidingen", "opleiding", "treden", "trede", "baan", "banen", "ladder", "ladders"),
    *("vergelijking", "vergelijken", "vergelijkbaar", "heerlijkheid", "ijver", "yoga", "rijen"),
)


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with open_tab() as page:
        yield page


@contextmanager
def served(book: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def found(tab: Page, root: str, query: str) -> list[tuple[str, str]]:
    """Title and page of each result, best first."""
    tab.goto(f"{root}/search.html?q={quote(query)}")
    links = tab.locator("#resultaten h2 a")
    told: list[list[str]] = links.evaluate_all(
        "all => all.map(link => [link.textContent, link.getAttribute('href')])"
    )
    return [(title, page) for title, page in told]


def test_why_evaluations_cannot_be_compared_is_seen_without_moving(tab: Page, book: Path) -> None:
    resize(tab, DESK)
    tab.goto((book / "comparison.html").as_uri())
    place = tab.get_by_role("columnheader", name="Niet vergelijkbaar omdat").first.bounding_box()
    assert place
    assert place["x"] + place["width"] <= DESK


def test_beside_the_contents_the_verdict_on_a_target_is_seen_without_moving(
    tab: Page, book: Path
) -> None:
    resize(tab, DESK)
    tab.goto((book / "audit.html").as_uri())
    hidden = "box => box.scrollWidth - box.clientWidth"
    assert tab.locator("#tabel-doelen").evaluate(hidden) == 0


def test_a_table_with_sentences_is_read_on_a_phone_without_moving_it(tab: Page, book: Path) -> None:
    resize(tab, PHONE)
    tab.goto((book / "audit.html").as_uri())
    assert not tab.locator("#tabel-niet-sluitend.wide").count()
    cell = tab.locator("#tabel-niet-sluitend tbody td:last-child").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content").startswith(
        '"Waarschijnlijke oorzaak'
    )
    # to a screen reader it is a table still
    assert cell.get_attribute("role") == "cell"
    assert tab.locator("#tabel-niet-sluitend table").get_attribute("role") == "table"


def test_on_a_phone_a_document_leaves_out_what_is_nought_and_says_so(tab: Page, book: Path) -> None:
    noughts = "all => all.filter(one => one.textContent.trim() === '0' && one.offsetParent).length"
    shown = {}
    for width in (DESK, PHONE):
        resize(tab, width)
        tab.goto((book / "audit.html").as_uri())
        shown[width] = tab.locator("#tabel-documenten td").evaluate_all(noughts)
    assert shown[DESK] > 0
    assert shown[PHONE] == 0
    caption = "one => getComputedStyle(one, '::after').content"
    assert "is 0." in tab.locator("#tabel-documenten caption").evaluate(caption)


@pytest.mark.parametrize("page", ["data-dictionary", "sources/enschede-eaa-2019"])
def test_a_page_of_many_rows_is_a_few_screens_on_a_phone_and_its_tables_open(
    page: str, tab: Page, book: Path
) -> None:
    resize(tab, PHONE)
    tab.goto((book / f"{page}.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollHeight") < 20 * 800  # screens
    folds = tab.locator("main details:has(table) > summary")
    told = [
        (*map(int, re.findall(r"\d+", text)),)[-1] for text in folds.all_text_contents() if text
    ]
    rows = "all => all.map(one => one.parentElement.querySelectorAll('tbody tr').length)"
    assert folds.evaluate_all(rows) == told
    folds.first.click()
    assert tab.locator("main details:has(table) tbody tr").first.is_visible()


def test_a_link_to_a_row_in_a_folded_table_shows_it(tab: Page, book: Path) -> None:
    source = (book / "sources" / "enschede-eaa-2019.html").as_uri()
    tab.goto(source)
    row = tab.locator("details:has(table) tr[id]").last
    assert not row.is_visible()
    tab.goto(f"{source}#{row.get_attribute('id')}")
    assert row.is_visible()


def test_query_and_index_have_the_same_stems(tab: Page, book: Path) -> None:
    tab.goto((book / "search.html").as_uri())
    index = read_index(book)
    words = sorted({*FORMS, *index["terms"], *index["titleterms"]})
    assert not [word for word in words if word != word.lower()]
    stemmer = DutchSearch({})
    stems = tab.evaluate(
        "words => { const made = new Stemmer(); return words.map(word => made.stemWord(word)) }",
        words,
    )
    assert dict(zip(words, stems, strict=True)) == {word: stemmer.stem(word) for word in words}


def read_index(book: Path) -> dict[str, Any]:
    text = (book / "searchindex.js").read_text(encoding="utf-8")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


@pytest.mark.parametrize("on_disk", [True, False])
def test_search_finds_words_numbers_and_typing_errors(on_disk: bool, tab: Page, book: Path) -> None:
    with served(book) as address:
        root = book.as_uri() if on_disk else address
        for query, page in (
            ("Startbaan", "zwolle/startbaan/"),
            ("strtbaan", "zwolle/startbaan/"),
            ("Zwolle", "zwolle/index.html"),
            ("meet", ""),
            ("uitstromen", "/outflow.html"),
        ):
            assert page in found(tab, root, query)[0][1], query
        assert found(tab, root, "429")
        said = tab.get_by_role("status").text_content() or ""
        assert f"{len(found(tab, root, 'Zwolle'))} pagina's gevonden" in (
            tab.get_by_role("status").text_content() or ""
        )
        assert "gevonden voor ‘429’" in said
        assert found(tab, root, "qqqqqqq") == []
        assert "Geen pagina's gevonden" in (tab.get_by_role("status").text_content() or "")


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("statushouders", "enschede/arbeidsmarktaanpak/"),  # not the list of columns that names it
        ("instroom", "/"),  # pages of an evaluation, before those about all of them
        ("Fryslan", "fryslan-west/index.html"),  # without its accent
        ("Zwole", "zwolle/index.html"),
        ("begrippenlijst", "definitions.html"),  # a compound that stands nowhere
        ("gegevenswijzer", "data-dictionary.html"),
    ],
)
def test_search_leads_a_council_member_to_the_right_page_first(
    query: str, page: str, tab: Page, book: Path
) -> None:
    assert page in found(tab, book.as_uri(), query)[0][1]


def test_every_title_as_a_query_finds_its_page_first(tab: Page, book: Path) -> None:
    index = read_index(book)
    tab.goto((book / "search.html").as_uri())
    first = tab.evaluate(
        "([index, titles]) => titles.map(title => search(index, title).pages[0])",
        [index, index["titles"]],
    )
    titles = index["titles"]
    assert [titles[page] for page in first] == titles
    assert len(titles) > 40


def test_what_search_shows_of_a_page_tells_it_apart(book: Path) -> None:
    index = read_index(book)
    leads = dict(zip(index["docnames"], index["leads"], strict=True))
    # An evaluation and its chapter may give the same answer; pages of one kind begin alike.
    assert max(Counter(filter(None, leads.values())).values()) <= 2
    assert "13 van de 118" in leads["zwolle/startbaan/2021-2023/index"]
    assert "aanmeldingen die niet zijn doorgezet" in leads["zwolle/startbaan/2021-2023/outflow"]


def test_the_keyboard_alone_opens_the_contents_of_a_phone_and_closes_them(
    tab: Page, book: Path
) -> None:
    resize(tab, PHONE)
    tab.goto((book / "index.html").as_uri())
    contents = tab.get_by_role("navigation", name="Inhoud van het boek")
    assert not contents.is_visible()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    tab.get_by_role("button", name="Inhoud").focus()
    tab.keyboard.press("Enter")
    assert contents.is_visible()
    tab.keyboard.press("Escape")
    assert not contents.is_visible()
    assert tab.evaluate("document.activeElement.textContent") == "Inhoud"


def stop_at(tab: Page, wanted: str, most: int = 300) -> None:
    """Press Tab until what has the focus is wanted, and see at each stop where that is."""
    for _ in range(most):
        tab.keyboard.press("Tab")
        unseen = "getComputedStyle(document.activeElement).outlineStyle === 'none'"
        assert not tab.evaluate(unseen), tab.evaluate("document.activeElement.outerHTML")
        if tab.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by the keyboard")


def test_the_keyboard_alone_searches_unfolds_moves_a_table_and_copies_how_to_cite(
    tab: Page, book: Path
) -> None:
    resize(tab, PHONE)
    tab.goto((book / "enschede" / "arbeidsmarktaanpak" / "2019-q1-q3" / "outflow.html").as_uri())
    stop_at(tab, "a.skip")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "inhoud"
    stop_at(tab, ".scroll.wide")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.activeElement.scrollLeft > 0")
    stop_at(tab, "summary")
    assert not tab.evaluate("document.activeElement.parentElement.open")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.parentElement.open")
    stop_at(tab, "button.copy")
    tab.keyboard.press("Enter")
    tab.wait_for_function("document.activeElement.textContent === 'Gekopieerd'")

    tab.goto((book / "index.html").as_uri())
    stop_at(tab, "input[type=search]")
    tab.keyboard.type("Startbaan")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#resultaten h2 a")
    stop_at(tab, "#resultaten h2 a")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/zwolle/startbaan/**")
