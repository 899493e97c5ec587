"""Commands that make a folder of data, or take away what was kept of one."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from evalutils.cli_options import count
from evalutils.keys import EvaluationKey
from evalutils.project import Project
from evalutils.system.build_folder import CACHE


@click.command()
@click.argument("municipality")
@click.argument("programme")
@click.argument("period")
@click.option(
    "--only", default="", help="Only these tables, e.g. caseload,exits or spells,benefits."
)
@click.option(
    "--excel", is_flag=True, help="All counts in one workbook, with lists to choose from."
)
@click.pass_obj
def new(
    project: Project, municipality: str, programme: str, period: str, only: str, excel: bool
) -> None:
    """Write a folder for a new evaluation with an example of each file.

    \b
    Examples:
      evalutils new almelo werkfit 2025
      evalutils new den-haag werkfit 2023-q1-q3 --only caseload,exits
    A period as 2023, 2023-h1, 2023-q1-q3, 2021-2023 or 2022-03 gives the first and last day.
    Until you have replaced them, evalutils check names what is still an example.
    """  # noqa: D301
    from evalutils.dataset.new_evaluation import write_new_evaluation

    key = EvaluationKey(municipality, programme, period)
    written = write_new_evaluation(project.data_dir, key, only, excel=excel)
    sources = project.data_dir / municipality / "sources.yaml"
    click.echo(f"Written: {written}. Its source is in {sources}.")
    click.echo(f"What is still to be filled in: evalutils check {key}")


@click.command()
@count("--municipalities", "Real places, by chance.  [default: 3]")
@click.option("--example", is_flag=True, help="One invented municipality instead of real places.")
@click.option(
    "--arms",
    is_flag=True,
    help="One programme beside a group to compare with; the effect is known.",
)
@click.option(
    "--yearly",
    is_flag=True,
    help="Counts of one programme in six years; the change is known. Clients are those of a year.",
)
@count("--programmes", "Per place.  [default: 1]", most=6)
@count("--clients", "In all.  [default: 3000]")
@click.option("--seed", type=click.IntRange(0), help="Decides every draw.  [default: 1]")
@click.option(
    "--format", "file_format", type=click.Choice(["csv", "parquet"]), help="[default: csv]"
)
@click.option("--to", type=click.Path(path_type=Path), help="[default: _build/synthetic]")
@click.pass_obj
def synthesise(
    project: Project,
    /,
    municipalities: int | None,
    example: bool,
    arms: bool,
    yearly: bool,
    to: Path | None,
    **options: Any,
) -> None:
    """Make a data folder of invented clients, to learn and to test with.

    Names and codes of the places are real, clients and programmes are not. The same options give
    the same files, byte for byte. Work on it with --data, e.g. evalutils --data _build/synthetic
    check.
    """
    from evalutils.synthetic.write import Order, synthesise

    if example and municipalities:
        raise click.UsageError("Give --municipalities or --example, not both.")
    own = [name for name, given in (("--arms", arms), ("--yearly", yearly)) if given]
    if own and (len(own) > 1 or example or municipalities or options["programmes"]):
        raise click.UsageError(
            f"{own[0]} makes one programme of its own. Give --clients and --seed only."
        )
    if yearly and options["file_format"] == "parquet":
        raise click.UsageError("Tables of counts are no Parquet. Leave out --format.")
    given = {name: value for name, value in options.items() if value is not None}
    order = Order(
        None if example or own else municipalities or 3, arms=arms, yearly=yearly, **given
    )
    place = to or project.build_dir / "synthetic"
    inside = project.build_dir.resolve() in place.resolve().parents
    with project.at_work("synthesise") if inside else nullcontext():
        keys = synthesise(order, project.data_dir, place)
    click.echo(f"Written: {len(keys)} evaluations, {order.people} invented clients, in {place}.")


@click.command()
@click.option("--cache", is_flag=True, help="What is kept of data and fonts that were read.")
@click.pass_obj
def clean(project: Project, cache: bool) -> None:
    """Remove what is kept only to be quick; the next command takes as long as the first.

    Results, the book and what a failed notebook left stay.
    """
    if not cache:
        raise click.UsageError("Say what to remove: --cache.")
    folder = project.build_dir / CACHE
    click.echo(f"Removed: {folder}" if project.clean_cache() else f"Nothing is kept in {folder}.")
