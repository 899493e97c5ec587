"""How Jupyter Book ends when it does not end well; a stand-in takes its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from evalutils.book import jupyter_book
from evalutils.errors import BuildError, EvalutilsError, RefusedError


def outcome(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> EvalutilsError:
    monkeypatch.setattr(jupyter_book, "_START", code)
    config, toc, log = tmp_path / "_config.yml", tmp_path / "_toc.yml", tmp_path / "book.log"
    with pytest.raises(EvalutilsError) as caught:
        jupyter_book.run_jupyter_book(
            jupyter_book.Press(tmp_path / "press"),
            tmp_path,
            config=config,
            toc=toc,
            output=tmp_path,
            log=log,
        )
    return caught.value


def test_one_that_does_not_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jupyter_book, "_LIMIT_S", 0)
    error = outcome(tmp_path, monkeypatch, "import time; time.sleep(600)")
    assert isinstance(error, BuildError)
    assert "the last complete book is unchanged" in str(error)
    assert "Jupyter Book was stopped after 0 s." in str(error)


@pytest.mark.parametrize(
    "code",
    [
        "raise OSError(28, 'No space left on device')",
        "print('WARNING: Failed to copy a file: OSError(28, \\'No space left\\')'); exit(1)",
    ],
)
def test_a_full_disk_is_one_line_and_no_page_is_blamed(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = outcome(tmp_path, monkeypatch, code)
    assert isinstance(error, RefusedError)
    assert str(error) == (
        "The book was not built; the last complete book is unchanged. "
        f"'{tmp_path}': No space left on device. Make room there and give the same command again; "
        "what was ready is kept."
    )


def test_a_page_that_includes_a_file_that_is_not_there_is_to_blame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = "WARNING: [Errno 2] No such file or directory: x.md"
    error = outcome(tmp_path, monkeypatch, f"print({warning!r}); exit(1)")
    assert isinstance(error, BuildError)
    assert warning in str(error)


def test_one_that_stands_ready_does_nothing_before_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = "import pathlib, sys, time\norder = pathlib.Path(sys.argv[1])\n"
    wait += "while not order.exists(): time.sleep(0.01)\nprint(order.read_text())"
    monkeypatch.setattr(jupyter_book, "_START", wait)
    press, log = jupyter_book.Press(tmp_path / "press"), tmp_path / "book.log"
    log.write_text("of the last book", encoding="utf-8")
    process = press.start()
    assert press.start() is process
    assert log.read_text(encoding="utf-8") == "of the last book"
    assert press.run(["build", "een boek"], log) == ""
    assert log.read_text(encoding="utf-8").strip() == '["build", "een boek"]'
    assert press.start() is not process
    press.end()
