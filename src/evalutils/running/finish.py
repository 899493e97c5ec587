"""From a notebook as papermill leaves it to a page source: the same bytes for the same input."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

from evalutils.literal import markdown
from evalutils.running.figures import label_figures
from evalutils.running.notebook_cells import INJECTED, PARAMETERS, tags_of
from evalutils.running.sections import REMOVE, leave_out_nothing

_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=_|\b)")
_KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
_HIDDEN_ALREADY = {REMOVE, "remove-input", "hide-cell", "hide-input"}


def finish(
    notebook: Any, *, title: str, slug: str, parameters: Mapping[str, str]
) -> tuple[Any, list[str]]:
    """Make a copy of an executed notebook ready for the book, and list what cells said on stderr.

    The title, plain text, replaces the H1 of the first markdown cell, code is folded away, the
    parameter cells and the sections without figures are left out of the page, charts get their
    label with the `slug` of the job, and whatever differs between two equal runs (timings, random
    ids, addresses, warnings) is taken out. `parameters` are those that the page may show, without
    paths of this machine. An incomplete figure is a RunError.
    """
    notebook = copy.deepcopy(notebook)
    notebook["metadata"] = {
        "kernelspec": dict(_KERNELSPEC),
        "language_info": notebook["metadata"].get("language_info", {"name": "python"}),
    }
    _set_title(notebook["cells"], title)
    warnings: list[str] = []
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["id"] = f"cell-{number}"  # papermill gives the injected cell a random one
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
        if cell["cell_type"] == "code":
            _fold(cell, parameters)
            warnings += _take_warnings(cell)
            _steady_outputs(cell, number)
    leave_out_nothing(notebook["cells"])
    label_figures(notebook["cells"], slug)
    return notebook, warnings


def _set_title(cells: list[Any], title: str) -> None:
    first = next(cell for cell in cells if cell["cell_type"] == "markdown")
    first["source"] = _TITLE.sub(lambda _: f"# {markdown(title)}", first["source"], count=1)


def _fold(cell: Any, parameters: Mapping[str, str]) -> None:
    tags = tags_of(cell)
    if INJECTED in tags:
        lines = [f"{name} = {value!r}" for name, value in parameters.items()]
        cell["source"] = "\n".join(["# Parameters", *lines])
    if {PARAMETERS, INJECTED} & set(tags):
        tags.append(REMOVE)
    if not _HIDDEN_ALREADY & set(tags):
        tags.append("hide-input")
    cell["metadata"]["tags"] = tags


def _take_warnings(cell: Any) -> list[str]:
    # Warnings hold paths and process numbers and say nothing to a reader of the book.
    taken = [out["text"] for out in cell["outputs"] if out.get("name") == "stderr"]
    cell["outputs"] = [out for out in cell["outputs"] if out.get("name") != "stderr"]
    return ["".join(taken)] if taken else []


def _steady_outputs(cell: Any, number: int) -> None:
    for output in cell["outputs"]:
        data = output.get("data", {})
        if "text/plain" in data:
            data["text/plain"] = _ADDRESS.sub("at 0x0", data["text/plain"])
        if "text/html" in data:
            data["text/html"] = _steady_styler(data["text/html"], number)


def _steady_styler(html: str, number: int) -> str:
    """Replace the ids that pandas draws at random for a styled table by their order."""
    found = dict.fromkeys(_STYLER_ID.findall(html)) if 'id="T_' in html else {}
    steady = {old: f"T_{number}_{order}" for order, old in enumerate(found, start=1)}
    return _STYLER_ID.sub(lambda match: steady[match[0]], html) if steady else html
