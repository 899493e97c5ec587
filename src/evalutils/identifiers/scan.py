"""Looks in any text for what tells who somebody is, and tells how often, never what."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from evalutils.identifiers.contact_marks import (
    LAST_BIRTH,
    birth_dates,
    house_addresses,
    is_day,
    is_house,
    is_postcode,
    is_short_birth,
    mail_addresses,
    phone_numbers,
    without_phone_numbers,
)
from evalutils.identifiers.person_headings import is_special
from evalutils.identifiers.person_names import holds_person, is_person, named_persons
from evalutils.identifiers.person_numbers import (
    bank_accounts,
    citizen_numbers,
    citizen_numbers_among,
)
from evalutils.identifiers.place_names import holds_places, undescribed

_UNSEEN = {"Cf", "Mn", "Me", "Cc"}  # classes of signs that do not show, or only above another
# A value in YAML, without its key, its quotes and what marks a remark or an item. Who published a
# document is no secret.
_VALUE = re.compile(r"\s*(?:#|-)?\s*(?!publisher:)(?:[\w.-]+:)?[\s\"']*(.*?)[\s\"',;:]*")
# What stands between these in one line of YAML is a value of its own.
_INLINE = re.compile(r"[{}\[\],]|[\"']:| #")
_KEY_AND_REMARK = re.compile(r"[\"']:| #")
_LONGEST_NAME = 60
_LISTED = re.compile(r"(?<=[0-9]), (?=[0-9])")
# A digest in hexadecimal: of a few thousand one looks like a phone number or an account by chance.
_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9A-Za-z])")

CITIZEN = "citizen service number (BSN)"
NAME = "name of a person"
HOUSE = "postcode with house number"
BIRTH = "day of birth"
# Kind of what is looked for, with what counts it in a text.
KINDS: Mapping[str, Callable[[str], int]] = {
    CITIZEN: citizen_numbers,
    "bank account (IBAN)": bank_accounts,
    "mail address": mail_addresses,
    "phone number": phone_numbers,
    HOUSE: house_addresses,
    BIRTH: birth_dates,
}
# Of organisations these are known to all.
_OF_ORGANISATIONS = ("mail address", "phone number", HOUSE)


def found_in(texts: Iterable[str], *, contacts: bool = True) -> Counter[str]:
    """How often each kind stands in texts.

    `contacts` is False where organisations say how they are reached.
    """
    whole = _DIGEST.sub("x", _plain("\n".join(texts)))
    skipped = () if contacts else _OF_ORGANISATIONS
    if not contacts:
        whole = without_phone_numbers(whole)
    found = {kind: count(whole) for kind, count in KINDS.items() if kind not in skipped}
    return Counter({kind: number for kind, number in found.items() if number})


def found_in_cells(texts: Iterable[str]) -> Counter[str]:
    """The same in texts that each stand alone, which may be the name of a person as a whole."""
    each = list(texts)
    houses = sum(is_house(text) and not house_addresses(text) for text in each)
    return found_in(each) + Counter({NAME: sum(map(_persons, each)), HOUSE: houses})


def found_in_name(name: str) -> Counter[str]:
    """The same in the name of a file or folder, of which a name of a person may be a part."""
    return found_in([name]) + Counter({NAME: int(holds_person(_plain(name)))})


def _persons(text: str) -> int:
    """How many names of persons a text is: one, or a key, values and a remark in a line of YAML."""
    if "{" in text or "[" in text:
        return sum(map(_is_person, _INLINE.split(text)))
    if not _is_person(text) and (" #" in text or '":' in text or "':" in text):
        return sum(map(_is_person, _KEY_AND_REMARK.split(text)))
    return int(_is_person(text))


@lru_cache(100_000)  # tables repeat their words
def _is_person(text: str) -> bool:
    value = _VALUE.fullmatch(text)
    if value is None or len(value[1]) > _LONGEST_NAME:
        return False
    # Somebody whom districts and programmes are called after is no client.
    return is_person(_plain(value[1]), places=True)


def _plain(text: str) -> str:
    """The text with each space, digit and letter in its plain form, and no sign that is not shown.

    A letter loses its accent, which many leave out: René is Rene.
    """
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    shown = {sign: _shown(sign) for sign in set(plain) if not sign.isascii()}
    other = {ord(sign): instead for sign, instead in shown.items() if instead != sign}
    return plain.translate(other) if other else plain  # most texts hold none, and it takes long


def _shown(sign: str) -> str:
    """A digit of any script as we write it; nothing for what does not show."""
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(sign) in _UNSEEN else sign


def found_in_numbers(texts: Iterable[str]) -> Counter[str]:
    """The same in a column of counts or amounts: of these only whole ones of nine digits count."""
    number = citizen_numbers_among(texts)
    return Counter({CITIZEN: number}) if number else Counter()


def found_in_group(values: Sequence[str], column: str = "") -> Counter[str]:
    """The same among the values of a group of clients, where names, days, streets and special
    categories (health, origin, belief and so on) count too. A column that is called after places
    may hold names of places that sound like one of these.
    """
    places = holds_places(column)
    values = [_plain(value) for value in values]
    # Elsewhere numbers with a comma and a space between them are a list: no group is called so.
    found = found_in(_LISTED.sub(".", value) for value in values)
    days = [value for value in values if is_day(value)]
    more = {
        NAME: named_persons(values, places=places),
        BIRTH: sum(any(str(y) in d for y in range(1900, LAST_BIRTH)) for d in days)
        + sum(is_short_birth(v) and not (is_day(v) or birth_dates(v)) for v in values),
        HOUSE: sum(is_house(value) and not house_addresses(value) for value in values),
        "postcode of a street": sum(map(is_postcode, values)),
        "special category of personal data": sum(
            is_special(undescribed(value) if places else value) for value in values
        ),
    }
    return found + Counter({kind: number for kind, number in more.items() if number})


def told(found: Counter[str]) -> str:
    """What was found, with how often: ``2 x mail address``."""
    return ", ".join(f"{number} x {kind}" for kind, number in sorted(found.items()))
