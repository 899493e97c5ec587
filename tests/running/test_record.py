from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from evalutils.running.job import Job
from evalutils.running.record import (
    Basis,
    Code,
    basis_of,
    is_fresh,
    read_record,
    record_of,
    sha256_of,
)

from .workshop import Workshop

CODE = Code("0" * 64, "9" * 64)


def basis(job: Job, code: Code = CODE) -> Basis:
    return basis_of(job, sha256_of(job.notebook), code)


def finished(workshop: Workshop) -> Job:
    """A job whose output and record are as a run leaves them."""
    job = workshop.job("exits", "1 + 1")
    job.output.parent.mkdir(parents=True)
    job.output.write_text("{}", encoding="utf-8")
    record = record_of(basis(job), job.output, seconds=1.234, warnings=0)
    job.record.write_text(record.to_json(), encoding="utf-8")
    return job


def test_finished_job_is_fresh(workshop: Workshop) -> None:
    job = finished(workshop)
    assert is_fresh(job, basis(job))


def edit_notebook(job: Job) -> None:
    job.notebook.write_text(job.notebook.read_text() + "\n", encoding="utf-8")


def edit_requirements(job: Job) -> None:
    job.requirements.write_text("pandas==3.1.2\n", encoding="utf-8")


def edit_output(job: Job) -> None:
    job.output.write_text('{"cells": []}', encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        edit_notebook,
        edit_requirements,
        edit_output,
        lambda job: job.output.unlink(),
        lambda job: job.record.unlink(),
        lambda job: job.record.write_text("{", encoding="utf-8"),
        lambda job: job.record.write_text('{"name": "old"}', encoding="utf-8"),
    ],
)
def test_any_changed_file_makes_a_job_stale(
    workshop: Workshop, change: Callable[[Job], object]
) -> None:
    job = finished(workshop)
    change(job)
    assert not is_fresh(job, basis(job))


def test_changed_parameter_title_data_or_code_makes_a_job_stale(workshop: Workshop) -> None:
    job = finished(workshop)
    others = (
        replace(job, parameters={**job.parameters, "municipality": "utrecht"}),
        replace(job, title="Uitstroom: Startbaan, 2023"),
        replace(job, inputs={"data/exits.csv": "2" * 64}),
        replace(job, inputs={}),
    )
    for other in others:
        assert not is_fresh(other, basis(other))
    for code in (replace(CODE, package_sha256="1" * 64), replace(CODE, packages_sha256="1" * 64)):
        assert not is_fresh(job, basis(job, code))


def test_where_the_data_folder_is_copied_to_does_not_matter(workshop: Workshop) -> None:
    job = finished(workshop)
    elsewhere = replace(job, data_dir=workshop.root / "copy")
    assert is_fresh(elsewhere, basis(elsewhere))


def test_record_holds_what_provenance_needs_in_one_flat_object(workshop: Workshop) -> None:
    content = json.loads(finished(workshop).record.read_text(encoding="utf-8"))
    assert content["name"] == "zwolle/exits"
    assert content["parameters"] == {"municipality": "zwolle", "data_dir": "../data"}
    assert list(content["inputs"]) == ["data/exits.csv"]
    assert content["seconds"] == 1.23
    assert content["finished"].endswith("+00:00")
    assert {
        "fingerprint",
        "notebook_sha256",
        "package_sha256",
        "packages_sha256",
        "requirements_sha256",
        "output_sha256",
        "python",
        "title",
        "warnings",
    } <= set(content)


def test_record_reads_back_as_it_was_written(workshop: Workshop) -> None:
    job = finished(workshop)
    record = read_record(job.record)
    assert record is not None
    assert isinstance(record.basis, Basis)
    assert record.to_json() == job.record.read_text(encoding="utf-8")
