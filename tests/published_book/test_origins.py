"""From a number to its origin: two clicks reach the row of the source and the row of the file."""

import csv
import re
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from book_project import Project
from bs4 import BeautifulSoup, Tag

from evalutils.dataset.load import load_evaluations

PASTIEL = "fryslan-west/pastiel/2017"
ENSCHEDE = "enschede/arbeidsmarktaanpak/2019-q1-q3"
GRONINGEN = "groningen/kansen-in-kaart/2021"
# Figures of different analyses, each with a text of the row of its source.
FIGURES = [
    (f"{ENSCHEDE}/outflow", "--share-paid-work", "aantal 429"),
    (f"{ENSCHEDE}/outflow", "--target-ratio-plaatsingen-in-de-zorg", "resultaat 25"),
    (f"{ENSCHEDE}/outflow", "--funnel-share-flextensie-geplaatst", "aantal 26"),
    (f"{GRONINGEN}/ladder", "--share-current-1", "aandeel 51,8%"),
    (f"{PASTIEL}/cost_benefit", "--cost-per-participant", "midden €\xa07.000"),
]
_LINK = re.compile(r'<a href="([^"]*)"')
# To a row of a source, by its name or its number.
_PLACE = re.compile(r'<a href="([^"]*sources/[^"]*#[^"]+-\d+)">([^<]*)</a>')
_ROW = re.compile(r"<tr[ >].*?</tr>", re.DOTALL)


def row_with(html: str, anchor: str) -> str:
    """The row of a table that holds an element with this name."""
    (row,) = [row for row in _ROW.findall(html) if f'id="{anchor}"' in row]
    return row


def by_anchor(page: Path) -> dict[str, str]:
    """The rows of the tables of a page by the name of their place."""
    found = _ROW.findall(page.read_text(encoding="utf-8"))
    return {place: row for row in found for place in re.findall(r' id="([^"]+)"', row)}


def followed(page: Path, address: str) -> tuple[Path, str]:
    """The file that a link of a page leads to, and the place in it."""
    path, place = urldefrag(unescape(address))
    return (page.parent / path.partition("?")[0]).resolve(), place


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("page", "ending", "said"), FIGURES)
def test_one_click_on_a_figure_reaches_its_meaning_its_source_and_its_line(
    page: str, ending: str, said: str, built: Project
) -> None:
    path = built.html / f"{page}.html"
    html = path.read_text(encoding="utf-8")
    (anchor,) = set(re.findall(rf'id="([^"]*{re.escape(ending)})"', html))
    links = [followed(path, address) for address in _LINK.findall(row_with(html, anchor))]
    (meaning, heading), (source, place), *_, (file, line) = links
    assert f'id="{heading}"' in meaning.read_text(encoding="utf-8")
    found = row_with(source.read_text(encoding="utf-8"), place)
    assert said in re.sub(r"<[^>]+>", " ", found)
    # the first line of a file is row 1, and holds the names of its columns
    row = lines(file)[int(line.removeprefix("row=")) - 2]
    assert row["id"] == anchor
    assert row in lines(built.html / "data" / "key_figures.csv")


def test_every_row_behind_a_figure_is_named_and_reached_from_the_figure(built: Project) -> None:
    """A place is ``regel 3`` or ``regels 3–8``, and leads to the first of those rows.

    Assumptions are together one link, which names the row of each, and a list of more than twelve
    places is in the file alone.
    """
    pages: dict[Path, dict[str, str]] = {}
    several = assumed = 0
    for figure in lines(built.html / "data" / "key_figures.csv"):
        if not figure["rows"] or figure["analysis"] == "claims":
            continue
        path, anchor = followed(built.html / "index.html", figure["page"])
        if path not in pages:
            pages[path] = by_anchor(path)
        if "plaatsen, zie het bestand" in pages[path][anchor]:
            continue
        mine = "/".join(figure[part] for part in ("municipality", "programme", "period"))
        places = [row.rpartition("/") for row in figure["rows"].split()]  # or of this evaluation
        named = [(whose or mine, row) for whose, _, row in places]
        for whose in {whose for whose, row in named if row.startswith("assumptions:")}:
            costs = built.html / f"{whose}/cost_benefit.html"
            pages.setdefault(costs, by_anchor(costs))
            (rest,) = re.findall(rf'{whose}/cost_benefit\.html([^"]*)">', pages[path][anchor])
            reached = set(re.findall(r"aanname-[a-z-]+", rest))
            assert reached <= set(pages[costs]), figure["id"]
            assert reached == {
                f"aanname-{row.partition(':')[2].replace('_', '-')}"
                for of, row in named
                if of == whose and row.startswith("assumptions:")
            }
            assumed += 1
        reached = set()
        for address, words in _PLACE.findall(pages[path][anchor]):
            source, place = followed(path, address)
            name, _, first = place.rpartition("-")
            last = int(words.rpartition("–")[2]) if "–" in words else int(first)
            if source not in pages:
                pages[source] = by_anchor(source)
            for row in range(int(first), last + 1):
                assert f"{name}-{row}" in pages[source], (figure["id"], row)
                reached.add(f"{name}-{row}")
        wanted = {
            f"{whose.replace('/', '--')}--{row.replace(':', '-')}"
            for whose, row in named
            if not row.startswith("assumptions:")
        }
        assert reached == wanted, figure["id"]
        several += len(wanted) > 1
    assert several > 20
    assert assumed > 20


def test_every_row_of_the_file_stands_on_the_page_that_it_names(built: Project) -> None:
    known: dict[str, str] = {}
    rows = lines(built.html / "data" / "key_figures.csv")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        page, place = urldefrag(row["page"])
        if page not in known:
            known[page] = (built.html / page).read_text(encoding="utf-8")
        assert f'id="{place}"' in known[page]


