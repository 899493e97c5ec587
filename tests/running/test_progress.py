from __future__ import annotations

import io
from pathlib import Path

from evalutils.running.summary import (
    BarReporter,
    Failure,
    LineReporter,
    Outcome,
    Reporter,
    RunSummary,
    reporter_for,
)

FAILURE = Failure("zwolle/b", "cell 3: ZeroDivisionError: division by zero", Path("failed/b.txt"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def report(reporter: Reporter) -> None:
    reporter.begin(total=10, skipped=2)
    reporter.done(Outcome("zwolle/a", 4.06))
    reporter.done(Outcome("zwolle/b", 1.0, failure=FAILURE))
    reporter.done(Outcome("zwolle/c", 2.0, warnings=1))
    reporter.close()


def test_plain_lines_when_not_on_a_terminal() -> None:
    stream = io.StringIO()
    report(reporter_for(stream))
    assert stream.getvalue().splitlines() == [
        "10 notebooks to run, 2 unchanged",
        "[ 1/10] zwolle/a  4.1 s",
        "[ 2/10] zwolle/b  1.0 s  FAILED: cell 3: ZeroDivisionError: division by zero",
        "[ 3/10] zwolle/c  2.0 s  warnings in 1 cell",
    ]


def test_bar_on_a_terminal_with_a_line_for_failures() -> None:
    stream = Terminal()
    report(reporter_for(stream))
    text = stream.getvalue()
    assert "3/10" in text
    assert "zwolle/b  1.0 s  FAILED: cell 3" in text
    assert "zwolle/a  4.1 s" not in text


def test_reporter_follows_the_stream() -> None:
    assert isinstance(reporter_for(io.StringIO()), LineReporter)
    assert isinstance(reporter_for(Terminal()), BarReporter)


def test_bar_without_anything_to_run_says_so() -> None:
    stream = Terminal()
    reporter = BarReporter(stream)
    reporter.begin(total=0, skipped=35)
    reporter.close()
    assert stream.getvalue() == "0 notebooks to run, 35 unchanged\n"


def test_summary_names_each_failure_with_reason_and_traceback() -> None:
    summary = RunSummary(ran=("a",), skipped=("c", "d"), failed=(FAILURE,), seconds=12.34)
    assert summary.describe() == (
        "1 run, 2 unchanged, 1 failed in 12.3 s\n"
        f"  zwolle/b: {FAILURE.reason} (see {Path('failed/b.txt')})"
    )
