"""Something else stands in the place of a file: a link, a folder, a pipe, a device, a giant."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import suppress
from random import Random

from benchmarks.attack.mutation import REFUSED, Change, Mutator, Target

GIANT = 6_000_000_000  # bytes, none of them on the disk


def other_thing(draw: Random, target: Target) -> Change:
    """The file is not what it was, though it may hold the same."""
    path, away = target.path, target.elsewhere / target.path.name
    ways = "link|hard link|nowhere|circle|zero|null|folder|pipe|socket|sealed|giant|read only"
    way = draw.choice(ways.split("|"))
    same = way in ("link", "hard link", "read only", "sealed")
    shutil.copy(path, away)
    if way in ("sealed", "read only"):
        path.chmod(0 if way == "sealed" else 0o400)
    elif way == "giant":
        with path.open("r+b") as file:
            file.truncate(GIANT)
    else:
        path.unlink()
    if way == "link":
        path.symlink_to(away)
    elif way == "hard link":
        os.link(away, path)
    elif way in ("nowhere", "circle", "zero", "null"):
        goal = {"nowhere": "niets.csv", "circle": path.name}.get(way, f"/dev/{way}")
        path.symlink_to(goal)
    elif way == "folder":
        path.mkdir()
        (path / path.name).write_text("x", encoding="utf-8")
    elif way == "pipe":
        os.mkfifo(path)
    elif way == "socket":
        with socket.socket(socket.AF_UNIX) as one, suppress(OSError):
            one.bind(os.path.relpath(path))
    return Change(f"place: {way}", [target.said] if same else REFUSED)


def other_folder(draw: Random, target: Target) -> Change:
    """The folder of the evaluation is a link, holds a circle, or may not be read."""
    folder = target.path.parent
    away = target.elsewhere / "evaluation"
    way = draw.choice(["link", "circle", "sealed", "stray files"])
    if way == "link":
        shutil.move(folder, away)
        folder.symlink_to(away)
    elif way == "circle":
        (target.data / "kring").symlink_to(target.data)
    elif way == "sealed":
        folder.chmod(0 if os.geteuid() else 0o500)
    else:
        for name in (".DS_Store", "~$exits.xlsx", ".exits.csv.swp", "Thumbs.db"):
            (folder / name).write_bytes(b"\0\1")
    return Change(f"folder: {way}", [target.said])


MUTATORS: dict[str, Mutator] = {"place of a file": other_thing, "place of a folder": other_folder}
