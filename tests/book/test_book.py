"""A small book, really built: what stands in it, and that a failure leaves the last one."""

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from evalutils.book.building import BuildResult, build_book
from evalutils.dataset.evaluation import Evaluation
from evalutils.errors import BuildError
from evalutils.system.build_folder import at_work
from evalutils.system.folders import MARK, MARKER
from waiting import wait_until

from .sample import LIBRARY, ROOT, evaluation, figure, write_run

LABEL = "(fig-uitstroom)=\n## Uitstroom\n\nTekst met $p = 1$."


@dataclass(frozen=True)
class Shop:
    """A folder in which small books are built."""

    root: Path

    @property
    def html(self) -> Path:
        return self.root / "_build" / "html"

    @property
    def runs(self) -> Path:
        return self.root / "_build" / "runs"

    def build(self, *evaluations: Evaluation) -> BuildResult:
        return build_book(
            evaluations,
            library=LIBRARY,
            data_dir=self.root / "data",
            files={"data/sources.yaml": "b" * 64},
            book_dir=self.root / "book",
            config=self.root / "_config.yml",
            across=("comparison",),
            build_dir=self.root / "_build",
        )

    def text(self, page: str) -> str:
        return (self.html / page).read_text(encoding="utf-8")


PASTIEL = evaluation("fryslan-west/pastiel/2017", title="Pastiel")
UTRECHT = evaluation("utrecht/uw-werkfit/2017", title="UW Werkfit", disclosure="protected")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shop, BuildResult]:
    shop = Shop(tmp_path_factory.mktemp("een map met spaties"))
    (shop.root / "data").mkdir()
    shutil.copytree(ROOT / "book", shop.root / "book")
    shutil.copy(ROOT / "_config.yml", shop.root)
    for number, item in enumerate((PASTIEL, UTRECHT)):
        text = LABEL.replace("fig-uitstroom", f"fig-{number}")
        title = f"Uitstroom: {item.title}, 2017"
        write_run(shop.runs, f"{item.key}/outflow", title, text=text, figures=[figure()])
    write_run(shop.runs, "comparison", "Vergelijking")
    return shop, shop.build(PASTIEL, UTRECHT)


def pages(shop: Shop) -> list[Path]:
    return [path for path in sorted(shop.html.rglob("*.html")) if "_static" not in path.parts]


def test_the_book_is_complete(built: tuple[Shop, BuildResult]) -> None:
    shop, result = built
    assert result.rebuilt
    assert result.html_index == shop.html / "index.html"
    assert "Uitstroom: Pastiel, 2017" in shop.text("fryslan-west/pastiel/2017/outflow.html")
    # Besides the pages of the book there is a page to search it.
    assert len(pages(shop)) == result.pages + 1


