"""Serves the preview to this machine, and to nobody else."""

from __future__ import annotations

import errno
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from evalutils.errors import RunError
from evalutils.preview.answers import Answer, answer
from evalutils.preview.banner import BookState

ADDRESS = "127.0.0.1"
# No page of another site may read, show or load what is served here.
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class PreviewServer(ThreadingHTTPServer):
    """Answers with the book in a folder, as it stands; `state` is replaced as a whole."""

    daemon_threads = True
    # On Windows it would let two programs listen at one port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, html: Path, port: int) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.html = html
        self.state = BookState()
        self.names = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves is no error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "evalutils", ""
    timeout = 60

    def do_GET(self) -> None:
        # Another name that leads to this machine (DNS rebinding) is refused.
        if self.headers.get_all("Host", []) in [[name] for name in self.server.names]:
            found = answer(self.server.html, self.path, self.server.state)
        else:
            text = f"Only {self.server.url} is served here.\n"
            found = Answer(HTTPStatus.MISDIRECTED_REQUEST, text.encode(), "text/plain")
        self._send(found)

    do_HEAD = do_GET  # noqa: N815

    def _send(self, found: Answer) -> None:
        self.send_response(found.status)
        length = {"Content-Type": found.kind, "Content-Length": str(len(found.body))}
        for name, value in (_HEADERS | length | found.headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found.body)

    def log_message(self, *_: object) -> None:
        """The terminal is for the book."""


@contextmanager
def serving(html: Path, port: int) -> Iterator[PreviewServer]:
    """Serve the book in a folder; a port that is in use is a RunError."""
    try:
        server = PreviewServer(html, port)
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise RunError(
            f"Port {port} of {ADDRESS} is in use. Stop the program that listens there, or choose "
            f"another port, e.g. --port {port + 1 if port < 65535 else port - 1}."
        ) from error
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
