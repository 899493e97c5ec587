"""Looks in any text for what tells who somebody is, and tells how often, never what."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from evalutils.identifiers.contact_marks import (
    birth_dates,
    house_addresses,
    is_day,
    is_postcode,
    mail_addresses,
    phone_numbers,
)
from evalutils.identifiers.person_names import is_person, named_persons
from evalutils.identifiers.person_numbers import (
    bank_accounts,
    citizen_numbers,
    citizen_numbers_among,
)

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_DIGIT = re.compile(r"(?![0-9])\d")  # of other scripts
# A value in YAML, without its key, its quotes and what marks a remark or an item. Who published a
# document is no secret.
_VALUE = re.compile(r"\s*(?:#|-)?\s*(?!publisher:)(?:[\w.-]+:)?[\s\"']*(.*?)[\s\"',;]*")
_LONGEST_NAME = 60

CITIZEN = "citizen service number (BSN)"
NAME = "name of a person"
# Kind of what is looked for, with what counts it in a text.
KINDS: Mapping[str, Callable[[str], int]] = {
    CITIZEN: citizen_numbers,
    "bank account (IBAN)": bank_accounts,
    "mail address": mail_addresses,
    "phone number": phone_numbers,
    "postcode with house number": house_addresses,
    "day of birth": birth_dates,
}
# Of organisations these are known to all.
_OF_ORGANISATIONS = ("mail address", "phone number", "postcode with house number")
# Nobody who was born later is a client.
_LAST_BIRTH = 2012


def found_in(texts: Iterable[str], *, contacts: bool = True) -> Counter[str]:
    """How often each kind stands in texts.

    `contacts` is False where organisations say how they are reached.
    """
    whole = _plain("\n".join(texts))
    skipped = () if contacts else _OF_ORGANISATIONS
    found = {kind: count(whole) for kind, count in KINDS.items() if kind not in skipped}
    return Counter({kind: number for kind, number in found.items() if number})


def found_in_cells(texts: Iterable[str]) -> Counter[str]:
    """The same in texts that each stand alone, which may be the name of a person as a whole."""
    each = list(texts)
    values = (match[1] for text in each if (match := _VALUE.fullmatch(text)))
    named = sum(len(value) <= _LONGEST_NAME and is_person(value) for value in values)
    return found_in(each) + Counter({NAME: named})


def _plain(text: str) -> str:
    """The text with every space and digit in its plain form, and without signs that do not show."""
    if text.isascii():
        return text
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return _DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), plain)


def found_in_numbers(texts: Iterable[str]) -> Counter[str]:
    """The same in a column of counts or amounts: of these only whole ones of nine digits count."""
    number = citizen_numbers_among(texts)
    return Counter({CITIZEN: number}) if number else Counter()


def found_in_group(values: Sequence[str]) -> Counter[str]:
    """The same among the values of a group of clients, where names, days and streets count too."""
    found = found_in(values)
    days = [value for value in values if is_day(value)]
    more = {
        NAME: named_persons(values),
        "day of birth": sum(any(str(y) in d for y in range(1900, _LAST_BIRTH)) for d in days),
        "postcode of a street": sum(map(is_postcode, values)),
    }
    return found + Counter({kind: number for kind, number in more.items() if number})


def told(found: Counter[str]) -> str:
    """What was found, with how often: ``2 x mail address``."""
    return ", ".join(f"{number} x {kind}" for kind, number in sorted(found.items()))
