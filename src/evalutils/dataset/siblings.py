"""Other evaluations that one has to do with: of the same documents, or of the same programme."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import EVALUATION_FILE, find_evaluations
from evalutils.dataset.reading.yaml_file import read_yaml
from evalutils.keys import EvaluationKey


def related_keys(data_dir: Path, evaluations: Sequence[Evaluation]) -> list[EvaluationKey]:
    """The evaluations that share a source with these, without these."""
    loaded = {evaluation.key for evaluation in evaluations}
    sources = {source for evaluation in evaluations for source in evaluation.sources}
    return [
        key
        for key in find_evaluations(data_dir)
        if key not in loaded and sources & _sources_of(data_dir, key)
    ]


def period_keys(keys: Sequence[EvaluationKey], key: EvaluationKey) -> list[EvaluationKey]:
    """The evaluations of the same programme in other periods."""
    programme = (key.municipality, key.programme)
    return [
        other
        for other in keys
        if other != key and (other.municipality, other.programme) == programme
    ]


def _sources_of(data_dir: Path, key: EvaluationKey) -> set[str]:
    """The sources an evaluation names; none when its file cannot be read."""
    content = read_yaml(data_dir / str(key) / EVALUATION_FILE, str(key), FaultList())
    named = content.get("sources") if content else None
    return {str(source) for source in named} if isinstance(named, list) else set()
