"""The threshold is 10 and the rounding 5, or a reason for less stands in the book."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from every_table import Story, evaluation, shared

from evalutils.book.pages.evaluation_pages import _disclosure
from evalutils.dataset.library import load_library
from evalutils.errors import DataError

DATA = Path(__file__).parents[2] / "data"
REASON = "De raad wil elk aantal van wijken zien."


def with_value(folder: Path, key: str, value: int, reason: str = "") -> Path:
    """A data folder without evaluations whose rule is another."""
    shutil.copytree(DATA / "parameters", folder / "parameters")
    for name in ("codelists", "ladders"):
        shutil.copytree(DATA / name, folder / name)
    shutil.copy(DATA / "sources.yaml", folder)
    path = folder / "parameters" / f"{key}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["values"] = dict.fromkeys(content["values"], value)
    content |= {"lower_because": reason} if reason else {}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("key", "value", "refused"),
    [
        ("disclosure_threshold", 9, True),
        ("disclosure_threshold", 10, False),
        ("disclosure_threshold", 11, False),
        ("disclosure_rounding", 4, True),
        ("disclosure_rounding", 5, False),
        ("disclosure_rounding", 6, False),
    ],
)
def test_a_rule_below_the_floor_needs_a_reason(
    key: str, value: int, refused: bool, tmp_path: Path
) -> None:
    folder = with_value(tmp_path / "a", key, value)
    if not refused:
        assert load_library(folder).parameters[key].latest == value
        return
    with pytest.raises(DataError, match=f"{value} is below {value + 1}") as error:
        load_library(folder)
    assert "lower_because" in str(error.value)
    found = load_library(with_value(tmp_path / "b", key, value, REASON))
    assert found.parameters[key].latest == value


def test_the_book_prints_the_reason() -> None:
    library, one = shared(), evaluation(Story(60, 1))
    assert "reden" not in _disclosure(one, library)
    lower = replace(library.parameters["disclosure_threshold"], lower_because=REASON)
    told = replace(library, parameters={**library.parameters, "disclosure_threshold": lower})
    assert REASON.removesuffix(".") in _disclosure(one, told)
