"""Writes a data folder of invented clients that every command can work on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import numpy as np

from evalutils.contracts.fixed_names import SHARED_FOLDERS
from evalutils.dataset.find import EVALUATION_FILE, SOURCES_FILE
from evalutils.dataset.library import require_data_dir
from evalutils.environment import sha256_of
from evalutils.errors import InputError, RefusedError
from evalutils.keys import EvaluationKey
from evalutils.synthetic import constants as c
from evalutils.synthetic import yearly
from evalutils.synthetic.coded_columns import csv_text, require_pyarrow, write_parquet
from evalutils.synthetic.districts import panel_text
from evalutils.synthetic.draws import Ints
from evalutils.synthetic.ownership import MARK, MARKER, check_place
from evalutils.synthetic.places import (
    EXAMPLE,
    Place,
    choose_places,
    clients_per_folder,
    read_places,
)
from evalutils.synthetic.two_arms import make_two_arms
from evalutils.synthetic.world import ClientTable, make_tables, of_clients
from evalutils.system.folders import replace_folder, scratch
from evalutils.system.lock import hold
from evalutils.system.refusals import in_one_line, named

_PATIENCE_S = 30.0
SOURCE = """\
synthetic:
  title: Synthetische cliënten
  publisher: evalutils
  published: "2026"
  description: Verzonnen cliënten, gemaakt met evalutils synthesise om mee te oefenen en te testen.
"""
_EVALUATION = """\
# Made by: {command}
# Every client is invented. Do not edit: make it again with other options.
title: {title} (synthetisch)
municipality: {{name: {name}, code: {code}}}
organisation: Verzonnen organisatie
period: {{start: {start}, end: {end}, label: {label}}}
observed_until: {end}
ladder: participatieladder
{mark}
disclosure: {disclosure}
evidence: {evidence}
sources: [synthetic]
synthesised:
{digests}
{series}description: >-
  Verzonnen cliënten in een verzonnen programma, om mee te oefenen en te testen.
  Geen enkel cijfer zegt iets over een bestaande gemeente of over bestaande mensen.
