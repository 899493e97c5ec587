"""How the rungs of one ladder scheme translate to another: to one rung, to several, or to none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from evalutils.contracts.yaml_files import CROSSWALK_HINT
from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.reading.yaml_keys import KeyReader


@dataclass(frozen=True)
class Crosswalk:
    """A versioned translation of rungs."""

    to: str  # key of the scheme that it translates to
    version: str
    loss: str  # Dutch sentence: what is lost
    # Per rung the rungs that it can be; several when that cannot be told, none when there is no
    # counterpart.
    rungs: Mapping[int, tuple[int, ...]]

    @property
    def targets(self) -> tuple[int, ...]:
        """Rungs of the other scheme that some rung can be, low to high."""
        return tuple(sorted({target for targets in self.rungs.values() for target in targets}))


def read_crosswalk(
    read: Mapping[str, Any] | None, numbers: Collection[int], reader: KeyReader
) -> Crosswalk | None:
    """The crosswalk of a scheme; None when there is none or it has a fault.

    The parts of `read` were checked; `numbers` are the rungs of the scheme.
    """
    if read is None or reader.faults.found:
        return None
    if set(read["rungs"]) != set(numbers):
        reader.add(CROSSWALK_HINT, "crosswalk")
        return None
    rungs = {number: tuple(sorted(read["rungs"][number])) for number in sorted(numbers)}
    return Crosswalk(read["to"], read["version"], read["loss"], rungs)


def check_crosswalks(
    crosswalks: Mapping[str, Crosswalk | None],
    numbers: Mapping[str, tuple[int, ...]],
    faults: FaultList,
) -> None:
    """Report a crosswalk to a scheme or to rungs that do not exist.

    A scheme with a fault of its own has no rungs.
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
