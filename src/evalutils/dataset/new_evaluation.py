"""Writes the folder of a new evaluation with a filled-in example of each file."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
from pathlib import Path

from evalutils.contracts import examples
from evalutils.contracts.tables import TABLES
from evalutils.dataset.library import load_sources
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey

LOCATOR = "Voorbeeld: kop, tabel of regel in de bron"


def write_new_evaluation(data_dir: Path, key: EvaluationKey) -> Path:
    """Write the example files of an evaluation and add its source to sources.yaml.

    The folder appears as a whole or not at all.

    Parameters
    ----------
    data_dir
        An existing data folder.
    key
        The new evaluation.

    Returns
    -------
    pathlib.Path
        The new folder.

    Raises
    ------
    InputError
        When the folder exists already or there is no data folder.
    """
    folder = data_dir / str(key)
    if folder.exists():
        raise InputError(f"'{folder}' exists already. Choose another name or edit its files.")
    known = load_sources(data_dir)
    source = f"{key.municipality}-{key.programme}-{key.period}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
    try:
        _write_files(beside, key, source)
        beside.chmod(0o755)
        os.replace(beside, folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    if source not in known:
        entry = examples.SOURCE.format(source=source, programme=key.programme)
        path = data_dir / "sources.yaml"
        text = path.read_text(encoding="utf-8").rstrip("\n")
        path.write_text(f"{text}\n{entry}", encoding="utf-8")
    return folder


def _write_files(folder: Path, key: EvaluationKey, source: str) -> None:
    name = key.municipality.replace("-", " ").title()
    evaluation = examples.EVALUATION.format(municipality=name, source=source)
    (folder / "evaluation.yaml").write_text(evaluation, encoding="utf-8")
    assumptions = examples.ASSUMPTIONS.format(source=source)
    (folder / "assumptions.yaml").write_text(assumptions, encoding="utf-8")
    for table in TABLES.values():
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            columns = [column.name for column in table.all_columns]
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            provenance = {"source": source, "locator": LOCATOR}
            writer.writerows(row | provenance for row in examples.ROWS[table.name])
