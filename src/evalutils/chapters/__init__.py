"""The one catalogue: which chapters there are, what each asks, and what answers it."""

from typing import TYPE_CHECKING, Any

from evalutils.chapters.across import ACROSS, across_named, across_of
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import (
    CHAPTERS,
    OWN,
    analyses_of,
    analysis_named,
    chapters_of,
)
from evalutils.chapters.chapter import Analysis, Chapter, Failed
from evalutils.trace import late

if TYPE_CHECKING:
    from evalutils.chapters.clearing import cleared, ledger_of, reach

__all__ = [
    "ACROSS",
    "CHAPTERS",
    "OWN",
    "Analysis",
    "AnalysisInputs",
    "Chapter",
    "Failed",
    "across_named",
    "across_of",
    "analyses_of",
    "analysis_named",
    "chapters_of",
    "cleared",
    "ledger_of",
    "reach",
]


def __getattr__(name: str) -> Any:
    """What clears results is loaded when it is asked for: a list of chapters does without."""
    if name in __all__:
        return late(f"chapters.clearing.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
