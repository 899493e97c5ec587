"""The gate at the page: of a protected evaluation only cleared outputs get through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evalutils.errors import UnclearedError
from evalutils.seal import is_sealed, without_seal

_INSTEAD = (
    "Of protected data a page shows only what was cleared: what `report.count`, `report[...]` or "
    "`report.publish` gave, with `report.show`, `report.say` or a module of `show`."
)


def check_cleared(cells: Iterable[tuple[int, Any]], token: str) -> None:
    """Refuse an executed notebook that shows anything without the mark of this run's token.

    UnclearedError names the first such cell, by the number that comes with it, and nothing of what
    it shows.
    """
    for number, cell in cells:
        for output in cell.get("outputs", []):
            kind = output["output_type"]
            if kind == "stream":
                what = "prints" if output["name"] == "stdout" else "writes a warning"
                raise UnclearedError(number, f"{what} text. {_INSTEAD}")
            if kind != "error" and not is_sealed(output, token):
                raise UnclearedError(number, f"shows what was not cleared. {_INSTEAD}")


def drop_seals(cells: Iterable[tuple[int, Any]]) -> None:
    """Take the marks off the outputs, which are not for pages; in place."""
    for _, cell in cells:
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output["metadata"] = without_seal(output["metadata"])
