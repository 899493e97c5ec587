"""A mapping is proposed from headings and values, and shows no client."""

from pathlib import Path

import openpyxl
import pytest
from exports import CSV, KEY, ROOT, bring_in, data_folder, table

from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library, read_library
from evalutils.errors import DataError, InputError
from evalutils.intake.exports import Export
from evalutils.intake.suggesting import suggest_mapping


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(ROOT / "data", FaultList())


FILLED_IN = {
    "VUL IN: naam van het programma": "Werkfit",
    "VUL IN: wie het programma uitvoert": "Almelo",
    "VUL IN: dag van de export, zoals 2024-12-31": "2024-01-15",
    "VUL IN: code van destinations.csv": "paid_work",
}
HEADINGS = [
    "Cliëntnummer;Achternaam;Startdatum;Einddatum;Reden einde;Wijk",
    "Klantnr.;Naam klant;Ingangsdatum;Datum einde;Uitstroomreden;Wijk",
    "BSN;Naam;Datum aanvang;Beëindigingsdatum;Reden beëindiging;Wijk",
    "ADMINISTRATIENUMMER;NAAM;DAT_VAN;DAT_TOT;CODE_REDEN;WIJK",
    "subjectnr,roepnaam,startdatum traject,einddatum traject,reden uitstroom,wijk",
]


def rows(separator: str) -> list[str]:
    """Twelve clients, of whom the reason of leaving is 01 of the national list, or other words."""
    cells = (
        (f"{111222000 + n}", f"Jansen{n}", "02-01-2023", "31-03-2023", ("01", "x9")[n % 2],
         ("Noord", "Zuid")[n % 2])
        for n in range(12)
    )  # fmt: skip
    return [separator.join(row) for row in cells]


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_mapping_is_proposed_for_headings_of_common_systems(
    heading: str, library: Library, tmp_path: Path
) -> None:
    separator = ";" if ";" in heading else ","
    names = heading.split(separator)
    path = tmp_path / "export.csv"
    path.write_text("\n".join(["Export", "", heading, *rows(separator), ""]), encoding="utf-8")
    text = suggest_mapping(Export(str(path)), library)
    for ours, theirs in zip(("client_id", "start", "end", "destination", "wijk"),
                            (names[0], *names[2:]), strict=True):  # fmt: skip
        assert f'    {ours}: "{theirs}"\n' in text
    assert '      "01": "education"\n' in text and '      "x9": "VUL IN' in text
    assert "dates: [dd-mm-jjjj]" in text
    assert "Jansen" not in text and "111222" not in text and names[1] not in text


def test_a_proposal_that_was_filled_in_can_be_imported(library: Library, tmp_path: Path) -> None:
    data_folder(tmp_path)
    path = tmp_path / "export.csv"
    path.write_text(CSV, encoding="utf-8")
    text = suggest_mapping(Export(str(path)), library)
    with pytest.raises(DataError, match="text of the example"):
        bring_in(tmp_path, path, text)
    for before, after in FILLED_IN.items():
        text = text.replace(before, after)
    bring_in(tmp_path, path, text)
    assert len(table(tmp_path)) == 4


def test_a_group_to_compare_with_is_proposed_as_an_arm(library: Library, tmp_path: Path) -> None:
    rows = [
        f"{111222000 + n};02-01-2023;31-03-2023;01;{('Experimentgroep', 'Controlegroep')[n % 2]};"
        "01-01-2023"
        for n in range(40)
    ]
    heading = "Clientnummer;Startdatum;Einddatum;Reden einde;Onderzoeksgroep;Peildatum kenmerken"
    path = tmp_path / "export.csv"
    path.write_text("\n".join([heading, *rows, ""]), encoding="utf-8")
    text = suggest_mapping(Export(str(path)), library)
    assert '    arm: "Onderzoeksgroep"\n    groups_date: "Peildatum kenmerken"\n' in text
    meant = '"Controlegroep": "control"\n      "Experimentgroep": "programme"\n'
    assert f"    arm:\n      {meant}" in text
    data_folder(tmp_path)
    for before, after in FILLED_IN.items():
        text = text.replace(before, after)
    bring_in(tmp_path, path, text)
    made = table(tmp_path)
    assert {row[made[0].index("arm")] for row in made[1:]} == {"programme", "control"}
    about = tmp_path / "data" / str(KEY) / "evaluation.yaml"
    assert "\nevidence: comparison" in about.read_text(encoding="utf-8")


def test_words_that_may_be_either_arm_are_to_be_filled_in(library: Library, tmp_path: Path) -> None:
    rows = [f"{111222000 + n};02-01-2023;{'AB'[n % 2]}" for n in range(40)]
    path = tmp_path / "export.csv"
    path.write_text("\n".join(["Clientnummer;Startdatum;Arm", *rows, ""]), encoding="utf-8")
    text = suggest_mapping(Export(str(path)), library)
    assert '      "A": "VUL IN: programme of control"\n' in text


