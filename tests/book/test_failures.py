"""A book with chapters that could not be made: what stands in their place, and what does not."""

import csv
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from evalutils.book.book_input import BookInput
from evalutils.book.building import build_book
from evalutils.book.compose import TOC_FILE, compose
from evalutils.book.data_files import DATA_FOLDER, compose_data
from evalutils.book.versions import Versions
from evalutils.chapters import Failed
from evalutils.dataset.evaluation import Evaluation

from .sample import LIBRARY, ROOT, caseload, evaluation, figure, table, write_run

CLAIMS = table(
    "claims",
    [{"claim": "a", "quantity": "wie startte", "value": 759, "decimals": 0, "unit": "person"}],
)
FILES = {"data/sources.yaml": "b" * 64}
TABLES = {"caseload": caseload(), "claims": CLAIMS}
PUBLIC = evaluation("fryslan-west/pastiel/2017", title="Pastiel", tables=TABLES)
PRIVATE = evaluation("utrecht/uw-werkfit/2017", title="UW Werkfit", disclosure="protected")
OF_PUBLIC, OF_PRIVATE = f"{PUBLIC.key}/outflow", f"{PRIVATE.key}/outflow"
LOST = Failed(3, "KeyError", "cell 3: KeyError: 'other_income'")
HIDDEN = Failed(7, "ValueError")  # as a run tells it of protected data: without the message


def composed(tmp_path: Path, failures: Mapping[str, Failed]) -> Path:
    """The source of a book of two evaluations; every chapter has an earlier result."""
    runs = tmp_path / "runs"
    for item in (PUBLIC, PRIVATE):
        write_run(runs, f"{item.key}/outflow", "Uitstroom", text="Oud: 418.", figures=[figure()])
    for name in ("comparison", "audit"):
        write_run(runs, name, name, text="Oud: 418.")
    across = ("comparison", "audit") if "audit" in failures else ("comparison",)
    book = BookInput(
        (PUBLIC, PRIVATE), across, LIBRARY, Versions("3", {"evalutils": "0"}, None), FILES,
        ROOT / "book", runs, failures,
    )  # fmt: skip
    compose(book, tmp_path / "book")
    compose_data(book, tmp_path / "book")
    return tmp_path / "book"


def text_of(book: Path, name: str) -> str:
    content = json.loads((book / f"{name}.ipynb").read_text(encoding="utf-8"))
    return "\n".join(cell["source"] for cell in content["cells"])


def plain(text: str) -> str:
    """What a reader sees: Markdown without the backslashes that make text literal."""
    return re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text)


def test_a_failed_chapter_says_which_cell_failed_and_why(tmp_path: Path) -> None:
    text = plain(text_of(composed(tmp_path, {OF_PUBLIC: LOST}), OF_PUBLIC))
    assert text.startswith("# Uitstroom: Pastiel, periode 2017\n")
    assert "niet gemaakt" in text
    assert "In cel 3 van het notebook" in text
    assert "KeyError: 'other_income'" in text


def test_an_earlier_result_of_a_failed_chapter_is_nowhere_in_the_book(tmp_path: Path) -> None:
    book = composed(tmp_path, {OF_PUBLIC: LOST})
    assert "418" not in text_of(book, OF_PUBLIC)
    with (book / DATA_FOLDER / "key_figures.csv").open(encoding="utf-8", newline="") as file:
        computed = [row for row in csv.DictReader(file) if row["analysis"] != "claims"]
    assert [row["municipality"] for row in computed] == ["utrecht"]
    record = json.loads((book / DATA_FOLDER / "provenance.json").read_text(encoding="utf-8"))
    assert OF_PUBLIC not in [page["name"] for page in record["pages"]]


def test_of_protected_data_the_page_tells_the_cell_and_the_kind_of_error_only(
    tmp_path: Path,
) -> None:
    text = text_of(composed(tmp_path, {OF_PRIVATE: HIDDEN}), OF_PRIVATE)
    assert "In cel 7 van het notebook" in text
    assert "ValueError" in text
    assert "De melding staat hier niet" in text


def test_a_message_is_text_and_not_code(tmp_path: Path) -> None:
    message = "<script>alert(1)</script> `{include} /etc/passwd` $x_{$ [x](javascript:y) *ster*"
    text = text_of(composed(tmp_path, {OF_PUBLIC: Failed(1, "E", message)}), OF_PUBLIC)
    line = next(line for line in text.splitlines() if "alert" in line)
    said = line.partition("in het Engels")[2]
    assert said
    assert not re.search(r"(?<!\\)[<>`{}$*_\[\]]", said)


