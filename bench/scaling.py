#!/usr/bin/env python3
"""How well two processes share work, and what a thousand would do.

    python3 bench/scaling.py build/release/bin/suasion [--exchange build/release/bench/suasion_team_exchange]
                             [--repeats 3] [--only run,sensitivity,backtest]

Runs each piece of work alone (one process, one thread) and by two processes (one thread each), in turns, and takes the
quickest of each. Prints parallel efficiency T1 / (2 T2), the launcher included, and a table of the model below. Needs
mpirun, two idle processors, and for the backtest SUASION_DATA. Standard library only.

The model. P processes need

    T(P) = launch(P) + alone + work * largest_share(pieces, P) + exchanges * latency * log2(P)

alone   what every process does for itself or process 0 for all: reading, planning, taking in what others found (each
        process takes in all of it, whatever P), words and files. From two measurements: 2 T(2) - T(1).
work    what is shared: 2 (T(1) - T(2)).
largest_share   ceil(pieces / P) / pieces: nobody does less than one piece.
launch  what the launcher takes: for one machine a straight line through measurements, in which the processors start one
        process after another; with a processor for each process they start side by side. Other machines start at the
        same time, by a tree of launchers, each level of which takes a HOP.
latency of an exchange of nothing between two processes, from bench/team_exchange.cpp.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

MPIRUN = ["mpirun", "--allow-run-as-root", "--oversubscribe"]
PER_MACHINE = 64  # processes on each machine, assumed
HOP = 0.1  # seconds for a launcher to start others on another machine, assumed: no second machine was there to measure


def seconds(command, folder):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def works(only):
    """Name, arguments, stages as [(share of the work, pieces)], number of exchanges."""
    data = os.environ.get("SUASION_DATA")
    inputs = 339  # uncertain inputs of belarus-2020
    all_works = [
        ("sensitivity", ["sensitivity", "belarus-2020", "--json", "--draws", "2048"], [(1.0, 8 * (2 + inputs))], 180),
        ("run", ["run", "belarus-2020", "--draws", "100000", "--quiet", "--out", "{out}"], [(1.0, 391)], 4),
    ]
    if data:
        folder = str(pathlib.Path(data) / "deu3")
        all_works.append(("backtest", ["backtest", folder, "--part", "train", "--quiet", "--out", "{out}"],
                          [(1.0, 86)], 6))
    return [one for one in all_works if not only or one[0] in only]


class Bench:
    def __init__(self, command, repeats):
        self.command, self.repeats = command, repeats
        self.folder = tempfile.mkdtemp(prefix="suasion-scaling-")
        self.runs = 0

    def once(self, arguments, processes):
        self.runs += 1
        words = [one.format(out=f"out-{self.runs}") for one in arguments] + ["--threads", "1"]
        launcher = [] if processes == 1 else [*MPIRUN, "-n", str(processes)]
        return seconds([*launcher, self.command, *words], self.folder)

    def both(self, arguments):
        """The quickest of some turns, alone and by two."""
        turns = [(self.once(arguments, 1), self.once(arguments, 2)) for _ in range(self.repeats)]
        return min(one for one, _ in turns), min(two for _, two in turns)

    def launch(self):
        """Seconds that mpirun adds to a command that does nothing: for one machine, a + b * processes."""
        nothing = [self.command, "--version"]
        plain = min(seconds(nothing, self.folder) for _ in range(5))
        points = []
        for processes in (1, 2, 4, 8):
            command = [*MPIRUN, "-n", str(processes), *nothing]
            points.append((processes, min(seconds(command, self.folder) for _ in range(5)) - plain))
        mean_x = sum(x for x, _ in points) / len(points)
        mean_y = sum(y for _, y in points) / len(points)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
        return mean_y - slope * mean_x, max(0.0, slope)


def exchange(program):
    """Latency of an exchange, and seconds for each byte of what all have together, passed on a megabyte at a time."""
    done = subprocess.run([*MPIRUN, "-n", "2", program], check=True, stdout=subprocess.PIPE)
    points = json.loads(done.stdout)
    return points[0]["seconds"], (points[1]["seconds"] - points[0]["seconds"]) / points[1]["bytes"]


def predicted(processes, measured, stages, exchanges, launch, latency):
    one, two = measured
    start, each = launch
    start_of_two = start + 2 * each
    alone = max(0.0, 2 * (two - start_of_two) - one)
    work = one - alone
    if processes == 1:
        return one
    machines = math.ceil(processes / PER_MACHINE)
    shared = sum(share * work * math.ceil(pieces / processes) / pieces for share, pieces in stages)
    return (start + each * min(processes, os.cpu_count()) + HOP * math.ceil(math.log2(machines)) + alone + shared
            + exchanges * latency * math.log2(processes))


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("suasion", type=pathlib.Path)
    words.add_argument("--exchange", type=pathlib.Path)
    words.add_argument("--repeats", type=int, default=3)
    words.add_argument("--only", default="")
    asked = words.parse_args()
    bench = Bench(str(asked.suasion.resolve()), asked.repeats)
    launch = bench.launch()
    print(f"launch on one machine: {launch[0]:.3f} s + {launch[1]:.3f} s a process")
    latency = 1e-4
    if asked.exchange:
        latency, per_byte = exchange(str(asked.exchange.resolve()))
        print(f"exchange between two processes: {1e6 * latency:.0f} us, then {1e-9 / per_byte:.2f} GB a second")
    counts = (1, 2, 8, 64, 256, 1000)
    table = []
    for name, arguments, stages, exchanges in works(asked.only.split(",") if asked.only else []):
        one, two = bench.both(arguments)
        print(f"{name}: one process {one:.2f} s, two {two:.2f} s, efficiency {100 * one / (2 * two):.0f} %")
        table.append((name, [predicted(p, (one, two), stages, exchanges, launch, latency) for p in counts]))
    print("\n| processes | " + " | ".join(map(str, counts)) + " |\n|---|" + "---|" * len(counts))
    for name, times in table:
        print(f"| `{name}`, s | " + " | ".join(f"{one:.1f}" for one in times) + " |")
        print("| speed-up | " + " | ".join(f"{times[0] / one:.1f}" for one in times) + " |")
    shutil.rmtree(bench.folder, ignore_errors=True)


if __name__ == "__main__":
    main()
