"""Checks that nothing that is about to be published tells who somebody is."""

from __future__ import annotations

import html
import re
from pathlib import Path

from evalutils.contracts.fixed_names import HAND_WRITTEN
from evalutils.errors import IdentifierError
from evalutils.identifiers.scan import found_in, told

_TEXT = {".html", ".csv", ".json", ".txt", ".md", ".svg"}
_NOT_SHOWN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r"\b(?:alt|title|content|aria-label)=\"([^\"]+)\"")
_TAG = re.compile(r"<[^>]*>")
# Where an organisation says how it can be reached.
_WITH_CONTACTS = {Path(page).stem for page in HAND_WRITTEN}


def check_no_persons(folder: Path) -> None:
    """Refuse to publish a folder with a page or table that tells who somebody is.

    IdentifierError names each of these files with the kinds that it holds and how often.
    """
    paths = (path for path in sorted(folder.rglob("*")) if path.suffix in _TEXT)
    found = [(path.relative_to(folder).as_posix(), told_of(path)) for path in paths]
    if faults := [f"{name}: this holds {what}. Remove it." for name, what in found if what]:
        raise IdentifierError(faults)


def told_of(path: Path) -> str:
    """What a file tells of who somebody is; empty when it tells nothing."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix in (".html", ".svg"):
        text = shown_text(text)
    return told(found_in([text], contacts=path.stem not in _WITH_CONTACTS))


def shown_text(page: str) -> str:
    """The texts of a page, each on a line of its own."""
    page = _NOT_SHOWN.sub("\n", page)
    attributes = "\n".join(_ATTRIBUTE.findall(page))
    return html.unescape(_TAG.sub("\n", page)) + "\n" + html.unescape(attributes)
