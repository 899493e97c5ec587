"""What code imports, read from its source."""

from __future__ import annotations

import pytest

from evalutils.own_code.imports import (
    EVERYTHING,
    closure,
    named_in,
    named_in_helper,
    named_in_notebook,
)

PACKAGE = {
    "house": "",
    "house.show": "def __getattr__(name): ...",
    "house.show.rungs": "from house.words import dutch",
    "house.show.exits": "import house.outflow",
    "house.words": "",
    "house.words.dutch": "",
    "house.outflow": "from house.outflow.counts import count",
    "house.outflow.counts": "def f():\n    from house.deep import x",
    "house.deep": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import house.types",
    "house.types": "",
}
NAMED = {name: named_in(source) for name, source in PACKAGE.items()}


def used(*cells: str) -> set[str]:
    found = closure(named_in_notebook(cells), NAMED)
    return {name.removeprefix("house.") for name in found} - {"house"}


def test_an_import_runs_the_packages_around_a_module_and_all_that_it_imports() -> None:
    assert used("import house.outflow") == {"outflow", "outflow.counts", "deep"}
    assert used("from house.words import dutch") == {"words", "words.dutch"}


def test_an_import_in_a_function_counts_and_one_for_type_checkers_does_not() -> None:
    assert "deep" in used("import house.outflow")
    assert "types" not in used("import house.outflow")
    assert used("def f():\n    import house.deep") == {"deep"}


@pytest.mark.parametrize(
    "cells",
    [
        ("from house import show", "show.rungs.table(1)"),
        ("import house.show", "house.show.rungs.table(1)"),
        ("import house.show as s", "x = s.rungs"),
        ("from house.show.rungs import table",),
    ],
)
def test_of_modules_that_are_loaded_when_they_are_asked_for_those_that_are_named_count(
    cells: tuple[str, ...],
) -> None:
    assert used(*cells) == {"show", "show.rungs", "words", "words.dutch"}


@pytest.mark.parametrize(
    "cell",
    [
        "from house import show\ngetattr(show, 'ru' + 'ngs')",
        "from house import show\ns = show",
        "from house.show import *",
    ],
)
def test_of_a_package_that_is_handed_on_all_modules_count(cell: str) -> None:
    assert {"show.rungs", "show.exits", "outflow.counts"} <= used(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline",
        "!ls",
        "x = (",
        "import importlib",
        "__import__('house.' + name)",
        "exec(text)",
        "from . import beside",
    ],
)
def test_of_a_cell_in_which_anything_can_be_imported_everything_counts(cell: str) -> None:
    assert used("import house.deep", cell) == {name.removeprefix("house.") for name in PACKAGE} - {
        "house"
    }


def test_a_module_of_ours_that_is_named_in_a_text_counts() -> None:
    assert "evalutils.running.execute" in named_in("['python', '-m', 'evalutils.running.execute']")
    assert named_in("'see evalutils.show for more'") == frozenset()


def test_what_is_no_module_of_the_package_is_left_out() -> None:
    assert closure(["house.words.dutch.number", "numpy", "housing.words"], NAMED) == {
        "house",
        "house.words",
        "house.words.dutch",
    }
    assert closure([EVERYTHING], NAMED) == frozenset(PACKAGE)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("from . import rungs", {"house.show", "house.show.rungs"}),
        ("from .rungs import table", {"house.show.rungs", "house.show.rungs.table"}),
        ("from .. import words", {"house", "house.words"}),
        ("from ..words.dutch import number", {"house.words.dutch", "house.words.dutch.number"}),
        ("from ... import anything", {EVERYTHING, f"{EVERYTHING}.anything"}),
    ],
)
def test_a_relative_import_starts_in_the_package_of_its_module(line: str, names: set[str]) -> None:
    assert named_in(line, "house.show") == names


def test_only_what_is_for_type_checkers_alone_is_left_out() -> None:
    for condition in ("not TYPE_CHECKING", "fast or TYPE_CHECKING"):
        assert "house.deep" in named_in(f"if {condition}:\n    import house.deep")
    either = "if typing.TYPE_CHECKING:\n    import house.types\nelse:\n    import house.deep"
    assert named_in(either) == {"house.deep"}
    chain = "if a:\n    pass\nelif TYPE_CHECKING:\n    import house.types"
    assert named_in(chain) == frozenset()


def test_a_helper_may_hand_on_a_package_that_it_imports() -> None:
    # Beside it stands: from helper import show; show.rungs.table()
    helper = named_in_helper("from house import show", "")
    assert {"house.show.rungs", "house.show.exits"} <= closure(helper, NAMED)
    assert named_in_helper("exec(text)", "") == {EVERYTHING}


@pytest.mark.parametrize(
    "source", ["x = " + "1 + " * 3000 + "1", "x = " + "-" * 90_000 + "1", "\0"]
)
def test_code_that_is_too_deep_to_read_may_import_anything_or_is_read(source: str) -> None:
    assert named_in(f"import house.deep\n{source}") in ({"house.deep"}, {EVERYTHING})
