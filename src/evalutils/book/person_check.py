"""Checks that nothing that is about to be published tells who somebody is."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from filecmp import cmp
from pathlib import Path

from evalutils.contracts.fixed_names import HAND_WRITTEN, SOURCES_FOLDER
from evalutils.errors import IdentifierError
from evalutils.identifiers.scan import found_in, found_in_cells, found_in_name, told

Look = Callable[[Iterable[str]], Counter[str]]
"""Finds how often each kind stands in texts."""

_TEXT = {".html", ".csv", ".json", ".txt", ".md", ".svg", ".js"}
_LOOKED_AT = {*_TEXT, ".xlsx"}
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
    refuse(told_in(folder))


def refuse(faults: Sequence[str]) -> None:
    """IdentifierError with these faults, when there are any."""
    if faults:
        raise IdentifierError(faults)


def told_in(folder: Path, at: str = "", before: Path | None = None) -> list[str]:
    """What the files of a folder tell of who somebody is, as faults that name each of them.

    `at` is where the folder will stand in what is published, `before` a published folder of which
    this very code found that it tells nothing.
    """
    paths = {path: Path(at, path.relative_to(folder)) for path in sorted(folder.rglob("*"))}
    own = {path: name for path, name in paths.items() if _OF_THE_LOOK not in name.parts}
    looked_at = {path: name for path, name in own.items() if path.suffix in _LOOKED_AT}
    found = _told_by(looked_at, before)
    faults = [f"{own[path].as_posix()}: this holds {what}. Remove it." for path, what in found]
    if any(found_in_name(name.name) for name in own.values()):
        faults.append("the name of a file tells who somebody is. Give it another name.")
    return faults


def _told_by(files: Mapping[Path, Path], before: Path | None) -> list[tuple[Path, str]]:
    """The files that tell who somebody is, with what; of each its path below the folder is given.

    Pages repeat most of their lines, so each line is looked at once, and one that stood in the same
    file before not again; only where one tells something, file by file.
    """
    lines: defaultdict[Look, set[str]] = defaultdict(set)
    for path, name in files.items():
        lines[_look(name)].update(_new_texts(path, before and before / name))
    telling = [look for look, texts in lines.items() if look(sorted(texts))]
    each = [(path, told_of(path, name)) for path, name in files.items() if _look(name) in telling]
    return [(path, what) for path, what in each if what]


def _look(name: Path) -> Look:
    """How the texts of a file are looked at, by its path below the published folder."""
    if name.stem in _WITH_CONTACTS:
        return _without_contacts
    # There it is said who published a document.
    return found_in if SOURCES_FOLDER in name.parts else found_in_cells


def _without_contacts(texts: Iterable[str]) -> Counter[str]:
    return found_in(texts, contacts=False)


def told_of(path: Path, name: Path | None = None) -> str:
    """What a file tells of who somebody is; empty when it tells nothing.

    `name` is its path below the published folder; by default it is not in a folder.
    """
    return told(_look(name or Path(path.name))(_texts_of(path)))


def _new_texts(path: Path, last: Path | None) -> set[str]:
    if last is None or not last.is_file():
        return set(_texts_of(path))
    return set() if cmp(path, last, shallow=False) else {*_texts_of(path)} - {*_texts_of(last)}


def _texts_of(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as file:
            parts = [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]
        return [text for part in parts for text in _texts(part, ".svg")]
    return _texts(path.read_text(encoding="utf-8", errors="replace"), path.suffix)


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
