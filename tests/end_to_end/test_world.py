"""What the world may do: missing and unreadable files, full disks, closed pipes, folders in use. Nothing half-written is
ever left behind."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from support import COMMAND, SMALL, Case

NOBODY = 65534


def as_nobody():
    """Root may read everything, so tests of permissions give it up."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def for_everybody(case):
    """A copy of the command where nobody may run it too; an installed one may lie in root's own folder."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="suasion-command-"))
    case.addCleanup(shutil.rmtree, folder, ignore_errors=True)
    folder.chmod(0o755)
    return {"executable": shutil.copy(COMMAND, folder), "preexec_fn": as_nobody}


class Inputs(Case):
    def test_what_cannot_be_read_is_named_with_the_reason(self):
        (self.folder / "folder.toml").mkdir()
        self.write("latin.toml", 'suasion = 1\ntitle = "Pr\xe4sident"\n'.encode("latin-1"))
        self.write("empty.toml", "")
        self.write("binary.toml", bytes(range(256)))
        for name, part in (("missing.toml", "does not exist"), ("folder.toml", "is a folder"), ("./nowhere/x", "does not"),
                           ("latin.toml", "not UTF-8"), ("empty.toml", "error"), ("binary.toml", "error")):
            for command in ("check", "run"):
                with self.subTest(f"{command} {name}"):
                    done = self.suasion(command, name, status=2)
                    self.assertIn(part, done.err)
                    self.assertEqual(done.out, "")
        self.assertNotIn("out", self.tree())

    def test_an_unreadable_file_is_named(self):
        self.folder.chmod(0o755)
        self.write("secret.toml", SMALL).chmod(0)
        done = self.suasion("check", "secret.toml", status=2, **for_everybody(self))
        self.assertIn("Permission denied", done.err)


class Outputs(Case):
    def refused(self, *arguments, part, status=2):
        before = self.tree()
        done = self.suasion("run", "small.toml", "--draws", 300, *arguments, status=status)
        self.assertIn(part, done.err)
        self.assertEqual(self.tree(), before)

    def setUp(self):
        super().setUp()
        self.write("small.toml", SMALL)

    def test_a_folder_with_anything_in_it_is_in_use(self):
        self.write("mine/notes.txt", "mine")
        self.write("file", "mine")
        self.refused("--out", "mine", part="output folder in use: 'mine' is not empty")
        self.refused("--out", "mine/", part="output folder in use")
        self.refused("--out", "file", part="output folder in use: 'file' is not a folder")
        self.refused("--out", ".", part="output folder in use: '.' is not empty")

    def test_a_run_is_never_overwritten(self):
        folder = self.run_small("--draws", 300)
        before = (folder / "summary.json").read_bytes()
        self.refused("--seed", 2, "--out", "run", part="output folder in use")
        self.assertEqual((folder / "summary.json").read_bytes(), before)

    def test_an_empty_or_missing_folder_is_taken_however_it_is_written(self):
        (self.folder / "empty").mkdir()
        for out in ("empty", "./a/b/../c/", self.folder / "absolute"):
            self.suasion("run", "small.toml", "--draws", 300, "--quiet", "--out", out)
        for name in ("empty", "a/c", "absolute"):
            self.assertTrue((self.folder / name / "summary.json").exists(), name)

    def test_a_place_that_cannot_be_written_is_named(self):
        self.folder.chmod(0o755)
        done = self.suasion("run", "small.toml", "--draws", 300, status=3, **for_everybody(self))
        self.assertIn("Permission denied", done.err)
        done = self.suasion("run", "small.toml", "--draws", 300, "--out", "small.toml/run", status=3)
        self.assertIn("Not a directory", done.err)
        self.assertEqual(self.tree(), ["small.toml"])

    def test_new_and_report_say_what_they_cannot_write(self):
        self.assertIn("No such file", self.suasion("new", "nowhere/x.toml", status=3).err)

    def test_a_full_disk_leaves_nothing_behind(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk], stderr=subprocess.PIPE)
        if mounted.returncode != 0:
            self.skipTest("SKIPPED: no small disk can be mounted here, so a full one was not tried")
        self.addCleanup(subprocess.run, ["umount", disk])
        (disk / "filler").write_bytes(b"x" * (120 * 1024))
        for arguments in (["--draws", 300], ["--draws", 20000, "--save-draws"]):
            done = self.suasion("run", "small.toml", *arguments, "--out", disk / "run", status=3)
            self.assertIn("No space left on device", done.err)
            self.assertEqual([p.name for p in disk.iterdir()], ["filler"])

    def test_a_full_standard_output_is_an_error(self):
        with open("/dev/full", "wb") as full:
            for arguments in (["--help"], ["list"], ["schema"], ["run", "small.toml", "--draws", "300", "--json"]):
                done = self.suasion(*arguments, status=3, stdout=full)
                self.assertIn("No space left on device", done.err)
        self.assertTrue((self.folder / "out/small/summary.json").exists())  # the run itself was complete

    def test_a_reader_that_goes_away_is_no_error(self):
        for arguments in (["list"], ["schema"], ["run", "small.toml", "--draws", "300", "--json"]):
            process = subprocess.Popen([str(COMMAND), *arguments], cwd=self.folder, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE)
            process.stdout.close()
            said = process.stderr.read()
            process.stderr.close()
            self.assertEqual(process.wait(timeout=60), 0, said)
            self.assertNotIn(b"error", said)

    def test_a_closed_standard_output_is_an_error(self):
        done = subprocess.run(f'"{COMMAND}" list models >&-', shell=True, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"cannot write to standard output", done.stderr)


class Size(Case):
    def big(self, count):
        actors = "".join(f'[[actors]]\nid = "A{i}"\nname = "Actor {i}"\n\n' for i in range(count))
        rows = "".join(f"A{i},{i % 101},50,{1 + i % 7}\n" for i in range(count))
        self.write("stakes.csv", "actor,position,salience,capability\n" + rows)
        self.write("big.toml", 'suasion = 1\ntitle = "Very many"\nquestion = "Does it work?"\n\n' + actors +
                   '[[issues]]\nid = "x"\nname = "X"\nscale = { 0 = "no", 100 = "yes" }\npositions = "stakes.csv"\n'
                   'because = { judgement = "made up" }\n')

    def test_ten_thousand_actors_are_told_why_not(self):
        self.big(10_000)
        for command in ("check", "run"):
            done = self.suasion(command, "big.toml", status=2)
            self.assertIn("10000 actors have a position on issue 'x'; at most 2000 can be computed, because", done.err)
        self.assertEqual(self.tree(), ["big.toml", "stakes.csv"])

    def test_two_thousand_actors_work(self):
        self.big(2_000)
        self.assertIn("2,000 actors", self.suasion("check", "big.toml").out)
        self.suasion("run", "big.toml", "--model", "compromise", "--draws", 8, "--quiet", "--out", "rules")
        rules = self.load(self.folder / "rules/summary.json")["issues"][0]["forecasts"]
        weights = [1 + i % 7 for i in range(2_000)]
        mean = sum(w * (i % 101) for i, w in enumerate(weights)) / sum(weights)
        self.assertAlmostEqual(next(f for f in rules if f["model"] == "compromise")["mean"]["value"], mean, places=6)


if __name__ == "__main__":
    unittest.main()
