"""The invented world as tables: spells, benefits and measurements of all clients at once."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from evalutils.synthetic import days
from evalutils.synthetic.coded_columns import TextColumn, Words, client_ids, dates, numbers, words
from evalutils.synthetic.draws import Ints
from evalutils.synthetic.histories import (
    CODES,
    InventedSpells,
    first_benefits,
    first_spells,
    returns,
    second_round,
)
from evalutils.synthetic.measurements import (
    KINDS,
    RUNGS,
    UNKNOWN,
    draw_measurements,
)
from evalutils.synthetic.people import AGE_LABELS, EDUCATION_LABELS, People, draw_people

_RUNG_WORDS = ["unknown" if rung == UNKNOWN else str(rung) for rung in range(RUNGS + 1)]


ClientTable = tuple[TextColumn, ...]
"""The columns of a table, of which the first gives the client of each row as an index, in order."""


def of_clients(table: ClientTable, first: int, last: int) -> ClientTable:
    """The rows of the clients from `first` up to but not including `last`."""
    begin, end = np.searchsorted(table[0].codes, [first, last])
    return tuple(column.part(slice(int(begin), int(end))) for column in table)


def make_tables(programme: Ints, seed: int) -> Mapping[str, ClientTable]:
    """Invent the clients of each programme and everything that happens to them.

    `programme` is the index of the programme of each client; the rows of the tables spells,
    benefits and measurements follow this order.
    """
    people = draw_people(programme, seed)
    spells = first_spells(people, seed)
    rows = draw_measurements(people, spells, seed)
    benefits = first_benefits(people, spells, seed)
    back = returns(people, benefits, seed)
    more_spells, more_benefits = second_round(people, back, seed)
    spells, benefits = spells.joined(more_spells), benefits.joined(more_benefits)
    ids = client_ids(len(programme))
    return {
        "spells": (
            *_times(spells, ids),
            TextColumn("destination", words([*CODES, ""]), spells.destination),
            *_groups(people, spells.client),
        ),
        "benefits": _times(benefits, ids),
        "measurements": (
            TextColumn("client_id", ids, rows.client),
            dates("date", rows.day, days.OPEN),
            TextColumn("kind", words(KINDS), rows.kind),
            TextColumn("rung", words(_RUNG_WORDS), rows.rung),
            TextColumn("correction", words(["false", "true"]), rows.correction),
            *_groups(people, rows.client),
        ),
    }


def _times(spells: InventedSpells, ids: Words) -> ClientTable:
    return (
        TextColumn("client_id", ids, spells.client),
        dates("start", spells.start, days.OPEN),
        dates("end", spells.end, days.OPEN),
    )


def _groups(people: People, client: Ints) -> ClientTable:
    return (
        numbers("birth_year", people.birth_year[client]),
        TextColumn("age_group", words(AGE_LABELS), people.age_group[client]),
        TextColumn("education", words(EDUCATION_LABELS), people.education[client]),
    )
