"""Which jobs begin first."""

from pathlib import Path

from evalutils.running.forecast import Forecast

from .workshop import open_workshop


def test_the_longest_begins_first_and_before_it_what_never_ran_and_reads_most(
    tmp_path: Path,
) -> None:
    workshop = open_workshop(tmp_path)
    (workshop.root / "data" / "spells.csv").write_text("client_id\n" * 1000, encoding="utf-8")
    small, large = {"data/exits.csv": "1" * 64}, {"data/spells.csv": "2" * 64}
    jobs = [
        workshop.job("short", inputs=large),
        workshop.job("long", inputs=small),
        workshop.job("new", inputs=small),
        workshop.job("another", inputs=small),
        workshop.job("clients", inputs=large),
    ]
    forecast = Forecast([job.name for job in jobs], {"zwolle/short": 0.5, "zwolle/long": 4.0})

    waiting = forecast.longest_last(jobs)

    begun = [waiting.pop()[1].name.removeprefix("zwolle/") for _ in jobs]
    assert begun == ["clients", "new", "another", "long", "short"]
    assert forecast.longest_last(jobs)[-1][0] == 4  # it keeps its number


def test_one_job_of_each_protected_programme_begins_before_all_others(tmp_path: Path) -> None:
    workshop = open_workshop(tmp_path)
    of_programme = {"municipality": "zwolle", "programme": "startbaan"}
    jobs = [
        workshop.job("public"),
        workshop.job("ladder", protected=True, parameters=of_programme),
        workshop.job("outflow", protected=True, parameters=of_programme),
        workshop.job("alone", protected=True, parameters={**of_programme, "programme": "werkfit"}),
    ]
    names = [f"zwolle/{name}" for name in ("public", "ladder", "outflow", "alone")]
    took = dict(zip(names, (9.0, 2.0, 3.0, 1.0), strict=True))

    waiting = Forecast(names, took).longest_last(jobs)

    begun = [waiting.pop()[1].name.removeprefix("zwolle/") for _ in jobs]
    assert begun == ["outflow", "alone", "public", "ladder"]


def test_a_page_across_protected_programmes_begins_when_all_of_them_were_decided(
    tmp_path: Path,
) -> None:
    workshop = open_workshop(tmp_path)
    of_one = {"municipality": "zwolle", "programme": "startbaan"}
    jobs = [
        workshop.job("comparison", protected=True),
        workshop.job("outflow", protected=True, parameters=of_one),
        workshop.job("ladder", protected=True, parameters=of_one),
    ]

    waiting = Forecast([job.name for job in jobs], {"zwolle/comparison": 9.0}).longest_last(jobs)

    assert waiting[0][1].name == "zwolle/comparison"
