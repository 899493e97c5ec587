"""What a request gets: a file of the book, a state, or a page that says why not."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib import resources
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import quote, unquote

from evalutils.preview.banner import OWN, BookState, page, with_banner

_HTML = "text/html; charset=utf-8"
_TYPES = MimeTypes()  # as Python knows them: a system may say that a script is text
_SWAP_S, _PAUSE_S = 2.0, 0.02


@dataclass(frozen=True)
class Answer:
    """A response but for what all have in common."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = _HTML
    headers: dict[str, str] = field(default_factory=dict)


def answer(html: Path, target: str, state: BookState) -> Answer:
    """Answer a GET.

    Parameters
    ----------
    html
        Folder of the book; nothing outside it is given, nor what begins with a dot.
    target
        Path and query as they were asked.
    state
        As it was before the file is read: a page of a newer book then only loads once more.
    """
    path = target.partition("#")[0].partition("?")[0]
    if path.startswith(OWN):
        return _own(path.removeprefix(OWN), state)
    if not state.book:
        text = "This page shows it as soon as it is ready."
        waiting = "The book cannot be made" if state.problem else "The book is being made"
        return _said(HTTPStatus.SERVICE_UNAVAILABLE, waiting, text, state)
    try:
        return _file(html, unquote(path), state)
    except (OSError, ValueError):  # no such file; or a name that no file can have
        text = 'It may not have been made yet. <a href="/">To the first page.</a>'
        return _said(HTTPStatus.NOT_FOUND, "There is no such page", text, state)


def _own(name: str, state: BookState) -> Answer:
    if name == "state":
        told = {"book": state.book, "mark": state.mark, "banner": state.banner}
        return Answer(HTTPStatus.OK, json.dumps(told).encode(), "application/json")
    if name in ("banner.css", "follow.js"):
        content = resources.files(__package__).joinpath(name).read_bytes()
        return Answer(HTTPStatus.OK, content, _kind(name))
    return Answer(HTTPStatus.NOT_FOUND)


def _file(html: Path, path: str, state: BookState) -> Answer:
    parts = path.split("/")
    if parts[0] or not all(map(_is_plain, parts[1:-1])) or not _is_plain(parts[-1] or "index.html"):
        raise FileNotFoundError
    _await(html)
    found = html.joinpath(*parts[1:])
    if found.is_dir() and parts[-1]:
        moved = {"Location": f"{quote(path)}/"}
        return Answer(HTTPStatus.MOVED_PERMANENTLY, headers=moved)
    found = (found if parts[-1] else found / "index.html").resolve(strict=True)
    if not found.is_relative_to(html.resolve()):
        raise FileNotFoundError
    content = found.read_bytes()
    if found.suffix == ".html":
        content = with_banner(content, state)
    return Answer(HTTPStatus.OK, content, _kind(found.name))


def _is_plain(part: str) -> bool:
    return part != "" and not part.startswith(".") and not set(part) & set("\\:\0")


def _await(html: Path) -> None:
    """Wait while the book is being replaced: for a moment there is none."""
    deadline = time.monotonic() + _SWAP_S
    while not html.is_dir() and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)


def _kind(name: str) -> str:
    kind = _TYPES.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _said(status: HTTPStatus, title: str, text: str, state: BookState) -> Answer:
    return Answer(status, with_banner(page(title, text), state))
