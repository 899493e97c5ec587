"""The answers of the book: one click from its start page, short, and one sheet for a council."""

import re
from io import BytesIO

import pypdf
import pytest
from book_project import Project
from browsing import open_tab

PLACES = (
    "enschede/arbeidsmarktaanpak/2019-q1-q3",
    "zwolle/startbaan/2021-2023",
    "zwolle/ontwikkelroute/2022-2023",
    "fryslan-west/pastiel/2017",
)
QUESTIONS = ("Werkte het?", "Hoe zeker is dat?", "Wat kostte het?", "Wat ontbreekt?")
A4_POINTS = (595, 842)  # 210 by 297 mm, 72 points to an inch of 25.4 mm


def brief(built: Project, place: str) -> str:
    page = built.text(f"{place}/index.html")
    # The list of headings above it names it too.
    return page.rpartition("In het kort")[2].partition("Hoofdstukken")[0]


@pytest.mark.parametrize("place", PLACES)
def test_one_click_from_the_start_page_answers_the_questions(built: Project, place: str) -> None:
    start = (built.html / "index.html").read_text(encoding="utf-8")
    article = start.partition("<article")[2].partition("</article>")[0]
    assert f'href="{place}/index.html"' in article
    assert f'href="{place.partition("/")[0]}/index.html"' in article
    asked = [question in brief(built, place) for question in QUESTIONS]
    assert asked == [True] * len(QUESTIONS)


def test_every_evaluation_is_told_in_at_most_120_words(built: Project) -> None:
    places = [path.parent for path in built.html.glob("*/*/*/index.html")]
    told = {place.name: brief(built, str(place.relative_to(built.html))) for place in places}
    assert len(told) > 6
    assert [name for name, text in told.items() if len(text.split()) > 120] == []


def test_the_answers_have_the_numbers_of_the_source(built: Project) -> None:
    enschede = brief(built, "enschede/arbeidsmarktaanpak/2019-q1-q3")
    assert "429 van de 912, dat is 47,0%" in enschede
    assert "645 van de 755, dat is 85,4%" in enschede
    assert "niet te zeggen: er is geen vergelijkingsgroep" in enschede
    pastiel = brief(built, "fryslan-west/pastiel/2017")
    assert "318 vertrekkers tegenover 759 instromers" in pastiel
    assert "Een deelnemer kost € 3.855 tot € 7.000." in pastiel.replace("\xa0", " ")
    assert "De bron noemt geen kosten." in brief(built, "zwolle/startbaan/2021-2023")


def test_the_start_page_tells_edition_publisher_and_five_figures(built: Project) -> None:
    page = built.text("index.html")
    for told in ("Uitgave", "Uitgever", "Project evalutils", "Vragen", "Wat dit boek laat zien"):
        assert told in page
    start = (built.html / "index.html").read_text(encoding="utf-8")
    cards = re.search(r'<div class="cards[^>]*>(.*?)</div>', start, re.DOTALL)
    assert cards is not None
    assert cards[1].count("<li>") == 5
    assert "<table" not in start


def test_the_summary_for_a_council_is_one_sheet(built: Project) -> None:
    with open_tab() as tab:
        for municipality in ("enschede", "zwolle", "fryslan-west", "groningen", "almelo"):
            tab.goto((built.html / municipality / "index.html").as_uri())
            (sheet,) = pypdf.PdfReader(BytesIO(tab.pdf(prefer_css_page_size=True))).pages
            assert [float(side) for side in sheet.mediabox[2:]] == pytest.approx(A4_POINTS, abs=1)
            text = sheet.extract_text()
            assert "Samenvatting voor de raad" in text
            assert "Welke gegevens dat oplossen" in text
