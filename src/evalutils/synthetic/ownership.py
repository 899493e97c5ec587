"""Which folder synthetic data may replace: one that holds nothing but what was made here."""

from __future__ import annotations

from pathlib import Path

from evalutils.contracts.fixed_names import SHARED_FOLDERS
from evalutils.contracts.tables import TABLES
from evalutils.dataset.find import CLIENT_SUFFIXES, EVALUATION_FILE, SOURCES_FILE
from evalutils.errors import InputError
from evalutils.synthetic.constants import YEARLY
from evalutils.system.folders import aside, is_clutter

# Only a folder with this file may be replaced: no data of others are ever overwritten.
MARKER = "synthetic.yaml"
MARK = "synthetic: true"


def check_place(shared_dir: Path, folder: Path) -> None:
    """Refuse a place in the data folder or where other files stand; nothing is touched."""
    if shared_dir.resolve() in folder.resolve().parents:
        raise InputError(
            f"'{folder}' lies in the data folder '{shared_dir}', where its evaluations would be "
            "taken for folders out of place. Give a folder elsewhere with --to."
        )
    for place in (folder, aside(folder)):
        if reason := _foreign(place):
            raise InputError(
                f"'{place}' {reason}, and is not overwritten. Give a new folder with --to."
            )


def _foreign(folder: Path) -> str:
    """Why a folder may not be replaced; empty when it may."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return "is not a folder"
    if not folder.exists() or not any(folder.iterdir()):
        return ""
    if not (folder / MARKER).is_file():
        return "was not made by evalutils synthesise"
    for path in folder.rglob("*"):
        name = path.relative_to(folder)
        if path.name == EVALUATION_FILE:
            if MARK not in path.read_text(encoding="utf-8", errors="replace").splitlines():
                return f"also holds other data ({name.parent.as_posix()})"
        elif not path.is_dir() and not _is_made_here(name):
            return f"also holds a file that was not made by it ({name.as_posix()})"
    return ""


def _is_made_here(name: Path) -> bool:
    if name.parts[0] in (MARKER, SOURCES_FILE, *SHARED_FOLDERS) or is_clutter(name.name):
        return True
    table = TABLES.get(name.stem)
    if table is None or len(name.parts) != 4:
        return False
    # Of counts those of a programme by year, for which its name vouches.
    counts = name.parts[1] == YEARLY[0] and name.suffix == ".csv"
    return counts or (table.client_level and name.suffix in CLIENT_SUFFIXES)
