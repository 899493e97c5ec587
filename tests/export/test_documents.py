"""PDF and Word documents: what they say, for eyes, programs and screen readers."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html import escape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from evalutils.book.export.documents import About, docx_of, is_ours, pdf_of
from evalutils.errors import BuildError

ABOUT = About("Startbaan, 2023 · Zwolle", "Zwolle", "Concept, niet vrijgegeven.")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>'
# What would run, or be read from the disk, if it were taken as Typst, TeX, HTML or Markdown.
HARMFUL = (
    '#read("/etc/passwd")',
    '#import "x.typ"; ]#panic()[',
    "$x^2$ \\input{x} `raw`",
    "@label <label> //weg /*weg*/",
    "*vet* _schuin_ = kop",
    "een... twee-- drie-? vier---",
    "\U0001f600 \u05d0\u05e8\u05d5\u05da",
    '" + read("x") + "',
)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    (tmp_path / "grafiek.svg").write_text(PICTURE, encoding="utf-8")
    return tmp_path


def chart(words: str) -> str:
    return (
        f'<figure id="fig"><img src="grafiek.svg" alt="{escape(words)}">'
        "<figcaption>Figuur 1: Vertrek</figcaption></figure>"
    )


def text_of(pdf: bytes) -> str:
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    return re.sub(r"\s+", " ", " ".join(pages)).replace("\u200b", "")


def spoken_in(pdf: bytes) -> set[str]:
    """The words that stand in for pictures and formulas."""
    objects = PdfReader(BytesIO(pdf))
    found = (objects.get_object(number) for number in range(1, len(objects.xref[0]) + 1))
    return {str(item["/Alt"]) for item in found if isinstance(item, dict) and "/Alt" in item}


def test_a_pdf_says_that_it_is_accessible_dutch_and_what_it_is_called(pictures: Path) -> None:
    pdf = pdf_of(ABOUT, ["<h1>Startbaan</h1><p>Tien mensen.</p>"], pictures)
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl-NL"
    assert reader.metadata is not None
    assert reader.metadata.title == ABOUT.title
    width, height = reader.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842)  # A4 in points: 210 by 297 mm


def test_every_page_of_a_draft_says_so(pictures: Path) -> None:
    pages = PdfReader(BytesIO(pdf_of(ABOUT, ["<p>a</p>"] * 3, pictures))).pages
    assert [ABOUT.notice in page.extract_text() for page in pages] == [True] * 3


def test_a_chart_and_a_formula_are_said_in_words(pictures: Path) -> None:
    formula = "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"
    pdf = pdf_of(ABOUT, [chart("Tien van de twintig") + f"<p>{formula}</p>"], pictures)
    assert spoken_in(pdf) == {"Tien van de twintig", "\\frac{a}{b}"}


def test_a_picture_without_words_makes_no_document(pictures: Path) -> None:
    # An empty text says that there is nothing to see, which Typst takes for none at all.
    with pytest.raises(BuildError, match="No PDF could be made of 'Startbaan, 2023 · Zwolle'"):
        pdf_of(ABOUT, ['<p><math display="block"></math><img src="weg.svg" alt="x"></p>'], pictures)


@pytest.mark.parametrize("text", HARMFUL)
def test_text_is_shown_as_it_was_written_wherever_it_stands(text: str, pictures: Path) -> None:
    shown = escape(text)
    content = (
        f"<h1>{shown}</h1><p>{shown}</p>{chart(text)}<table><caption>{shown}</caption>"
        f"<tr><th>{shown}</th></tr><tr><td>{shown}</td></tr></table>"
    )
    about = About(f"T {text}", f"B {text}", f"N {text}")
    pdf = pdf_of(about, [content], pictures)
    folded = re.sub(r"\s+", "", text)
    # Above it, its notice, heading, paragraph, caption and two cells.
    assert re.sub(r"\s+", "", text_of(pdf)).count(folded) == 7
    assert text in spoken_in(pdf)


def test_a_square_stands_for_a_sign_that_no_font_has(pictures: Path) -> None:
    assert "a \u25a1 b" in text_of(pdf_of(ABOUT, ["<p>a \U0001f468 b</p>"], pictures))


def test_reports_in_one_document_keep_their_own_links(pictures: Path) -> None:
    report = '<h1 id="plek">Kop</h1><p><a href="#plek">naar kop</a> <a href="#weg">nergens</a></p>'
    pages = PdfReader(BytesIO(pdf_of(ABOUT, [report, report], pictures))).pages
    links = [[item.get_object() for item in page["/Annots"]] for page in pages]
    assert [len(found) for found in links] == [1, 1]
    places = [found[0]["/A"]["/D"] if "/A" in found[0] else found[0]["/Dest"] for found in links]
    assert places[0] != places[1]


def test_columns_share_a_line_by_what_they_hold_and_numbers_stand_right(pictures: Path) -> None:
    long, cell = "woord " * 60, '<td class="gt_row gt_right">1</td>'
    table = f"<table><tr><th>Wat</th><th>Aantal</th></tr><tr><td>{long}</td>{cell}</tr></table>"
    page = PdfReader(BytesIO(pdf_of(ABOUT, [table], pictures))).pages[0]
    places: dict[str, float] = {}

    def note(text: str, page: list[float], line: list[float], *_: object) -> None:
        places.setdefault(text.strip(), page[4] + page[0] * line[4])

    page.extract_text(visitor_text=note)
    # 595 points less two margins of 22 mm (62 points) is a line of 470.
    assert places["1"] > 62 + 0.8 * 470


def test_a_table_too_wide_for_its_longest_words_has_smaller_letters(pictures: Path) -> None:
    def size_of(columns: int) -> float:
        cells = "".join(f"<td>bijstandsexperiment{place}</td>" for place in range(columns))
        pdf = pdf_of(ABOUT, [f"<table><tr>{cells}</tr></table>"], pictures)
        page, sizes = PdfReader(BytesIO(pdf)).pages[0], dict[str, float]()

        def note(text: str, _: object, place: list[float], __: object, size: float) -> None:
            sizes[text] = abs(size * place[3])

        page.extract_text(visitor_text=note)
        return min(size for text, size in sizes.items() if "bijstand" in text)

    # Of 8.5 points; ten such words ask for twice a line of 100 characters, three fit on one.
    assert size_of(3) == pytest.approx(8.5)
    assert size_of(10) == pytest.approx(0.75 * 8.5)


def test_of_many_columns_the_longest_texts_get_the_room_that_is_left(pictures: Path) -> None:
    """Each column keeps its longest word; what is left goes where it makes the table lowest."""
    names = f"<td>{'aandeel van wie vertrok ' * 8}</td>"
    numbers = '<td class="gt_row gt_right">27,4 per 100</td>' * 5
    row = f"<tr>{names}{numbers}<td>Werkfit, inventarisatie</td></tr>"
    page = PdfReader(BytesIO(pdf_of(ABOUT, [f"<table>{row * 3}</table>"], pictures))).pages[0]
    told = page.extract_text()
    # a number stays beside its unit
    assert told.count("27,4 per 100") == 3 * 5
    # 8 times 24 characters on lines of twice a number, and not on 18 of its longest word
    assert len([line for line in told.splitlines() if "vertrok" in line]) <= 3 * 192 / (2 * 12)


def test_a_term_stands_on_the_line_of_what_it_means(pictures: Path) -> None:
    said = "<dl><dt>Uitgever</dt><dd><p>Gemeente <em>Zwolle</em></p></dd></dl>"
    page = PdfReader(BytesIO(pdf_of(ABOUT, [said], pictures))).pages[0]
    assert any(
        re.fullmatch(r"Uitgever\s+Gemeente\s+Zwolle", line.strip())
        for line in page.extract_text().splitlines()
    )


def test_a_short_table_goes_to_the_next_sheet_whole(pictures: Path) -> None:
    """So that a heading between its rows does not stand alone at the foot."""
    rows = "".join(f"<tr><td>rij {number}</td></tr>" for number in range(8))
    table = f"<table><caption>Beter</caption>{rows}</table>"
    for lines in range(30, 46):  # the table comes ever lower on the sheet
        pages = PdfReader(BytesIO(pdf_of(ABOUT, ["<p>regel</p>" * lines + table], pictures))).pages
        told = [page.extract_text().count("rij ") for page in pages]
        assert set(told) <= {0, 8}


def test_a_document_is_the_same_every_time(pictures: Path) -> None:
    assert len({pdf_of(ABOUT, [chart("a")], pictures) for _ in range(2)}) == 1


def test_a_word_document_has_its_title_language_and_words_for_charts(pictures: Path) -> None:
    parts = zipfile.ZipFile(BytesIO(docx_of(ABOUT, f"<h1>Kop</h1>{chart('Tien')}", pictures)))
    text, core = (parts.read(name).decode() for name in ("word/document.xml", "docProps/core.xml"))
    assert 'descr="Tien"' in text
    assert ABOUT.notice in text
    assert "<dc:language>nl</dc:language>" in core
    assert ABOUT.title in core
    (picture,) = [name for name in parts.namelist() if name.startswith("word/media/")]
    assert picture.endswith(".png")


def test_the_headings_and_links_of_a_word_document_are_in_the_house_colour(pictures: Path) -> None:
    about = replace(ABOUT, colour="#123abc")
    docx = docx_of(about, "<h1>Kop</h1><p>a</p>", pictures)
    styles = zipfile.ZipFile(BytesIO(docx)).read("word/styles.xml").decode()
    for name in ("Heading1", "Heading2", "Heading3", "Hyperlink"):
        style = styles.partition(f'w:styleId="{name}"')[2].partition("</w:style>")[0]
        assert '<w:color w:val="123abc" />' in style
    assert 'themeColor="accent1"' not in styles


def test_a_word_document_is_a4_has_its_title_once_and_small_letters_in_its_tables(
    pictures: Path,
) -> None:
    table = (
        "<table><thead><tr><th>Stap</th></tr></thead><tbody><tr><td>begin</td></tr></tbody></table>"
    )
    docx = docx_of(ABOUT, f"<h1>Kop</h1>{table}", pictures)
    parts = zipfile.ZipFile(BytesIO(docx))
    text, styles = (parts.read(f"word/{name}.xml").decode() for name in ("document", "styles"))
    assert '<w:pgSz w:w="11906" w:h="16838" />' in text  # 210 by 297 mm, 1440 to an inch
    assert ABOUT.title not in text
    for cell in text.partition("<w:tbl>")[2].split("<w:tc>")[1:]:
        assert '<w:pStyle w:val="Tabeltekst" />' in cell
    assert (
        '<w:sz w:val="16" />'
        in styles.partition('w:styleId="Tabeltekst"')[2].partition("</w:style>")[0]
    )
    assert text.count("<w:cantSplit />") == text.count("<w:tr>") == text.count("</w:trPr>") == 2


def test_a_document_of_ours_is_known_and_another_is_not(pictures: Path) -> None:
    for form, made in (
        ("pdf", pdf_of(ABOUT, ["<p>a</p>"], pictures)),
        ("docx", docx_of(ABOUT, "<p>a</p>", pictures)),
    ):
        path = pictures / f"rapport.{form}"
        path.write_bytes(made)
        assert is_ours(path)
        path.write_bytes(b"PK of een ander bestand")
        assert not is_ours(path)
