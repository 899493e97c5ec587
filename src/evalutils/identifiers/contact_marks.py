"""What leads to one person: addresses of mail and houses, phone numbers, days of birth."""

from __future__ import annotations

import re

from evalutils.contracts.months import NAMES

# Also as people write it to keep it from machines: j.jansen [at] almelo (punt) nl.
_AT = (
    r"(?:\"? ?(?:@|%40|&#64;) ?| ?[\[({<] ?(?:at|apenstaart(?:je)?|@) ?[\])}>] ?"
    # Of English words that stand before a place none is the name of a mailbox.
    r"|(?<!\bavailable)(?<!\bfound)(?<!\bpublished)(?<!\bdata)(?<!\blook)(?<!\bsee)"
    r" (?:at|apenstaart(?:je)?) )"
)
_DOT = (
    r"(?:[.\u3002]| \. ?|,(?=(?:nl|com|eu|net|org)\b)"
    r"| ?[\[({<] ?(?:dot|punt) ?[\])}>] ?| (?:dot|punt) )"
)
# Behind a mailbox, which is looked for backwards: forwards every word could be the start of one.
_MAIL = re.compile(
    rf"(?<=[\w.+-]){_AT}[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}[A-Za-z]{{2,24}}(?![\w-])", re.IGNORECASE
)
_HAS_AT = re.compile(r"@|%40|&#64;|\bat\b|apenstaart", re.IGNORECASE)

# Nobody who was born later is a client.
LAST_BIRTH = 2012
_DAY = (
    r"(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.]?[0-9]{2}[-/.]?[0-9]{2}"
    rf"|[0-9]{{1,2}} (?:{'|'.join(NAMES)}|{'|'.join(name[:3] for name in NAMES)}|mrt|mar|may|oct)"
    r"[.a-z]* (?:19|20)[0-9]{2})(?![0-9])"
)
_PHONE = re.compile(
    rf"(?=[+(0])(?<![0-9A-Za-z.,/\-])(?!{_DAY})(?:(?:\+|00)31[ -]?(?:\(0\)[ -]?)?|\(?0)[1-9]"
    r"(?:[ -]?\)?[ -]?[0-9]){8}(?![0-9])"
    # Of a mobile phone, with any sign between its digits, or against a word: bel06/12.34.56.78.
    rf"|(?=06)(?<![0-9])(?<![0-9][.,/\-])(?!{_DAY})"
    r"06 ?[./_–-]? ?[1-9](?:[ ./_–-]?[0-9]){7}(?![0-9])"
)
_POSTCODE = r"(?:[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}|[1-9][0-9]{3}[a-z]{2})(?![A-Za-z0-9])"
_GLUED = r"[1-9][0-9]{3}(?!SA|SD|SS)[A-Z]{2}(?=[0-9]{1,3}(?![0-9A-Za-z]))"
# Between two numbers these are words and units: 2019 en 2020, 1200 km 3.
_NO_LETTERS = (
    "aan|al|an|as|at|bij|by|bv|ca|cm|de|di|do|dm|en|et|ft|gb|ha|if|in|is|it|ja|je|kb|kg|km|la|le|ma"
    "|mb|mg|ml|mm|mr|ms|na|no|nr|of|om|on|op|or|ov|oz|pc|pm|pt|px|rd|st|te|th|tm|to|un|uw|vr|vs|wo"
    "|za|ze|zo"
)
_LOWER = rf"[1-9][0-9]{{3}} (?!{_NO_LETTERS})[a-z]{{2}}"
_HOUSE = re.compile(
    rf"(?=[1-9])(?<![0-9A-Za-z.,/])(?:{_LOWER})"
    r"(?: |, ?)(?:nr\.? ?)?[1-9][0-9]{0,4}(?:[ -]?[a-z])?(?![0-9A-Za-z]|[.,][0-9])|"
    rf"(?=[1-9])(?<![0-9A-Za-z])(?!(?:19|20)[0-9]{{2}} ?(?:EN|OF|TM|IN) )(?:{_POSTCODE}|{_GLUED})"
    r"[ ,;:/#|_\t\-]*(?:(?:huis)?nr\.?:? ?|no\.? ?|(?:huis)?nummer:? ?|H: ?|\.(?=[0-9]))?"
    r"[0-9]{1,5}(?![0-9.,]?[0-9])"
    r"|(?=[1-9])(?<![0-9A-Za-z])[1-9][0-9]{3}([.\-])(?!SA|SD|SS)[A-Z]{2}\1[0-9]{1,5}(?![0-9])"
    rf"|(?<![A-Za-z])[A-Za-z]{{3,}}+\.? [0-9]{{1,5}}[ \-]?[A-Za-z0-9]{{0,4}},? +{_POSTCODE}"
)
# Where it says that somebody was born a day is also written short: 12/3/85, 12031985.
_SHORT_DAY = (
    r"(?:[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ]['’]?[0-9]{2}|[0-3][0-9][01][0-9](?:19|20)[0-9]{2})"
)
_BIRTH = re.compile(
    r"(?=[gdbv])(?<![a-z])(?:geb(?:oren|oorte\w*)?|g\.?d|d\.?o\.?b|born|birth\w*|verjaar\w*)\b"
    rf"(?: te [^0-9\n]{{2,25}} op )?[^0-9\n]{{0,12}}(?:{_DAY}|{_SHORT_DAY}(?![-/.]?[0-9]))",
    re.IGNORECASE,
)
_BORN_BEHIND = re.compile(rf"(?=[0-9]){_DAY},? (?:geboren|geb\b)", re.IGNORECASE)
_ANY_DAY = re.compile(_DAY)
# As in the tree of a family: *12-03-1985. Between two stars a text is slanted.
_STARRED = re.compile(
    r"(?<![\w*°])[*°] ?[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:19[0-9]{2}|200[0-9]|201[0-2])(?![0-9]|\*)"
)
_SHORT = re.compile(
    r"[*°]? ?(0?[1-9]|[12][0-9]|3[01])([-/. ]?)(0?[1-9]|1[0-2])\2['’]?((?:19|20)?[0-9]{2})"
)
# House number first, and nothing but the postcode: 12, 7511AB.
_HOUSE_FIRST = re.compile(
    rf"[1-9][0-9]{{0,4}}[ -]?[A-Za-z]?,? +(?:{_POSTCODE}|{_LOWER})"
    rf"|{_LOWER} ?[1-9][0-9]{{0,4}} ?[A-Za-z]?"
)


