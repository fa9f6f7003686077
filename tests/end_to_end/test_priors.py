"""Priors that are counted: the figures that are checked in are those that the script finds, and the case uses them."""

import os
import pathlib
import subprocess
import sys
import tomllib
import unittest

from support import SOURCE, Case

FIGURES = SOURCE / "docs" / "priors" / "visits.csv"


class Priors(Case):
    def test_visits_are_counted_again_from_the_data(self):
        folder = os.environ.get("SUASION_DATA")
        if not folder:
            self.skipTest("SKIPPED: SUASION_DATA is not set, so visits were not counted again")
        counted = subprocess.run([sys.executable, SOURCE / "tools" / "count_visits.py",
                                  pathlib.Path(folder) / "us_visits"], check=True, capture_output=True, text=True)
        self.assertEqual(counted.stdout, FIGURES.read_text(encoding="utf-8"))

    def test_difficulties_of_the_bundled_case_are_those_counted(self):
        last = FIGURES.read_text(encoding="utf-8").splitlines()[-1].split(",")
        self.assertEqual(last[0], "difficulty")
        scenario = tomllib.loads((SOURCE / "scenarios" / "belarus-2020.toml").read_text(encoding="utf-8"))
        kinds = {kind["id"]: kind["difficulty"]["normal"]["mean"] for kind in scenario["signal_kinds"]}
        self.assertEqual(kinds["visit.president"], float(last[2]))
        self.assertEqual(kinds["visit.secretary"], float(last[3]))


if __name__ == "__main__":
    unittest.main()
