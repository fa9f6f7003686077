#!/usr/bin/env python3
"""Checks that includes point downwards in the house of floors and that the library neither prints nor aborts.

usage: check_floors.py [ROOT]      prints FILE:LINE: MESSAGE for each offence; exit status 1 if there is any.

A floor includes itself and the floors below it, with two exceptions the other way: `model` does not include `scenario`
(a model must not depend on how its inputs were written down), and an app never includes another app.
"""
import re
import sys
from pathlib import Path

FLOORS = ["base", "storage", "math", "scenario", "model", "system", "ensemble", "analysis", "report"]
BARRED = {("model", "scenario")}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')
LOUD = re.compile(r"\bstd::(cout|cerr|clog|abort|exit|quick_exit|terminate)\b|\bfmt::print\s*\(|(?<![\w:.])"
                  r"(printf|puts|abort|exit)\s*\(")


def code_lines(text):
    """The lines with comments blanked out and strings kept; line numbers stay as they are."""
    blank = lambda match: re.sub(r"[^\n]", " ", match.group(0)) if match.group(0)[0] == "/" else match.group(0)
    return re.sub(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', blank, text, flags=re.S).split("\n")


def library_include(floor, target):
    """What is wrong with `#include "target"` in a file of `floor`, or None."""
    parts = target.split("/")
    if parts[0] != "suasion":
        return f'include "{target}" by its path from src/: "suasion/<floor>/..."'
    if len(parts) < 3 or parts[1] not in FLOORS:
        return f"'{target}' is on no floor; the floors are {', '.join(FLOORS)}"
    if FLOORS.index(parts[1]) > FLOORS.index(floor) or (floor, parts[1]) in BARRED:
        return f"floor '{floor}' must not include floor '{parts[1]}'"
    return None


def check_library(root, path):
    """Yields (line, message) for one file below src/suasion."""
    floor = path.relative_to(root / "src/suasion").parts[0]
    if floor not in FLOORS:
        yield 1, f"'{floor}' is no floor; the floors are {', '.join(FLOORS)}"
        return
    for number, line in enumerate(code_lines(path.read_text(encoding="utf-8")), start=1):
        include = INCLUDE.match(line)
        if include and include[2].endswith(".cpp"):
            yield number, f"'{include[2]}' is compiled by itself; include a header"
        elif include and (include[1] == '"' or include[2].startswith("suasion/")):
            wrong = library_include(floor, include[2])
            if wrong:
                yield number, wrong
        elif include and include[2] == "iostream":
            yield number, "the library does not print: <iostream> belongs in apps/"
        elif not include and LOUD.search(re.sub(r'"(?:\\.|[^"\\])*"', '""', line)):
            yield number, "the library neither prints nor ends the process; return a diagnostic or throw"


def check_app(root, path):
    """Yields (line, message) for one file below apps/."""
    app = path.relative_to(root / "apps").parts[0]
    for number, line in enumerate(code_lines(path.read_text(encoding="utf-8")), start=1):
        include = INCLUDE.match(line)
        if not include or include[1] != '"':
            continue
        parts = include[2].split("/")
        if include[2].endswith(".cpp"):
            yield number, f"'{include[2]}' is compiled by itself; include a header"
        elif parts[0] == "apps" and parts[1] != app:
            yield number, f"app '{app}' must not include app '{parts[1]}'"
        elif parts[0] == "suasion" and (len(parts) < 3 or parts[1] not in FLOORS):
            yield number, f"'{include[2]}' is on no floor; the floors are {', '.join(FLOORS)}"
        elif parts[0] == "..":
            yield number, f'include "{include[2]}" by its path from src/ or apps/'


def offences(root):
    """All offences below `root` as (path relative to root, line, message), in order of path."""
    found = []
    for folder, check in (("src/suasion", check_library), ("apps", check_app)):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".hpp", ".cpp", ".h", ".inc"):
                found += [(path.relative_to(root), line, message) for line, message in check(root, path)]
    return found


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent.parent).resolve()
    if not (root / "src/suasion").is_dir():
        sys.exit(f"check_floors.py: no src/suasion below {root}")
    found = offences(root)
    for path, line, message in found:
        print(f"{path}:{line}: {message}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