def test_the_file_holds_every_figure_that_a_page_takes_from_a_source(built: Project) -> None:
    rows = lines(built.html / "data" / "key_figures.csv")
    (enschede,) = load_evaluations(built.root / "data", [ENSCHEDE])
    claims = [row for row in rows if row["programme"] == "arbeidsmarktaanpak"]
    printed = [row for row in claims if row["analysis"] == "claims"]
    assert len(printed) == len(enschede.tables["claims"])
    assert all(row["locator"] for row in printed)


def test_protected_figures_tell_no_row_and_no_figure_of_their_source(built: Project) -> None:
    rows = lines(built.html / "data" / "key_figures.csv")
    protected = [row for row in rows if row["municipality"] == "almelo"]
    assert protected
    assert {row["rows"] + row["locator"] + row["note"] for row in protected} == {""}
    assert "claims" not in {row["analysis"] for row in protected}


def test_a_file_of_a_table_holds_no_cell_that_is_not_on_its_page(built: Project) -> None:
    page = "almelo/werkfit/2025/ladder"
    text = built.text(f"{page}.html")
    folder = built.html / "data" / page
    files = [path for path in folder.glob("*.csv") if path.stem != "kengetallen"]
    assert files
    for path in files:
        for row in lines(path):
            for cell in row.values():
                shown = cell.replace(".", ",").removeprefix("-")
                assert re.sub(r"\s+", " ", cell) in text or shown in text.replace(".", ""), cell


def chapters(book: Path) -> list[Path]:
    """The pages that notebooks became: those with files of their own."""
    pages = [book / path.relative_to(book / "data") for path in (book / "data").rglob("*")]
    made = [page.with_suffix(".html") for page in pages if page.name != "index"]
    return [page for page in made if page.is_file()]


def test_every_table_and_chart_has_a_number_a_title_and_a_way_to_its_origin(book: Path) -> None:
    found = 0
    for page in chapters(book):
        article = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").article
        assert article is not None
        for kind, shown in (("Tabel", "div.scroll > table"), ("Figuur", "figure")):
            every = article.select(shown)
            # The notes on the rows of a table are a part of it.
            apart = [one for one in every if not one.find_parent(class_="row-notes")]
            for number, element in enumerate(apart, start=1):
                title = element.find(["caption", "figcaption"])
                assert title is not None
                assert re.match(rf"\s*{kind} {number} \w", title.get_text()), page
                check_line(element.find_next(class_="origin"), page)
                found += 1
        for image in article.select("figure img"):
            assert article.find(id=str(image["aria-details"])), page
    assert found > 100


def test_the_code_of_a_section_stands_once_and_under_all_that_the_section_says(
    book: Path,
) -> None:
    found = 0
    for page in chapters(book):
        article = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").article
        assert article is not None
        for line in article.find_all("summary", string="Toon de code"):
            code = line.parent
            assert isinstance(code, Tag)
            after = code.find_next_sibling()
            assert isinstance(code.parent, Tag), page
            assert code.parent.name == "section", page
            foot = after is not None and "page-foot" in after.get("class", [])
            assert after is None or after.name == "section" or foot, page
            found += 1
    assert found > 20


def check_line(line: object, page: Path) -> None:
    """It leads to a document, to what the numbers mean, and to files that exist."""
    assert isinstance(line, Tag)
    links = [str(link["href"]) for link in line.find_all("a")]
    names = [followed(page, link) for link in links if ".html" in link]
    assert names[0][0].parent.name == "sources", page
    assert names[-1][0].name == "methods.html", page
    for path, place in names:
        assert not place or f'id="{place}"' in path.read_text(encoding="utf-8"), (page, place)
    files = [followed(page, link)[0] for link in links if ".html" not in link]
    assert any(path.suffix == ".csv" for path in files), page
    assert all(path.is_file() for path in files), page


def test_what_rests_on_assumptions_leads_to_their_table_and_each_of_them_to_its_document(
    built: Project,
) -> None:
    text = (built.html / PASTIEL / "cost_benefit.html").read_text(encoding="utf-8")
    page = BeautifulSoup(text, "html.parser")
    table, units = page.find(id="tabel-aannames"), page.find(id="tabel-eenheidskosten")
    assert isinstance(table, Tag)
    assert isinstance(units, Tag)
    line = units.find_next(class_="origin")
    assert isinstance(line, Tag)
    assert any(str(link["href"]).endswith("#tabel-aannames") for link in line.find_all("a"))
    assert {link.text: str(link["href"]) for link in table.find_all("a")} == {
        "bron": "../../../sources/cedris-sbcm-werkfit-2017.html",
        "vaste waarde, met bron": "../../../data-dictionary.html#vaste-waarden",
    }


@pytest.mark.parametrize(
    ("page", "name", "row"),
    [
        (f"{ENSCHEDE}/outflow", "bestemmingen", "exits"),
        (f"{GRONINGEN}/ladder", "verdeling", "ladder"),
        (f"{PASTIEL}/cost_benefit", "posten", "costs"),
    ],
)
def test_a_table_leads_to_its_first_row_in_the_document(
    page: str, name: str, row: str, built: Project
) -> None:
    html = (built.html / f"{page}.html").read_text(encoding="utf-8")
    table = BeautifulSoup(html, "html.parser").find(id=f"tabel-{name}")
    assert isinstance(table, Tag)
    line = table.find_next(class_="origin")
    assert isinstance(line, Tag)
    links = [str(link["href"]) for link in line.find_all("a")]
    slug = page.rpartition("/")[0].replace("/", "--")
    assert any(link.endswith(f"#{slug}--{row}-2") for link in links), links
