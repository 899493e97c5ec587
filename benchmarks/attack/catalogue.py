"""All mutations, each with the files that it can be done to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

from benchmarks.attack import cells, places, rows, text_forms, workbooks, yaml_forms
from benchmarks.attack.mutation import Change, Mutator, Target
from benchmarks.attack.reading import Said

from evalutils.contracts.tables import TABLES

_TABLE = cells.MUTATORS | rows.MUTATORS | text_forms.TABLES_ONLY | workbooks.MUTATORS
_EVERY = text_forms.ANY_TEXT | {"place of a file": places.other_thing}
_EVALUATION = {"place of a folder": places.other_folder}
_SHARED = {
    "codelist: other value": yaml_forms.other_value,
    "codelist: lines": yaml_forms.other_lines,
}
_ALL = _TABLE | _EVERY | yaml_forms.MUTATORS | _EVALUATION | _SHARED
# The richest come more often.
_CYCLE = [*_ALL, "cell: odd value", "cell: odd value", "cell: hostile text", "workbook"]


KINDS = len(_CYCLE)


def kind_of_number(number: int) -> str:
    """The kind of a mutation: all kinds come in turn."""
    return _CYCLE[number % len(_CYCLE)]


def apply(
    seed: int, number: int, data: Path, elsewhere: Path, base: Mapping[str, Said]
) -> tuple[str, Change]:
    """Change one file of a data folder; the same seed and number give the same change.

    Parameters
    ----------
    base
        What each file says before.

    Returns
    -------
    tuple of str and Change
        The file as the reading names it, and the change.
    """
    draw, kind = Random(f"{seed}-{number}"), kind_of_number(number)
    name = draw.choice([name for name in sorted(base) if _fits(kind, name)])
    target = Target(data, name, dict(base[name]), elsewhere)
    mutate: Mutator = _ALL[kind]
    return name, mutate(draw, target)


def _fits(kind: str, name: str) -> bool:
    path = Path(name)
    if kind in _EVERY:
        return True
    if kind in _EVALUATION:
        return path.name == "evaluation.yaml"
    if kind in _SHARED:
        return path.parent.name == "codelists"
    if kind in yaml_forms.MUTATORS:
        return path.suffix == ".yaml"
    return path.parent.name != "codelists" and path.stem in TABLES
