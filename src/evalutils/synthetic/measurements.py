"""Measurements on the ladder: rounds with gaps, expectations that are too high, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from evalutils.synthetic import constants as c
from evalutils.synthetic import days
from evalutils.synthetic.draws import Flags, Floats, Ints, pick, uniforms, whole
from evalutils.synthetic.histories import InventedSpells
from evalutils.synthetic.people import People

KINDS = ("measured", "expected", "target")
RUNGS = len(c.SPEED_BY_RUNG)
UNKNOWN = 0  # code of the rung that is not known

# A row is packed into one number, client first, so that sorting rows is sorting numbers.
_RUNG_BITS, _CORRECTION_BITS, _KIND_BITS, _DAY_BITS = 4, 1, 2, 16


@dataclass(frozen=True)
class Measurements:
    """One value per measurement, by client, date and kind."""

    client: Ints
    day: Ints
    kind: Ints
    correction: Ints
    rung: Ints


def draw_measurements(people: People, spells: InventedSpells, seed: int) -> Measurements:
    """Draw the measurements during each client's first time on the programme.

    The spells are the first ones, one per client in the same order.
    """
    measured = _measured_at_all(people, seed)
    parts: list[Ints] = []
    for number, client, day, rung in _rounds(people, spells, measured, seed):
        parts += _round_rows(client, day, rung, seed, number)
        if number == 0:
            parts += _prospects(client, day, rung, seed)
    return _unpack(np.sort(np.concatenate(parts)))


def _measured_at_all(people: People, seed: int) -> Flags:
    by_age = np.array([group[5] for group in c.AGE_GROUPS])
    by_education = np.array([level[4] for level in c.EDUCATIONS])
    chance = by_age[people.age_group] * by_education[people.education]
    flags: Flags = uniforms(seed, "measured", len(chance)) < chance
    return flags


def _rounds(
    people: People, spells: InventedSpells, measured: Flags, seed: int
) -> Iterator[tuple[int, Ints, Ints, Ints]]:
    """Per round its number, the clients who were measured, the day and their true rung."""
    count = len(people.start)
    intake = people.start + whole(0, c.DAYS_TO_INTAKE, uniforms(seed, "intake", count))
    # Who was there before the period had a last round in the half year before it.
    earlier = days.FIRST_DAY - whole(1, c.DAYS_BETWEEN_ROUNDS, uniforms(seed, "earlier", count))
    anchor = np.where(people.elapsed > 0, np.maximum(people.start, earlier), intake)
    last_day = np.minimum(spells.end, days.LAST_DAY)
    rung = people.rung
    for number in range(c.ROUNDS):
        slack = c.DAYS_OF_SLACK if number else 0
        shift = whole(-slack, slack, uniforms(seed, f"slack {number}", count))
        day = anchor + number * c.DAYS_BETWEEN_ROUNDS + shift
        if number:
            rung = _stepped(rung, c.STEPS, uniforms(seed, f"step {number}", count))
        missed = c.MISSED_ROUND if number else c.MISSED_INTAKE
        held = measured & (day <= last_day) & (uniforms(seed, f"round {number}", count) >= missed)
        client = np.flatnonzero(held)
        yield number, client, day[client], rung[client]


def _round_rows(client: Ints, day: Ints, rung: Ints, seed: int, number: int) -> list[Ints]:
    """Rows of a round: what was written down, and for some the correction."""
    count = len(client)
    chance = uniforms(seed, f"quality {number}", count)
    unknown = chance < c.RUNG_UNKNOWN
    wrong = (chance >= c.RUNG_UNKNOWN) & (chance < c.RUNG_UNKNOWN + c.CORRECTED)
    mistaken = np.where(rung < RUNGS, rung + 1, rung - 1)
    written = np.select([unknown, wrong], [np.full(count, UNKNOWN), mistaken], rung)
    corrected = np.flatnonzero(wrong)
    return [
        _pack(client, day, "measured", False, written),
        _pack(client[corrected], day[corrected], "measured", True, rung[corrected]),
    ]


def _prospects(client: Ints, day: Ints, rung: Ints, seed: int) -> list[Ints]:
    """What the coach expects at the intake, and the target that goes beyond it."""
    count = len(client)
    expected = _stepped(rung, c.EXPECTED_STEPS, uniforms(seed, "expected", count))
    target = _stepped(expected, c.TARGET_STEPS, uniforms(seed, "target", count))
    parts = []
    for kind, value, share in (
        ("expected", expected, c.HAS_EXPECTATION),
        ("target", target, c.HAS_TARGET),
    ):
        chosen = np.flatnonzero(uniforms(seed, f"has {kind}", count) < share)
        parts.append(_pack(client[chosen], day[chosen], kind, False, value[chosen]))
    return parts


def _stepped(rung: Ints, steps: Mapping[int, float], chance: Floats) -> Ints:
    step = np.array(list(steps))[pick(list(steps.values()), chance)]
    stepped: Ints = np.clip(rung + step, 1, RUNGS)
    return stepped


def _pack(client: Ints, day: Ints, kind: str, correction: bool, rung: Ints) -> Ints:
    packed = (client.astype(np.int64) << _DAY_BITS) | day
    packed = (packed << _KIND_BITS) | KINDS.index(kind)
    packed = (packed << _CORRECTION_BITS) | int(correction)
    return (packed << _RUNG_BITS) | rung


def _unpack(packed: Ints) -> Measurements:
    rest, rung = packed >> _RUNG_BITS, packed & ((1 << _RUNG_BITS) - 1)
    rest, correction = rest >> _CORRECTION_BITS, rest & ((1 << _CORRECTION_BITS) - 1)
    rest, kind = rest >> _KIND_BITS, rest & ((1 << _KIND_BITS) - 1)
    client, day = rest >> _DAY_BITS, rest & ((1 << _DAY_BITS) - 1)
    return Measurements(client, day, kind, correction, rung)
