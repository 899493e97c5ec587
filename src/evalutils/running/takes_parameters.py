"""What papermill lets pass and we do not: a notebook that cannot take its parameters."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from evalutils.errors import RunError
from evalutils.running.notebook_cells import INJECTED, PARAMETERS, source_of, tags_of

_NEXT = "Tag the one cell that assigns them with 'parameters' (JupyterLab: property inspector)."


def check_notebook(notebook: Path, parameters: Iterable[str]) -> None:
    """Check before running that a notebook takes exactly these parameters; else a RunError.

    It must be readable, have one ``parameters`` cell that assigns each of them and a title to
    replace, and not have been executed by papermill before.
    """
    cells = _cells(notebook)
    known = _assigned(notebook, _parameters_cell(notebook, cells))
    unknown = sorted(set(parameters) - known)
    if unknown:
        raise RunError(
            f"{notebook.name}: unknown parameter {', '.join(map(repr, unknown))}. "
            f"The parameters cell assigns: {', '.join(sorted(known)) or 'nothing'}."
        )
    _check_title(notebook, cells)


def _cells(notebook: Path) -> list[Mapping[str, Any]]:
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except FileNotFoundError:
        raise RunError(f"{notebook.name}: there is no such notebook.") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RunError(f"{notebook.name}: not a notebook that can be read ({error}).") from None
    return list(cells)


def _parameters_cell(notebook: Path, cells: list[Mapping[str, Any]]) -> str:
    if any(INJECTED in tags_of(cell) for cell in cells):
        raise RunError(
            f"{notebook.name}: has a cell tagged 'injected-parameters', left by an earlier run. "
            "Remove that cell."
        )
    tagged = [cell for cell in cells if PARAMETERS in tags_of(cell)]
    if len(tagged) != 1:
        found = f"{len(tagged)} cells are" if tagged else "no cell is"
        raise RunError(f"{notebook.name}: {found} tagged 'parameters'. {_NEXT}")
    if tagged[0]["cell_type"] != "code":
        raise RunError(f"{notebook.name}: the cell tagged 'parameters' is no code cell. {_NEXT}")
    return source_of(tagged[0])


def _assigned(notebook: Path, source: str) -> set[str]:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise RunError(
            f"{notebook.name}: line {error.lineno} of the parameters cell is no Python: "
            f"{error.msg}. Write one assignment per line, e.g. period = '2021'."
        ) from None
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in body if isinstance(node, ast.AnnAssign) and node.value]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _check_title(notebook: Path, cells: list[Mapping[str, Any]]) -> None:
    first = next((source_of(cell) for cell in cells if cell["cell_type"] == "markdown"), "")
    if not any(line.startswith("# ") for line in first.splitlines()):
        raise RunError(
            f"{notebook.name}: the first markdown cell has no title. "
            "Start it with a line such as '# Uitstroom'; each page gets its own title there."
        )
