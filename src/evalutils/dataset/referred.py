"""Which other evaluations formulas of printed figures refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evalutils.dataset.evaluation import Evaluation

_NAME = re.compile(r"[^\W\d]\w*")
_FORMULAS = ("formula", "alternative", "base")
# A printed figure: its document, and its name there.
_Figure = tuple[str, str]


def referred_to(chosen: Iterable[Evaluation], others: Iterable[Evaluation]) -> list[Evaluation]:
    """Those of the `others` whose printed figures a formula names, of `chosen` or of these.

    What a formula names is told by its words, so that a function of that name counts too.
    """
    asked = {figure for item in chosen for figure in _named(item)}
    rest, kept = list(others) if asked else [], list[Evaluation]()
    while found := [item for item in rest if not asked.isdisjoint(dict(_printed(item)))]:
        kept += found
        keys = {item.key for item in found}
        rest = [item for item in rest if item.key not in keys]
        asked |= {figure for item in found for figure in _named(item)}
    return kept


def _named(evaluation: Evaluation) -> Iterator[_Figure]:
    """What the formulas of an evaluation name and its own figures are not."""
    printed = dict(_printed(evaluation))
    for (source, _), texts in printed.items():
        names = (name for text in texts for name in _NAME.findall(text))
        yield from ((source, name) for name in names if (source, name) not in printed)


def _printed(evaluation: Evaluation) -> Iterator[tuple[_Figure, list[str]]]:
    """Each printed figure with its formulas."""
    from evalutils.frames import records  # pandas, which a check without faults does without

    claims = evaluation.tables.get("claims")
    for row in () if claims is None else records(claims):
        source = row["source"] or evaluation.sources[0]
        yield (source, row["claim"]), [str(row[name]) for name in _FORMULAS if row.get(name)]