def test_a_proposal_for_rungs_is_of_measurements(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("Clientnr;Peildatum;Trede\n1;2023-02-01;3\n2;2023-02-01;4\n", encoding="utf-8")
    text = suggest_mapping(Export(str(path)), library)
    assert "measurements:\n" in text and "ladder: participatieladder" in text
    assert "fixed: {kind: measured}" in text


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x00\x01"])
def test_a_file_without_rows_gets_a_clear_fault(
    content: bytes, library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "export.csv"
    path.write_bytes(content)
    with pytest.raises(InputError):
        suggest_mapping(Export(str(path)), library)


def sheets(path: Path) -> Export:
    """A workbook as a system exports it: what it is, clients, what codes mean, and instruments."""
    book = openpyxl.Workbook()
    book.active.title = "Info"
    book.active.append(["Export van 15-01-2024"])
    contents = {
        "Trajecten": [
            ["Clientnr", "Startdatum", "Einddatum", "Reden einde", "Wijk", "Invoerdatum"],
            *[[1000 + n, "02-01-2023", "31-03-2023", ("77", "88")[n % 2], "NZ"[n % 2], "05-02-2023"]
              for n in range(12)],
        ],
        "Uitkeringen": [["Clientnr", "Ingangsdatum", "Einddatum"], [1000, "01-01-2022", ""]],
        "Metingen": [["Clientnr", "Peildatum", "Trede"], [1000, "02-01-2023", 3]],
        "Redenen": [["Redencode", "Omschrijving"], ["77", "Aangaan relatie"],
                    ["88", "Naar elders"]],
        "Instrumenten": [["Instrument", "Aanbieder"], ["Taal", "x"]],
    }  # fmt: skip
    for title, rows in contents.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return Export(str(path))


def test_one_mapping_is_proposed_for_all_sheets_of_a_workbook(
    library: Library, tmp_path: Path
) -> None:
    text = suggest_mapping(sheets(tmp_path / "export.xlsx"), library)
    tables = text.split("\n")
    assert [line for line in tables if line in ("spells:", "benefits:", "measurements:")] == [
        "spells:", "benefits:", "measurements:",
    ]  # fmt: skip
    for title in ("Trajecten", "Uitkeringen", "Metingen"):
        assert f'  sheet: "{title}"' in tables
    assert '  registered: "Invoerdatum"' in tables
    assert "# blad 'Instrumenten': niet gebruikt." in text and "Redenen" not in text
    # what a code means stands in the list of the export: ours, or a word of theirs beside it
    assert '      "77": "relationship"\n' in text
    assert '      "88": "VUL IN: code van destinations.csv"  # Naar elders' in text


def test_one_mapping_is_proposed_for_all_files_of_a_folder_and_can_be_filled_in(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "trajecten.csv").write_text(CSV, encoding="utf-8")
    benefits = "Client;Van;Tot\n111222333;01-11-2022;31-03-2023\n123456782;01-02-2023;\n"
    (folder / "uitkeringen.csv").write_text(benefits, encoding="utf-8")
    (folder / "leesmij.pdf").write_bytes(b"%PDF")
    text = suggest_mapping(Export(str(folder)), library)
    assert '  file: "trajecten.csv"' in text and '  file: "uitkeringen.csv"' in text
    for before, after in FILLED_IN.items():
        text = text.replace(before, after)
    bring_in(tmp_path, folder, text)
    assert len(table(tmp_path)) == 4 and len(table(tmp_path, "benefits")) == 3


def test_a_folder_without_an_export_gets_a_clear_fault(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file that is read"):
        suggest_mapping(Export(str(tmp_path)), library)


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        ("Bestemming;Aantal", "Betaald werk;14"),
        ("Wijk;Jaar;Deelnemers;Aan het werk", "Noord;2023;31;10"),
        ("Groep;Aantal personen;Uitkomst bereikt", "Wachtlijst;78;21"),
        ("Instrument;Gestart;Uitstroom werk;Uitstroom anders", "Scholing;13;4;3"),
    ],
)
def test_counts_are_sent_to_the_workbook(
    headings: str, row: str, tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "telling.csv"
    path.write_text(f"{headings}\n{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"has counts, .*evalutils new .* --excel"):
        suggest_mapping(Export(str(path)), library)


def test_a_number_of_days_beside_clients_is_no_table_of_counts(
    tmp_path: Path, library: Library
) -> None:
    path = tmp_path / "clienten.csv"
    path.write_text("Klantnr;Startdatum;Aantal uren\n7001;02-01-2023;24\n", encoding="utf-8")
    assert 'client_id: "Klantnr"' in suggest_mapping(Export(str(path)), library)
