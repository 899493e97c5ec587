"""What is wrong with a value of a YAML file, given what its key may hold.

Every check returns an English sentence, and an empty text when nothing is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date

from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.texts import example_problem
from evalutils.contracts.yaml_key import CLIENT_LEVEL, FROM_EFFECT, NO_ADDRESS, Key
from evalutils.dataset.faults import CellError, quoted, suggestion
from evalutils.dataset.reading.day_cell import read_day
from evalutils.dataset.reading.yaml_file import as_text

# What a ``code`` may name, per codelist.
Codes = Mapping[str, Collection[str]]

MOST_SOURCES = 100
BOUNDS = ("low", "central", "high")
COUNTED = ("count", "of")
SPREAD = ("shortest", "mean", "longest")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+")
_CODE = re.compile(r"GM\d{4}")
_SHARE_HINT = "Shares run from 0 to 1, with a point: 0.1 for 10%."
_RANGES = {"share": (0.1, 0.2, 0.3), "duration": (3, 6, 12)}
_DURABILITY_HINT = (
    "write {share: 0.85, months: 12} for a share still out at a month, "
    "{table: {6: 0.9, 12: 0.8}}, or client_level for the curve of the clients."
)
_SHARE_OF_MONTH = Key("share", "share", "", forms=("range", "group"))


def problem_of(value: object, key: Key, codes: Codes) -> str:
    """What is wrong with the value of a key; nothing when it is known to be an example."""
    if example_problem(key.name, value):
        return ""
    if key.kind == "code":
        return _code(value, key.codelist, codes)
    if key.kind == "codes":
        return _codes(value, key.codelist, codes)
    if key.kind == "spaced_codes":
        named = value.split() if isinstance(value, str) else [value]
        return next(filter(None, (_code(item, key.codelist, codes) for item in named)), "")
    return _CHECKS[key.kind](value, key)


def _text(value: object, _: Key) -> str:
    if value is None or value == "":
        return "nothing is filled in. Write a text."
    if isinstance(value, str) and value.strip():
        return ""
    example = f': "{value}"' if as_text(value) else ""
    return f"{quoted(value)} is not a text. Put it in quotes{example}."


def _written(value: object, key: Key) -> str:
    return "" if as_text(value) else _text(value, key)


def _address(value: object, _: Key) -> str:
    if value == NO_ADDRESS or (isinstance(value, str) and _ADDRESS.fullmatch(value)):
        return ""
    return (
        f"{quoted(value)} is no address of a web page. Write one that begins with https://, or "
        f"{NO_ADDRESS} when the document is not public."
    )


def _cbs_code(value: object, _: Key) -> str:
    if isinstance(value, str) and _CODE.fullmatch(value):
        return ""
    return (
        f"{quoted(value)} is not a CBS code. Write GM and four digits, e.g. GM0153, or null for a "
        "region or a national study."
    )


def _day(value: object, _: Key) -> str:
    try:
        as_day(value)
    except CellError as error:
        return str(error).rstrip()
    return ""


def as_day(value: object) -> date:
    """A day, however it is written; a CellError says why it is none."""
    if isinstance(value, date | str) or type(value) is int:
        return read_day(str(value), empty="")
    raise CellError(str(value), "is not a date. Write it as 2019-09-30.")


def _choice(value: object, key: Key) -> str:
    labels = dict(key.choices)
    if isinstance(value, str) and value in labels:
        return ""
    options = ", ".join(labels)
    hint = suggestion(str(value), labels, labels) if isinstance(value, str) else ""
    return f"{quoted(value)} is not allowed. {hint} Choose from: {options}.".replace("  ", " ")


def _yes_or_no(value: object, _: Key) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return f"{quoted(value)} is not yes or no. Write true or false, or null when it is not known."


def _percentage(value: object, _: Key) -> str:
    if _is_number(value) and float(str(value)) <= 100:
        return ""
    return f"{quoted(value)} is not a percentage from 0 to 100. Write e.g. 36.6, with a point."


def _code(value: object, codelist: str, codes: Codes) -> str:
    if codelist not in codes:
        return _written(value, Key("", "written", ""))
    if isinstance(value, str) and value in codes[codelist]:
        return ""
    where, other = {
        "ladders": ("a file in data/ladders", "Write null when there is no ladder."),
        "sources": ("in sources.yaml", "Otherwise add it there."),
        "tables": ("the name of a table", "Write it without an extension."),
        "changes": ("what may change", "Describe it in 'note'."),
    }[codelist]
    return f"{quoted(value)} is not {where}. {suggestion(str(value), codes[codelist])} {other}"


def _codes(value: object, codelist: str, codes: Codes) -> str:
    if not isinstance(value, list) or not value:
        where = {"sources": " of sources.yaml", "tables": " of a table"}.get(codelist, "")
        return f"write a list with at least one key{where}: [key]."
    if codelist == "sources" and len(value) > MOST_SOURCES:
        return f"these are {len(value)} sources. Name the documents that figures come from."
    problems = [_code(item, codelist, codes) for item in value]
    repeated = [item for item, count in Counter(map(str, value)).items() if count > 1]
    problems += [f"{quoted(item)} occurs twice. Keep one." for item in sorted(repeated)]
    return " ".join(problem for problem in problems if problem)


def _dated(value: object, key: Key) -> str:
    days = list(value) if isinstance(value, dict) else []
    if problem := next((said for day in days if (said := _day(day, key))), ""):
        return f"{problem} {key.hint}"
    dated = days and len(set(map(as_day, days))) == len(days)
    numbers = value.values() if isinstance(value, dict) else ()
    sound = all(isinstance(item, int | float) and not isinstance(item, bool) for item in numbers)
    return "" if dated and sound else key.hint


def _crosswalk(value: object, key: Key) -> str:
    lists = list(value.values()) if isinstance(value, dict) else [None]
    sound = all(isinstance(item, list) and all(type(r) is int for r in item) for item in lists)
    return "" if sound else key.hint


def _number(value: object, key: Key) -> str:
    """A number, or what may stand in its place: a range, or a count of a group."""
    if value == FROM_EFFECT and "effect" in key.forms:
        return ""
    if not isinstance(value, dict) or not key.forms:
        return _ONE[key.kind](value, key)
    if "group" in key.forms:
        if set(BOUNDS) & set(value) and set(COUNTED) & set(value):
            return "this is a range and a count of a group at once. Keep one of the two."
        if set(value) == set(COUNTED):
            return _group(value, key)
    if "spread" in key.forms and set(value) == set(SPREAD):
        return _ordered(value, SPREAD, key)
    if set(value) not in ({"low", "high"}, set(BOUNDS)):
        low, central, high = _RANGES[key.kind]
        example = f"{{low: {low}, central: {central}, high: {high}}}"
        return f"write {example}, with a point in each number; central may be left out."
    return _ordered(value, BOUNDS, key)


def _ordered(value: Mapping[str, object], names: tuple[str, ...], key: Key) -> str:
    """Numbers that do not go down."""
    bounds = [value[name] for name in names if name in value]
    problems = [problem for bound in bounds if (problem := _ONE[key.kind](bound, key))]
    if not problems and bounds != sorted(bounds, key=lambda bound: float(str(bound))):
        first, second, third = names
        return f"{first}, {second} and {third} must not go down. Put the smallest first."
    return next(iter(problems), "")


def _group(value: Mapping[str, int], key: Key) -> str:
    problems = [problem for part in value.values() if (problem := _count(part, key))]
    if not problems and not 0 < value["of"] >= value["count"]:
        return f"{value['count']} of {value['of']} is no part of a group."
    return next(iter(problems), "")


def _count(value: object, key: Key) -> str:
    # 1.000 is 1 in YAML: only a number without a point is certainly meant as a count.
    if not isinstance(value, int) or not _is_number(value):
        hint = "Write digits only, without dots or quotes, e.g. 1200."
        return f"{quoted(value)} is not a whole number from 0. {hint}"
    return key.hint if value < key.minimum else ""


def _months(value: object, key: Key) -> str:
    problem = _count(value, key)
    if not problem and not (value == 0 or _is_month(value)):
        return f"{value} is above {MOST_MONTHS} months, which is {MOST_MONTHS // 12} years."
    return problem


def _duration(value: object, key: Key) -> str:
    """Months that need not be whole; 1.000 is no number of a thousand."""
    if not isinstance(value, float) or not _is_number(value) or value.is_integer():
        return _months(value, key)
    return "" if value <= MOST_MONTHS else _months(int(value) + 1, key)


def _share(value: object, key: Key) -> str:
    single = "a share" if key.forms else "one share"
    return "" if _is_share(value) else f"{quoted(value)} is not {single}. {_SHARE_HINT}"


def _durability(value: object, _: Key) -> str:
    """A share still out at a month, a table of them, or the word for that of the clients."""
    if value == CLIENT_LEVEL:
        return ""
    if isinstance(value, dict) and {"share", "table"} <= set(value):
        return "this is a share at a month and a table at once. Keep one of the two."
    if isinstance(value, dict) and set(value) == {"share", "months"}:
        hint = f"'months' is the month of the share: a whole number from 1 to {MOST_MONTHS}."
        month = "" if _is_month(value["months"]) else hint
        return _number(value["share"], _SHARE_OF_MONTH) or month
    if not isinstance(value, dict) or set(value) != {"table"}:
        return _DURABILITY_HINT
    table = value["table"]
    if not isinstance(table, dict) or not table or not all(map(_is_month, table)):
        return f"{_DURABILITY_HINT} Months run from 1 to {MOST_MONTHS}."
    if not all(map(_is_share, table.values())):
        return f"the table holds shares. {_SHARE_HINT}"
    shares = [table[month] for month in sorted(table)]
    rises = shares != sorted(shares, reverse=True)
    return "a share still out cannot rise with the months. Correct the table." if rises else ""


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _is_share(value: object) -> bool:
    return _is_number(value) and float(str(value)) <= 1


def _is_month(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_MONTHS


_ONE: Mapping[str, Callable[[object, Key], str]] = {
    "count": _count,
    "months": _months,
    "duration": _duration,
    "share": _share,
}
_CHECKS: Mapping[str, Callable[[object, Key], str]] = {
    "any": lambda _value, _key: "",
    "text": _text,
    "written": _written,
    "day": _day,
    "address": _address,
    "yes_or_no": _yes_or_no,
    "choice": _choice,
    "cbs_code": _cbs_code,
    "percentage": _percentage,
    "dated": _dated,
    "crosswalk": _crosswalk,
    "count": _number,
    "months": _number,
    "duration": _number,
    "share": _number,
    "durability": _durability,
}
