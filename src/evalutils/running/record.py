"""The run record beside every executed notebook: what it was made from, and when.

A job whose record still describes the present notebook, parameters, data, package and installed
packages is fresh: it is not run again, and only such a job may go into the book.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

import evalutils
from evalutils.environment import packages_sha256, sha256_of, tree_sha256
from evalutils.running.job import Job


@dataclass(frozen=True)
class Basis:
    """Everything the result of a job depends on, without a path of this machine."""

    name: str
    title: str
    notebook: str
    notebook_sha256: str
    parameters: Mapping[str, str]
    inputs: Mapping[str, str]
    package_sha256: str
    packages_sha256: str
    requirements_sha256: str
    python: str

    @property
    def fingerprint(self) -> str:
        """One hash over the whole basis."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class RunRecord:
    """A basis and how its run ended; the content of the ``.json`` beside a notebook."""

    basis: Basis
    output_sha256: str
    seconds: float
    warnings: int
    finished: str

    def to_json(self) -> str:
        """Write the record as one flat JSON object."""
        content = {**asdict(self.basis), "fingerprint": self.basis.fingerprint, **asdict(self)}
        del content["basis"]
        return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def package_sha256() -> str:
    """Hash the source of this package: names and contents, without compiled files."""
    folder = Path(evalutils.__file__).parent
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return tree_sha256(folder, paths)


@dataclass(frozen=True)
class Code:
    """The code that all jobs of a run share: this package, and the installed ones."""

    package_sha256: str
    packages_sha256: str


def present_code() -> Code:
    """The code as it is at this moment."""
    return Code(package_sha256(), packages_sha256())


def basis_of(job: Job, notebook_sha256: str, code: Code) -> Basis:
    """Describe what the result of a job depends on."""
    return Basis(
        name=job.name,
        title=job.title,
        notebook=job.notebook.name,
        notebook_sha256=notebook_sha256,
        parameters=job.parameters,
        inputs=job.inputs,
        requirements_sha256=sha256_of(job.requirements),
        python=platform.python_version(),
        **asdict(code),
    )


def record_of(basis: Basis, output: Path, *, seconds: float, warnings: int) -> RunRecord:
    """Make the record of a run that has just ended well."""
    finished = datetime.now(UTC).isoformat(timespec="seconds")
    return RunRecord(basis, sha256_of(output), round(seconds, 2), warnings, finished)


def read_record(path: Path) -> RunRecord | None:
    """Read a record back; None when there is none or when it is not one of this version."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        basis = Basis(**{field.name: content[field.name] for field in fields(Basis)})
        rest = {f.name: content[f.name] for f in fields(RunRecord) if f.name != "basis"}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return RunRecord(basis=basis, **rest)


def is_fresh(job: Job, basis: Basis) -> bool:
    """Whether the output of a job is there, untouched, and made from exactly this basis."""
    record = read_record(job.record)
    return (
        record is not None
        and record.basis.fingerprint == basis.fingerprint
        and record.output_sha256 == sha256_of(job.output)
    )
