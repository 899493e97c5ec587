"""The ledger of an evaluation: all that the chapters of its programme show, cleared together."""

from __future__ import annotations

from contextlib import suppress

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import analysis_named
from evalutils.dataset.editions import Before
from evalutils.dataset.load import DataSet
from evalutils.dataset.told import told, told_library
from evalutils.disclosure import Clears, Ledger, Publishable
from evalutils.trace import late


def ledger_of(inputs: AnalysisInputs) -> Clears:
    """What clears the results of an evaluation, whatever page asks for one.

    Any two tables may hold the same number, so that each result is laid beside all others. A
    published evaluation needs no ledger, and nothing is computed for it.
    """
    if inputs.rule is None:
        return Ledger({}, None)
    return late("chapters.protected_ledger.ProtectedLedger")(inputs)  # type: ignore[no-any-return]


def clear_programmes(data: DataSet) -> None:
    """Decide what of each protected programme may be shown, so that its notebooks find it kept."""
    library = told_library(data.library)
    for evaluation in data.evaluations:
        # What fails here fails in its notebooks, which tell of it.
        with suppress(Exception):
            ledger_of(AnalysisInputs(told(evaluation), library))


def told_by(data: DataSet) -> dict[str, Before]:
    """What a book of some data says of each number of its protected evaluations, by its label."""
    protected = (item for item in data.evaluations if item.disclosure == "protected")
    ledgers = (ledger_of(AnalysisInputs(item, data.library)) for item in protected)
    return {label: one for ledger in ledgers for label, one in ledger.told().items()}


def cleared(inputs: AnalysisInputs, name: str, ledger: Clears | None = None) -> Publishable:
    """What an analysis of the catalogue gives for an evaluation, cleared by its ledger."""
    ledger = ledger or ledger_of(inputs)
    if inputs.rule is None:
        return ledger.publish_also(analysis_named(name).result(inputs))
    return ledger.publish(name)
