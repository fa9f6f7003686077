"""Nothing lost: runs that were killed, cut off by a full disk or a power cut, and taken up again end in the same bytes as
if nothing had happened; what cannot be taken up is told, and left as it is."""

import filecmp
import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from support import COMMAND, SMALL, SYSTEM, Case

KILLS = 200


def files_of(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


class Broken(Case):
    """A case with a system, saved draws, and so many draws that a run takes about half a second."""

    @staticmethod
    def how(draws=6000, seed=5):
        return ("--draws", draws, "--seed", seed, "--threads", 2, "--save-draws", "--checkpoint", 0.001, "--quiet")

    arguments = how()

    def setUp(self):
        super().setUp()
        self.write("case.toml", SYSTEM)

    def whole(self, out="whole", *arguments):
        self.suasion("run", "case.toml", "--out", out, *self.arguments, *arguments)
        return self.folder / out

    def start(self, *command):
        process = subprocess.Popen([str(COMMAND), *map(str, command)], cwd=self.folder, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.addCleanup(process.kill)
        return process

    def begin(self, out="run", parts=2):
        """A run that was killed once it had kept so many parts, or the same part so often."""
        process = self.start("run", "case.toml", "--out", out, *self.how(draws=10_000_000))
        checkpoint = self.folder / f".{out}.unfinished" / "checkpoint"
        seen = set()
        end = time.monotonic() + 60
        while len(seen) < parts:
            self.assertIsNone(process.poll(), "the run ended too early")
            self.assertLess(time.monotonic(), end, "nothing was kept")
            seen |= {(path.name, path.stat().st_mtime_ns) for path in checkpoint.glob("*.part") if path.exists()}
        process.kill()
        process.communicate()
        return self.folder / f".{out}.unfinished"

    def killed_once(self, pattern):
        """A run of `arguments` that was killed once a file like this stood in its folder: the folder."""
        process = self.start("run", "case.toml", "--out", "run", *self.arguments)
        kept = self.folder / ".run.unfinished"
        while not list(kept.glob(pattern)):
            self.assertIsNone(process.poll(), "the run ended too early")
        process.kill()
        process.communicate()
        return kept

    def assert_same(self, folder, expected):
        self.assertEqual(files_of(folder), files_of(expected))
        _, different, odd = filecmp.cmpfiles(folder, expected, files_of(expected), shallow=False)
        self.assertEqual((different, odd), ([], []))


class Kills(Broken):
    def test_a_run_killed_again_and_again_ends_in_the_same_bytes(self):
        began = time.monotonic()
        expected = self.whole()
        longest = time.monotonic() - began
        chance = random.Random(2020)
        kills = runs = 0
        while kills < KILLS:
            out = self.folder / "run"
            command = ["run", "case.toml", "--out", "run", *self.arguments]
            while True:
                process = self.start(*command)
                try:
                    _, err = process.communicate(timeout=chance.uniform(0, 0.7 * longest))
                    self.assertEqual(process.returncode, 0, err.decode())
                    break
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    process.communicate()
                    kills += 1
                if (self.folder / ".run.unfinished/run.json").exists() or out.exists():
                    command = ["resume", "run", "--threads", chance.choice([1, 2]), "--checkpoint", 0.001, "--quiet"]
            self.assert_same(out, expected)
            shutil.rmtree(out)
            runs += 1
        self.assertGreater(runs, 3)  # or else every run was killed at its very beginning

    def test_ctrl_c_and_resume_end_in_the_same_bytes(self):
        expected = self.whole()
        for moment in (0.15, 0.25, 0.4):
            process = self.start("run", "case.toml", "--out", "run", *self.arguments)
            time.sleep(moment)
            process.send_signal(signal.SIGINT)
            process.communicate()
            if process.returncode == 130 and (self.folder / "run").exists():
                self.assertTrue((self.folder / "run/report.html").exists())
                self.suasion("resume", "run", "--quiet")
            if (self.folder / "run").exists():
                self.assert_same(self.folder / "run", expected)
                shutil.rmtree(self.folder / "run")

    def test_what_is_complete_is_left_alone(self):
        expected = self.whole()
        before = {path: (expected / path).read_bytes() for path in files_of(expected)}
        done = self.suasion("resume", "whole")
        self.assertIn("is complete; there is nothing left to do", done.out)
        self.assertEqual({path: (expected / path).read_bytes() for path in files_of(expected)}, before)

    def test_a_run_that_is_going_on_is_not_taken_up(self):
        process = self.start("run", "case.toml", "--out", "run", *self.how(draws=10_000_000))
        while not (self.folder / ".run.unfinished/run.json").exists():
            time.sleep(0.01)
        done = self.suasion("resume", "run", status=2)
        self.assertIn("is being written by another run", done.err)
        process.kill()
        process.communicate()


class Disks(Broken):
    def test_a_full_disk_keeps_what_was_done(self):
        size = 400_000
        tmpfs = self.folder / "disk"
        tmpfs.mkdir()
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", tmpfs],
                                               check=False, capture_output=True).returncode != 0:
            self.skipTest("only root may mount a small disk")
        self.addCleanup(subprocess.run, ["umount", "-l", str(tmpfs)], check=True)
        expected = self.whole()
        done = self.suasion("run", "case.toml", "--out", "disk/run", *self.arguments, status=3)
        self.assertIn("No space left on device", done.err)
        self.assertIn("`suasion resume disk/run` goes on", done.err)
        done = self.suasion("resume", "disk/run", status=3)
        self.assertIn("No space left on device", done.err)
        subprocess.run(["mount", "-o", "remount,size=100000000", tmpfs], check=True)
        self.suasion("resume", "disk/run", "--quiet")
        self.assert_same(tmpfs / "run", expected)

    def killed_in(self, stage):
        """A run that was killed once it had kept a part of this stage: its folder, and a copy."""
        kept = self.killed_once(f"checkpoint/{stage}-*.part")
        return kept, shutil.copytree(kept, self.folder / "backup")

    def put_back(self, backup, kept):
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(backup, kept)

    def test_a_file_cut_short_at_any_place_is_done_again(self):
        expected = self.whole()
        kept, backup = self.killed_in("worlds")
        for path in [path for path in files_of(backup) if path.parts[0] == "checkpoint"]:
            is_part = path.suffix == ".part"
            size = (backup / path).stat().st_size
            line = (backup / path).read_bytes()[:400].rfind(b"\n") + 1  # the end of the head of a part
            lengths = {0, 1, 14, 15, 16, line - 1, line, line + 1, size // 2, size - 1} if is_part else {0, size - 1}
            for length in sorted(lengths):
                self.put_back(backup, kept)
                os.truncate(kept / path, length)
                done = self.suasion("resume", "run", "--checkpoint", 60)
                self.assertEqual("is cut short; what it held is done again" in done.err, is_part)
                self.assert_same(self.folder / "run", expected)
                shutil.rmtree(self.folder / "run")

    def test_a_changed_byte_is_seen(self):
        expected = self.whole()
        kept, backup = self.killed_in("issues")
        part = sorted(kept.glob("checkpoint/*.part"))[0]
        content = part.read_bytes()
        for place in (20, 60, len(content) // 2, len(content) - 1):
            self.put_back(backup, kept)
            changed = bytearray(content)
            changed[place] ^= 1
            part.write_bytes(changed)
            done = self.suasion("resume", "run", "--checkpoint", 60)
            self.assertIn("is not what was written; what it held is done again", done.err)
            self.assert_same(self.folder / "run", expected)
            shutil.rmtree(self.folder / "run")


class Refused(Broken):
    """Folders that cannot be taken up: exit status 3, what is wrong, and everything as it was."""

    def refused(self, part, *command):
        before = {path: (self.folder / path).read_bytes() for path in files_of(self.folder)}
        done = self.suasion(*(command or ("resume", "run")), status=3)
        self.assertIn(part, done.err)
        self.assertEqual({path: (self.folder / path).read_bytes() for path in files_of(self.folder)}, before)
        return done.err

    def test_an_interval_that_is_none(self):
        for text in ("0", "-1", "soon", "1e9"):
            done = self.suasion("run", "case.toml", f"--checkpoint={text}", status=2)
            self.assertIn(f"'{text}' is not a number of seconds from 0.001 to 86400", done.err)

    def test_there_is_nothing_at_all(self):
        self.refused("there is no run in 'run', complete or not")

    def test_the_record_is_missing_damaged_or_of_another_schema(self):
        record = self.begin() / "run.json"
        text = record.read_text()
        for content, part in ((text[:-20], "was not written by suasion"), ("", "was not written by suasion"),
                              (text.replace('"seed": 5', '"seed": "five"'), "its run.json is damaged"),
                              (text.replace('"schema": 1', '"schema": 999'), "its schema is 999")):
            record.write_text(content)
            self.refused(part)
        record.unlink()
        said = self.refused("it has no run.json")
        self.assertIn("`suasion run .run.unfinished/inputs/case.toml` makes the run again", said)

    def test_results_that_are_whole_are_named(self):
        self.run_small("--draws", 300)
        (self.folder / "run/run.json").write_text("{")
        said = self.refused("its run.json was not written by suasion", "replay", "run")
        self.assertIn("its report.html and summary.json are whole and can be read", said)
        self.assertIn("`suasion run run/inputs/small.toml` makes the run again", said)
        (self.folder / "run/summary.json").write_text("{")
        self.assertIn("its report.html is whole", self.refused("run.json", "replay", "run"))

    def test_draws_are_saved_from_a_folder_whose_record_is_lost(self):
        expected = self.whole()
        self.suasion("run", "case.toml", "--shard", "1/2", "--out", "part", *self.arguments)  # half of that run
        (self.folder / "part/run.json").unlink()
        said = self.refused("it has no run.json", "merge", "part")
        self.assertIn("copy part/checkpoint into its folder, and `suasion resume` makes only the draws that", said)
        kept = self.killed_once("run.json")
        shutil.rmtree(kept / "checkpoint", ignore_errors=True)
        shutil.copytree(self.folder / "part/checkpoint", kept / "checkpoint")
        self.suasion("resume", "run", "--quiet")
        self.assert_same(self.folder / "run", expected)

    def test_the_scenario_was_changed_or_is_missing(self):
        kept = self.begin()
        scenario = kept / "inputs/case.toml"
        scenario.write_text(scenario.read_text() + "\n")
        self.refused("its inputs/ are not those of the run")
        scenario.unlink()
        self.refused("'inputs/case.toml' is missing")

    def test_parts_of_another_version_or_run(self):
        kept = self.begin()
        part = sorted(kept.glob("checkpoint/*.part"))[0]
        content = part.read_bytes()
        part.write_bytes(content.replace(b"suasion part 1", b"suasion part 2", 1))
        self.refused("keeps parts in another way")
        part.write_bytes(content)
        record = kept / "run.json"
        record.write_text(record.read_text().replace('"seed": 5', '"seed": 6'))
        self.assertIn("put it back as it was", self.refused("is of another run, or run.json was changed"))

    def test_a_new_run_does_not_sweep_away_what_was_kept(self):
        self.begin()
        done = self.suasion("run", "case.toml", "--out", "run", *self.arguments, status=2)
        self.assertIn("a run into 'run' was broken off", done.err)
        self.assertIn("`suasion resume run` goes on with it", done.err)


class Shards(Broken):
    def run_shards(self, of, *numbers):
        for number in numbers:
            self.suasion("run", "case.toml", "--shard", f"{number}/{of}", "--out", f"part-{number}", *self.arguments)
        return [f"part-{number}" for number in numbers]

    def test_shards_of_any_number_join_to_the_same_bytes(self):
        expected = self.whole()
        for of in (1, 3, 7, 40):  # of forty, most have nothing to do: there are 24 blocks
            parts = self.run_shards(of, *range(1, of + 1))
            self.suasion("merge", *reversed(parts), "--out", f"merged-{of}", "--quiet")
            self.assert_same(self.folder / f"merged-{of}", expected)
            for part in parts:
                self.assertTrue((self.folder / part / "run.json").exists())
                shutil.rmtree(self.folder / part)

    def test_a_shard_that_is_complete_stays_whole_when_it_is_resumed(self):
        for part in self.run_shards(2, 1, 2):
            before = files_of(self.folder / part)
            self.assertIn("nothing left to do", self.suasion("resume", part).out)
            self.assertEqual(files_of(self.folder / part), before)
        self.suasion("merge", "part-1", "part-2", "--out", "merged", "--quiet")

    def test_a_shard_that_is_missing_is_named_or_filled_in(self):
        expected = self.whole()
        self.run_shards(4, 1, 3)
        done = self.suasion("merge", "part-1", "part-3", "--out", "merged", status=2)
        self.assertIn("shards of 4 are missing or incomplete: 2, 4", done.err)
        self.assertNotIn("merged", [path.parts[0] for path in files_of(self.folder)])
        self.suasion("merge", "part-1", "part-3", "--fill", "--out", "merged", "--quiet")
        self.assert_same(self.folder / "merged", expected)

    def test_what_does_not_belong_together_is_refused(self):
        self.run_shards(4, 1)
        self.suasion("run", "case.toml", "--shard", "2/4", "--out", "other", *self.how(seed=6))
        self.suasion("run", "case.toml", "--draws", 300, "--out", "run", "--quiet")
        shutil.copytree(self.folder / "part-1", self.folder / "again")
        for folders, part in ((("part-1", "other"), "are not shards of the same run; these differ: seed"),
                              (("part-1", "again"), "are both shard 1 of 4"),
                              (("part-1", "run"), "is a whole run, not a shard of one")):
            done = self.suasion("merge", *folders, "--out", "merged", status=2)
            self.assertIn(part, done.err)

    def test_shards_that_are_none(self):
        for text in ("0/4", "5/4", "3", "3/", "/4", "a/b", "1/4x", "-1/4"):
            done = self.suasion("run", "case.toml", f"--shard={text}", status=2)
            self.assertIn(f"--shard: '{text}' is not a shard", done.err)


if __name__ == "__main__":
    unittest.main()
