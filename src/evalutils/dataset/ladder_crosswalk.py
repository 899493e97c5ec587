"""How the rungs of one ladder scheme translate to another: to one rung, to several, or to none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.reading.yaml_file import as_text

HINT = (
    "write {to: SCHEME, version: ..., loss: ..., rungs: {1: [1], 2: [2, 3], 3: []}}, with a line "
    "for every rung of this scheme; [] where no rung fits."
)


@dataclass(frozen=True)
class Crosswalk:
    """A versioned translation of rungs.

    Attributes
    ----------
    to
        Key of the scheme that it translates to.
    version
        Version of the translation.
    loss
        Dutch sentence: what is lost.
    rungs
        Per rung the rungs that it can be; several when that cannot be told, none when there is no
        counterpart.
    """

    to: str
    version: str
    loss: str
    rungs: Mapping[int, tuple[int, ...]]

    @property
    def targets(self) -> tuple[int, ...]:
        """Rungs of the other scheme that some rung can be, low to high."""
        return tuple(sorted({target for targets in self.rungs.values() for target in targets}))


def read_crosswalk(
    content: Mapping[str, Any], numbers: tuple[int, ...], name: str, faults: FaultList
) -> Crosswalk | None:
    """Read the key ``crosswalk`` of a scheme; None when there is none or it has a fault.

    Parameters
    ----------
    content
        The whole file.
    numbers
        Rungs of the scheme.
    name
        How messages name the file.
    faults
        Receives what is wrong.
    """
    entry = content.get("crosswalk")
    if entry is None:
        return None
    fields = entry if isinstance(entry, dict) else {}
    rungs = fields.get("rungs")
    texts = [as_text(fields.get(key)) for key in ("to", "version", "loss")]
    if not all(texts) or not isinstance(rungs, dict) or set(rungs) != set(numbers):
        faults.add(name, HINT, column="crosswalk")
        return None
    if not all(
        isinstance(item, list) and all(type(r) is int for r in item) for item in rungs.values()
    ):
        faults.add(name, HINT, column="crosswalk.rungs")
        return None
    translated = {number: tuple(sorted(rungs[number])) for number in numbers}
    to, version, loss = texts
    return Crosswalk(to, version, loss, translated)


def check_crosswalks(
    crosswalks: Mapping[str, Crosswalk | None],
    numbers: Mapping[str, tuple[int, ...]],
    faults: FaultList,
) -> None:
    """Report a crosswalk to a scheme or to rungs that do not exist.

    Parameters
    ----------
    crosswalks, numbers
        Per scheme its crosswalk and its rungs; a scheme with a fault of its own has no rungs.
    faults
        Receives what is wrong.
    """
    for key, crosswalk in crosswalks.items():
        name = f"ladders/{key}.yaml"
        if crosswalk is None:
            continue
        if crosswalk.to not in numbers or crosswalk.to == key:
            others = ", ".join(other for other in numbers if other != key)
            problem = f"{quoted(crosswalk.to)} is not another scheme. Choose from: {others}."
            faults.add(name, problem, column="crosswalk.to")
        elif numbers[crosswalk.to] and not set(crosswalk.targets) <= set(numbers[crosswalk.to]):
            known = ", ".join(map(str, numbers[crosswalk.to]))
            problem = f"a rung is not in scheme '{crosswalk.to}'. Choose from: {known}."
            faults.add(name, problem, column="crosswalk.rungs")
