"""The mark of an output that was made from a cleared result.

The runner draws a token for each notebook about protected data. What the package shows carries a
keyed digest of itself (HMAC-SHA256, RFC 2104) under that token, in its metadata; so no output has
the mark by accident, and none keeps it when it is changed. Elsewhere there is no token and no mark.
"""

from __future__ import annotations

import hmac
import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from evalutils.errors import InputError

TOKEN = "EVALUTILS_SEAL"
METADATA, SEAL = "evalutils", "seal"

Bundle = tuple[dict[str, Any], dict[str, Any]]
"""What `_repr_mimebundle_` gives: data by MIME type, and metadata."""


def sealed(data: dict[str, Any], about: Mapping[str, Any] | None = None) -> Bundle:
    """Data by MIME type for Jupyter, with the mark when a run asks for it.

    `about` is our own metadata of it, such as the caption of a chart.
    """
    own, token = dict(about or {}), os.environ.get(TOKEN, "")
    return unsealed(data, {**own, SEAL: _digest(data, token)} if token else own)


def unsealed(data: dict[str, Any], about: Mapping[str, Any] | None = None) -> Bundle:
    """The same without a mark, for what a notebook made by hand."""
    return data, {METADATA: dict(about)} if about else {}


def is_sealed(output: Mapping[str, Any], token: str) -> bool:
    """Whether an output of a cell carries the mark of this token and was not changed since."""
    mark = output.get("metadata", {}).get(METADATA, {}).get(SEAL, "")
    return hmac.compare_digest(str(mark), _digest(output.get("data", {}), token))


def without_seal(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata of an output as it is kept: the mark differs from run to run."""
    own = {key: value for key, value in metadata.get(METADATA, {}).items() if key != SEAL}
    rest = {key: value for key, value in metadata.items() if key != METADATA}
    return {**rest, METADATA: own} if own else rest


def made_by_package(depth: int) -> bool:
    """Whether the package, and not a notebook, is the caller so many frames up."""
    name = str(sys._getframe(depth).f_globals.get("__name__", ""))
    return name.partition(".")[0] == __package__


def refuse_by_hand(what: str, depth: int = 2) -> None:
    """Refuse what a notebook about protected data leaves to the report.

    To be called by what makes it: without the report nothing was cleared that gets a mark.

    Parameters
    ----------
    what
        What is made, to begin the message with.
    depth
        How many frames up the maker stands.

    Raises
    ------
    InputError
        When a notebook makes it.
    """
    if os.environ.get(TOKEN) and sys._getframe(depth).f_globals.get("__name__") == "__main__":
        raise InputError(f"{what} is not for a notebook about protected data: use report.publish.")


def _digest(data: Mapping[str, Any], token: str) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=True)
    return hmac.digest(token.encode(), text.encode(), "sha256").hex()
