"""The warm process: ``python -m evalutils.running.warm.process folder``.

It imports, waits at a socket in the folder, and forks a process per request: one connection is one
lease, which ends when either side hangs up. Between the warm process and each module that it runs
stands a warden (evalutils.system.warden), forked too, so that nothing stays behind.

A fork is only sure with a single thread, so that is counted before each; with more, the request is
refused, and the caller starts the usual way.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from evalutils.environment import quick_imports
from evalutils.running.spent import spent_by
from evalutils.running.warm.late import late_scipy
from evalutils.running.warm.lease import DOOR, LONGEST, MORE, REFUSED
from evalutils.system import warden

# What notebooks and the job process import. Not matplotlib_inline.backend_inline: imported before
# there is a kernel, it shows every chart as text. Not evalutils.running.execute and
# ipykernel_launcher: they run as __main__.
_LIBRARIES = (
    *("numpy", "pandas", "scipy.special", "matplotlib.figure"),
    *("matplotlib.backends.backend_agg", "great_tables", "jinja2", "yaml"),
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "ipykernel.debugger"),
    *("ipykernel.kernelspec", "IPython.core.debugger", "IPython.core.completerlib"),
    *(
        "IPython.core.logger",
        "IPython.core.oinspect",
        "encodings.utf_8_sig",
        "IPython.extensions.storemagic",
        "sqlite3",
        "tornado.locks",
    ),
    *("encodings.cp1252", "encodings.cp850", "encodings.mac_roman"),  # scans of text try them
    *("pandas.core.methods.to_dict", "pandera.backends.register_checks"),
    *("tornado.queues", "tornado.platform.asyncio", "matplotlib.style.core", "faulthandler"),
    *("evalutils.running.engine", "evalutils.running.finish", "evalutils.running.gate"),
)
_OWN = (
    *("show", "report", "chapters", "disclosure", "ladder", "outflow", "cost_benefit", "audit"),
    *("dataset", "statistics"),
)
# What some of them import: worth its time when there are more than a few.
_MORE = ("scipy.optimize", "scipy.stats")
_PATIENCE_S = 5.0
_set_by_imports: dict[str, str] = {}
_KERNEL = "ipykernel_launcher"
_INLINE = "module://matplotlib_inline.backend_inline"


def main(folder: Path) -> None:
    """Import, then serve until the end."""
    warden.adopt_orphans(True)
    _warm_up()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as door:
        new = folder / f"{DOOR}.new"
        door.bind(str(new))
        door.listen(128)
        new.rename(folder / DOOR)  # whoever finds it can come in
        _serve(door, woken, folder)


def _warm_up() -> None:
    before = dict(os.environ)
    with quick_imports():
        with late_scipy():
            import_module("seaborn.objects")
        for name in _LIBRARIES:
            import_module(name)
        _set_by_imports.update(os.environ.items() - before.items())
        for name in _OWN:
            package = import_module(f"evalutils.{name}")
            for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
                import_module(module.name)
        _draw()
        _validate()
        import_module("evalutils.dutch").number(0.5)  # reads how Dutch writes numbers
    gc.freeze()  # a collection would write to, and so copy, every page that is shared
    gc.set_threshold(10_000, 10, 10)  # a chart has many parts, and keeps them


def _import_more(folder: Path) -> None:
    """Import what many notebooks need, once that is asked for."""
    if _MORE[-1] not in sys.modules and (folder / MORE).exists():
        with quick_imports():
            for name in _MORE:
                import_module(name)
        gc.freeze()


def _draw() -> None:
    """Draw once: the fonts are found and the first text is shaped before there is a clock."""
    from io import BytesIO

    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    figure.add_subplot().set_title("0")
    for kind in ("png", "svg"):
        figure.savefig(BytesIO(), format=kind)


def _validate() -> None:
    """Validate once: of both formats the rules are compiled, and their parts imported, at first.

    How a kernel may be started is looked for in all that is installed, and found once.
    """
    import nbformat
    import pandas
    import pandera.pandas
    from jupyter_client.provisioning.factory import KernelProvisionerFactory

    nbformat.validate(nbformat.v4.new_notebook())  # type: ignore[no-untyped-call]
    pandera.pandas.DataFrameSchema().validate(pandas.DataFrame())
    KernelProvisionerFactory.instance()


def _serve(door: socket.socket, woken: int, folder: Path) -> None:
    poller = select.poll()
    for handle in (door.fileno(), woken):
        poller.register(handle, select.POLLIN)
    wardens: set[int] = set()
    while True:
        ready = {handle for handle, _ in poller.poll()}
        if woken in ready:
            os.read(woken, 1 << 12)
            _take_leave(wardens)
        if door.fileno() in ready:
            lease, _ = door.accept()
            _import_more(folder)
            with lease, suppress(OSError):
                wardens |= let_in(lease, door)


def _take_leave(wardens: set[int]) -> None:
    """Reap the wardens that ended, and kill what one that was killed itself left to us."""
    with suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            wardens.discard(pid)
    for pid in set(warden.children()) - wardens:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def let_in(lease: socket.socket, door: socket.socket) -> set[int]:
    """Fork for one request; give the process that stands over what was asked for."""
    lease.settimeout(_PATIENCE_S)
    request = lease.recv(LONGEST)
    if not request or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 (slow to import)
        lease.send(REFUSED)
        return set()
    ours = os.getpid()
    if pid := os.fork():
        return {pid}
    try:
        door.close()
        _stand_over(lease, json.loads(request), ours)
    finally:
        os._exit(1)


def _stand_over(lease: socket.socket, request: dict[str, Any], parent: int) -> None:
    os.setsid()
    warden.end_with(parent)
    lease.setblocking(True)
    os.dup2(lease.fileno(), 0)
    lease.close()
    os.write(0, str(os.getpid()).encode())
    code = warden.main(request["log"], request["most"], lambda: _become(request))
    with suppress(OSError):
        spent = spent_by(children=True)
        os.write(0, f"{code} {spent.cpu_s:.3f} {spent.peak_mb:.1f}".encode())
    os._exit(0)


def _become(request: dict[str, Any]) -> None:
    """Be what ``python -m module`` would have been; ends the process."""
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    os.umask(request["umask"])
    os.chdir(request["cwd"])
    tempfile.tempdir = None
    _, module, *arguments = request["argv"]
    _forget_state(module)
    sys.argv, sys.path[0] = [module, *arguments], request["cwd"]
    os._exit(_code_of(module))


def _forget_state(module: str) -> None:
    """What a library fixed when it was imported, and each process must have of its own."""
    import matplotlib
    import numpy

    numpy.random.seed()
    if module == _KERNEL:
        os.environ.update(_set_by_imports)
        dict.__setitem__(matplotlib.rcParams, "backend", _INLINE)


def _code_of(module: str) -> int:
    code = 0
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return code


if __name__ == "__main__":
    main(Path(sys.argv[1]))
