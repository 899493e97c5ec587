"""The PDF of a municipality: linked from its page, made again only when it says something else."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from evalutils.book import building, municipal_pdfs
from evalutils.book.building import BuildResult, build_book
from evalutils.chapters import Failed
from evalutils.dataset.evaluation import Evaluation

from .sample import LIBRARY, ROOT, evaluation, figure, write_run
from .stand_in import pages

PASTIEL = evaluation("fryslan-west/pastiel/2017", title="Pastiel")
EARLIER = evaluation("fryslan-west/pastiel/2016", title="Pastiel")
UTRECHT = evaluation("utrecht/uw-werkfit/2017", title="UW Werkfit", disclosure="protected")
ALL = (EARLIER, PASTIEL, UTRECHT)
FRYSLAN, CITY = "fryslan-west/fryslan-west.pdf", "utrecht/utrecht.pdf"


class Shop:
    """A folder in which books with PDFs are built; what stands in for Sphinx writes the sources."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.made = root, list[str]()
        self.html = root / "_build" / "html"
        (root / "data").mkdir()
        shutil.copytree(ROOT / "book", root / "book")
        shutil.copy(ROOT / "_config.yml", root)
        for item in ALL:
            self.outcome(item, "Tien mensen vertrokken.")
        monkeypatch.setattr(building, "run_jupyter_book", pages)
        monkeypatch.setattr(building.Press, "start", lambda _: None)
        real = municipal_pdfs.pdf_of

        def noted(about: municipal_pdfs.About, *rest: object) -> bytes:
            self.made.append(about.title)
            return real(about, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(municipal_pdfs, "pdf_of", noted)

    def outcome(self, item: Evaluation, text: str) -> None:
        runs = self.root / "_build" / "runs"
        write_run(runs, f"{item.key}/outflow", "Uitstroom", text=text, figures=[figure()])

    def build(self, *, with_pdfs: bool = True, failing: str = "") -> BuildResult:
        self.made.clear()
        return build_book(
            ALL,
            library=LIBRARY,
            data_dir=self.root / "data",
            files={"data/sources.yaml": "b" * 64},
            book_dir=self.root / "book",
            config=self.root / "_config.yml",
            across=(),
            build_dir=self.root / "_build",
            failures={failing: Failed(1, "KeyError", "")} if failing else {},
            with_pdfs=with_pdfs,
        )

    def text(self, file: str) -> str:
        """What a PDF says, white space folded: where its lines end depends on their words."""
        pages = PdfReader(BytesIO((self.html / file).read_bytes())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    def page(self, municipality: str) -> str:
        return (self.html / municipality / "index.md").read_text(encoding="utf-8")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    return Shop(tmp_path, monkeypatch)


def test_a_municipality_has_one_with_all_its_evaluations_and_its_page_leads_to_it(
    shop: Shop,
) -> None:
    shop.build()
    text = shop.text(FRYSLAN)
    assert text.count("Tien mensen vertrokken.") == 2
    assert "periode 2016" in text
    assert "periode 2017" in text
    assert '<a href="fryslan-west.pdf">' in shop.page("fryslan-west")
    # what a council needs comes first, what all evaluations share stands once, at the end
    assert text.index("Samenvatting voor de raad") < text.index("Tien mensen vertrokken.")
    (last,) = re.finditer("Deze documenten gaan niet over één programma", text)
    assert last.start() > text.rindex("Tien mensen vertrokken.")
    # Protected, and not released: every page says so.
    pages = PdfReader(shop.html / CITY).pages
    assert all("Concept, niet vrijgegeven." in page.extract_text() for page in pages)


def test_only_that_of_a_municipality_that_changed_is_made_again(shop: Shop) -> None:
    shop.build()
    assert len(shop.made) == 2
    before = {file: (shop.html / file).read_bytes() for file in (FRYSLAN, CITY)}
    shop.outcome(UTRECHT, "Elf mensen vertrokken.")
    shop.build()
    assert shop.made == ["Utrecht"]
    assert (shop.html / FRYSLAN).read_bytes() == before[FRYSLAN]
    assert "Elf mensen" in shop.text(CITY)
    shop.build()
    assert shop.made == []


def test_without_being_asked_for_there_is_none_and_no_page_leads_to_one(shop: Shop) -> None:
    shop.build()
    shop.build(with_pdfs=False)
    assert not list(shop.html.rglob("*.pdf"))
    assert ".pdf" not in shop.page("fryslan-west")


def test_of_a_municipality_with_a_failed_chapter_there_is_none(shop: Shop) -> None:
    shop.build(failing=f"{PASTIEL.key}/outflow")
    assert [path.name for path in shop.html.rglob("*.pdf")] == ["utrecht.pdf"]
    assert ".pdf" not in shop.page("fryslan-west")


def test_one_that_cannot_be_made_leaves_the_last_book(shop: Shop) -> None:
    shop.build()
    shop.outcome(UTRECHT, "Bel 06-12345678.")
    with pytest.raises(Exception, match="Utrecht"):
        shop.build()
    assert "Tien mensen" in shop.text(CITY)


def test_what_is_not_committed_is_told_in_the_pdf_of_its_municipality_alone(shop: Shop) -> None:
    def git(*arguments: str) -> None:
        name = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *name, *arguments], cwd=shop.root, check=True, capture_output=True)

    uncommitted = "wijzigingen die nog niet waren vastgelegd"
    for place in (".gitignore", "data/utrecht/exits.csv", "data/fryslan-west/exits.csv"):
        (shop.root / place).parent.mkdir(parents=True, exist_ok=True)
        (shop.root / place).write_text("_build\n", encoding="utf-8")
    git("init")
    git("add", ".")
    git("commit", "-m", "first")
    shop.build()
    assert uncommitted not in shop.text(FRYSLAN) + shop.text(CITY)
    (shop.root / "data/utrecht/exits.csv").write_text("other", encoding="utf-8")
    shop.build()
    assert shop.made == ["Utrecht"]
    assert uncommitted in shop.text(CITY)
    (shop.root / "notebook.ipynb").write_text("new", encoding="utf-8")
    shop.build()
    assert shop.made == ["Fryslan-west"]
    assert uncommitted in shop.text(FRYSLAN)
