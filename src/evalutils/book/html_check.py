"""Checks that nothing in the published folder gives away where it was made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from evalutils.errors import BuildError

_TEXT = {".html", ".json", ".csv", ".js", ".svg", ".txt", ".md"}
# A short path such as /data also occurs as an ordinary link.
_FEWEST_PARTS = 3


def check_no_machine_paths(html: Path, folders: Iterable[Path]) -> None:
    """Refuse to publish a folder that holds the path of one of these folders of this machine.

    BuildError names the pages that do.
    """
    resolved = {folder.resolve() for folder in folders}
    needles = [str(path).encode() for path in resolved if len(path.parts) >= _FEWEST_PARTS]
    found = [
        path.relative_to(html).as_posix()
        for path in sorted(html.rglob("*"))
        if path.suffix in _TEXT and any(needle in path.read_bytes() for needle in needles)
    ]
    if found:
        listing = "\n".join(f"  {name}" for name in found[:5])
        raise BuildError(
            "These pages hold a path of this machine, which must not be published:\n"
            f"{listing}\nShow file names without their folder."
        )
