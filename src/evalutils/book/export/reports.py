"""Makes the reports of evaluations and puts each in its place when all of them are ready."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from evalutils.book import pages, site
from evalutils.book.export.documents import About, docx_of, is_ours, logo_in, pdf_of
from evalutils.book.export.one_file import GENERATOR, content_html, report_html
from evalutils.book.export.report_cells import ReportInput, is_draft, notebook_of, outline_of
from evalutils.book.html_check import check_no_machine_paths
from evalutils.book.person_check import check_no_persons
from evalutils.book.publication import read_publication
from evalutils.book.published_tables import Row, checks_by_evaluation
from evalutils.book.released import release_log
from evalutils.book.versions import read_versions
from evalutils.chapters.quality import Quality
from evalutils.dataset.evaluation import Evaluation
from evalutils.errors import BuildError, InputError
from evalutils.keys import EvaluationKey
from evalutils.project import Project
from evalutils.report.audited import Audited
from evalutils.system.build_folder import RUNS, lies_in, workspace
from evalutils.system.folders import replace_file

FORMS = ("html", "pdf", "docx")


def export_reports(
    audited: Audited,
    *,
    project: Project,
    folder: Path,
    form: str = "html",
    without: Collection[str] = (),
    qualities: Mapping[str, Quality] = MappingProxyType({}),
) -> list[Path]:
    """Make one file per evaluation, `without` those of which a chapter failed; give the files.

    The caller is at work in the build folder, where their notebooks stand executed. `form` is one
    of `FORMS`; `qualities` by key: how complete the data of each are. BuildError: a report would
    hold a path of this machine, or no PDF can be made of it; all reports are left as they were.
    """
    library, versions = audited.library, read_versions(project.data_dir)
    checks = checks_by_evaluation(_rows(audited))
    runs, releases = project.build_dir / RUNS, release_log(project)
    house = read_publication(project.book_dir)
    given = ReportInput(library, versions, runs, checks, releases, house, qualities)
    extensions = extensions_in(project.root / "_config.yml")
    ready = [item for item in audited.evaluations if str(item.key) not in without]
    made = dict[Path, bytes]()
    for item in ready:
        with workspace(project.build_dir) as work:
            path = folder / file_of(item.key, form)
            made[path] = _made(item, given, extensions, work, form, project.book_dir)
            check_no_machine_paths(work, (project.build_dir, project.data_dir, project.root))
            check_no_persons(work)
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in made.items():
        replace_file(path, content)
    return [*made]


def _made(
    evaluation: Evaluation,
    given: ReportInput,
    extensions: list[str],
    work: Path,
    form: str,
    book_dir: Path,
) -> bytes:
    """The report of an evaluation; what it says stays in `work`, to be looked through."""
    title = f"{site.full_title(evaluation)} · {evaluation.municipality_name}"
    house = given.publication
    notebook, outline = notebook_of(evaluation, given), outline_of(evaluation)
    text = work / file_of(evaluation.key, "html")
    if form == "html":
        logo = (book_dir / house.logo).read_bytes()
        html = report_html(
            notebook, outline, title=title, extensions=extensions, house=house, logo=logo
        )
        text.write_text(html, encoding="utf-8")
        return html.encode()
    html = content_html(notebook, outline, extensions=extensions, pictures=work)
    text.write_text(html, encoding="utf-8")
    notice = pages.DRAFT if is_draft(evaluation, given) else ""
    about = About(
        title,
        evaluation.municipality_name,
        notice,
        publisher=house.publisher,
        colour=house.colour,
        logo=logo_in(work, house, book_dir),
    )
    return pdf_of(about, [html], work) if form == "pdf" else docx_of(about, html, work)


def _rows(audited: Audited) -> list[Row]:
    return [
        {str(name): value for name, value in row.items()}
        for row in audited.table().to_dict("records")
    ]


def extensions_in(config: Path) -> list[str]:
    """The extensions of Markdown that pages may use, of the report as of the book."""
    try:
        content = yaml.safe_load(config.read_text(encoding="utf-8"))
        return list(content["parse"]["myst_enable_extensions"])
    except (OSError, ValueError, LookupError, TypeError, yaml.YAMLError) as error:
        raise BuildError(
            f"{config.name} does not say in 'parse: myst_enable_extensions' which Markdown pages "
            "may use. Write a list there, which may be empty."
        ) from error


_FOLDER = "export"
_HEAD_BYTES = 2000  # the head of a report begins with our mark


def report_folder(project: Project, chosen: Path | None) -> Path:
    """The folder that receives the reports.

    InputError: the chosen one lies in a folder where commands replace files, or that people edit.
    """
    if chosen is None:
        return project.build_dir / _FOLDER
    folders = {
        "build": project.build_dir,
        "data": project.data_dir,
        "notebooks": project.notebooks_dir,
        "book": project.book_dir,
    }
    for name, folder in folders.items():
        if lies_in(chosen, folder):
            raise InputError(
                f"'{chosen}' lies in the {name} folder '{folder}'. Give --out another folder, or "
                f"leave it out: reports are then in '{project.build_dir / _FOLDER}'."
            )
    return chosen


def file_of(key: EvaluationKey, form: str) -> str:
    """Name of the report of an evaluation; keys hold no underscores."""
    return f"{key.municipality}_{key.programme}_{key.period}.{form}"


def require_free(folder: Path, evaluations: Iterable[Evaluation], form: str = "html") -> None:
    """Refuse to take the place of a file that is no report of ours; nothing is touched."""
    for path in (folder / file_of(item.key, form) for item in evaluations):
        if path.is_symlink() or (path.exists() and not _is_report(path)):
            raise InputError(
                f"'{path}' is no report that evalutils made, and is left as it is. Move it away, "
                "or give --out another folder."
            )


def _is_report(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.suffix != ".html":
        return is_ours(path)
    with path.open("rb") as file:
        return GENERATOR.encode() in file.read(_HEAD_BYTES)
