"""Help, version, completions, manual page, and what is said to those who mistype."""

import re
import shutil
import subprocess
import unittest

from support import COMMAND, PREFIX, SOURCE, Case

COMMANDS = ["run", "story", "claims", "score", "replay", "report", "backtest", "new", "check", "explain", "schema", "list", "completion", "man"]


class Help(Case):
    def test_the_program_names_every_command_and_its_exit_statuses(self):
        for arguments in (["--help"], ["-h"]):
            out = self.suasion(*arguments).out
            for command in COMMANDS:
                self.assertRegex(out, rf"(?m)^  {command} +\S")
            for status in ("0", "1", "2", "3", "70", "130"):
                self.assertRegex(out, rf"(?m)^  {status} +\S")

    def test_every_command_explains_each_of_its_options_and_gives_an_example(self):
        manual = self.suasion("man").out.replace("\\-", "-")
        for command in COMMANDS:
            with self.subTest(command):
                out = self.suasion(command, "--help").out
                self.assertIn(f"Usage: suasion {command}", out)
                self.assertIn("Examples:\n", out)
                options = re.findall(r"(?m)^  (?:-\w, |    )(--[\w-]+)", out)
                self.assertIn("--help", options)
                for option in options:
                    self.assertRegex(out, rf"{option}( [A-Z=]+)?\s+[A-Z]", f"{option} has no description")
                    self.assertIn(f"\\fB{option}\\fR", manual)
                self.assertLessEqual(max(map(len, out.splitlines())), 96)

    def test_run_has_the_options_that_were_promised(self):
        out = self.suasion("run", "--help").out
        for option in ("--draws", "--seed", "--threads", "--out", "--set", "--model", "--design", "--strict",
                       "--save-draws", "--json", "--quiet"):
            self.assertIn(f"{option} ", out)

    def test_examples_in_help_work(self):
        for command in ("check", "list", "explain"):
            for line in re.findall(r"(?m)^  suasion (.*)$", self.suasion(command, "--help").out):
                if "my-case" not in line:
                    self.suasion(*line.split())

    def test_the_version_is_one_line(self):
        self.assertRegex(self.suasion("--version").out, r"^suasion \d+\.\d+\.\d+\n$")

    def test_no_command_shows_the_help_on_standard_error(self):
        done = self.suasion(status=2)
        self.assertEqual(done.out, "")
        self.assertIn("Usage: suasion COMMAND", done.err)


class Mistyped(Case):
    def says(self, arguments, *parts):
        with self.subTest(" ".join(arguments)):
            done = self.suasion(*arguments, status=2)
            self.assertEqual(done.out, "")
            for part in parts:
                self.assertIn(part, done.err)
            self.assertEqual(self.tree(), [])

    def test_the_nearest_command_option_or_name_is_offered(self):
        self.says(["rnu", "belarus-2020"], "there is no command 'rnu'", "did you mean 'run'?")
        self.says(["run", "belarus-2020", "--drawz", "10"], "`suasion run` has no option '--drawz'",
                  "did you mean '--draws'?")
        self.says(["run", "belarus-2020", "--drawz=10"], "did you mean '--draws'?")
        self.says(["--versoin"], "did you mean '--version'?")
        self.says(["run", "belarus-2021"], "no bundled scenario 'belarus-2021'", "did you mean 'belarus-2020'?")
        self.says(["run", "something-else"], "bundled scenarios are: belarus-2020, ec-car-emissions, finland-1958")
        self.says(["run", "belarus-2020", "--model", "sholz2011"], "did you mean 'scholz2011'?")
        self.says(["run", "belarus-2020", "--model", "expected-utility:normalization=pairwise"],
                  "did you mean 'normalisation'?")
        self.says(["run", "belarus-2020", "--model", "expected-utility:Q=2"], "'Q'", "from 0 to 1")
        self.says(["run", "belarus-2020", "--design", "sobel"], "there is no design 'sobel'", "did you mean 'sobol'?")
        self.says(["list", "modles"], "did you mean 'models'?")
        self.says(["explain", "salence"], "did you mean")
        self.says(["explain", "scholz2012"], "did you mean 'scholz2011'?")
        self.says(["completion", "fish"], "shells are: bash, zsh")

    def test_values_of_the_wrong_kind_are_refused(self):
        for option in ("--draws", "--threads", "--seed"):
            for value in ("ten", "-5", "1.5", "99999999999999999999999"):
                self.says(["run", "belarus-2020", f"{option}={value}"], option, "whole number")
        self.says(["run", "belarus-2020", "--draws", "0"], "whole number from 1")
        self.says(["run", "belarus-2020", "--draws"], "--draws")

    def test_edits_that_cannot_be_made_are_refused(self):
        for text in ("issues.integration.positions.RUS", "issues.integration.positions.RUS=[", "nothing.there=3",
                     "issues.integration.positions.RUS=300", "issues.integration.positions.RSU=30"):
            done = self.suasion("run", "belarus-2020", "--set", text, status=2)
            self.assertTrue(self.diagnostics(done.err), done.err)
            self.assertEqual(self.tree(), [])

    def test_what_is_missing_is_named(self):
        self.says(["run"], "`suasion run` needs a SCENARIO")
        self.says(["check"], "`suasion check` needs a SCENARIO")
        self.says(["replay"], "`suasion replay` needs a RUN")
        self.says(["report"], "`suasion report` needs a RUN")
        self.says(["completion"], "needs a SHELL")

    def test_one_word_too_many_is_refused(self):
        self.says(["run", "belarus-2020", "twice"], "does not know what to do with 'twice'")
        self.says(["check", "belarus-2020", "twice"], "does not know what to do with 'twice'")


