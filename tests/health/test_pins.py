"""What is installed is what was pinned, and pandas is never downgraded in silence."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pandas as pd
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Started as programs, with the module that does it.
PROGRAMS = {
    "ipykernel": "running/engine.py",
    "jupyter-book": "book/jupyter_book.py",
}
# Loaded only for who installed it.
OPTIONAL = {"pyarrow", "distributed", "sqlalchemy"}
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def pinned() -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    for name, pin in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", REQUIREMENTS, re.MULTILINE):
        pins.setdefault(normal(name), set()).add(pin)
    return pins


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_pandas_is_version_three_or_later() -> None:
    assert int(pd.__version__.split(".")[0]) >= 3


def test_jupyter_book_is_the_version_that_builds_offline() -> None:
    assert version("jupyter-book") == "1.0.4.post1"


def names_of(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[^A-Za-z0-9._-]", text)[0]) for text in requirements}


def imported() -> set[str]:
    """The packages that the modules of evalutils import, by the name they are installed under."""
    tops: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                tops |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                tops.add((node.module or "").partition(".")[0])
    installed = packages_distributions()
    others = tops - set(sys.stdlib_module_names) - {"evalutils"} - OPTIONAL
    return {normal(installed[top][0]) for top in others}


def test_what_a_build_depends_on_is_what_the_package_imports_or_starts() -> None:
    for name, module in PROGRAMS.items():
        text = (ROOT / "src" / "evalutils" / module).read_text(encoding="utf-8")
        assert name.replace("-", "_") in text, f"{module} does not start {name}"
    used = imported() | set(PROGRAMS)
    assert names_of(PROJECT["dependencies"]) == used


def test_every_dependency_is_pinned_and_installed_as_pinned() -> None:
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    for name in names_of(wanted):
        assert name in pinned(), f"{name} is not in requirements.txt; run make lock"
        assert version(name) in pinned()[name]


def test_every_pin_has_a_hash_and_no_registry_is_named() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", REQUIREMENTS)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)
    assert "index-url" not in REQUIREMENTS
    assert "find-links" not in REQUIREMENTS


def test_every_parameter_has_a_date_a_unit_and_a_reference() -> None:
    files = sorted((ROOT / "data" / "parameters").glob("*.yaml"))
    assert files
    for path in files:
        parameter = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(parameter) == {"description", "unit", "values", "reference"}, path.name
        assert parameter["unit"]
        assert parameter["reference"]["title"]
        assert parameter["reference"]["href"].startswith("https://")
        assert all(hasattr(day, "year") for day in parameter["values"])
