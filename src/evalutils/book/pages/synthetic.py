"""The banner on every page that uses invented clients."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, page
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.evaluation import Evaluation
from evalutils.literal import markdown


def with_banner(text: str, evaluations: Sequence[Evaluation]) -> str:
    """A page with the banner under its title, when any of these evaluations is synthetic."""
    return _under_title(text, _banner(evaluations))


def with_note(text: str, evaluations: Sequence[Evaluation]) -> str:
    """The comparison, with a line on who is left out because the clients are invented."""
    invented = [item for item in evaluations if item.synthetic]
    if not invented or len(invented) == len(evaluations):
        return with_banner(text, evaluations)
    note = (
        f"**Synthetische gegevens doen niet mee.** De cliënten van {_names(invented)} zijn "
        "verzonnen; daarom staan hun cijfers niet naast die van echte evaluaties."
    )
    return _under_title(text, box(note, "synthetic"))


def _banner(evaluations: Sequence[Evaluation]) -> str:
    invented = [item for item in evaluations if item.synthetic]
    if not invented:
        return ""
    sign, _, rest = SYNTHETIC.partition(":")
    text = f"**{sign}:**{rest}"
    if len(invented) < len(evaluations):
        text += f" Dat geldt voor {_names(invented)}."
    return box(text, "synthetic")


def _names(evaluations: Sequence[Evaluation]) -> str:
    return markdown(dutch.listing([site.full_title(item) for item in evaluations]))


def _under_title(text: str, banner: str) -> str:
    lines = text.split("\n")
    title = next((place for place, line in enumerate(lines) if line.startswith("# ")), None)
    if not banner or title is None:
        return text
    return page("\n".join(lines[: title + 1]), banner, "\n".join(lines[title + 1 :]))
