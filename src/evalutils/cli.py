"""The command line: arguments and exit codes, nothing else.

Heavy libraries are imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evalutils import __version__
from evalutils.errors import EvalutilsError, RunError
from evalutils.keys import EvaluationKey

if TYPE_CHECKING:
    from evalutils.dataset.evaluation import Evaluation
    from evalutils.running.job import Job

SELECTION_HELP = """\b
SELECTION chooses evaluations by municipality/programme/period:
  enschede            everything of that municipality
  zwolle/startbaan    every period of that programme
  'enschede/*/*'      a pattern; put it in quotes
Without SELECTION all evaluations are taken."""


@dataclass(frozen=True)
class Project:
    """Where everything stands."""

    root: Path
    data_dir: Path
    build_dir: Path

    @property
    def notebooks_dir(self) -> Path:
        """The parameterised notebooks."""
        return self.root / "notebooks"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="evalutils")
@click.option(
    "--project",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="Folder with notebooks/, book/ and _config.yml.  [default: this folder]",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Data folder.  [default: data/ in the project]",
)
@click.option(
    "--build-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where results are written.  [default: _build/ in the project]",
)
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
    The book is then in _build/html/index.html.
    """  # noqa: D301
    context.obj = Project(project, data_dir or project / "data", build_dir or project / "_build")


@cli.command("list", epilog=SELECTION_HELP)
@click.argument("selection", nargs=-1)
@click.pass_obj
def list_command(project: Project, selection: Sequence[str]) -> None:
    """List the evaluations and the analyses each has data for."""
    evaluations = _load(project, selection)
    width = max((len(str(evaluation.key)) for evaluation in evaluations), default=0)
    for evaluation in evaluations:
        analyses = ", ".join(evaluation.analyses) or "no analyses"
        click.echo(f"{evaluation.key!s:<{width}}  {analyses}")


@cli.command(epilog=SELECTION_HELP)
@click.argument("selection", nargs=-1)
@click.pass_obj
def check(project: Project, selection: Sequence[str]) -> None:
    """Check the data without running anything.

    Every fault is reported with its file, row and column; the exit code is then 2. Published
    figures that do not add up are listed; in an evaluation that is still to be published they
    must be corrected or accepted, and the exit code is 3.
    """
    from evalutils.audited import load_and_audit, stop_contradictions

    audited = load_and_audit(project.data_dir, selection)
    evaluations = audited.evaluations
    rows = sum(len(table) for evaluation in evaluations for table in evaluation.tables.values())
    failing = audited.failing()
    click.echo(f"Evaluations: {len(evaluations)}. Rows: {rows}. No faults.")
    click.echo(f"Published figures: {len(audited.claims)}. Checks that fail: {len(failing)}.")
    for line in failing:
        click.echo(f"  {line}")
    stop_contradictions(audited)


def _run_options(command: click.decorators.FC) -> click.decorators.FC:
    for option in (
        click.option("--force", is_flag=True, help="Also run notebooks that are unchanged."),
        click.option(
            "--timeout",
            "timeout_s",
            type=click.IntRange(min=1),
            default=120,
            show_default=True,
            help="Seconds that one cell may take.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(min=1),
            default=2,
            show_default=True,
            help="Notebooks at a time.",
        ),
    ):
        command = option(command)
    return command


@cli.command(epilog=SELECTION_HELP)
@click.argument("selection", nargs=-1)
@_run_options
@click.pass_obj
def run(
    project: Project, selection: Sequence[str], workers: int, timeout_s: int, force: bool
) -> None:
    """Run the notebooks of the evaluations, without making the book.

    A notebook whose data, code and parameters are unchanged is not run again. When one fails the
    others go on; the summary names the failures and the exit code is 1.
    """
    _run(project, _load(project, selection), workers, timeout_s, force)


