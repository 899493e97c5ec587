"""The book as readers get it, from real data through the real notebooks."""

import csv
import json
import re
from html import unescape

import pytest
from book_project import SELECTION, Project

from evalutils.chapters.exact_figures import figure_values
from evalutils.contracts.key_figures import COLUMNS, STATUSES
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations


def key_figures(project: Project) -> list[dict[str, str]]:
    path = project.html / "data" / "key_figures.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_caseload_account_of_the_ontwikkelroute_leaves_two_clients_unexplained(
    built: Project,
) -> None:
    page = built.text("zwolle/ontwikkelroute/2022-2023/outflow.html")
    assert "432 aan het begin, plus 44 instroom, min 64 uitstroom is 412" in page
    assert "De bron noemt 414" in page
    assert "+2" in page


def test_pastiel_shows_418_beside_759_as_a_ratio_without_an_interval(built: Project) -> None:
    page = built.text("fryslan-west/pastiel/2017/outflow.html")
    # 418 / 759 = 0.55072: most of those who left came in an earlier year
    assert "418 vertrekkers tegenover 759 instromers, 55" in page
    assert "51,5% tot 58,6%" not in page
    assert "95%-interval" not in page


def test_pastiel_breaks_even_after_five_and_a_half_months(built: Project) -> None:
    page = built.text("fryslan-west/pastiel/2017/cost_benefit.html")
    assert "5,6 maanden" in page  # 7000 / (15000 / 12) = 5.6
    assert "€ 7.000" in page
    assert "€ 15.000 uitkering per jaar" in page
    assert "vóór elke correctie" in page


def test_groningen_shows_both_distributions_and_that_one_does_not_add_up(built: Project) -> None:
    page = built.text("groningen/kansen-in-kaart/2021/ladder.html")
    assert "Huidige trede" in page
    assert "Verwachte trede" in page
    assert "100,7%" in page  # 51.8 + 19.4 + 19.5 + 2.6 + 1.3 + 5.7 + 0.4
    assert "ongeveer 60%" in page


def test_an_evaluation_without_results_says_so_in_its_own_page(built: Project) -> None:
    page = built.text("nederland/cycloon/2017/index.html")
    assert "geen" in page
    assert not (built.html / "nederland/cycloon/2017/outflow.html").exists()


def test_a_missing_analysis_is_named_on_the_page_of_the_evaluation(built: Project) -> None:
    page = built.text("groningen/kansen-in-kaart/2021/index.html")
    assert "Niet in de bron: cijfers over de uitstroom en de kosten." in page


def test_small_counts_of_a_protected_evaluation_reach_no_page_and_no_file(built: Project) -> None:
    # The example has 5 clients on rung 6 at the start and 8 at the end; both are below 10.
    page = built.text("almelo/werkfit/2025/ladder.html")
    assert "<10" in page
    rung_six = [
        row
        for row in key_figures(built)
        if row["municipality"] == "almelo" and row["group"].endswith(":6")
    ]
    assert rung_six
    assert all(row["status"] == "suppressed" and row["value"] == "" for row in rung_six)


def test_every_page_of_a_book_with_protected_data_says_that_it_is_a_draft(built: Project) -> None:
    pages = [path for path in built.html.rglob("*.html") if "_static" not in path.parts]
    assert len(pages) > 40
    without = [path.name for path in pages if "Concept, niet" not in path.read_text("utf-8")]
    assert without == []


def test_every_key_figure_has_a_status_a_source_and_a_page(built: Project) -> None:
    rows = key_figures(built)
    assert list(rows[0]) == list(COLUMNS)
    for row in rows:
        assert row["status"] in STATUSES
        assert row["source"]
        assert (built.html / row["page"].partition("#")[0]).is_file()


def test_key_figures_reproduce_the_published_account(built: Project) -> None:
    by_name = {
        (row["programme"], row["indicator"], row["group"]): row["value"]
        for row in key_figures(built)
    }
    assert float(by_name["ontwikkelroute", "outflow.flow_residual", ""]) == 2
    ratio = float(by_name["pastiel", "outflow.ratio", "total"])
    assert ratio == pytest.approx(100 * 418 / 759)
    months = float(by_name["pastiel", "cost_benefit.break_even_months", "municipality"])
    assert months == pytest.approx(5.6)
    total = float(by_name["kansen-in-kaart", "ladder.total_share", "current"])
    assert total == pytest.approx(100.7)


def test_the_data_package_describes_the_files_beside_it(built: Project) -> None:
    folder = built.html / "data"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    paths = [resource["path"] for resource in package["resources"]]
    assert "key_figures.csv" in paths
    assert all((folder / path).is_file() for path in paths)


def test_provenance_names_inputs_and_versions_but_no_machine(built: Project) -> None:
    text = (built.html / "data" / "provenance.json").read_text(encoding="utf-8")
    assert "pandas" in text
    assert str(built.root) not in text
    assert "data/zwolle/ontwikkelroute/2022-2023/caseload.csv" in text


def test_pages_ask_nothing_of_other_servers(built: Project) -> None:
    asks = re.compile(r"<(?:script|img|iframe|link)\b[^>]*?(?:src|href)=\"(?:https?:)?//[^\"]+")
    for path in built.html.rglob("*.html"):
        found = asks.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found and found[0]}"


def test_every_chart_has_a_text_alternative_with_numbers(built: Project) -> None:
    images = []
    for path in built.html.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        images += re.findall(r"<img[^>]*_images[^>]*>", html)
    assert images
    for image in images:
        alt = re.search(r'alt="([^"]*)"', image)
        assert alt, image
        assert re.search(r"\d", alt[1]), image
        assert "_images" not in alt[1]
        assert len(unescape(alt[1])) <= 300, alt[1]


