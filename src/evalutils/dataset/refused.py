"""What tells who somebody is has no place in a data folder: found in cells, texts and names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from evalutils.dataset.faults import FaultList, FileFaults
from evalutils.identifiers.scan import found_in, found_in_cells, found_in_name, told
from evalutils.keys import EvaluationKey


def refusal(found: Counter[str]) -> str:
    """What is said of what was found: its kind and number, never a value."""
    return f"this holds {told(found)}. Remove what tells who somebody is."


def refuse_texts(
    texts: Sequence[str], faults: FileFaults, first_row: int = 1, *, contacts: bool = True
) -> bool:
    """Refuse a file of which a line tells who somebody is; whether that is so.

    `contacts` is False where an organisation says how it is reached, and whom to ask.
    """
    find = found_in_cells if contacts else partial(found_in, contacts=False)
    if not find(texts):
        return False
    for row, text in enumerate(texts, start=first_row):
        if found := find([text]):
            faults.refuse(refusal(found), row=row)
    return True


def named_safely(folder: str, names: Iterable[str], faults: FaultList) -> list[str]:
    """The names in a folder that tell of nobody; the others are refused and not shown."""
    kept = []
    for name in names:
        if found := found_in_name(name):
            problem = f"the name of a file here holds {told(found)}. Give it another name."
            faults.of(folder).refuse(problem)
        else:
            kept.append(name)
    return kept


def refuse_key(key: EvaluationKey, faults: FaultList) -> bool:
    """Refuse an evaluation of which the name of a folder tells who somebody is."""
    parts = key.municipality, key.programme, key.period
    found = sum(map(found_in_name, parts), Counter())
    if found:
        problem = f"the name of a folder holds {told(found)}. Give it another name."
        faults.of("(a folder that is not shown)").refuse(problem)
    return bool(found)
