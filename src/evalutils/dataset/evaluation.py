"""One evaluation: what the folder says about itself, its tables, and what they contradict."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from evalutils.contracts.breaks import COHORTS
from evalutils.contracts.evidence import Evidence as Evidence
from evalutils.dataset.kept.binary_tables import row_count, sources_in
from evalutils.dataset.nesting import Nesting
from evalutils.keys import EvaluationKey

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Contradiction:
    """A figure that cannot be true together with the others."""

    kind: str  # key of `RULES`
    table: str  # name of the contract, or ``assumptions``
    row: int  # row in its file; 0 for a key of assumptions.yaml
    column: str  # the column, or the key, of the figure
    # What the row is about: columns of its key with their values.
    about: tuple[tuple[str, str], ...]
    # published, computed: what the source prints, and what the other figures make of it or allow at
    # most; NaN where that is no number.
    published: float
    computed: float
    problem: str  # what is wrong and what to do, for the command line
    tolerance: float = 0.0  # how far the two may differ through rounding
    beside: str = ""  # the column, measure or destination that the other figure comes from
    # True when it cannot be a slip of the source, so that it is no finding but a fault also in a
    # published evaluation: with it the project itself would count wrongly.
    impossible: bool = False
    source: str | None = None  # the document, where the row names one
    locator: str = ""  # the place in it

    @property
    def figure(self) -> str:
        """A name that stays when rows change place: ``exits.count[paid_work]``."""
        about = ":".join(value for _, value in self.about)
        return f"{self.table}.{self.column}" + (f"[{about}]" if about else "")


Disclosure = Literal["published", "protected"]
Made = Mapping[EvaluationKey, Any]
Makes = Callable[[], Made]
"""Makes something of all evaluations of a programme together."""


@dataclass(frozen=True)
class Coverage:
    """Share of the clients that the ladder figures are about, as the source states it."""

    share: float
    qualifier: str
    source: str
    locator: str


@dataclass(frozen=True)
class Selection:
    """On what the programme chose its participants, as the source states it."""

    # motivation, wage_value: True when participants were chosen on it, False when the source says
    # they were not, None when it does not say.
    motivation: bool | None
    wage_value: bool | None
    source: str
    locator: str


@dataclass(frozen=True)
class Comparable:
    """How the figures of an evaluation stand beside those of an earlier period, as declared."""

    clients: str  # one of CLIENTS of `evalutils.contracts.breaks`
    changed: tuple[str, ...] = ()  # of CHANGES there: what became another thing
    note: str = ""


@dataclass(frozen=True)
class Bias:
    """How far a comparison may be off in one respect, as the researcher sees it."""

    risk: str  # of its checklist in `contracts.bias`
    because: str


@dataclass(frozen=True)
class OwnNotebook:
    """A notebook of a researcher's own."""

    name: str  # its name, which is also that of its page
    # title, question: Dutch title, and the question under it, without a capital; empty when there
    # is none.
    title: str
    question: str
    path: Path


