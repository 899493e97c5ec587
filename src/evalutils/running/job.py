"""One job: a notebook, its parameters, the files it depends on and where its result goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Job:
    """One notebook to be executed with one set of parameters.

    Attributes
    ----------
    name
        Unique relative path without extension, e.g. ``zwolle/startbaan/2021-2023/ladder``.
    title
        Dutch page title; it replaces the H1 of the first markdown cell.
    parameters
        Values for the cell tagged ``parameters``, plain strings.
    inputs
        Every data file the result depends on.
    output
        The executed notebook; the run record lies beside it as ``.json``.
    root
        Folder that published paths are relative to: the one that holds the data folder.
    requirements
        The pinned requirements; a change makes the result stale.
    protected
        Whether it reads protected data: then no message of an error is shown.
    """

    name: str
    title: str
    notebook: Path
    parameters: Mapping[str, str]
    inputs: tuple[Path, ...]
    output: Path
    root: Path
    requirements: Path
    protected: bool = False

    @property
    def record(self) -> Path:
        """Where the run record lies."""
        return self.output.with_suffix(".json")

    @property
    def slug(self) -> str:
        """The name in one word, unique in the book: part of every figure label."""
        return self.name.replace("/", "--")

    @property
    def published_parameters(self) -> dict[str, str]:
        """The parameters as a reader may see them: no path of this machine, only its last part."""
        return {
            key: Path(value).name if Path(value).is_absolute() else value
            for key, value in self.parameters.items()
        }
