"""Which numbers to leave out, so that what is left out cannot be found from what is shown.

A small count is always left out. Where a reader could narrow it down too far by adding up and
subtracting the rounded counts beside it, another is left out as well (secondary suppression; see
Hundepool et al. 2012, Statistical disclosure control, chapter 4): one of a later result before one
of an earlier, then the smallest. The same is done where a rounded count would come down to one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from evalutils.disclosure.earlier import narrowed
from evalutils.disclosure.equations import Line, outward
from evalutils.disclosure.fitting import View
from evalutils.disclosure.numbers import Number, Numbers
from evalutils.disclosure.recovery import Bounds, possible_values

_ANY = Bounds(0, np.inf)
# A rounded count that comes down to one value is not rounded.
_LEAST_OF_ROUNDED = 2


@dataclass
class Suppression:
    """The choice of numbers to leave out.

    Attributes
    ----------
    numbers
        All numbers.
    left_out
        Numbers left out to protect a small one, and small ones of which even "below the
        threshold" would say too much.
    fixed
        Numbers that are published already: whether they are shown was decided.
    lost
        Numbers that nothing could protect better than they are.
    forced
        Numbers to leave out for a reason of their own.
    """

    numbers: Numbers
    left_out: set[Number] = field(default_factory=set)
    fixed: set[Number] = field(default_factory=set)
    lost: set[Number] = field(default_factory=set)
    forced: set[Number] = field(default_factory=set)

    def protect(self, lines: Sequence[Line]) -> None:
        """Leave out numbers until every count of a system keeps enough values."""
        every = sorted({item for line in lines for item in line.equation})
        if all(item in self.fixed for item in every if item >= 0):
            return
        together = (self._whole_groups(lines) | self.forced) - self.fixed
        self.left_out |= together
        # What the last edition left out serves as well again: the same book comes out the same.
        self.left_out |= self.numbers.out_before.intersection(every) - self.fixed
        guarded = self._guarded(lines)
        view = View(lines, guarded, self._bounds, self.left_out)
        few = [item for item, least in guarded.items() if least > _LEAST_OF_ROUNDED]
        for items in (few, list(guarded)):
            view.look_at_many(items)
        for item in guarded:
            while item not in self.lost and not view.enough(item):
                if not self._leave_out_near(item, lines):
                    self.lost.add(item)
        if self.lost.isdisjoint(guarded):
            chosen = self.left_out.intersection(every) - self.numbers.small - self.fixed - together
            for item in sorted(chosen, key=self._dearness, reverse=True):
                view = self._shown_again(item, guarded, view)

    def _guarded(self, lines: Sequence[Line]) -> dict[Number, int]:
        """Per number how many values it has to keep: small ones and small rests first."""
        base = self.numbers.rule.rounding
        rests = {line.protected for line in lines}
        every = sorted({item for line in lines for item in line.equation} - self.numbers.public)
        small = [item for item in every if item in rests or item in self.numbers.small]
        others = [item for item in every if item >= 0 and item not in self.numbers.small]
        least = min(_LEAST_OF_ROUNDED, base)
        return {**dict.fromkeys(small, base), **dict.fromkeys(others, least)}

    def _whole_groups(self, lines: Sequence[Line]) -> set[Number]:
        """Numbers that are all of the group that they are parts of, or so many that it looks so.

        Who knows somebody in that group would know what became of that person (group disclosure;
        Hundepool et al. 2012, section 4.2).
        """
        counts, rule = self.numbers.counts, self.numbers.rule
        return {
            item
            for line in lines
            if line.whole is not None
            for item, times in line.equation.items()
            if item >= 0 and times < 0 and counts[item] >= rule.threshold
            if counts[line.whole] - counts[item] < rule.rounding
        }

    def _shown_again(self, item: Number, guarded: Collection[Number], view: View) -> View:
        """Show a number after all, when what was left out later makes that safe."""
        self.left_out.remove(item)
        found = view.within(item)
        near = dict.fromkeys(
            one for group in outward(item, view.lines) for line in group for one in line.equation
        )
        for one in near:
            if one in guarded and not found.enough(one):
                self.left_out.add(item)
                view.learn(found)
                return view
        return found

    def _dearness(self, item: Number) -> tuple[float, ...]:
        """How much a number is missed: one of an earlier result more, then a larger one."""
        return (-self.numbers.place[item], self.numbers.counts[item], item)

    def _leave_out_near(self, item: Number, lines: Sequence[Line]) -> bool:
        """Leave out the best number as near as can be; False when nothing is left."""
        small = self.numbers.small
        gone = small | self.left_out | self.fixed
        for near in outward(item, lines):
            shown = {one for line in near for one in line.candidates} - gone
            if shown:
                self.left_out.add(min(shown, key=self._dearness))
                return True
        for near in outward(item, lines):
            # Nothing else is left: not even "below the threshold" is said any more.
            said = {one for line in near for one in line.equation if one in small}
            said -= self.left_out | self.fixed
            if said:
                self.left_out |= said
                return True
        return bool(self.numbers.told) and self._leave_out_whole(item, lines)

    def _leave_out_whole(self, item: Number, lines: Sequence[Line]) -> bool:
        """Leave out the nearest total: of all its parts an earlier edition may tell too much."""
        gone = self.numbers.small | self.left_out | self.fixed
        for near in outward(item, lines):
            if shown := {one for line in near for one in line.persons} - gone:
                self.left_out.add(min(shown, key=self._dearness))
                return True
        return False

    def known(self, item: Number, lines: Sequence[Line]) -> Bounds:
        """What a reader knows of a number after all adding up."""
        every = dict.fromkeys(one for line in lines for one in line.equation)
        bounds = {one: self._bounds(one, one in self.left_out) for one in (item, *every)}
        if not lines:
            return bounds[item]
        return possible_values(item, [line.equation for line in lines], bounds)

    def follows(self, item: Number, lines: Sequence[Line]) -> Bounds:
        """What follows of a number from the pages alone, on which one left out can be any.

        It is the same for two books that show the same, whatever they leave out: telling it gives
        nothing away.
        """
        if not lines:
            return _ANY
        every = {one for line in lines for one in line.equation}
        shown = {one: _ANY if one in self.left_out else self.said(one) for one in every}
        return possible_values(item, [line.equation for line in lines], shown, whole=False)

    def _bounds(self, item: Number, left_out: bool) -> Bounds:
        """What a reader knows of a number before any adding up, with all earlier editions."""
        told = self.numbers.told.get(item)
        now = self._said(item, left_out)
        return narrowed(now, self.numbers.counts[item], told) if told else now

    def said(self, item: Number) -> Bounds:
        """What is said of a number."""
        return self._said(item, item in self.left_out)

    def _said(self, item: Number, left_out: bool) -> Bounds:
        threshold = self.numbers.rule.threshold
        if item < 0:
            return Bounds(0, np.inf)
        if item in self.numbers.public:
            return Bounds(self.numbers.counts[item], self.numbers.counts[item])
        if left_out:
            return Bounds(0 if item in self.numbers.small else threshold, np.inf)
        if item in self.numbers.small:
            return Bounds(0, threshold - 1)
        return self.numbers.rule.bounds(self.numbers.counts[item], self.numbers.lifts[item])
