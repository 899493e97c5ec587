"""A Dask cluster as an executor (distributed, the extra ``dask``)."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from typing import Any, cast

from evalutils.errors import InputError, RunError
from evalutils.running.machines.installed import Installed, installed

_ANSWERS_S = 5
_ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9a-fA-F:.]+\]|[^/\s:\[\]]+):(\d{1,5})")


@contextmanager
def cluster_at(address: str, *, protected: bool) -> Iterator[tuple[Executor, Callable[[], int]]]:
    """Connect to a scheduler; give an executor, and how many threads the workers have.

    Parameters
    ----------
    address
        As ``tcp://host:8786`` or ``tls://host:8786``; certificates are those of Dask's own settings
        (``distributed.comm.tls``).
    protected
        Whether jobs read protected data, which travel encrypted or not at all.

    Raises
    ------
    InputError
        When it is no such address, protected data would travel openly, or Dask is not installed.
    RunError
        When no scheduler answers, or a worker has other packages than this machine.
    """
    _check(address, protected=protected)
    try:
        import distributed

        from evalutils.running.machines.worker_plugin import StationPlugin
    except ImportError:
        raise InputError(
            "--scheduler needs Dask. Install it here and on the workers: pip install "
            "'evalutils[dask]'."
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        asyncio.run(_answer(address))
        client: Any = cast("Any", distributed).Client(
            address, timeout=_ANSWERS_S, set_as_default=False, name="evalutils"
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise RunError(
            f"No scheduler answers at {address} within {_ANSWERS_S} s ({type(error).__name__}). "
            "Start one with 'dask scheduler', or see whether this machine can reach it."
        ) from error
    try:
        compare(client, installed())
        client.register_plugin(StationPlugin())
        yield client.get_executor(pure=False), lambda: sum(client.nthreads().values())
    finally:
        with suppress(OSError, TimeoutError):
            client.close(timeout=_ANSWERS_S)


async def _answer(address: str) -> None:
    """Shake hands with a scheduler, and not forever: its own client waits for who says nothing."""
    from distributed import Security
    from distributed.comm.core import connect

    found = Security().get_connection_args("client")  # type: ignore[no-untyped-call]
    greeted = connect(address, timeout=_ANSWERS_S, **found)  # type: ignore[no-untyped-call]
    (await asyncio.wait_for(greeted, _ANSWERS_S)).abort()


def _check(address: str, *, protected: bool) -> None:
    found = _ADDRESS.fullmatch(address)
    if found is None or int(found[3]) > 65535:
        raise InputError(
            f"--scheduler is '{address}'. Give where the Dask scheduler listens, as "
            "tcp://192.168.1.10:8786."
        )
    if protected and found[1] == "tcp" and not _is_here(found[2].strip("[]")):
        raise InputError(
            f"--scheduler is '{address}', and protected data are among what is to be sent. Give "
            "an address with tls:// (docs/machines.md), or run those evaluations here."
        )


def _is_here(host: str) -> bool:
    """Whether a host is this machine, so that nothing goes over a wire."""
    with suppress(OSError, ValueError):
        return ipaddress.ip_address(socket.gethostbyname(host)).is_loopback
    return False


def compare(client: Any, ours: Installed) -> None:
    """Refuse workers that have other packages than this machine; a RunError names both."""
    answers: dict[str, Installed | Exception] = client.run(installed, on_error="return")
    refusals: Sequence[str] = [
        f"worker {where} cannot tell what it has ({type(found).__name__}: {found}). Install "
        "evalutils there too."
        if isinstance(found, Exception)
        else ours.refusal(f"worker {where}", found)
        for where, found in sorted(answers.items())
    ]
    if found := [text for text in refusals if text]:
        raise RunError("\n".join(found))
