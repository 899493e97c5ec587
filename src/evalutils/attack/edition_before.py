"""The edition before: which of its numbers an outsider takes for those of now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evalutils.attack.over_time import shown_otherwise
from evalutils.attack.puzzle import Name, Puzzle, Range, Relation
from evalutils.attack.reading import Outsider
from evalutils.attack.solving import fits, fitting_relations

# Of an evaluation that changed each number may be so many more or less: five values around each.
FEW = 2


def beside_before(puzzle: Puzzle, now: Iterable[Outsider], before: Sequence[Outsider]) -> None:
    """State what the numbers of an evaluation have to do with those of the edition before.

    Nothing tells which of them changed. So they are all the same, as long as none is shown
    otherwise and that fits everything else; or each has changed by a few at most; or, when that
    does not fit either, no number says anything of another. A part of them that happens to fit is
    no knowledge: it may hold the very numbers that changed.
    """
    if not before:
        return
    sure = replace(puzzle, relations=fitting_relations(puzzle))
    for reading in now:
        for earlier in before:
            if earlier.evaluation.key == reading.evaluation.key:
                pairs = list(_pairs(reading, earlier))
                moved = any(shown_otherwise(reading, earlier, name) for name, _ in pairs)
                for most in (FEW,) if moved else (0, FEW):
                    within = Range(-most, most)
                    same = [Relation({one: 1, two: -1}, within, True) for one, two in pairs]
                    if fits(sure, same):
                        puzzle.relations += same
                        break


def _pairs(reading: Outsider, earlier: Outsider) -> Iterator[tuple[Name, Name]]:
    """Each number that stands in both."""
    for name in reading.seen:
        if (same := earlier.name(*name[1:])) in earlier.seen:
            yield name, same
