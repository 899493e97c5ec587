"""Killed, or out of room on the disk, at any moment: the last book stands and the next is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evalutils.system.folders import MARK, MARKER
from thorough import THOROUGH

from .sample import ROOT, figure, write_run

MOMENTS = 30 if THOROUGH else 12


@pytest.mark.skipif(sys.platform == "win32", reason="no fork")
def test_a_book_that_is_stopped_anywhere_is_never_half_and_the_next_is_as_if_undisturbed(
    tmp_path: Path,
) -> None:
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "book", tmp_path / "book")
    shutil.copy(ROOT / "_config.yml", tmp_path)
    for name in ("utrecht/uw-werkfit/2017/outflow", "comparison"):
        write_run(tmp_path / "_build" / "runs", name, "Uitstroom", figures=[figure()])
    (tmp_path / "_build" / MARKER).write_bytes(MARK)
    script = Path(__file__).with_name("killed.py")
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / "tests"), str(tmp_path), str(MOMENTS)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    changes, ends = done.stdout.split(maxsplit=1)
    assert int(changes) > MOMENTS
    assert "-9" in ends and "7" in ends  # killed, and refused by the disk