def test_every_page_is_dutch(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    english = re.compile(
        r'(?:>|title="|aria-label="|placeholder="|alt=")\s*'
        r"(?:Search|Contents|Previous|Next|previous|next|Skip|Back to|Toggle|Show code|Home|Page"
        r"|Main|On this page|Light|Dark|System|Copyright|By|Link to|Permalink)\b"
    )
    for page in pages(shop):
        text = page.read_text(encoding="utf-8")
        assert '<html lang="nl"' in text
        assert not english.search(text), (page.name, english.search(text))


def test_no_page_asks_anything_of_another_site(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    loads = re.compile(r'<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)="(?:https?:)?//')
    for page in pages(shop):
        assert not loads.search(page.read_text(encoding="utf-8")), page.name
    for sheet in shop.html.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text), sheet.name


def test_formulas_are_mathml(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    assert "<math" in shop.text("methods.html")
    assert not re.search(r"<script[^>]*mathjax", shop.text("methods.html"), re.IGNORECASE)


def test_code_is_folded_away_under_a_dutch_button(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    page = shop.text("fryslan-west/pastiel/2017/outflow.html")
    assert re.search(r'<details class="folded">\s*<summary>Toon de code</summary>', page)


def test_every_toggle_in_the_side_bar_says_what_it_shows(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    assert "<summary></summary>" not in shop.text("index.html")
    assert 'aria-label="Pagina&#x27;s onder Utrecht"' in shop.text("index.html")


def test_a_protected_chapter_says_that_small_numbers_are_hidden(
    built: tuple[Shop, BuildResult],
) -> None:
    shop, _ = built
    assert "aantallen onder 10" in shop.text("utrecht/uw-werkfit/2017/outflow.html")
    assert "waren al openbaar" in shop.text("fryslan-west/pastiel/2017/outflow.html")


def test_the_published_files_stand_beside_the_pages(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    with (shop.html / "data" / "key_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["municipality"] for row in rows] == ["fryslan-west", "utrecht"]
    record = json.loads(shop.text("data/provenance.json"))
    assert [page["page"] for page in record["pages"]] == [
        "fryslan-west/pastiel/2017/outflow.html",
        "utrecht/uw-werkfit/2017/outflow.html",
        "comparison.html",
    ]
    package = json.loads(shop.text("data/datapackage.json"))
    assert package["resources"][0]["path"] == "key_figures.csv"


def test_nothing_published_names_a_folder_of_this_machine(built: tuple[Shop, BuildResult]) -> None:
    shop, _ = built
    for path in shop.html.rglob("*"):
        if path.is_file():
            assert str(shop.root).encode() not in path.read_bytes(), path.name


def test_an_unchanged_book_is_not_built_again(built: tuple[Shop, BuildResult]) -> None:
    shop, first = built
    before = (shop.html / "index.html").stat().st_mtime_ns
    again = shop.build(PASTIEL, UTRECHT)
    assert not again.rebuilt
    assert again.pages == first.pages
    assert (shop.html / "index.html").stat().st_mtime_ns == before


def test_a_chapter_that_was_not_run_is_named_and_the_last_book_stands(
    built: tuple[Shop, BuildResult],
) -> None:
    shop, _ = built
    unknown = evaluation("zwolle/startbaan/2021")
    with pytest.raises(BuildError, match="zwolle/startbaan/2021/outflow"):
        shop.build(PASTIEL, unknown)
    assert (shop.html / "utrecht" / "index.html").is_file()


def test_a_marker_that_nothing_is_generated_for_is_an_error(
    built: tuple[Shop, BuildResult],
) -> None:
    shop, _ = built
    page = shop.root / "book" / "methods.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n<!-- generated: evaluatons -->\n", encoding="utf-8")
    with pytest.raises(BuildError, match=r"methods\.md: no text is generated for 'evaluatons'"):
        shop.build(PASTIEL, UTRECHT)
    page.write_text(text, encoding="utf-8")


def test_a_label_that_occurs_twice_stops_the_book_and_leaves_the_last_one(
    built: tuple[Shop, BuildResult],
) -> None:
    shop, _ = built
    name = f"{UTRECHT.key}/outflow"
    before = shop.text("utrecht/uw-werkfit/2017/outflow.html")
    kept = {path: path.read_bytes() for path in (shop.runs / str(UTRECHT.key)).iterdir()}
    write_run(shop.runs, name, "Uitstroom", text=LABEL.replace("fig-uitstroom", "fig-0"))
    with pytest.raises(BuildError) as caught:
        shop.build(PASTIEL, UTRECHT)
    message = str(caught.value)
    assert "duplicate label" in message
    assert "utrecht/uw-werkfit/2017/outflow.ipynb" in message
    assert "_build/book.log" in message
    assert str(shop.root) not in message
    assert shop.text("utrecht/uw-werkfit/2017/outflow.html") == before
    assert not list((shop.root / "_build" / "work").iterdir())
    for path, content in kept.items():
        path.write_bytes(content)


def test_a_book_of_a_selection_has_only_that_and_all_general_pages(
    built: tuple[Shop, BuildResult],
) -> None:
    shop, first = built
    extra = shop.root / "book" / "toelichting.md"
    extra.write_text("# Toelichting\n\nEen eigen pagina.\n", encoding="utf-8")
    result = shop.build(UTRECHT)
    extra.unlink()
    assert result.rebuilt
    assert result.pages < first.pages
    assert not (shop.html / "fryslan-west").exists()
    assert "Pastiel" not in shop.text("index.html")
    for page in ("methods", "definitions", "data-dictionary", "open-data", "sources/index"):
        assert (shop.html / f"{page}.html").is_file()
    assert (shop.html / "toelichting.html").is_file()  # a page that someone added by hand


BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from evalutils.system.build_folder import at_work
from evalutils.system.ending import exit_code_of
from book.test_book import PASTIEL, Shop
shop = Shop(Path(sys.argv[2]))
def build():
    with at_work(shop.root / "_build", "build", {}):
        shop.build(PASTIEL)
sys.exit(exit_code_of(build))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", ["SIGINT", "SIGKILL"])
def test_interrupted_book_leaves_the_last_one_and_no_rubbish(
    built: tuple[Shop, BuildResult], number: str
) -> None:
    shop, _ = built
    build_dir = shop.root / "_build"
    (build_dir / MARKER).write_bytes(MARK)
    before = {path: path.stat().st_mtime_ns for path in pages(shop)}
    command = [sys.executable, "-c", BUILD, str(ROOT / "tests"), str(shop.root)]
    building = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        # Jupyter Book is at work.
        wait_until(lambda: len(started_by(building.pid)) > 1, by=building)
        children = started_by(building.pid)
        os.killpg(building.pid, getattr(signal, number))
        _, errors = building.communicate(timeout=1200)
    finally:
        building.kill()
    assert children
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
    if number == "SIGKILL":
        assert (build_dir / "work").exists()  # until the next command
        with at_work(build_dir, "run", {}):
            pass
    else:
        assert building.returncode == 130
        assert errors.startswith("Interrupted: the book that stands is a complete one.")
        assert errors.count("\n") == 1
    assert {path: path.stat().st_mtime_ns for path in pages(shop)} == before
    left = sorted(path.name for path in build_dir.iterdir())
    assert left == [MARKER, "book", "book.log", "cache", "html", "runs"]


def started_by(pid: int) -> list[int]:
    """The process under which Jupyter Book runs, and its children."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    parents = [tuple(map(int, line.split())) for line in listing.stdout.splitlines()]
    wardens = [child for child, parent in parents if parent == pid]
    return wardens + [child for child, parent in parents if parent in wardens]
