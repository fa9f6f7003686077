#!/usr/bin/env python3
"""Runs clang-tidy 14 over the project's sources, as many at a time as there are processors; silent if all is well.

usage: tidy.py BUILD_FOLDER [FILE...]     FILE: only these, each by itself; otherwise the library and the command

Nearly all of the time goes into the headers that every source includes, so sources are looked at together, as one file
that includes them all: those that the build puts together too, and others of one folder. Where that does not compile,
because two sources use one name for different things, those with errors are looked at apart. What was found clean is
remembered in the user's cache folder by a hash of the text after the preprocessor, comments included, with the options,
the rules and this program, and not looked at again.

Tests and benchmarks are looked at only where they are named: they would add half again to the slowest of the checks.
A kernel is compiled once per instruction set; it is looked at once. Exit status 1 if there is any finding.
"""
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "apps")
TIDY, CLANG = "clang-tidy-14", "clang++-14"
MOST_TOGETHER = 48
REMEMBERED_DAYS = 60
# Warnings of GCC that clang does not know; sources included by the file that puts them together.
OPTIONS = ("--quiet", "--extra-arg=-Wno-unknown-warning-option")


def sources(file):
    """A source of the project; or those that a file of the build includes, where CMake puts sources together."""
    if "Unity" not in file.parts:
        return [file]
    return [Path(name).resolve() for name in re.findall(r'^#include "(.*)"', file.read_text(encoding="utf-8"), flags=re.M)]


def database(build, only):
    """For the project's sources or those in `only`, by path: compiler options, and what the build compiles it as part of."""
    chosen = {}
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        words = shlex.split(entry["command"])
        options = tuple(words[1:words.index("-o")])
        file = Path(entry["file"]).resolve()
        for path in sources(file):
            ours = any(path.is_relative_to(ROOT / folder) for folder in FOLDERS)
            if path in only or (ours and not only):
                chosen.setdefault(path, (options, file))
    return chosen


def numbered(place):
    """Where a group stands among others: unity_10 after unity_9."""
    number = re.search(r"unity_(\d+)", str(place))
    return int(number[1]) if number else -1, str(place)


def together(chosen):
    """Lists of sources to look at as one, at most MOST_TOGETHER: of the same options, those that are compiled as one or are
    of the same folder, and with them as many others as fit. The first lists of a build hold the sources whose names clash, so
    each takes in one of the last."""
    groups = {}
    for path in sorted(chosen):
        options, file = chosen[path]
        depth = 3 if path.is_relative_to(ROOT / "src") else 2
        place = path.relative_to(ROOT).parts[:depth] if file == path else file
        groups.setdefault((place, options), []).append(path)
    by_options = {}
    for (_, options), paths in sorted(groups.items(), key=lambda group: numbered(group[0][0])):
        by_options.setdefault(options, []).extend(paths[at:at + MOST_TOGETHER] for at in range(0, len(paths), MOST_TOGETHER))
    for lists in by_options.values():
        while lists:
            paths = lists.pop(0)
            while lists and len(paths) + len(lists[-1]) <= MOST_TOGETHER:
                paths = paths + lists.pop()
            yield paths


def unit(folder, paths):
    """The file to look at for these sources: itself where it is one, otherwise one that includes them."""
    if len(paths) == 1:
        return paths[0]
    text = "".join(f'#include "{path}"\n' for path in paths)
    name = "-".join(paths[0].parent.relative_to(ROOT).parts)
    file = folder / f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.cpp"
    file.write_text(text, encoding="utf-8")
    return file


class Memory:
    """What was found clean before: an empty file for each hash."""

    def __init__(self):
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        self.folder = Path(base, "suasion", "tidy")
        version = subprocess.run([TIDY, "--version"], check=True, capture_output=True).stdout
        rules = [path.read_bytes() for path in (ROOT / ".clang-tidy", ROOT / "tests/.clang-tidy", Path(__file__))]
        self.common = hashlib.sha256(b"\0".join([version, *rules])).digest()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in self.folder.iterdir():
                if path.stat().st_mtime < time.time() - REMEMBERED_DAYS * 86400:
                    path.unlink(missing_ok=True)
        except OSError:
            self.folder = None

    def key(self, file, options):
        """Where to remember that `file` is clean; None where it does not even pass the preprocessor."""
        run = subprocess.run([CLANG, *options, "-Wno-unknown-warning-option", "-E", "-C", file], capture_output=True)
        if run.returncode != 0 or self.folder is None:
            return None
        text = "\0".join(options).encode() + run.stdout
        return self.folder / hashlib.sha256(self.common + text.replace(str(ROOT).encode(), b"")).hexdigest()


def clashing(file, paths, options):
    """Sources to look at apart: those with errors of the compiler when `file` puts them together; half of them where that
    is none or all; none where there is no error."""
    run = subprocess.run([CLANG, *options, "-w", "-ferror-limit=0", "-fno-caret-diagnostics", "-fsyntax-only", file],
                         capture_output=True, text=True)
    if run.returncode == 0:
        return []
    broken = set(re.findall(r"^([^:\n]+):\d+:\d+: (?:fatal )?error:", run.stderr, flags=re.M))
    found = [path for path in paths if str(path) in broken]
    return found if 0 < len(found) < len(paths) else paths[len(paths) // 2:]


def look(memory, folder, paths, options):
    """What clang-tidy finds in `paths`; empty if nothing."""
    file = unit(folder, paths)
    key = memory.key(file, options)
    if key and key.exists():
        key.touch()
        return ""
    more = (f"--config-file={ROOT / '.clang-tidy'}", "--checks=-bugprone-suspicious-include") if len(paths) > 1 else ()
    run = subprocess.run([TIDY, *OPTIONS, *more, file, "--", *options], capture_output=True, text=True)
    if run.returncode == 0:
        if key:
            key.touch()
        return ""
    # Only an error of the compiler can come of names that clash; to look for one takes as long as to compile the file.
    apart = clashing(file, paths, options) if len(paths) > 1 and "[clang-diagnostic-error]" in run.stdout else []
    if apart:
        rest = [path for path in paths if path not in apart]
        return look(memory, folder, rest, options) + look(memory, folder, apart, options)
    # Standard error holds only the number of findings in other people's headers, unless clang-tidy itself failed.
    return run.stdout or run.stderr or f"{TIDY} failed on {file}\n"


def findings(text):
    """The findings in clang-tidy's output, each once, as text with its lines of source; other text as it is."""
    return list(dict.fromkeys(part for part in re.split(r"^(?=/[^\n]*: (?:error|warning): )", text, flags=re.M) if part))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    build = Path(sys.argv[1])
    if not (build / "compile_commands.json").is_file():
        sys.exit(f"tidy.py: no compile_commands.json in {build}; configure it first")
    only = {Path(name).resolve() for name in sys.argv[2:]}
    chosen = database(build, only)
    if not chosen or only - set(chosen):
        sys.exit(f"tidy.py: not part of this build: {', '.join(map(str, sorted(only - set(chosen)))) or 'any source'}")
    folder = (build / "tidy").resolve()
    folder.mkdir(exist_ok=True)
    memory = Memory()
    units = [[path] for path in sorted(chosen)] if only else list(together(chosen))
    units.sort(key=lambda paths: -sum(path.stat().st_size for path in paths))  # the longest first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(lambda paths: look(memory, folder, paths, chosen[paths[0]][0]), units))
    for finding in findings("".join(texts)):
        print(finding.replace(f"{ROOT}/", ""), end="")
    return 1 if any(texts) else 0


if __name__ == "__main__":
    sys.exit(main())
