"""Commands that bring data of clients in, under pseudonyms."""

from __future__ import annotations

from pathlib import Path

import click

from evalutils.errors import InputError
from evalutils.keys import EvaluationKey
from evalutils.project import Project

_KEY_FILE = click.Path(path_type=Path, dir_okay=False)


def _evaluation(_: click.Context, __: click.Parameter, text: str | None) -> EvaluationKey | None:
    if text is None:
        return None
    parts = text.strip("/").split("/")
    if len(parts) != 3 or not all(parts):
        raise click.BadParameter("give MUNICIPALITY/PROGRAMME/PERIOD, as almelo/werkfit/2023.")
    return EvaluationKey(*parts)


@click.command("import")
@click.argument("export")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Which column, code and day of the export is which of ours: mapping.yaml.",
)
@click.option(
    "--to",
    "key",
    callback=_evaluation,
    metavar="MUNICIPALITY/PROGRAMME/PERIOD",
    help="The evaluation to make, as almelo/werkfit/2023.",
)
@click.option("--key", "key_file", type=_KEY_FILE, help="File with the key of the pseudonyms.")
@click.option("--suggest", is_flag=True, help="Write a mapping for it, to be corrected.")
@click.option("--replace", is_flag=True, help="Put the tables in an evaluation that is there.")
@click.pass_obj
def import_command(
    project: Project,
    export: str,
    mapping: Path | None,
    key: EvaluationKey | None,
    key_file: Path | None,
    suggest: bool,
    replace: bool,
) -> None:
    """Make the tables of clients of an evaluation from the export of a client system.

    EXPORT is a CSV, Excel or Parquet file, a folder with a file per table, or the address of a
    database (postgresql+psycopg://user@host/name). Clients get a pseudonym; what tells who they
    are is not read or is refused, with exit code 4. Every rule that changes or leaves out rows is
    counted. The folder is written as a whole or not at all.

    \b
    First a proposal, to be corrected, then the import:
      evalutils import export.csv --suggest > mapping.yaml
      evalutils import export.csv --mapping mapping.yaml --to almelo/werkfit/2023
    A workbook of evalutils new --excel needs no mapping; its sheets become tables of counts:
      evalutils import tables.xlsx --to almelo/werkfit/2023 --replace
    """  # noqa: D301
    from evalutils.dataset.load import kept_library
    from evalutils.intake.exports import Export, missing_file
    from evalutils.intake.importing import ImportOrder, import_export
    from evalutils.intake.pseudonym_key import PSEUDONYM_KEY

    if suggest:
        from evalutils.intake.suggesting import suggest_mapping

        click.echo(suggest_mapping(Export(export), kept_library(project.data_dir)), nl=False)
        return
    if mapping is None and key is not None and Path(export).suffix.lower() == ".xlsx":
        from evalutils.intake.workbook_import import import_workbook

        folder, tables = import_workbook(project.data_dir, Path(export), key, replace=replace)
        click.echo(f"Written in {folder}: {', '.join(tables)}. Check: evalutils check {key}")
        return
    if mapping is None or key is None:
        raise click.UsageError("Give --mapping and --to, or --suggest for a proposal.")
    if not mapping.is_file():
        raise InputError(missing_file(mapping))
    secret, why = None, ""
    try:
        secret = PSEUDONYM_KEY.read(key_file, _shared(project))
    except InputError as error:
        why = str(error)
    order = ImportOrder(Export(export), mapping, key, secret, replace, why)
    folder = import_export(project.data_dir, order, click.echo)
    click.echo(f"Written: {folder}. Check it with: evalutils check {key}")


@click.group("key")
def key_group() -> None:
    """The key under which pseudonyms are made; it never stands among the data."""


@key_group.command("new")
@click.option("--to", "place", type=_KEY_FILE, help="File for the key.")
@click.pass_obj
def key_new(project: Project, place: Path | None) -> None:
    """Make a key, in a file that only you can read.

    \b
    Lose it:    the next import gives the same clients other pseudonyms.
    Rotate it:  import every period of a programme again with the new key.
    Destroy it: nobody can trace a pseudonym any more, nor add a period.
    Without --to it stands in your own settings, where import finds it.
    """  # noqa: D301
    from evalutils.intake.pseudonym_key import PSEUDONYM_KEY
    from evalutils.system.key_file import new_key

    place = place or PSEUDONYM_KEY.usual_place()
    new_key(place, _shared(project))
    click.echo(f"Written: {place}. Keep a copy where only those may see it who see the clients.")


@click.command()
@click.pass_obj
def guard(project: Project) -> None:
    """Refuse a commit with tables of clients, copies of them, or protected tables.

    It looks at the names of all files that git knows of, as .githooks/pre-commit does; make hooks
    switches that on. The exit code is 4 when there is one.
    """
    import subprocess

    from evalutils.dataset.private_names import private_files
    from evalutils.errors import IdentifierError

    command = ["git", "-C", str(project.root), "ls-files", "-z"]
    try:
        names = subprocess.run(command, check=True, capture_output=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        raise InputError(f"'{project.root}' is no repository of git.") from None
    if found := private_files(filter(None, names.split("\0")), project.root):
        raise IdentifierError([f"{line}. Take it out: git rm --cached" for line in found])


def _shared(project: Project) -> tuple[Path, ...]:
    return project.root, project.data_dir, project.build_dir
