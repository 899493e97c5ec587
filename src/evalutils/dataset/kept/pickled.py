"""Pickles of tables and of what is known of an evaluation, and of nothing that could run.

Unpickling calls whatever a file names; only the classes below are ever called. A file that names
another was not written here.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

_KNOWN = {
    "builtins": ("complex", "frozenset", "set", "slice", "tuple"),
    "datetime": ("date", "datetime", "timedelta"),
    "pathlib": ("Path", "PosixPath", "PurePosixPath", "WindowsPath"),
    "pathlib._local": ("Path", "PosixPath", "WindowsPath"),
    "collections": ("OrderedDict",),
    "types": ("MappingProxyType",),
    "numpy": ("dtype", "ndarray"),
    "numpy._core.multiarray": ("_reconstruct", "scalar"),
    "numpy._core.numeric": ("_frombuffer",),
    "pandas": (
        "BooleanDtype",
        "DataFrame",
        "DatetimeIndex",
        "Float64Dtype",
        "Index",
        "Int64Dtype",
        "RangeIndex",
        "Series",
        "StringDtype",
        "Timestamp",
    ),
    "pandas.arrays": (
        "BooleanArray",
        "DatetimeArray",
        "FloatingArray",
        "IntegerArray",
        "StringArray",
    ),
    "pandas._libs.arrays": ("__pyx_unpickle_NDArrayBacked",),
    "pandas._libs.internals": ("_unpickle_block",),
    "pandas._libs.tslibs.timestamps": ("_unpickle_timestamp",),
    "pandas.core.indexes.base": ("_new_Index",),
    "pandas.core.indexes.datetimes": ("_new_DatetimeIndex",),
    "pandas.core.internals.managers": ("BlockManager",),
    "evalutils.chapters.quality": ("Lack", "Quality"),
    "evalutils.disclosure.publishable": ("Publishable",),
    "evalutils.statistics.proportions.intervals": ("Interval",),
    "evalutils.statistics.standardisation": ("Standardised",),
}
# Records of this package: dataclasses without code of their own at birth.
_OWN = ("evalutils.contracts.", "evalutils.dataset.", "evalutils.audit.", "evalutils.keys")


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if self._is_known(module, name) else None
        if found is None or (module.startswith("evalutils") and not isinstance(found, type)):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found

    @staticmethod
    def _is_known(module: str, name: str) -> bool:
        if "." in name:  # an attribute of what is known can be anything
            return False
        return name in _KNOWN.get(module, ()) or module.startswith(_OWN)


def dumped(value: object) -> bytes:
    """The value in binary form."""
    return pickle.dumps(value, protocol=5)


def loaded(content: bytes, start: int = 0) -> Any:
    """The value of `dumped`, from a place in some bytes.

    Raises
    ------
    ValueError
        When they are something else.
    """
    file = io.BytesIO(content)
    file.seek(start)
    try:
        return _Reader(file).load()
    except Exception as error:  # a damaged pickle fails in any way
        raise ValueError("not a value that was kept here") from error
