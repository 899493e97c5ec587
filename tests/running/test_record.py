from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from evalutils.running.job import Job
from evalutils.running.record import (
    Basis,
    basis_of,
    is_fresh,
    package_sha256,
    read_record,
    record_of,
    stale,
)

from .workshop import Workshop

PACKAGE = "0" * 64


def finished(workshop: Workshop) -> Job:
    """A job whose output and record are as a run leaves them."""
    job = workshop.job("exits", "1 + 1")
    job.output.parent.mkdir(parents=True)
    job.output.write_text("{}", encoding="utf-8")
    record = record_of(basis_of(job, PACKAGE), job.output, seconds=1.234, warnings=0)
    job.record.write_text(record.to_json(), encoding="utf-8")
    return job


def test_finished_job_is_fresh(workshop: Workshop) -> None:
    job = finished(workshop)
    assert is_fresh(job, basis_of(job, PACKAGE))


def edit_notebook(job: Job) -> None:
    job.notebook.write_text(job.notebook.read_text() + "\n", encoding="utf-8")


def edit_data(job: Job) -> None:
    job.inputs[0].write_text("destination,count\nwork,419\n", encoding="utf-8")


def edit_requirements(job: Job) -> None:
    job.requirements.write_text("pandas==3.1.2\n", encoding="utf-8")


def edit_output(job: Job) -> None:
    job.output.write_text('{"cells": []}', encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        edit_notebook,
        edit_data,
        edit_requirements,
        edit_output,
        lambda job: job.inputs[0].unlink(),
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
    assert not is_fresh(job, basis_of(job, PACKAGE))


def test_changed_parameter_title_or_package_makes_a_job_stale(workshop: Workshop) -> None:
    job = finished(workshop)
    other = replace(job, parameters={**job.parameters, "municipality": "utrecht"})
    assert not is_fresh(other, basis_of(other, PACKAGE))
    renamed = replace(job, title="Uitstroom: Startbaan, 2023")
    assert not is_fresh(renamed, basis_of(renamed, PACKAGE))
    assert not is_fresh(job, basis_of(job, "1" * 64))


def test_stale_gives_the_jobs_without_a_result_of_this_package(workshop: Workshop) -> None:
    old = finished(workshop)
    new = workshop.job("new", "1")
    new.output.write_text("{}", encoding="utf-8")
    record = record_of(basis_of(new, package_sha256()), new.output, seconds=1, warnings=0)
    new.record.write_text(record.to_json(), encoding="utf-8")
    assert stale([old, new]) == [old]


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
        "requirements_sha256",
        "output_sha256",
        "python",
        "title",
        "warnings",
    } <= set(content)


def test_record_holds_no_path_of_this_machine(workshop: Workshop) -> None:
    job = finished(workshop)
    away = replace(
        job,
        parameters={"data_dir": str(workshop.root / "data")},
        inputs=(workshop.root.parent / "secret.csv",),
    )
    text = record_of(basis_of(away, PACKAGE), job.output, seconds=1, warnings=0).to_json()
    assert str(workshop.root.parent) not in text


def test_record_reads_back_as_it_was_written(workshop: Workshop) -> None:
    job = finished(workshop)
    record = read_record(job.record)
    assert record is not None
    assert isinstance(record.basis, Basis)
    assert record.to_json() == job.record.read_text(encoding="utf-8")
