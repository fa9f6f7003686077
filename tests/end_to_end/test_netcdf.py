"""Draws in NetCDF-4 as their users open them: xarray, netCDF4 and R's ncdf4 find the figures, labels and attributes that
were written; and the command's own way out, `suasion draws`. Skipped where these programs are missing."""

import csv
import io
import json
import math
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest

try:
    import netCDF4
    import numpy as np
    import xarray
except ImportError:
    xarray = None

HERE = pathlib.Path(__file__).parent
TOOL = os.environ["DRAWS_TOOL"]
DRAWS = 1000
ROWS = 300  # of a segment


def has_ncdf4():
    """Whether R is here with its package."""
    if shutil.which("Rscript") is None:
        return False
    return subprocess.run(["Rscript", "-e", "library(ncdf4)"], capture_output=True).returncode == 0


def write(path, draws=DRAWS, rows=ROWS, **options):
    return subprocess.run([TOOL, str(path), str(draws), str(rows)], capture_output=True, text=True, **options)


class Table(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="suasion-netcdf-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.path = cls.folder / "draws.nc"
        done = write(cls.path)
        assert done.returncode == 0, done.stderr
        cls.columns = json.loads(done.stdout)


@unittest.skipIf(xarray is None, "python3-xarray or python3-netcdf4 is missing: nobody opens the draws in Python")
class Python(Table):
    def test_xarray_finds_every_column_by_its_labels(self):
        opened = {group: xarray.open_dataset(self.path, group=group) for group in ("prior", "prior_predictive", "sample_stats")}
        for column in self.columns:
            with self.subTest(column["name"], labels=column["labels"]):
                variable = opened[column["group"]][column["name"]]
                self.assertEqual(variable.dims[:2], ("chain", "draw"))
                found = variable.sel(chain=0, **dict(zip(variable.dims[2:], column["labels"]))).values.astype(float)
                expected = np.array([math.nan if value is None else value for value in column["values"]])
                np.testing.assert_array_equal(found, expected)
        self.assertEqual(list(opened["prior"]["draw"].values), list(range(DRAWS)))
        self.assertEqual(list(opened["prior_predictive"]["outcome"].values),
                         ["depth@scholz2011", "depth@compromise", "Größe@median"])

    def test_figures_over_draws_and_labels_are_those_of_the_table(self):
        outcomes = xarray.open_dataset(self.path, group="prior_predictive")["outcomes"]
        expected = np.array([[math.nan if value is None else value for value in column["values"]]
                             for column in self.columns if column["name"] == "outcomes"])
        np.testing.assert_allclose(outcomes.mean(("chain", "draw")).values, np.nanmean(expected, 1), rtol=1e-12)
        for level in (0.1, 0.5, 0.9):
            np.testing.assert_allclose(outcomes.quantile(level, ("chain", "draw")).values,
                                       np.nanquantile(expected, level, axis=1), rtol=1e-12)

    def test_groups_and_attributes_are_those_of_arviz_and_cf(self):
        with netCDF4.Dataset(self.path) as file:
            self.assertEqual(file.data_model, "NETCDF4")
            self.assertEqual(file.Conventions, "CF-1.8")
            self.assertEqual((file.title, int(file.seed), float(file.level)), ("A small table", 7, 0.25))
            self.assertEqual(list(file.groups), ["prior", "prior_predictive", "sample_stats"])
            for group in file.groups.values():
                self.assertEqual(group.inference_library, "suasion")
                self.assertTrue(group.inference_library_version)
                for name, dimension in group.dimensions.items():
                    self.assertEqual(group[name].dimensions, (name,))  # every dimension has its coordinates
                    self.assertTrue(group[name].long_name)
                    self.assertFalse(dimension.isunlimited())
            inputs, answers = file["prior/inputs"], file["prior_predictive/answers"]
            self.assertEqual((inputs.long_name, inputs.units), ("uncertain inputs", "1"))
            self.assertTrue(math.isnan(inputs._FillValue))
            self.assertEqual((answers.dtype, answers._FillValue), (np.int8, -1))
            self.assertEqual((list(answers.flag_values), answers.flag_meanings), ([0, 1], "no yes"))
            for variable in (inputs, answers):
                self.assertTrue(variable.filters()["zlib"] and variable.filters()["shuffle"])
                self.assertEqual(variable.chunking()[:3], [1, DRAWS, 1])

    def test_long_tables_are_cut_into_chunks_of_single_columns(self):
        path = self.folder / "long.nc"
        self.assertEqual(write(path, 20000, 7000).returncode, 0)
        with netCDF4.Dataset(path) as file:
            self.assertEqual(file["prior/inputs"].chunking(), [1, 16384, 1])
            self.assertEqual(file["prior/inputs"].shape, (1, 20000, 2))


@unittest.skipIf(not has_ncdf4(), "R or r-cran-ncdf4 is missing: nobody opens the draws in R")
class R(Table):
    def test_ncdf4_finds_the_same_figures(self):
        done = subprocess.run(["Rscript", str(HERE / "draws_tool" / "figures.R"), str(self.path)], capture_output=True, text=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr)
        title, *lines = [line.rstrip("\t").split("\t") for line in done.stdout.splitlines()]
        self.assertEqual(title, ["title", "A small table"])
        found = {(line[0], line[1]): line[2:] for line in lines}
        self.assertEqual(len(found), len(self.columns))
        for column in self.columns:
            count, mean, *quantiles = found[f"{column['group']}/{column['name']}", ",".join(column["labels"])]
            known = sorted(value for value in column["values"] if value is not None)
            self.assertEqual(int(count), len(known))
            self.assertAlmostEqual(float(mean), sum(known) / len(known), places=12)
            for level, quantile in zip((0.1, 0.5, 0.9), quantiles):
                place = level * (len(known) - 1)
                low = known[int(place)]
                high = known[min(int(place) + 1, len(known) - 1)]
                self.assertAlmostEqual(float(quantile), low + (place - int(place)) * (high - low), places=9)


class Writing(Table):
    def test_the_bytes_hang_on_nothing_but_the_values(self):
        for number, rows in (("85", 1000), ("170", 7)):  # what memory holds before it is used; how segments are cut
            path = self.folder / f"{number}.nc"
            self.assertEqual(write(path, rows=rows, env={**os.environ, "MALLOC_PERTURB_": number}).returncode, 0)
            self.assertEqual(path.read_bytes(), self.path.read_bytes())

    def test_a_full_disk_is_told_and_nothing_is_left(self):
        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))
        folder = self.folder / "full"
        folder.mkdir()
        quiet = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}  # HDF5 gives nothing back after an error
        done = write(folder / "draws.nc", rows=50, preexec_fn=small_disk, env=quiet)
        self.assertEqual(done.returncode, 1)
        self.assertIn("draws.nc.unfinished': File too large", done.stderr)
        self.assertEqual(list(folder.iterdir()), [])


