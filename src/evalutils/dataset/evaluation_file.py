"""Reads and checks evaluation.yaml, which makes a folder an evaluation, and assumptions.yaml."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts import yaml_files
from evalutils.contracts.bias import CHECKLISTS, checklist_of
from evalutils.contracts.evidence import EVIDENCE
from evalutils.contracts.yaml_files import ASSUMPTION, ASSUMPTIONS
from evalutils.contracts.yaml_key import CLIENT_LEVEL, Key
from evalutils.dataset.evaluation import Bias, Comparable, Coverage, Evaluation, Selection
from evalutils.dataset.faults import FileFaults
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.library import Library
from evalutils.dataset.municipalities import code_problem
from evalutils.dataset.nesting import Nesting, check_circles
from evalutils.dataset.reading.yaml_file import as_text, read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader, kept
from evalutils.dataset.reading.yaml_values import BOUNDS, COUNTED, SPREAD, problem_of
from evalutils.keys import EvaluationKey


def read_evaluation_file(
    folder: Path, key: EvaluationKey, library: Library, faults: FileFaults
) -> Evaluation | None:
    """The evaluation of a folder, without its tables; None when anything was wrong."""
    content = read_yaml(folder / EVALUATION_FILE, faults)
    if content is None:
        return None
    read = KeyReader(faults, library.codes).keys(content, yaml_files.EVALUATION.keys)
    _check_order(read["period"] or {}, faults)
    nesting = _nesting(read["groups"] or {})
    check_circles(nesting, faults)
    _check_checklist(read, faults)
    if not faults.found:
        _check_municipality(read, library, faults)
    return None if faults.found else _build(folder, key, read, nesting)


def _nesting(groups: Mapping[Any, Mapping[str, Any]]) -> Nesting:
    """The groups under their names as texts: a group may be called 2023."""
    return Nesting({as_text(name): as_text(parts["part_of"]) for name, parts in groups.items()})


def _check_order(period: Mapping[str, Any], faults: FileFaults) -> None:
    start, end = period.get("start"), period.get("end")
    if type(start) is date and type(end) is date and start > end:
        problem = f"start {start} is later than end {end}. Correct one of the two."
        faults.add(problem, column="period")


def _check_checklist(read: Mapping[str, Any], faults: FileFaults) -> None:
    """What may be wrong is asked in other words where a lot decided."""
    if (evidence := read["evidence"]) not in EVIDENCE:
        return
    right = checklist_of(evidence)
    for other in CHECKLISTS:
        if other is not right and read[other.key]:
            problem = (
                f"this is the checklist {other.title}, and 'evidence' is '{evidence}'. Answer "
                f"that of {right.title} under '{right.key}': {', '.join(right.domains)}."
            )
            faults.add(problem, column=other.key)


def _check_municipality(read: Mapping[str, Any], library: Library, faults: FileFaults) -> None:
    period = read["period"]["start"], read["period"]["end"]
    name, code = read["municipality"]["name"], read["municipality"]["code"]
    known, invented = library.municipalities, bool(read["synthetic"])
    if problem := code_problem(name, code, *period, known, invented=invented):
        faults.add(problem, column="municipality.code")


def _build(
    folder: Path, key: EvaluationKey, content: Mapping[str, Any], groups: Nesting
) -> Evaluation:
    municipality, period = content["municipality"], content["period"]
    coverage, selection = content["coverage"], content["selection"]
    return Evaluation(
        key=key,
        folder=folder,
        title=content["title"],
        description=content["description"] or "",
        municipality_name=municipality["name"],
        municipality_code=municipality["code"],
        organisation=content["organisation"],
        period_start=period["start"],
        period_end=period["end"],
        period_label=period["label"],
        period_in_source=period.get("in_source") is not False,
        observed_until=content["observed_until"],
        ladder=content["ladder"],
        disclosure=content["disclosure"],
        evidence=content["evidence"],
        sources=tuple(content["sources"]),
        not_in_source=tuple(content["not_in_source"] or ()),
        notebooks=tuple(content["notebooks"] or ()),
        coverage=Coverage(**coverage) if coverage else None,
        synthetic=bool(content["synthetic"]),
        synthesised={
            as_text(table): parts["sha256"]
            for table, parts in (content["synthesised"] or {}).items()
        },
        selection=Selection(**selection) if selection else None,
        comparable_with={
            as_text(period): Comparable(
                parts["clients"], tuple(parts["changed"] or ()), parts["note"] or ""
            )
            for period, parts in (content["comparable_with"] or {}).items()
        },
        bias={
            domain: Bias(**judged)
            for domain, judged in (content[checklist_of(content["evidence"]).key] or {}).items()
            if judged
        },
        groups=groups,
    )


CLIENT_TABLES = ("spells", "benefits")
PARTS = (*BOUNDS, *COUNTED, *SPREAD, "share", "months", "table")


def read_assumptions_file(
    path: Path,
    library: Library,
    faults: FileFaults,
    *,
    start: date | None = None,
    tables: Collection[str] = (),
) -> dict[str, Any]:
    """Read the assumptions of an evaluation.

    Every value may be written plainly or with where it comes from:
    ``{value: 12, source: key, locator: ..., note: ...}``. A range ``{low: 0.1, high: 0.3}`` may
    stand beside its provenance. A range whose ends come from two documents names both in
    ``source``, separated by a space; without a source a value is an assumption of the researcher.

    `start` is the date of the discount rate unless the file names another; `tables` are the names
    of the tables of the evaluation.

    Returns
    -------
    dict
        Per key a mapping with ``value``, ``source``, ``locator`` and ``note``; empty when there
        is no file. Shares run from 0 to 1.
    """
    if not path.exists() and not path.is_symlink():
        return {}
    content = read_yaml(path, faults) or {}
    reader = KeyReader(faults, library.codes)
    reader.names(content, ASSUMPTIONS.keys)
    keys = {key.name: key for key in ASSUMPTIONS.keys}
    assumptions = {
        key: _read_one(entry, keys[key], reader) for key, entry in content.items() if key in keys
    }
    if not faults.found:
        _check_horizon(assumptions, faults)
        _check_clients(assumptions, tables, faults)
        _check_discount_date(assumptions, library, start, faults)
        _check_correction(assumptions, faults)
    return assumptions


def _read_one(entry: object, key: Key, reader: KeyReader) -> dict[str, Any]:
    """The value with its provenance; a range may stand beside its provenance."""
    details = dict(entry) if isinstance(entry, dict) else {"value": entry}
    if "value" not in details:
        details["value"] = {part: details.pop(part) for part in PARTS if part in details}
    if any(isinstance(detail, int) for detail in details):  # {low: 0,1} is {low: 0, 1: null}
        reader.add("write decimals with a point and thousands without: 0.1, 1200.", key.name)
        details = {part: detail for part, detail in details.items() if isinstance(part, str)}
    if details["value"] in (None, {}):
        hint = "Write a number, or remove the key when it is not known."
        reader.add(f"nothing is filled in. {hint}", key.name)
    elif problem := problem_of(details["value"], key, reader.codes):
        reader.add(problem, key.name)
    elif key.kind == "day":
        details["value"] = kept(details["value"], key)
    return reader.entry(details, ASSUMPTION, key.name)


def _check_correction(assumptions: Mapping[str, Any], faults: FileFaults) -> None:
    """A correction for optimism follows a handbook; nobody may choose it freely."""
    key = "optimism_correction"
    if key in assumptions and not assumptions[key]["source"]:
        problem = (
            "a correction without a source. Name the handbook in 'source', and in 'locator' the "
            "grade of evidence that asks for it."
        )
        faults.add(problem, column=key)


def _check_horizon(assumptions: Mapping[str, Any], faults: FileFaults) -> None:
    """The horizon lies beyond the lock-in."""
    values = {key: entry["value"] for key, entry in assumptions.items()}
    horizon, lock_in = values.get("horizon_months"), values.get("lock_in_months")
    latest = max(lock_in.values()) if isinstance(lock_in, dict) else lock_in
    if isinstance(horizon, int) and isinstance(latest, int | float) and horizon <= latest:
        problem = (
            f"{horizon} months do not go beyond the lock-in of {latest:g} months, so that no exit "
            "could ever count. Choose a longer horizon."
        )
        faults.add(problem, column="horizon_months")


def _check_clients(
    assumptions: Mapping[str, Any], tables: Collection[str], faults: FileFaults
) -> None:
    """The curve of the clients needs their tables."""
    absent = [table for table in CLIENT_TABLES if table not in tables]
    if absent and assumptions.get("durability", {}).get("value") == CLIENT_LEVEL:
        problem = (
            f"client_level takes the share still out from the tables of clients, and {absent[0]} "
            f"is not there. Add {absent[0]}.csv, or write {{share: 0.85, months: 12}}."
        )
        faults.add(problem, column="durability")


def _check_discount_date(
    assumptions: Mapping[str, Any], library: Library, start: date | None, faults: FileFaults
) -> None:
    """A balance over a horizon has a discount rate on its date."""
    column = "discount_date" if "discount_date" in assumptions else "horizon_months"
    day = assumptions["discount_date"]["value"] if "discount_date" in assumptions else start
    rates = library.parameters.get("discount_rate")
    if column == "discount_date" and day is not None and day > date.today():
        problem = f"{day} is after today: nobody knows the rate of that day. Write an earlier one."
        faults.add(problem, column=column)
        return
    if column not in assumptions or day is None or rates is None or day >= min(rates.values):
        return
    problem = (
        f"parameters/discount_rate.yaml has no value on {day}; the first is from "
        f"{min(rates.values)}. Add a value for that date with its reference, or write another "
        "discount_date."
    )
    faults.add(problem, column=column)
