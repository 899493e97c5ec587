"""What a code means stands in one record: no second mapping with the same codes."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from evalutils.contracts import vocabulary as v
from evalutils.contracts.audit_table import VERDICTS
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.evidence import EVIDENCE, Evidence
from evalutils.contracts.tables import TABLES
from evalutils.contracts.units import UNITS, Measures
from evalutils.contracts.yaml_files import YAML_FILES
from evalutils.contracts.yaml_key import Key

PACKAGE = Path(__file__).parents[2] / "src" / "evalutils"
APART = PACKAGE / "attack"  # it shares nothing, so that it can find what was forgotten
RECORDS: dict[str, Mapping[str, object]] = {
    "evidence": EVIDENCE,
    "unit": UNITS,
    "durability": v.DURABILITY,
    "grouping": v.GROUPINGS,
    "input": INPUTS,
    "verdict": VERDICTS,
    "disclosure": v.DISCLOSURES,
    "bearer": v.BEARERS,
    "statement": v.STATEMENTS,
    "qualifier": v.QUALIFIERS,
}


def keys_of_dictionaries(path: Path) -> list[tuple[int, set[str]]]:
    """Line and text keys of every dictionary that is written out in a module."""
    return [
        (node.lineno, {key.value for key in node.keys if isinstance(key, ast.Constant)})
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Dict)
    ]


@pytest.mark.parametrize("about", RECORDS)
def test_most_codes_of_a_list_stand_in_one_dictionary_only(about: str) -> None:
    codes = set(RECORDS[about])
    found = [
        f"{path.relative_to(PACKAGE)}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if APART not in path.parents
        for line, keys in keys_of_dictionaries(path)
        if len(keys & codes) > len(codes) / 2
    ]
    assert len(found) == 1, found


def test_every_level_of_evidence_has_a_record_and_only_those() -> None:
    assert tuple(EVIDENCE) == get_args(Evidence)
    # The words of one level at the place of another would claim too much or too little.
    assert "loting bepaald" in EVIDENCE["randomised"].proves
    assert "niet door loting" in EVIDENCE["comparison"].proves
    compared = [level for level, item in EVIDENCE.items() if "niet berekend" in item.proves]
    assert compared == ["comparison", "randomised"]
    for column in ("label", "proves", "caution"):
        words = [getattr(item, column) for item in EVIDENCE.values()]
        assert len(set(words)) == len(words)


def test_every_grouping_is_of_a_known_kind_and_every_kind_is_used() -> None:
    assert {item.kind for item in v.GROUPINGS.values()} == set(v.EXIT_KINDS)
    assert v.WORK == ("work", "work_with_support", "self_employed")


def test_every_unit_says_what_it_measures() -> None:
    assert {unit.measures for unit in UNITS.values()} == set(get_args(Measures))
    assert [UNITS["month"].word(1), UNITS["month"].word(2)] == ["maand", "maanden"]
    assert [UNITS["year"].word(1), UNITS["item"].word(1)] == ["jaar", ""]


@pytest.mark.parametrize("name", ["definition", "unit", "grouping"])
def test_a_column_offers_the_codes_of_its_record(name: str) -> None:
    records = {"definition": v.DURABILITY, "unit": UNITS, "grouping": v.GROUPINGS}
    for table in TABLES.values():
        for column in table.columns:
            if column.name == name and column.kind == "choice":
                # A table of accounts or of people has some of the units only.
                assert set(column.allowed) <= set(records[name])
                assert name == "unit" or column.allowed == tuple(records[name])


def every_key(keys: tuple[Key, ...]) -> list[Key]:
    return [found for key in keys for found in (key, *every_key(key.parts))]


@pytest.mark.parametrize("file", YAML_FILES, ids=lambda file: file.name)
def test_a_key_explains_itself(file: object) -> None:
    for key in every_key(file.keys):  # type: ignore[attr-defined]
        assert key.description.endswith(".")
        assert bool(key.parts) == (key.kind in ("keys", "entries"))
        assert bool(key.choices) == (key.kind == "choice")
        assert bool(key.codelist) == (key.kind in ("code", "codes"))
        assert bool(key.below) == (key.kind == "entries")
