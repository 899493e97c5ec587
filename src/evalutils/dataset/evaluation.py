"""One evaluation: what the folder says about itself and its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from evalutils.contracts.evidence import Evidence as Evidence
from evalutils.dataset.contradiction import Contradiction
from evalutils.keys import EvaluationKey

Disclosure = Literal["published", "protected"]


@dataclass(frozen=True)
class Coverage:
    """Share of the clients that the ladder figures are about, as the source states it."""

    share: float
    qualifier: str
    source: str
    locator: str


@dataclass(frozen=True)
class Selection:
    """On what the programme chose its participants, as the source states it.

    Attributes
    ----------
    motivation, wage_value
        True when participants were chosen on it, False when the source says they were not, None
        when it does not say.
    source, locator
        Where it stands.
    """

    motivation: bool | None
    wage_value: bool | None
    source: str
    locator: str


@dataclass(frozen=True)
class OwnNotebook:
    """A notebook of a researcher's own.

    Attributes
    ----------
    name
        Its name, which is also that of its page.
    title, question
        Dutch title, and the question under it, without a capital; empty when there is none.
    path
        Where it is.
    """

    name: str
    title: str
    question: str
    path: Path


@dataclass(frozen=True)
class Evaluation:
    """One municipality, programme and period with its data.

    Attributes
    ----------
    tables
        Typed tables by contract name, only those that are there.
    synthetic
        True when the clients are invented; every page that uses them says so.
    notebooks
        Names of notebooks of the researchers' own that it asks for.
    own_notebooks
        Those notebooks, and those that choose it themselves or stand beside it.
    assumptions
        The content of assumptions.yaml, empty when there is none.
    contradictions
        Figures that a published evaluation prints though they cannot all be true.
    others
        Loads the other evaluations of the programme.
    """

    key: EvaluationKey
    folder: Path
    title: str
    description: str
    municipality_name: str
    municipality_code: str | None
    organisation: str
    period_start: date
    period_end: date
    period_label: str
    ladder: str | None
    disclosure: Disclosure
    evidence: Evidence
    sources: tuple[str, ...]
    coverage: Coverage | None = None
    synthetic: bool = False
    selection: Selection | None = None
    notebooks: tuple[str, ...] = ()
    own_notebooks: tuple[OwnNotebook, ...] = ()
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    contradictions: tuple[Contradiction, ...] = ()
    others: Callable[[], tuple[Evaluation, ...]] = field(default=tuple, repr=False)

    @property
    def periods(self) -> tuple[Evaluation, ...]:
        """All evaluations to lay side by side for disclosure control, in the order of time.

        Of a protected one these are all of its programme: they are about the same clients.
        """
        others = self.others() if self.disclosure == "protected" else ()
        return tuple(sorted((self, *others), key=_moment))


def _moment(evaluation: Evaluation) -> tuple[date, date, EvaluationKey]:
    return evaluation.period_start, evaluation.period_end, evaluation.key
