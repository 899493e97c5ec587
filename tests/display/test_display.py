"""How a notebook shows sentences, tables and charts."""

from matplotlib.figure import Figure

from evalutils.display import NOTHING_MIME, Chart, HtmlTable, Nothing, Prose


def test_sentences_are_markdown() -> None:
    data, _ = Prose("Twee **cliënten**.")._repr_mimebundle_()
    assert data == {"text/markdown": "Twee **cliënten**.", "text/plain": "Twee **cliënten**."}


def test_a_table_is_html_with_its_title_as_plain_text() -> None:
    data, _ = HtmlTable("<table></table>", "Titel")._repr_mimebundle_()
    assert data == {"text/html": "<table></table>", "text/plain": "Titel"}


def test_a_chart_is_an_image_with_its_texts_as_metadata() -> None:
    data, metadata = Chart(Figure(), "naam", "Bijschrift", "Beschrijving.")._repr_mimebundle_()
    assert data["text/plain"] == "Beschrijving."
    assert metadata == {
        "evalutils": {"name": "naam", "caption": "Bijschrift", "alt": "Beschrijving."}
    }


def test_nothing_shows_that_there_is_nothing() -> None:
    assert NOTHING_MIME in Nothing()._repr_mimebundle_()[0]


def test_dollar_signs_in_a_chart_are_text() -> None:
    figure = Figure()
    figure.text(0, 0, "$5$")
    data, _ = Chart(figure, "naam", "Bijschrift", "Beschrijving.")._repr_mimebundle_()
    assert data["image/svg+xml"].count("<use ") == 3  # as mathematics it would be the 5 alone


def test_a_bad_formula_in_any_label_of_a_chart_stops_nothing() -> None:
    figure, bad = Figure(), r"$\foo{$ en $_^$"
    axes = figure.add_subplot()
    axes.set_title(bad)
    axes.set_xlabel(bad)
    axes.set_xticks([0, 1], [bad, bad])
    axes.plot([0, 1], label=bad)
    axes.legend(title=bad)
    axes.annotate(bad, (0, 0))
    figure.suptitle(bad)
    data, _ = Chart(figure, "naam", "Bijschrift", "Beschrijving.")._repr_mimebundle_()
    assert data["image/svg+xml"].count(f"<!-- {bad} -->") == 8
