"""Ctrl-C: the first one writes what was done, the second one quits at once; both end with status 130."""

import json
import os
import pty
import signal
import subprocess
import time
import unittest

from support import COMMAND, SMALL, Case

FOREVER = 1_000_000_000_000  # draws: far more than any test waits for


class Interrupt(Case):
    def start(self, *arguments):
        self.write("small.toml", SMALL)
        process = subprocess.Popen([str(COMMAND), "run", "small.toml", "--out", "run", *map(str, arguments)],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        self.wait_for(lambda: (self.folder / ".run.unfinished").is_dir(), process)
        return process

    def wait_for(self, condition, process, seconds=60):
        end = time.monotonic() + seconds
        while not condition():
            self.assertIsNone(process.poll(), "the run ended too early")
            self.assertLess(time.monotonic(), end, "waited too long")
            time.sleep(0.02)

    def wait_for_draws(self, process):
        """Until some blocks are done, by what has been kept."""
        self.wait_for(lambda: list(self.folder.glob(".run.unfinished/checkpoint/*.part")), process)

    def interrupted(self, signal_number, *arguments):
        process = self.start("--draws", FOREVER, "--checkpoint", 0.05, *arguments)
        self.wait_for_draws(process)
        process.send_signal(signal_number)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err.decode())
        return out.decode(), err.decode()

    def test_what_was_done_is_written_marked_partial_and_replays(self):
        for signal_number, design in ((signal.SIGINT, "monte-carlo"), (signal.SIGTERM, "latin-hypercube")):
            with self.subTest(design):
                out, _ = self.interrupted(signal_number, "--design", design, "--threads", 2)
                folder = self.folder / "run"
                run = self.load(folder / "summary.json")["run"]
                self.assertTrue(run["partial"])
                self.assertGreater(run["draws"], 0)
                self.assertEqual(run["draws"] % 256, 0)
                self.assertEqual(run["draws_asked"], FOREVER)
                self.assertIn("interrupted", self.load(folder / "summary.json")["headline"]["words"][-1])
                self.assertIn("marked partial. `suasion resume run` goes on.", out)
                self.assertTrue((folder / "report.html").exists())
                self.assertIn("identical", self.suasion("replay", folder).out)
                for path in sorted(folder.rglob("*"), reverse=True):
                    path.rmdir() if path.is_dir() else path.unlink()
                folder.rmdir()

    def test_a_second_signal_quits_at_once(self):
        # A model with many actors, so that the blocks begun take longer than the time between two signals.
        actors = "".join(f'[[actors]]\nid = "A{i}"\nname = "Actor {i}"\n\n' for i in range(200))
        table = "".join(f"A{i} = [{i % 50}, {i % 50 + 40}]\n" for i in range(200))
        ones = "".join(f"A{i} = 50\n" for i in range(200))
        self.write("big.toml", 'suasion = 1\ntitle = "Big"\nquestion = "?"\n\n' + actors +
                   '[[issues]]\nid = "x"\nname = "X"\nscale = { 0 = "no", 100 = "yes" }\n'
                   f"[issues.positions]\n{table}[issues.salience]\n{ones}[issues.capability]\n{ones}")
        process = subprocess.Popen([str(COMMAND), "run", "big.toml", "--out", "run", "--draws", str(FOREVER),
                                    "--checkpoint", "0.01"], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        self.wait_for(lambda: (self.folder / ".run.unfinished/run.json").exists(), process)
        process.send_signal(signal.SIGINT)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        self.assertIn("Quit. `suasion resume run` goes on.", err.decode())
        self.assertFalse((self.folder / "run").exists())

    def test_a_run_that_chose_its_draws_is_kept_and_replays_too(self):
        process = self.start("--until-error", 0.02, "--checkpoint", 0.05)
        self.wait_for_draws(process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130)
        run = self.load(self.folder / "run/summary.json")["run"]
        self.assertTrue(run["partial"])
        self.assertEqual(run["precision"]["asked"], 0.02)
        self.assertLess(run["draws"], run["draws_asked"])
        self.assertIn("identical", self.suasion("replay", "run").out)

    def test_json_of_an_interrupted_run_is_whole(self):
        out, _ = self.interrupted(signal.SIGINT, "--json")
        self.assertTrue(json.loads(out)["run"]["partial"])

    def test_a_run_that_was_killed_before_it_kept_anything_leaves_its_place_free(self):
        process = self.start("--draws", FOREVER)
        self.wait_for(lambda: (self.folder / ".run.unfinished/run.json").exists(), process)
        process.kill()
        process.communicate(timeout=60)
        self.assertFalse((self.folder / "run").exists())
        self.run_small("--draws", 300)
        self.assertEqual(self.load(self.folder / "run/summary.json")["run"]["draws"], 300)
        self.assertFalse((self.folder / ".run.unfinished").exists())

    def test_two_runs_never_share_a_folder(self):
        first = self.start("--draws", FOREVER)
        done = self.suasion("run", "small.toml", "--draws", 300, "--out", "run", status=2)
        self.assertIn("output folder in use: 'run' is being written by another run", done.err)
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=60)

    def test_progress_is_shown_on_a_terminal(self):
        leader, follower = pty.openpty()
        self.write("small.toml", SMALL)
        process = subprocess.Popen(
            [str(COMMAND), "run", "small.toml", "--out", "run", "--draws", str(FOREVER), "--yes"], cwd=self.folder,
            stdout=subprocess.PIPE, stderr=follower, env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"})
        self.addCleanup(process.kill)
        os.close(follower)
        said = b""
        while b"a second" not in said:
            said += os.read(leader, 4096)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        os.close(leader)
        self.assertRegex(said.decode("utf-8", "replace"), r"% of 1,000,000,000,000 draws, [\d,]+ draws a second, .* left")


if __name__ == "__main__":
    unittest.main()
