"""What a reader sees or hears is plain Dutch: no jargon, no English, one form of address."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from browsing import pages_of
from bs4 import BeautifulSoup, Tag

from evalutils.contracts.fixed_names import HAND_WRITTEN

# Pages on which words of the trade are explained.
EXPLAIN = {"methods.html", "definitions.html"}
SPOKEN = ("alt", "aria-label", "title", "placeholder")
LINES = ("p", "li", "dd", "dt", "h1", "h2", "h3", "h4", "caption", "figcaption", "summary")
LINES += ("button", "label", "th", "td", "title", "noscript")
# What data files say stands between these quotes, and in tables with rows of documents.
QUOTED = re.compile("‘[^’]*’")
JARGON = re.compile(
    r"niet sluitend|sluit(en)? niet|niet sluiten|sluit(en)? aan\b|standen en stromen|\btrekking|"
    r"(?<!lijn )(?<!gemiddelde )\bgetrokken",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(the|search|searching|next|previous|contents|toggle|skip to|show|hide|permalink|close|dark|"
    r"copy|results?|found|error|of the|loading|back to top|on this page)\b",
    re.IGNORECASE,
)
FORMAL = re.compile(r"\b(u|uw|uzelf)\b")
THOUSANDS = re.compile(r"€[\s\xa0][\d.,]+[\s\xa0]duizend")
# A text between quotes in a script that a reader can see: it has a capital or a space.
SCRIPT_TEXT = re.compile(r"""["'`]([A-Z][a-z]+(?: [^"'`]*)?|[a-z]+ [^"'`<>(){};=]*)["'`]""")


@cache
def told(page: Path) -> tuple[str, ...]:
    """Every line and every name of a page, without code, formulas and files of data."""
    return tuple(_told(page))


def _told(page: Path) -> Iterator[str]:
    soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    for part in soup(["script", "style", "code", "pre", "math", "cite"]):
        part.decompose()
    for element in soup.find_all(True):
        yield from (str(element[name]) for name in SPOKEN if element.get(name))
        if element.name in LINES and not element.find(LINES):
            yield re.sub(r"\s+", " ", QUOTED.sub("", element.get_text(" ")))


def found(book: Path, pattern: re.Pattern[str], leave_out: Sequence[str] = ()) -> set[str]:
    """What matches, with its page."""
    return {
        f"{page.relative_to(book)}: {text[:150]}"
        for page in pages_of(book)
        if page.name not in leave_out
        for text in told(page)
        if pattern.search(text)
    }


def test_words_of_the_trade_stand_only_where_they_are_explained(book: Path) -> None:
    # what a source says of itself stays as it is
    assert {
        text for text in found(book, JARGON, EXPLAIN) if "sluit het traject" not in text
    } == set()


def test_no_amount_is_written_in_thousands(book: Path) -> None:
    assert found(book, THOUSANDS) == set()


def test_a_reader_is_addressed_in_one_way(book: Path) -> None:
    names = {Path(name).with_suffix(".html").name for name in HAND_WRITTEN} | {"search.html"}
    formal = {text for text in found(book, FORMAL) if text.partition(":")[0] in names}
    assert formal == set()


@pytest.mark.parametrize("name", ["book.js", "search.js"])
def test_what_scripts_say_is_dutch(name: str, book: Path) -> None:
    script = (book / "_static" / name).read_text(encoding="utf-8")
    code = re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)
    said = {match[1] for match in SCRIPT_TEXT.finditer(code)}
    assert {text for text in said if ENGLISH.search(text) and text != "use strict"} == set()


def test_what_stands_around_every_page_is_dutch(book: Path) -> None:
    around = set[str]()
    for page in pages_of(book):
        soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for part in soup(["article", "script", "style", "title"]):
            part.decompose()
        around.update(text for text in soup.stripped_strings)
    assert len(around) > 20
    assert {text for text in around if ENGLISH.search(text)} == set()


def test_every_term_has_a_place_and_its_first_use_on_a_page_leads_there(book: Path) -> None:
    glossary = BeautifulSoup((book / "definitions.html").read_text(encoding="utf-8"), "html.parser")
    places = {str(term["id"]) for term in glossary.select("dt[id]")}
    assert len(places) == len(glossary.select("article section dt"))
    assert "begrip-cohort" in places
    linked = 0
    for page in pages_of(book):
        article = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").article
        used = [] if article is None else [str(link["href"]) for link in article.select("a.term")]
        assert len(used) == len(set(used)), page
        assert {address.partition("#")[2] for address in used} <= places, page
        assert article is None or not article.select(
            "h1 .term, h2 .term, a a, code .term, table .term"
        )
        linked += len(used)
    assert linked > 50


def test_the_first_use_of_a_term_in_a_sentence_is_a_link(book: Path) -> None:
    html = (book / "zwolle/ontwikkelroute/2022-2023/index.html").read_text(encoding="utf-8")
    brief = BeautifulSoup(html, "html.parser").select_one(".in-brief")
    assert isinstance(brief, Tag)
    links = {link.get_text(): str(link["href"]) for link in brief.select("a.term")}
    assert links["95%-interval"].endswith("definitions.html#begrip-interval-of-marge")
