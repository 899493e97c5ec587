"""The form of what stands for a client: only `evalutils import` and `synthesise` make it.

Both forms are of one length, and of letters that make no word or digits that make no number of a
person: 24 letters of 16 consonants after ``pid_`` (96 bits), and 7 digits after ``syn``, too few
for a citizen service number.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Sequence

PREFIX, SYNTHETIC_PREFIX = "pid_", "syn"
SYNTHETIC_DIGITS = 7
DIGEST_BYTES = 12
_LETTERS = "bcdfghjklmnpqrst"
_TO_LETTERS = str.maketrans("0123456789abcdef", _LETTERS)
_PSEUDONYM = re.compile(rf"{PREFIX}[{_LETTERS}]{{{2 * DIGEST_BYTES}}}")
_SYNTHETIC = re.compile(rf"{SYNTHETIC_PREFIX}[0-9]{{{SYNTHETIC_DIGITS}}}")
# What a torn file leaves of them: one that lacks an end, or several together.
_OF_PSEUDONYMS = re.compile(rf"(?:{PREFIX}[{_LETTERS}]*)+")
_OF_SYNTHETIC = re.compile(rf"(?:{SYNTHETIC_PREFIX}[0-9]{{,{SYNTHETIC_DIGITS}}})+")


def digest(key: bytes, scope: str, client: str) -> bytes:
    """What a client of this scope becomes under a key: HMAC-SHA256, of which 96 bits."""
    return hmac.digest(key, f"{scope}\0{client}".encode(), "sha256")[:DIGEST_BYTES]


def pseudonyms(digests: bytes) -> list[str]:
    """The pseudonyms of digests that stand one after another."""
    letters = digests.hex().translate(_TO_LETTERS)
    width = 2 * DIGEST_BYTES
    return [f"{PREFIX}{letters[at : at + width]}" for at in range(0, len(letters), width)]


def not_accepted(ids: Iterable[str], *, synthetic: bool) -> Sequence[str]:
    """The ids that are no pseudonyms, nor, where clients are invented, synthetic ones."""
    made = _PSEUDONYM.fullmatch
    if not synthetic:
        return [item for item in ids if not made(item)]
    invented = _SYNTHETIC.fullmatch
    return [item for item in ids if not invented(item) and not made(item)]


def is_damaged(text: str) -> bool:
    """Whether an id that is not accepted is what is left of one, or several together."""
    whole = _PSEUDONYM.fullmatch(text) or _SYNTHETIC.fullmatch(text)
    return not whole and bool(_OF_PSEUDONYMS.fullmatch(text) or _OF_SYNTHETIC.fullmatch(text))
