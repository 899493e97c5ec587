"""`evalutils export`: what it makes, what it refuses, and what stands when a chapter fails."""

import html as entities
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evalutils import dutch
from evalutils.book.published_tables import harvest
from evalutils.chapters import Failed
from evalutils.cli import cli
from evalutils.running.summary import Failure, RunSummary

sys.path.insert(0, str(Path(__file__).parents[1] / "builds"))

from quick_runs import run_quickly

ROOT = Path(__file__).parents[2]
KEY, FILE = "zwolle/startbaan/2021-2023", "zwolle_startbaan_2021-2023.html"
OTHER = "zwolle_sociale-cooperatie_2023.html"


class Bench:
    """The command line; notebooks run without a kernel, and those named in `failing` fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.build_dir, self.out = folder / "_build", folder / "rapporten"
        self.failing: set[str] = set()
        self.ran: list[str] = []
        monkeypatch.setattr("evalutils.making.run_jobs", self._run)

    def _run(self, jobs: Any, **_: object) -> RunSummary:
        failed = []
        for job in jobs:
            if job.name in self.failing:
                why = Failed(3, "KeyError", "cell 3: KeyError: 'x'")
                failed.append(Failure(job.name, why.message, Path("failed.txt"), why))
            else:
                self.ran.append(job.name)
                run_quickly(job)
        return RunSummary(tuple(self.ran), (), tuple(failed), 1.0)

    def export(self, *arguments: str, out: Path | None = None, data: Path | None = None) -> Result:
        common = ["--project", str(ROOT), "--build-dir", str(self.build_dir)]
        common += ["--data", str(data)] if data else []
        where = ["--out", str(out or self.out)]
        return CliRunner().invoke(cli, [*common, "export", *where, *arguments])


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bench:
    return Bench(monkeypatch, tmp_path)


def cells_of(table: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [
        [
            entities.unescape(re.sub("<[^>]+>", "", cell)).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_a_report_holds_the_evaluation_its_chapters_in_order_and_every_key_figure(
    bench: Bench,
) -> None:
    result = bench.export(KEY)
    assert result.exception is None, result.output
    assert f"Report: {bench.out / FILE}" in result.output
    assert bench.ran == [f"{KEY}/outflow"]  # neither the audit nor the comparison
    html = (bench.out / FILE).read_text(encoding="utf-8")
    parts = re.findall(r'<section aria-labelledby="([^"]+)">', html)
    assert parts == [
        *("evaluatie", "hoofdstuk-outflow", "gepubliceerde-cijfers", "kwaliteit", "bronnen")
    ]
    numbers = [int(number) for number in re.findall(r'class="number">Tabel (\d+)<', html)]
    assert numbers == [*range(1, len(numbers) + 1)]
    assert len(numbers) > 3
    assert ">Trechter<" in html  # what there is, of the quality of the data
    assert "key_figures.csv" not in html  # a file of the book, which a report has not
    assert html.count("<h1") == 1
    assert '<html lang="nl">' in html
    assert "Het bestand" in html
    assert "Instrumenten" not in html  # the source has none: the section is left out
    figures = harvest(bench.build_dir / "runs" / KEY / "outflow.ipynb", {}, "outflow")
    table = html.partition("Kengetallen van deze pagina</caption>")[2]
    shown = cells_of(table.partition("</tbody>")[0])
    names = [dutch.capital(figure["figure_label"]) for figure in figures]
    assert [row[0] for row in shown] == names
    for row, figure in zip(shown, figures, strict=True):
        value = figure["value"]
        decimals = len(row[1].partition(",")[2])
        assert row[1] == ("–" if value is None else dutch.number(value, decimals))


def test_a_failed_chapter_leaves_the_report_of_its_evaluation_and_no_other(bench: Bench) -> None:
    bench.failing = {f"{KEY}/outflow"}
    result = bench.export("zwolle/startbaan", "zwolle/sociale-cooperatie")
    assert getattr(result.exception, "exit_code", None) == 1
    assert "Those reports are left as they were." in str(result.exception)
    assert f"{KEY}/outflow: cell 3: KeyError: 'x'" in result.output
    assert [path.name for path in bench.out.iterdir()] == [OTHER]


def test_of_invented_and_of_protected_clients_a_report_says_so(
    bench: Bench, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    folder = data / "zwolle" / "startbaan" / "2021-2023"
    text = (folder / "evaluation.yaml").read_text(encoding="utf-8")
    text = text.replace("disclosure: published", "disclosure: protected")
    (folder / "evaluation.yaml").write_text(text + "synthetic: true\n", encoding="utf-8")
    result = bench.export(KEY, data=data)
    assert result.exception is None, result.output
    html = (bench.out / FILE).read_text(encoding="utf-8")
    assert html.count("<strong>Synthetische gegevens:</strong>") == 2  # the opening, the chapter
    assert html.count("Kleine aantallen zijn verborgen: aantallen onder 10 staan er niet") == 2
    assert html.count("Concept, niet vrijgegeven.") == 1
    assert "Zij zijn nog niet openbaar en staan hier niet." in html


@pytest.mark.parametrize("place", ["data", "notebooks", "book", "build/html"])
def test_reports_do_not_go_where_people_edit_or_commands_replace(place: str, bench: Bench) -> None:
    folder = bench.build_dir / "html" if place == "build/html" else ROOT / place / "nieuw"
    result = bench.export(KEY, out=folder)
    assert getattr(result.exception, "exit_code", None) == 2
    assert "Give --out another folder" in str(result.exception)
    assert not folder.exists()
    assert bench.ran == []


def foreign_file(path: Path) -> None:
    path.write_text("<html>van iemand anders</html>", encoding="utf-8")


def foreign_link(path: Path) -> None:
    path.symlink_to(path.with_name("elders.html"))


@pytest.mark.parametrize("make", [foreign_file, foreign_link, Path.mkdir])
def test_a_file_that_is_no_report_is_refused_and_untouched_before_anything_runs(
    make: Callable[[Path], None], bench: Bench
) -> None:
    bench.out.mkdir()
    make(bench.out / FILE)
    before = os.lstat(bench.out / FILE)
    result = bench.export(KEY)
    assert getattr(result.exception, "exit_code", None) == 2
    assert "is no report that evalutils made, and is left as it is" in str(result.exception)
    after = os.lstat(bench.out / FILE)
    assert (after.st_ino, after.st_mtime_ns, after.st_size) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_size,
    )
    assert bench.ran == []


def test_a_report_takes_the_place_of_an_earlier_one_and_leaves_nothing_beside_it(
    bench: Bench,
) -> None:
    assert bench.export("nederland/cycloon").exception is None
    (made,) = bench.out.iterdir()
    first = made.read_bytes()
    made.write_bytes(first.replace(b"</body>", b"oud</body>"))
    assert bench.export("nederland/cycloon").exception is None
    assert list(bench.out.iterdir()) == [made]
    assert made.read_bytes() == first


def test_a_full_disk_leaves_the_earlier_report(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.export("nederland/cycloon").exception is None
    (made,) = bench.out.iterdir()
    first = made.read_bytes()

    def full(path: Path, content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert isinstance(bench.export("nederland/cycloon").exception, OSError)
    assert list(bench.out.iterdir()) == [made]
    assert made.read_bytes() == first


def test_a_configuration_that_says_nothing_of_markdown_is_named(
    bench: Bench, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    for name in ("data", "notebooks", "book"):
        (project / name).symlink_to(ROOT / name)
    (project / "_config.yml").write_text("title: Boek\n", encoding="utf-8")
    command = ["--project", str(project), "--build-dir", str(bench.build_dir), "export"]
    result = CliRunner().invoke(cli, [*command, "--out", str(bench.out), "nederland/cycloon"])
    assert getattr(result.exception, "exit_code", None) == 1
    assert "_config.yml does not say in 'parse: myst_enable_extensions'" in str(result.exception)
