"""A report as a reader gets it: one file, in order, literal, and without a call to others."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest

from evalutils.book.export.myst_html import Outline
from evalutils.book.export.one_file import report_html
from evalutils.book.publication import read_publication

ROOT = Path(__file__).parents[2]
EXTENSIONS = ["colon_fence", "deflist", "dollarmath"]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
TABLE = (
    '<div id="tabel-x"><style>#tabel-x .gt_row {color: #333}</style>'
    '<table class="gt_table" aria-labelledby="tabel-x-title"><thead>'
    '<tr class="gt_heading"><td class="gt_heading gt_title" id="tabel-x-title">Vertrek &lt;b&gt;'
    '</td></tr><tr><th id="tabel-x-n">Aantal</th></tr></thead>'
    '<tbody><tr><td headers="tabel-x-n">12</td></tr></tbody></table></div>'
)


def text(source: str, anchor: str = "deel", **metadata: Any) -> dict[str, Any]:
    place = {"anchor": anchor, "shift": 0, **metadata}
    return {"cell_type": "markdown", "metadata": place, "source": source}


def shows(data: dict[str, str], **metadata: Any) -> dict[str, Any]:
    output = {"output_type": "display_data", "metadata": {}, "data": data}
    place = {"anchor": "deel", "shift": 0, "tags": [], **metadata}
    cell = {"cell_type": "code", "metadata": place, "source": "", "execution_count": None}
    return {**cell, "outputs": [output]}


def report(*cells: dict[str, Any], anchors: dict[str, str] | None = None) -> str:
    numbered = [{**cell, "id": f"c{number}"} for number, cell in enumerate(cells)]
    content = {"cells": numbered, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    notebook = nbformat.from_dict(content)
    outline = Outline(anchors or {})
    house = read_publication(ROOT / "book")
    logo = (ROOT / "book" / house.logo).read_bytes()
    look = {"title": "Titel <b>", "extensions": EXTENSIONS, "house": house, "logo": logo}
    return report_html(notebook, outline, **look)


class Elements(HTMLParser):
    """The elements of a page with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.found if tag in tags]


def test_headings_never_skip_a_level_and_every_link_in_the_contents_leads_to_one() -> None:
    html = report(
        text("# Evaluatie", "evaluatie", part="evaluatie"),
        text("# Uitstroom\n\n### Diep\n\n## Ondiep", "uitstroom", part="uitstroom", shift=1),
        text("## Ondiep", "uitstroom", shift=1),
    )
    page = Elements(html)
    levels = [tag for tag, _ in page.found if re.fullmatch(r"h\d", tag)]
    assert levels == ["h1", "h2", "h3", "h3", "h3"]  # the third would be h4: one too deep
    names = [attributes["id"] for attributes in page.named("h1", "h2", "h3")]
    assert len(set(names)) == 5
    contents = re.findall(r'href="#([^"]+)"', html.partition("<main")[0])
    assert contents == ["inhoud", *names[1:]]
    assert [part["aria-labelledby"] for part in page.named("section")] == names[:2]


def test_a_report_may_ask_nothing_of_others_and_holds_no_script() -> None:
    page = Elements(report(text("# Titel"), shows({"image/svg+xml": SVG})))
    policy = next(meta["content"] for meta in page.named("meta") if "http-equiv" in meta)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert not page.named("script", "link", "iframe", "object")
    assert all(str(image["src"]).startswith("data:") for image in page.named("img"))


def test_a_chart_has_its_number_caption_and_text_alternative() -> None:
    about = {"figure": {"caption": "Groei \\<b\\>", "name": "fig-x"}, "image": {"alt": '12 "ja"'}}
    chart = shows({"image/svg+xml": SVG, "text/plain": "12"}, mystnb=about)
    html = report(text("# Titel"), chart, {**chart, "metadata": chart["metadata"]})
    number = '<span class="number">Figuur 1</span>'
    assert f"<figcaption>{number} Groei &lt;b&gt;</figcaption>" in html
    assert "Figuur 2</span> Groei" in html
    logo, drawn, _ = Elements(html).named("img")
    assert (logo["alt"], drawn["alt"]) == ("Project evalutils", '12 "ja"')


