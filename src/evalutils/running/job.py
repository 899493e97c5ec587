"""One job: a notebook, its parameters, the data it depends on and where its result goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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
        For the cell tagged ``parameters``, as a reader may see them: no path of this machine.
    data_dir
        The data folder that the notebook reads instead of the one in its parameters.
    inputs
        Hash of the data that it always reads, by published path.
    parts
        The same of what it reads only when it asks for it, by the name that it asks with.
    files
        The same of every file of the data folder, which it may read itself.
    output
        The executed notebook; the run record lies beside it as ``.json``.
    requirements
        The pinned requirements; a change makes the result stale.
    protected
        Whether it reads protected data: then no message of an error is shown.
    """

    name: str
    title: str
    notebook: Path
    parameters: Mapping[str, str]
    data_dir: Path
    inputs: Mapping[str, str]
    output: Path
    requirements: Path
    protected: bool = False
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def read(self, asked: Collection[str] | None) -> dict[str, str]:
        """Hash by published path of what it reads when it asks for these parts.

        None is for all that can be asked at the doors of `evalutils.report`.
        """
        found = dict(self.inputs)
        for name in self.parts if asked is None else asked:
            found |= self.parts.get(name) or self.files.get(name, {})
        return found

    @property
    def programme(self) -> tuple[str | None, ...]:
        """The programme that it is about."""
        return tuple(self.parameters.get(name) for name in ("municipality", "programme"))

    @property
    def record(self) -> Path:
        """Where the run record lies."""
        return self.output.with_suffix(".json")

    @property
    def slug(self) -> str:
        """The name in one word, unique in the book: part of every figure label."""
        return self.name.replace("/", "--")

    @property
    def passed_parameters(self) -> dict[str, str]:
        """The parameters that the notebook gets."""
        return {**self.parameters, "data_dir": str(self.data_dir)}
