"""A small workshop for the runner: notebooks, data and jobs in a folder with an awkward name."""

from __future__ import annotations

import io
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evalutils.dataset.snapshot import SEALED_NS
from evalutils.running.job import Job
from evalutils.running.progress import LineReporter
from evalutils.running.run import run_jobs
from evalutils.running.summary import RunSummary
from evalutils.system.build_folder import at_work

DEFAULTS = 'municipality = "zwolle"\ndata_dir = "../data"'


def markdown(source: str, **metadata: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": metadata, "source": source}


def code(source: str, *tags: str) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": list(tags)} if tags else {},
        "outputs": [],
        "source": source,
    }


def notebook_text(cells: list[dict[str, Any]]) -> str:
    named = [{"id": f"c{number}", **cell} for number, cell in enumerate(cells)]
    return json.dumps({"cells": named, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@dataclass
class Workshop:
    root: Path
    heard: str = ""  # what the last run said while it went on

    @property
    def build(self) -> Path:
        return self.root / "_build"

    def write(self, name: str, cells: list[dict[str, Any]]) -> Path:
        path = self.root / "notebooks" / f"{name}.ipynb"
        path.write_text(notebook_text(cells), encoding="utf-8")
        return path

    def notebook(self, name: str, *sources: str, parameters: str = DEFAULTS) -> Path:
        cells = [markdown("# Titel"), code(parameters, "parameters"), *map(code, sources)]
        return self.write(name, cells)

    def job(self, name: str, *sources: str, **changes: Any) -> Job:
        """A job on a notebook with these code cells; without any, on an earlier notebook."""
        path = self.root / "notebooks" / f"{name}.ipynb"
        job = Job(
            name=f"zwolle/{name}",
            title=f"Uitstroom: {name}, 2022-2023",
            notebook=self.notebook(name, *sources) if sources else path,
            parameters={"municipality": "zwolle", "data_dir": "../data"},
            data_dir=self.root / "data",
            inputs={"data/exits.csv": "1" * 64},
            output=self.build / "runs" / "zwolle" / f"{name}.ipynb",
            requirements=self.root / "requirements.txt",
        )
        return replace(job, **changes)

    def run(self, *jobs: Job, **options: Any) -> RunSummary:
        stream = io.StringIO()
        try:
            with at_work(self.build, "run", {}):
                return run_jobs(
                    jobs, build_dir=self.build, reporter=LineReporter(stream), **options
                )
        finally:
            self.heard = stream.getvalue()


def open_workshop(root: Path) -> Workshop:
    (root / "notebooks").mkdir(parents=True)
    (root / "data").mkdir()
    for name in ("exits.csv", "other.csv"):
        path = root / "data" / name
        path.write_text("destination,count\nwork,418\n", encoding="utf-8")
        os.utime(path, ns=(SEALED_NS, SEALED_NS))
    (root / "requirements.txt").write_text("pandas==3.1.1\n", encoding="utf-8")
    return Workshop(root)


def is_alive(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        if Path("/proc").is_dir():
            return False
        return subprocess.run(["ps", "-p", str(pid)], capture_output=True).returncode == 0
    return status.rpartition(")")[2].split()[0] != "Z"


def outputs(path: Path) -> list[Mapping[str, Any]]:
    """Every output of an executed notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", [])]


def printed(path: Path) -> str:
    """Everything an executed notebook printed."""
    return "".join("".join(output.get("text", "")) for output in outputs(path))
