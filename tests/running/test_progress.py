from __future__ import annotations

import io
from pathlib import Path

import pytest

from evalutils.running.forecast import Forecast
from evalutils.running.progress import LineReporter, Reporter, TerminalReporter, reporter_for
from evalutils.running.summary import Failure, Outcome, RunSummary

FAILURE = Failure("zwolle/b", "cell 3: ZeroDivisionError: division by zero", Path("failed/b.txt"))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def report(reporter: Reporter) -> None:
    reporter.begin(total=10, skipped=2)
    reporter.now(2, None)
    reporter.done(Outcome("zwolle/a", 4.06))
    reporter.now(2, 36.4)
    reporter.done(Outcome("zwolle/b", 1.0, failure=FAILURE))
    reporter.now(1, 150.0)
    reporter.done(Outcome("zwolle/c", 2.0, warnings=1))
    reporter.close()


def test_plain_lines_when_not_on_a_terminal() -> None:
    stream = io.StringIO()
    report(reporter_for(stream))
    assert stream.getvalue().splitlines() == [
        "10 notebooks to run, 2 unchanged",
        "[ 1/10] zwolle/a  4.1 s; 2 running, 0 failed",
        "[ 2/10] zwolle/b  1.0 s  FAILED: cell 3: ZeroDivisionError: division by zero; "
        "2 running, 1 failed, about 36 s left",
        "[ 3/10] zwolle/c  2.0 s  warnings in 1 cell; 1 running, 1 failed, about 2 min left",
    ]


def test_plain_lines_are_few_however_many_notebooks_there_are() -> None:
    stream = io.StringIO()
    reporter = reporter_for(stream)
    reporter.begin(total=1026, skipped=0)
    for number in range(1026):
        failure = FAILURE if number == 500 else None
        reporter.done(Outcome(f"zwolle/{number}", 1.0, failure=failure))
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1 + 10 + 1  # the opening, the tenths, and the one that failed
    assert lines[-1] == "[1026/1026] zwolle/1025  1.0 s"


def test_one_line_that_changes_on_a_terminal_with_a_line_for_failures() -> None:
    stream = Terminal()
    report(reporter_for(stream))
    text = stream.getvalue()
    assert "2/10 done, 1 running, 1 failed, about 2 min left" in text
    assert "zwolle/b  1.0 s  FAILED: cell 3" in text
    assert "zwolle/a  4.1 s" not in text
    assert text.count("\n") == 1 + 2  # the opening, the failure and the warning


def test_reporter_follows_the_stream() -> None:
    assert type(reporter_for(io.StringIO())) is LineReporter
    assert type(reporter_for(Terminal())) is TerminalReporter


def test_terminal_without_anything_to_run_says_so() -> None:
    stream = Terminal()
    reporter = TerminalReporter(stream)
    reporter.begin(total=0, skipped=35)
    reporter.close()
    assert stream.getvalue() == "0 notebooks to run, 35 unchanged\n"


def test_time_left_before_any_ended_is_what_earlier_runs_took() -> None:
    forecast = Forecast(["a", "b", "c"], before={"a": 10.0, "b": 20.0}, began=100.0)
    # c is as the others: 15 s on average. 45 s by two at a time, of which 4 have passed.
    assert forecast.left_s(2, now=104.0) == pytest.approx(45 / 2 - 4)


def test_time_left_follows_how_fast_this_run_is() -> None:
    forecast = Forecast(["a", "b", "c"], before={"a": 10.0, "b": 20.0, "c": 30.0}, began=100.0)
    forecast.ended("b", 9.0)
    # 20 of 60 s of work were done in 8: the other 40 take 16.
    assert forecast.left_s(1, now=108.0) == pytest.approx(16.0)


def test_time_left_is_not_told_while_nothing_is_known() -> None:
    assert Forecast(["a"], before={}).left_s(2) is None


def test_summary_names_each_failure_with_reason_and_traceback() -> None:
    summary = RunSummary(ran=("a",), skipped=("c", "d"), failed=(FAILURE,), seconds=12.34)
    assert summary.describe() == (
        "1 run, 2 unchanged, 1 failed in 12.3 s\n"
        f"  zwolle/b: {FAILURE.reason} (see {Path('failed/b.txt')})"
    )
