"""A data folder of invented evaluations that meet the contract."""

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import invented_clients as clients
import invented_costs as money
import invented_counts as counts
import yaml
from dice import Dice
from draft import SOURCE, Draft, write_yaml

from evalutils.contracts.evidence import EVIDENCE
from evalutils.dataset.library import Library, load_library

DATA = Path(__file__).parents[2] / "data"
SHARED = ("ladders", "codelists", "parameters")
LADDERS = ("participatieladder", "participatieladder-zwolle", "ontwikkelladder-groningen", "short")
# Counted from the tables of clients, so that a folder with clients does without them.
COUNTED = {"ladder": "measurements", "caseload": "spells", "exits": "spells"}


def shared_files(data_dir: Path) -> Library:
    """Everything in a data folder but evaluations, with one ladder more."""
    for name in SHARED:
        shutil.copytree(DATA / name, data_dir / name)
    source = {"title": "Verslag", "publisher": "x", "published": "2024", "description": "Verzonnen"}
    write_yaml(data_dir / "sources.yaml", {SOURCE: source})
    rungs = {0: {"label": "laag", "rule": "Wie niet."}, 3: {"label": "hoog", "rule": "Wie wel."}}
    short = {"title": "Ladder met twee treden", "version": "1", "rungs": rungs}
    write_yaml(data_dir / "ladders" / "short.yaml", short)
    return load_library(data_dir)


def invent(seed: int, library: Library, most: int = 5) -> list[Draft]:
    """One to five evaluations, of one programme or of several."""
    dice = Dice(seed)
    number = min(dice.pick([1, 1, 2, 3, 5]), most)
    same = dice.maybe(0.3)
    return [
        draft_of(Dice(seed * 100 + place), library, _key(place, same)) for place in range(number)
    ]


def plain(disclosure: str, key: str = "almelo/werkfit/2023") -> Draft:
    """An evaluation with invented clients, still without any table."""
    about = {
        "title": "Werkfit",
        "municipality": {"name": "Almelo", "code": "GM0141"},
        "organisation": "Gemeente",
        "period": {"start": date(2023, 1, 1), "end": date(2023, 12, 31), "label": "heel 2023"},
        "ladder": "participatieladder",
        "disclosure": disclosure,
        "evidence": "none",
        "sources": [SOURCE],
        "synthetic": True,
    }
    return Draft(key, about)


def _key(place: int, same: bool) -> str:
    return f"almelo/werkfit/2{place:03}" if same else f"plaats-{place % 3}/werkfit-{place}/2020"


def draft_of(dice: Dice, library: Library, key: str) -> Draft:
    """One evaluation with some of all tables."""
    draft = Draft(key, _about(dice))
    with_clients = dice.maybe(0.3) and (
        draft.about["disclosure"] == "protected" or draft.about["synthetic"]
    )
    if with_clients:
        _add_clients(dice, draft, library)
    for name, make in counts.TABLES.items():
        if not dice.maybe(0.6) or ("ladder" in name and not draft.about["ladder"]):
            continue
        rows = make(dice, draft, library)
        if name == "ladder_moves" and "measurements" in draft.tables:
            rows = [row for row in rows if row["from_rung"] != "all"]
        if COUNTED.get(name) in draft.tables:
            rows = clients.beside(name, rows)
        if rows:
            draft.tables[name] = rows
    if dice.maybe(0.5):
        draft.tables["costs"] = money.costs(dice, draft)
    if dice.maybe(0.4):
        draft.tables["finances"] = money.finances(dice, draft)
    if dice.maybe(0.5):
        draft.assumptions = money.assumptions(dice, draft)
    if dice.maybe(0.5):
        draft.tables["claims"] = money.claims(dice, draft)
    if dice.maybe(0.5):
        draft.tables["arms"] = counts.arms(dice, draft)
    if dice.maybe(0.3):
        draft.tables["panel"] = counts.panel(dice, draft)
    return draft


def _about(dice: Dice) -> dict[str, Any]:
    start = dice.pick([date(2021, 1, 1), date(2022, 6, 15), date(2023, 1, 1)])
    days = dice.pick([0, 27, 180, 364, 364, 364, 729])
    if dice.maybe(0.05):
        start, days = date(1990, 1, 1), 9000
    about: dict[str, Any] = {
        "title": dice.text("Programma"),
        "municipality": {"name": dice.text("Plaats"), "code": None},
        "organisation": dice.text("Gemeente"),
        "period": {
            "start": start,
            "end": start + timedelta(days=days),
            "label": dice.text("periode"),
        },
        "ladder": dice.pick([None, *LADDERS]),
        "disclosure": dice.pick(["published", "protected"]),
        "evidence": dice.pick(list(EVIDENCE)),
        "sources": [SOURCE],
        "synthetic": dice.maybe(0.2),
    }
    where = {"source": SOURCE, "locator": dice.text("tabel")}
    if dice.maybe(0.3):
        about["coverage"] = {"share": dice.pick([0, 36.6, 100]), "qualifier": "circa", **where}
    if dice.maybe(0.3):
        chosen = [None, True, False]
        about["selection"] = {
            "motivation": dice.pick(chosen),
            "wage_value": dice.pick(chosen),
            **where,
        }
    if dice.maybe():
        about["description"] = dice.text("Een programma")
    return about


def _add_clients(dice: Dice, draft: Draft, library: Library) -> None:
    people = clients.Clients(dice, draft)
    draft.about["observed_until"] = clients.LAST_DAY
    if dice.maybe(0.8):
        draft.tables["spells"] = clients.spells(people, library)
        if dice.maybe(0.8):
            rows = clients.benefits(people, draft.tables["spells"])
            draft.tables |= {"benefits": rows} if rows else {}
    if draft.about["ladder"]:
        rungs = [str(number) for number in library.ladders[draft.about["ladder"]].numbers]
        draft.tables["measurements"] = clients.measurements(people, rungs)
        draft.about.pop("coverage", None)


def write(drafts: Sequence[Draft], data_dir: Path) -> None:
    """Put these evaluations in a data folder, in the place of those that were there."""
    kept = {*SHARED, "sources.yaml"}
    for path in data_dir.iterdir():
        if path.name not in kept:
            shutil.rmtree(path)
    for draft in drafts:
        draft.write(data_dir)


def rule(seed: int) -> tuple[int, int]:
    """Below which number counts are hidden, and what others are rounded to."""
    dice = Dice(seed)
    threshold = dice.pick([10, 10, 10, 10, 5, 20, 2])
    return threshold, dice.pick([number for number in (5, 5, 10, 1) if number <= threshold])


def protect(data_dir: Path, threshold: int = 10, rounding: int = 5) -> None:
    """Write the disclosure rule of a data folder."""
    for name, value in (("threshold", threshold), ("rounding", rounding)):
        path = data_dir / "parameters" / f"disclosure_{name}.yaml"
        content = yaml.safe_load((DATA / "parameters" / path.name).read_text(encoding="utf-8"))
        reason = {"lower_because": "Om te testen."}
        write_yaml(path, content | {"values": {date(2023, 1, 1): value}, **reason})
