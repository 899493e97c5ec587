"""Reads and checks evaluation.yaml, the file that makes a folder an evaluation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.dataset.evaluation import Coverage, Evaluation, Selection
from evalutils.dataset.faults import FaultList, nearest, quoted, suggestion
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.library import Library
from evalutils.dataset.reading.convert import FIRST_YEAR, LAST_YEAR
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.keys import EvaluationKey

REQUIRED = (
    "title",
    "municipality",
    "organisation",
    "period",
    "ladder",
    "disclosure",
    "evidence",
    "sources",
)
OPTIONAL = ("description", "coverage", "selection", "synthetic")
NESTED = {
    "municipality": ("name", "code"),
    "period": ("start", "end", "label"),
    "coverage": ("share", "qualifier", "source", "locator"),
    "selection": ("motivation", "wage_value", "source", "locator"),
}
DISCLOSURES = ("published", "protected")
EVIDENCES = ("none", "before_after", "comparison", "randomised")
MOST_SOURCES = 100
_CODE = re.compile(r"GM\d{4}")


def read_evaluation_file(
    folder: Path, key: EvaluationKey, name: str, library: Library, faults: FaultList
) -> Evaluation | None:
    """Read the evaluation of a folder, without its tables.

    Parameters
    ----------
    folder
        The evaluation folder.
    key
        Its key.
    name
        How messages name the file.
    library
        Known sources and ladder schemes.
    faults
        Receives everything that is wrong.

    Returns
    -------
    Evaluation or None
        None when anything was wrong.
    """
    content = read_yaml(folder / EVALUATION_FILE, name, faults)
    if content is None:
        return None
    _check_keys(content, name, faults)
    _check_values(content, name, library, faults)
    return None if faults.about(name) else _build(folder, key, content)


def _check_keys(content: Mapping[str, Any], name: str, faults: FaultList) -> None:
    _compare_keys(content, REQUIRED, OPTIONAL, "", name, faults)
    for key, parts in NESTED.items():
        value = content.get(key)
        if key not in content or (key in OPTIONAL and value is None):
            continue
        if isinstance(value, dict):
            _compare_keys(value, parts, (), f"{key}.", name, faults)
        else:
            example = ", ".join(f"{part}: ..." for part in parts)
            faults.add(name, f"write {key}: {{{example}}}.", column=key)


def _compare_keys(
    found: Mapping[str, Any],
    required: tuple[str, ...],
    optional: tuple[str, ...],
    prefix: str,
    name: str,
    faults: FaultList,
) -> None:
    missing = [key for key in required if key not in found]
    absent = [key for key in required + optional if key not in found]
    for key in found:
        if key not in required + optional:
            meant = nearest(str(key), absent)
            missing = [other for other in missing if other != meant]
            hint = f"Did you mean '{meant}'?" if meant else "Remove it, or put '#' before it."
            faults.add(name, f"this key is unknown. {hint}", column=f"{prefix}{key}")
    for key in missing:
        where = f" to '{prefix[:-1]}'" if prefix else ""
        problem = f"this key is missing. Add '{key}: ...'{where}."
        faults.add(name, problem, column=f"{prefix}{key}")


def _check_values(
    content: Mapping[str, Any], name: str, library: Library, faults: FaultList
) -> None:
    """Check every value that is there; a missing key has its fault already."""

    def check(key: str, test: Callable[[Any], str]) -> None:
        found, value = _look_up(content, key)
        problem = test(value) if found else ""
        if problem:
            faults.add(name, problem, column=key)

    for key in ("title", "organisation", "municipality.name", "period.label"):
        check(key, _text)
    check("description", lambda value: "" if value is None else _text(value))
    check("municipality.code", _municipality_code)
    check("period.start", _day)
    check("period.end", _day)
    check("period", _order)
    check("ladder", lambda value: _ladder(value, library))
    check("disclosure", lambda value: _one_of(value, DISCLOSURES))
    check("evidence", lambda value: _one_of(value, EVIDENCES))
    check("sources", lambda value: _sources(value, library))
    check("synthetic", _yes_or_no)
    check("coverage.share", _share)
    check("coverage.qualifier", lambda value: _one_of(value, QUALIFIERS))
    check("selection.motivation", _yes_or_no)
    check("selection.wage_value", _yes_or_no)
    for key in ("coverage", "selection"):
        check(f"{key}.source", lambda value: _source(value, library))
        check(f"{key}.locator", _text)


def _look_up(content: Mapping[str, Any], key: str) -> tuple[bool, Any]:
    value: Any = content
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            return False, None
        value = value[part]
    return True, value


def _text(value: object) -> str:
    if value is None or value == "":
        return "nothing is filled in. Write a text."
    if isinstance(value, str) and value.strip():
        return ""
    return f'{quoted(value)} is not a text. Put it in quotes: "{value}".'


def _municipality_code(code: object) -> str:
    if code is None or (isinstance(code, str) and _CODE.fullmatch(code)):
        return ""
    return (
        f"{quoted(code)} is not a CBS code. Write GM and four digits, e.g. GM0153, or null for a "
        "region or a national study."
    )


def _day(value: object) -> str:
    if type(value) is not date:
        return f"{quoted(value)} is not a date. Write it without quotes as 2019-09-30."
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return ""
    return f"{quoted(value)} lies outside {FIRST_YEAR}-{LAST_YEAR}. Write the year in four digits."


def _order(period: object) -> str:
    if not isinstance(period, dict):
        return ""
    start, end = period.get("start"), period.get("end")
    if type(start) is date and type(end) is date and start > end:
        return f"start {start} is later than end {end}. Correct one of the two."
    return ""


def _ladder(value: object, library: Library) -> str:
    if value is None or (isinstance(value, str) and value in library.ladders):
        return ""
    hint = suggestion(str(value), library.ladders)
    return (
        f"{quoted(value)} is not a file in data/ladders. {hint} Write null when there is no ladder."
    )


def _one_of(value: object, options: Iterable[str]) -> str:
    if isinstance(value, str) and value in options:
        return ""
    return f"{quoted(value)} is not allowed. Choose from: {', '.join(options)}."


def _sources(value: object, library: Library) -> str:
    if not isinstance(value, list) or not value:
        return "write a list with at least one key of sources.yaml: [key]."
    if len(value) > MOST_SOURCES:
        return f"these are {len(value)} sources. Name the documents that figures come from."
    problems = [_source(source, library) for source in value]
    repeated = [source for source, count in Counter(map(str, value)).items() if count > 1]
    problems += [f"{quoted(source)} occurs twice. Keep one." for source in sorted(repeated)]
    return " ".join(problem for problem in problems if problem)


def _source(value: object, library: Library) -> str:
    if not library.sources or (isinstance(value, str) and value in library.sources):
        return ""
    hint = suggestion(str(value), library.sources)
    return f"{quoted(value)} is not in sources.yaml. {hint} Otherwise add it there."


def _share(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 100:
        return ""
    return f"{quoted(value)} is not a percentage from 0 to 100. Write e.g. 36.6, with a point."


def _yes_or_no(value: object) -> str:
    if value is None or isinstance(value, bool):
        return ""
    return f"{quoted(value)} is not yes or no. Write true or false, or null when it is not known."


def _build(folder: Path, key: EvaluationKey, content: Mapping[str, Any]) -> Evaluation:
    municipality, period = content["municipality"], content["period"]
    coverage, selection = content.get("coverage"), content.get("selection")
    return Evaluation(
        key=key,
        folder=folder,
        title=content["title"],
        description=str(content.get("description") or ""),
        municipality_name=municipality["name"],
        municipality_code=municipality["code"],
        organisation=content["organisation"],
        period_start=period["start"],
        period_end=period["end"],
        period_label=period["label"],
        ladder=content["ladder"],
        disclosure=content["disclosure"],
        evidence=content["evidence"],
        sources=tuple(content["sources"]),
        coverage=Coverage(**coverage) if coverage else None,
        synthetic=bool(content.get("synthetic")),
        selection=Selection(**selection) if selection else None,
    )
