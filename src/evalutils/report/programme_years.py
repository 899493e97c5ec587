"""The periods of one programme side by side, each cleared under its own disclosure rule."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pandas as pd

from evalutils.chapters.catalogue import TREND
from evalutils.contracts.breaks import COHORTS, FOLLOW_UP
from evalutils.contracts.shown_origin import Origin
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.dataset.load import DataSet, load_evaluations
from evalutils.dataset.load import kept_library as load_library
from evalutils.dataset.told import told, told_library
from evalutils.disclosure import Publishable
from evalutils.display import Prose
from evalutils.frames import rows as each_row
from evalutils.keys import EvaluationKey
from evalutils.literal import markdown
from evalutils.report.figure_names import CHANGE
from evalutils.report.figure_rows import DOCUMENTS, PLACES, together
from evalutils.report.key_figure_rows import SHOWN, KeyFigures, placed
from evalutils.report.merged_places import Moment
from evalutils.report.series_changes import Link, with_changes
from evalutils.report.series_points import (
    figures_of_period,
    moment_of,
    points_of_cohorts,
    points_of_periods,
)
from evalutils.trace import late, loading

_ROOT = "../../../"
_METHOD = "later less earlier; intervals joined by squares (MOVER)"
_OVERLAP = ", for any correlation of people in both"
# Of cohorts that were all looked at on one day, the earlier were followed longer.
_ONE_DAY = "fixed_date"


@dataclass(frozen=True)
class Years:
    """The periods, or cohorts, that the page of an evaluation lays side by side.

    Attributes
    ----------
    evaluation
        The one that the page belongs to.
    periods
        All of its programme, in the order of time.
    library
        The shared files.
    """

    evaluation: Evaluation
    periods: tuple[Evaluation, ...]
    library: Library

    def introduction(self) -> Prose:
        """What the page is about."""
        moments = self.moments
        what = "cohorten" if self.of_cohorts else "perioden"
        between = " en " if len(moments) == 2 else " tot en met "
        ends = (markdown(moments[place].label) for place in (0, -1))
        text = f"{len(moments)} {what}: {between.join(ends)}."
        if self._points[0].empty:
            text += f" Geen van deze {what} heeft een kengetal waar een reeks van te maken is."
        return Prose(text)

    @property
    def of_cohorts(self) -> bool:
        """Whether it is about cohorts of one evaluation."""
        return len(self.periods) == 1 and COHORTS in self.evaluation.comparable_with

    @property
    def moments(self) -> list[Moment]:
        """The periods or cohorts, in the order of time."""
        return self._points[1]

    @property
    def links(self) -> list[Link]:
        """What is declared between every moment and the next."""
        if self.of_cohorts:
            one = self.evaluation.comparable_with[COHORTS]
            return [Link(one)] * (len(self.moments) - 1)
        declared = [
            after.comparable_with.get(before.key.period) for before, after in pairwise(self.periods)
        ]
        pairs = zip(declared, pairwise(self.moments), strict=True)
        return [Link.between(one, *moments) for one, moments in pairs]

    @cached_property
    def _points(self) -> tuple[pd.DataFrame, list[Moment]]:
        if self.of_cohorts:
            points, moments, _ = points_of_cohorts(self.evaluation, self.library)
            return points, moments
        return points_of_periods(self.periods, self.library), [*map(moment_of, self.periods)]

    def figures(self) -> Publishable:
        """Every figure of every moment, with the change since the moment before.

        Returns
        -------
        Publishable
            The columns of `series_changes.with_changes`, and `moment`, the Dutch name of each.
        """
        points, moments = self._points
        protected = any(item.disclosure == "protected" for item in self.periods)
        if points.empty:
            return Publishable(points, pd.DataFrame(), protected)
        frame = with_changes(points, self.links)
        if self.of_cohorts:
            frame = _unequally_followed(frame)
        frame["moment"] = [moments[place].label for place in frame["place"]]
        sources = dict.fromkeys(key for item in self.periods for key in item.sources)
        origin = Origin(TREND.meaning, sources=tuple((key, "") for key in sources))
        return Publishable(frame, self._key_figures(frame), protected, origin)

    def _key_figures(self, frame: pd.DataFrame) -> pd.DataFrame:
        changed = frame[frame["change"].notna()]
        keys = [moment.key for moment in self.moments]
        same = [link.same_clients for link in self.links]
        found = pd.DataFrame(
            {
                "indicator": CHANGE,
                "group": [
                    ":".join(
                        part
                        for part in (row.indicator, row.group, keys[row.place - 1], keys[row.place])
                        if part
                    )
                    for row in each_row(changed)
                ],
                "value": changed["change"],
                "lower": changed["change_lower"],
                "upper": changed["change_upper"],
                "unit": changed["unit"].replace("percent", "percentage_point"),
                "n": changed["n"],
                "method": [_METHOD + _OVERLAP * same[place - 1] for place in changed["place"]],
                "status": "computed",
            }
        )
        of_both = pd.DataFrame(_of_both(frame), index=frame.index).loc[changed.index]
        page = f"{self.evaluation.key.slug}--{TREND.name}"
        known = pd.concat([found, of_both], axis=1)
        return placed(known, self.evaluation, TREND.name, page, self.library)

    @property
    def national(self) -> pd.DataFrame:
        """National shares that stayed away, per definition: context for the same definition."""
        national = late("outflow.national_durability")
        return national(self.library.parameters)  # type: ignore[no-any-return]

    @property
    def notes(self) -> dict[str, str]:
        """What the researcher wrote of the change to a moment, by the name of that moment."""
        pairs = zip(self.moments[1:], self.links, strict=True)
        said = {moment.label: link.declared for moment, link in pairs}
        return {label: one.note for label, one in said.items() if one is not None and one.note}

    def key_figures(self, *shown: Publishable) -> KeyFigures:
        """The key figures of what the page shows."""
        frames = [item.key_figures for item in shown if len(item.key_figures)]
        frame = (
            pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=list(SHOWN))
        )
        return KeyFigures(frame, _ROOT)


def _of_both(frame: pd.DataFrame) -> list[dict[str, str | None]]:
    """Where the figures of each moment and of the moment before it come from, and their sources."""
    columns = ["source", *PLACES]
    earlier = frame.groupby("figure", sort=False)[columns].shift().fillna("").to_dict("records")
    found = []
    for pair in zip(earlier, frame[columns].fillna("").to_dict("records"), strict=True):
        both = together(pair)
        sources = both[DOCUMENTS].split() or " ".join(one["source"] for one in pair).split()
        found.append({**both, "source": " ".join(dict.fromkeys(sources)) or None})
    return found


def _unequally_followed(frame: pd.DataFrame) -> pd.DataFrame:
    """Without changes between cohorts of which the earlier ones were followed longer."""
    unequal = frame["group"].str.startswith(_ONE_DAY) & frame["place"].gt(0)
    missing = dict.fromkeys(("change", "change_lower", "change_upper"), float("nan"))
    broken = frame["broken"].mask(unequal, FOLLOW_UP)
    return frame.assign(
        broken=broken, **{name: frame[name].mask(unequal, gone) for name, gone in missing.items()}
    )


def keep_periods(data: DataSet) -> None:
    """Work out the figures of every period, so that the page of the programme finds them kept."""
    library = told_library(data.library)
    several = [item for item in data.evaluations if item.disclosure == "published"]
    for evaluation in several if len(several) > 1 else ():
        # What fails here fails in the notebook, which tells of it.
        with suppress(Exception):
            figures_of_period(told(evaluation), library)


def open_years(municipality: str, programme: str, period: str, data_dir: str) -> Years:
    """Open the programme of which the parameters of a notebook name the last period.

    Parameters
    ----------
    municipality, programme, period
        The evaluation that the page belongs to.
    data_dir
        The data folder, relative to the notebook or absolute.

    Raises
    ------
    InputError
        When there is no such evaluation.
    DataError
        When data of a period do not meet the contract.
    """
    key, folder = EvaluationKey(municipality, programme, period), Path(data_dir)
    with loading():
        found = load_evaluations(folder, [f"{municipality}/{programme}"])
        library = load_library(folder)
    ordered = sorted(found, key=lambda item: (item.period_start, item.period_end, item.key))
    periods = {item.key: told(item) for item in ordered}
    return Years(periods[key], tuple(periods.values()), told_library(library))
