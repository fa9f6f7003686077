"""`run --until-error`, and what a run says of how well its figures are known."""

import json
import math
import unittest

from support import Case, follows, SOURCE


def headlines(summary):
    """Standard errors of the headline figures, in points."""
    for issue in summary["issues"]:
        lead = next(one for one in issue["forecasts"] if one["model"] == issue["lead"])
        yield 100 * lead["mean"]["error"] / (issue["scale"]["high"] - issue["scale"]["low"])
        for band in lead["bands"]:
            yield 100 * band["probability"]["error"]
    for question in (summary["system"] or {"questions": []})["questions"]:
        yield 100 * question["chance"]["error"]


def without_request(folder):
    """The lines of the summary but for the record of what was asked."""
    summary = json.loads((folder / "summary.json").read_text())
    words = summary["run"]["precision"].pop("words")
    summary["run"]["precision"].pop("asked")
    summary["run"].pop("command")
    summary["limits"].remove(words)
    return summary


class UntilError(Case):
    def test_every_headline_reaches_the_error_and_no_draws_are_wasted(self):
        for asked in (1.0, 0.6):
            summary = self.load(self.run_small("--until-error", asked, out=f"to-{asked}") / "summary.json")
            errors = list(headlines(summary))
            self.assertLessEqual(max(errors), asked)
            self.assertGreater(max(errors), 0.85 * asked)
            self.assertEqual(summary["run"]["draws"] % 256, 0)
            self.assertEqual(summary["run"]["draws"], summary["run"]["draws_asked"])
            precision = summary["run"]["precision"]
            self.assertEqual(precision["asked"], asked)
            self.assertAlmostEqual(precision["error"], max(errors), places=12)

    def test_a_system_s_questions_count(self):
        self.suasion("run", "finland-1958", "--until-error", 1, "--out", "run", "--quiet")
        summary = self.load(self.folder / "run/summary.json")
        self.assertLessEqual(max(headlines(summary)), 1.0)
        self.assertIsNone(follows(self.load(SOURCE / "schemas/summary.schema.json"), summary))
        self.assertIn("identical", self.suasion("replay", "run").out)

    def test_it_is_the_run_of_that_many_draws_but_for_the_request(self):
        for design in ("monte-carlo", "latin-hypercube", "sobol"):
            until = self.run_small("--until-error", 0.8, "--seed", 3, "--design", design, out=f"until-{design}")
            draws = self.load(until / "summary.json")["run"]["draws"]
            plain = self.run_small("--draws", draws, "--seed", 3, "--design", design, out=f"plain-{design}")
            self.assertEqual(without_request(until), without_request(plain))
            ours, theirs = (self.load(folder / "run.json") for folder in (until, plain))
            self.assertEqual((ours.pop("until_error"), theirs.pop("until_error")), (0.8, None))
            self.assertEqual(ours, theirs)

    def test_the_draws_do_not_depend_on_threads_and_are_those_of_the_last_try(self):
        folders = [self.run_small("--until-error", 0.7, "--save-draws", "--threads", n, out=f"t{n}") for n in (1, 3)]
        for name in ("summary.json", "run.json", "draws.nc"):
            self.assertEqual(*[(folder / name).read_bytes() for folder in folders])
        draws = self.load(folders[0] / "summary.json")["run"]["draws"]
        self.assertEqual(len(self.draws(folders[0], "valid")), draws)

    def test_it_replays_and_the_recorded_command_repeats_it(self):
        folder = self.run_small("--until-error", 0.9)
        self.assertIn("identical", self.suasion("replay", folder).out)
        import shlex
        words = shlex.split(self.load(folder / "summary.json")["run"]["command"])
        self.assertIn("--until-error", words)
        self.suasion("run", "small.toml", *words[3:], "--out", "again", "--quiet")
        self.assertEqual((folder / "summary.json").read_bytes(), (self.folder / "again/summary.json").read_bytes())

    def test_a_large_error_takes_the_pilot_alone(self):
        summary = self.load(self.run_small("--until-error", 50) / "summary.json")
        self.assertEqual(summary["run"]["draws"], 2048)

    def test_the_terminal_says_which_figure_was_hardest(self):
        self.run_small("--draws", 256)
        done = self.suasion("run", "small.toml", "--until-error", 1, env={"COLUMNS": "100"})
        words = self.load(self.folder / "out/small/summary.json")["run"]["precision"]["words"]
        self.assertIn(" ".join(words.split()), " ".join(done.out.split()))
        self.assertIn("known least well", done.out.replace("\n", " "))
        self.assertNotIn("known least well", self.suasion("run", "small.toml", "--draws", 300).out.replace("\n", " "))

    def test_what_cannot_be_is_refused(self):
        self.run_small("--draws", 256)
        for error in ("0", "-1", "nan", "inf", "half", "1%"):
            done = self.suasion("run", "small.toml", f"--until-error={error}", status=2)
            self.assertIn(f"'{error}' is not a number of points above 0", done.err)
        for other in (["--draws", 100], ["--prior-only"]):
            done = self.suasion("run", "small.toml", "--until-error", 1, *other, status=2)
            self.assertIn(f"so {other[0]} cannot be given too", done.err)
        before = self.tree()
        done = self.suasion("run", "small.toml", "--until-error", 0.0001, status=2)
        self.assertRegex(done.err, r"would need about \S+e\+\d+ draws, for the chance of .*; with 10,000,000, .*about 0\.0")
        self.assertEqual(self.tree(), before)


class Errors(Case):
    def test_quantiles_carry_the_error_that_other_seeds_show(self):
        runs = [self.load(self.run_small("--draws", 1000, "--seed", seed, out=f"s{seed}") / "summary.json")
                for seed in range(1, 25)]
        forecasts = [next(f for f in run["issues"][0]["forecasts"] if f["model"] == "compromise") for run in runs]
        for level in range(7):
            values = [f["quantiles"][level]["value"] for f in forecasts]
            stated = sum(f["quantiles"][level]["error"] for f in forecasts) / len(forecasts)
            mean = sum(values) / len(values)
            seen = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
            self.assertLess(abs(math.log(seen / stated)), math.log(1.8), level)  # 24 seeds: 15 % on seen, four of them

    def test_claims_say_how_many_were_judged_at_once(self):
        done = self.suasion("claims", "finland-1958", "--draws", 512, env={"COLUMNS": "100"})
        self.assertIn("judged at once", done.out)
        data = json.loads(self.suasion("claims", "finland-1958", "--draws", 512, "--json", "--quiet").out)
        at_once = data["multiplicity"]
        self.assertEqual(at_once["findings"], at_once["by_share"] + at_once["by_error"] + at_once["by_absence"])


if __name__ == "__main__":
    unittest.main()