@pytest.mark.parametrize("folder", ["/srv/data/", r"C:\Users\data" + "\\"])
def test_a_message_does_not_tell_where_the_project_stands(folder: str, tmp_path: Path) -> None:
    message = f"DataError: in '{folder}exits.csv' row 3 and {folder}costs.csv"
    text = plain(text_of(composed(tmp_path, {OF_PUBLIC: Failed(1, "E", message)}), OF_PUBLIC))
    assert "Users" not in text
    assert "srv" not in text
    assert "'exits.csv' row 3 and costs.csv" in text


def test_the_failed_page_keeps_its_place_in_the_table_of_contents(tmp_path: Path) -> None:
    whole = composed(tmp_path / "whole", {}) / TOC_FILE
    failed = composed(tmp_path / "failed", {OF_PUBLIC: LOST, "comparison": LOST}) / TOC_FILE
    assert yaml.safe_load(whole.read_text()) == yaml.safe_load(failed.read_text())


def test_pages_about_the_whole_say_which_chapter_is_missing(tmp_path: Path) -> None:
    book = composed(tmp_path, {OF_PUBLIC: LOST})
    for page in ("index.md", "open-data.md"):
        text = (book / page).read_text(encoding="utf-8")
        assert "Zonder cijfers in dit boek: 1 hoofdstuk." in text
        assert f"[Uitstroom, Pastiel, periode 2017](/{OF_PUBLIC}.ipynb)" in text
    for page in (f"{PUBLIC.key}/index.md", "fryslan-west/index.md", "index.md"):
        text = (book / page).read_text(encoding="utf-8")
        assert f"[Uitstroom](/{OF_PUBLIC}.ipynb) (**niet gemaakt**)" in text
    assert "behalve die van de hoofdstukken die niet zijn gemaakt" in (
        book / f"{PUBLIC.key}/index.md"
    ).read_text(encoding="utf-8")


def test_other_evaluations_and_a_whole_book_say_nothing_of_failures(tmp_path: Path) -> None:
    failed = composed(tmp_path / "failed", {OF_PUBLIC: LOST})
    whole = composed(tmp_path / "whole", {})
    assert "Oud: 418." in text_of(failed, OF_PRIVATE)
    assert "niet gemaakt" not in (failed / f"{PRIVATE.key}/index.md").read_text(encoding="utf-8")
    for path in whole.rglob("*.md"):
        assert "niet gemaakt" not in path.read_text(encoding="utf-8")


def test_a_failed_comparison_is_a_page_that_says_so(tmp_path: Path) -> None:
    book = composed(tmp_path, {"comparison": LOST})
    text = text_of(book, "comparison")
    assert text.startswith("# Vergelijking van de evaluaties\n")
    assert "Oud: 418." not in text
    assert "hangen niet van dit hoofdstuk af" in text
    assert "Oud: 418." in text_of(book, OF_PUBLIC)


def test_after_a_failed_audit_nothing_says_that_figures_were_checked(tmp_path: Path) -> None:
    book = composed(tmp_path, {"audit": LOST})
    assert "`audit.csv` heeft geen regels" in text_of(book, "audit")
    lines = (book / DATA_FOLDER / "audit.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    own = (book / f"{PUBLIC.key}/index.md").read_text(encoding="utf-8")
    assert "Controle: [nog niet, want de controle is mislukt](/audit.ipynb)." in own


def test_a_book_with_failed_chapters_is_really_built(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "book", tmp_path / "book")
    shutil.copy(ROOT / "_config.yml", tmp_path)
    build = tmp_path / "_build"

    def build_with(item: Evaluation, failures: Mapping[str, Failed]) -> str:
        build_book(
            (item,), library=LIBRARY, data_dir=tmp_path / "data", files=FILES,
            book_dir=tmp_path / "book", config=tmp_path / "_config.yml", build_dir=build,
            across=("comparison", "audit"), failures=failures,
        )  # fmt: skip
        page = build / "html" / f"{item.key}/outflow.html"
        return page.read_text(encoding="utf-8")

    machine = f"cell 3: FileNotFoundError: '{tmp_path}/data/exits.csv' <b>"
    failures = {OF_PUBLIC: Failed(3, "Oh*o*", machine), "comparison": LOST, "audit": LOST}
    page = build_with(PUBLIC, failures)
    assert "Dit hoofdstuk is niet gemaakt." in page
    assert "Oh*o*" in page
    assert "&lt;b&gt;" in page
