"""Printed text as a terminal would show it, in time that grows with its length.

nbclient can do this too, by a regular expression that takes the square of the length of a line:
47 minutes for a million characters without an end of line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def merge_streams(outputs: Sequence[Any]) -> list[Any]:
    """Bring what a cell printed together: one text for stdout and one for stderr.

    Each stream stands where it first appeared; stdout goes before a stderr that stands directly
    before it, because they arrive in no certain order.
    """
    pieces: dict[str, list[str]] = {}
    merged: list[Any] = []
    for output in outputs:
        if output["output_type"] != "stream":
            merged.append(output)
        elif output["name"] in pieces:
            pieces[output["name"]].append(output["text"])
        else:
            pieces[output["name"]] = [output["text"]]
            merged.append(output)
    streams = [output for output in merged if output["output_type"] == "stream"]
    for output in streams:
        output["text"] = _overwritten("".join(pieces[output["name"]]))
    if [output["name"] for output in streams] == ["stderr", "stdout"]:
        first, second = (merged.index(output) for output in streams)
        if second == first + 1:
            merged[first], merged[second] = merged[second], merged[first]
    return merged


def _overwritten(text: str) -> str:
    """Leave of each line what comes after its last carriage return, but for one at its end."""
    lines = text.split("\n")
    return "\n".join(line[line.rfind("\r", 0, max(0, len(line) - 1)) + 1 :] for line in lines)
