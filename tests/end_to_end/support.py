"""What all whole-program tests share: they run the installed command on real files and look at what a user would see."""

import csv
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import tempfile
import unittest

COMMAND = pathlib.Path(os.environ["SUASION"])  # the installed command
SOURCE = pathlib.Path(os.environ["SUASION_SOURCE"])  # the source tree
os.environ["SUASION_CATALOGUE"] = "off"  # nothing is written into anybody's home
PREFIX = COMMAND.parent.parent
HERE = SOURCE / "tests" / "end_to_end"
DIAGNOSTIC = re.compile(r"^(?:\S.*: )?(?:error|warning) [A-Z]\d{3}: ")

SMALL = """suasion = 1
title = "A small case"
question = "Where does it end?"

[[actors]]
id = "RUS"
name = "Russia"

[[actors]]
id = "BLR"
name = "Belarus"

[[actors]]
id = "USA"
name = "United States"

[[issues]]
id = "depth"
name = "Depth of union"
scale = { 0 = "free trade", 35 = "as today", 100 = "absorption" }
status_quo = 35
because = { judgement = "an example" }
[issues.positions]
RUS = [65, 90]
BLR = [15, 40]
USA = 10
[issues.salience]
RUS = [50, 80]
BLR = [70, 100]
USA = 20
[issues.capability]
RUS = 5
BLR = [2, 6]
USA = 4
"""

SYSTEM = """suasion = 1
title = "A small case with a system"
question = "Where does it end?"
clock = { origin = 2020-01-31, end = 2020-07-31, tick = "month" }

[system]
protege = "MID"
patron = "BIG"
rival = "FAR"
issue = "union"

[[actors]]
id = "MID"
name = "Middle"

[[actors]]
id = "BIG"
name = "Big"

[[actors]]
id = "FAR"
name = "Far"

[[issues]]
id = "union"
name = "Union"
scale = { 0 = "none", 100 = "full" }
status_quo = 35
because = { judgement = "an example" }
[issues.positions]
BIG = [70, 90]
MID = [10, 30]
[issues.salience]
BIG = [50, 70]
MID = [80, 100]
[issues.capability]
BIG = 100
MID = [40, 80]

[[ties]]
id = "trade"
kind = "trade"
from = "MID"
to = "BIG"
value = [0.3, 0.5]
because.judgement = "an example"

[[hazards]]
id = "deal"
event = "deal"
per_month = [0.02, 0.1]
because.judgement = "an example"

[[questions]]
id = "deal"
text = "Is there a deal?"
event = "deal"
by = 2020-06-30

[[counterfactuals]]
id = "no-deal"
text = "There can be no deal"
edits = [{ set = "hazards.deal.per_month", to = 0 }]
"""


class Case(unittest.TestCase):
    """A test in a folder of its own, which is its working directory."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="suasion-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.maxDiff = None

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def complete(self, *words):
        """What bash would offer after these words, the last one begun."""
        script = self.write("completion", self.suasion("completion", "bash").out)
        line = " ".join(f"'{word}'" for word in words)
        ask = (f"source {script}; COMP_WORDS=(suasion {line}); COMP_CWORD={len(words)}; _suasion; "
               'printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
                              env={"PATH": f"{COMMAND.parent}:/usr/bin:/bin"}, timeout=60)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    def draws(self, folder, *columns):
        """Saved draws as a list of lines, each a dictionary of texts by column."""
        chosen = [word for column in columns for word in ("--column", column)]
        return list(csv.DictReader(self.suasion("draws", folder, *chosen).out.splitlines()))

    def suasion(self, *arguments, status=0, **options):
        """Runs the command; fails the test with all that was said if it ends with another status."""
        settings = {"cwd": self.folder, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 300}
        settings.update(options)
        environment = {k: v for k, v in os.environ.items() if k not in ("SUASION_SCENARIOS", "COLUMNS")}
        environment.update({"LC_ALL": "C.UTF-8"})
        environment.update(settings.pop("env", {}))
        done = subprocess.run([str(COMMAND), *map(str, arguments)], env=environment, **settings)
        done.out = (done.stdout or b"").decode("utf-8", "replace")
        done.err = (done.stderr or b"").decode("utf-8", "replace")
        if status is not None:
            said = f"\n$ suasion {' '.join(map(str, arguments))}\n--- out\n{done.out[-3000:]}\n--- err\n{done.err[-3000:]}"
            self.assertEqual(done.returncode, status, said)
        return done

    def on_a_terminal(self, *arguments):
        """The command with a terminal as standard input and standard error; gives it and the other end."""
        leader, follower = pty.openpty()
        process = subprocess.Popen([str(COMMAND), *map(str, arguments)],
                                   cwd=self.folder, stdin=follower, stdout=subprocess.PIPE, stderr=follower,
                                   start_new_session=True, env={**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8"})
        os.close(follower)
        self.addCleanup(process.wait)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        self.addCleanup(os.close, leader)
        return process, leader

    def read_until(self, leader, end):
        said = b""
        while end not in said:
            said += os.read(leader, 4096)
        return said.decode()

    def read_to_the_end(self, leader):
        said = b""
        try:
            while part := os.read(leader, 4096):
                said += part
        except OSError:  # the other end is closed
            pass
        return said.decode()

    def run_small(self, *arguments, out="run", status=0, **options):
        """Runs the small case; gives the run folder."""
        if not (self.folder / "small.toml").exists():
            self.write("small.toml", SMALL)
        self.suasion("run", "small.toml", "--out", out, "--quiet", *arguments, status=status, **options)
        return self.folder / out

    def tree(self):
        """Names of all files in the test's folder."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))

    @staticmethod
    def diagnostics(text):
        return [line for line in text.splitlines() if DIAGNOSTIC.match(line)]

    @staticmethod
    def load(path):
        return json.loads(path.read_text(encoding="utf-8"))


def follows(schema, value, rule=None, at=""):
    """The first place where a value breaks the (draft 4 subset of a) JSON Schema, or None."""
    rule = schema if rule is None else rule
    types = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool}
    if "$ref" in rule:
        target = schema
        for part in rule["$ref"][2:].split("/"):
            target = target[part]
        return follows(schema, value, target, at)
    if "anyOf" in rule:
        flaws = [follows(schema, value, option, at) for option in rule["anyOf"]]
        return None if None in flaws else flaws[0]
    kind = rule.get("type")
    if kind == "null":
        return None if value is None else f"{at} is not null"
    if kind and (not isinstance(value, types[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return f"{at} is not of type {kind}"
    if "enum" in rule and value not in rule["enum"]:
        return f"{at} is none of {rule['enum']}"
    if "minimum" in rule and value < rule["minimum"] or "maximum" in rule and value > rule["maximum"]:
        return f"{at} is out of bounds: {value}"
    if isinstance(value, dict):
        for key in rule.get("required", []):
            if key not in value:
                return f"{at} lacks {key}"
        for key, member in value.items():
            others = rule.get("additionalProperties")
            if key not in rule.get("properties", {}) and not isinstance(others, dict):
                return f"{at} has the unknown key {key}"
            flaw = follows(schema, member, rule.get("properties", {}).get(key, others), f"{at}/{key}")
            if flaw:
                return flaw
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            return f"{at} has {len(value)} items"
        for i, item in enumerate(value):
            flaw = follows(schema, item, rule.get("items", {}), f"{at}/{i}")
            if flaw:
                return flaw
    return None
