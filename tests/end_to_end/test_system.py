"""The strategic system: claims, scores, what-if settings, priors, and runs with it that are stopped or repeated."""

import json
import shutil
import signal
import subprocess
import time
import unittest

from support import COMMAND, SMALL, SOURCE, Case, follows

CASES = ["belarus-2020", "finland-1958"]
VERDICTS = ["supported", "conditional", "not supported", "untestable"]


def scenario(name):
    return (SOURCE / "scenarios" / f"{name}.toml").read_text(encoding="utf-8")


def ids(name, section):
    """The ids of a section of a bundled scenario, in file order."""
    lines = scenario(name).splitlines()
    return [lines[i + 1].split('"')[1] for i, line in enumerate(lines) if line == f"[[{section}]]"]


class Claims(Case):
    def test_every_claim_gets_a_verdict_with_its_statistic_and_place(self):
        for name in CASES:
            out = self.suasion("claims", name, "--draws", 256).out
            self.assertIn("It speaks of the model, not of the world.", out)
            for claim in ids(name, "claims"):
                self.assertRegex(out, rf"(?m)^{claim}\s+({'|'.join(VERDICTS)})\s+\S")
        self.assertIn("[globe-2020 S23]", self.suasion("claims", "belarus-2020", "--draws", 256).out)

    def test_json_is_the_same_for_any_number_of_threads_and_complete(self):
        for name in CASES:
            texts = {self.suasion("claims", name, "--draws", 600, "--json", "--threads", n).out for n in (1, 2, 5)}
            self.assertEqual(len(texts), 1)
            found = json.loads(texts.pop())
            self.assertEqual((found["scenario"], found["draws"], found["seed"]), (name, 600, 1))
            self.assertEqual([claim["id"] for claim in found["claims"]], ids(name, "claims"))
            for claim in found["claims"]:
                with self.subTest(claim["id"]):
                    self.assertIn(claim["verdict"], VERDICTS)
                    if claim["verdict"] == "untestable":
                        self.assertIn("cannot be tested: ", claim["words"])
                        continue
                    finding, ablations = claim["finding"], claim["ablations"]
                    self.assertLessEqual(finding["q05"], finding["q50"])
                    self.assertLessEqual(finding["q50"], finding["q95"])
                    kept = all(one["holds"] for one in ablations)
                    expected = "supported" if kept else "conditional"
                    self.assertEqual(claim["verdict"], expected if finding["holds"] else "not supported")

    def test_settings_and_edits_change_verdicts(self):
        def verdicts(*arguments):
            found = json.loads(self.suasion("claims", "belarus-2020", "--draws", 512, "--json", *arguments).out)
            return {claim["id"]: claim["verdict"] for claim in found["claims"]}, found
        plain, _ = verdicts()
        outside, found = verdicts("--assume", "leverage.option_rule=outside")
        self.assertEqual(found["assume"], ["leverage.option_rule=outside"])
        self.assertEqual((plain["K15"], outside["K15"]), ("conditional", "not supported"))
        without, _ = verdicts("--assume", "signal=off")
        self.assertEqual((plain["K01"], without["K01"]), ("supported", "untestable"))
        _, edited = verdicts("--set", "events.visit-2020.reliability=0.5")
        self.assertNotEqual(edited["claims"], found["claims"])

    def test_a_case_without_a_system_has_no_claims_to_test(self):
        self.write("small.toml", SMALL)
        for command in ("claims", "score"):
            done = self.suasion(command, "small.toml", status=2)
            self.assertIn(f"`suasion {command}` needs a strategic system, and 'small' has no [system] table", done.err)
            self.assertIn("see `suasion explain system`", done.err)
        done = self.suasion("run", "small.toml", "--assume", "signal=off", status=2)
        self.assertIn("--assume sets how the strategic system works, and the scenario has no [system] table", done.err)
        self.assertEqual(self.tree(), ["small.toml"])

    def test_what_was_done_before_an_interruption_is_judged(self):
        process = subprocess.Popen([str(COMMAND), "claims", "finland-1958", "--draws", "100000000", "--json"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        time.sleep(4)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, err.decode())
        found = json.loads(out)
        self.assertGreater(found["draws"], 0)
        self.assertEqual(found["draws"] % 256, 0)
        again = json.loads(self.suasion("claims", "finland-1958", "--draws", found["draws"], "--json").out)
        self.assertEqual(again["claims"], found["claims"])


class Score(Case):
    def test_forecasts_are_scored_beside_three_that_know_nothing(self):
        for name in CASES:
            out = self.suasion("score", name, "--draws", 512).out
            for question in ids(name, "questions"):
                self.assertRegex(out, rf"(?m)^{question} ")
            for words in ("Brier", "log score", "base rate", "persistence", "coin", "no evidence of skill"):
                self.assertIn(words, out)

    def test_the_figures_add_up(self):
        for name in CASES:
            found = json.loads(self.suasion("score", name, "--draws", 1024, "--json").out)
            self.assertEqual(found["draws"], 1024)
            rows, totals = found["scores"]["questions"], found["scores"]["totals"]
            self.assertEqual([row["id"] for row in rows], ids(name, "questions"))
            for total in totals:
                who = total["forecaster"]
                brier = [(row["chances"][who] - row["yes"]) ** 2 for row in rows]
                self.assertAlmostEqual(total["brier"], sum(brier) / len(brier), places=12)
                clusters = {}
                for row, one in zip(rows, brier):
                    clusters.setdefault(row["cluster"], []).append(one)
                means = [sum(group) / len(group) for group in clusters.values()]
                self.assertAlmostEqual(total["brier_by_cluster"], sum(means) / len(means), places=12)
            self.assertEqual(found["scores"]["clusters"], len(clusters))
            coin = next(total for total in totals if total["forecaster"] == "coin")
            self.assertAlmostEqual(coin["brier"], 0.25, places=12)

    def test_no_forecast_depends_on_the_answers(self):
        for name in CASES[1:]:
            for folder, turn in (("told", False), ("turned", True)):
                (self.folder / folder / "truth").mkdir(parents=True)
                shutil.copy(SOURCE / "scenarios" / f"{name}.toml", self.folder / folder)
                truth = (SOURCE / "scenarios" / "truth" / f"{name}.toml").read_text(encoding="utf-8")
                if turn:
                    self.assertIn("answer = false", truth)
                    truth = truth.replace("answer = false", "answer = ?").replace("answer = true", "answer = false")
                    truth = "\n".join(line for line in truth.replace("?", "true").splitlines()
                                      if not line.startswith("date = "))
                (self.folder / folder / "truth" / f"{name}.toml").write_text(truth)
            said = [json.loads(self.suasion("score", f"{folder}/{name}.toml", "--draws", 512, "--json").out)
                    for folder in ("told", "turned")]
            chances = [[row["chances"] for row in one["scores"]["questions"]] for one in said]
            self.assertEqual(chances[0], chances[1])
            self.assertNotEqual(said[0]["scores"]["totals"], said[1]["scores"]["totals"])

    def test_missing_or_broken_answers_are_named(self):
        shutil.copy(SOURCE / "scenarios" / "finland-1958.toml", self.folder / "case.toml")
        done = self.suasion("score", "case.toml", "--draws", 256, status=2)
        self.assertIn("S001", done.err)
        self.write("truth/case.toml", 'suasion_truth = 1\nscenario = "case"\n[[truths]]\nquestion = "gone"\nanswer = true\n'
                   "from_memory = true\n")
        done = self.suasion("score", "case.toml", "--draws", 256, status=2)
        self.assertIn("T105", done.err)
        self.assertEqual(done.out, "")


class Run(Case):
    def run_case(self, name, *arguments, out="run", **options):
        self.suasion("run", name, "--draws", 512, "--out", out, "--quiet", *arguments, **options)
        return self.load(self.folder / out / "summary.json")

    def test_the_summary_tells_of_the_system_and_follows_its_schema(self):
        schema = json.loads((SOURCE / "schemas" / "summary.schema.json").read_text(encoding="utf-8"))
        for name in CASES:
            summary = self.run_case(name, out=name)
            self.assertIsNone(follows(schema, summary))
            system = summary["system"]
            self.assertEqual(system["draws"], 512)
            self.assertTrue(all(module["on"] for module in system["modules"]))
            self.assertEqual([one["id"] for one in system["questions"]], ids(name, "questions"))
            self.assertEqual([one["id"] for one in system["counterfactuals"]], ids(name, "counterfactuals"))
            self.assertEqual([one["id"] for one in system["claims"]], ids(name, "claims"))

    def test_questions_are_scored_by_the_answers_beside_the_scenario_which_change_nothing_else(self):
        name = "finland-1958"
        scored = self.run_case(name, out="scored")
        self.assertIn("identical", self.suasion("replay", "scored").out)
        by_score = json.loads(self.suasion("score", name, "--draws", 512, "--json").out)
        self.assertEqual(scored["system"]["scores"], by_score["scores"])
        shutil.copy(SOURCE / "scenarios" / f"{name}.toml", self.folder)
        plain = self.run_case(f"{name}.toml", out="plain")
        self.assertIsNone(plain["system"]["scores"])
        self.assertIsNone(self.load(self.folder / "plain/run.json")["answers"])
        scored["system"]["scores"] = None
        self.assertEqual(scored, plain)
        kept = self.folder / "scored" / self.load(self.folder / "scored/run.json")["answers"]["file"]
        self.assertEqual(kept.read_bytes(), (SOURCE / "scenarios" / "truth" / f"{name}.toml").read_bytes())
        kept.write_text(kept.read_text().replace("answer = false", "answer = true"))
        self.assertIn("is not what the run was scored by", self.suasion("replay", "scored", status=3).err)
        self.write(f"truth/{name}.toml", "suasion_truth = 2\n")
        self.assertIn("T101", self.suasion("run", f"{name}.toml", "--out", "none", status=2).err)
        self.assertFalse((self.folder / "none").exists())

    def test_settings_are_kept_with_the_run_and_replay_alike(self):
        summary = self.run_case("finland-1958", "--assume", "signal=off", "--assume", "leverage.price=negotiable")
        modules = {module["id"]: module for module in summary["system"]["modules"]}
        self.assertFalse(modules["signal"]["on"])
        self.assertEqual(modules["signal"]["why_off"], "switched off for this run")
        chosen = {setting["option"]: setting["value"] for setting in modules["leverage"]["settings"]}
        self.assertEqual(chosen["price"], "negotiable")
        record = self.load(self.folder / "run/run.json")
        self.assertEqual(record["assume"], ["signal=off", "leverage.price=negotiable"])
        self.assertTrue(record["system"])
        for threads in (1, 3):
            self.assertIn("identical", self.suasion("replay", "run", "--threads", threads).out)

    def test_a_run_stopped_within_the_system_keeps_the_bargaining_and_replays(self):
        draws = 20_000
        process = subprocess.Popen([str(COMMAND), "run", "belarus-2020", "--model", "compromise", "--draws", str(draws),
                                    "--checkpoint", "0.1", "--out", "run"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        checkpoint = self.folder / ".run.unfinished" / "checkpoint"
        end = time.monotonic() + 120
        while not list(checkpoint.glob("worlds-*.part")):
            self.assertIsNone(process.poll(), "the run ended too early")
            self.assertLess(time.monotonic(), end, "waited too long")
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 130, err.decode())
        self.assertIn("Interrupted before the strategic system was run to its end", out.decode())
        summary = self.load(self.folder / "run/summary.json")
        self.assertIsNone(summary["system"])
        self.assertEqual(summary["run"]["draws"], draws)
        self.assertTrue(summary["run"]["partial"])
        self.assertFalse(self.load(self.folder / "run/run.json")["system"])
        self.assertIn("identical", self.suasion("replay", "run").out)


class Priors(Case):
    def test_priors_are_told_without_history_and_nothing_is_written(self):
        for name in CASES:
            out = self.suasion("run", name, "--prior-only", "--draws", 512).out
            self.assertRegex(out, r"(?m)^signal\.half_life_months +[\d.]+ +[\d.]+ +[\d.]+  months$")
            self.assertRegex(out, r"(?m)^leverage\.agreed +")
            self.assertEqual(self.tree(), [])

    def test_json_has_ranges_that_ascend(self):
        found = json.loads(self.suasion("run", "belarus-2020", "--prior-only", "--draws", 512, "--json").out)
        self.assertGreater(len(found["priors"]), 50)
        for prior in found["priors"]:
            self.assertTrue(prior["q05"] <= prior["q50"] <= prior["q95"], prior["path"])
            self.assertTrue(prior["source"] or prior["because"], prior["path"])
        borrowed = [prior["path"] for prior in found["priors"] if prior["borrowed"]]
        self.assertIn("coercion.success_rate", borrowed)
        for variable in found["variables"]:
            if not variable["event"]:
                for low, middle, high in zip(variable["q05"], variable["q50"], variable["q95"]):
                    self.assertTrue(low <= middle <= high, variable["name"])

    def test_history_moves_what_the_priors_say(self):
        def belief(out):
            found = {one["name"]: one for one in out["variables"]}
            return found["signal.support.USA-BLR.BLR"]["mean"][0]
        without = json.loads(self.suasion("run", "belarus-2020", "--prior-only", "--draws", 512, "--json").out)
        self.suasion("run", "belarus-2020", "--draws", 512, "--model", "compromise", "--out", "run", "--quiet")
        summary = self.load(self.folder / "run/summary.json")["system"]
        self.assertGreater(belief(summary), belief(without) + 0.3)  # the visits of 2019 raised it

    def test_a_case_without_a_system_has_no_such_priors(self):
        self.write("small.toml", SMALL)
        done = self.suasion("run", "small.toml", "--prior-only", status=2)
        self.assertIn("--prior-only looks at the strategic system, and the scenario has no [system] table", done.err)


class Mistyped(Case):
    def refused(self, setting, line):
        for arguments in (["run", "--out", "run"], ["claims"], ["score"]):
            with self.subTest(f"{arguments[0]} {setting}"):
                done = self.suasion(arguments[0], "finland-1958", *arguments[1:], "--assume", setting, status=2)
                self.assertEqual(self.diagnostics(done.err), [line])
                self.assertEqual(done.out, "")
                self.assertEqual(self.tree(), [])

    def test_settings_that_do_not_exist_are_told_the_nearest(self):
        self.refused("levrage.price=fixed", "error M201: there is no module 'levrage'; did you mean 'leverage'?")
        self.refused("leverage.prize=fixed", "error M202: module 'leverage' has no option 'prize'; did you mean 'price'?")
        self.refused("leverage.price=fxied", "error M203: leverage.price is 'fxied'; it must be one of negotiable, fixed, "
                     "capped; did you mean 'fixed'?")
        self.refused("outcome=on", "error M203: 'outcome=on': a module can only be switched off; write outcome=off, or "
                     "outcome.OPTION=VALUE")
        self.refused("outcome", "error M201: 'outcome' sets nothing; write MODULE.OPTION=VALUE or MODULE=off")
        self.refused("clock.tick=third", "error M203: clock.tick is 'third'; it must be one of as-said, half")

    def test_edits_that_spoil_the_system_are_told(self):
        done = self.suasion("run", "finland-1958", "--set", "clock.end=1959-12-31", status=2)
        self.assertIn("S603", done.err)
        done = self.suasion("claims", "finland-1958", "--set", 'hazards.canal.after=["wonder"]', status=2)
        self.assertIn("S604: 'after' of hazard 'canal': nothing in this scenario can bring about 'wonder'", done.err)
        self.assertEqual(self.tree(), [])


class Explained(Case):
    def test_modules_are_listed_and_explained(self):
        listed = self.suasion("list", "modules").out
        told = self.suasion("explain", "modules").out
        names = [line for line in self.suasion("list", "modules", "--names").out.split()]
        modules = [name for name in names if "." not in name]
        self.assertEqual(modules, ["signal", "domestic", "coercion", "leverage", "decision", "stakeholder", "outcome",
                                   "tension"])
        for module in modules:
            self.assertRegex(listed, rf"(?m)^  {module} +\S")
            self.assertRegex(told, rf"(?m)^{module}: \S")
            self.assertRegex(self.suasion("explain", module).out, rf"(?m)^{module}: \S[\s\S]*--assume {module}=off")
        for name in names:
            if "." in name:
                self.assertIn(f"{name}: a setting of module", self.suasion("explain", name).out)

    def test_every_prior_of_a_run_can_be_explained_with_its_source(self):
        found = json.loads(self.suasion("run", "finland-1958", "--prior-only", "--draws", 256, "--json").out)
        for prior in found["priors"][::5]:
            out = self.suasion("explain", prior["path"]).out
            self.assertIn(f"{prior['path']}: a parameter of module", out)
            self.assertIn("Prior: ", out)

    def test_variables_are_explained_by_pattern_and_by_name(self):
        for name in ("signal.support.{}-{}.{}", "signal.support.USA-BLR.RUS", "leverage.agreed"):
            self.assertIn(f"{name}: a variable of module", self.suasion("explain", name).out)

    def test_near_names_are_offered(self):
        self.assertIn("did you mean 'leverage.price'?", self.suasion("explain", "leverage.prise", status=2).err)
        self.assertIn("did you mean 'leverage'?", self.suasion("explain", "levrage", status=2).err)


if __name__ == "__main__":
    unittest.main()
