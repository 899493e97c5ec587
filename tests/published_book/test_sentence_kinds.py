"""No page of the book says a thing as nobody would: the kinds of it, each shown to be found."""

import pytest
from book_project import Project

from sentence_kinds import KINDS, Kind, lines_of

# These pages say how a file is written: with dates as 2019-09-30 and codes as at_least.
ABOUT_FILES = ("data-dictionary.html", "open-data.html")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_each_kind_is_found_in_its_examples_and_not_in_good_sentences(kind: Kind) -> None:
    assert [text for text in kind.wrong if not kind.found(text)] == []
    assert [text for other in KINDS for text in other.right if kind.found(text)] == []


def test_sentences_captions_text_alternatives_and_rows_are_read_and_code_is_not() -> None:
    html = """<p>Buiten</p><article><p>Een <b>zin</b>.</p><img alt="Een grafiek: 3">
    <table><caption>Titel</caption><tr><th>Maat</th><td><p>Stand</p></td><td>4</td></tr></table>
    <pre>20200107</pre><p>Zie <code>at_least</code> hier.</p></article><p>Onder</p>"""
    assert lines_of(html) == [
        "Een zin.", "Een grafiek: 3", "Titel", "Maat | Stand | 4", "Zie hier.",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_page_has_a_fault_of_the_kind(built: Project, kind: Kind) -> None:
    pages = [path for path in built.html.rglob("*.html") if path.name not in ABOUT_FILES]
    assert len(pages) > 20
    found = {
        str(path.relative_to(built.html)): lines
        for path in pages
        if (lines := [line for line in lines_of(path.read_text("utf-8")) if kind.found(line)])
    }
    assert found == {}