@cli.command(epilog=SELECTION_HELP)
@click.argument("selection", nargs=-1)
@_run_options
@click.pass_obj
def build(
    project: Project, selection: Sequence[str], workers: int, timeout_s: int, force: bool
) -> None:
    """Run the notebooks and make the book in _build/html.

    The last complete book stays in place until the new one is ready.
    """
    from evalutils.audited import load_and_audit, stop_contradictions
    from evalutils.dataset.library import load_library
    from evalutils.publishing.book import build_book
    from evalutils.running.lock import hold
    from evalutils.running.record import stale

    audited = load_and_audit(project.data_dir, selection)
    stop_contradictions(audited)
    evaluations = list(audited.evaluations)
    jobs = _run(project, evaluations, workers, timeout_s, force)
    if outdated := stale(jobs):
        names = ", ".join(job.name for job in outdated)
        raise RunError(f"These changed while the book was made: {names}. Build again.")
    with hold(project.build_dir, "build"):
        result = build_book(
            evaluations,
            library=load_library(project.data_dir),
            data_dir=project.data_dir,
            book_dir=project.root / "book",
            config=project.root / "_config.yml",
            build_dir=project.build_dir,
        )
    what = f"{result.pages} pages in {result.seconds:.1f} s" if result.rebuilt else "unchanged"
    click.echo(f"Book ({what}): {result.html_index}")


@cli.command()
@click.argument("municipality")
@click.argument("programme")
@click.argument("period")
@click.pass_obj
def new(project: Project, municipality: str, programme: str, period: str) -> None:
    """Write a folder for a new evaluation with a filled-in example of each file.

    \b
    Example: evalutils new almelo werkfit 2025
    Then replace the examples by your own figures, remove the files you do not need, and run
    evalutils check.
    """  # noqa: D301
    from evalutils.dataset.new_evaluation import write_new_evaluation

    folder = write_new_evaluation(project.data_dir, EvaluationKey(municipality, programme, period))
    click.echo(f"Written: {folder}. Its source is added to {project.data_dir / 'sources.yaml'}.")


def _count(
    name: str, meaning: str, most: int | None = None
) -> Callable[[click.decorators.FC], click.decorators.FC]:
    return click.option(name, type=click.IntRange(1, most), help=meaning)


@cli.command()
@_count("--municipalities", "Real places, by chance.  [default: 3]")
@click.option("--example", is_flag=True, help="One invented municipality instead of real places.")
@_count("--programmes", "Per place.  [default: 1]", most=6)
@_count("--clients", "In all.  [default: 3000]")
@click.option("--seed", type=click.IntRange(0), help="Decides every draw.  [default: 1]")
@click.option(
    "--format", "file_format", type=click.Choice(["csv", "parquet"]), help="[default: csv]"
)
@click.option("--to", type=click.Path(path_type=Path), help="[default: _build/synthetic]")
@click.pass_obj
def synthesise(
    project: Project, /, municipalities: int | None, example: bool, to: Path | None, **options: Any
) -> None:
    """Make a data folder of invented clients, to learn and to test with.

    Names and codes of the places are real, clients and programmes are not. The same options give
    the same files, byte for byte. Work on it with --data, e.g. evalutils --data _build/synthetic
    check.
    """
    from evalutils.synthetic.write import Order, synthesise

    if example and municipalities:
        raise click.UsageError("Give --municipalities or --example, not both.")
    given = {name: value for name, value in options.items() if value is not None}
    order = Order(None if example else municipalities or 3, **given)
    folder = to or project.build_dir / "synthetic"
    keys = synthesise(order, project.data_dir, folder)
    click.echo(f"Written: {len(keys)} evaluations, {order.clients} invented clients, in {folder}.")


def _load(project: Project, selection: Sequence[str]) -> list[Evaluation]:
    from evalutils.dataset.load import load_evaluations

    return load_evaluations(project.data_dir, selection)


def _run(
    project: Project, evaluations: list[Evaluation], workers: int, timeout_s: int, force: bool
) -> list[Job]:
    from evalutils.running.plan import plan
    from evalutils.running.run import run_jobs

    jobs = plan(
        evaluations,
        data_dir=project.data_dir,
        notebooks_dir=project.notebooks_dir,
        build_dir=project.build_dir,
        across=True,
    )
    summary = run_jobs(
        jobs, build_dir=project.build_dir, workers=workers, timeout_s=timeout_s, force=force
    )
    click.echo(summary.describe())
    if summary.failed:
        raise RunError("Not every notebook ran; see above. The last book is left as it was.")
    return jobs


def main() -> None:
    """Run the command line; errors of the user end in a message and their exit code."""
    try:
        cli(standalone_mode=False)
    except EvalutilsError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        sys.exit(130)


if __name__ == "__main__":
    main()