def test_a_table_gets_a_caption_and_names_that_no_other_table_has() -> None:
    html = report(text("# Titel"), shows({"text/html": TABLE}), shows({"text/html": TABLE}))
    page = Elements(html)
    assert html.count("<caption>Vertrek &lt;b&gt;</caption>") == 2
    names = [item["id"] for _, item in page.found if item.get("id")]
    assert len(names) == len(set(names))
    heads = [item["id"] for item in page.named("th")]
    assert [item["headers"] for item in page.named("td")] == heads
    assert "color: #333" not in html


def test_a_table_in_markdown_is_named_after_the_heading_above_it() -> None:
    html = report(text("# Titel\n\n## Kosten\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
    assert '<caption class="unseen">Kosten</caption>' in html
    assert all(head["scope"] == "col" for head in Elements(html).named("th"))


def test_a_table_in_a_fold_is_named_after_what_opens_it() -> None:
    fold = "<details><summary>Kosten: 2 cijfers</summary>\n\n| a |\n|---|\n| 1 |\n\n</details>"
    html = report(text(f"# Titel\n\n{fold}\n\n| b |\n|---|\n| 2 |"))
    names = re.findall(r'<caption class="unseen">(.*?)</caption>', html)
    assert names == ["Kosten: 2 cijfers", "Titel"]


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("/x/y/z/outflow.ipynb", '<a href="#hoofdstuk-outflow">woord</a>'),
        ("/x/index.md", "woord."),  # the municipality: its name says enough
        ("/methods.md", "woord (in het boek)."),
        ("#bewijskracht", "woord (in het boek)."),
        ("https://example.org/", 'href="https://example.org/"'),
        ("javascript:alert(1)", "[woord](javascript:alert(1))."),
    ],
)
def test_a_link_leads_to_its_place_in_the_report_or_says_that_it_is_in_the_book(
    target: str, shown: str
) -> None:
    anchors = {"x/y/z/outflow.ipynb": "hoofdstuk-outflow", "x/index.md": ""}
    assert shown in report(text(f"# Titel\n\n[woord]({target})."), anchors=anchors)


def test_formulas_are_mathml_and_one_that_cannot_be_read_stands_as_it_was_written() -> None:
    html = report(text("# Titel\n\nEen $x^2$ en $\\foo{ < _^$.\n\n$$\ny\n$$\n\n```{math}\nz\n```"))
    assert html.count("<math") == 3
    assert "<code>\\foo&#123; &lt; _^</code>" in html


def test_boxes_hold_markdown_and_keep_their_class() -> None:
    html = report(text("# Titel\n\n::::{div} facts\nPrivacy\n: **niets** verborgen\n::::"))
    assert '<div class="facts">' in html
    assert "<strong>niets</strong>" in html


def test_text_that_looks_like_code_of_the_template_stays_text() -> None:
    html = report(
        text("# \\<script\\>alert\\(1\\)\\</script\\> {{ 7 * 7 }}"),
        shows({"text/plain": "<b>{{ 7 * 7 }}</b>"}),
    )
    assert "49" not in html.partition("</style>")[2]
    assert not Elements(html).named("script", "b")
    assert "<title>Titel &lt;b&gt;</title>" in html


def test_what_a_user_installed_for_jupyter_changes_no_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    before = report(text("# Titel"))
    mine = tmp_path / "nbconvert" / "templates" / "report"
    mine.mkdir(parents=True)
    (mine / "report.html.j2").write_text("van mij", encoding="utf-8")
    (mine / "conf.json").write_text('{"base_template": "lab"}', encoding="utf-8")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    assert report(text("# Titel")) == before
