"""The invented world as tables: spells, benefits and measurements of all clients at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evalutils.synthetic import days
from evalutils.synthetic.coded_columns import TextColumn, Words, client_ids, dates, numbers, words
from evalutils.synthetic.draws import Ints
from evalutils.synthetic.histories import (
    CODES,
    Spells,
    first_benefits,
    first_spells,
    returns,
    second_round,
)
from evalutils.synthetic.measurements import (
    KINDS,
    RUNGS,
    UNKNOWN,
    Measurements,
    draw_measurements,
)
from evalutils.synthetic.people import AGE_LABELS, EDUCATION_LABELS, People, draw_people

_RUNG_WORDS = ["unknown" if rung == UNKNOWN else str(rung) for rung in range(RUNGS + 1)]


@dataclass(frozen=True)
class ClientTable:
    """Rows by client: the columns, and the client of each row as an index."""

    columns: tuple[TextColumn, ...]
    client: Ints

    def of_clients(self, first: int, last: int) -> tuple[TextColumn, ...]:
        """The rows of the clients from `first` up to but not including `last`."""
        begin, end = np.searchsorted(self.client, [first, last])
        return tuple(column.part(slice(int(begin), int(end))) for column in self.columns)


def make_tables(programme: Ints, seed: int) -> Mapping[str, ClientTable]:
    """Invent the clients of each programme and everything that happens to them.

    `programme` is the index of the programme of each client; the rows of the tables spells,
    benefits and measurements follow this order.
    """
    people = draw_people(programme, seed)
    spells = first_spells(people, seed)
    measurements = draw_measurements(people, spells, seed)
    benefits = first_benefits(people, spells, seed)
    back = returns(people, benefits, seed)
    more_spells, more_benefits = second_round(people, back, seed)
    ids = client_ids(len(programme))
    return {
        "spells": _spells(people, spells.joined(more_spells), ids),
        "benefits": _benefits(benefits.joined(more_benefits), ids),
        "measurements": _measurements(people, measurements, ids),
    }


def _spells(people: People, spells: Spells, ids: Words) -> ClientTable:
    columns = (
        TextColumn("client_id", ids, spells.client),
        dates("start", spells.start, days.OPEN),
        dates("end", spells.end, days.OPEN),
        TextColumn("destination", words([*CODES, ""]), spells.destination),
        *_groups(people, spells.client),
    )
    return ClientTable(columns, spells.client)


def _benefits(benefits: Spells, ids: Words) -> ClientTable:
    columns = (
        TextColumn("client_id", ids, benefits.client),
        dates("start", benefits.start, days.OPEN),
        dates("end", benefits.end, days.OPEN),
    )
    return ClientTable(columns, benefits.client)


def _measurements(people: People, rows: Measurements, ids: Words) -> ClientTable:
    columns = (
        TextColumn("client_id", ids, rows.client),
        dates("date", rows.day, days.OPEN),
        TextColumn("kind", words(KINDS), rows.kind),
        TextColumn("rung", words(_RUNG_WORDS), rows.rung),
        TextColumn("correction", words(["false", "true"]), rows.correction),
        *_groups(people, rows.client),
    )
    return ClientTable(columns, rows.client)


def _groups(people: People, client: Ints) -> tuple[TextColumn, ...]:
    return (
        numbers("birth_year", people.birth_year[client]),
        TextColumn("age_group", words(AGE_LABELS), people.age_group[client]),
        TextColumn("education", words(EDUCATION_LABELS), people.education[client]),
    )
