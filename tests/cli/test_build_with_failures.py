"""What `build` does when a notebook failed, with and without --with-failures."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evalutils.book.building import BuildResult
from evalutils.chapters import Failed
from evalutils.cli import cli
from evalutils.errors import RunError
from evalutils.running.summary import Failure, RunSummary

ROOT = Path(__file__).parents[2]
NAME = "zwolle/startbaan/2021-2023/outflow"
WHY = Failed(3, "KeyError", "cell 3: KeyError: 'x'")
FAILURE = Failure(NAME, WHY.message, Path("_build/failed/outflow.txt"), WHY)


class Bench:
    """The command line with a run that fails in one chapter and a book that is only recorded."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        self.build_dir = tmp_path
        self.books: list[dict[str, Any]] = []
        summary = RunSummary(("comparison", "audit"), (), (FAILURE,), 1.0)
        monkeypatch.setattr("evalutils.making.run_jobs", lambda *_, **__: summary)
        monkeypatch.setattr("evalutils.making.build_book", self._book)

    def _book(self, *_: Any, **options: Any) -> BuildResult:
        self.books.append(options)
        return BuildResult(self.build_dir / "html" / "index.html", 9, True, 1.0)

    def run(self, *options: str) -> Result:
        command = ["--project", str(ROOT), "--build-dir", str(self.build_dir), "build"]
        return CliRunner().invoke(cli, [*command, *options, "zwolle/startbaan"])


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Bench:
    return Bench(monkeypatch, tmp_path)


def test_a_failed_notebook_leaves_the_last_book_as_it_was(bench: Bench) -> None:
    result = bench.run()
    assert isinstance(result.exception, RunError)
    assert result.exception.exit_code == 1
    assert "The last book is left as it was." in str(result.exception)
    assert bench.books == []


def test_with_failures_the_book_is_made_and_the_exit_code_stays_1(bench: Bench) -> None:
    result = bench.run("--with-failures")
    assert bench.books[0]["failures"] == {NAME: WHY}
    assert isinstance(result.exception, RunError)
    assert result.exception.exit_code == 1
    assert "In the book their pages say so." in str(result.exception)


@pytest.mark.parametrize("options", [(), ("--with-failures",)])
def test_the_end_of_the_run_counts_and_names_what_failed(
    options: tuple[str, ...], bench: Bench
) -> None:
    output = bench.run(*options).output
    assert "2 run, 0 unchanged, 1 failed in 1.0 s" in output
    assert f"{NAME}: cell 3: KeyError: 'x' (see _build/failed/outflow.txt)" in output