class Completion(Case):
    def test_bash_takes_the_script(self):
        script = self.write("completion", self.suasion("completion", "bash").out)
        done = subprocess.run(["bash", "-n", script], stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (0, b""))

    def test_commands_options_and_names_are_completed(self):
        self.assertEqual(self.complete("re"), ["resume", "replay", "report"])
        self.assertIn("--version", self.complete("--"))
        self.assertEqual(self.complete("run", "--dr"), ["--draws"])
        self.assertEqual(self.complete("run", "bela"), ["belarus-2020"])
        self.assertEqual(self.complete("run", "belarus-2020", "--model", "sch"), ["scholz2011"])
        self.assertEqual(self.complete("run", "belarus-2020", "--design", "s"), ["sobol"])
        self.assertEqual(self.complete("explain", "issues.pos"), ["issues.positions"])
        self.assertEqual(self.complete("list", "mo"), ["models", "modules"])
        self.assertEqual(self.complete("completion", ""), ["bash", "zsh"])
        self.write("mine.toml", "")
        self.assertEqual(self.complete("check", "mi"), ["mine.toml"])
        (self.folder / "runs").mkdir()
        self.assertEqual(self.complete("replay", "ru"), ["runs"])

    def test_zsh_takes_the_script(self):
        script = self.write("_suasion", self.suasion("completion", "zsh").out)
        for command in COMMANDS:
            self.assertIn(f"'{command}:", script.read_text())
        if not shutil.which("zsh"):
            self.skipTest("SKIPPED: zsh is not installed, so its completion was not tried")
        done = subprocess.run(["zsh", "-fn", script], stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        load = f"autoload -Uz compinit; compinit -u -d {self.folder}/dump; source {script}; whence -w _suasion"
        done = subprocess.run(["zsh", "-fc", load], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)
        self.assertEqual((done.stdout, done.stderr), (b"_suasion: function\n", b""))

    def test_scripts_and_manual_are_installed_as_the_command_writes_them(self):
        share = PREFIX / "share"
        for file, arguments in (("bash-completion/completions/suasion", ["completion", "bash"]),
                                ("zsh/site-functions/_suasion", ["completion", "zsh"]), ("man/man1/suasion.1", ["man"])):
            self.assertEqual((share / file).read_text(), self.suasion(*arguments).out)
        for name in ("summary.schema.json", "scenario.schema.json", "summary-table.schema.json"):
            self.assertEqual((share / "suasion/schemas" / name).read_bytes(), (SOURCE / "schemas" / name).read_bytes())


class Manual(Case):
    def test_it_has_the_usual_sections(self):
        page = self.suasion("man").out
        for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES",
                        "EXAMPLES"):
            self.assertIn(f"\n.SH {section}\n", page)

    def test_groff_finds_nothing_to_warn_about(self):
        if not shutil.which("groff"):
            self.skipTest("SKIPPED: groff is not installed, so the manual page was not formatted")
        page = self.write("suasion.1", self.suasion("man").out)
        done = subprocess.run(["groff", "-ww", "-man", "-Tutf8", page], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", done.stdout.decode())
        self.assertIn("suasion run SCENARIO", text)
        self.assertIn("--save-draws", text)
        self.assertIn("suasion run belarus-2020 --set issues.integration.positions.RUS='[80, 95]'", text)

    def test_man_shows_it(self):
        if not shutil.which("man"):
            self.skipTest("SKIPPED: man is not installed")
        page = self.write("suasion.1", self.suasion("man").out)
        done = subprocess.run(["man", "--warnings", "-l", page], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={"PATH": "/usr/bin:/bin", "MANWIDTH": "80", "LC_ALL": "C.UTF-8"})
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        if b"minimized" in done.stdout:
            self.skipTest("SKIPPED: this system's man is a stub")
        self.assertIn(b"EXIT STATUS", done.stdout)


if __name__ == "__main__":
    unittest.main()
