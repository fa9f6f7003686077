"""Before a long run: what it will take, a question on a terminal, a line elsewhere, and a refusal where the disk is full."""

import os
import signal
import subprocess
import unittest

from support import COMMAND, SMALL, Case

FOREVER = 1_000_000_000_000  # draws
LINE = r"This run takes about \d+ h \d\d min, and up to 20 MB of the disk \([\d.]+ [MGTPE]B are free\)\."


class LongRuns(Case):
    def setUp(self):
        super().setUp()
        self.write("small.toml", SMALL)

    def run_on_a_terminal(self, *arguments):
        return self.on_a_terminal("run", "small.toml", "--out", "run", *arguments)

    def test_no_means_that_nothing_is_written(self):
        for answer in (b"n\n", b"\n", b"\x04"):
            with self.subTest(answer):
                process, leader = self.run_on_a_terminal("--draws", FOREVER)
                self.assertRegex(self.read_until(leader, b"Go on? [y/N] "), LINE)
                os.write(leader, answer)
                self.assertIn("nothing was written", self.read_to_the_end(leader))
                self.assertEqual(process.wait(timeout=60), 130)
                self.assertEqual(self.tree(), ["small.toml"])

    def test_ctrl_c_is_a_no(self):
        process, leader = self.run_on_a_terminal("--draws", FOREVER)
        self.read_until(leader, b"Go on? [y/N] ")
        process.send_signal(signal.SIGINT)
        self.assertIn("nothing was written", self.read_to_the_end(leader))
        self.assertEqual(process.wait(timeout=60), 130)
        self.assertEqual(self.tree(), ["small.toml"])

    def test_yes_goes_on_and_so_does_the_option(self):
        for option in ((), ("--yes",)):
            with self.subTest(option):
                process, leader = self.run_on_a_terminal("--draws", FOREVER, *option)
                if not option:
                    self.read_until(leader, b"Go on? [y/N] ")
                    os.write(leader, b"yes\n")
                said = self.read_until(leader, b" left")
                self.assertNotIn("[y/N]", said)
                process.kill()
                process.wait(timeout=60)

    def test_without_a_terminal_it_is_said_and_the_run_goes_on(self):
        for option, said in (((), LINE + "\n"), (("--quiet",), "^$")):
            with self.subTest(option):
                process = subprocess.Popen([str(COMMAND), "run", "small.toml", "--out", "run", "--draws", str(FOREVER), *option],
                                           cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE)
                with self.assertRaises(subprocess.TimeoutExpired):
                    process.communicate(timeout=3)
                process.kill()
                self.assertRegex(process.communicate()[1].decode(), said)

    def test_a_disk_without_room_for_the_draws_refuses_before_anything_runs(self):
        for option in ((), ("--yes",), ("--quiet",)):
            with self.subTest(option):
                done = self.suasion("run", "small.toml", "--draws", FOREVER, "--save-draws", *option, status=3)
                self.assertRegex(done.err, r"not enough room on the disk of '.*': the run needs up to \d+ TB, .* are free")
                self.assertIn("leave out --save-draws", done.err)
                self.assertEqual(self.tree(), ["small.toml"])

    def test_ordinary_runs_are_not_asked_about(self):
        process, leader = self.run_on_a_terminal("--draws", 20_000)
        self.assertNotIn("This run", self.read_to_the_end(leader))
        self.assertEqual(process.wait(timeout=60), 0)


if __name__ == "__main__":
    unittest.main()
