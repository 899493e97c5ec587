"""Documents of sources.yaml that nothing cites: a key with a slip, or a leftover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library


def uncited_sources(evaluations: Sequence[Evaluation], library: Library) -> list[str]:
    """A sentence for each document that no evaluation, ladder, parameter or code list cites.

    No fault: a data folder may be made from a part of another, or wait for an evaluation.
    """
    cited = {source.key for source in library.shared_sources}
    cited |= {ladder.source for ladder in library.ladders.values()}
    for evaluation in evaluations:
        cited.update(_cited(evaluation))
    return [
        f"{source.file}, key '{key}': nothing cites this document. Name it where its figures "
        "stand, or remove it."
        for key, source in library.sources.items()
        if key not in cited
    ]


def _cited(evaluation: Evaluation) -> Iterable[str]:
    yield from evaluation.sources
    for frame in evaluation.tables.values():
        yield from frame["source"].dropna().unique() if "source" in frame else ()
    for entry in evaluation.assumptions.values():
        yield from (entry["source"] or "").split()
    for stated in (evaluation.coverage, evaluation.selection):
        if stated is not None:
            yield stated.source
