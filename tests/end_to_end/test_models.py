"""Every model of the registry on a scenario that states what all of them need, through the command."""

import json
import unittest

from support import SOURCE, Case, follows

COUNCIL = SOURCE / "tests" / "end_to_end" / "good" / "council.toml"
MODELS = ["combination", "expected-utility", "challenge", "nash", "procedural", "legislative", "spatial", "resolve", "exchange",
          "position-exchange", "condorcet", "agenda-setter"]


class Models(Case):
    def run_council(self, *arguments, models=MODELS):
        asked = [word for model in models for word in ("--model", model)]
        return json.loads(self.suasion("run", COUNCIL, "--json", "--quiet", *asked, *arguments).out)

    def test_every_model_is_listed_and_explained_with_its_options(self):
        listed = self.suasion("list", "models").out
        for model in MODELS:
            with self.subTest(model):
                self.assertRegex(listed, rf"(?m)^  {model} +\S")
                self.assertIn("Source", self.suasion("explain", model).out)

    def test_every_model_runs_beside_the_others_and_the_summary_follows_its_schema(self):
        summary = self.run_council()
        self.assertIsNone(follows(self.load(SOURCE / "schemas" / "summary.schema.json"), summary))
        forecasts = {one["model"] for one in summary["issues"][0]["forecasts"]}
        self.assertTrue(forecasts >= set(MODELS), forecasts)
        self.assertEqual(summary["run"]["draws_invalid"], 0)

    def test_a_model_that_lacks_an_input_on_an_issue_says_which(self):
        words = self.run_council()["issues"][1]["words"]
        for needed in ("`status_quo`", "`procedure.form`", "`procedure.proposer`", "`resolve`"):
            self.assertTrue(any("says nothing here: it needs" in one and needed in one for one in words), needed)

    def test_a_model_that_applies_nowhere_is_refused(self):
        done = self.suasion("run", "ec-car-emissions", "--model", "resolve", status=2)
        self.assertIn("M104", done.err)
        self.assertIn("it needs the resolve of every actor (`resolve`)", done.err)

    def test_swaps_are_reported_with_what_they_cost_others(self):
        exchanges = self.run_council(models=["exchange"])["exchanges"]
        self.assertEqual([one["model"] for one in exchanges], ["exchange"])
        swaps = exchanges[0]["swaps"]
        self.assertTrue(swaps)
        for swap in swaps:
            self.assertAlmostEqual(swap["gains"][0], swap["gains"][1], places=9)
            self.assertEqual(swap["issues"], ["quota", "subsidy"])
        self.assertRegex(exchanges[0]["words"], "gives way on “Quota”|gives way on “Subsidy”")

    def test_threads_and_instruction_sets_change_nothing(self):
        base = self.run_council("--draws", 1000)
        self.assertEqual(base, self.run_council("--draws", 1000, "--threads", 3))
        for target in ("generic", "avx2"):
            asked = [word for model in MODELS for word in ("--model", model)]
            done = self.suasion("run", COUNCIL, "--json", "--quiet", "--draws", 1000, *asked,
                                env={"SUASION_TARGET_ISA": target})
            self.assertEqual(base, json.loads(done.out))

    def test_models_that_nobody_asked_for_do_not_run(self):
        summary = json.loads(self.suasion("run", COUNCIL, "--json", "--quiet").out)
        ran = {one["id"] for one in summary["models"] if not one["baseline"]}
        self.assertEqual(ran, {"combination", "scholz2011", "as-written"})
        self.assertEqual(summary["exchanges"], [])


if __name__ == "__main__":
    unittest.main()