@unittest.skipIf("SUASION" not in os.environ, "the command is not named by SUASION")
class Command(Table):
    def setUp(self):
        import support
        self.case = support.Case()
        self.case.setUp()
        self.addCleanup(self.case.doCleanups)
        self.run_folder = self.case.run_small("--draws", 300)
        shutil.copy(self.path, self.run_folder / "draws.nc")

    def draws(self, *arguments, status=0):
        return self.case.suasion("draws", self.run_folder, *arguments, status=status)

    def table(self, *arguments):
        return list(csv.DictReader(io.StringIO(self.draws(*arguments).out)))

    def test_every_draw_is_printed_and_reads_back_as_the_same_number(self):
        rows = self.table()
        names = ["draw", "issues.depth.positions.RUS", "issues.depth.positions.BLR", "depth@scholz2011", "depth@compromise",
                 "Größe@median", "war", "coup", "rival,war", "rival,coup", "valid"]
        self.assertEqual(list(rows[0]), names)
        self.assertEqual([row["draw"] for row in rows], [str(draw) for draw in range(DRAWS)])
        for name, column in zip(names[1:], self.columns):
            self.assertEqual([float(row[name]) if row[name] else None for row in rows], column["values"], name)

    def test_columns_go_by_their_short_and_long_names(self):
        for word, names in (("prior/inputs[issues.depth.positions.RUS]", ["issues.depth.positions.RUS"]),
                            ("issues.depth.positions.RUS", ["issues.depth.positions.RUS"]),
                            ("depth", ["depth@scholz2011"]), ("issues.depth@compromise", ["depth@compromise"]),
                            ("war", ["war"]), ("questions.war", ["war"]), ("main,war", ["war"]), ("rival,war", ["rival,war"]),
                            ("answers[rival,coup]", ["rival,coup"]), ("sample_stats/valid", ["valid"]),
                            ("prior/inputs", ["issues.depth.positions.RUS", "issues.depth.positions.BLR"]),
                            ("prior", ["issues.depth.positions.RUS", "issues.depth.positions.BLR"])):
            self.assertEqual(list(self.table("--column", word)[0]), ["draw", *names], word)
        self.assertEqual(list(self.table("--column", "war", "--column", "depth", "--column", "war")[0]),
                         ["draw", "war", "depth@scholz2011"])

    def test_the_list_says_what_there_is(self):
        rows = self.table("--list")
        self.assertEqual(len(rows), len(self.columns))
        self.assertEqual(rows[0], {"column": "issues.depth.positions.RUS", "variable": "prior/inputs", "units": "1",
                                   "about": "uncertain inputs"})
        self.assertEqual(rows[7]["column"], "rival,war")
        self.assertEqual(rows[7]["units"], "0 or 1")

    def test_mistakes_are_named(self):
        self.assertIn("the draws of this run hold no column 'deptj'\n  did you mean 'depth'?",
                      self.draws("--column", "deptj", status=2).err)
        self.assertRegex(self.draws("--column", "budget-of-2031", status=2).err, "`suasion draws .*run --list` lists them")
        (self.run_folder / "draws.nc").unlink()
        self.assertRegex(self.draws(status=2).err, "the run in .*run kept no draws\n  run it again with --save-draws")
        self.assertIn("is not a run folder", self.case.suasion("draws", "nowhere", status=3).err)
        self.assertIn("`suasion draws` needs a RUN", self.case.suasion("draws", status=2).err)

    def test_damaged_files_are_refused(self):
        path = self.run_folder / "draws.nc"
        whole = path.read_bytes()
        for damaged, message in ((whole[:-1], "it is damaged, or was cut short"), (b"draw,x\n", "it is not a NetCDF file"),
                                 (whole.replace(b"suasion_draws_layout", b"someone_draws_layout"), "draws.nc': it is ")):
            path.write_bytes(damaged)
            for command in ("draws", "sensitivity"):
                done = self.case.suasion(command, self.run_folder, status=3)
                self.assertIn("cannot read '", done.err)
                self.assertIn(message, done.err)
                self.assertEqual(done.out, "")

    def test_sensitivity_reads_the_draws(self):
        study = json.loads(self.case.suasion("sensitivity", self.run_folder, "--json").out)
        self.assertEqual([one["name"] for one in study["outputs"]],
                         ["depth@scholz2011", "depth@compromise", "Größe@median", "war", "coup", "rival,war", "rival,coup"])
        self.assertEqual(study["base_points"], DRAWS)
        for word, name in (("depth", "depth@scholz2011"), ("questions.war", "war"), ("rival,war", "rival,war")):
            study = json.loads(self.case.suasion("sensitivity", self.run_folder, "--json", "--output", word).out)
            self.assertEqual([one["name"] for one in study["outputs"]], [name])
        done = self.case.suasion("sensitivity", self.run_folder, "--output", "wor", status=2)
        self.assertIn("the draws of this run hold no output 'wor'\n  did you mean 'war'?", done.err)
        self.assertEqual(write(self.run_folder / "draws.nc", 499).returncode, 0)
        self.assertIn("499 draws are too few", self.case.suasion("sensitivity", self.run_folder, status=2).err)


if __name__ == "__main__":
    unittest.main()
