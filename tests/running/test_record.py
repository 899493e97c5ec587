from __future__ import annotations

import json
import os

from evalutils.running.execute import JobResult
from evalutils.running.job import Job
from evalutils.running.processes import Ended
from evalutils.running.record import Around, Basis, read_record, record_of
from evalutils.running.spent import Spent

from .workshop import Workshop

AROUND = Around("5" * 64, "8" * 64, "9" * 64)
ENDED = Ended(JobResult(asked=()), 1.234, Spent(cpu_s=0.456, peak_mb=198.7))
MODULES = {"evalutils": "a", "evalutils.show.rungs": "b"}


def finished(workshop: Workshop) -> Job:
    """A job whose output and record are as a run leaves them."""
    job = workshop.job("exits", "1 + 1")
    job.output.parent.mkdir(parents=True)
    job.output.write_text("{}", encoding="utf-8")
    basis = AROUND.basis(job, [], MODULES)
    record = record_of(basis, job.output, ENDED)
    job.record.write_text(record.to_json(), encoding="utf-8")
    return job


def test_record_holds_what_provenance_needs_in_one_flat_object(workshop: Workshop) -> None:
    content = json.loads(finished(workshop).record.read_text(encoding="utf-8"))
    assert content["name"] == "zwolle/exits"
    assert content["parameters"] == {"municipality": "zwolle", "data_dir": "../data"}
    assert list(content["inputs"]) == ["data/exits.csv"]
    assert content["seconds"] == 1.23
    assert content["cpu_s"] == 0.46
    assert content["peak_mb"] == 199
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


def test_a_record_that_is_cut_off_or_of_another_version_is_none(workshop: Workshop) -> None:
    job = finished(workshop)
    for text in ("{", '{"name": "old"}', "[]"):
        job.record.write_text(text, encoding="utf-8")
        assert read_record(job.record) is None


def test_an_output_is_the_one_that_was_left_until_somebody_writes_to_it(workshop: Workshop) -> None:
    job = finished(workshop)
    record = read_record(job.record)
    assert record is not None
    assert record.describes(job.output)
    job.output.touch()  # another time, the same content
    assert record.describes(job.output)
    before = job.output.stat()
    job.output.write_text("[]", encoding="utf-8")  # of the same length, with the time set back
    os.utime(job.output, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not record.describes(job.output)
    job.output.unlink()
    assert not record.describes(job.output)


def test_the_hash_of_the_code_is_that_of_the_modules_that_were_used(workshop: Workshop) -> None:
    job = workshop.job("exits", "1 + 1")
    one = AROUND.basis(job, [], MODULES)
    same = AROUND.basis(job, [], dict(reversed(MODULES.items())))
    assert one.package_sha256 == same.package_sha256
    assert one.package_sha256 != AROUND.basis(job, [], {"evalutils": "a"}).package_sha256
