"""`suasion run`: what it writes, what it prints, what changes a result and what must not."""

import json
import statistics
import unittest

from support import SMALL, SOURCE, Case, follows


class Run(Case):
    def test_the_run_folder_holds_the_report_the_figures_the_record_and_the_inputs(self):
        folder = self.run_small("--draws", 500)
        names = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
        self.assertEqual(names, ["inputs/small.toml", "report.html", "run.json", "summary.csv", "summary.json"])
        self.assertEqual((folder / "inputs/small.toml").read_text(), SMALL)

    def test_the_summary_follows_its_schema_and_adds_up(self):
        summary = self.load(self.run_small("--draws", 1000) / "summary.json")
        schema = self.load(SOURCE / "schemas" / "summary.schema.json")
        self.assertIsNone(follows(schema, summary))
        for issue in summary["issues"]:
            for forecast in issue["forecasts"]:
                values = [q["value"] for q in forecast["quantiles"]]
                self.assertEqual(values, sorted(values))
                self.assertEqual(sum(forecast["histogram"]["counts"]), 1000)
                self.assertAlmostEqual(sum(b["probability"]["value"] for b in forecast["bands"]), 1.0, places=9)
                sides = forecast["against_status_quo"]
                self.assertAlmostEqual(sum(side["value"] for side in sides.values()), 1.0, places=9)

    def test_the_bundled_cases_run_and_follow_the_schema(self):
        schema = self.load(SOURCE / "schemas" / "summary.schema.json")
        for name in ("belarus-2020", "ec-car-emissions"):
            with self.subTest(name):
                done = self.suasion("run", name, "--draws", 512, "--json", "--quiet")
                self.assertEqual(done.err, "")
                self.assertIsNone(follows(schema, json.loads(done.out)))

    def test_the_page_holds_the_summary_and_needs_nothing_from_elsewhere(self):
        folder = self.run_small("--draws", 500)
        page = (folder / "report.html").read_text(encoding="utf-8")
        self.assertIn("A small case", page)
        self.assertIn((folder / "summary.json").read_text().replace("<", "\\u003c").strip()[:200], page)
        self.assertNotIn("SUASION_SUMMARY", page)
        self.assertNotRegex(page, r"<(script|link|img)[^>]+(src|href)=[\"']?https?:")

    def test_threads_never_change_a_byte(self):
        folders = [self.run_small("--draws", 3000, "--save-draws", "--threads", n, out=f"t{n}") for n in (1, 2, 3, 7)]
        for name in ("summary.json", "run.json", "report.html", "draws.nc"):
            texts = {(folder / name).read_bytes() for folder in folders}
            self.assertEqual(len(texts), 1, name)

    def test_another_seed_gives_other_draws_and_the_same_seed_the_same(self):
        a, b, c = (self.run_small("--draws", 500, "--seed", seed, out=out) for seed, out in ((1, "a"), (1, "b"), (2, "c")))
        self.assertEqual((a / "summary.json").read_bytes(), (b / "summary.json").read_bytes())
        self.assertNotEqual((a / "summary.json").read_bytes(), (c / "summary.json").read_bytes())

    def test_where_the_file_lies_changes_nothing(self):
        here = self.run_small("--draws", 500)
        self.write("else/where/small.toml", SMALL)
        self.suasion("run", "else/where/small.toml", "--draws", 500, "--out", "there", "--quiet")
        self.suasion("run", self.folder / "else/where/small.toml", "--draws", 500, "--out", "third", "--quiet")
        for name in ("summary.json", "run.json"):
            self.assertEqual((here / name).read_bytes(), (self.folder / "there" / name).read_bytes())
            self.assertEqual((here / name).read_bytes(), (self.folder / "third" / name).read_bytes())

    def test_saved_draws_agree_with_the_summary(self):
        folder = self.run_small("--draws", 300, "--save-draws")
        lines = self.draws(folder)
        self.assertEqual([line["draw"] for line in lines], [str(draw) for draw in range(300)])
        self.assertEqual({line["valid"] for line in lines}, {"1"})
        self.assertTrue(all(65 - 30 < float(line["issues.depth.positions.RUS"]) <= 100 for line in lines))
        for forecast in self.load(folder / "summary.json")["issues"][0]["forecasts"]:
            if forecast["mean"] is not None:
                values = [float(line[f"depth@{forecast['model']}"]) for line in lines]
                self.assertAlmostEqual(statistics.mean(values), forecast["mean"]["value"], places=9)

    def test_json_prints_the_summary_and_nothing_else(self):
        self.write("small.toml", SMALL)
        done = self.suasion("run", "small.toml", "--draws", 300, "--json")
        self.assertEqual(done.out, (self.folder / "out/small/summary.json").read_text())
        self.assertIn("out/small/report.html", done.err)

    def test_quiet_says_nothing(self):
        self.write("small.toml", SMALL)
        done = self.suasion("run", "small.toml", "--draws", 300, "--quiet")
        self.assertEqual((done.out, done.err), ("", ""))

    def test_without_a_terminal_there_is_no_colour_and_no_progress(self):
        self.write("small.toml", SMALL)
        done = self.suasion("run", "small.toml", "--draws", 3000)
        self.assertNotIn("\033", done.out + done.err)
        self.assertNotIn("\r", done.out + done.err)
        self.assertIn("Depth of union", done.out)
        self.assertIn("compromise", done.out)
        self.assertTrue(done.out.endswith("Report: out/small/report.html\n"), done.out[-200:])

    def test_the_words_on_the_terminal_are_those_of_the_summary(self):
        self.write("small.toml", SMALL)
        done = self.suasion("run", "small.toml", "--draws", 300, env={"COLUMNS": "100"})
        said = " ".join(done.out.split())
        for sentence in self.load(self.folder / "out/small/summary.json")["headline"]["words"]:
            self.assertIn(" ".join(sentence.split()), said)

    def test_default_folders_are_numbered_and_never_overwritten(self):
        self.write("small.toml", SMALL)
        for name in ("small", "small-2", "small-3"):
            done = self.suasion("run", "small.toml", "--draws", 300)
            self.assertIn(f"out/{name}/report.html", done.out)
        self.assertEqual(sorted(p.name for p in (self.folder / "out").iterdir()), ["small", "small-2", "small-3"])


