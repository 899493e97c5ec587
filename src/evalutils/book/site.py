"""Where every page of the book stands and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from evalutils.contracts.fixed_names import QUALITY
from evalutils.contracts.fixed_names import source_file as source_file
from evalutils.dataset.evaluation import Evaluation
from evalutils.keys import EvaluationKey

# A label that methods.md must hold.
EVIDENCE_LABEL = "#bewijskracht"


def chapter_file(key: EvaluationKey, chapter: str) -> str:
    """Source file of the chapter of one evaluation."""
    return f"{key}/{chapter}.ipynb"


def municipality_file(key: EvaluationKey) -> str:
    """Source file of the page of the municipality of an evaluation."""
    return f"{key.municipality}/index.md"


def evaluation_file(key: EvaluationKey) -> str:
    """Source file of the page of one evaluation."""
    return f"{key}/index.md"


def quality_file(key: EvaluationKey) -> str:
    """Source file of the page about the quality of the data of one evaluation."""
    return f"{key}/{QUALITY}.md"


def across_file(name: str) -> str:
    """Source file of a chapter across evaluations."""
    return f"{name}.ipynb"


def full_title(evaluation: Evaluation) -> str:
    """Programme and period, as the title of a page."""
    return f"{evaluation.title}, {evaluation.period_label}"


@dataclass(frozen=True)
class Programme:
    """The evaluations of one programme, one per period."""

    evaluations: tuple[Evaluation, ...]

    @property
    def title(self) -> str:
        """Name of the programme, from its last period."""
        return self.evaluations[-1].title

    @property
    def file(self) -> str | None:
        """Source file of the page of the programme; None when there is one period only."""
        if len(self.evaluations) == 1:
            return None
        key = self.evaluations[0].key
        return f"{key.municipality}/{key.programme}/index.md"


@dataclass(frozen=True)
class Municipality:
    """The programmes of one municipality."""

    programmes: tuple[Programme, ...]

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """All evaluations of the municipality."""
        return tuple(item for programme in self.programmes for item in programme.evaluations)

    @property
    def title(self) -> str:
        """Name of the municipality."""
        return self.evaluations[0].municipality_name

    @property
    def file(self) -> str:
        """Source file of the page of the municipality."""
        return municipality_file(self.evaluations[0].key)


def by_municipality(evaluations: Iterable[Evaluation]) -> tuple[Municipality, ...]:
    """Group evaluations by municipality, in the order of their names, and programme."""
    ordered = in_key_order(evaluations)
    municipalities = (
        Municipality(
            tuple(
                Programme(tuple(periods))
                for _, periods in groupby(programmes, key=lambda item: item.key.programme)
            )
        )
        for _, programmes in groupby(ordered, key=lambda item: item.key.municipality)
    )
    return tuple(sorted(municipalities, key=lambda municipality: municipality.title.casefold()))


def in_key_order(evaluations: Iterable[Evaluation]) -> list[Evaluation]:
    """Order evaluations by their key, the order of the published data."""
    return sorted(evaluations, key=lambda evaluation: evaluation.key)
