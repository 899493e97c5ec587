"""From a notebook as papermill leaves it to a page source: the same bytes for the same input.

A notebook shows a figure with ``display(figure, metadata={"evalutils": {"alt": ..., "caption":
..., "name": ...}})``. All three are plain text. MyST-NB reads them from the cell, so they are
copied there; it reads the caption as Markdown, so that is made literal, and the label gets the job
in front, because the same notebook makes the page of every evaluation.

Where a source is silent, a cell shows `evalutils.display.Nothing`; a section in which no cell shows
anything else is taken off the page with its heading.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evalutils.contracts import summary_topics
from evalutils.contracts.summary_topics import FINDINGS
from evalutils.display import NOTHING_MIME
from evalutils.errors import RunError
from evalutils.keys import is_key_part
from evalutils.literal import markdown
from evalutils.running.notebook_cells import INJECTED, PARAMETERS, numbered, source_of, tags_of

_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=_|\b)")
_DISPLAYED = ("display_data", "execute_result")
_KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
_SHOW_OUTPUT = "Toon de uitkomst"
REMOVE = "remove-cell"
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
    notebook["metadata"][FINDINGS] = _take_findings(notebook["cells"])
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
    if "hide-output" in tags:  # else the table lies behind a line that promises code
        cell["metadata"]["mystnb"] = {"code_prompt_show": _told(cell)}


def _told(cell: Any) -> str:
    """What stands on the line behind which the output lies: the title of a table, if it has one."""
    titles = (out["data"].get("text/plain", "") for out in cell["outputs"] if "data" in out)
    title = next(titles, "").strip()
    return title if title and "\n" not in title else _SHOW_OUTPUT


def _take_warnings(cell: Any) -> list[str]:
    # Warnings hold paths and process numbers and say nothing to a reader of the book.
    taken = [out["text"] for out in cell["outputs"] if out.get("name") == "stderr"]
    cell["outputs"] = [out for out in cell["outputs"] if out.get("name") != "stderr"]
    return ["".join(taken)] if taken else []


def _take_findings(cells: Sequence[Any]) -> list[Any]:
    """What the page found: also where its key figures are none, and their cell goes."""
    data = (out.get("data", {}) for cell in cells for out in cell.get("outputs", ()))
    return [finding for shown in data for finding in shown.pop(summary_topics.MIME_TYPE, ())]


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


def leave_out_nothing(cells: Sequence[Any]) -> None:
    """Tag cells that show nothing, and whole sections of them, as ``remove-cell``; in place."""
    for section in _sections(cells):
        silent = [cell for cell in section if _drop_nothing(cell)]
        spoken = any(cell.get("outputs") for cell in section)
        for cell in section if silent and not spoken else silent:
            if not cell.get("outputs"):
                _remove(cell)


def _sections(cells: Sequence[Any]) -> Iterator[list[Any]]:
    section: list[Any] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and source_of(cell).startswith("##"):
            yield section
            section = []
        section.append(cell)
    yield section


def _drop_nothing(cell: Any) -> bool:
    """Drop the outputs that say there is nothing; whether there were any."""
    outputs = cell.get("outputs", [])
    kept = [output for output in outputs if NOTHING_MIME not in output.get("data", {})]
    if len(kept) == len(outputs):
        return False
    cell["outputs"] = kept
    return True


def _remove(cell: Any) -> None:
    tags = tags_of(cell)
    cell["metadata"]["tags"] = tags if REMOVE in tags else [*tags, REMOVE]


def label_figures(cells: Sequence[Any], slug: str) -> None:
    """Copy the metadata of every figure output to its cell, in the keys of MyST-NB 1.4; in place.

    A figure that lacks a text, shares its cell with another output or repeats a name is a RunError.
    """
    names: set[str] = set()
    for number, cell in numbered(cells):
        figure = _figure_of(cell, number)
        if figure is None:
            continue
        name = figure["name"]
        if name in names:
            raise RunError(f"cell {number}: figure name '{name}' is used twice. Choose another.")
        names.add(name)
        cell["metadata"]["mystnb"] = {
            "figure": {"caption": markdown(figure["caption"]), "name": f"fig-{slug}-{name}"},
            "image": {"alt": figure["alt"]},
        }


def _figure_of(cell: Any, number: int) -> dict[str, str] | None:
    outputs = [out for out in cell.get("outputs", []) if out["output_type"] in _DISPLAYED]
    figures = [out["metadata"]["evalutils"] for out in outputs if _is_figure(out)]
    if not figures:
        return None
    if len(outputs) > 1:
        # MyST-NB would wrap every output of the cell in the same figure, with the same label.
        raise RunError(
            f"cell {number}: a figure and {len(outputs) - 1} more output(s). "
            "Show one figure per cell and nothing beside it."
        )
    figure: dict[str, str] = dict(figures[0])
    lacking = [key for key in ("alt", "caption", "name") if not figure.get(key)]
    if lacking:
        raise RunError(f"cell {number}: a figure without {', '.join(lacking)}. Pass all three.")
    if not is_key_part(figure["name"]):
        raise RunError(
            f"cell {number}: figure name '{figure['name']}' is no label. "
            "Use lower case letters, digits and single hyphens."
        )
    return figure


def _is_figure(output: Any) -> bool:
    return "alt" in output.get("metadata", {}).get("evalutils", {})
