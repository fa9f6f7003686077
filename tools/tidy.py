#!/usr/bin/env python3
"""Runs clang-tidy 14 over the project's sources, as many at a time as there are processors; silent if all is well.

usage: tidy.py BUILD_FOLDER [FILE...]     FILE: only these; otherwise the library and the command

Tests and benchmarks are looked at only where they are named: they would add half again to the slowest of the checks.
A kernel is compiled once per instruction set; it is looked at once. Exit status 1 if there is any finding.
"""
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "apps")


def entries(build, only):
    """One entry of the compilation database for each of the project's files, by path."""
    chosen = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        path = Path(entry["file"]).resolve()
        ours = any(path.is_relative_to(ROOT / folder) for folder in FOLDERS)
        if path in only or (ours and not only):
            chosen.setdefault(path, entry)
    return chosen


def tidy(database, path):
    """(whether clang-tidy found nothing, what it said)."""
    run = subprocess.run(["clang-tidy-14", "--quiet", "-p", database, path], capture_output=True, text=True)
    # Standard error holds only the number of findings in other people's headers, unless clang-tidy itself failed.
    return run.returncode == 0, run.stdout or (run.stderr if run.returncode else "")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    build = Path(sys.argv[1])
    if not (build / "compile_commands.json").is_file():
        sys.exit(f"tidy.py: no compile_commands.json in {build}; configure it first")
    chosen = entries(build, {Path(name).resolve() for name in sys.argv[2:]})
    if not chosen:
        sys.exit("tidy.py: none of the files is part of this build")
    with tempfile.TemporaryDirectory() as database, ThreadPoolExecutor(os.cpu_count()) as pool:
        Path(database, "compile_commands.json").write_text(json.dumps(list(chosen.values())), encoding="utf-8")
        outcomes = list(pool.map(lambda path: tidy(database, path), sorted(chosen)))
    for good, text in outcomes:
        if not good:
            print(text.replace(f"{ROOT}/", ""), end="")
    return 0 if all(good for good, _ in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
