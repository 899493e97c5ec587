"""Evaluation keys: municipality, programme and period, each a folder name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from evalutils.errors import InputError

_PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_key_part(name: str) -> bool:
    """Whether a folder name is lower case ASCII letters and digits joined by single hyphens."""
    return _PART.fullmatch(name) is not None


@dataclass(frozen=True, order=True)
class EvaluationKey:
    """The three folder names that identify one evaluation.

    Raises
    ------
    InputError
        When a part is not lower case ASCII with hyphens.
    """

    municipality: str
    programme: str
    period: str

    def __post_init__(self) -> None:
        for part in (self.municipality, self.programme, self.period):
            if not is_key_part(part):
                raise InputError(
                    f"'{part}' is not a valid folder name. "
                    "Use lower case letters, digits and single hyphens, e.g. 'den-haag'."
                )

    def __str__(self) -> str:
        return f"{self.municipality}/{self.programme}/{self.period}"

    @property
    def slug(self) -> str:
        """The key in one word, unique in the book: used in labels and file names."""
        return f"{self.municipality}--{self.programme}--{self.period}"


def select(keys: Iterable[EvaluationKey], patterns: Sequence[str]) -> list[EvaluationKey]:
    """Choose the evaluations that match any pattern, in order.

    Parameters
    ----------
    keys
        The evaluations that exist.
    patterns
        Globs over ``municipality/programme/period``; a shorter pattern such as
        ``enschede`` or ``zwolle/startbaan`` takes everything below it. None selects all.

    Raises
    ------
    InputError
        When a pattern matches nothing; the message lists what exists.
    """
    existing = sorted(keys)
    if not patterns:
        return existing
    chosen: set[EvaluationKey] = set()
    for pattern in patterns:
        matches = {key for key in existing if _matches(str(key), pattern)}
        if not matches:
            listing = "\n".join(f"  {key}" for key in existing) or "  (none)"
            raise InputError(f"No evaluation matches '{pattern}'. These exist:\n{listing}")
        chosen |= matches
    return sorted(chosen)


def _matches(key: str, pattern: str) -> bool:
    depth = pattern.strip("/").count("/") + 1
    head = "/".join(key.split("/")[:depth])
    return fnmatchcase(head, pattern.strip("/"))
