#!/usr/bin/env python3
"""Instructions per draw, counted by callgrind: a figure that a busy machine does not disturb.

usage: instructions.py BUILD_FOLDER [--json]

Runs BUILD_FOLDER/bench/suasion_draws at two numbers of draws and divides the difference by the difference, so that
starting, reading and reporting cancel out. Valgrind knows no AVX-512, so what runs is the 256-bit build of the kernels,
and the generic one when asked for; the same counts come out on any machine that has AVX2 and from the same compiler.
Needs valgrind and a build with -DSUASION_BENCH=ON. Exit status 1 if a run fails.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

BLOCK = 256
# what, model, actors, instruction set: the kernel alone, and a whole run
ROWS = [
    ("kernel", "scholz2011", 10, "avx2"),
    ("kernel", "scholz2011", 40, "avx2"),
    ("kernel", "scholz2011", 80, "avx2"),
    ("kernel", "as-written", 10, "avx2"),
    ("kernel", "scholz2011", 40, "generic"),
    ("ensemble", "scholz2011", 10, "avx2"),
    ("ensemble", "scholz2011", 40, "avx2"),
    ("ensemble", "as-written", 10, "avx2"),
]


def count(program, what, model, actors, isa, draws):
    """Instructions of one run."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null",
               str(program), what, model, str(actors), str(draws)]
    run = subprocess.run(command, capture_output=True, text=True, check=False,
                         env={**os.environ, "SUASION_TARGET_ISA": isa})
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not collected:
        sys.exit(f"instructions.py: {' '.join(command)} failed:\n{run.stderr}")
    return int(collected[1])


def per_draw(program, what, model, actors, isa):
    """Instructions per draw: what one block more costs."""
    once, twice = (count(program, what, model, actors, isa, blocks * BLOCK) for blocks in (1, 2))
    return (twice - once) / BLOCK


def main():
    words = [word for word in sys.argv[1:] if word != "--json"]
    if len(words) != 1:
        sys.exit(__doc__)
    program = Path(words[0]) / "bench" / "suasion_draws"
    if not program.exists():
        sys.exit(f"instructions.py: no {program}; build with -DSUASION_BENCH=ON")
    rows = []
    for what, model, actors, isa in ROWS:
        rows.append({"what": what, "model": model, "actors": actors, "build": isa,
                     "instructions_per_draw": round(per_draw(program, what, model, actors, isa))})
        if "--json" not in sys.argv:
            print("{what:9} {model:11} {actors:3} actors  {build:8} {instructions_per_draw:12,} per draw".format(
                **rows[-1]), flush=True)
    if "--json" in sys.argv:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
