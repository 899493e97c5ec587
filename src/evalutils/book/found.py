"""What the chapters of an evaluation found, as their executed notebooks carry it."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from evalutils.book import site
from evalutils.chapters import OWN, chapters_of
from evalutils.contracts.summary_topics import BESIDE_OTHERS, COSTS, FINDINGS, OUTCOMES
from evalutils.dataset.evaluation import Evaluation


@dataclass(frozen=True)
class Found:
    """One finding, with the source file of the chapter that it comes from; see `Finding`."""

    topic: str
    value: str
    text: str
    people: float | None
    file: str


def findings_of(evaluation: Evaluation, runs: Path, without: Collection[str] = ()) -> list[Found]:
    """What the executed chapters of an evaluation in `runs` found, `without` those that failed.

    Notebooks of a researcher's own may ask for the same again, and are not read.
    """
    chapters = [item for item in chapters_of(evaluation) if item.published_as != OWN]
    files = {f"{evaluation.key}/{item.name}": item.name for item in chapters}
    read = [
        site.chapter_file(evaluation.key, name) for key, name in files.items() if key not in without
    ]
    return [found for file in read for found in _carried(runs / file, file)]


def _carried(notebook: Path, file: str) -> list[Found]:
    """The findings in the metadata at the end of a notebook, without reading its charts."""
    text, key = notebook.read_text(encoding="utf-8"), f'"{FINDINGS}": '
    place = text.rfind(key)  # never in a text, where quotes are escaped
    if place < 0:
        return []
    findings, _ = json.JSONDecoder().raw_decode(text, place + len(key))
    return [Found(**finding, file=file) for finding in findings]


def outcomes(found: Sequence[Found]) -> list[Found]:
    """What came of it, the most telling first; one finding of each kind.

    How many people there were counts only where nothing else is known, and of what was found beside
    people without the programme the most telling only.
    """
    given = _first_of(found, OUTCOMES)
    less = [item for item in given if item.topic in BESIDE_OTHERS][1:]
    given = [item for item in given if item not in less]
    return [item for item in given if item.topic != "people"] or given


def costs(found: Sequence[Found]) -> list[Found]:
    """What it cost; loose amounts only where nothing is known per person or in all."""
    given = _first_of(found, COSTS)
    whole = [item for item in given if item.topic != "amounts"]
    return whole or given


def _first_of(found: Sequence[Found], topics: Collection[str]) -> list[Found]:
    first: dict[str, Found] = {}
    for item in found:
        first.setdefault(item.topic, item)
    return [first[topic] for topic in topics if topic in first]
