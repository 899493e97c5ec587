"""What stands already when a book is made: earlier editions, and the key that rounds its numbers.

A run puts both in its copy of the data, so that a notebook rounds alike wherever it runs. Neither
is ever part of a book.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from evalutils.errors import InputError
from evalutils.system.key_file import KeyFile

STANDING_FILE = ".standing.json"
"""In the copy of the data of a run."""
RELEASES = "releases"
"""Folder with the log of releases, and what each published as a zip file."""
COUNTS_FILE = "counts.csv"
"""What each number was shown as, in such a zip file; beside the pages that show it."""
BEFORE = "before"
"""What zip files are called of editions that the log of releases does not have."""
KEY = KeyFile("release", "EVALUTILS_RELEASE_KEY", "evalutils release")


class Before(NamedTuple):
    """What an edition says of one number of persons.

    Attributes
    ----------
    low, high
        The lowest and highest whole number that it can be; `high` may be infinite.
    shown
        Whether it stands there, rounded; otherwise it is left out.
    """

    low: float
    high: float
    shown: bool


@dataclass(frozen=True)
class Beforehand:
    """What stands already.

    Attributes
    ----------
    key
        Of the rounding; empty where there is none.
    editions
        Per edition what it says of each number, by the label of that.
    """

    key: bytes = field(default=b"", repr=False)
    editions: tuple[Mapping[str, Before], ...] = field(default=(), repr=False)


def standing_of(root: Path, also: Sequence[Mapping[str, Before]] = ()) -> Beforehand:
    """What stands already for a project: its key, and the editions in its log of releases.

    `also` are editions that the log does not have; they come before it.

    Raises
    ------
    InputError
        When the key or an edition cannot be read.
    """
    key = KEY.read(never_in=(root,)) if KEY.exists() else b""
    logged = map(_edition, sorted((root / RELEASES).glob("*.zip"), key=_order))
    return Beforehand(hmac.digest(key, b"rounding", "sha256") if key else b"", (*also, *logged))


def write_standing(folder: Path, standing: Beforehand) -> None:
    """Put it in a copy of the data, in the place of whatever has that name."""
    if standing == Beforehand():
        return
    place = folder / STANDING_FILE
    place.unlink(missing_ok=True)
    content = {"key": standing.key.hex(), "editions": standing.editions}
    place.write_text(json.dumps(content), encoding="utf-8")
    place.chmod(0o400)


def read_standing(folder: Path) -> Beforehand:
    """What a run put in its copy of the data; nothing elsewhere."""
    place = folder / STANDING_FILE
    if not place.is_file():
        return Beforehand()
    content = json.loads(place.read_text(encoding="utf-8"))
    editions = (
        {label: Before(*told) for label, told in one.items()} for one in content["editions"]
    )
    return Beforehand(bytes.fromhex(content["key"]), tuple(editions))


def counts_file(told: Mapping[str, Before]) -> bytes:
    """The content of `COUNTS_FILE`."""
    text = io.StringIO()
    csv.writer(text).writerows((label, *one[:2], int(one.shown)) for label, one in told.items())
    return text.getvalue().encode()


def counts_in(text: str) -> dict[str, Before]:
    """What such a file says; a ValueError when it is no such file."""
    return {
        label: Before(float(low), float(high), shown == "1")
        for label, low, high, shown in csv.reader(io.StringIO(text))
    }


def hashed(*words: str) -> str:
    """A label of some words: nothing but names, so that it tells no count."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def figure_label(evaluation: str, indicator: str, group: str, part: str) -> str:
    """The label of a number that stands in key_figures.csv; `part` is ``value`` or ``n``."""
    return hashed("key figure", evaluation, indicator, group, part)


def _order(path: Path) -> tuple[bool, str, int, str]:
    """Editions of before the log, then by the day of a release and by its number."""
    day, _, number = path.stem.rpartition("-")
    return day != BEFORE, day, int(number) if number.isdigit() else 0, path.name


def _edition(path: Path) -> Mapping[str, Before]:
    try:
        with zipfile.ZipFile(path) as file:
            if COUNTS_FILE not in file.namelist():  # of before there was such a file
                return {}
            return counts_in(file.read(COUNTS_FILE).decode())
    except (OSError, ValueError, zipfile.BadZipFile):
        raise InputError(
            f"{RELEASES}/{path.name} is not what 'evalutils release' keeps of an edition, and what "
            "it published counts. Put it back as it was."
        ) from None
