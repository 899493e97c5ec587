"""How much a notebook may show: cut where it comes from, so that no flood reaches anyone.

IPython loads this module into the kernel of a job. A cell in a loop, or one that prints half a
gigabyte, would fill the memory of whoever receives, orders and stores what it says; here the rest
is let go before it is sent, and the page says so.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any, TextIO

from evalutils.display import TABLE_MIME
from evalutils.seal import sealed

CELL_TEXT = 200_000
# As many as ZeroMQ holds for a receiver that is behind; of more it drops some, and with those
# the word that the cell is ready.
CELL_OUTPUTS = 900
NOTEBOOK_SIZE = 60_000_000
STATED = (
    f"more than {CELL_TEXT:,} characters of text or {CELL_OUTPUTS:,} outputs in a cell, or "
    f"{NOTEBOOK_SIZE:,} characters in a notebook"
)
NOTICE = "Hier is uitvoer weggelaten. De cel toonde meer dan er op een pagina past."
_OWN_TYPES = "application/vnd.evalutils."
CUT_MIME = f"{_OWN_TYPES}cut+json"
_LEAST = 20  # what a message of printed text counts for at least
_TEXT_TYPES = ("text/plain", "text/markdown", "text/latex")
_ERRORS = ("error", "execute_reply")
_OUTPUTS = ("stream", "display_data", "update_display_data", "execute_result", "clear_output")
_LIMITED = (*_OUTPUTS, *_ERRORS, "comm_open", "comm_msg")
_GATHERED = 1_000_000  # characters; more than a cell may show
_ERROR_LENGTH, _ERROR_LINES = 5_000, 100

Content = Mapping[str, Any]
Message = tuple[str, Content]
"""Type and content of a message, as Jupyter's messaging protocol has them."""


@dataclass
class _Cell:
    text: Counter[str] = field(default_factory=Counter)
    outputs: int = 0
    told: set[str] = field(default_factory=set)


@dataclass
class Allowance:
    """What the cells of one notebook have shown so far."""

    size: int = 0
    cells: dict[str, _Cell] = field(default_factory=dict)

    def admit(self, cell: str, kind: str, content: Content) -> Iterator[Message]:
        """Give what is sent in the place of a message: itself, its start, a notice or nothing."""
        spent = self.cells.setdefault(cell, _Cell())
        if kind in _ERRORS:
            yield kind, _shortened(content)
        elif kind == "clear_output":
            spent.text.clear()
            spent.outputs = 0
            yield kind, content
        else:
            kept = (
                self._printed(spent, content) if kind == "stream" else self._shown(spent, content)
            )
            if kept:
                self.size += _size(kept)
                yield kind, kept
            if kept is not content:
                yield from _notice(spent, kind, content)

    def _printed(self, spent: _Cell, content: Content) -> Content:
        name, text = content["name"], content["text"]
        room = min(CELL_TEXT - spent.text[name], NOTEBOOK_SIZE - self.size)
        if room <= 0:
            return {}
        spent.text[name] += max(_LEAST, len(text))
        return content if len(text) <= room else {**content, "text": text[:room]}

    def _shown(self, spent: _Cell, content: Content) -> Content:
        spent.outputs += 1
        fits = _size(content) <= NOTEBOOK_SIZE - self.size and _text(content) <= CELL_TEXT
        return content if fits and spent.outputs <= CELL_OUTPUTS else {}


def _size(content: Content) -> int:
    return sum(len(value if isinstance(value, str) else repr(value)) for value in _values(content))


def _values(content: Content) -> Iterable[Any]:
    data = content.get("data")
    return data.values() if isinstance(data, Mapping) else content.values()


def _text(content: Content) -> int:
    data = content.get("data", {})
    return max((len(data[name]) for name in _TEXT_TYPES if name in data), default=0)


def _notice(spent: _Cell, kind: str, content: Content) -> Iterator[Message]:
    """Tell once of a cell that it is cut, and once more when figures go that are published."""
    carried = [name for name in content.get("data", ()) if name.startswith(_OWN_TYPES)]
    lost = any(name != TABLE_MIME for name in carried)  # a table is on the page or nowhere
    about = "stderr" if content.get("name") == "stderr" else "figures" if lost else "page"
    if about in spent.told:
        return
    spent.told.add(about)
    if about == "stderr":  # not on the page, but among the warnings
        yield kind, {"name": "stderr", "text": f"\n[The rest is left out: {STATED}.]\n"}
        return
    data = {"text/markdown": f"*{NOTICE}*", "text/plain": NOTICE, CUT_MIME: {"figures": lost}}
    _, metadata = sealed(data)
    yield "display_data", {"data": data, "metadata": metadata, "transient": {}}


def _shortened(content: Content) -> Content:
    """Shorten what an exception says, which may be all it was given."""
    short = dict(content)
    for name in ("ename", "evalue"):
        if name in short:
            short[name] = short[name][:_ERROR_LENGTH]
    if "traceback" in short:
        short["traceback"] = [line[:_ERROR_LENGTH] for line in short["traceback"][-_ERROR_LINES:]]
    return short


def cut_cells(cells: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, bool]]:
    """Give the numbers of executed cells that were cut, and whether published figures went."""
    for number, cell in cells:
        marks = [output.get("data", {}).get(CUT_MIME) for output in cell.get("outputs", [])]
        found = [mark for mark in marks if mark]
        if found:
            yield number, any(mark["figures"] for mark in found)


def load_ipython_extension(shell: Any) -> None:
    """Put the allowance between a kernel and everything it sends (IPython calls this)."""
    session = shell.kernel.session
    session.send = _limited(session.send, Allowance())
    shell._tee = lambda channel: nullcontext()  # it keeps all that is printed, for a history
    for stream in (sys.stdout, sys.stderr):
        stream.write = _paced(stream)  # type: ignore[method-assign]


def _paced(stream: TextIO) -> Callable[[str], int]:
    """Write to a stream of a kernel that else gathers without end what a quick cell prints."""
    write, waiting = stream.write, 0

    def write_paced(text: str) -> int:
        nonlocal waiting
        written = write(text)
        waiting += len(text)
        if waiting > _GATHERED:
            waiting = 0
            stream.flush()
        return written

    return write_paced


def _limited(send: Callable[..., Any], allowance: Allowance) -> Callable[..., Any]:
    def send_within(
        stream: Any, message: Any, content: Any = None, parent: Any = None, *rest: Any, **more: Any
    ) -> Any:
        whole = isinstance(message, Mapping)  # else it is the type of a message to be made
        kind = message["header"]["msg_type"] if whole else message
        if kind not in _LIMITED:
            return send(stream, message, content, parent, *rest, **more)
        above = message["parent_header"] if whole else parent or {}
        said = message["content"] if whole else content or {}
        cell = above.get("header", above).get("msg_id", "")
        sent = None
        for name, admitted in allowance.admit(cell, kind, said):
            if whole and name == kind:
                sent = send(stream, {**message, "content": admitted}, None, None, *rest, **more)
            else:
                sent = send(stream, name, admitted, above, *rest, **more)
        return sent

    return send_within
