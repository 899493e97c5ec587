"""Text is literal wherever it is put: the parsers of the book see words and nothing else."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from docutils import nodes  # type: ignore[import-untyped]
from docutils.core import publish_doctree  # type: ignore[import-untyped]
from hostile import SNIPPETS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser  # type: ignore[import-untyped]

from evalutils import literal
from evalutils.book.markdown import definition_list, link, table
from evalutils.keys import slug, slugs, told_apart

# Also those that the book does not turn on: somebody may.
EXTENSIONS = (
    *("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"),
    *("fieldlist", "html_admonition", "html_image", "linkify", "replacements", "smartquotes"),
    *("strikethrough", "substitution", "tasklist"),
)
PLACES: dict[str, Callable[[str], str]] = {
    "heading": lambda text: f"# {text}",
    "paragraph": lambda text: text,
    "after a sentence": lambda text: f"Een zin. {text}, nog een.",
    "bold": lambda text: f"**{text}**",
    "list": lambda text: f"- {text}\n- {text}",
    "table": lambda text: table(["Kop"], [[text], [text]]),
    "definition": lambda text: definition_list([("Term", text), ("Term", text)]),
    "box": lambda text: f"::::{{note}}\n{text}\n::::",
}
# Whatever a file may hold in a text of one line.
TEXTS = st.text(
    st.sampled_from("ab1 .,;?/`*_{}[]()<>#|$~&^@!:=+-%\\/'\"\x7eé\xa0")
    | st.characters(codec="utf-8"),
    min_size=1,
    max_size=25,
).filter(lambda text: literal.one_line(text) != "")


def parsed(text: str, *, commonmark: bool = False) -> nodes.document:
    options = {
        "myst_enable_extensions": [*EXTENSIONS],
        "myst_commonmark_only": commonmark,
        "report_level": 5,
        "doctitle_xform": False,
    }
    return publish_doctree(text, parser=Parser(), settings_overrides=options)


def shape(document: nodes.document) -> list[str]:
    """The kinds of element on a page, in order."""
    return [type(node).__name__ for node in document.findall()]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", SNIPPETS)
def test_harmful_text_is_shown_as_it_is_at_every_place_of_a_page(text: str, place: str) -> None:
    document = parsed(PLACES[place](literal.markdown(text)))
    assert shape(document) == shape(parsed(PLACES[place]("woord")))
    assert text in document.astext()


@pytest.mark.parametrize("text", SNIPPETS)
def test_harmful_text_in_the_output_of_a_notebook_is_shown_as_it_is(text: str) -> None:
    document = parsed(f"- {literal.markdown(text)}.", commonmark=True)
    assert shape(document) == shape(parsed("- woord.", commonmark=True))
    assert document.astext() == f"{text}."


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example(",, ???? ?... !!!! (c) +-")
def test_any_text_is_one_piece_of_text(text: str) -> None:
    line = literal.one_line(text)
    (paragraph,) = parsed(f"x{literal.markdown(text)}x").children
    assert [type(node) for node in paragraph.children] == [nodes.Text]
    assert paragraph.astext().replace("\ufffd", "") == f"x{line}x".replace("\x00", "")


@pytest.mark.parametrize("text", [*SNIPPETS, "`", "``a`", "a|b", r"a\|b", "| ` |", "a  b"])
def test_code_is_shown_as_it_is_in_a_sentence_and_in_a_table(text: str) -> None:
    for source in (f"Zie {literal.code(text)}.", table(["Kop"], [[literal.code(text)]])):
        (found,) = parsed(source).findall(nodes.literal)
        assert found.astext() == literal.one_line(text)


def test_a_link_shows_its_text_and_leads_where_it_should() -> None:
    for text in SNIPPETS:
        document = parsed(link(text, "#hier").replace("#hier", "https://example.org"))
        (found,) = document.findall(nodes.reference)
        assert (found.astext(), found["refuri"]) == (text, "https://example.org")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_html_is_one_piece_of_text_between_tags_and_in_an_attribute(text: str) -> None:
    found: list[object] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, attrs))

        def handle_data(self, data: str) -> None:
            found.append(data)

    reader = Reader()
    reader.feed(f'<b title="{literal.html(text)}">x{literal.html(text)}x</b>')
    assert found == [("b", [("title", text)]), f"x{text}x"]


def test_html_holds_no_double_braces_for_makers_of_tables() -> None:
    assert "{" not in literal.html("{{H2O}} {% raw %}")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+a", "'+a"),
        ("-2+3+cmd|x", "'-2+3+cmd|x"),
        ("@b", "'@b"),
        ("\t=1", "'=1"),  # a tab or a line break is white space
        ("a\r\n=1", "a =1"),
        (" =1", "'=1"),
        ("＝1", "'＝1"),
        ("a;=1;b", "a;'=1;b"),  # a Dutch spreadsheet starts a new cell after a semicolon
        ('a; "=1', "a;' \"=1"),
        ("'=1", "''=1"),
        ("a=b; c - d", "a=b; c - d"),
        ("3-5", "3-5"),
        ("−5", "−5"),  # a minus sign is no hyphen
        ("naar werk", "naar werk"),
        ("", ""),
    ],
)
def test_a_cell_of_a_published_table_is_no_formula(text: str, cell: str) -> None:
    assert literal.csv_cell(text) == cell


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("=+-@;'\" ab1"), max_size=12))
def test_taking_the_quotes_away_gives_the_text_back(text: str) -> None:
    line = literal.one_line(text)
    cells = []
    for part in literal.csv_cell(text).split(";"):
        bare = part.lstrip(" '\"")
        guarded = bare[:1] in ("=", "+", "-", "@") and bare != ""
        assert not guarded or part[0] == "'"
        cells.append(part[1:] if guarded else part)
    assert ";".join(cells) == line


def test_a_space_that_does_not_break_stays() -> None:
    assert literal.one_line(" €\xa07.000\n per\tmaand ") == "€\xa07.000 per maand"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bereik van de Doen!Beurzen", "bereik-van-de-doen-beurzen"),
        ("Zoë's groep", "zoe-s-groep"),
        ("<script>", "script"),
        ("Ж", "naam"),
        ("--", "naam"),
    ],
)
def test_a_name_becomes_an_identifier(name: str, key: str) -> None:
    assert slug(name) == key


def test_names_with_the_same_identifier_are_told_apart() -> None:
    names = ["A b", "a-b", "A b", "a b 2", "a, b"]
    assert slugs(names) == {"A b": "a-b", "a-b": "a-b-2", "a b 2": "a-b-2-2", "a, b": "a-b-3"}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "a:2", "a:2:2", "b", "a:3"]), max_size=12))
def test_no_two_of_the_same_name_stay_the_same(names: list[str]) -> None:
    found = told_apart(names, ":")
    assert len(set(found)) == len(names)
    assert all(new.startswith(old) for new, old in zip(found, names, strict=True))