def contrast_with_white(colour: str, opacity: float) -> float:
    """Of a colour such as #005a8c that lets the white ground through (WCAG 2.1, 1.4.3)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    mixed = [opacity * part + 1 - opacity for part in parts]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in mixed
    ]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (light + 0.05)


def test_every_mark_of_a_chart_stands_out_from_its_ground(built: Project) -> None:
    assert contrast_with_white("#767676", 1) == pytest.approx(4.54, abs=0.01)  # as WCAG has it
    faint = set()
    for path in built.html.rglob("_images/*.svg"):
        image = path.read_text(encoding="utf-8")
        image = re.sub(r'<g id="QuadMesh.*?</g>', "", image, flags=re.DOTALL)  # with their numbers
        for style in re.findall(r'style="([^"]*)"', image):
            look = dict(part.strip().split(": ") for part in style.split(";") if ": " in part)
            opacity = float(look.get("opacity", 1))
            shades = {
                side: contrast_with_white(
                    look[side], opacity * float(look.get(f"{side}-opacity", 1))
                )
                for side in ("fill", "stroke")
                if look.get(side, "").startswith("#")
            }
            seen = {side: shade for side, shade in shades.items() if shade > 1.01}
            # Lines behind the marks are there for who wants them: the value is written too.
            behind = look.get("stroke") in ("#dddddd", "#ffffff") and "fill" not in seen
            if seen and max(seen.values()) < 3 and not behind:
                faint.add((path.name[:8], style))
    assert faint == set()


ENGLISH = re.compile(
    r"\b(the|search|searching|table|page|next|previous|contents|toggle|skip|show|hide|figure|"
    r"link to|permalink|close|light|dark|copy|results?|found|error)\b",
    re.IGNORECASE,
)


def test_what_a_page_says_beside_its_text_is_dutch(built: Project) -> None:
    said = set()
    for path in built.html.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        said.update(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]+)"', html))
        said.update(re.findall(r"<(?:button|summary|label|figcaption|caption)[^>]*>([^<]+)<", html))
    assert len(said) > 100
    assert {text for text in said if ENGLISH.search(unescape(text))} == set()


def test_page_titles_name_programme_period_and_analysis(built: Project) -> None:
    html = (built.html / "fryslan-west/pastiel/2017/outflow.html").read_text(encoding="utf-8")
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    assert title
    for part in ("Uitstroom", "Pastiel", "2017"):
        assert part in title[1]


def test_the_audit_chapter_lists_what_does_not_add_up_with_the_right_value(built: Project) -> None:
    page = built.text("audit.html")
    assert "Cijfers die niet kloppen" in page
    assert "412" in page  # the caseload balance of the Ontwikkelroute
    assert "100,7%, hoort 100% te zijn" in page  # the column of current rungs in Groningen


def test_chapters_say_how_many_figures_were_checked_and_link_to_the_audit(built: Project) -> None:
    html = (built.html / "zwolle/ontwikkelroute/2022-2023/outflow.html").read_text("utf-8")
    lines = re.findall(r'<a[^>]*href="[^"]*audit\.html"[^>]*>(.*?)</a>', html, re.DOTALL)
    assert any(re.search(r"\d+ cijfers gecontroleerd, 4 kloppen niet", line) for line in lines)


def test_audit_csv_has_the_columns_of_the_design(built: Project) -> None:
    with (built.html / "data" / "audit.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ",".join(rows[0]) == (
        "municipality,programme,period,source,locator,claim,kind,check,strength,published,computed,"
        "comparison,bound,difference,tolerance,verdict,explanation"
    )
    (balance,) = [row for row in rows if row["claim"] == "stock_end"]
    assert (balance["published"], balance["computed"], balance["difference"]) == ("414", "412", "2")
    assert balance["verdict"] == "inconsistent"
    assert all(row["explanation"] for row in rows)


def test_figures_of_a_protected_evaluation_stay_out_of_the_audit(built: Project) -> None:
    with (built.html / "data" / "audit.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["municipality"] == "almelo"]
    hidden = ("published", "computed", "bound", "difference", "check", "locator")
    assert rows
    assert all(row[name] == "" for row in rows for name in hidden)


def test_a_finding_leads_to_the_row_of_its_claim(built: Project) -> None:
    audit = (built.html / "audit.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"#]*)#(cijfer-[^"]*)"', audit)
    assert links
    for page, anchor in links:
        assert f'id="{anchor}"' in (built.html / page).read_text(encoding="utf-8")


def test_the_catalogue_without_notebooks_gives_the_figures_of_the_notebooks(built: Project) -> None:
    data_dir = built.root / "data"
    library = load_library(data_dir)
    rows = key_figures(built)
    names = {row["indicator"] for row in rows}
    for evaluation in load_evaluations(data_dir, SELECTION):
        if evaluation.disclosure == "protected":
            continue
        published = {
            (row["indicator"], row["group"]): float(row["value"])
            for row in rows
            if f"{row['municipality']}/{row['programme']}/{row['period']}" == str(evaluation.key)
            # what the source prints, and what lies across evaluations, is in no catalogue
            and row["analysis"] not in ("claims", "comparison", "audit", "trend")
        }
        values = figure_values(evaluation, library, names)
        computed = {(name, group): value for (_, name, group), value in values.items()}
        assert computed == pytest.approx(published, rel=1e-9)