def mail_addresses(text: str) -> int:
    """How many addresses of mail stand in a text."""
    # No address goes on on the next line, and few lines have an "at".
    lines = (line for line in text.split("\n") if _HAS_AT.search(line))
    return sum(_has_mailbox(found) for line in lines for found in _MAIL.finditer(line))


def _has_mailbox(found: re.Match[str]) -> bool:
    before = found.string[: found.start()].rstrip(".+-")
    return before[-1:].isalnum() or before.endswith("_")


def phone_numbers(text: str) -> int:
    """How many Dutch phone numbers stand in a text."""
    return sum(1 for _ in _PHONE.finditer(text))


def without_phone_numbers(text: str) -> str:
    """A text in which no digits of phone numbers are left."""
    return _PHONE.sub("x", text)


def house_addresses(text: str) -> int:
    """How many postcodes stand in a text with a house number behind or before them."""
    return sum(1 for _ in _HOUSE.finditer(text))


def birth_dates(text: str) -> int:
    """How many days stand in a text of which it says that somebody was born then."""
    behind = _BORN_BEHIND.finditer(text) if " geb" in text.lower() else ()
    starred = _STARRED.finditer(text) if "*" in text or "°" in text else ()
    return sum(1 for found in (_BIRTH.finditer(text), behind, starred) for _ in found)


def is_day(text: str) -> bool:
    """Whether a whole text is a day."""
    return _ANY_DAY.fullmatch(text) is not None


def is_short_birth(text: str) -> bool:
    """Whether a whole text is a day on which a client may be born: ``12031985``, ``12-3-85``.

    Of two digits no recent year is one: the day may be that of a count.
    """
    found = _SHORT.fullmatch(text)
    if found is None or (not found[2] and len(text.lstrip("*° ")) != 8):
        return False
    year = int(found[4])
    return 1900 <= year <= LAST_BIRTH or (year < 100 and not LAST_BIRTH - 2000 < year <= 30)


def is_house(text: str) -> bool:
    """Whether a whole text is a house number with the postcode of its street."""
    return _HOUSE_FIRST.fullmatch(text) is not None


def is_postcode(text: str) -> bool:
    """Whether a whole text is a postcode of a street."""
    return re.fullmatch(_POSTCODE, text) is not None
