"""Every page that uses invented clients says so, and they never stand beside real ones."""

import csv
import json
from dataclasses import asdict
from pathlib import Path

import pytest

from evalutils.book import pages, site
from evalutils.book.book_input import BookInput
from evalutils.book.compose import compose
from evalutils.book.data_files import DATA_FOLDER
from evalutils.book.versions import Commit, Versions
from evalutils.chapters import across_named
from evalutils.dataset.evaluation import Evaluation
from evalutils.report.compared_shares import open_comparison

from .sample import LIBRARY, ROOT, evaluation, figure, write_run

SIGN = "**Synthetische gegevens:** de cliënten zijn verzonnen."
REAL = evaluation("fryslan-west/pastiel/2017", title="Pastiel")
INVENTED = evaluation(
    "voorbeeld/werkfit/2024",
    title="Werkfit",
    synthetic=True,
    disclosure="protected",
    sources=("synthetic",),
)
EARLIER = evaluation(
    "voorbeeld/werkfit/2023",
    title="Werkfit",
    synthetic=True,
    disclosure="protected",
    sources=("synthetic",),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The composed source of a book with one real and two invented evaluations."""
    root = tmp_path_factory.mktemp("boek")
    evaluations: tuple[Evaluation, ...] = (REAL, INVENTED, EARLIER)
    for item in evaluations:
        write_run(root / "runs", f"{item.key}/outflow", "Uitstroom", figures=[])
    across = [figure(**asdict(item.key), analysis="comparison") for item in (REAL, INVENTED)]
    write_run(root / "runs", "comparison", across_named("comparison").title, figures=across)
    versions = Versions("3.11", {"evalutils": "1"}, Commit("a" * 40, False))
    files = {"data/sources.yaml": "b" * 64}
    runs = root / "runs"
    book = BookInput(evaluations, ("comparison",), LIBRARY, versions, files, ROOT / "book", runs)
    compose(book, root / "source")
    return root / "source"


def text_of(source: Path, file: str) -> str:
    text = (source / file).read_text(encoding="utf-8")
    return json.loads(text)["cells"][0]["source"] if file.endswith(".ipynb") else text


@pytest.mark.parametrize(
    "file",
    [
        site.evaluation_file(INVENTED.key),
        site.chapter_file(INVENTED.key, "outflow"),
        site.municipality_file(INVENTED.key),
        site.by_municipality([INVENTED, EARLIER])[0].programmes[0].file,
        site.source_file("synthetic"),
    ],
)
def test_every_page_that_uses_invented_clients_says_so(source: Path, file: str) -> None:
    text = text_of(source, file)
    title, rest = text.split("\n\n", 1)
    assert title.startswith("# ")
    assert rest.startswith("::::{div} synthetic\n" + SIGN)


@pytest.mark.parametrize(
    "file",
    [
        site.evaluation_file(REAL.key),
        site.chapter_file(REAL.key, "outflow"),
        site.municipality_file(REAL.key),
        site.source_file(REAL.sources[0]),
    ],
)
def test_pages_of_real_clients_do_not(source: Path, file: str) -> None:
    assert "ynthetisch" not in text_of(source, file)


def test_the_comparison_says_who_is_left_out(source: Path) -> None:
    text = text_of(source, site.across_file("comparison"))
    assert "**Synthetische gegevens doen niet mee.** De cliënten van Werkfit" in text


def test_the_start_page_lists_invented_evaluations_apart(source: Path) -> None:
    text = text_of(source, "index.md")
    real, invented = text.split("## Voorbeeld met verzonnen cliënten")
    assert "Pastiel" in real
    assert "voorbeeld/werkfit" not in real
    assert "voorbeeld/werkfit/2024" in invented
    assert "in de vergelijking staan zij niet naast echte evaluaties" in invented


def test_a_page_with_both_names_which_are_invented() -> None:
    text = pages.with_banner("(label)=\n# Titel\n\nTekst.", [REAL, INVENTED])
    assert text.startswith("(label)=\n# Titel\n\n::::{div} synthetic\n")
    assert "Dat geldt voor Werkfit, periode 2024." in text
    assert pages.with_banner("# Titel\n\nTekst.", [REAL]) == "# Titel\n\nTekst."


def test_a_page_across_evaluations_marks_the_figures_of_invented_clients_alone(
    source: Path,
) -> None:
    with (source / DATA_FOLDER / "key_figures.csv").open(encoding="utf-8", newline="") as file:
        told = {row["municipality"]: row["synthetic"] for row in csv.DictReader(file)}
    assert told == {REAL.key.municipality: "false", INVENTED.key.municipality: "true"}


def test_a_programme_with_several_invented_periods_is_named_once() -> None:
    text = pages.with_banner("# Titel\n", [REAL, EARLIER, INVENTED])
    assert r"Dat geldt voor Werkfit \(2 perioden\)." in text


def test_a_comparison_of_invented_evaluations_alone_has_the_banner() -> None:
    assert SIGN in pages.with_note("# Titel\n", [INVENTED, EARLIER])
    assert pages.with_note("# Titel\n", [REAL]) == "# Titel\n"


def test_the_comparison_leaves_invented_clients_out() -> None:
    everything = open_comparison(str(ROOT / "data"), "")
    assert everything.evaluations
    assert not any(item.synthetic for item in everything.evaluations)
    alone = open_comparison(str(ROOT / "data"), "synthetisch/*/*")
    assert alone.evaluations
    assert all(item.synthetic for item in alone.evaluations)
