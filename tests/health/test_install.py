"""`make` installs with the newest Python that works, and says what to do when there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
make = shutil.which("make")
pytestmark = pytest.mark.skipif(make is None, reason="make is not installed")


def put(folder: Path, *programs: str, code: int = 0) -> None:
    """Programs that do nothing and end with this code."""
    folder.mkdir(exist_ok=True)
    for name in programs:
        (folder / name).write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
        (folder / name).chmod(0o755)


def making(tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Make the environment of a new clone where only these programs are on the path."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, clone)
    command = [str(make), ".venv/.installed", *options]
    env = {"PATH": str(tmp_path / "bin")}
    return subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True, check=False)


def test_the_newest_python_that_works_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "bin", "python3", "python3.11", "python3.12")
    put(tmp_path / "bin", "python3.13", code=127)  # as a shim of pyenv without its Python
    said = making(tmp_path, "-n").stdout
    assert "python3.12 -m venv" in said
    assert ".venv/bin/python -m pip install" in said


def test_uv_installs_when_it_is_there(tmp_path: Path) -> None:
    put(tmp_path / "bin", "python3.14", "uv")
    said = making(tmp_path, "-n").stdout
    assert f"{tmp_path}/bin/uv pip install" in said
    assert "-m pip" not in said


def test_bytecode_is_compiled_also_where_python_may_not_write_it(tmp_path: Path) -> None:
    put(tmp_path / "bin", "python3")
    assert "-m compileall" in making(tmp_path, "-n").stdout  # it heeds no PYTHONDONTWRITEBYTECODE


def test_without_a_python_it_says_what_to_install(tmp_path: Path) -> None:
    put(tmp_path / "bin", "python3", "python3.10", code=1)  # as one that is too old
    done = making(tmp_path)
    assert done.returncode != 0
    assert "No Python from 3.11 to 3.14" in done.stderr
    assert "apt install python3-venv" in done.stderr
