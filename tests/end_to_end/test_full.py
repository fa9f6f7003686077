"""`suasion run --full`: the studies stand in the summary and the report, and replay with the rest."""

import json
import signal
import unittest

from support import SMALL, SOURCE, Case, follows


class Full(Case):
    def summary(self, folder):
        return self.load(self.folder / folder / "summary.json")

    def full(self, out="full", *more):
        self.run_small("--draws", 512, "--model", "scholz2011", "--full", *more, out=out)
        return self.summary(out)

    def test_studies_stand_in_the_summary_and_follow_its_schema(self):
        summary = self.full()
        studies = summary["analysis"]
        self.assertLess({"draws", "base_points", "why", "sensitivity", "flips"}, set(studies) | {"more"})
        self.assertEqual([one["name"] for one in studies["why"]], ["issues.depth@scholz2011"])
        self.assertEqual([one["name"] for one in studies["sensitivity"]["outputs"]], ["issues.depth@scholz2011"])
        self.assertEqual([one["name"] for one in studies["flips"]], ["issues.depth@scholz2011"])
        schema = self.load(SOURCE / "schemas" / "summary.schema.json")
        self.assertIsNone(follows(schema, summary))
        self.assertIn("--full", summary["run"]["command"])

    def test_they_are_what_the_commands_say(self):
        studies = self.full()["analysis"]
        why = json.loads(self.suasion("why", "small.toml", "--model", "scholz2011", "--draws", studies["draws"], "--json",
                                      "-q").out)
        self.assertEqual(studies["why"], why["why"])
        drives = json.loads(self.suasion("sensitivity", "small.toml", "--model", "scholz2011", "--draws",
                                         studies["base_points"], "--json", "-q").out)
        self.assertEqual(studies["sensitivity"]["groups"], drives["groups"])
        self.assertEqual(studies["sensitivity"]["outputs"][0]["rows"], drives["outputs"][0]["rows"][:12])
        flips = json.loads(self.suasion("flip", "small.toml", "--model", "scholz2011", "--draws", studies["draws"],
                                        "--json", "-q").out)
        self.assertEqual(studies["flips"], flips["flips"])

    def test_the_report_carries_them(self):
        studies = self.full()["analysis"]
        page = (self.folder / "full/report.html").read_text()
        self.assertIn(json.dumps(studies["why"][0]["from_words"]), page)
        self.suasion("report", "full")
        self.assertEqual((self.folder / "full/report.html").read_text(), page)

    def test_a_full_run_replays_whatever_the_threads(self):
        self.full("full", "--threads", 1, "--set", "issues.depth.positions.USA=20")
        self.assertTrue(self.load(self.folder / "full/run.json")["full"])
        for threads in (1, 2):
            self.assertIn("identical", self.suasion("replay", "full", "--threads", threads).out)

    def test_nothing_else_in_the_summary_changes(self):
        full = self.full()
        self.run_small("--draws", 512, "--model", "scholz2011", out="plain")
        plain = self.summary("plain")
        self.assertIsNone(plain["analysis"])
        self.assertFalse(self.load(self.folder / "plain/run.json").get("full", False))
        for summary in (full, plain):
            del summary["analysis"], summary["run"]
        moved = [key for key in full if full[key] != plain[key]]
        self.assertLessEqual(set(moved), {"limits"})

    def test_a_case_where_nothing_can_be_studied_has_the_studies_that_it_can_have(self):
        self.suasion("run", "ec-car-emissions", "--draws", 256, "--full", "--out", "fixed", "-q")
        studies = self.summary("fixed")["analysis"]
        self.assertEqual(studies["flips"], [])
        self.assertTrue(studies["sensitivity"]["outputs"][0]["constant"])
        self.assertTrue(studies["why"][0]["parts"])
        self.assertIn("identical", self.suasion("replay", "fixed").out)

    def test_simple_rules_are_studied_where_nothing_else_was_asked_for(self):
        self.run_small("--draws", 256, "--model", "compromise", "--full", out="rule")
        self.assertEqual(self.summary("rule")["analysis"]["why"][0]["name"], "issues.depth@compromise")

    def test_an_interrupt_keeps_the_run_without_its_studies(self):
        process, terminal = self.on_a_terminal("run", "belarus-2020", "--draws", 256, "--full", "--out", "run")
        self.read_until(terminal, b"parts of the studies")
        process.send_signal(signal.SIGINT)
        self.read_to_the_end(terminal)
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual([name for name in self.tree() if name.startswith(".")], [])
        self.assertIsNone(self.summary("run")["analysis"])
        self.assertIn("identical", self.suasion("replay", "run").out)


if __name__ == "__main__":
    unittest.main()
