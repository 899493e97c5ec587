"""Caption, label and alternative text of a figure, handed from the notebook to MyST-NB.

All three are plain text; MyST-NB reads the caption as Markdown, so it is made literal here.

A notebook shows a figure with ``display(figure, metadata={"evalutils": {"alt": ..., "caption":
..., "name": ...}})``. MyST-NB reads these from the cell, so they are copied there; the label
gets the job in front, because the same notebook makes the page of every evaluation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evalutils.errors import RunError
from evalutils.keys import is_key_part
from evalutils.literal import markdown
from evalutils.running.notebook_cells import numbered

_DISPLAYED = ("display_data", "execute_result")


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
