"""More than fits on a page is left out where it comes from, and the page says so."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from evalutils.running import output_limit
from evalutils.running.output_limit import (
    CELL_OUTPUTS,
    CELL_TEXT,
    CUT_MIME,
    NOTICE,
    STATED,
    Allowance,
)
from evalutils.running.summary import RunSummary

from .workshop import Workshop, open_workshop

Sent = list[tuple[str, dict[str, Any]]]


def sent(allowance: Allowance, kind: str, content: dict[str, Any], cell: str = "a") -> Sent:
    return [(name, dict(admitted)) for name, admitted in allowance.admit(cell, kind, content)]


def text(length: int, name: str = "stdout") -> dict[str, str]:
    return {"name": name, "text": "x" * length}


def shown(html: str = "<p>", **more: Any) -> dict[str, Any]:
    return {"data": {"text/html": html, **more}, "metadata": {}}


def notices(messages: Sent) -> int:
    return sum(CUT_MIME in content.get("data", {}) for _, content in messages)


def test_what_fits_is_sent_as_it_is() -> None:
    allowance = Allowance()
    for kind, content in (("stream", text(CELL_TEXT)), ("display_data", shown())):
        assert sent(allowance, kind, content) == [(kind, content)]


def test_text_is_cut_at_its_limit_with_one_notice() -> None:
    allowance = Allowance()
    assert sent(allowance, "stream", text(CELL_TEXT - 5)) == [("stream", text(CELL_TEXT - 5))]
    first, notice = sent(allowance, "stream", text(9))
    assert first == ("stream", text(5))  # what was left
    assert notice[1]["data"]["text/plain"] == NOTICE
    assert sent(allowance, "stream", text(9)) == []


def test_each_cell_has_a_limit_of_its_own() -> None:
    allowance = Allowance()
    sent(allowance, "stream", text(CELL_TEXT + 1), cell="a")
    assert sent(allowance, "stream", text(9), cell="b") == [("stream", text(9))]


def test_a_table_after_too_much_text_is_shown() -> None:
    allowance = Allowance()
    sent(allowance, "stream", text(CELL_TEXT + 1))
    assert sent(allowance, "display_data", shown()) == [("display_data", shown())]


def test_outputs_are_counted() -> None:
    allowance = Allowance()
    messages = [sent(allowance, "display_data", shown()) for _ in range(CELL_OUTPUTS + 9)]
    assert sum(map(notices, messages)) == 1
    assert sum(len(message) for message in messages) == CELL_OUTPUTS + 1


def test_an_output_is_shown_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output_limit, "NOTEBOOK_SIZE", 100)
    allowance = Allowance()
    assert notices(sent(allowance, "display_data", shown("x" * 101))) == 1
    assert sent(allowance, "display_data", shown("x" * 100)) == [("display_data", shown("x" * 100))]
    assert notices(sent(allowance, "execute_result", shown("x"), cell="b")) == 1  # 101 in all


def test_text_of_a_value_has_the_limit_of_printed_text() -> None:
    long = {"data": {"text/plain": "x" * (CELL_TEXT + 1)}, "metadata": {}}
    assert notices(sent(Allowance(), "execute_result", long)) == 1


def test_warnings_that_are_cut_say_so_themselves_because_no_page_shows_them() -> None:
    allowance = Allowance()
    first, last = sent(allowance, "stream", text(CELL_TEXT + 1, "stderr"))
    assert first == ("stream", text(CELL_TEXT, "stderr"))
    assert STATED in last[1]["text"]
    assert sent(allowance, "stream", text(9)) == [("stream", text(9))]  # stdout has its own room


def test_clearing_makes_room_again() -> None:
    allowance = Allowance()
    sent(allowance, "stream", text(CELL_TEXT))
    sent(allowance, "clear_output", {"wait": False})
    assert sent(allowance, "stream", text(9)) == [("stream", text(9))]


def test_what_an_exception_says_is_shortened_and_never_left_out() -> None:
    allowance = Allowance()
    sent(allowance, "stream", text(CELL_TEXT + 1))
    long = {"ename": "ValueError", "evalue": "x" * 10**6, "traceback": ["y" * 10**6] * 1000}
    ((kind, content),) = sent(allowance, "error", long)
    assert (kind, content["ename"]) == ("error", "ValueError")
    assert len(content["evalue"]) == 5_000
    assert sum(map(len, content["traceback"])) == 100 * 5_000


FLOODS = (
    "print('x' * 1_000_000)",
    "print('x\\r' * 1_000_000)",
    "'x' * 10_000_000",
    "for number in range(5_000): display(number)",
)
GROWS = """
import resource
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
for _ in range(100):
    print("x" * 999_999)
