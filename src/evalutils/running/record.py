"""The run record beside every executed notebook: what it was made from, and when.

A job whose record still describes the present notebook, parameters, data, code and installed
packages is fresh (`evalutils.running.freshness`).
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from evalutils.environment import sha256_of
from evalutils.running.job import Job
from evalutils.running.own_files import own_files
from evalutils.running.processes import Ended

_OWN_HASH = "sha256"


@dataclass(frozen=True)
class Basis:
    """Everything the result of a job depends on, without a path of this machine.

    `inputs` are the data that it asked for, `modules` those of the package that it used, with
    what stands beside its notebook.
    """

    name: str
    title: str
    notebook: str
    notebook_sha256: str
    parameters: Mapping[str, str]
    inputs: Mapping[str, str]
    modules: Mapping[str, str]
    packages_sha256: str
    requirements_sha256: str
    python: str

    @cached_property
    def package_sha256(self) -> str:
        """One hash over the modules."""
        return _hash(dict(self.modules))

    @property
    def fingerprint(self) -> str:
        """One hash over the whole basis."""
        return _hash(asdict(self))


def _hash(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Around:
    """What a job depends on besides its data and modules; `notebook_sha256` is of a copy."""

    notebook_sha256: str
    requirements_sha256: str
    packages_sha256: str

    def basis(self, job: Job, asked: Collection[str] | None, modules: Mapping[str, str]) -> Basis:
        """The basis of a job that asks for these parts of the data and uses these modules."""
        return Basis(
            name=job.name,
            title=job.title,
            notebook=job.notebook.name,
            parameters=job.parameters,
            inputs=job.read(asked) | own_files(asked or (), job.notebook.parent),
            modules=modules,
            python=platform.python_version(),
            **asdict(self),
        )


@dataclass(frozen=True)
class RunRecord:
    """A basis and how its run ended; the content of the ``.json`` beside a notebook.

    Attributes
    ----------
    asked
        The parts of the data that were asked for; None when that is not known.
    output_state
        What the system said of the notebook when it was put in place: while it says the same
        nobody touched it.
    seconds, cpu_s
        By the clock, and of the processor in all its processes.
    peak_mb
        The most memory that one of its processes had, shared pages included.
    """

    basis: Basis
    asked: Collection[str] | None
    output_sha256: str
    output_state: Collection[int]
    seconds: float
    cpu_s: float
    peak_mb: float
    warnings: int
    finished: str

    def to_json(self) -> str:
        """Write the record as one flat JSON object."""
        basis = self.basis
        hashes = {"fingerprint": basis.fingerprint, "package_sha256": basis.package_sha256}
        return with_hash({**asdict(basis), **hashes, **asdict(self)})

    def describes(self, output: Path) -> bool:
        """Whether a notebook is the one that the run left."""
        if state_of(output) == list(self.output_state):
            return True
        return self.output_sha256 == sha256_of(output)


def record_of(basis: Basis, output: Path, ended: Ended) -> RunRecord:
    """Make the record of a run that has just ended well, with its notebook in place."""
    return RunRecord(
        basis=basis,
        asked=ended.result.asked,
        output_sha256=sha256_of(output),
        output_state=state_of(output),
        seconds=round(ended.seconds, 2),
        cpu_s=round(ended.spent.cpu_s, 2),
        peak_mb=round(ended.spent.peak_mb),
        warnings=len(ended.result.warnings),
        finished=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def read_record(path: Path) -> RunRecord | None:
    """Read a record back; None when there is none or when it is not one of this version."""
    try:
        content = as_written(path)
        rest = {f.name: content[f.name] for f in fields(RunRecord) if f.name != "basis"}
        return RunRecord(basis=basis_in(content), **rest)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def with_hash(content: Mapping[str, Any]) -> str:
    """What is told of a job as one JSON object, the basis left out that stands there in parts.

    With its hash: a name that was lost from it would be a dependency that nobody sees.
    """
    rest = {key: value for key, value in content.items() if key != "basis"}
    whole = {**rest, _OWN_HASH: _hash(rest)}
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def as_written(path: Path) -> dict[str, Any]:
    """Read such an object back; ValueError when it is not as it was written."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        own = content.pop(_OWN_HASH)
    except (AttributeError, TypeError, KeyError, RecursionError) as error:
        raise ValueError("not a record") from error
    if own != _hash(content):
        raise ValueError("not as it was written")
    return content


def basis_in(content: Mapping[str, Any]) -> Basis:
    """The basis among the keys of a record; KeyError when it lacks one."""
    return Basis(**{field.name: content[field.name] for field in fields(Basis)})


def state_of(path: Path) -> list[int]:
    """What the system says of a file that is another after each change; empty when there is none.

    The time of the last change cannot be set by hand.
    """
    try:
        found = path.stat()
    except OSError:
        return []
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
