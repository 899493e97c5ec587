"""A book of each municipality's own, made side by side, and an index over all of them.

A notebook about one evaluation runs once, whatever books it is in; those across evaluations run for
each book apart. A book that stands is replaced by a complete one only: what was cut off is ended
by giving the same command again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.book import site
from evalutils.book.building import BuildResult
from evalutils.book.jupyter_book import Press
from evalutils.book.municipal_index import INDEX, Listed, write_index
from evalutils.book.publication import read_publication
from evalutils.book.standing import require_no_loss
from evalutils.book.versions import published_time
from evalutils.chapters import Failed
from evalutils.chapters.quality import Quality
from evalutils.contracts.fixed_names import AUDIT, COMPARISON
from evalutils.dataset.editions import Before
from evalutils.dataset.find import find_evaluations
from evalutils.errors import EvalutilsError, IdentifierError, InterruptedRunError, RunError
from evalutils.making import book_of, qualities_of, run_notebooks
from evalutils.project import Project
from evalutils.report.audit_report import audit_outcome, load_checked, stop_contradictions
from evalutils.running.job import Job
from evalutils.running.plan import Reading, one_reading
from evalutils.system.build_folder import MUNICIPALITIES, PARTS, RUNS, WORK
from evalutils.system.folders import remove, scratch
from evalutils.system.interrupts import heed
from evalutils.system.processors import usual_jobs

_POLL_S = 0.25
_LEFT = "its last book is left as it was"


@dataclass(frozen=True)
class _Municipal:
    """One book to make: what it is about, and where."""

    municipality: site.Municipality
    reading: Reading
    project: Project

    @property
    def name(self) -> str:
        return self.municipality.evaluations[0].key.municipality

    @property
    def place(self) -> Path:
        return self.project.build_dir / PARTS / self.name

    @property
    def html(self) -> Path:
        return self.project.build_dir / MUNICIPALITIES / self.name

    @property
    def _across(self) -> dict[str, str]:
        """Its chapters across evaluations, by the name that tells their job from that of others."""
        return {f"{self.name}/{chapter.name}": chapter.name for chapter in self.reading.across}

    def jobs(self) -> Iterator[Job]:
        """The notebooks that it needs; those across evaluations have a place of their own."""
        named = {chapter: name for name, chapter in self._across.items()}
        for job in self.reading.jobs(self.project):
            if name := named.get(job.name):
                yield replace(job, name=name, output=self.place / RUNS / f"{job.name}.ipynb")
            else:
                yield job

    def failures(self, failed: Mapping[str, Failed]) -> dict[str, Failed]:
        """Those of its notebooks, by the names that they have in a book."""
        own = {name: why for name, why in failed.items() if name.startswith(f"{self.name}/")}
        return {self._across.get(name, name): why for name, why in own.items()}

    def earlier(self, editions: Mapping[str, pd.DataFrame]) -> pd.DataFrame | None:
        """What its earlier edition said, or that of everybody; nothing when it was not in it.

        Figures across evaluations of everybody are about others than those of its own book.
        """
        every = editions.get("", pd.DataFrame(columns=["municipality", "analysis"]))
        own = every[
            every["municipality"].eq(self.name) & ~every["analysis"].isin([AUDIT, COMPARISON])
        ]
        own = editions.get(self.name, own)
        return None if own.empty else own

    def files(self) -> dict[str, str]:
        """The data files that its pages can be made of, as `Snapshot.published` gives them."""
        known = {key.municipality for key in find_evaluations(self.reading.snapshot.folder)}
        others = known - {self.name, *(item.key.municipality for item in self.reading.data.related)}
        every = self.reading.snapshot.published().items()
        return {path: digest for path, digest in every if path.split("/")[1] not in others}


def make_books(
    project: Project,
    selection: Sequence[str],
    tell: Callable[[str], None],
    *,
    with_failures: bool = False,
    may_replace: bool = False,
    with_pdfs: bool = False,
    earlier: Mapping[str, pd.DataFrame] | None = None,
    beside: Sequence[Mapping[str, Before]] = (),
    **options: Any,
) -> str:
    """Run what is due of a selection and make a book of each municipality in it; say what came.

    Parameters and errors are those of `evalutils.making.make_book`; the number of `workers` also
    says how many books are made at a time. `earlier` has the figures of an earlier edition of each
    book by its name, or those of a book of everybody without a name; a municipality that was in
    none has no page with what changed. What is wrong with one book keeps no other from being made.
    The index names every book that stands, also of municipalities outside the selection.

    Raises
    ------
    RunError
        In the end, when not every book was made or not every notebook ran.
    InterruptedRunError
        After Ctrl-C: each book is the new one or the one that stood.
    """
    published_time()
    reading_once = one_reading(project, "build", selection, tell, load=load_checked, beside=beside)
    with reading_once as reading:
        data, snapshot = reading.data, reading.snapshot
        books = [
            _Municipal(one, reading.part(one.evaluations), project)
            for one in site.by_municipality(data.evaluations)
        ]
        for one in () if may_replace else books:
            chosen = one.municipality.evaluations
            require_no_loss(one.html, chosen, snapshot.folder, within=one.name)
        publication = read_publication(project.book_dir)
        stop_contradictions(audit_outcome(data))
        jobs = {job.name: job for one in books for job in one.jobs()}
        failed = run_notebooks(project, reading, tell, jobs=[*jobs.values()], **options).failed
        makers = _Makers(
            {item.name: item.why for item in failed},
            qualities_of(data),
            with_failures,
            with_pdfs,
            earlier or {},
        )
        (project.build_dir / MUNICIPALITIES).mkdir(exist_ok=True)
        makers.make(books, options.get("workers") or usual_jobs(), tell)
        if not selection:
            _forget_all_but({one.name for one in books}, project)
        listed = [Listed(one.name, one.municipality) for one in books if one.name in makers.made]
        write_index(project.build_dir / MUNICIPALITIES, listed, publication)
    _complain(makers)
    rebuilt = sum(book.rebuilt for book in makers.made.values())
    told = f"{len(makers.made)} books, of which {rebuilt} were made again"
    return f"({told}): {project.build_dir / MUNICIPALITIES / INDEX}"


def _complain(makers: _Makers) -> None:
    if makers.problems:
        lines = "\n".join(f"  {name}: {why}" for name, why in sorted(makers.problems.items()))
        raise RunError(f"Not every book was made.\n{lines}")
    if makers.failed:
        raise RunError("Not every notebook ran; see above. In the books their pages say so.")


def _forget_all_but(names: set[str], project: Project) -> None:
    """Remove the books of municipalities of which there are no data any more."""
    for parent in (project.build_dir / MUNICIPALITIES, project.build_dir / PARTS):
        for folder in parent.glob("*/"):
            if folder.name not in names:
                remove(folder)


@dataclass
class _Makers:
    """Make books side by side: each thread waits for a process that makes one."""

    failed: Mapping[str, Failed]
    qualities: Mapping[str, Quality]
    with_failures: bool
    with_pdfs: bool
    earlier: Mapping[str, pd.DataFrame]
    made: dict[str, BuildResult] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    _presses: list[Press] = field(default_factory=list)
    _stopped: bool = False

    def make(self, books: Sequence[_Municipal], workers: int, tell: Callable[[str], None]) -> None:
        """Make them all; what is wrong with one is in `problems`."""
        out: dict[Future[BuildResult], _Municipal] = {}
        with ThreadPoolExecutor(workers) as crew, self._stopping(out, len(books)):
            for one in books:
                if one.failures(self.failed) and not self.with_failures:
                    self.problems[one.name] = f"not every notebook ran; {_LEFT}"
                else:
                    out[crew.submit(self._one, one)] = one
            while out:
                for future in wait(out, _POLL_S, FIRST_COMPLETED).done:
                    self._conclude(future, out.pop(future), tell)
                heed()

    def _conclude(
        self, future: Future[BuildResult], one: _Municipal, tell: Callable[[str], None]
    ) -> None:
        try:
            self.made[one.name] = result = future.result()
        except IdentifierError:
            raise  # who made it wants to know before anything else is made
        except EvalutilsError as error:
            self.problems[one.name] = str(error)
        else:
            tell(f"{one.name}: {result.describe()}")

    def _one(self, one: _Municipal) -> BuildResult:
        with scratch(one.place / WORK) as work:
            self._presses.append(press := Press(work / "press"))
            if self._stopped:
                press.close()
            return book_of(
                one.project,
                one.reading,
                one.place,
                one.failures(self.failed),
                press=press,
                with_pdfs=self.with_pdfs,
                html=one.html,
                across_runs=one.place / RUNS,
                files=one.files(),
                qualities=lambda: self.qualities,
                earlier=one.earlier(self.earlier),
            )

    @contextmanager
    def _stopping(self, out: Mapping[Future[BuildResult], Any], number: int) -> Iterator[None]:
        """End what is under way when this is interrupted or the system refuses something."""
        try:
            yield
        except BaseException as error:
            for future in out:
                future.cancel()
            self._stopped = True
            for press in [*self._presses]:
                press.close()
            if isinstance(error, KeyboardInterrupt):
                raise InterruptedRunError(
                    f"Interrupted: {len(self.made)} of {number} books were ready. Each book that "
                    "stands is a complete one. The same command does the rest."
                ) from None
            raise
