"""Numbers that stand for one person: citizen service numbers (BSN) and bank accounts (IBAN)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a command that finds nothing changed tests no number
    import numpy as np
    import numpy.typing as npt

# Weights of the digits of a citizen service number; the last one counts negatively.
_ELEVEN_TEST = (9, 8, 7, 6, 5, 4, 3, 2, -1)

# Every pattern begins by asking for a digit, so that it is done with any other sign at once.
# A row of digits, with the zeros before it, the one behind it and the ".0" that may be added.
# Letters around it hide nothing; digits behind "0." or "3," are decimals.
_PLAIN = re.compile(
    r"(?=[0-9])(?<![0-9])(?<![0-9][.,])0*([1-9][0-9]{7,8})0?(?:[.,]0{1,2})?(?![0-9]|[.,][0-9])"
)
# The same in groups, with one kind of sign between them: any that does not part cells or lists.
_SIGN = r"(?: ?[.\-\u2013/_*|] ?| {1,2}|[^\w\s\u20ac]{1,3})"
_NOT_BEFORE = r"(?=[0-9])(?<![0-9])(?<![0-9][^\w\s])(?<![0-9][_ ])(?<!\u20ac)(?<!\u20ac.)"
# What follows makes it an amount, a sum, or a longer row of groups.
_NOT_BEHIND = r",[0-9]|\.[0-9]| euro| EUR| ?="
_GROUPED = re.compile(
    rf"{_NOT_BEFORE}"
    rf"(?=[0-9]{{1,6}}({_SIGN})[0-9])((?:[0-9]{{1,6}}\1){{1,9}}[0-9]{{1,6}})"
    rf"(?!\1?[0-9]|{_NOT_BEHIND})"
)
# In the groups of the papers that show such numbers, whatever signs stand between them.
_ANY_SIGN = r"(?:[^\w\s\u20ac]{1,2}|[_ ])?"
_ON_PAPER = re.compile(
    rf"{_NOT_BEFORE}()(0?[0-9]{{3}}{_ANY_SIGN}[0-9]{{3}}{_ANY_SIGN}[0-9]{{3}}"
    rf"|[0-9]{{4}}{_ANY_SIGN}[0-9]{{2}}{_ANY_SIGN}[0-9]{{3}})"
    rf"(?!{_ANY_SIGN}[0-9]|{_NOT_BEHIND})"
)
# As a spreadsheet shows a number that is too wide for its cell.
_POWER = re.compile(
    r"(?<![0-9A-Za-z.,])([0-9]{1,9})(?:[.,]([0-9]{1,9}))?[eE]\+?([0-9]{1,2})(?![0-9A-Za-z])"
)
_IN_GROUPS = (_GROUPED, _ON_PAPER)
# Behind its name any signs may stand between the digits, and letters in their place; elsewhere
# such letters stand among more digits than words have.
_AS_DIGITS = str.maketrans("OolI", "0011")
_DISGUISED = (
    re.compile(
        r"(?i:\bbsn|\bburgerservicen\w*|\bsofin\w*)[^0-9\n]{0,24}?"
        r"(?<![0-9A-Za-z])((?:[0-9OolI][^0-9A-Za-z\n]{0,3}){8}[0-9OolI])(?![0-9A-Za-z])"
    ),
    re.compile(
        r"(?<![0-9A-Za-z])(?=[0-9]*[OolI])(?=(?:[OolI]*[0-9]){6})([0-9OolI]{9})(?![0-9A-Za-z])"
    ),
)
_NO_DIGIT = re.compile("[^0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
# Digests in hexadecimal hold rows of digits by chance.
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-fA-F])[0-9a-fA-F]{16,}(?![0-9A-Za-z])")

_IBAN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[A-Za-z0-9]{11,27}"
    r"|(?:[ .\-\u00a0][A-Za-z0-9]{1,4}){3,8})"
)
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27,
    "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25,
    "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TR": 26, "UA": 29,
}  # fmt: skip


def passes_eleven(numbers: Iterable[int]) -> npt.NDArray[np.bool_]:
    """Which numbers of at most nine digits meet the test of citizen service numbers."""
    import numpy as np

    given = np.fromiter(numbers, dtype=np.int64)
    digits = given[:, np.newaxis] // 10 ** np.arange(8, -1, -1) % 10
    found: npt.NDArray[np.bool_] = ((digits @ np.array(_ELEVEN_TEST)) % 11 == 0) & (given > 0)
    return found


def citizen_numbers(text: str) -> int:
    """How many citizen service numbers stand in a text, in any form that they are written in.

    Of nine digits, or eight when a zero in front was lost, with zeros or ".0" added, in groups,
    with letters around them or in the place of digits, as a power of ten, or backwards; and behind
    the word BSN with any signs between the digits. A number that ends in three zeros is
    a round one, and eight digits that are a day are a day. Of other numbers of eight digits one in
    eleven is taken for one by chance, and of nine digits two.
    """
    text = _POWER.sub(_in_full, _DIGEST.sub("x", text))
    found = [digits for digits in _PLAIN.findall(text) if not _is_other(digits)]
    grouped = {match.end(2): match for form in _IN_GROUPS for match in form.finditer(text)}
    found += filter(None, map(_joined, grouped.values()))
    disguised = {match.end(1): match[1] for form in _DISGUISED for match in form.finditer(text)}
    if disguised:
        digits = (_NO_DIGIT.sub("", one.translate(_AS_DIGITS)) for one in disguised.values())
        found += {one.lstrip("0") for one in digits} - set(found)
    return int(_as_written_or_backwards(found).sum()) if found else 0


def citizen_numbers_among(numbers: Iterable[str]) -> int:
    """The same among counts and amounts: only of nine digits, and as they are written."""
    whole = (digits for text in numbers for digits in _PLAIN.findall(_POWER.sub(_in_full, text)))
    found = [digits for digits in whole if len(digits) == 9]
    return int(passes_eleven(int(d) for d in found if not d.endswith("000")).sum())


def _in_full(found: re.Match[str]) -> str:
    """A power of ten as a whole number; what is none, as it stands."""
    whole, decimals, power = found[1], found[2] or "", int(found[3])
    if not len(decimals) <= power < len(_ELEVEN_TEST):
        return found[0]
    return whole + decimals.ljust(power, "0")


def _as_written_or_backwards(found: Sequence[str]) -> npt.NDArray[np.bool_]:
    backwards = (int(digits[::-1]) if len(digits) == 9 else 0 for digits in found)
    return passes_eleven(map(int, found)) | passes_eleven(backwards)


def _is_other(digits: str) -> bool:
    """Whether it is a round number, or a day."""
    return digits.endswith("000") or (len(digits) == 8 and _is_day(digits))


def _is_day(digits: str) -> bool:
    for year, month, day in ((0, 4, 6), (4, 2, 0)):
        try:
            found = date(
                int(digits[year : year + 4]), *(int(digits[p : p + 2]) for p in (month, day))
            )
        except ValueError:
            continue
        if 1900 <= found.year < 2100:
            return True
    return False


def _joined(found: re.Match[str]) -> str:
    """The digits of groups when they can be one number of nine digits; empty otherwise."""
    groups, signs = _NO_DIGIT.split(found[2]), set(_NO_DIGIT.findall(found[2]))
    if len(groups) == 1 or (len(signs) > 1 and "," in signs):  # whole, or a number with decimals
        return ""
    digits = "".join(groups)
    number = digits.lstrip("0")
    if len(digits) < 9 or len(number) not in (8, 9) or number.endswith("000"):
        return ""
    # 2019-2020-1 and 2023/24 are no groups of one number.
    return "" if any(map(_YEAR.fullmatch, groups)) else number


def bank_accounts(text: str) -> int:
    """How many account numbers (IBAN) stand in a text: their length and check digits are right."""
    return sum(any(map(_is_iban, _beginnings(found[0]))) for found in _IBAN.finditer(text))


def _beginnings(text: str) -> Iterable[str]:
    """An account may be followed by words that look like a part of it."""
    plain = re.sub(r"[^A-Za-z0-9]", "", text).upper()
    return (plain[: _IBAN_LENGTHS.get(plain[:2], 0)],)


def _is_iban(account: str) -> bool:
    if len(account) != _IBAN_LENGTHS.get(account[:2]):
        return False
    return int("".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1
