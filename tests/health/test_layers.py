"""The house: imports only point down, rooms stay small, no cycles."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "evalutils"

# From top to bottom, as README has them. A room may import from its own line or a lower one only.
README = (ROOT / "README.md").read_text(encoding="utf-8")
LAYERS = [
    tuple(re.split(r" {2,}", line)[0].split(" · "))
    for line in README.partition("### Layers")[2].split("```")[1].splitlines()[1:]
]
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "evalutils":
            names = [f"evalutils.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        rooms |= {name.split(".")[1] for name in names if name.startswith("evalutils.")}
    return rooms - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_only_point_down(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    for other in imported_rooms(path) - {room}:
        assert LEVEL[other] > LEVEL[room] or (room, other) in SIDEWAYS, f"{room} imports {other}"


# Rooms on one line that may know each other, always in this direction.
SIDEWAYS = {("quantities", "dutch"), ("display", "dutch")}


def test_every_room_has_a_place_in_the_house() -> None:
    rooms = {room_of(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms == set(LEVEL)


def test_analyses_do_not_import_each_other() -> None:
    analyses = {"ladder", "outflow", "cost_benefit", "effect"}
    for path in MODULES:
        if room_of(path) in analyses:
            assert not imported_rooms(path) & (analyses - {room_of(path)})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            start = node.body[0]
            has_docstring = isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant)
            first = node.body[1] if has_docstring and len(node.body) > 1 else start
            assert (node.end_lineno or 0) - first.lineno < 45, f"{node.name} is long"


def test_a_module_and_a_class_have_a_name_of_their_own() -> None:
    modules = [path.stem for path in MODULES if path.stem != "__init__"]
    classes = [
        node.name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    for names in (modules, classes):
        assert [name for name, number in Counter(names).items() if number > 1] == []


def test_a_room_gives_no_name_that_hides_a_module_of_it() -> None:
    for path in MODULES:
        if path.stem == "__init__":
            text = path.read_text(encoding="utf-8")
            given = re.findall(r'^    "(\w+)",$| as (\w+)$', text, flags=re.M)
            names = {name for pair in given for name in pair}
            assert not names & {other.stem for other in path.parent.iterdir()}, path.parent.name


def test_there_is_no_utils_module() -> None:
    assert not [path for path in MODULES if path.stem in ("utils", "helpers", "misc", "common")]