class Settings(Case):
    def test_set_changes_a_value_and_is_recorded(self):
        plain = self.load(self.run_small("--draws", 500, out="plain") / "summary.json")
        folder = self.run_small("--draws", 500, "--set", "issues.depth.positions.RUS=[90, 99]",
                                "--set", "issues.depth.salience.USA=0", out="set")
        changed = self.load(folder / "summary.json")
        self.assertEqual(changed["scenario"]["edits"], [{"path": "issues.depth.positions.RUS", "value": "[90, 99]"},
                                                        {"path": "issues.depth.salience.USA", "value": "0"}])
        stakes = {s["actor"]: s for s in changed["issues"][0]["stakes"]}
        self.assertAlmostEqual(stakes["RUS"]["position"]["q05"], 90, delta=0.5)
        self.assertEqual(stakes["USA"]["salience"]["mean"], 0)
        mean = {f["model"]: f["mean"]["value"] for f in changed["issues"][0]["forecasts"]}
        before = {f["model"]: f["mean"]["value"] for f in plain["issues"][0]["forecasts"]}
        self.assertGreater(mean["compromise"], before["compromise"])

    def test_an_edit_leaves_the_draws_of_all_other_inputs_alone(self):
        def columns(folder):
            lines = self.draws(folder)
            return {name: [line[name] for line in lines] for name in lines[0]}
        plain = columns(self.run_small("--draws", 300, "--save-draws", out="plain"))
        changed = columns(self.run_small("--draws", 300, "--save-draws", "--set",
                                         "issues.depth.positions.RUS=[90, 99]", out="set"))
        self.assertNotEqual(plain["issues.depth.positions.RUS"], changed["issues.depth.positions.RUS"])
        self.assertEqual(plain["issues.depth.positions.BLR"], changed["issues.depth.positions.BLR"])

    def test_models_are_chosen_by_repeating_by_commas_and_with_options(self):
        folder = self.run_small("--draws", 300, "--model", "as-written,expected-utility:Q=0.5,rounds=3", "--model",
                                "scholz2011")
        summary = self.load(folder / "summary.json")
        self.assertEqual(summary["run"]["models"], ["as-written", "expected-utility:Q=0.5,rounds=3", "scholz2011"])
        self.assertEqual(summary["issues"][0]["lead"], "as-written")
        model = next(m for m in summary["models"] if m["id"] == "expected-utility:Q=0.5,rounds=3")
        self.assertEqual(model["rounds"], 3)
        self.assertIn({"option": "Q", "value": "0.5"}, [{k: s[k] for k in ("option", "value")} for s in model["settings"]])
        self.assertTrue({"mean", "compromise", "median", "weighted-median", "status-quo"}
                        <= {f["model"] for f in summary["issues"][0]["forecasts"]})

    def test_simple_rules_alone_can_be_run(self):
        summary = self.load(self.run_small("--draws", 300, "--model", "compromise") / "summary.json")
        self.assertTrue(all(f["baseline"] for f in summary["issues"][0]["forecasts"]))

    def test_designs_are_recorded_and_agree_with_one_another(self):
        means = []
        for design in ("monte-carlo", "latin-hypercube", "sobol"):
            summary = self.load(self.run_small("--draws", 4096, "--design", design, out=design) / "summary.json")
            self.assertEqual(summary["run"]["design"], design)
            means.append(summary["issues"][0]["forecasts"][-5]["mean"])
        for one in means[1:]:
            self.assertAlmostEqual(one["value"], means[0]["value"], delta=6 * means[0]["error"] + 1e-9)

    def test_the_recorded_command_repeats_the_run(self):
        first = self.run_small("--draws", 300, "--seed", 9, "--set", "issues.depth.positions.RUS=[90, 99]", "--design",
                               "sobol", "--model", "as-written")
        command = self.load(first / "summary.json")["run"]["command"]
        import shlex
        words = shlex.split(command)
        self.assertEqual(words[:3], ["suasion", "run", "small"])
        self.suasion("run", "small.toml", *words[3:], "--out", "again", "--quiet")
        self.assertEqual((first / "summary.json").read_bytes(), (self.folder / "again/summary.json").read_bytes())

    def test_strict_refuses_uncited_numbers(self):
        self.write("uncited.toml", SMALL.replace('because = { judgement = "an example" }\n', ""))
        self.suasion("run", "uncited.toml", "--draws", 300)
        done = self.suasion("run", "uncited.toml", "--draws", 300, "--strict", "--out", "strict", status=2)
        self.assertIn("error", done.err)
        self.assertFalse((self.folder / "strict").exists())

    def test_scenarios_of_ones_own_folder_can_be_named(self):
        self.write("mine/small.toml", SMALL)
        environment = {"SUASION_SCENARIOS": str(self.folder / "mine")}
        self.assertIn("small", self.suasion("list", "scenarios", "--names", env=environment).out.split())
        self.suasion("run", "small", "--draws", 300, "--quiet", env=environment)


if __name__ == "__main__":
    unittest.main()
