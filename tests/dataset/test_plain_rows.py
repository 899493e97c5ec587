"""Rows that are taken from the XML of a sheet without a parser are those that the parser reads."""

import random
from io import BytesIO
from unittest.mock import patch
from zipfile import ZipFile

import pytest

from evalutils.dataset.reading import sheet
from evalutils.dataset.reading.workbook import Workbook, WorkbookError

PLAIN = [
    '<c r="{at}"><v>{n}</v></c>',
    '<c r="{at}" s="1"><v>{n}.5</v></c>',
    '<c r="{at}" s="1" t="s"><v>{small}</v></c>',
    '<c r="{at}" t="str"><v>R&amp;D &lt; 3</v></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#REF!</v></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> Ü  tekst_x000D_ </t></is></c>',
    '<c r="{at}" t="inlineStr"><is><t></t></is></c>',
    '<c r="{at}" s="1"/>',
    "",
]
ODD = [
    '<c r="{at}" t="inlineStr"><is><r><t>twee</t></r><r><t>delen</t></r></is></c>',
    '<c r="{at}"><f>A1+1</f><v>3</v></c>',
    '<c r="{at}"><f>A1+1</f></c>',
    '<c t="n" r="{at}"><v>4</v></c>',
    '<c r="{at}" t="str"><v>&#233;&#x41;</v></c>',
    '<c r="{at}" t="str"><v><![CDATA[a<b]]></v></c>',
    '<!-- <c r="{at}"><v>1</v></c> --><c r="{at}"><v>2</v></c>',
    '<c r="{at}"> <v>5</v> </c>',
    '<c r="{at}" t="inlineStr"><v>7</v></c>',
    '<c r="{at}" t="n"><is><t>8</t></is></c>',
    '<c r="{at}"><v>1</v></c><c r="{at}"><v>2</v></c>',
    '<c r="A1"><v>1</v></c>',
    '<c r="{at}" t="s"><v>99</v></c>',
    '<c r="{at}" t="t" t="s"><v>1</v></c>',
    '<c r="{at}" t="str"><v>a\x01b</v></c>',
    '<c r="{at}" t="str"><v>a\r\nb]]&gt;</v></c>',
    '<c r="{at}" t="str"><v>&unknown;</v></c>',
    '<c r="ZZZ{n}"><v>1</v></c>',
]


def drawn(dice: random.Random, odd: float) -> str:
    """A sheet of some rows, few cells of which are of an unusual form."""
    rows, number = [], 0
    for _ in range(dice.randint(1, 30)):
        number += dice.choice((1, 1, 1, 1, 3))
        cells = ""
        for letter in "ABCD":
            kind = dice.choice(ODD if dice.random() < odd else PLAIN)
            at, small = f"{letter}{number}", dice.randrange(3)
            cells += kind.format(at=at, n=dice.randrange(1, 3000), small=small)
        hidden = ' hidden="1"' if dice.random() < 0.05 else ""
        rows.append(f'<row r="{number}" spans="1:4"{hidden}>{cells}</row>')
    if dice.random() < odd:
        rows.insert(dice.randrange(len(rows)), dice.choice(("<row/>", "<!-- <row> -->", rows[0])))
    return dice.choice(("", "\n")).join(rows)


def read(xml: bytes, *, plain: bool) -> object:
    """What is read of a sheet, or what kind of error that is."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("sheet.xml", xml)
    book = Workbook(ZipFile(content), texts=["nul", "een", "twee"], formats=["General", "0.00"])
    found = sheet.Sheet()
    through = sheet.PlainRows if plain else lambda _, parse: parse
    try:
        with patch.object(sheet, "PlainRows", through):
            whole = sheet.read_cells(book, "sheet.xml")
            rows = list(sheet.read_rows(book, "sheet.xml", found))
    except WorkbookError as error:
        return str(error)
    except Exception:  # what a damaged sheet raises is told in one way
        return "damaged"
    return whole, rows, found.hidden_rows


def whole_sheet(rows: str, above: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{above}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'


@pytest.mark.parametrize("odd", [0.0, 0.02, 0.2])
def test_a_sheet_reads_the_same_with_and_without_its_plain_rows(odd: float) -> None:
    dice = random.Random(7)
    same = [whole_sheet(drawn(dice, odd)).encode() for _ in range(60)]
    for xml in same:
        assert read(xml, plain=True) == read(xml, plain=False), xml


@pytest.mark.parametrize(
    "above",
    [
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        '<?xml version="1.0"?><!-- <row r="1"><c r="A1"><v>1</v></c></row> -->',
        "\ufeff",
        '<?row <row r="1"></row>?>',
        "<!DOCTYPE a>",
        '<a b="<row r="2"><c r="A2"><v>1</v></c></row>"/>',
    ],
)
def test_what_stands_above_the_rows_counts(above: str) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>Zoë</v></c></row>'
    xml = whole_sheet(rows, above).encode("utf-8")
    assert read(xml, plain=True) == read(xml, plain=False)
    assert read(xml[:-40], plain=True) == read(xml[:-40], plain=False)


def test_most_of_a_sheet_does_not_reach_the_parser() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="s"><v>1</v></c></row>'
    xml = whole_sheet("".join(map(row.format, range(1, 5000)))).encode()
    with patch.object(sheet._Reader, "_keep") as kept:
        whole, *_ = read(xml, plain=True)
    assert kept.call_count == 0
    assert whole.rows[4999] == ["4999", "een"]
