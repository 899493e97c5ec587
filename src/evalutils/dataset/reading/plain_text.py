"""One form for every text in a file, and the marks that a wrong encoding leaves in it."""

from __future__ import annotations

import re
import unicodedata

from evalutils.contracts.texts import HIDDEN

# All spaces that are no tab or line break: those are faults in a name.
_SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Variation selectors and the joiner of combining marks; the other invisible ones are of class Cf.
_UNSEEN = re.compile("[\u034f\ufe00-\ufe0f]")

# Letters and signs that texts of Dutch municipalities hold beside ASCII.
_EXPECTED = frozenset("éèêëáàâäãåíìîïóòôöõøúùûüýÿçñßæœšžÉÈÊËÁÀÂÄÅÍÎÏÓÒÔÖØÚÛÜÇÑ€’‘“”–—…•°²³½·©®")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_SURROUNDED = re.compile(r"[^\x00-\x7f]+")
# Spaces and marks that do not show, as they come out of one wrong reading.
_UNSHOWN = frozenset("\xa0\xad\u2009\u200b\u200e\u202f\ufeff")
# What programs take text for when nobody tells them, with the name in messages.
_OTHERS = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "CP850"}

# Signs that Windows-1252 has where Mac Roman or CP850 have a letter, at a place in a word where
# only a letter can stand, as the second one in 'cošrdinatie'. Signs that also come there by a
# small mistake in typing are left out.
_MISREAD = re.compile(
    r"[A-Za-zÀ-ÿ][‚„ˆ‰‹ƒ¢¤‡]"
    r"|[aeiou]‘(?!s\b)[a-z]|[a-z]‘(?!\w)"
    r"|[aeiou][•˜›][a-z]"
    r"|[A-Za-z][¡£¥†](?=[a-z])|[a-z]§"
    r"|[a-z][À-ÖØ-ÞŠŽŸŒ]|Ÿ[a-z]"
    r"|ŽŽ|‚‚|‰‰"
    r"|[oO]š(?=[b-df-hj-np-tv-z])"
    r"|(?<!\w)(?:[ÛÕ]\s?\d|Õs\b|Ð(?!\w))|¤"
)
_QUOTE_IN_WORD = re.compile(r"[a-z][“”][a-z]")


def tidy(text: str) -> str:
    """The text as its reader sees it.

    Accents in their composed form (NFC), every run of spaces of any kind as one space, none at
    the ends, and without characters that do not show (zero-width spaces, soft hyphens). Tabs, line
    breaks and signs that turn the direction of what follows stay, to be refused.
    """
    if text.isascii():
        if "  " not in text:
            return text.strip()
    else:
        shown = "".join(
            char for char in text if unicodedata.category(char) != "Cf" or HIDDEN.match(char)
        )
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", shown))
    return _SPACES.sub(" ", text).strip()


def garbled(text: str) -> tuple[int, str] | None:
    """Where a text shows that it was read in a wrong encoding before it was saved as Unicode.

    With what is wrong there, e.g. ``holds 'Ã©' where 'é' is meant``; None when nothing is.
    """
    if text.isascii():
        return None
    lost = text.find("\N{REPLACEMENT CHARACTER}")
    if lost >= 0:
        return lost, "holds '\N{REPLACEMENT CHARACTER}' where a character was lost"
    # A large file repeats few of these: each is looked at once.
    for run in dict.fromkeys(_OUTSIDE_ASCII.findall(text)):
        for encoding in _OTHERS:
            meant = _decoded_again(run, encoding)
            if meant:
                shown = "".join(filter(str.isprintable, run))[:12]
                other = (
                    f"'{meant[:6]}'" if meant.isprintable() else "a character that does not show"
                )
                return text.find(run), f"holds '{shown}' where {other} is meant"
    return None


def _decoded_again(run: str, encoding: str) -> str:
    """What the characters are when their bytes are UTF-8; empty when that gives no sense."""
    try:
        # Bytes without a character in Windows-1252 pass through most programs unchanged.
        written = b"".join(_byte(char, encoding) for char in run)
        meant = written.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return ""
    # It may have gone wrong more than once; each time it became longer.
    return meant if set(meant) <= _EXPECTED | _UNSHOWN else _decoded_again(meant, encoding)


def _byte(char: str, encoding: str) -> bytes:
    try:
        return char.encode(encoding)
    except UnicodeEncodeError:
        return char.encode("latin-1")


def misread(text: str) -> tuple[int, str] | None:
    """Where a text in Windows-1252 shows that it is in Mac Roman or CP850 instead.

    With what is wrong there; None when nothing is.
    """
    spans = (found.span() for found in _SURROUNDED.finditer(text))
    # A large file repeats few of these: each is looked at once.
    parts = dict.fromkeys(text[max(start - 2, 0) : end + 2] for start, end in spans)
    found = next(filter(None, map(_MISREAD.search, parts)), None)
    place = -1 if found is None else text.find(found.string) + found.start()
    if found is None and any(map(_QUOTE_IN_WORD.search, parts)):
        found = next(filter(_is_no_quote, _QUOTE_IN_WORD.finditer(text)), None)
        place = -1 if found is None else found.start()
    if found is None:
        return None
    written = found[0].encode("cp1252")
    likely = [
        name
        for encoding, name in _OTHERS.items()
        if encoding != "cp1252" and _makes_sense(written.decode(encoding))
    ]
    encodings = " or ".join(likely) or "another encoding"
    signs = "".join(char for char in found[0] if not char.isascii())
    return place, f"is in {encodings}, not in Windows-1252: it would read '{signs}' there"


def _is_no_quote(found: re.Match[str]) -> bool:
    """Whether the line around a quotation mark inside a word has no other one to pair it with."""
    start = found.string.rfind("\n", 0, found.start()) + 1
    end = found.string.find("\n", found.end())
    line = found.string[start : end if end >= 0 else None]
    return sum(line.count(sign) for sign in "“”„") == 1


def _makes_sense(text: str) -> bool:
    return all(char.isascii() or char in _EXPECTED for char in text)
