"""The catalogue of runs: what a run enters into it, and how `suasion runs` lists, shows, compares and prunes."""

import json
import os
import pty
import signal
import shutil
import sqlite3
import subprocess
import time
import unittest

from support import COMMAND, SMALL, Case


class Catalogue(Case):
    """A test with a catalogue of its own."""

    def setUp(self):
        super().setUp()
        self.catalogue = self.folder / "state" / "runs.sqlite"

    def suasion(self, *arguments, **options):
        options.setdefault("env", {}).setdefault("SUASION_CATALOGUE", str(self.catalogue))
        return super().suasion(*arguments, **options)

    def listed(self, *arguments):
        return json.loads(self.suasion("runs", "--json", *arguments).out)

    def by_hand(self, sql, *values):
        """What another program that knows SQLite does with the file."""
        with sqlite3.connect(self.catalogue) as connection:
            rows = connection.execute(sql, values).fetchall()
        connection.close()
        return rows

    def refused(self, arguments, *parts, status=2):
        done = self.suasion(*arguments, status=status)
        self.assertEqual(done.out, "")
        for part in parts:
            self.assertIn(part, done.err)


class Entries(Catalogue):
    def test_a_run_enters_what_it_was_given_and_its_key_figures(self):
        folder = self.run_small("--draws", "500", "--seed", "7", "--set", "issues.depth.positions.USA=20")
        (run,) = self.listed()
        record, summary = self.load(folder / "run.json"), self.load(folder / "summary.json")
        self.assertEqual((run["run"], run["status"], run["folder"]), (1, "complete", str(folder)))
        self.assertTrue(run["folder_exists"])
        self.assertEqual(run["scenario"], {"id": "small", "title": "A small case", "hash": record["scenario"]["hash"]})
        self.assertEqual((run["seed"], run["draws_asked"], run["draws_done"]), (7, 500, 500))
        self.assertEqual((run["suasion"], run["design"]), (record["suasion"], record["design"]))
        self.assertEqual(run["models"], [model["id"] for model in record["models"] if not model["baseline"]])
        self.assertEqual(run["edits"], record["edits"])
        self.assertEqual(run["options"], {"full": False, "until_error": None})
        self.assertRegex(run["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertGreaterEqual(run["ended"], run["started"])
        issue = summary["issues"][0]
        lead = next(one for one in issue["forecasts"] if one["model"] == issue["lead"])
        self.assertEqual(run["figures"], [{"key": "issues.depth", "label": "Depth of union", "unit": "",
                                           "value": lead["mean"]["value"], "error": lead["mean"]["error"]}])

    def test_chances_of_questions_are_figures_too(self):
        self.suasion("run", "belarus-2020", "--draws", "256", "--out", "bel", "-q")
        (run,) = self.listed()
        summary = self.load(self.folder / "bel" / "summary.json")
        figures = {figure["key"]: figure for figure in run["figures"]}
        question = summary["system"]["questions"][0]
        self.assertEqual(figures["questions." + question["id"]],
                         {"key": "questions." + question["id"], "label": question["text"], "unit": "%",
                          "value": 100 * question["chance"]["value"], "error": 100 * question["chance"]["error"]})

    def test_a_run_that_comes_to_nothing_has_failed(self):
        self.run_small("--draws", "100")
        self.suasion("run", "small.toml", "--out", "run", status=2)  # in use: it never began
        self.assertEqual([run["status"] for run in self.listed()], ["complete"])
        environment = {**os.environ, "SUASION_CATALOGUE": str(self.catalogue)}
        run = subprocess.Popen([COMMAND, "run", "small.toml", "--draws", "100000000", "--out", "late", "-q"],
                               cwd=self.folder, env=environment, stderr=subprocess.PIPE)
        while len(self.listed()) < 2:
            time.sleep(0.1)
        self.write("late/something", "that came there meanwhile")
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=120)
        self.assertEqual(run.returncode, 2)
        (last, _) = self.listed()
        self.assertEqual((last["status"], last["draws_done"], last["figures"]), ("failed", 0, []))

    def test_one_that_is_interrupted_is_partial_and_one_that_is_killed_is_lost(self):
        (self.folder / "small.toml").write_text(SMALL)
        environment = {**os.environ, "SUASION_CATALOGUE": str(self.catalogue)}
        for sign, status in ((signal.SIGINT, "partial"), (signal.SIGKILL, "lost")):
            run = subprocess.Popen([COMMAND, "run", "small.toml", "--draws", "100000000", "--out", status, "-q"],
                                   cwd=self.folder, env=environment)
            for _ in range(600):
                if self.catalogue.exists() and any(one["status"] == "running" for one in self.listed()):
                    break
                time.sleep(0.1)
            time.sleep(1)
            self.assertEqual(self.listed()[0]["status"], "running")
            self.assertEqual(self.listed("--status", "running")[0]["folder"], str(self.folder / status))
            self.refused(["runs", "prune", "--status", "running"], "cannot be pruned")
            self.assertIn("nothing was removed", self.suasion("runs", "prune", "--older-than", "0d", "--missing", "--yes").out)
            run.send_signal(sign)
            run.wait(timeout=120)
            last = self.listed()[0]
            self.assertEqual(last["status"], status)
            if status == "partial":
                self.assertLess(0, last["draws_done"])
                self.assertLess(last["draws_done"], last["draws_asked"])
                self.suasion("runs", "prune", "--status", "partial", "--yes")

    def test_runs_at_the_same_time_are_all_entered(self):
        (self.folder / "small.toml").write_text(SMALL)
        environment = {**os.environ, "SUASION_CATALOGUE": str(self.catalogue)}
        runs = [subprocess.Popen([COMMAND, "run", "small.toml", "--draws", "50", "--out", f"r{i}", "-q"], cwd=self.folder,
                                 env=environment, stderr=subprocess.PIPE) for i in range(8)]
        for run in runs:
            self.assertEqual(run.communicate(timeout=300)[1], b"")
            self.assertEqual(run.returncode, 0)
        listed = self.listed()
        self.assertEqual({run["status"] for run in listed}, {"complete"})
        self.assertEqual({run["run"] for run in listed}, set(range(1, 9)))

    def test_a_catalogue_that_cannot_be_written_stops_no_run(self):
        for damage in (lambda: self.write("state", "in the way"),
                       lambda: self.write("state/runs.sqlite", "no database at all " * 500)):
            shutil.rmtree(self.folder / "run", ignore_errors=True)
            if (self.folder / "state").is_file():
                (self.folder / "state").unlink()
            damage()
            self.write("small.toml", SMALL)
            done = self.suasion("run", "small.toml", "--draws", "50", "--out", "run")
            self.assertEqual(done.err.count("the catalogue of runs"), 1, done.err)
            self.assertTrue((self.folder / "run" / "report.html").exists())
            shutil.rmtree(self.folder / "run")
            self.assertEqual(self.suasion("run", "small.toml", "--draws", "50", "--out", "run", "-q").err, "")

    def test_its_place_follows_the_environment(self):
        self.write("small.toml", SMALL)
        run = ["run", "small.toml", "--draws", "50", "-q"]
        self.suasion(*run, env={"SUASION_CATALOGUE": "off"})
        self.assertFalse(self.catalogue.exists())
        self.assertIn("SUASION_CATALOGUE", self.suasion("runs", status=2, env={"SUASION_CATALOGUE": "off"}).err)
        for settings, place in (({"XDG_STATE_HOME": str(self.folder / "xdg")}, "xdg/suasion/runs.sqlite"),
                                ({"XDG_STATE_HOME": "not/absolute"}, ".local/state/suasion/runs.sqlite"),
                                ({"XDG_STATE_HOME": ""}, ".local/state/suasion/runs.sqlite")):
            self.suasion(*run, env={"SUASION_CATALOGUE": "", "HOME": str(self.folder), **settings})
            self.assertTrue((self.folder / place).exists(), place)


class Made(Catalogue):
    """Tests with three runs: 1 and 2 differ in seed and edit, 3 repeats 1."""

    def setUp(self):
        super().setUp()
        self.run_small("--draws", "400", out="a")
        self.run_small("--draws", "600", "--seed", "2", "--set", "issues.depth.positions.BLR=[60, 80]", out="b")
        self.run_small("--draws", "400", out="c")

    def test_the_list_is_newest_first_and_fits_the_terminal(self):
        for width in (50, 80, 140):
            lines = self.suasion("runs", env={"COLUMNS": str(width)}).out.splitlines()
            self.assertEqual([line.split()[0] for line in lines], ["run", "3", "2", "1"])
            self.assertLessEqual(max(map(len, lines)), width)
        self.assertRegex(lines[2], r"^ +2  \d{4}-\d\d-\d\d \d\d:\d\d  small +complete +600 +\d[\d.]* ± \d[\d.]* +b$")
        shutil.rmtree(self.folder / "b")
        self.assertIn("b (gone)", self.suasion("runs", env={"COLUMNS": "140"}).out)

    def test_filters_narrow_it_down(self):
        numbers = lambda *arguments: [run["run"] for run in self.listed(*arguments)]
        self.by_hand("UPDATE runs SET started = '2026-01-31T23:59:59Z', hash = 'abc' || hash WHERE id = 2")
        self.by_hand("UPDATE runs SET started = '2025-12-31T00:00:00Z', status = 'failed' WHERE id = 3")
        today = self.listed()[0]["started"][:10]
        self.assertEqual(numbers(), [1, 2, 3])
        self.assertEqual(numbers("--limit", "1"), [1])
        self.assertEqual(numbers("--since", "2026-01-31", "--until", "2026-01-31"), [2])
        self.assertEqual(numbers("--until", "2026-01-30"), [3])
        self.assertEqual(numbers("--since", today), [1])
        self.assertEqual(numbers("--status", "failed"), [3])
        self.assertEqual(numbers("--hash", "ABC"), [2])
        self.assertEqual(numbers("--scenario", "SMALL case"), [1, 2, 3])
        self.assertEqual(numbers("--scenario", "belarus"), [])
        self.assertIn("No run is like that", self.suasion("runs", "--scenario", "belarus").out)
        self.assertIn("`--limit 5` shows more", self.suasion("runs", "--limit", "1").out)

    def test_show_tells_all(self):
        out = self.suasion("runs", "show", "2").out
        for part in ("Run 2: A small case", "complete", str(self.folder / "b"), "issues.depth.positions.BLR=[60, 80]",
                     "Depth of union", "monte-carlo"):
            self.assertIn(part, " ".join(out.split()))
        self.assertEqual(json.loads(self.suasion("runs", "show", "2", "--json").out), self.listed()[1])

    def test_compare_names_what_differs_and_marks_what_chance_does_not_explain(self):
        out = self.suasion("runs", "compare", "1", "2").out
        flat = " ".join(out.split())
        self.assertIn("seed run 1: 1 run 2: 2", flat)
        self.assertIn("edits run 1: - run 2: issues.depth.positions.BLR=[60, 80]", flat)
        self.assertNotIn("hash", out)
        self.assertNotIn("paired", out)
        self.assertRegex(out, r"(?m)±.*±.*± [\d.]+ \*$")
        data = json.loads(self.suasion("runs", "compare", "1", "2", "--json").out)
        self.assertEqual([one["input"] for one in data["differs"]], ["seed", "draws", "edits"])
        (figure,) = data["figures"]
        self.assertEqual(figure["difference"], figure["b"] - figure["a"])
        self.assertAlmostEqual(figure["error"], (figure["a_error"]**2 + figure["b_error"]**2)**0.5)
        self.assertTrue(figure["beyond_two_errors"])

    def test_compare_says_where_draws_are_paired(self):
        out = self.suasion("runs", "compare", "1", "3").out
        self.assertIn("They were given the same.", out)
        self.assertIn("so their draws are paired", " ".join(out.split()))
        self.assertNotIn(" *\n", out)

    def test_what_is_mistyped_is_refused_with_a_way_out(self):
        self.refused(["runs", "show"], "`suasion runs show` needs the NUMBER")
        self.refused(["runs", "show", "17"], "there is no run 17", "the nearest is 3")
        self.refused(["runs", "show", "one"], "'one' is not the number of a run")
        self.refused(["runs", "compare", "1"], "`suasion runs compare` needs the NUMBER")
        self.refused(["runs", "--status", "complet"], "there is no status 'complet'", "did you mean 'complete'?")
        self.refused(["runs", "--since", "2026-02-30"], "--since: '2026-02-30' is not a date", "did you mean '2026-02-28'?")
        self.refused(["runs", "--until", "yesterday"], "--until: 'yesterday' is not a date", "year, month and day")
        self.refused(["runs", "--limit", "0"], "--limit", "whole number")
        self.refused(["runs", "shwo", "1"], "`suasion runs` does not know what to do with 'shwo'", "did you mean 'show'?")
        self.refused(["runs", "show", "1", "--jsno"], "`suasion runs show` has no option '--jsno'", "did you mean '--json'?")
        self.refused(["runs", "--json", "show", "1"], "--json in front of `show` would do nothing")
        self.refused(["runs", "prune"], "needs to know which runs are to go")
        self.refused(["runs", "prune", "--older-than", "3x"], "'3x' is not an age", "30d, 8w")

    def test_prune_removes_rows_and_leaves_folders(self):
        self.by_hand("UPDATE runs SET started = '2025-12-31T00:00:00Z' WHERE id < 3")
        done = self.suasion("runs", "prune", "--older-than", "30d", status=2)
        self.assertIn("To be removed:", done.out)
        self.assertIn("say --yes", done.err)
        self.assertEqual(len(self.listed()), 3)
        out = self.suasion("runs", "prune", "--older-than", "4w", "--yes").out
        self.assertIn("2 rows of the catalogue", out)
        self.assertEqual([run["run"] for run in self.listed()], [3])
        self.assertTrue((self.folder / "a" / "run.json").exists())
        shutil.rmtree(self.folder / "c")
        self.suasion("runs", "prune", "--missing", "--yes")
        self.assertEqual(self.listed(), [])
        self.assertIn("No run has been recorded yet", self.suasion("runs").out)

    def test_prune_deletes_only_folders_that_hold_the_run(self):
        self.write("c/run.json", "{}")  # something else came there
        self.by_hand("INSERT INTO runs SELECT 9, started, ended, folder, scenario, title, hash, version, seed, draws_asked, "
                     "draws_done, design, models, edits, assume, options, process, 'failed' FROM runs WHERE id = 1")
        self.suasion("runs", "prune", "--status", "failed", "--with-folders", "--yes")  # run 1 has the same folder
        self.assertTrue((self.folder / "a").exists())
        self.by_hand("UPDATE runs SET started = '2025-12-31T00:00:00Z'")
        out = self.suasion("runs", "prune", "--older-than", "1d", "--with-folders", "--yes").out
        self.assertEqual(sorted(line[2:] for line in out.splitlines() if line.startswith("  /")),
                         [str(self.folder / "a"), str(self.folder / "b")])
        self.assertEqual(self.listed(), [])
        self.assertEqual([name for name in "abc" if (self.folder / name).exists()], ["c"])

    def test_prune_asks_at_a_terminal(self):
        for answer, left in ((b"no\n", 3), (b"yes\n", 0)):
            ours, theirs = pty.openpty()
            os.write(ours, answer)
            done = self.suasion("runs", "prune", "--status", "complete", stdin=theirs)
            os.close(ours)
            os.close(theirs)
            self.assertIn("[y/N]", done.err)
            self.assertEqual(len(self.listed()), left)


class Files(Catalogue):
    def test_no_catalogue_is_no_mistake_and_none_is_made(self):
        self.assertIn("No run has been recorded yet", self.suasion("runs").out)
        self.assertEqual(self.listed(), [])
        self.refused(["runs", "show", "1"], "there is no run 1", "no run has been recorded yet")
        self.assertEqual(self.tree(), [])

    def test_a_file_that_cannot_be_used_is_left_as_it_is(self):
        self.run_small("--draws", "50")
        sound = self.catalogue.read_bytes()
        later, other, cut = self.folder / "later", self.folder / "other", self.folder / "cut"
        later.write_bytes(sound)
        with sqlite3.connect(later) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        with sqlite3.connect(other) as connection:
            connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.close()
        cut.write_bytes(sound[:len(sound) // 2])
        words = self.write("words", "a shopping list " * 1000)
        for file, why, way in ((later, "a later version of suasion wrote it", "a newer suasion"),
                               (other, "it is the database of another program", "SUASION_CATALOGUE"),
                               (cut, "malformed", "move it away"), (words, "not a database", "move it away")):
            before = file.read_bytes()
            for command in (["runs"], ["runs", "show", "1"], ["runs", "prune", "--missing", "--yes"]):
                done = self.suasion(*command, status=3, env={"SUASION_CATALOGUE": str(file)})
                self.assertIn(str(file), done.err)
                self.assertIn(why, done.err)
                self.assertIn(way, done.err)
            self.assertEqual(file.read_bytes(), before)
        self.assertEqual(len(self.listed()), 1)


class Described(Catalogue):
    def test_help_manual_and_completion_know_the_commands_below(self):
        self.assertIn("Usage: suasion runs [COMMAND] [OPTIONS]", self.suasion("runs", "--help").out)
        manual = self.suasion("man").out.replace("\\-", "-")
        for command, usage in (("show", "show NUMBER"), ("compare", "compare A B"), ("prune", "prune")):
            out = self.suasion("runs", command, "--help").out
            self.assertIn(f"Usage: suasion runs {usage} [OPTIONS]", out)
            self.assertIn("Examples:\n", out)
            self.assertIn(f"\n.SS runs {command}\n", manual)
            self.assertIn(f"\\fBsuasion runs {usage} [OPTIONS]\\fR", manual)
            self.assertRegex(self.suasion("runs", "--help").out, rf"(?m)^  {command} +\S")
        self.assertIn("\\fBSUASION_CATALOGUE\\fR", manual)

    def test_bash_completes_them(self):
        self.assertEqual(self.complete("runs", ""), ["show", "compare", "prune"])
        self.assertEqual(self.complete("runs", "p"), ["prune"])
        self.assertEqual(self.complete("runs", "--st"), ["--status"])
        self.assertEqual(self.complete("runs", "--status", "fa"), ["failed"])
        self.assertEqual(self.complete("runs", "prune", "--w"), ["--with-folders"])
        self.assertEqual(self.complete("runs", "prune", "--status", "l"), ["lost"])
        self.assertEqual(self.complete("runs", "show", "--"), ["--help", "--json"])


if __name__ == "__main__":
    unittest.main()
