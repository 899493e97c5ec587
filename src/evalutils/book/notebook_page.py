"""From an executed notebook to a page of the book, with the files that belong to it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from evalutils.contracts.fixed_names import PAGE_DATA, PUBLISHED_DATA

_OWN_TYPES = "application/vnd.evalutils."
_TO_FILES = f'href=\\"{PAGE_DATA}/'


def page_folder(file: str) -> str:
    """The folder with the files of a page in that of the published data, by its source file."""
    return str(PurePosixPath(file).with_suffix(""))


def settled(notebook: str, file: str) -> dict[str, Any]:
    """An executed notebook, as its file has it, with what it shows fit for its page."""
    files = "../" * file.count("/") + f"{PUBLISHED_DATA}/{page_folder(file)}"
    # Quotes of texts from files are escaped: these are of the package.
    content: dict[str, Any] = json.loads(notebook.replace(_TO_FILES, f'href=\\"{files}/'))
    for output in (item for cell in content["cells"] for item in cell.get("outputs", ())):
        data = output.get("data", {})
        for kind in [kind for kind in data if kind.startswith(_OWN_TYPES)]:
            del data[kind]  # MyST-NB warns of types it cannot show
    return content
