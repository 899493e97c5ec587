"""YAML files: other values, other writings of the same, and what no loader should take."""

from __future__ import annotations

import re
from random import Random

from benchmarks.attack.cells import TEXTS
from benchmarks.attack.mutation import REFUSED, Change, Mutator, PartOf, Right, Target
from benchmarks.attack.reading import Said, line, number

# How a number or text is written instead, and the one value that it has, if any.
_ODD_NUMBERS = (
    *(("0100", None), ("1:30", None), ("0x1F", None), ("1_000", None), (".inf", None)),
    *((".nan", None), ("1e3", None), ("0o17", None), ("- 5", None), ("~", ""), ("''", "")),
    *(("12,5", None), ("1.234.567", None), ("-3", "-3"), ("9" * 30, "9" * 30), ("77", "77")),
    *(("0.5", "0.5"), ("true", None), ("[1, 2]", None), ("{a: 1}", None), ("2024-01-01", None)),
    *(('"77"', "77"), ("!!int 77", None), ("&a 77", None), ("*a", None), ("<<", None)),
)


_TEXTUAL = ("published", "version", "label", "period_label", "title")


def other_value(draw: Random, target: Target) -> Change:
    """One value of the file is another, in an odd writing or hostile."""
    text = target.text()
    found = [
        (place, value, hits)
        for place, value in sorted(target.said.items())
        if _may_change(place, value, target)
        and len(hits := _written(value, text)) == 1
        and sum(value == other for other in target.said.values()) == 1
    ]
    if not found:
        return same_content(draw, target)
    place, old, hits = draw.choice(found)
    if target.path.suffix == ".csv":
        hostile = draw.choice(TEXTS)
        written, value = '"' + hostile.replace('"', '""') + '"', line(hostile)
    elif _is_number(old):
        written, value = draw.choice(_ODD_NUMBERS)
        value = value if value is None else number(value)
    else:
        hostile = draw.choice(TEXTS)
        written, value = draw.choice(
            [
                (_quoted(hostile), line(hostile)),
                ("[]", None),
                ("{}", None),
                ("''", ""),
                ("no", "no"),
            ]
        )
    start, end = hits[0]
    target.path.write_bytes((text[:start] + written + text[end:]).encode())
    said: Said = {key: kept for key, kept in target.said.items() if key != place}
    right: Right = [] if value is None else [said | ({place: value} if value else {})]
    return Change(f"{place} is {written[:30]!r}", right)


def same_content(draw: Random, target: Target) -> Change:
    """The same keys and values, written otherwise."""
    text = target.text()
    way = draw.choice(["comments", "Windows", "mark", "blank lines", "end", "document", "wide"])
    forms = {
        "comments": lambda: text.replace("\n", "  # let op: dit is geen waarde\n", 1),
        "Windows": lambda: text.replace("\n", "\r\n"),
        "mark": lambda: f"\ufeff{text}",
        "blank lines": lambda: text.replace("\n", "\n\n\n", 1),
        "end": lambda: text.rstrip("\n"),
        "document": lambda: f"---\n{text}...\n",
        "wide": lambda: re.sub(r"^(\w+): (?=\w)", r"\1:     ", text, flags=re.MULTILINE),
    }
    target.path.write_bytes(forms[way]().encode())
    return Change(f"the same with {way}", [target.said])


def refused(draw: Random, target: Target) -> Change:
    """What programs read in more than one way, or what takes all memory."""
    text = target.text()
    key = re.search(r"^(\w[\w-]*):", text, re.MULTILINE)
    bomb = "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else 'x'] * 9)}]\n" for n in range(12)
    )
    deep = f"diep: {'[' * 5000}{']' * 5000}\n"
    extra = draw.choice(
        [
            bomb,
            deep,
            f"diep: {'{a: ' * 3000}1{'}' * 3000}\n",
            f"{key[1] if key else 'a'}: twee keer\n",
            "extra: !!python/object/apply:os.system ['touch elsewhere']\n",
            "extra: !!binary aGFsbG8=\n",
            "? [a, b]\n: c\n",
            "<<: {a: b}\n",
            "---\ntweede: document\n",
            "%YAML 1.2\n",
            "\tmet: tab\n",
            "extra: &x 1\nnog: *x\n",
            f"lang: {'x' * 400_000}\n",
            f"veel: [{'1, ' * 60_000}1]\n",
            "nul: a\0b\n",
            "bel: a\x07b\n",
            "- lijst\n",
            'open: "nooit dicht\n',
            "extra: 'onbekende sleutel'\n",
        ]
    )
    content = (
        text + extra if draw.random() < 0.5 or extra.startswith(("---", "-")) else extra + text
    )
    target.path.write_bytes(content.encode())
    return Change(f"with {extra[:30]!r}", REFUSED)


def other_lines(draw: Random, target: Target) -> Change:
    """A line is missing, doubled, moved or indented: it may mean anything, or nothing."""
    lines = target.text().splitlines(keepends=True)
    place = draw.randrange(len(lines))
    way = draw.choice(["missing", "doubled", "moved", "indented", "cut"])
    taken = lines.pop(place)
    if way == "doubled":
        lines[place:place] = [taken, taken]
    elif way == "moved":
        lines.insert(draw.randrange(len(lines) + 1), taken)
    elif way == "indented":
        lines.insert(place, f"  {taken}")
    elif way == "cut":
        lines[place:] = [taken[: draw.randrange(len(taken))]]
    target.path.write_bytes("".join(lines).encode())
    if way != "cut":
        return Change(f"line {place + 1} {way}", None)
    return Change(f"cut in line {place + 1}", [PartOf(target.said)])


def _may_change(place: str, value: str, target: Target) -> bool:
    """Whether it is a value of its own: no key, and no number in a field of text."""
    name = place.rpartition(".")[2]
    if target.path.suffix == ".csv":
        return name in ("label", "description")
    return name not in ("key", "code") and not (name in _TEXTUAL and _is_number(value))


def _written(value: str, text: str) -> list[tuple[int, int]]:
    form = rf"(?<![\w.\"'-]){re.escape(value)}(?![\w.\"'-])"
    return [found.span() for found in re.finditer(form, text)]


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", value))


def _quoted(text: str) -> str:
    """A text between double quotes, as YAML reads it back."""
    escaped = "".join(
        char if char.isprintable() and char not in '"\\' else f"\\U{ord(char):08X}" for char in text
    )
    return f'"{escaped}"'


MUTATORS: dict[str, Mutator] = {
    "yaml: other value": other_value,
    "yaml: same content": same_content,
    "yaml: refused": refused,
    "yaml: lines": other_lines,
}
