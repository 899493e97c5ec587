"""When Jupyter Book stops, the message says where and what."""

from pathlib import Path

from evalutils.book.jupyter_book import _error

STOPPED = """\
building [mo]: targets for 0 po files that are out of date
\x1b[01mreading sources... \x1b[39;49;00m[100%] \x1b[35msources/index\x1b[39;49;00m
\x1b[01mwriting output... \x1b[39;49;00m[ 71%] \x1b[32mzwolle/startbaan/2021\x1b[39;49;00m
\x1b[01mwriting output... \x1b[39;49;00m[ 79%] \x1b[32mmethods\x1b[39;49;00m

\x1b[91mException occurred:\x1b[39;49;00m
  File "walker.py", line 497, in _walk
    raise NoAvailableTokensError
latex2mathml.exceptions.NoAvailableTokensError
The full traceback has been saved in a file.
Traceback (most recent call last):
"""


def message(log: Path, text: str) -> list[str]:
    log.write_text(text, encoding="utf-8")
    return str(_error(log, log.parent / "book")).splitlines()


def test_an_error_names_the_page_that_the_book_was_at(tmp_path: Path) -> None:
    lines = message(tmp_path / "book.log", STOPPED)
    assert lines[1:5] == [
        "  On page methods:",
        "  Exception occurred:",
        '  File "walker.py", line 497, in _walk',
        "  raise NoAvailableTokensError",
    ]
    assert "zwolle" not in "\n".join(lines)


def test_an_error_before_the_first_page_names_none(tmp_path: Path) -> None:
    lines = message(tmp_path / "book.log", "Configuration error:\nno such theme\n")
    assert lines[1:3] == ["  Configuration error:", "  no such theme"]
    assert message(tmp_path / "book.log", "")[1].startswith("Everything that was said")
