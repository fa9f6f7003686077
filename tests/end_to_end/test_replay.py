"""`suasion replay` and `suasion report`: byte for byte, or a clear reason why not."""

import json
import shutil
import unittest

from support import SMALL, Case


class Replay(Case):
    def test_a_run_replays_to_the_same_bytes_with_any_number_of_threads(self):
        folder = self.run_small("--draws", 3000, "--seed", 5, "--set", "issues.depth.positions.RUS=[70, 95]", "--model",
                                "as-written,expected-utility:Q=0.5,T=1", "--design", "latin-hypercube")
        for threads in (1, 2, 3, 7):
            done = self.suasion("replay", folder, "--threads", threads)
            self.assertTrue(done.out.startswith("identical: "), done.out)
        self.assertEqual(self.suasion("replay", folder, "--quiet").out, "")

    def test_bundled_cases_replay_after_the_folder_was_moved(self):
        for name in ("belarus-2020", "ec-car-emissions"):
            self.suasion("run", name, "--draws", 512, "--quiet", "--out", "first")
            (self.folder / "first").rename(self.folder / "moved")
            self.assertIn("identical", self.suasion("replay", "moved").out)
            shutil.rmtree(self.folder / "moved")

    def test_tables_beside_the_scenario_are_kept_and_replayed(self):
        start = SMALL.index("[issues.positions]")
        self.write("case/tables/stakes.csv", "actor,position,salience,capability\nRUS,65..90,50..80,5\n"
                   "BLR,15..40,70..100,2..6\nUSA,10,20,4\n")
        self.write("case/table.toml", SMALL[:start] + 'positions = "tables/stakes.csv"\n')
        self.suasion("run", "case/table.toml", "--draws", 300, "--out", "run", "--quiet")
        self.assertTrue((self.folder / "run/inputs/tables/stakes.csv").exists())
        shutil.rmtree(self.folder / "case")
        self.assertIn("identical", self.suasion("replay", "run").out)

    def test_a_changed_summary_is_shown_with_its_first_differing_line(self):
        folder = self.run_small("--draws", 300)
        summary = folder / "summary.json"
        lines = summary.read_text().splitlines(keepends=True)
        at = next(i for i, line in enumerate(lines) if '"sd"' in line)
        lines[at] = lines[at].replace('"sd": ', '"sd": 1')
        summary.write_text("".join(lines))
        done = self.suasion("replay", folder, status=1)
        self.assertIn(f"line {at + 1}\n", done.out)
        self.assertIn('recorded:', done.out)
        self.assertTrue(done.out.startswith("different: "))

    def test_another_version_is_named(self):
        folder = self.run_small("--draws", 300)
        record = json.loads((folder / "run.json").read_text())
        record["suasion"] = "0.0.9"
        (folder / "run.json").write_text(json.dumps(record))
        self.assertIn("made by suasion 0.0.9", self.suasion("replay", folder).err)

    def refused(self, folder, *parts):
        done = self.suasion("replay", folder, status=3)
        for part in parts:
            self.assertIn(part, done.err)
        self.assertEqual(done.out, "")

    def test_folders_that_are_no_runs_are_refused_with_the_reason(self):
        folder = self.run_small("--draws", 300)
        self.refused("nowhere", "there is no such folder")
        self.refused("small.toml", "it is not a folder")
        (self.folder / "empty").mkdir()
        self.refused("empty", "it has no run.json")
        record = (folder / "run.json").read_text()
        for text, why in (("{", "not written by suasion"), ("[]", "not written by suasion"),
                          (json.dumps({"suasion": "9.9.9", "schema": 2}), "its schema is 2"),
                          (json.dumps({"suasion": "0.1.0", "schema": 1}), "damaged"),
                          (record.replace("monte-carlo", "dice"), "damaged"),
                          (record.replace("inputs/small.toml", "../small.toml"), "which is outside"),
                          (record.replace("inputs/small.toml", "/etc/passwd"), "which is outside"),
                          (record.replace("inputs/small.toml", "inputs/other.toml"), "'inputs/other.toml' is missing")):
            with self.subTest(why):
                (folder / "run.json").write_text(text)
                self.refused(folder, why)

    def test_inputs_that_were_changed_after_the_run_are_refused(self):
        folder = self.run_small("--draws", 300)
        (folder / "inputs/small.toml").write_text(SMALL.replace("[15, 40]", "[15, 41]"))
        self.refused(folder, "are not those of the run")

    def test_a_run_without_its_summary_is_refused(self):
        folder = self.run_small("--draws", 300)
        (folder / "summary.json").unlink()
        self.refused(folder, "it has no summary.json")


class Report(Case):
    def test_the_page_is_made_again_from_the_figures(self):
        folder = self.run_small("--draws", 300)
        page = (folder / "report.html").read_bytes()
        (folder / "report.html").unlink()
        self.assertIn("report.html", self.suasion("report", folder).out)
        self.assertEqual((folder / "report.html").read_bytes(), page)
        (folder / "report.html").write_text("spoilt")
        self.suasion("report", folder)
        self.assertEqual((folder / "report.html").read_bytes(), page)
        self.assertEqual([p.name for p in folder.glob(".*")], [])

    def test_what_is_no_summary_leaves_the_old_page_alone(self):
        folder = self.run_small("--draws", 300)
        page = (folder / "report.html").read_bytes()
        for text in ("{", "{}", '{"suasion": "0.1.0", "schema": 7}', '{"suasion": "0.1.0", "schema": 1}'):
            (folder / "summary.json").write_text(text)
            self.assertIn("cannot be used", self.suasion("report", folder, status=3).err)
            self.assertEqual((folder / "report.html").read_bytes(), page)
        self.assertIn("has no summary.json", self.suasion("report", self.folder, status=3).err)


if __name__ == "__main__":
    unittest.main()
