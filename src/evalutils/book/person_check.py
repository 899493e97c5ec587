"""Checks that nothing that is about to be published tells who somebody is."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path

from evalutils.contracts.fixed_names import HAND_WRITTEN, SOURCES_FOLDER
from evalutils.errors import IdentifierError
from evalutils.identifiers.scan import found_in, found_in_cells, found_in_name, told

_TEXT = {".html", ".csv", ".json", ".txt", ".md", ".svg", ".js"}
# What draws the pages is of others, and the same for every book.
_OF_THE_LOOK = "_static"
_NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(?:alt|title|content|aria-label)=\"([^\"]+)\"")
_TAG = re.compile(r"<[^>]*>")
# Where an organisation says how it can be reached.
_WITH_CONTACTS = {Path(page).stem for page in HAND_WRITTEN}


def check_no_persons(folder: Path) -> None:
    """Refuse to publish a folder with a page or table that tells who somebody is.

    IdentifierError names each of these files with the kinds that it holds and how often.
    """
    paths = {path: path.relative_to(folder) for path in sorted(folder.rglob("*"))}
    own = {path: name for path, name in paths.items() if _OF_THE_LOOK not in name.parts}
    found = [
        (name.as_posix(), told_of(path, names=SOURCES_FOLDER not in name.parts))
        for path, name in own.items()
        if path.suffix in _TEXT
    ]
    faults = [f"{name}: this holds {what}. Remove it." for name, what in found if what]
    if any(found_in_name(name.name) for name in own.values()):
        faults.append("the name of a file tells who somebody is. Give it another name.")
    if faults:
        raise IdentifierError(faults)


def told_of(path: Path, *, names: bool = True) -> str:
    """What a file tells of who somebody is; empty when it tells nothing.

    `names` is False where whoever published a document is named.
    """
    texts = _texts(path.read_text(encoding="utf-8", errors="replace"), path.suffix)
    if path.stem in _WITH_CONTACTS:
        return told(found_in(texts, contacts=False))
    return told(found_in_cells(texts) if names else found_in(texts))


def _texts(content: str, suffix: str) -> list[str]:
    """The texts of a file that each stand alone."""
    if suffix == ".csv":
        return [cell for row in csv.reader(io.StringIO(content, newline="")) for cell in row]
    if suffix in (".json", ".js"):
        return re.split(r'["\n]', content)
    return (shown_text(content) if suffix in (".html", ".svg") else content).splitlines()


def shown_text(page: str) -> str:
    """The texts of a page, each on a line of its own."""
    page = _NOT_SHOWN.sub("\n", page)
    attributes = "\n".join(_ATTRIBUTE.findall(page))
    return html.unescape(_TAG.sub("\n", page)) + "\n" + html.unescape(attributes)
