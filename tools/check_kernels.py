#!/usr/bin/env python3
"""Checks that an object compiled for one instruction set defines nothing outside its own namespace.

An inline function of a shared header, compiled with -mavx512f, is a weak symbol that the linker may hand to the whole
program, which then fails on an older processor. So every symbol that a kernel object defines must carry the name of
its instruction set as a namespace (`::generic::`, `::avx2::`, `::avx512::`).

usage: check_kernels.py BUILD_FOLDER     prints OBJECT: SYMBOL for each offence; exit status 1 if there is any.
"""
import re
import subprocess
import sys
from pathlib import Path

TARGETS = ("generic", "avx2", "avx512")
OBJECT = re.compile(r"_kernel_(%s)\.dir/" % "|".join(TARGETS))


def defined(nm_output):
    """Names of the global and weak symbols in the output of nm."""
    for line in nm_output.splitlines():
        match = re.match(r"^[0-9a-f]* *([A-Za-z]) (.+)$", line)
        if match and (match[1].isupper() or match[1] in "vwu"):
            yield match[2]


def strangers(target, nm_output):
    """Symbols that do not live in the namespace of `target`."""
    return [name for name in defined(nm_output) if f"::{target}::" not in name]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check_kernels.py BUILD_FOLDER")
    objects = [path for path in sorted(Path(sys.argv[1]).rglob("*.o")) if OBJECT.search(path.as_posix())]
    if not objects:
        sys.exit(f"check_kernels.py: no kernel object below {sys.argv[1]}; is it built?")
    bad = 0
    for path in objects:
        target = OBJECT.search(path.as_posix())[1]
        output = subprocess.run(["nm", "-C", "--defined-only", path], check=True, capture_output=True, text=True).stdout
        for name in strangers(target, output):
            print(f"{path}: {name} is outside namespace '{target}'")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
