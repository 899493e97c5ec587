"""Real municipalities for invented clients, and how many clients each gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from evalutils.dataset.faults import FaultList
from evalutils.dataset.municipalities import MUNICIPALITIES_FILE, read_municipalities
from evalutils.errors import InputError
from evalutils.keys import slug
from evalutils.synthetic import constants as c
from evalutils.synthetic.draws import Ints, uniforms


@dataclass(frozen=True)
class Place:
    """A municipality: folder name, name for readers and CBS code."""

    folder: str
    name: str
    code: str | None


EXAMPLE = Place("synthetisch", "Voorbeeldgemeente (synthetisch)", None)


def read_places(data_dir: Path) -> list[Place]:
    """The municipalities that exist now, in order; DataError when the code list is not right."""
    faults = FaultList(str(data_dir))
    found = read_municipalities(data_dir, faults)
    faults.stop()
    return [Place(slug(item.name), item.name, item.code) for item in found if item.end == date.max]


def choose_places(places: list[Place], count: int, seed: int) -> list[Place]:
    """So many places at random, in the order of the list."""
    if count > len(places):
        raise InputError(
            f"There are {len(places)} municipalities in {MUNICIPALITIES_FILE}, not {count}. Ask "
            "for fewer."
        )
    order = np.argsort(uniforms(seed, "places", len(places)), kind="stable")
    return [places[index] for index in sorted(order[:count])]


def clients_per_folder(places: int, programmes: int, clients: int, seed: int) -> Ints:
    """How many clients each programme of each place gets: at least one, and all of them in all.

    The programmes of the first place come first. Fewer clients than folders are an InputError.
    """
    folders = places * programmes
    if clients < folders:
        raise InputError(
            f"{clients} clients are too few for {folders} evaluations ({places} municipalities "
            f"with {programmes} programmes). Ask for at least {folders} clients."
        )
    rank = np.argsort(np.argsort(uniforms(seed, "sizes", places), kind="stable")) + 1.0
    weights = np.outer(rank**-c.SIZE_EXPONENT, c.PROGRAMME_SHARES[:programmes]).ravel()
    exact = (clients - folders) * weights / weights.sum()
    sizes: Ints = np.floor(exact).astype(np.int64)
    # What is left over goes to the largest remainders, so that the total is exact.
    largest = np.argsort(sizes - exact, kind="stable")[: clients - folders - int(sizes.sum())]
    sizes += 1
    sizes[largest] += 1
    return sizes
