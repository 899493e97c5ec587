"""How a notebook shows sentences, tables and charts."""

import pytest
from matplotlib.figure import Figure

from evalutils.display import NOTHING_MIME, Chart, Nothing, Prose, Table, plain


def test_sentences_are_markdown() -> None:
    assert Prose("Twee **cliënten**.")._repr_mimebundle_() == {
        "text/markdown": "Twee **cliënten**.",
        "text/plain": "Twee **cliënten**.",
    }


def test_a_table_is_html_with_its_title_as_plain_text() -> None:
    bundle = Table("<table></table>", "Titel")._repr_mimebundle_()
    assert bundle == {"text/html": "<table></table>", "text/plain": "Titel"}


def test_a_chart_is_an_image_with_its_texts_as_metadata() -> None:
    data, metadata = Chart(Figure(), "naam", "Bijschrift", "Beschrijving.")._repr_mimebundle_()
    assert data["text/plain"] == "Beschrijving."
    assert metadata == {
        "evalutils": {"name": "naam", "caption": "Bijschrift", "alt": "Beschrijving."}
    }


def test_nothing_shows_that_there_is_nothing() -> None:
    assert NOTHING_MIME in Nothing()._repr_mimebundle_()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gewone woorden, 50% (2020)", "gewone woorden, 50% (2020)"),
        ("*vet* en _schuin_", r"\*vet\* en \_schuin\_"),
        ("<b>x</b> & y", r"\<b\>x\</b\> \& y"),
        ("twee\n regels", "twee regels"),
        ("{role}`x` $y$", r"\{role\}\`x\` \$y\$"),
    ],
)
def test_words_of_a_data_file_hold_no_markup(text: str, shown: str) -> None:
    assert plain(text) == shown
