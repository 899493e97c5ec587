"""Runs with real kernels; the jobs of one run are shared where the sentences allow it."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evalutils.chapters import Failed
from evalutils.errors import InputError
from evalutils.running import processes
from evalutils.running.machines import crew
from evalutils.running.record import read_record
from evalutils.running.summary import Failure, RunSummary
from evalutils.running.warm.started import warm_process
from evalutils.system.folders import MARKER

from .workshop import Workshop, is_alive, open_workshop, outputs, printed

TABLE_AND_PNG = (
    "import warnings\nimport pandas as pd\nimport matplotlib.pyplot as plt",
    "pd.read_csv(f'{data_dir}/exits.csv')",
    "pd.read_csv(f'{data_dir}/exits.csv').style.format('{}')",
    "figure, axes = plt.subplots()\naxes.plot([1, 2])\nplt.close()\n"
    "display(figure, metadata={'evalutils': {'alt': 'lijn', 'caption': 'Lijn', 'name': 'lijn'}})",
    "warnings.warn('verouderd')\nobject()",
)
JOB_PROCESS = "int(os.environ['JPY_PARENT_PID'])"


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, RunSummary]:
    """One run of good and bad jobs together."""
    workshop = open_workshop(tmp_path_factory.mktemp("mixed") / "een {x}")
    summary = workshop.run(
        workshop.job("divides", "x = 1", "x / 0", "print('later')"),
        workshop.job("private", "1", "raise ValueError('7 clients')", protected=True),
        workshop.job("misspelt", "1", parameters={"municipalty": "zwolle"}),
        workshop.job("exits-itself", "import sys\nsys.exit(0)", "print('later')"),
        workshop.job("loses-kernel", "import os\nos._exit(1)"),
        workshop.job(
            "loses-process",
            "import os, signal\nos.kill(int(os.environ['JPY_PARENT_PID']), signal.SIGKILL)",
        ),
        workshop.job(
            "empties-folder",
            "import os\nown = os.path.dirname(os.environ['TMPDIR'])\nos.rename(own, own + '-gone')",
        ),
        workshop.job(
            "edits-data",
            "open(f'{data_dir}/other.csv', 'w').write('2')",
            inputs={"data/other.csv": "1" * 64},
        ),
        workshop.job("good", "print(municipality)\nopen(f'{data_dir}/exits.csv').read()"),
    )
    return workshop, summary


def failure(summary: RunSummary, name: str) -> Failure:
    return next(one for one in summary.failed if one.name == f"zwolle/{name}")


def test_failed_jobs_do_not_stop_the_others(mixed: tuple[Workshop, RunSummary]) -> None:
    workshop, summary = mixed
    assert summary.ran == ("zwolle/good",)
    assert len(summary.failed) == 8
    assert printed(workshop.build / "runs/zwolle/good.ipynb") == "zwolle\n"


def test_failed_cell_is_named_by_its_number_in_the_source(
    mixed: tuple[Workshop, RunSummary],
) -> None:
    # title, parameters, x = 1, x / 0
    reason = failure(mixed[1], "divides").reason
    assert reason == "cell 4: ZeroDivisionError: division by zero"


def test_the_cell_and_the_kind_of_error_are_told_apart_from_the_message(
    mixed: tuple[Workshop, RunSummary],
) -> None:
    why = failure(mixed[1], "divides").why
    assert why == Failed(4, "ZeroDivisionError", "cell 4: ZeroDivisionError: division by zero")


def test_the_message_of_an_error_in_protected_data_is_only_in_the_kept_file(
    mixed: tuple[Workshop, RunSummary],
) -> None:
    workshop, summary = mixed
    told = failure(summary, "private")
    assert told.why == Failed(4, "ValueError", "")
    assert told.reason == "cell 4: ValueError, in protected data; the message is in the file"
    assert "7 clients" not in summary.describe()
    assert "7 clients" not in workshop.heard
    assert "7 clients" in told.traceback.read_text(encoding="utf-8")


def test_failed_job_is_kept_with_its_partial_notebook_and_a_readable_traceback(
    mixed: tuple[Workshop, RunSummary],
) -> None:
    kept = failure(mixed[1], "divides").traceback
    assert kept == mixed[0].build / "failed/zwolle/divides.txt"
    text = kept.read_text(encoding="utf-8")
    assert "    x / 0" in text
    assert "ZeroDivisionError: division by zero" in text
    assert "\x1b" not in text
    kinds = [output["output_type"] for output in outputs(kept.with_suffix(".ipynb"))]
    assert kinds == ["error"]


def test_failed_job_has_no_output_in_runs(mixed: tuple[Workshop, RunSummary]) -> None:
    runs = mixed[0].build / "runs"
    assert sorted(path.name for path in runs.rglob("*.*")) == ["good.ipynb", "good.json"]


def limited(workshop: Workshop, name: str, *sources: str) -> Failure:
    """How a job that never ends does end, with enough time to reach its cells."""
    for timeout_s in (6, 12, 24, 48, 96, 192):
        summary = workshop.run(workshop.job(name, *sources), timeout_s=timeout_s)
        failed = failure(summary, name)
        if (workshop.root / "data" / "reached").exists():
            return failed
    raise AssertionError(failed.reason)


def test_notebook_over_its_time_limit_is_an_error_that_names_the_cell(workshop: Workshop) -> None:
    loop = (
        "import itertools, time\n"
        "for number in itertools.count():\n"
        "    print(end='.')\n"
        "    time.sleep(0.1)\n"
        "    if number == 20: open(f'{data_dir}/reached', 'w').close()"
    )
    slow = limited(workshop, "slow", "1", loop)
    assert re.fullmatch(
        r"cell 4: TimeoutError: the cell was busy when the \d+ s for the notebook were over",
        slow.reason,
    )
    assert "..." in printed(slow.traceback.with_suffix(".ipynb"))


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_job_process_that_hangs_is_stopped_from_outside_with_all_it_started(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_GRACE_S", 0)
    monkeypatch.setattr(crew, "warm_process", warm_process)  # ends with this run
    # As a regular expression without end does it: the process holds its interpreter and is deaf.
    hang = (
        "import os, signal, subprocess\n"
        "child = subprocess.Popen(['sleep', '600'], start_new_session=True)\n"
        "open(f'{data_dir}/reached', 'w').write(str(child.pid))\n"
        "os.kill(os.getppid(), signal.SIGSTOP)\n"
        "import time; time.sleep(600)"
    )
    reason = limited(workshop, "hangs", hang).reason
    assert re.fullmatch(r"not ready after \d+ s, and stopped from outside", reason)
    assert not is_alive(int((workshop.root / "data" / "reached").read_text()))


def test_unknown_parameter_is_an_error(mixed: tuple[Workshop, RunSummary]) -> None:
    reason = failure(mixed[1], "misspelt").reason
    assert reason.startswith("misspelt.ipynb: unknown parameter 'municipalty'.")


def test_notebook_that_stops_itself_is_an_error(mixed: tuple[Workshop, RunSummary]) -> None:
    assert failure(mixed[1], "exits-itself").reason == "cell 3: the notebook stopped itself."


def test_dead_kernel_is_an_error(mixed: tuple[Workshop, RunSummary]) -> None:
    assert "the kernel died" in failure(mixed[1], "loses-kernel").reason


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_killed_job_process_is_an_error(mixed: tuple[Workshop, RunSummary]) -> None:
    assert (
        failure(mixed[1], "loses-process").reason == "the job process ended with code 137"
    )  # 128 + SIGKILL


def test_job_that_loses_its_own_folder_is_an_error_of_that_job(
    mixed: tuple[Workshop, RunSummary],
) -> None:
    reason = failure(mixed[1], "empties-folder").reason
    assert reason == "the job process ended with code 1"


def test_data_that_change_during_a_run_are_an_error(mixed: tuple[Workshop, RunSummary]) -> None:
    assert "wrote to the data" in failure(mixed[1], "edits-data").reason


def test_no_temporary_files_are_left(mixed: tuple[Workshop, RunSummary]) -> None:
    left = sorted(path.name for path in mixed[0].build.iterdir())
    assert left == [MARKER, "cache", "failed", "runs"]


def test_same_job_run_twice_gives_the_same_bytes(workshop: Workshop) -> None:
    job = workshop.job("page", *TABLE_AND_PNG)
    workshop.run(job)
    first, record = job.output.read_bytes(), read_record(job.record)
    workshop.run(job, force=True)
    assert job.output.read_bytes() == first
    kinds = {kind for output in outputs(job.output) for kind in output.get("data", {})}
    assert kinds == {"image/png", "text/html", "text/plain"}
    assert str(workshop.root) not in first.decode()
    assert record is not None
    assert record.warnings == 1
    assert "verouderd" in (workshop.build / "warnings/zwolle/page.txt").read_text("utf-8")


def test_unchanged_job_is_not_run_again_and_a_changed_one_is(workshop: Workshop) -> None:
    steady, changed = workshop.job("steady", "1"), workshop.job("changed", "1")
    workshop.run(steady, changed)
    assert workshop.run(steady, changed).skipped == ("zwolle/steady", "zwolle/changed")
    changed = workshop.job("changed", "2")
    summary = workshop.run(steady, changed)
    assert (summary.ran, summary.skipped) == (("zwolle/changed",), ("zwolle/steady",))
    assert workshop.run(steady, force=True).ran == ("zwolle/steady",)


def test_old_result_of_a_failed_job_is_kept_but_not_as_current(workshop: Workshop) -> None:
    job = workshop.job("exits", "print('good')")
    workshop.run(job)
    broken = workshop.job("exits", "1 / 0")
    workshop.run(broken)
    assert printed(job.output) == "good\n"
    assert not job.record.exists()
    assert read_record(broken.record) is None
    repaired = workshop.job("exits", "print('good')")
    workshop.run(repaired)
    assert read_record(repaired.record) is not None
    assert list((workshop.build / "failed").rglob("*.*")) == []


def test_a_job_that_failed_is_not_run_again_until_something_changed_or_somebody_asks(
    workshop: Workshop,
) -> None:
    jobs = (
        workshop.job("divides", "x = 1", "x / 0"),
        workshop.job("misspelt", "1", parameters={"municipalty": "zwolle"}),
        workshop.job("loses-kernel", "import os\nos._exit(1)"),
        workshop.job("full", "import errno\nraise OSError(errno.ENOSPC, 'No space left')"),
    )
    first = workshop.run(*jobs)
    again = workshop.run(*jobs)
    assert workshop.heard.splitlines()[0] == "2 notebooks to run, 2 unchanged"
    # A dead kernel and a full disk are no fault of the notebook.
    assert {one.name for one in again.failed} == {job.name for job in jobs}
    assert (again.remembered, again.ran, again.skipped) == (2, (), ())
    told = {one.name: (one.reason, one.traceback, one.why) for one in first.failed}
    for one in again.failed[:2]:
        assert (one.reason, one.traceback, one.why) == told[one.name]
    assert again.describe().splitlines()[-1] == (
        "Failed before and not run again, since nothing changed: 2. With --retry-failed they are."
    )
    workshop.run(jobs[0], retry_failed=True)
    assert workshop.heard.startswith("1 notebook to run\n")
    repaired = workshop.run(workshop.job("divides", "x = 1"))
    assert (repaired.ran, repaired.failed) == (("zwolle/divides",), ())


def test_a_data_file_that_a_notebook_reads_itself_counts_and_others_do_not(
    workshop: Workshop,
) -> None:
    files = {"file exits.csv": {"data/exits.csv": "1"}, "file other.csv": {"data/other.csv": "2"}}
    job = workshop.job("reads", "open(f'{data_dir}/exits.csv').read()", inputs={}, files=files)
    workshop.run(job)
    record = read_record(job.record)
    assert record is not None
    assert record.basis.inputs == {"data/exits.csv": "1"}
    other = replace(job, files={**files, "file other.csv": {"data/other.csv": "3"}})
    assert workshop.run(other).skipped == (job.name,)
    mine = replace(job, files={**files, "file exits.csv": {"data/exits.csv": "3"}})
    assert workshop.run(mine).ran == (job.name,)


def test_surroundings_of_the_user_do_not_reach_the_kernel(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = workshop.root / "home"
    spec = home / "kernels" / "python3" / "kernel.json"
    spec.parent.mkdir(parents=True)
    spec.write_text(json.dumps({"argv": ["false"], "display_name": "x", "language": "python"}))
    startup = home / "profile_default" / "startup" / "start.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("print('startup of the user')")
    matplotlibrc = home / "matplotlibrc"
    matplotlibrc.write_text("lines.linewidth: 98\n")
    monkeypatch.setenv("JUPYTER_PATH", str(home))
    monkeypatch.setenv("IPYTHONDIR", str(home))
    monkeypatch.setenv("PYTHONSTARTUP", str(startup))
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "nl_NL.ISO-8859-1")
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("MATPLOTLIBRC", str(matplotlibrc))
    (workshop.root / "notebooks" / "matplotlibrc").write_text("lines.linewidth: 99\n")
    job = workshop.job(
        "surroundings",
        "import os, sys, evalutils\nprint(sys.executable, os.environ['MPLBACKEND'])",
        "print(os.environ['PYTHONHASHSEED'], os.environ['SOURCE_DATE_EPOCH'], os.getcwd())",
        "print(os.environ['TZ'], os.environ['LC_ALL'], os.environ.get('PYTHONWARNINGS'))",
        "import matplotlib\nprint(matplotlib.rcParams['lines.linewidth'])",
    )
    assert workshop.run(job).failed == ()
    assert printed(job.output) == (
        f"{sys.executable} module://matplotlib_inline.backend_inline\n"
        f"0 315532800 {workshop.root / 'notebooks'}\n"
        "UTC C.UTF-8 None\n"
        "1.5\n"
    )


def test_data_elsewhere_are_read_and_their_path_is_not_published(workshop: Workshop) -> None:
    job = workshop.job("far", "print(open(f'{data_dir}/exits.csv').readline())")
    far = replace(job, parameters={**job.parameters, "data_dir": "data"})
    assert workshop.run(far).failed == ()
    published = far.output.read_text("utf-8") + far.record.read_text("utf-8")
    assert str(workshop.root) not in published
    assert "data_dir = 'data'" in published


@pytest.mark.parametrize("options", [{"timeout_s": None}, {"timeout_s": 0}, {"workers": 0}])
def test_run_without_a_time_limit_or_workers_is_an_error(
    workshop: Workshop, options: dict[str, Path]
) -> None:
    with pytest.raises(InputError, match="Give a whole number"):
        workshop.run(**options)
    assert not (workshop.build / "runs").exists()
