"""Several processes that an MPI launcher starts: the same bytes as one, and one end for all."""

import os
import shutil
import signal
import subprocess
import time
import unittest

from support import COMMAND, SMALL, SYSTEM, Case
from test_backtest import CASES, STAKES

MPIRUN = shutil.which("mpirun")


def built_with_mpi():
    linked = subprocess.run(["ldd", str(COMMAND)], stdout=subprocess.PIPE, check=False).stdout.decode()
    return "libmpi" in linked


@unittest.skipUnless(MPIRUN, "SKIPPED: mpirun is missing, so nothing shows that several processes agree")
@unittest.skipUnless(MPIRUN and built_with_mpi(), "SKIPPED: this suasion was built without MPI")
class SeveralProcesses(Case):
    def setUp(self):
        super().setUp()
        self.write("small.toml", SMALL)

    def launch(self, processes, *arguments):
        return [MPIRUN, "--allow-run-as-root", "--oversubscribe", "-n", str(processes), str(COMMAND),
                *map(str, arguments)]

    def together(self, processes, *arguments, status=0):
        environment = dict(os.environ, LC_ALL="C.UTF-8")
        done = subprocess.run(self.launch(processes, *arguments), cwd=self.folder, env=environment, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        self.assertEqual(done.returncode, status, done.out[-2000:] + done.err[-2000:])
        return done

    def test_sensitivity_is_the_same_bytes_for_any_number_of_processes(self):
        asked = ("sensitivity", "small.toml", "--json", "--draws", "512", "--threads", "1")
        alone = self.suasion(*asked).out
        for processes in (1, 2, 3, 8):
            self.assertEqual(self.together(processes, *asked).out, alone, processes)

    def test_other_studies_are_the_same_bytes_too(self):
        asked = (("sensitivity", "--method", "shapley", "--draws", "256"), ("sensitivity", "--method", "morris"),
                 ("sensitivity", "--method", "local"), ("sensitivity", "--method", "given-data", "--draws", "1024"),
                 ("why", "--draws", "1024"), ("flip", "--draws", "512"), ("coalitions", "--draws", "512"),
                 ("leverage", "--for", "BLR", "--goal", "depth up", "--draws", "512"))
        for command, *options in asked:
            arguments = (command, "small.toml", *options, "--json", "--threads", "1")
            self.assertEqual(self.together(3, *arguments).out, self.suasion(*arguments).out, arguments)

    def test_a_backtest_writes_the_same_files(self):
        self.write("data/cases.csv", CASES)
        self.write("data/stakes.csv", STAKES)
        asked = ("backtest", "data", "--repeats", "2", "--draws", "16", "--threads", "1", "--quiet", "--fit", "w.json")
        self.suasion(*asked, "--out", "alone")
        weights = (self.folder / "w.json").read_bytes()
        for processes in (2, 3, 8):
            out = f"by-{processes}"
            self.assertEqual(self.together(processes, *asked, "--out", out).out, "")
            for name in ("backtest.json", "figures.csv", "cases.csv", "backtest.html"):
                self.assertEqual((self.folder / out / name).read_bytes(), (self.folder / "alone" / name).read_bytes())
            self.assertEqual((self.folder / "w.json").read_bytes(), weights)

    def assert_same_files(self, one, other):
        names = sorted(path.relative_to(self.folder / one) for path in (self.folder / one).rglob("*") if path.is_file())
        self.assertEqual(names, sorted(path.relative_to(self.folder / other)
                                       for path in (self.folder / other).rglob("*") if path.is_file()))
        for name in names:
            self.assertEqual((self.folder / one / name).read_bytes(), (self.folder / other / name).read_bytes(), name)

    def test_a_run_writes_the_same_files(self):
        self.write("case.toml", SYSTEM)
        asked = ("run", "case.toml", "--draws", "6000", "--threads", "1", "--save-draws", "--quiet")
        self.suasion(*asked, "--out", "alone")
        for processes in (1, 2, 3, 8):
            self.together(processes, *asked, "--out", f"by-{processes}")
            self.assert_same_files("alone", f"by-{processes}")
        done = self.together(3, "run", "case.toml", "--draws", "6000", "--full", "--json", "--out", "full")
        self.suasion("run", "case.toml", "--draws", "6000", "--full", "--out", "full-alone", "--quiet")
        self.assert_same_files("full-alone", "full")
        self.assertEqual(done.out, (self.folder / "full/summary.json").read_text())

    def test_a_run_of_which_a_process_was_killed_goes_on_with_any_number(self):
        self.write("case.toml", SYSTEM)
        asked = ("run", "case.toml", "--draws", "60000", "--threads", "1", "--save-draws", "--quiet")
        self.suasion(*asked, "--out", "alone")
        for processes, then in ((2, 0), (3, 2)):
            job = subprocess.Popen(self.launch(processes, *asked, "--out", "run", "--checkpoint", "0.02"), cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            self.addCleanup(job.kill)
            kept = self.folder / ".run.unfinished/checkpoint"
            end = time.monotonic() + 60
            while len(list(kept.glob("*.part"))) < processes and time.monotonic() < end:
                self.assertIsNone(job.poll(), "the run ended too early")
                time.sleep(0.005)
            with open(f"/proc/{job.pid}/task/{job.pid}/children", encoding="ascii") as file:
                os.kill(int(file.read().split()[-1]), signal.SIGKILL)
            job.communicate(timeout=60)
            self.assertNotEqual(job.returncode, 0)
            self.assertGreaterEqual(len(list(kept.glob("*.part"))), processes)
            if then:
                self.together(then, "resume", "run", "--quiet")
            else:
                self.suasion("resume", "run", "--quiet")
            self.assert_same_files("alone", "run")
            shutil.rmtree(self.folder / "run")

    def test_what_cannot_be_shared_is_done_once(self):
        self.assertEqual(self.together(3, "list", "models").out, self.suasion("list", "models").out)
        self.assertEqual(self.together(2, "--version").out.count("suasion"), 1)

    def test_a_mistake_is_told_once(self):
        done = self.together(3, "sensitivity", "nowhere.toml", status=2)
        self.assertEqual(done.err.count("error S001: "), 1, done.err)
        self.assertEqual(done.out, "")
        done = self.together(2, "sensitivity", "small.toml", "--method", "sobl", status=2)
        self.assertEqual(done.err.count("there is no method 'sobl'"), 1, done.err)

    def test_an_error_of_one_process_ends_all_and_names_it(self):
        # the wrapper gives process 1 another scenario to look for
        self.write("one_astray", '#!/bin/sh\n[ "$OMPI_COMM_WORLD_RANK" = 1 ] && set -- sensitivity nowhere.toml\n'
                                 f'exec {COMMAND} "$@"\n').chmod(0o755)
        arguments = self.launch(3, "sensitivity", "small.toml", "--json")
        arguments[arguments.index(str(COMMAND))] = "./one_astray"
        done = subprocess.run(arguments, cwd=self.folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=60)
        self.assertEqual(done.returncode, 2, done.stderr.decode())
        self.assertEqual(done.stderr.decode().count("process 1: error S001: "), 1, done.stderr.decode())
        self.assertEqual(done.stdout, b"")

    def long_work(self):
        """Processes at a long piece of work, and the ids of those that are not mpirun itself."""
        arguments = self.launch(2, "sensitivity", "small.toml", "--draws", "4000000", "--threads", "1", "--out",
                                "never.json")
        job = subprocess.Popen(arguments, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(job.kill)
        end = time.monotonic() + 20
        children = []
        while len(children) < 2 and time.monotonic() < end:
            time.sleep(0.1)
            with open(f"/proc/{job.pid}/task/{job.pid}/children", encoding="ascii") as file:
                children = [int(one) for one in file.read().split()]
        self.assertEqual(len(children), 2)
        time.sleep(1.0)
        return job, children

    def test_a_process_that_is_killed_ends_the_others(self):
        job, children = self.long_work()
        os.kill(children[1], signal.SIGKILL)
        out, err = job.communicate(timeout=20)
        self.assertNotEqual(job.returncode, 0, err.decode())
        self.assertEqual(out, b"")
        self.assertEqual(self.tree(), ["small.toml"])

    def test_a_job_may_be_asked_to_stop(self):
        job, _ = self.long_work()
        job.send_signal(signal.SIGUSR1)  # mpirun passes it on
        _, err = job.communicate(timeout=20)
        self.assertEqual(job.returncode, 130, err.decode())
        self.assertEqual(err.decode().count("interrupted before the study was complete"), 1, err.decode())
        self.assertEqual(self.tree(), ["small.toml"])


if __name__ == "__main__":
    unittest.main()
