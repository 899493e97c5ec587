"""The first letter of a text, at the start of a sentence and within one, and its last mark.

A word with a capital beyond its first letter, or of one letter, is a name or an acronym: UWV, IOAW,
iPad, A-route. Its letters mean something and stay.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FIRST_WORD = re.compile(r"[^\W\d_]+")


def capital(text: str) -> str:
    """The text as a sentence begins: with a capital, unless its first word is a name as it is."""
    word = _first_word(text)
    if not _is_ordinary(word):
        return text
    first = 2 if word.startswith("ij") else 1  # one letter in Dutch
    return text[:first].upper() + text[first:]


@lru_cache(maxsize=1024)  # the labels of a code list are asked for once for each figure
def within(text: str) -> str:
    """A label of the project as it stands within a sentence: without its capital.

    Text from files stays as it was written there: its capital may be that of a name.
    """
    word = _first_word(text)
    if len(word) < 2 or not _is_ordinary(word):
        return text
    first = 2 if word.startswith("IJ") else 1
    return text[:first].lower() + text[first:]


def closed(text: str) -> str:
    """The text as a sentence ends: a name like B.V. or a question has its mark already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found[0] if found else ""


def _is_ordinary(word: str) -> bool:
    rest = word[2:] if word.startswith("IJ") else word[1:]
    return bool(word) and rest == rest.lower()
