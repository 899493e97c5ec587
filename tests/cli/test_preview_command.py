"""A preview from start to Ctrl-C, as a researcher has it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from small_project import command, make_project

from waiting import wait_until

KEY = "almelo/werkfit/2025"


@contextmanager
def previewed(project: Path, *options: str) -> Iterator[Previewed]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = command(project, "preview", "--port", str(port), *options)
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            yield Previewed(process, f"http://127.0.0.1:{port}/")
        finally:
            process.kill()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=600) as found:
        return str(found.read().decode())


@dataclass
class Previewed:
    """A preview at work, and what it last told of itself."""

    process: subprocess.Popen[str]
    url: str
    state: dict[str, str] = field(default_factory=dict)

    def state_when(self, holds: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        wait_until(lambda: bool(self._ask()) and holds(self.state), by=self.process)
        return self.state

    def _ask(self) -> dict[str, str]:
        with suppress(OSError):  # it does not listen yet
            self.state = json.loads(read(f"{self.url}.preview/state"))
        return self.state


@pytest.mark.skipif(sys.platform != "linux", reason="it looks in /proc")
def test_a_wrong_cell_is_shown_until_it_is_mended_above_the_last_good_page(
    tmp_path: Path,
) -> None:
    project = make_project(tmp_path / "project")
    ladder = project / "data" / KEY / "ladder.csv"
    right = ladder.read_text(encoding="utf-8")
    row = right.splitlines()[3].split(",")
    wrong = right.replace(",".join(row), ",".join([*row[:2], "veel", *row[3:]]))
    fault = f"{KEY}/ladder.csv row 4, column &#x27;count&#x27;"
    ladder.write_text(wrong, encoding="utf-8")
    with previewed(project, "almelo", "--cold-kernels") as preview:
        assert fault in preview.state_when(told)["banner"]  # and there is no book yet
        ladder.write_text(right, encoding="utf-8")
        good = preview.state_when(made)
        ladder.write_text(wrong, encoding="utf-8")
        assert preview.state_when(told)["book"] == good["book"]
        page = read(f"{preview.url}{KEY}/ladder.html")
        assert page.index(fault) < page.index("<article")
        ladder.write_text(right, encoding="utf-8")
        preview.state_when(made)
        assert fault not in read(f"{preview.url}{KEY}/ladder.html")
        os.killpg(preview.process.pid, signal.SIGINT)
        said, _ = preview.process.communicate(timeout=1200)
    assert preview.process.returncode == 0
    assert f"{KEY}/ladder.csv row 4, column 'count'" in said
    require_nothing_left(project)


def told(state: dict[str, str]) -> bool:
    return state["banner"] != ""


def made(state: dict[str, str]) -> bool:
    return state["book"] != "" and not told(state)


def require_nothing_left(project: Path) -> None:
    left = {path.name for path in (project / "_build").iterdir()}
    assert left <= {".made-by-evalutils", "cache", "key", "preview", "runs"}
    assert (project / "_build" / "preview").stat().st_mode & 0o077 == 0
    assert [path for path in Path("/proc").glob("[0-9]*/cmdline") if is_of(path, project)] == []


def is_of(cmdline: Path, project: Path) -> bool:
    try:
        return str(project).encode() in cmdline.read_bytes()
    except OSError:
        return False
