"""Which files of a repository may hold data about persons: told by their names, before a commit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from evalutils.contracts.fixed_names import SHARED_FOLDERS
from evalutils.contracts.tables import TABLES
from evalutils.dataset.find import EVALUATION_FILE, IMPORT_FILE
from evalutils.identifiers.scan import found_in_name

_CLIENTS = tuple(name for name, table in TABLES.items() if table.client_level)
_TABLE = re.compile(r"\.(csv|tsv|txt|xlsx?|xlsm|xlsb|ods|parquet|feather|sav|dta|bak|tmp)#?$", re.I)
_LOCK = re.compile(r"^(~\$|\.~lock\.)")
_KEY = re.compile(r"\.key$", re.I)
_PROTECTED = re.compile(r"^disclosure:\s*[\"']?protected", re.M)
_SYNTHETIC = re.compile(r"^synthetic:\s*true", re.M)
# Invented clients, and what tests compare with.
_OPEN = ("data/synthetisch/", "tests/", "benchmarks/", "src/", "docs/")


def private_files(names: Iterable[str], root: Path) -> list[str]:
    """Which of these files may not be in a repository, each with why.

    `names` are paths below `root`; of tables in a data folder evaluation.yaml beside them is read.
    """
    found = []
    for name in names:
        why = "" if name.startswith(_OPEN) else _why(PurePosixPath(name), root)
        if found_in_name(name):
            name, why = "(a file that is not shown)", "its name tells who somebody is"
        if why:
            found.append(f"{name}: {why}")
    return found


def _why(path: PurePosixPath, root: Path) -> str:
    name = path.name.lower()
    if _LOCK.match(name):
        return "Excel or LibreOffice keeps it of a table that is open"
    if _KEY.search(name):
        return "it may be the key of pseudonyms"
    if name == IMPORT_FILE:
        return "it counts rows of clients"
    if not _TABLE.search(name):
        return ""
    # Copies are called 'Kopie van spells.xlsx', 'spells (2).csv', 'Spells_oud.CSV'.
    if any(table in name for table in _CLIENTS):
        return "it is or was a table of clients"
    if not _is_of_data(path, root):
        return "a table outside the data folder may be an export of clients"
    return "its evaluation is protected" if _is_protected(root / path.parent) else ""


def _is_of_data(path: PurePosixPath, root: Path) -> bool:
    """Whether a table stands where evaluations do; a list of requirements is no table."""
    shared = bool(set(SHARED_FOLDERS) & set(path.parts))
    beside = (root / path.parent / EVALUATION_FILE).exists()
    return path.parts[0] == "data" or shared or beside or path.suffix.lower() == ".txt"


def _is_protected(folder: Path) -> bool:
    if folder.name in SHARED_FOLDERS:
        return False
    try:
        text = (folder / EVALUATION_FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return bool(_PROTECTED.search(text)) and not _SYNTHETIC.search(text)