"""


@dataclass(frozen=True)
class Order:
    """What to make: the same order gives the same bytes.

    Without `municipalities` it is one invented municipality, of which every number is shown; those
    of real places are protected, as their real data would be. Programmes are per municipality,
    clients in all. With `arms` it is one programme of the invented municipality beside a group to
    compare with, of which the effect is known; with `yearly` it is one programme with counts of six
    years, so many clients in each, of which the change is known.
    """

    municipalities: int | None
    programmes: int = 1
    clients: int = 3000
    seed: int = 1
    file_format: Literal["csv", "parquet"] = "csv"
    arms: bool = False
    yearly: bool = False

    @property
    def people(self) -> int:
        """How many clients are invented in all."""
        return self.clients * (len(yearly.YEARS) if self.yearly else 1)

    @property
    def command(self) -> str:
        """The command line that makes the same data."""
        places = f"--municipalities {self.municipalities}" if self.municipalities else "--example"
        suffix = "" if self.file_format == "csv" else f" --format {self.file_format}"
        own = "--arms" if self.arms else "--yearly" if self.yearly else ""
        what = own or f"{places} --programmes {self.programmes}"
        return f"evalutils synthesise {what} --clients {self.clients} --seed {self.seed}{suffix}"


def synthesise(order: Order, shared_dir: Path, folder: Path) -> list[EvaluationKey]:
    """Invent clients and write them as a data folder; give the evaluations written.

    The folder appears as a whole or not at all, and only replaces one that was made here. Ladders,
    code lists and parameters are copied from `shared_dir`.

    Raises
    ------
    InputError
        When the order cannot be carried out or the folder holds other data.
    RunError
        When another command makes the same folder.
    RefusedError
        When the disk refuses; nothing was written then.
    """
    _check(order, shared_dir)
    check_place(shared_dir, folder)
    places = [EXAMPLE]
    if order.municipalities:
        places = choose_places(read_places(shared_dir), order.municipalities, order.seed)
    sizes = clients_per_folder(len(places), order.programmes, order.clients, order.seed)
    tables = _tables(order, len(places), sizes)
    parent = folder.parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with (
            named(folder),
            hold(parent / f".{folder.name}.lock", "synthesise", wait_s=_PATIENCE_S),
            scratch(parent / f".{folder.name}-new") as beside,
        ):
            check_place(shared_dir, folder)
            new = beside / folder.name
            new.mkdir()
            _write_shared(order, shared_dir, new)
            keys = (
                _write_years(order, new)
                if order.yearly
                else _write_evaluations(order, places, sizes, tables, new)
            )
            replace_folder(new, folder)
    except OSError as error:
        raise RefusedError(f"Nothing was written. {in_one_line(error)}") from error
    return keys


def _tables(order: Order, places: int, sizes: Ints) -> Mapping[str, ClientTable]:
    if order.yearly:
        return {}
    if order.arms:
        return {"spells": make_two_arms(order.clients, order.seed)}
    programme = np.repeat(np.tile(np.arange(order.programmes), places), sizes)
    return make_tables(programme, order.seed)


def _check(order: Order, shared_dir: Path) -> None:
    if order.programmes > len(c.PROGRAMMES):
        raise InputError(
            f"There are {len(c.PROGRAMMES)} kinds of programme, not {order.programmes}. Ask for "
            "fewer programmes."
        )
    if order.file_format == "parquet":
        require_pyarrow()
    require_data_dir(shared_dir)
    for name in SHARED_FOLDERS:
        if not (shared_dir / name).is_dir():
            raise InputError(
                f"There is no folder '{shared_dir / name}' to copy. Give a complete data folder "
                "with --data, or run the command in the folder of the project."
            )


def _write_shared(order: Order, shared_dir: Path, folder: Path) -> None:
    for name in SHARED_FOLDERS:
        shutil.copytree(shared_dir / name, folder / name)
    (folder / SOURCES_FILE).write_text(SOURCE, encoding="utf-8")
    (folder / MARKER).write_text(f"# {order.command}\n{MARK}\n", encoding="utf-8")


def _write_evaluations(
    order: Order,
    places: Sequence[Place],
    sizes: Ints,
    tables: Mapping[str, ClientTable],
    folder: Path,
) -> list[EvaluationKey]:
    programmes = [c.COMPARED[0]] if order.arms else list(c.PROGRAMMES)[: order.programmes]
    ends = np.cumsum(sizes).tolist()
    keys = []
    for number, (place, programme) in enumerate((p, q) for p in places for q in programmes):
        key = EvaluationKey(place.folder, programme, c.PERIOD)
        below = folder / str(key)
        below.mkdir(parents=True)
        for name, table in tables.items():
            part = of_clients(table, ends[number] - int(sizes[number]), ends[number])
            path = below / f"{name}.{order.file_format}"
            if not len(part[0].codes):  # a file without rows is a fault
                continue
            if order.file_format == "csv":
                path.write_bytes(csv_text(part))
            else:
                write_parquet(path, name, part)
        if order.arms:
            (below / "panel.csv").write_bytes(panel_text(order.seed).encode())
        title, evidence = (
            (c.COMPARED[1], "comparison") if order.arms else (c.PROGRAMMES[programme][0], "none")
        )
        text = _evaluation_text(
            order, place, below, title, evidence, (c.PERIOD_START, c.PERIOD_END, c.PERIOD)
        )
        (below / EVALUATION_FILE).write_text(text, encoding="utf-8")
        keys.append(key)
    return keys


def _write_years(order: Order, folder: Path) -> list[EvaluationKey]:
    keys = []
    for year in yearly.YEARS:
        key = EvaluationKey(EXAMPLE.folder, c.YEARLY[0], str(year))
        below = folder / str(key)
        below.mkdir(parents=True)
        for name, text in yearly.tables_of(year, order.clients, order.seed).items():
            (below / name).write_bytes(text.encode())
        days = date(year, 1, 1), date(year, 12, 31), str(year)
        text = _evaluation_text(
            order, EXAMPLE, below, c.YEARLY[1], "none", days, yearly.declared(year)
        )
        (below / EVALUATION_FILE).write_text(text, encoding="utf-8")
        keys.append(key)
    return keys


def _evaluation_text(
    order: Order,
    place: Place,
    folder: Path,
    title: str,
    evidence: str,
    period: tuple[date, date, str],
    series: str = "",
) -> str:
    """The content of evaluation.yaml beside the tables in a folder."""
    start, end, label = period
    return _EVALUATION.format(
        command=order.command,
        title=title,
        evidence=evidence,
        # JSON text is YAML text: names with an apostrophe or a bracket stay names.
        name=json.dumps(place.name, ensure_ascii=False),
        code=place.code or "null",
        start=start,
        end=end,
        label=json.dumps(label),
        mark=MARK,
        # By which readers of the data know that nobody put other clients in the place of these.
        digests="\n".join(
            f"  {path.stem}: {{sha256: '{sha256_of(path)}'}}" for path in sorted(folder.iterdir())
        ),
        series=series,
        disclosure="protected" if order.municipalities else "published",
    )
