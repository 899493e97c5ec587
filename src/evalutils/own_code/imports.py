"""Which modules of a package code imports, itself and through what it imports, without running it.

Imports inside functions count, those for type checkers alone do not. Of a package whose modules
are loaded when they are asked for (``show.rungs``) those count that are named; of one that is
handed on as a whole, all of them. What a module names in a text (`evalutils.trace.late`) is told
by the job that uses it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

EVERYTHING = "*"
_OWN_NAME = re.compile(r"evalutils(\.\w+)*")
_HIDDEN = {"importlib", "import_module", "__import__", "exec", "eval", "runpy", "get_ipython"}


def named_in(source: str, package: str = "") -> frozenset[str]:
    """Dotted names that code may import; ``package.*`` for all of a package.

    Some are no modules but what a module defines: `closure` leaves those out.

    Parameters
    ----------
    source
        The code.
    package
        Where a relative import starts; without it one may be of anything.
    """
    return _named(source, package)[0]


def named_in_notebook(cells: Iterable[str]) -> frozenset[str]:
    """The same of the code cells of a notebook, where anything may stand."""
    source = "\n".join(cells)
    return frozenset([EVERYTHING]) if _hides(source) else named_in(source)


def named_in_helper(source: str, package: str) -> frozenset[str]:
    """The same of a module beside a notebook, which may hand on a package that it imports."""
    names, bound = _named(source, package)
    handed_on = {f"{name}.{EVERYTHING}" for name in bound.values()}
    return frozenset([EVERYTHING]) if _hides(source) else names | handed_on


def closure(names: Iterable[str], named: Mapping[str, Collection[str]]) -> frozenset[str]:
    """The modules that names stand for, with all that they import; `named` gives that of each."""
    seen: set[str] = set()
    asked = set(names)
    waiting = list(asked)
    while waiting:
        for module in set(_modules(waiting.pop(), named)) - seen:
            seen.add(module)
            new = set(named[module]) - asked  # many modules name the same
            waiting += new
            asked |= new
    return frozenset(seen)


def _modules(name: str, known: Collection[str]) -> Iterator[str]:
    """A module with the packages that it is in, as an import of it runs them too."""
    parts = name.split(".")
    if parts[-1] == EVERYTHING:
        parts.pop()
        whole = ".".join(parts)
        if whole in known or not parts:
            yield from (module for module in known if f"{module}.".startswith(whole))
    yield from (found for n in range(len(parts)) if (found := ".".join(parts[: n + 1])) in known)


def _hides(source: str) -> bool:
    return not _HIDDEN.isdisjoint(re.findall(r"\w+", source))


def _named(source: str, package: str) -> tuple[frozenset[str], dict[str, str]]:
    """What is named, and what the names stand for that imports bind."""
    try:
        nodes = list(_nodes(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # such as a line of IPython
        return frozenset([EVERYTHING]), {}
    names, bound = _imports(nodes, package)
    inner = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        chain = _chain(node)
        if chain and chain[0] in bound:
            whole = () if len(chain) > 1 or id(node) in inner else (EVERYTHING,)
            names.add(".".join((bound[chain[0]], *chain[1:], *whole)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            names |= {node.value} if _OWN_NAME.fullmatch(node.value) else set()
    return frozenset(names), bound


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes that can run: not those for type checkers."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and _chain(node.test)[-1:] == ["TYPE_CHECKING"]:
            waiting += node.orelse
        else:
            yield node
            waiting += ast.iter_child_nodes(node)


def _imports(nodes: Iterable[ast.AST], package: str) -> tuple[set[str], dict[str, str]]:
    names: set[str] = set()
    bound: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
            for alias in node.names:
                top = alias.name.partition(".")[0]
                bound[alias.asname or top] = alias.name if alias.asname else top
        elif isinstance(node, ast.ImportFrom):
            base = _origin(node, package)
            names |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
            bound |= {alias.asname or alias.name: f"{base}.{alias.name}" for alias in node.names}
    return names, bound


def _origin(node: ast.ImportFrom, package: str) -> str:
    """The module that something is imported from; that of ``from ..a import b`` lies higher."""
    if not node.level:
        return str(node.module)
    above = package.split(".")[: -(node.level - 1) or None]
    if not package or not above:
        return EVERYTHING
    return ".".join([*above, *filter(None, [node.module])])


def _chain(node: ast.AST) -> list[str]:
    """The names of ``a.b.c``; nothing for any other expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or isinstance(node.ctx, ast.Store):
        return []
    return [node.id, *reversed(parts)]
