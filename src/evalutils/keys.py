"""Keys: names that are part of a path or an identifier, and those of an evaluation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from evalutils.errors import InputError

# Room for the names of municipality, programme and period in one word; file systems allow 255.
LONGEST_KEY = 120


def is_key_part(name: str, joint: str = "-") -> bool:
    """Whether a name is lower case ASCII letters and digits, joined by single signs.

    The sign is a hyphen in what becomes a path of the book, an underscore in codes.
    """
    return re.fullmatch(rf"[a-z0-9]+({re.escape(joint)}[a-z0-9]+)*", name) is not None


def slug(text: str) -> str:
    """The text as a key: lower case without accents, words joined by hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words)[:LONGEST_KEY].strip("-") or "naam"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name; names with the same slug are told apart by a number."""
    each = dict.fromkeys(names)
    return dict(zip(each, told_apart(map(slug, each), "-"), strict=True))


def told_apart(names: Iterable[str], joint: str) -> list[str]:
    """The names in order; one that was there already gets a number after a sign."""
    taken: dict[str, int] = {}
    found = []
    for name in names:
        free = name
        while free in taken:
            taken[name] += 1
            free = f"{name}{joint}{taken[name]}"
        taken[free] = 1
        found.append(free)
    return found


def claim_anchor(name: str, row: int) -> str:
    """Where a published figure stands on the page of its evaluation; unique on that page."""
    return f"cijfer-{name}" if is_key_part(name, "_") else f"cijfer-rij-{row}"


def row_anchor(evaluation: EvaluationKey, table: str, row: object) -> str:
    """Where a row of a table of an evaluation stands on the page of its source."""
    return f"{evaluation.slug}--{table}-{row}"


@dataclass(frozen=True, order=True)
class EvaluationKey:
    """The three folder names that identify one evaluation: lower case ASCII with hyphens."""

    municipality: str
    programme: str
    period: str

    def __post_init__(self) -> None:
        for part in (self.municipality, self.programme, self.period):
            if not is_key_part(part):
                raise InputError(
                    f"{part!r} is not a valid folder name. Use lower case letters without "
                    "accents, digits and single hyphens, e.g. 'den-haag'."
                )

    def __str__(self) -> str:
        return f"{self.municipality}/{self.programme}/{self.period}"

    @property
    def slug(self) -> str:
        """The key in one word, unique in the book: used in labels and file names."""
        return f"{self.municipality}--{self.programme}--{self.period}"


def select(keys: Iterable[EvaluationKey], patterns: Sequence[str]) -> list[EvaluationKey]:
    """Choose the evaluations that match any pattern, in order; without patterns all.

    A pattern is a glob over ``municipality/programme/period``; a shorter one such as ``enschede``
    or ``zwolle/startbaan`` takes everything below it. One that matches nothing is an InputError
    that lists what exists.
    """
    existing = sorted(keys)
    if not patterns:
        return existing
    chosen: set[EvaluationKey] = set()
    for pattern in patterns:
        found = {key for key in existing if matches(str(key), pattern)}
        if not found:
            raise InputError(_no_match(pattern, [str(key) for key in existing]))
        chosen |= found
    return sorted(chosen)


def matches(key: str, pattern: str) -> bool:
    """Whether a pattern selects a key; a shorter pattern takes everything below it."""
    parts = _parts(pattern)
    head = key.split("/")[: len(parts)]
    return fnmatchcase("/".join(head), "/".join(parts))


def _parts(pattern: str) -> list[str]:
    # PowerShell completes a folder name with backslashes and a final one.
    return pattern.replace("\\", "/").strip("/").split("/")


def _no_match(pattern: str, existing: list[str]) -> str:
    meant = _nearest(_parts(pattern), existing)
    hint = f" Did you mean '{meant}'?" if meant else ""
    listing = "\n".join(f"  {key}" for key in existing) or "  (none)"
    return f"No evaluation matches '{pattern}'.{hint} These exist:\n{listing}"


def _nearest(parts: list[str], existing: list[str]) -> str | None:
    # A shell completes the path of the folder: data/zwolle is meant as zwolle.
    below = "/".join(parts[1:])
    if below and any(matches(key, below) for key in existing):
        return below
    heads = {"/".join(key.split("/")[: len(parts)]) for key in existing}
    return next(iter(get_close_matches("/".join(parts).lower(), sorted(heads), n=1)), None)
