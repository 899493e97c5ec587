"""One reading of the data for a whole command, and the jobs that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from evalutils.chapters.own_notebooks import with_own_notebooks
from evalutils.dataset.dependencies import Dependencies
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import DataSet, load_data_set
from evalutils.dataset.snapshot import Snapshot, take_snapshot
from evalutils.project import Project
from evalutils.running.job import Job
from evalutils.running.plan import Plan
from evalutils.system.build_folder import workspace


@dataclass(frozen=True)
class Reading:
    """The data as they were read: the bytes, and the selected evaluations with what they use."""

    snapshot: Snapshot
    data: DataSet

    def jobs(self, project: Project, *, across: bool = True) -> list[Job]:
        """The jobs of the selected evaluations, with or without the chapters across them."""
        dependencies = Dependencies(self.snapshot, self.data.library)
        plan = Plan(self.snapshot, dependencies, project.notebooks_dir, project.build_dir)
        return plan.jobs(self.data.evaluations, self.data.related if across else None)


@contextmanager
def one_reading(
    project: Project, command: str, selection: Sequence[str], tell: Callable[[str], None]
) -> Iterator[Reading]:
    """Work in the build folder on one reading of the selected data; faults are a DataError.

    `command` is who works there, for the message to others; `tell` hears in the end which files
    changed meanwhile. Refused as in `evalutils.system.build_folder.at_work`.
    """
    shown = str(project.data_dir)
    with project.at_work(command), workspace(project.build_dir) as folder:
        faults = FaultList(shown)
        snapshot = take_snapshot(project.data_dir, folder / "data", faults)
        faults.stop()
        data = load_data_set(snapshot.folder, selection, shown)
        own = with_own_notebooks(data.evaluations, project.notebooks_dir, project.data_dir)
        yield Reading(snapshot, replace(data, evaluations=own))
        if changed := snapshot.changes():
            names = "\n".join(f"  {path}" for path in changed)
            tell(
                "These files changed since they were read. What was made shows them as they were; "
                f"the same command takes the changes in.\n{names}"
            )
