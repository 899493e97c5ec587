"""Reads and checks evaluation.yaml, the file that makes a folder an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts import yaml_files
from evalutils.dataset.evaluation import Coverage, Evaluation, Selection
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE
from evalutils.dataset.library import Library
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader
from evalutils.keys import EvaluationKey


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
    read = KeyReader(name, faults, library.codes).keys(content, yaml_files.EVALUATION.keys)
    _check_order(read["period"] or {}, name, faults)
    return None if faults.about(name) else _build(folder, key, read)


def _check_order(period: Mapping[str, Any], name: str, faults: FaultList) -> None:
    start, end = period.get("start"), period.get("end")
    if type(start) is date and type(end) is date and start > end:
        problem = f"start {start} is later than end {end}. Correct one of the two."
        faults.add(name, problem, column="period")


def _build(folder: Path, key: EvaluationKey, content: Mapping[str, Any]) -> Evaluation:
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
        ladder=content["ladder"],
        disclosure=content["disclosure"],
        evidence=content["evidence"],
        sources=tuple(content["sources"]),
        notebooks=tuple(content["notebooks"] or ()),
        coverage=Coverage(**coverage) if coverage else None,
        synthetic=bool(content["synthetic"]),
        selection=Selection(**selection) if selection else None,
    )
