"""What a chapter of the book is, and what an analysis in it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.indicators import INDICATORS
from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation, Outlined
from evalutils.dataset.library import Library
from evalutils.errors import InputError
from evalutils.result import Result
from evalutils.trace import late


def always(_: Outlined) -> bool:
    """No condition beside the tables."""
    return True


# The assumptions that an analysis uses, by what it is called with: the model, or the amounts alone.
_ASSUMED = {
    "cost_case": frozenset(INPUTS),
    "assumptions": frozenset({"participants", "exits", "stayers_cost_share"}),
}


@dataclass(frozen=True)
class Analysis:
    """One question put to an evaluation, and the figures that answer it.

    Attributes
    ----------
    name
        What a notebook asks for: ``report["destinations"]``; unique among all chapters.
    compute
        Gives the result, from what an analysis may read.
    indicators
        The key figures that it publishes.
    needs
        Tables without which there is nothing to compute.
    also
        Tables that it reads when they are there.
    means
        Where on the page with the methods its meaning stands, when it publishes no key figure.
    assumes
        The inputs in assumptions.yaml that it rests on, when they are given.
    """

    name: str
    compute: Callable[[AnalysisInputs], Result]
    indicators: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    means: str = ""
    assumes: frozenset[str] = frozenset()

    @property
    def meaning(self) -> str:
        """Where on the page with the methods its meaning stands; empty for nowhere of its own."""
        return self.means or next((INDICATORS[name].anchor for name in self.indicators), "")

    @property
    def tables(self) -> frozenset[str]:
        """The tables that it reads."""
        return frozenset((*self.needs, *self.also))

    def result(self, inputs: AnalysisInputs) -> Result:
        """What it gives; computed once.

        Raises
        ------
        InputError
            When it gives a figure that it does not list.
        """
        if self.name not in inputs.made:
            made = self.compute(inputs)
            unlisted = {figure.indicator for figure in made.key_figures} - {*self.indicators}
            if unlisted:
                figures = ", ".join(sorted(unlisted))
                raise InputError(f"Analysis '{self.name}' gives {figures}: list it in its chapter.")
            inputs.made[self.name] = made
        return inputs.made[self.name]

    def possible(self, evaluation: Outlined) -> bool:
        """Whether the evaluation has the tables that it needs."""
        return all(name in evaluation.tables for name in self.needs)


def asked(
    analyse: str,
    *reads: str,
    gives: tuple[str, ...] | str = (),
    needs: str = "",
    means: str = "",
) -> Analysis:
    """The analysis of a function, under the name of that function; imported when it is asked for.

    Parameters
    ----------
    analyse
        Room and name of the function that gives the result.
    reads
        What it is called with, as `AnalysisInputs.read` names it. Without the first table in it
        there is nothing to compute; the other tables are read when they are there.
    gives
        The key figures that it publishes.
    needs
        The table without which there is nothing to compute, where it reads none itself.
    means
        As of an `Analysis`.
    """
    tables = [name for name in (needs, *reads) if name in TABLES]
    return Analysis(
        analyse.partition(".")[2],
        lambda inputs: late(analyse)(*map(inputs.read, reads)),
        (gives,) if isinstance(gives, str) else gives,
        tuple(tables[:1]),
        tuple(tables[1:]),
        means,
        assumes=frozenset().union(*(_ASSUMED.get(read, ()) for read in reads)),
    )


@dataclass(frozen=True)
class Chapter:
    """A notebook about one evaluation, and the page that it becomes.

    Attributes
    ----------
    name
        Name of the notebook and, in the folder of the evaluation, of the page.
    title
        Dutch title.
    question
        Dutch question behind its link on the page of the evaluation, without a capital.
    analyses
        What it asks; the chapter is there when one of them has its tables.
    figures
        Column ``analysis`` of key_figures.csv; two chapters may share it. Empty: the name.
    missing
        What a source lacks that gives no figures for it, after "over"; empty where no report
        prints such figures.
    asked
        A further condition for the chapter; of one without analyses the only one.
    means
        Where on the page with the methods it begins, when it has no analyses.
    reads_programme
        Whether it reads all periods of the programme, also of a published evaluation.
    notebook
        Where the notebook is; None for those of the project, which stand in ``notebooks``.
    """

    name: str
    title: str
    question: str
    analyses: tuple[Analysis, ...] = ()
    figures: str = ""
    missing: str = ""
    asked: Callable[[Outlined], bool] = always
    means: str = ""
    reads_programme: bool = False
    notebook: Path | None = None

    @property
    def published_as(self) -> str:
        """What key_figures.csv calls it."""
        return self.figures or self.name

    @property
    def tables(self) -> frozenset[str]:
        """The tables that its analyses read."""
        return frozenset(name for item in self.analyses for name in item.tables)

    @property
    def meaning(self) -> str:
        """Where on the page with the methods it begins; empty for a researcher's own."""
        return next((item.meaning for item in self.analyses), self.means)

    def given(self, evaluation: Outlined) -> bool:
        """Whether the evaluation has data for it."""
        has = evaluation.tables.__contains__
        some = any(all(map(has, needs)) for needs in self._enough)
        return (some or not self.analyses) and self.asked(evaluation)

    @cached_property
    def _enough(self) -> frozenset[tuple[str, ...]]:
        """What one of its analyses needs: many need the same, and every page of a book asks."""
        return frozenset(item.needs for item in self.analyses if item.needs)


@dataclass(frozen=True)
class AcrossChapter:
    """A notebook about several evaluations together.

    Attributes
    ----------
    name, title
        As of a `Chapter`.
    given
        Whether these evaluations, with the shared files, have something for it to show.
    meaning
        Where on the page with the methods it is explained.
    failed
        Dutch sentence about what is missing elsewhere when it could not be made.
    reads_related
        Whether it reads the other evaluations of the same documents too.
    """

    name: str
    title: str
    given: Callable[[Sequence[Evaluation], Library], bool]
    meaning: str
    failed: str = ""
    reads_related: bool = False


@dataclass(frozen=True)
class Failed:
    """Why a chapter could not be made, as far as anybody may read it.

    Attributes
    ----------
    cell
        Number of the cell that failed; None when it was none of them.
    error
        The kind of error, such as ``KeyError``; empty when that is not known.
    message
        What went wrong in one line; empty for protected data, since it may hold a number of them.
    """

    cell: int | None = None
    error: str = ""
    message: str = ""
