"""The preview is for this machine: one address, one name, no other site."""

from __future__ import annotations

import http.client
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from evalutils import cli
from evalutils.preview.banner import BookState
from evalutils.preview.server import PreviewServer, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    (tmp_path / "index.html").write_text("<body>Goed.</body>", encoding="utf-8")
    with serving(tmp_path, 0) as server:
        server.state = BookState("1")
        yield server


def ask(
    server: PreviewServer, *hosts: str, method: str = "GET"
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=600)
    connection.putrequest(method, "/", skip_host=True)
    for host in hosts:
        connection.putheader("Host", host)
    connection.endheaders()
    found = connection.getresponse()
    body = found.read()
    connection.close()
    return found.status, body, {name.lower(): value for name, value in found.getheaders()}


def test_it_listens_to_this_machine_only(server: PreviewServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_its_own_names_are_served_and_nothing_is_kept(server: PreviewServer, name: str) -> None:
    status, body, headers = ask(server, f"{name}:{server.server_port}")
    assert (status, b"Goed." in body) == (200, True)
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("hosts", [["evil.example"], ["127.0.0.1"], ["localhost:1"], []])
def test_another_name_for_this_machine_is_refused(server: PreviewServer, hosts: list[str]) -> None:
    status, body, _ = ask(server, *hosts)
    assert (status, b"Goed." in body) == (421, False)


def test_a_second_name_is_refused(server: PreviewServer) -> None:
    assert ask(server, f"localhost:{server.server_port}", "evil.example")[0] == 421


def test_only_reading_is_possible(server: PreviewServer) -> None:
    host = f"localhost:{server.server_port}"
    assert ask(server, host, method="HEAD")[:2] == (200, b"")
    assert ask(server, host, method="POST")[0] == 501


def test_a_port_in_use_is_named_and_nothing_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        words = ["evalutils", "--project", str(tmp_path), "preview", "--port", str(port)]
        monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert ended.value.code == 1
    said = capsys.readouterr()
    assert f"Port {port} of 127.0.0.1 is in use." in said.err
    assert "--port" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_selection_that_matches_nothing_is_refused_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["evalutils", "--project", str(tmp_path), "preview", "zwole", "--port", str(port)]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "No evaluation matches 'zwole'" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
