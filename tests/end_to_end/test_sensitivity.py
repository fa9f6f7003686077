"""What drives a forecast: `suasion sensitivity` by its five methods, and from the draws of a run."""

import bisect
import json
import signal
import statistics
import subprocess
import time
import unittest

from support import COMMAND, SMALL, SYSTEM, Case

LEAST = {"sobol": "64", "shapley": "64", "given-data": "512", "morris": "64", "local": "64"}
LINKED = SMALL + """
[[correlations]]
between = ["issues.depth.positions.RUS", "issues.depth.positions.BLR"]
value = 0.5
because = { judgement = "an example" }
"""


def ks(values, inside):
    """The Kolmogorov-Smirnov distance between some values and all of them."""
    values, inside = sorted(values), sorted(inside)
    return max(abs(bisect.bisect_right(inside, one) / len(inside) - bisect.bisect_right(values, one) / len(values))
               for one in values)


class Sensitivity(Case):
    def study(self, scenario, method, *more):
        return json.loads(self.suasion("sensitivity", scenario, "--method", method, "--draws", LEAST[method], "--json",
                                       "-q", *more).out)

    def test_every_method_comes_to_the_same_form(self):
        names = None
        for method in LEAST:
            study = self.study("finland-1958", method, "--output", "say@scholz2011", "--output", "government-out")
            self.assertEqual(study["method"], method)
            names = names or [one["name"] for one in study["outputs"]]
            self.assertEqual([one["name"] for one in study["outputs"]], names)
            for output in study["outputs"]:
                self.assertTrue(output["words"])
                for row in output["rows"]:
                    self.assertLess(row["group"], len(study["groups"]))
                    for figure in study["figures"]:
                        value = row[figure]
                        if isinstance(value, dict):
                            self.assertLessEqual(value["low"], value["value"])
                            self.assertLessEqual(value["value"], value["high"])
                if method != "local":
                    lead = [row[study["figures"][0]]["value"] for row in output["rows"]]
                    self.assertEqual(lead, sorted(lead, reverse=True))
        self.assertEqual(names, ["issues.say@scholz2011", "questions.government-out"])

    def test_text_and_json_say_the_same(self):
        for method in LEAST:
            more = ["--output", "say@scholz2011"]
            study = self.study("finland-1958", method, *more)
            done = self.suasion("sensitivity", "finland-1958", "--method", method, "--draws", LEAST[method], "-q",
                                "--top", 2, *more)
            flat = " ".join(done.out.split())
            for words in (study["meaning"], study["outputs"][0]["words"]):
                self.assertIn(" ".join(words.split()), flat)
            rows = study["outputs"][0]["rows"]
            self.assertRegex(flat, rf"and {len(rows) - 2} more rows? with less")
            first = rows[0][study["figures"][0]]
            if method in ("sobol", "shapley", "given-data"):
                self.assertIn(f"{first['value']:.2f} [{first['low']:.2f}, {first['high']:.2f}]".replace("-0.00", "0.00"),
                              flat)
            self.assertNotIn("\n\n\n", done.out)

    def test_shapley_shares_add_up_to_the_whole(self):
        for output in self.study("finland-1958", "shapley", "--group-by", "actor")["outputs"]:
            if not output["constant"]:
                self.assertAlmostEqual(sum(row["share"]["value"] for row in output["rows"]), 1.0, places=9)

    def test_groups_hold_every_input_once(self):
        more = ["--output", "say", "--output", "government-out"]
        singles = self.study("finland-1958", "sobol", *more)["groups"]
        count = sum(group["count"] for group in singles)
        self.assertGreater(count, 50)
        self.assertTrue(singles[-1]["chance"])
        for by in ("input", "actor", "part", "source"):
            groups = self.study("finland-1958", "shapley", "--group-by", by, *more)["groups"]
            self.assertEqual(sum(group["count"] for group in groups), count, by)
            self.assertEqual(len({group["name"] for group in groups}), len(groups), by)
        actors = self.study("finland-1958", "sobol", "--group-by", "actor", *more)["groups"]
        self.assertIn(("SUN", "the Soviet Union"), [(group["name"], group["title"]) for group in actors])

    def test_the_same_bytes_for_any_number_of_threads(self):
        for method in LEAST:
            one, two = (self.suasion("sensitivity", "finland-1958", "--method", method, "--draws", LEAST[method], "--json",
                                     "--output", "say", "--threads", n, "-q").out for n in (1, 2))
            self.assertEqual(one, two, method)

    def test_what_decides_a_question_is_found(self):
        for method, more in (("sobol", ["--group-by", "part"]), ("shapley", ["--group-by", "part"]), ("given-data", [])):
            study = self.study("belarus-2020", method, "--output", "crackdown", *more)
            rows = study["outputs"][0]["rows"]
            first = next(study["groups"][row["group"]] for row in rows if not study["groups"][row["group"]]["chance"])
            self.assertIn("elections", first["name"], method)

    def test_what_is_the_same_everywhere_has_no_rows(self):
        for method in ("sobol", "shapley", "morris", "local"):
            output, = self.study("ec-car-emissions", method)["outputs"]
            self.assertTrue(output["constant"])
            self.assertEqual(output["rows"], [])
            self.assertIn("the same at every point", output["words"])

    def test_claims_variables_and_their_days_are_outputs(self):
        study = self.study("belarus-2020", "given-data", "--output", "K12", "--output", "leverage.level@2020-06-30")
        self.assertEqual([one["name"] for one in study["outputs"]], ["claims.K12", "leverage.level@2020-06-30"])

    def test_mistakes_are_named(self):
        self.write("linked.toml", LINKED)
        for scenario, more, message in (
            ("belarus-2020", ["--method", "sobel"], "there is no method 'sobel'\n  did you mean 'sobol'?"),
            ("belarus-2020", ["--group-by", "actr"], "there is no way to group inputs by 'actr'\n  did you mean 'actor'?"),
            ("belarus-2020", ["--group-by", "x"], "there are: input, actor, part, source"),
            ("belarus-2020", ["--method", "morris", "--group-by", "actor"], "method 'morris' looks at single inputs only"),
            ("belarus-2020", ["--draws", "63"], "63 base points are too few for method 'sobol'\n  at least 64 are needed"),
            ("belarus-2020", ["--method", "given-data", "--draws", "499"], "499 draws are too few for method 'given-data'"
             "\n  at least 500 are needed"),
            ("linked.toml", ["--group-by", "actor"], "are correlated and stand in different groups, for which Sobol' "
             "indices mean nothing\n  use --method shapley, or --group-by input"),
            ("belarus-2020", ["--output", "K07"], "M302: claim 'K07' is no output"),
            ("belarus-2020", ["--output", "leverage.levl"], "did you mean 'leverage.level'?"),
            ("belarus-2020", ["--output", "leverage.level@2031-01-01"], "M303: 'leverage.level@2031-01-01' does not name a "
             "day of the clock"),
            ("belarus-2020", ["--output", "leverage.level@soon"], "M303"),
            ("belarus-2020", ["--model", "compromize"], "did you mean 'compromise'?"),
        ):
            done = self.suasion("sensitivity", scenario, "-q", *more, status=2)
            self.assertIn(message, done.err)
            self.assertEqual(done.out, "")
        self.suasion("sensitivity", "linked.toml", "--group-by", "actor", "--method", "shapley", "-q", "--draws", 64)

    def test_a_first_interrupt_ends_it_and_nothing_is_written(self):
        process = subprocess.Popen([str(COMMAND), "sensitivity", "belarus-2020", "--draws", "65536", "--out", "s.json"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err.decode())
        self.assertEqual(out, b"")
        self.assertIn("interrupted before the study was complete; nothing was written", err.decode())
        self.assertEqual(self.tree(), [])


class OfARun(Case):
    """From draws.nc of a run folder, without new draws."""

    def setUp(self):
        super().setUp()
        self.run_folder = self.run_small("--draws", 1000, "--save-draws", "--model", "scholz2011")

    def test_figures_are_those_of_the_columns_by_the_plain_definition(self):
        study = json.loads(self.suasion("sensitivity", self.run_folder, "--json").out)
        self.assertEqual(study["method"], "given-data")
        self.assertEqual(study["base_points"], 1000)
        rows = self.draws(self.run_folder)
        output = next(one for one in study["outputs"] if one["name"] == "depth@scholz2011")
        values = [float(row[output["name"]]) for row in rows]
        self.assertTrue(output["rows"])
        for row in output["rows"]:
            name = study["groups"][row["group"]]["name"]
            order = sorted(range(len(rows)), key=lambda i: float(rows[i][name]))
            distances = [ks(values, [values[i] for i in order[k:k + 100]]) for k in range(0, 1000, 100)]
            self.assertAlmostEqual(row["median"]["value"], statistics.median(distances), places=9, msg=name)
            self.assertAlmostEqual(row["most"]["value"], max(distances), places=9, msg=name)

    def test_outputs_go_by_their_short_and_long_names(self):
        for name in ("depth", "depth@scholz2011", "issues.depth@scholz2011", "prior_predictive/outcomes[depth@scholz2011]"):
            study = json.loads(self.suasion("sensitivity", self.run_folder, "--json", "--output", name).out)
            self.assertEqual([one["name"] for one in study["outputs"]], ["depth@scholz2011"])
        done = self.suasion("sensitivity", self.run_folder, "--output", "deep", status=2)
        self.assertIn("the draws of this run hold no output 'deep'", done.err)
        done = self.suasion("sensitivity", self.run_folder, "--output", "budget-of-2031", status=2)
        self.assertIn("there are: depth, valid\n", done.err)  # once, however many models there were

    def test_what_needs_new_draws_is_refused(self):
        for more in (["--method", "shapley"], ["--draws", "2000"], ["--set", "issues.depth.positions.RUS=70"],
                     ["--model", "compromise"]):
            done = self.suasion("sensitivity", self.run_folder, *more, status=2)
            self.assertIn(f"{more[0]}", done.err)
            self.assertIn("needs new draws", done.err)
        self.assertIn("single inputs only", self.suasion("sensitivity", self.run_folder, "--group-by", "actor", status=2).err)

    def test_a_run_that_kept_no_draws_says_how_to_keep_them(self):
        done = self.suasion("sensitivity", self.run_small("--draws", 300, out="bare"), status=2)
        self.assertRegex(done.err, "the run in .*bare kept no draws\n  run it again with --save-draws")

    def test_too_few_draws_are_too_few(self):
        done = self.suasion("sensitivity", self.run_small("--draws", 499, "--save-draws", out="few"), status=2)
        self.assertIn("499 draws are too few to tell inputs apart\n  at least 500 are needed", done.err)

    def test_a_damaged_file_is_refused(self):
        path = self.run_folder / "draws.nc"
        content = path.read_bytes()
        for damaged, message in ((content[:len(content) // 2], "damaged"), (b"draw,x\n0,1\n", "not a NetCDF file"), (b"", "")):
            path.write_bytes(damaged)
            done = self.suasion("sensitivity", self.run_folder, status=3)
            self.assertIn("draws.nc", done.err)
            self.assertIn(message, done.err)
            self.assertEqual(done.out, "")

    def test_it_speaks_of_questions(self):
        self.write("case.toml", SYSTEM)
        self.suasion("run", "case.toml", "--draws", 1000, "--save-draws", "--out", "with-system", "--quiet")
        study = json.loads(self.suasion("sensitivity", "with-system", "--output", "deal", "--json").out)
        first = study["outputs"][0]["rows"][0]
        self.assertEqual(study["groups"][first["group"]]["name"], "hazards.deal.per_month")


if __name__ == "__main__":
    unittest.main()
