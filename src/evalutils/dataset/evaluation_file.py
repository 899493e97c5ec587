"""Reads and checks evaluation.yaml, the file that makes a folder an evaluation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.dataset.evaluation import Coverage, Evaluation
from evalutils.dataset.faults import FaultList, suggestion
from evalutils.dataset.library import Library, read_yaml
from evalutils.errors import InputError
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
OPTIONAL = ("description", "coverage")
NESTED = {
    "municipality": ("name", "code"),
    "period": ("start", "end", "label"),
    "coverage": ("share", "qualifier", "source", "locator"),
}
DISCLOSURES = ("published", "protected")
EVIDENCES = ("none", "before_after", "comparison", "randomised")
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
    before = len(faults.faults)
    try:
        content = read_yaml(folder / "evaluation.yaml")
    except InputError as error:
        faults.add(name, str(error).split(": ", 1)[-1])
        return None
    if not _check_keys(content, name, faults):
        return None
    _check_values(content, name, library, faults)
    return _build(folder, key, content) if len(faults.faults) == before else None


def _check_keys(content: Mapping[str, Any], name: str, faults: FaultList) -> bool:
    before = len(faults.faults)
    _compare_keys(content, REQUIRED, OPTIONAL, "", name, faults)
    for key, parts in NESTED.items():
        value = content.get(key)
        if key not in content or (key == "coverage" and value is None):
            continue
        if isinstance(value, dict):
            _compare_keys(value, parts, (), f"{key}.", name, faults)
        else:
            faults.add(name, f"'{key}' must hold {', '.join(parts)}.", column=key)
    return len(faults.faults) == before


def _compare_keys(
    found: Mapping[str, Any],
    required: tuple[str, ...],
    optional: tuple[str, ...],
    prefix: str,
    name: str,
    faults: FaultList,
) -> None:
    missing = [key for key in required if key not in found]
    for key in missing:
        faults.add(name, f"required key '{prefix}{key}' is missing. Add a line '{key}: ...'.")
    for key in found:
        if key not in required + optional:
            hint = suggestion(str(key), missing or required + optional)
            faults.add(name, f"unknown key '{prefix}{key}'. {hint}")


def _check_values(
    content: Mapping[str, Any], name: str, library: Library, faults: FaultList
) -> None:
    def check(key: str, fine: bool, problem: str) -> None:
        if not fine:
            faults.add(name, problem, column=key)

    for key in ("title", "organisation"):
        check(key, _filled(content[key]), f"'{content[key]}' is not a text. Write a name.")
    check("municipality", _filled(content["municipality"]["name"]), "name is empty. Write a name.")
    _check_municipality_code(content["municipality"]["code"], check)
    _check_period(content["period"], check)
    for key, options in (("disclosure", DISCLOSURES), ("evidence", EVIDENCES)):
        value = str(content[key])
        check(key, value in options, f"'{value}' is not allowed. {suggestion(value, options)}")
    ladder = content["ladder"]
    check(
        "ladder",
        ladder is None or ladder in library.ladders,
        f"'{ladder}' is not a ladder scheme. {suggestion(str(ladder), library.ladders)}",
    )
    _check_sources(content["sources"], library, check)
    if content.get("coverage") is not None:
        _check_coverage(content["coverage"], library, check)


Check = Callable[[str, bool, str], None]


def _filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _check_municipality_code(code: object, check: Check) -> None:
    check(
        "municipality.code",
        code is None or (isinstance(code, str) and _CODE.fullmatch(code) is not None),
        f"'{code}' is not a CBS code. Write GM and four digits, or null for a national study.",
    )


def _check_period(period: Mapping[str, Any], check: Check) -> None:
    dates = True
    for part in ("start", "end"):
        fine = type(period[part]) is date
        dates &= fine
        check(f"period.{part}", fine, f"'{period[part]}' is not a date. Write dates as 2019-09-30.")
    if dates:
        check(
            "period",
            period["start"] <= period["end"],
            f"start {period['start']} is after end {period['end']}. Swap them.",
        )
    check(
        "period.label", _filled(period["label"]), "label is empty. Write e.g. '1e kwartaal 2019'."
    )


def _check_sources(sources: object, library: Library, check: Check) -> None:
    if not isinstance(sources, list) or not sources:
        check("sources", False, "write a list with at least one key of sources.yaml.")
        return
    for source in sources:
        check(
            "sources",
            source in library.sources,
            f"'{source}' is not in sources.yaml. {suggestion(str(source), library.sources)}",
        )


def _check_coverage(coverage: Mapping[str, Any], library: Library, check: Check) -> None:
    share = coverage["share"]
    fine = isinstance(share, int | float) and not isinstance(share, bool) and 0 <= share <= 100
    check("coverage.share", fine, f"'{share}' is not a percentage from 0 to 100.")
    qualifier, source = str(coverage["qualifier"]), str(coverage["source"])
    check(
        "coverage.qualifier",
        qualifier in QUALIFIERS,
        f"'{qualifier}' is not allowed. {suggestion(qualifier, QUALIFIERS)}",
    )
    check(
        "coverage.source",
        source in library.sources,
        f"'{source}' is not in sources.yaml. {suggestion(source, library.sources)}",
    )


def _build(folder: Path, key: EvaluationKey, content: Mapping[str, Any]) -> Evaluation:
    municipality, period = content["municipality"], content["period"]
    coverage = content.get("coverage")
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
    )
