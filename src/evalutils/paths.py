"""Where files may be written: only inside the folder that they are meant for."""

from __future__ import annotations

from pathlib import Path

from evalutils.errors import BuildError


def inside(folder: Path, name: str) -> Path:
    """The place of a file in a folder, which may not exist yet, with links followed.

    Parts of `name` are keys. When the file would lie elsewhere that is a BuildError.
    """
    path = folder / name
    if path.resolve().parent.is_relative_to(folder.resolve()):
        return path
    raise BuildError(
        f"'{name}' would be written outside {folder.name}/. Correct the key it is named after, or "
        "take away the link that leads out of the folder."
    )