"""


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, RunSummary]:
    workshop = open_workshop(tmp_path_factory.mktemp("flood") / "een")
    figures = "{'application/vnd.evalutils.key-figures+json': [1], 'text/plain': 'x'}"
    summary = workshop.run(
        workshop.job("floods", *FLOODS, "print('next cell')"),
        workshop.job("figures", f"for _ in range(5_000): display({figures}, raw=True)"),
        workshop.job("grows", GROWS, "print(peak() - before)"),
        workshop.job("raises", "raise ValueError('x' * 10_000_000)"),
    )
    return workshop, summary


@pytest.fixture(scope="module")
def flooded(flood: tuple[Workshop, RunSummary]) -> list[list[Any]]:
    """The outputs of each flood, and of the cell after them."""
    page = flood[0].build / "runs" / "zwolle" / "floods.ipynb"
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    return [cell["outputs"] for cell in cells[-len(FLOODS) - 1 :]]


def printed(outputs: list[Any]) -> str:
    return "".join("".join(output.get("text", "")) for output in outputs)


def test_floods_are_cut_and_the_summary_names_the_cells(
    flood: tuple[Workshop, RunSummary], flooded: list[list[Any]]
) -> None:
    assert dict(flood[1].cut)["zwolle/floods"] == (3, 4, 5, 6)
    assert f"  zwolle/floods: output left out of cell 3, 4, 5, 6: {STATED}" in flood[1].describe()
    for outputs in flooded[:-1]:
        last = [output for output in outputs if "data" in output][-1]
        assert "".join(last["data"]["text/markdown"]) == f"*{NOTICE}*"


def test_a_flood_of_one_line_leaves_its_beginning_and_the_next_cell(
    flooded: list[list[Any]],
) -> None:
    line, bar, _, many, after = flooded
    assert printed(line) == "x" * CELL_TEXT
    assert printed(bar) == "x\r"
    assert len(many) == CELL_OUTPUTS + 1
    assert printed(after) == "next cell\n"


@pytest.mark.skipif(sys.platform != "linux", reason="it counts in KiB there")
def test_what_is_printed_does_not_stay_in_the_kernel(flood: tuple[Workshop, RunSummary]) -> None:
    page = flood[0].build / "runs" / "zwolle" / "grows.ipynb"
    cells = json.loads(page.read_text(encoding="utf-8"))["cells"]
    assert int(printed(cells[-1]["outputs"])) < 30_000  # of the 100 MB


def test_figures_that_would_be_lost_are_an_error(flood: tuple[Workshop, RunSummary]) -> None:
    reasons = {failure.name: failure.reason for failure in flood[1].failed}
    assert reasons["zwolle/figures"].startswith("cell 3: figures would be lost, because it shows")


def test_an_endless_exception_fails_like_any_other(flood: tuple[Workshop, RunSummary]) -> None:
    failed = {failure.name: failure for failure in flood[1].failed}["zwolle/raises"]
    assert failed.reason == f"cell 3: ValueError: {'x' * 160} ..."
    assert failed.traceback.stat().st_size < 1_000_000
