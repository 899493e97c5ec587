"""What a result may depend on besides data and code: the installed packages, and nothing else.

A user's settings (time zone, language, start-up files, matplotlibrc) reach a process through its
environment; a process that computes or publishes gets one without them.
"""

from __future__ import annotations

import gc
import hashlib
import os
import platform
import site
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import evalutils

# jsonschema compiles 35 grammars with it, in a second, for a format that notebooks do not use. It
# takes a module that is None for one that is missing (python-jsonschema/jsonschema#1428).
IRI_GRAMMARS = "rfc3987_syntax"
# What else libraries import when it is there, for what nothing here does: pandera to invent tables,
# seaborn to choose colours by hand.
_UNUSED = (IRI_GRAMMARS, "hypothesis", "ipywidgets")

# Families of variables that change what Python, its libraries or Jupyter do.
_FAMILIES = (
    "PYTHON",
    "IPYTHON",
    "JUPYTER",
    "JPY_",
    "MPL",
    "MATPLOTLIB",
    "PANDAS",
    "NUMEXPR",
    "OMP_",
    "OPENBLAS_",
    "MKL_",
    "LC_",
    "LANG",
    "SPHINX",
    "DOCUTILS",
)
_FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    "PYTHONNOUSERSITE": "1",
    "SOURCE_DATE_EPOCH": "315532800",  # 1980, the first date a zip file can hold
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # Two jobs share the processors already; sums in one order give the same last digit.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # Else pyarrow, which pandas imports where it is installed, keeps a thread, and beside a thread
    # no kernel is forked.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
MISSING = "missing"


def neutral(inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of a process whose result is published, made from another one.

    It finds this very copy of the package, also when that is not installed.
    """
    kept = {name: value for name, value in inherited.items() if not name.startswith(_FAMILIES)}
    return {**kept, **_FIXED, **package_path()}


def installed_packages() -> list[str]:
    """Python and every installed package, each as ``name-version``."""
    folders = map(Path, site.getsitepackages())
    found = {path.stem for folder in folders for path in folder.glob("*.dist-info")}
    return [f"Python-{platform.python_version()}", *sorted(found)]


def packages_sha256() -> str:
    """Hash of this Python and of every installed package with its version."""
    return hashlib.sha256("\n".join(installed_packages()).encode()).hexdigest()


def sha256_of(path: Path) -> str:
    """Hash a file; a file that is not there hashes to ``missing``."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except FileNotFoundError:
        return MISSING


def tree_sha256(folder: Path, paths: Iterable[Path | str]) -> str:
    """Hash of the names below a folder, and the contents, of the files among these paths."""
    digest = hashlib.sha256()
    above = len(str(folder)) + 1
    for name in sorted(map(str, paths)):
        if (path := Path(name)).is_file():
            told = name[above:].replace(os.sep, "/")
            digest.update(f"{told}\0{sha256_of(path)}\n".encode())
    return digest.hexdigest()


def files_in(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder; a third of the time of `Path.rglob`."""
    for place, _, names in os.walk(folder):
        yield from (f"{place}{os.sep}{name}" for name in names)


def source_sha256() -> str:
    """Hash of the modules of this package, as they are at this moment."""
    folder = Path(evalutils.__file__).parent
    return tree_sha256(folder, folder.rglob("*.py"))


@contextmanager
def quick_imports() -> Iterator[None]:
    """Import meanwhile without what nothing here uses, and without a search for garbage.

    What is imported stays, so that the search finds nothing; it takes a sixth of the time.
    """
    absent = [name for name in _UNUSED if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
        if searched:
            gc.enable()


def package_path() -> dict[str, str]:
    """The variable by which a process finds this very copy of the package; none when installed."""
    # An installed copy is found anyway; site-packages must not precede the standard library.
    source = Path(evalutils.__file__).resolve().parents[1]
    if source.name in ("site-packages", "dist-packages"):
        return {}
    return {"PYTHONPATH": str(source)}
