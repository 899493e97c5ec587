"""The command line in this process: for tests of what a command does, not of its process."""

from __future__ import annotations

import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

from evalutils import cli


def evalutils(root: Path, *arguments: str) -> CompletedProcess[str]:
    """What `evalutils` says and its exit code, in the folder of a project."""
    said, failed, code = StringIO(), StringIO(), 0
    with (
        chdir(root),
        patch.object(sys, "argv", ["evalutils", *arguments]),
        redirect_stdout(said),
        redirect_stderr(failed),
    ):
        try:
            cli.main()
        except SystemExit as stopped:
            code = stopped.code if isinstance(stopped.code, int) else int(bool(stopped.code))
    return CompletedProcess(list(arguments), code, said.getvalue(), failed.getvalue())
