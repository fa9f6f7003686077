#!/usr/bin/env python3
"""Checks that source files stay small: no header or source over 600 lines; with --aim lists those over 200 (headers)
and 400 (sources) as well, without failing.

usage: check_sizes.py [--aim] [ROOT]     prints FILE:LINE: MESSAGE; exit status 1 if a file is over the hard limit.
"""
import sys
from pathlib import Path

HARD = 600
AIM = {".hpp": 200, ".cpp": 400}
FOLDERS = ["src", "apps", "tests", "bench"]
# Data tables may be longer; each with the reason.
EXEMPT = {}


def too_long(root, aim):
    """(path, lines, limit) of every file over its limit."""
    found = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.suffix not in AIM or name in EXEMPT:
                continue
            lines = path.read_bytes().count(b"\n")
            limit = AIM[path.suffix] if aim else HARD
            if lines > limit:
                found.append((name, lines, limit))
    return found


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--aim"]
    root = Path(arguments[0] if arguments else Path(__file__).parent.parent).resolve()
    for name, lines, limit in too_long(root, aim=True) if "--aim" in sys.argv else []:
        print(f"{name}:{limit + 1}: {lines} lines; the aim is {limit}")
    hard = too_long(root, aim=False)
    for name, lines, limit in hard:
        print(f"{name}:{limit + 1}: {lines} lines; the limit is {limit}: split it by ideas")
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
