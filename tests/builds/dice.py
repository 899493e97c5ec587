"""Draws that make an invented evaluation: the same seed always gives the same one."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

# How large the counts of an evaluation are: those of one level, and now and then another.
LEVELS: dict[str, tuple[int, ...]] = {
    "zero": (0,),
    "one": (0, 1),
    "few": (0, 1, 2, 3, 5, 8, 9),
    "edge": (0, 1, 4, 7, 9, 10, 11, 12, 13, 14, 17, 18, 22, 23, 27, 40),
    "many": (30, 41, 64, 100, 317, 608, 912, 6143),
    "huge": (10_000, 123_456, 17_000_000, 10**14),
    "mixed": (0, 1, 9, 10, 14, 40, 100, 912, 6143),
}
WORDS = ("werk", "traject", "groep", "oost", "jongeren", "begeleiding", "cursus", "fase")
ODD_TEXTS = (
    "Łódź – één, twéé & drie",
    "工作与培训计划",
    "برنامج العمل",
    "🙂 groep 👩‍🏫",
    "e\u0301e\u0301n",
    "Donaudampfschifffahrtsgesellschaftskapitaensmuetze" * 3,
    "een hele lange naam van een instrument met veel woorden " * 6,
    "a < b & c > d",
    "100% van $5 en $6",
    "$x_{$",
    "x^2_3",
    "[tekst](adres) en *ster* en `code`",
    "{naam} en {{naam}}",
    "| kolom | kolom |",
    "# kop",
    "'aanhaling' en \"aanhaling\"",
    "\\alpha",
    "<b>vet</b>",
    "A",
    "2023",
)


class Dice:
    """Draws with a memory for how large the numbers of this evaluation are."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.level = self.pick(list(LEVELS))
        self.decimals = self.pick([0, 1, 2])

    def maybe(self, chance: float = 0.5) -> bool:
        return self.random.random() < chance

    def pick(self, options: Sequence[T]) -> T:
        return options[self.random.randrange(len(options))]

    def some(self, options: Sequence[T], least: int = 0, most: int | None = None) -> list[T]:
        """A part of the options in their own order."""
        most = len(options) if most is None else min(most, len(options))
        number = self.random.randint(min(least, most), most)
        chosen = set(self.random.sample(range(len(options)), number))
        return [option for place, option in enumerate(options) if place in chosen]

    def whole(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    def count(self) -> int:
        level = self.level if self.maybe(0.9) else "mixed"
        return self.pick(LEVELS[level])

    def within(self, whole: int) -> int:
        """A part of a group: nobody, everybody, one, all but one, or something between."""
        ends = [0, whole, min(1, whole), max(0, whole - 1)]
        return self.pick([*ends, *(self.random.randint(0, whole) for _ in range(3))])

    def split(self, whole: int, parts: int) -> list[int]:
        """Parts that add up to the whole, often all in one of them."""
        if parts and self.maybe(0.2):
            place = self.random.randrange(parts)
            return [whole if number == place else 0 for number in range(parts)]
        cuts = sorted(self.random.randint(0, whole) for _ in range(parts - 1))
        return [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]

    def percent(self, count: int, whole: int) -> float | None:
        """The printed share of a count."""
        return round(100 * count / whole, self.decimals) if whole else None

    def text(self, fallback: str = "") -> str:
        if self.maybe(0.25):
            return self.pick(ODD_TEXTS)
        words = " ".join(self.pick(WORDS) for _ in range(self.whole(1, 4)))
        return f"{fallback} {words}".strip()

    def names(self, number: int, fallback: str = "") -> list[str]:
        """So many different names."""
        found: list[str] = []
        while len(found) < number:
            text = self.text(fallback)
            found.append(text if text not in found else f"{text} {len(found)}")
        return found

    def day(self, first: date, last: date) -> date:
        """A day from the first up to and including the last, often one of the ends."""
        ends = [first, last, first + timedelta(days=self.whole(0, (last - first).days))]
        return self.pick(ends)
