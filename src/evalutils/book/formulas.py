"""Formulas as MathML, which a browser shows without a script from another site."""

from __future__ import annotations

from collections.abc import Callable

from latex2mathml.converter import convert

from evalutils import literal


def _nobody(error: Exception) -> None:
    pass


def mathml(text: str, display: str, tell: Callable[[Exception], None] = _nobody) -> str:
    """A LaTeX formula as HTML, ``inline`` or ``block``; `tell` hears why one cannot be read.

    Such a formula stands there as it was written.
    """
    try:
        return convert(text, display=display)
    except Exception as error:  # the library raises many kinds, IndexError among them
        tell(error)
        return f"<code>{literal.html(text)}</code>"
