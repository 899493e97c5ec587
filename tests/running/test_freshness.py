"""Which jobs run, and why; no notebook runs here."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evalutils.chapters import Failed
from evalutils.running.code import Code
from evalutils.running.execute import JobResult
from evalutils.running.failures import FailureRecord
from evalutils.running.freshness import Freshness, Judgement, Wish
from evalutils.running.job import Job
from evalutils.running.place import Shelves
from evalutils.running.processes import Ended
from evalutils.running.record import record_of
from evalutils.running.spent import Spent

from .workshop import Workshop

EXITS, STOCK, LADDER = ("data/a/exits.csv", "data/a/caseload.csv", "data/ladders/six.yaml")
PARTS = {
    "a/exits": {EXITS: "1"},
    "a/caseload": {STOCK: "2"},
    "a/caseload?": {f"{STOCK}#": "there"},
    "ladders/six": {LADDER: "3"},
    "sources/one": {"data/sources.yaml#one": "4"},
    "sources/two": {"data/sources.yaml#two": "5"},
}
ASKED = ["a/exits", "a/caseload?", "a/funnel", "sources/one"]
WISH = Wish()


class Package(Code):
    """Code of two modules, of which every job uses one."""

    def __init__(self, **hashes: str) -> None:
        self.packages_sha256 = "9"
        self.hashes = {"evalutils.used": "a", "evalutils.other": "b", **hashes}

    def used(self, *_: object) -> list[str]:
        return ["evalutils.used"]

    def present(self, names: object, _: Path) -> dict[str, str]:
        assert isinstance(names, list | dict)
        return {name: self.hashes.get(name, "missing") for name in names}


def judged(workshop: Workshop, job: Job, code: Code | None = None, wish: Wish = WISH) -> Judgement:
    notebooks = {job.notebook: job.notebook}
    return Freshness(notebooks, code or Package(), Shelves(workshop.build)).judge(job, wish)


def why(workshop: Workshop, job: Job, code: Code | None = None, wish: Wish = WISH) -> list[str]:
    return list(judged(workshop, job, code, wish).reasons)


def planned(workshop: Workshop) -> Job:
    job = workshop.job("exits", "1 + 1", inputs={"data/a/evaluation.yaml": "0"}, parts=PARTS)
    (workshop.build / "work").mkdir(parents=True)
    job.output.parent.mkdir(parents=True)
    return job


@pytest.fixture
def ran(workshop: Workshop) -> Job:
    """A job that ran well and asked for some of what it could."""
    job = planned(workshop)
    job.output.write_text("{}", encoding="utf-8")
    freshness = Freshness({job.notebook: job.notebook}, Package(), Shelves(workshop.build))
    ended = Ended(JobResult(asked=tuple(ASKED)), 1, Spent())
    record = record_of(freshness.basis(job, ASKED), job.output, ended)
    job.record.write_text(record.to_json(), encoding="utf-8")
    return job


def failed(workshop: Workshop, **changes: object) -> Job:
    """A job that failed, after it asked for some of what it could."""
    job = planned(workshop)
    shelves = Shelves(workshop.build)
    basis = Freshness({job.notebook: job.notebook}, Package(), shelves).basis(job, ASKED)
    why = Failed(3, "ValueError", "cell 3: ValueError: no")
    kept = replace(FailureRecord(basis, ASKED, why), **changes)  # type: ignore[arg-type]
    shelves.keep_failure(job, "the traceback", kept)
    return job


def test_a_job_is_new_until_it_ran(workshop: Workshop) -> None:
    job = planned(workshop)
    assert why(workshop, job) == ["new"]
    assert judged(workshop, job).describe() == "zwolle/exits: runs: new"


def test_a_job_with_nothing_changed_is_fresh(workshop: Workshop, ran: Job) -> None:
    assert judged(workshop, ran) == Judgement(ran)
    assert judged(workshop, ran).describe() == "zwolle/exits: fresh"
    elsewhere = replace(ran, data_dir=workshop.root / "copy")
    assert why(workshop, elsewhere) == []


def with_part(job: Job, name: str, hashes: dict[str, str] | None) -> Job:
    kept = {key: value for key, value in PARTS.items() if key != name}
    return replace(job, parts=kept if hashes is None else {**kept, name: hashes})


@pytest.mark.parametrize(
    ("name", "hashes", "reason"),
    [
        ("a/exits", {EXITS: "8"}, f"data file {EXITS} changed"),
        ("a/exits", None, f"data file {EXITS} removed"),
        ("a/funnel", {"data/a/funnel.csv": "8"}, "data file data/a/funnel.csv added"),
        ("a/caseload?", None, f"data file {STOCK} removed"),
        ("sources/one", {"data/sources.yaml#one": "8"}, "data file data/sources.yaml changed"),
    ],
)
def test_a_job_runs_when_data_that_it_asked_for_are_others(
    workshop: Workshop, ran: Job, name: str, hashes: dict[str, str] | None, reason: str
) -> None:
    assert why(workshop, with_part(ran, name, hashes)) == [reason]


@pytest.mark.parametrize(
    ("name", "hashes"),
    [
        ("a/caseload", {STOCK: "8"}),  # it only asked whether it is there
        ("ladders/six", {LADDER: "8"}),
        ("ladders/six", None),
        ("a/targets", {"data/a/targets.csv": "8"}),
        ("sources/two", {"data/sources.yaml#two": "8"}),
    ],
)
def test_data_that_it_never_asked_for_leave_a_job_fresh(
    workshop: Workshop, ran: Job, name: str, hashes: dict[str, str] | None
) -> None:
    assert why(workshop, with_part(ran, name, hashes)) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda job: replace(job, title="Uitstroom"), "title changed"),
        (
            lambda job: replace(job, parameters={**job.parameters, "municipality": "almelo"}),
            "parameter municipality changed",
        ),
        (lambda job: replace(job, parameters={"data_dir": "../data"}), "parameter municipality"),
        (lambda job: replace(job, inputs={}), "data file data/a/evaluation.yaml removed"),
        (lambda job: job.requirements.write_text("pandas==9"), "requirements changed"),
        (lambda job: job.notebook.write_text("{}"), "notebook exits.ipynb changed"),
        (lambda job: job.output.write_text("[]"), "its output was touched"),
        (lambda job: job.output.unlink(), "its output is missing"),
        (lambda job: job.record.write_text("{"), "its record is missing"),
    ],
)
def test_a_job_runs_when_what_it_was_made_of_or_what_it_made_is_another(
    workshop: Workshop, ran: Job, change: Callable[[Job], object], reason: str
) -> None:
    changed = change(ran)
    (found,) = why(workshop, changed if isinstance(changed, Job) else ran)
    assert found.startswith(reason)


def test_a_job_runs_when_a_module_that_it_used_is_another(workshop: Workshop, ran: Job) -> None:
    assert why(workshop, ran, Package(**{"evalutils.other": "z"})) == []
    changed = Package(**{"evalutils.used": "z"})
    assert why(workshop, ran, changed) == ["module evalutils.used changed"]
    changed.packages_sha256 = "8"
    assert why(workshop, ran, changed)[1:] == ["installed packages changed"]


def test_many_reasons_are_counted_and_none_holds_a_value(workshop: Workshop, ran: Job) -> None:
    secret = {"data/a/exits.csv": "417"}
    job = replace(with_part(ran, "a/exits", secret), title="417", parameters={"a": "417"})
    job.output.unlink()
    line = judged(workshop, job).describe()
    assert line == (
        "zwolle/exits: runs: parameter a added, parameter data_dir removed, "
        "parameter municipality removed, 3 more"
    )


def test_a_job_runs_when_a_file_of_its_own_is_another_even_while_it_ran(
    workshop: Workshop,
) -> None:
    job = planned(workshop)
    (job.notebook.parent / "norm.csv").write_text("1", encoding="utf-8")
    asked = [f"own {hashlib.sha256(b'1').hexdigest()} norm.csv"]
    job.output.write_text("{}", encoding="utf-8")
    freshness = Freshness({job.notebook: job.notebook}, Package(), Shelves(workshop.build))

    def keep() -> None:
        ended = Ended(JobResult(asked=tuple(asked)), 1, Spent())
        record = record_of(freshness.basis(job, asked), job.output, ended)
        job.record.write_text(record.to_json(), encoding="utf-8")

    keep()
    assert why(workshop, job) == []
    (job.notebook.parent / "norm.csv").write_text("2", encoding="utf-8")
    assert why(workshop, job) == ["data file norm.csv changed"]
    keep()
    assert why(workshop, job) == ["a file that it read changed while it ran"]


def test_by_force_every_job_runs(workshop: Workshop, ran: Job) -> None:
    assert judged(workshop, ran, wish=Wish(force=True)).describe() == "zwolle/exits: runs: forced"


def test_a_job_that_failed_does_not_run_with_nothing_changed_and_is_still_failed(
    workshop: Workshop,
) -> None:
    job = failed(workshop)
    found = judged(workshop, job)
    assert found.reasons == ()
    assert found.failed is not None
    assert (found.failed.name, found.failed.reason) == (job.name, "cell 3: ValueError: no")
    assert found.failed.traceback.read_text(encoding="utf-8").endswith("the traceback")
    assert found.describe() == (
        "zwolle/exits: failed last time, and nothing changed; --retry-failed runs it again"
    )


def test_a_job_that_failed_runs_when_something_changed_or_somebody_asks(workshop: Workshop) -> None:
    job = failed(workshop)
    changed = with_part(job, "a/exits", {EXITS: "8"})
    assert why(workshop, changed) == [f"data file {EXITS} changed"]
    assert why(workshop, with_part(job, "ladders/six", None)) == []
    again = why(workshop, job, wish=Wish(retry_failed=True))
    assert again == ["failed last time, and --retry-failed"]
    assert why(workshop, job, wish=Wish(force=True)) == ["forced"]


def test_a_job_that_ran_into_its_limit_runs_with_another_limit(workshop: Workshop) -> None:
    job = failed(workshop, limit_s=300)
    assert why(workshop, job, wish=Wish(timeout_s=300)) == []
    longer = why(workshop, job, wish=Wish(timeout_s=600))
    assert longer == ["failed last time, and --timeout changed"]


def test_a_job_that_failed_by_trouble_of_the_machine_runs_again(workshop: Workshop) -> None:
    job = failed(workshop, may_pass=True)
    assert why(workshop, job) == ["failed last time, of what may pass"]


def test_of_protected_data_nothing_is_remembered_but_what_everybody_may_read(
    workshop: Workshop,
) -> None:
    job = failed(workshop, why=Failed(3, "ValueError"))
    kept = json.loads((workshop.build / "failed/zwolle/exits.json").read_text(encoding="utf-8"))
    assert kept["why"] == {"cell": 3, "error": "ValueError", "message": ""}
    found = judged(workshop, job).failed
    assert found is not None
    assert found.reason == "cell 3: ValueError, in protected data; the message is in the file"


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_what_a_notebook_said_is_for_this_user_alone(workshop: Workshop) -> None:
    shelves, before = Shelves(workshop.build), os.umask(0)
    try:
        job = failed(workshop)
        kept = {path: path.stat() for path in (workshop.build / "failed/zwolle").iterdir()}
        finished = workshop.build / "work" / "done.ipynb"
        finished.write_text("{}", encoding="utf-8")
        basis = Freshness({job.notebook: job.notebook}, Package(), shelves).basis(job, [])
        result = JobResult(warnings=("on 7 people",), asked=())
        shelves.place(job, finished, basis, Ended(result, 1, Spent()))
    finally:
        os.umask(before)
    warned = workshop.build / "warnings/zwolle/exits.txt"
    assert {path.name for path in kept} == {"exits.txt", "exits.json"}
    assert {found.st_mode & 0o777 for found in [*kept.values(), warned.stat()]} == {0o600}
    for folder in ("failed", "warnings"):
        assert (workshop.build / folder).stat().st_mode & 0o777 == 0o700


def damaged(text: str) -> Iterator[str]:
    """A record with each of its values of another kind, in turn, and no record at all."""
    content = json.loads(text)
    for name in content:
        for value in (5, "x", [], [5], [[]], {"x": 5}, {"x": []}):
            yield json.dumps({**content, name: value})
    yield from ("", "[]", '{"name": "old"}', "[" * 100_000)


def test_a_record_that_was_damaged_is_as_if_it_had_not_been(workshop: Workshop, ran: Job) -> None:
    whole = ran.record.read_text(encoding="utf-8")
    for text in damaged(whole):
        ran.record.write_text(text, encoding="utf-8")
        assert why(workshop, ran) == ["its record is missing"]
    ran.record.write_text(whole, encoding="utf-8")
    assert why(workshop, ran) == []


def test_a_failure_that_cannot_be_read_is_as_if_it_had_not_been(workshop: Workshop) -> None:
    job = failed(workshop)
    kept = workshop.build / "failed/zwolle/exits.json"
    for text in list(damaged(kept.read_text(encoding="utf-8"))):
        kept.write_text(text, encoding="utf-8")
        assert why(workshop, job) == ["new"]
