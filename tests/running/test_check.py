from __future__ import annotations

from typing import Any

import pytest

from evalutils.errors import RunError
from evalutils.running.takes_parameters import check_notebook

from .workshop import Workshop, code, markdown

TITLE = markdown("# Titel")
PARAMETERS = code('period = "2021"\nyear: str = "2021"', "parameters")


def fault(workshop: Workshop, cells: list[dict[str, Any]], *names: str) -> str:
    with pytest.raises(RunError) as caught:
        check_notebook(workshop.write("ladder", cells), names)
    return str(caught.value)


def test_known_parameters_are_accepted(workshop: Workshop) -> None:
    check_notebook(workshop.write("ladder", [TITLE, PARAMETERS]), ["period", "year"])


def test_unknown_parameter_is_an_error_that_lists_the_known_ones(workshop: Workshop) -> None:
    message = fault(workshop, [TITLE, PARAMETERS], "perod")
    assert message == (
        "ladder.ipynb: unknown parameter 'perod'. The parameters cell assigns: period, year."
    )


def test_parameter_assigned_in_another_cell_is_unknown(workshop: Workshop) -> None:
    assert "unknown parameter 'x'" in fault(workshop, [TITLE, PARAMETERS, code("x = '1'")], "x")


def test_missing_parameters_cell_is_an_error(workshop: Workshop) -> None:
    assert "no cell is tagged 'parameters'" in fault(workshop, [TITLE, code("period = '2021'")])


def test_two_parameters_cells_are_an_error(workshop: Workshop) -> None:
    assert "2 cells are tagged" in fault(workshop, [TITLE, PARAMETERS, PARAMETERS])


def test_parameters_cell_in_markdown_is_an_error(workshop: Workshop) -> None:
    assert "is no code cell" in fault(workshop, [TITLE, markdown("a", tags=["parameters"])])


def test_parameters_cell_that_is_no_python_is_an_error(workshop: Workshop) -> None:
    broken = code("period = '2021'\nmunicipality = zwolle'", "parameters")
    assert "line 2 of the parameters cell is no Python" in fault(workshop, [TITLE, broken])


def test_notebook_saved_after_an_earlier_run_is_an_error(workshop: Workshop) -> None:
    left = code("period = '2022'", "injected-parameters")
    assert "Remove that cell" in fault(workshop, [TITLE, PARAMETERS, left])


@pytest.mark.parametrize("first", [markdown("## Kleine kop"), markdown("tekst"), code("1")])
def test_notebook_without_a_title_to_replace_is_an_error(
    workshop: Workshop, first: dict[str, Any]
) -> None:
    assert "has no title" in fault(workshop, [first, PARAMETERS])


def test_missing_notebook_is_an_error(workshop: Workshop) -> None:
    with pytest.raises(RunError, match="there is no such notebook"):
        check_notebook(workshop.root / "notebooks" / "weg.ipynb", [])


@pytest.mark.parametrize("text", ["", "[]", "{}", "\x00", "{"])
def test_file_that_is_no_notebook_is_an_error(workshop: Workshop, text: str) -> None:
    path = workshop.root / "notebooks" / "a.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match="not a notebook that can be read"):
        check_notebook(path, [])