@dataclass(frozen=True)
class Evaluation:
    """One municipality, programme and period with its data."""

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
    period_in_source: bool = True  # False when its documents do not give those days
    observed_until: date | None = None  # the last day that the tables of clients tell of
    coverage: Coverage | None = None
    synthetic: bool = False  # True when the clients are invented; every page that uses them says so
    synthesised: Mapping[str, str] = field(default_factory=dict)  # SHA-256 per table as it was made
    # Tables of clients that are shown in full because they are said to be invented, which nothing
    # proves.
    unproven: tuple[str, ...] = ()
    selection: Selection | None = None
    # Per domain of the checklist of its design the risk of bias that the researcher sees.
    bias: Mapping[str, Bias] = field(default_factory=dict)
    groups: Nesting = field(default_factory=Nesting)  # which group of people is part of which
    not_in_source: tuple[str, ...] = ()  # tables that its documents give no figures for
    # Per earlier period of the programme, or COHORTS, what is declared of the series.
    comparable_with: Mapping[str, Comparable] = field(default_factory=dict)
    notebooks: tuple[str, ...] = ()  # names of notebooks of the researchers' own that it asks for
    # Those notebooks, and those that choose it themselves or stand beside it.
    own_notebooks: tuple[OwnNotebook, ...] = ()
    # Typed tables by contract name, only those that are there.
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    # The content of assumptions.yaml, empty when there is none.
    assumptions: Mapping[str, Any] = field(default_factory=dict)
    # Rows of each table that an import read, left out and kept: see `contracts.import_record`.
    imported: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    # Figures that a published evaluation prints though they cannot all be true.
    contradictions: Sequence[Contradiction] = ()
    # The other evaluations of the programme, and what loads them.
    siblings: tuple[EvaluationKey, ...] = ()
    others: Callable[[], tuple[Evaluation, ...]] = field(default=tuple, repr=False)
    # Keeps what is made of all evaluations of the programme together; see `beside`.
    keep: Callable[[str, Makes, str], Made] | None = field(default=None, repr=False)

    @property
    def cited(self) -> frozenset[str]:
        """Keys of all documents that any of its files names."""
        inputs = " ".join(entry.get("source") or "" for entry in self.assumptions.values())
        stated = (item.source for item in (self.coverage, self.selection) if item is not None)
        return frozenset((*self.sources, *sources_in(self.tables), *inputs.split(), *stated))

    @property
    def needs_release(self) -> bool:
        """Whether two people have to look before it is published."""
        return self.disclosure == "protected" or bool(self.unproven)

    @property
    def row_count(self) -> int:
        """The rows of all its tables together."""
        return row_count(self.tables)

    @property
    def programme(self) -> tuple[Evaluation, ...]:
        """All evaluations of its programme, in the order of time."""
        return tuple(sorted((self, *self.others()), key=_moment))

    @property
    def periods(self) -> tuple[Evaluation, ...]:
        """All evaluations to lay side by side for disclosure control, in the order of time.

        Of a protected one these are all of its programme: they are about the same clients.
        """
        return self.programme if self.disclosure == "protected" else (self,)

    def beside(self, what: str, make: Makes, about: str = "") -> Any:
        """What `make` gives for it, and for the other evaluations of the programme with it.

        Of one reading of a data folder it is made once; see `Readings.beside`.
        """
        return (make() if self.keep is None else self.keep(what, make, about))[self.key]


class Outlined(Protocol):
    """What decides the chapters of an evaluation, also of one of which only names were read."""

    @property
    def key(self) -> EvaluationKey:
        """Municipality, programme and period."""

    @property
    def tables(self) -> Collection[str]:
        """Names of its tables."""

    @property
    def evidence(self) -> Evidence:
        """How it was designed."""

    @property
    def assumptions(self) -> Collection[str]:
        """The keys of assumptions.yaml."""

    @property
    def comparable_with(self) -> Collection[str]:
        """The periods that it declares its figures to be comparable with, or COHORTS."""

    @property
    def siblings(self) -> Sequence[EvaluationKey]:
        """The other evaluations of its programme."""

    @property
    def notebooks(self) -> Collection[str]:
        """Notebooks of the researchers' own that it asks for."""

    @property
    def own_notebooks(self) -> Sequence[OwnNotebook]:
        """Those that it gets."""


def closes_series(evaluation: Outlined) -> bool:
    """Whether its page shows its programme over time: the last of its periods, or of its cohorts.

    The names of folders tell which is later: of another evaluation no more may be known.
    """
    if not evaluation.siblings:
        return COHORTS in evaluation.comparable_with
    return all(other.period < evaluation.key.period for other in evaluation.siblings)


def _moment(evaluation: Evaluation) -> tuple[date, date, EvaluationKey]:
    return evaluation.period_start, evaluation.period_end, evaluation.key
