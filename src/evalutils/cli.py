"""The command line: arguments and exit codes, nothing else.

Heavy libraries are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evalutils import __version__
from evalutils.cli_attack import attack_book, attack_options
from evalutils.cli_folders import clean, new, synthesise
from evalutils.cli_intake import guard, import_command, key_group
from evalutils.cli_options import PDF, SELECTION, SELECTION_HELP, folder, run_options
from evalutils.cli_release import release
from evalutils.errors import RunError
from evalutils.project import Project
from evalutils.system.ending import exit_code_of

if TYPE_CHECKING:
    from evalutils.running.plan import Reading


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evalutils")
@folder(
    "--project",
    default=Path(),
    meaning="Folder with notebooks/, book/ and _config.yml.  [default: this folder]",
)
@folder("--data", "data_dir", meaning="Data folder.  [default: data/ in the project]")
@folder("--build-dir", meaning="Where results are written.  [default: _build/ in the project]")
@click.pass_context
def cli(
    context: click.Context, project: Path, data_dir: Path | None, build_dir: Path | None
) -> None:
    """Reproducible evaluation reports for Dutch municipalities.

    \b
    A first report:
      evalutils list      which evaluations there are
      evalutils check     whether their data are right
      evalutils build     run the notebooks and make the book
      evalutils preview   make it, show it, and make it again after each change
    The book is then in _build/html/index.html.
    """  # noqa: D301
    gc.set_threshold(50_000, 20, 20)  # what a command imports and reads stays to its end
    context.obj = Project(project, data_dir or project / "data", build_dir or project / "_build")


@cli.command("list", epilog=SELECTION_HELP)
@SELECTION
@click.pass_obj
def list_command(project: Project, selection: Sequence[str]) -> None:
    """List the evaluations and the chapters each has data for, by the names of their files."""
    from evalutils.chapters import chapters_of
    from evalutils.chapters.own_notebooks import with_own_notebooks
    from evalutils.dataset.outline import outlines

    found = outlines(project.data_dir, selection)
    evaluations = with_own_notebooks(found, project.notebooks_dir, project.data_dir)
    width = max((len(str(evaluation.key)) for evaluation in evaluations), default=0)
    for evaluation in evaluations:
        chapters = ", ".join(chapter.name for chapter in chapters_of(evaluation)) or "no chapters"
        click.echo(f"{evaluation.key!s:<{width}}  {chapters}")


@cli.command(epilog=SELECTION_HELP)
@SELECTION
@attack_options
@click.pass_obj
def check(
    project: Project, selection: Sequence[str], book: str | None, previous: Path | None
) -> None:
    """Check the data without running anything, or attack a book.

    Every fault is reported with its file, row and column; the exit code is then 2. Published
    figures that do not add up are listed; in an evaluation that is still to be published they
    must be corrected or accepted, and the exit code is 3. With --disclosure no data are read:
    when what is published gives a hidden number away, the exit code is 4.
    """
    if book is not None or previous is not None:
        attack_book(project, selection, book, previous)
        return
    from evalutils.dataset.kept.store import store_of
    from evalutils.dataset.load import DataPlace
    from evalutils.dataset.uncited import uncited_sources
    from evalutils.report.audit_report import audit_outcome, load_checked, stop_contradictions

    store = store_of(project)
    with project.read_only(), store.unless_refused():
        data = load_checked(DataPlace(project.data_dir, store=store), selection)
        audit = audit_outcome(data)
    rows = sum(evaluation.row_count for evaluation in data.evaluations)
    click.echo(f"Evaluations: {len(data.evaluations)}. Rows: {rows}. No faults.")
    click.echo(f"Published figures: {audit.claims}. Checks that fail: {len(audit.failing)}.")
    for line in audit.failing:
        click.echo(f"  {line}")
    for line in () if selection else uncited_sources(data.evaluations, data.library):
        click.echo(line)
    stop_contradictions(audit)


@cli.command(epilog=SELECTION_HELP)
@run_options
@click.option(
    "--why", is_flag=True, help="Say of each notebook whether it would run, and why; run nothing."
)
@click.pass_obj
def run(project: Project, /, selection: Sequence[str], why: bool, **options: Any) -> None:
    """Run the notebooks of the evaluations, without making the book.

    A notebook is run again when the data that it asks for, the code that it uses, its parameters
    or the pinned requirements changed. When one fails the others go on; the summary names the
    failures and the exit code is 1. One that failed is run again when something changed.
    """
    from evalutils.making import run_notebooks
    from evalutils.report.audit_report import load_checked
    from evalutils.running.plan import one_reading

    with one_reading(project, "run", selection, click.echo, load=load_checked) as reading:
        if why:
            _explain(project, reading, **options)
        elif run_notebooks(project, reading, click.echo, **options).failed:
            raise RunError("Not every notebook ran; see above.")


@cli.command(epilog=SELECTION_HELP)
@run_options
@click.option(
    "--with-failures", is_flag=True, help="Make it then too, with a page that says what failed."
)
@PDF
@click.option(
    "--replace", is_flag=True, help="Let a selection take the place of a book with more in it."
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, exists=True),
    help="A book published before, or its zip file: a page says what changed since, and numbers "
    "are protected beside it. With --per also the folder of all those books.",
)
@click.option(
    "--per",
    type=click.Choice(["municipality"]),
    help="A book of each municipality's own, and an index over them, in _build/municipalities.",
)
@click.pass_obj
def build(
    project: Project,
    /,
    selection: Sequence[str],
    with_failures: bool,
    replace: bool,
    previous: Path | None,
    per: str | None,
    **options: Any,
) -> None:
    """Run the notebooks and make the book in _build/html.

    The last complete book stays in place until the new one is ready, and when a notebook failed.
    A selection never takes the place of a book with other evaluations unless --replace says so.
    """
    if previous is not None:
        from evalutils.release.before import published_before

        options |= published_before(previous, per_municipality=bool(per))
    if per:
        from evalutils.municipal_books import make_books

        options |= {"may_replace": replace, "with_failures": with_failures}
        click.echo(f"Index {make_books(project, selection, click.echo, **options)}")
        return
    from evalutils.making import make_book

    made = make_book(
        project,
        "build",
        selection,
        click.echo,
        with_failures=with_failures,
        replace=replace,
        **options,
    )
    result = made.book
    click.echo(f"Book {result.describe()}")
    if made.failed:
        raise RunError("Not every notebook ran; see above. In the book their pages say so.")


@cli.command(epilog=SELECTION_HELP)
@run_options
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    default=8000,
    show_default=True,
    help="Of 127.0.0.1, where the browser finds it.",
)
@click.pass_obj
def preview(project: Project, /, selection: Sequence[str], port: int, **options: Any) -> None:
    """Show the book in a browser and make it again when a file changes, until Ctrl-C.

    Data, notebooks, parameters, pages and the package are watched. What is wrong stands above the
    last good page, and here. Only this machine can see it; _build/html is left as it is.
    """
    from evalutils.preview.session import preview

    preview(project, selection, port=port, tell=click.echo, **options)


@cli.command(epilog=SELECTION_HELP)
@run_options
@click.option(
    "--to",
    "form",
    type=click.Choice(["html", "pdf", "docx"]),
    default="html",
    show_default=True,
    help="A page to mail, an accessible PDF to print, or a Word document to edit.",
)
@folder("--out", meaning="Folder for the reports.  [default: export/ in the build folder]")
@click.pass_obj
def export(
    project: Project, /, selection: Sequence[str], form: str, out: Path | None, **options: Any
) -> None:
    """Make one file per evaluation with its whole report, to send, print or keep.

    The notebooks run as for the book. A report needs no other file and no network. When a chapter
    fails, the report of its evaluation is left as it was and the exit code is 1.
    """
    from evalutils.book.export.reports import export_reports, report_folder, require_free
    from evalutils.making import qualities_of, run_notebooks
    from evalutils.report.audit_report import audit_evaluations, stop_contradictions
    from evalutils.running.plan import one_reading

    place = report_folder(project, out)
    with one_reading(project, "export", selection, click.echo) as reading:
        require_free(place, reading.data.evaluations, form)
        stop_contradictions(audited := audit_evaluations(reading.data))
        summary = run_notebooks(project, reading, click.echo, across=False, **options)
        failed = {item.name.rpartition("/")[0] for item in summary.failed}
        known = qualities_of(reading.data)
        made = export_reports(
            audited, project=project, folder=place, form=form, without=failed, qualities=known
        )
        for path in made:
            click.echo(f"Report: {path}")
    if failed:
        raise RunError("Not every notebook ran; see above. Those reports are left as they were.")


for command in (new, import_command, key_group, guard, synthesise, clean, release):
    cli.add_command(command)


def _explain(
    project: Project, reading: Reading, *, force: bool, retry_failed: bool, timeout_s: int, **_: Any
) -> None:
    from evalutils.running.freshness import Wish
    from evalutils.running.run import judge_jobs

    wish = Wish(force, retry_failed, timeout_s)
    for judgement in judge_jobs(reading.jobs(project), build_dir=project.build_dir, wish=wish):
        click.echo(judgement.describe())


def main() -> None:
    """Run the command line; whatever ends it is a message and an exit code."""

    def command() -> None:
        # Not cli(): click has endings of its own for a closed output and for Ctrl-C.
        with cli.make_context("evalutils", sys.argv[1:]) as context:
            cli.invoke(context)

    if code := exit_code_of(command):
        sys.exit(code)


if __name__ == "__main__":
    main()
