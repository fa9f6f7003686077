"""`suasion check`: every mistake at once, each with its exact message and place."""

import json
import unittest

from support import HERE, SMALL, SOURCE, Case

BAD = sorted((HERE / "bad").glob("**/*.toml"))
GOOD = sorted((HERE / "good").glob("*.toml"))


def expected(path):
    """The diagnostics that a bad scenario must give: its lines that begin with `#! `."""
    marker = b"#! "
    return [line[len(marker):].decode() for line in path.read_bytes().splitlines() if line.startswith(marker)]


def asked(path):
    """The options with which a bad scenario is to be read."""
    return ["--strict"] if b"Read with: strict" in path.read_bytes() else []


class BadScenarios(Case):
    def test_there_are_at_least_forty(self):
        self.assertGreaterEqual(len(BAD), 40)

    def test_each_gives_exactly_its_messages_and_status_2(self):
        for path in BAD:
            with self.subTest(path.name):
                messages = expected(path)
                self.assertTrue(messages, "the file does not say what it must give")
                done = self.suasion("check", *asked(path), path.relative_to(HERE), cwd=HERE, status=2)
                self.assertEqual(self.diagnostics(done.err), messages)
                self.assertEqual(done.out, "")
                errors = sum(": error " in f": {line}" for line in messages)
                self.assertRegex(done.err.splitlines()[-1], rf"^{errors} errors?(, \d+ warnings?)?$")

    def test_run_refuses_each_with_the_same_messages_and_writes_nothing(self):
        for path in BAD:
            with self.subTest(path.name):
                done = self.suasion("run", *asked(path), path.relative_to(HERE), "--out", self.folder / "run", cwd=HERE,
                                    status=2)
                self.assertEqual(self.diagnostics(done.err), expected(path))
                self.assertEqual(self.tree(), [])

    def test_json_gives_the_same_as_data(self):
        for path in BAD:
            with self.subTest(path.name):
                done = self.suasion("check", "--json", *asked(path), path.relative_to(HERE), cwd=HERE, status=2)
                found = json.loads(done.out)
                self.assertFalse(found["ok"])
                said = []
                for one in found["diagnostics"]:
                    place = f":{one['line']}:{one['column']}" if one["line"] else ""
                    hint = f"; {one['hint']}" if one["hint"] else ""
                    where = f"{one['file']}{place}: " if one["file"] else ""
                    said.append(f"{where}{one['severity']} {one['code']}: {one['message']}{hint}")
                self.assertEqual([line.replace("bad/", "", 1) for line in expected(path)],
                                 [line.replace("bad/", "", 1) for line in said])


class Excerpts(Case):
    def test_the_source_line_is_shown_with_a_caret_under_the_place(self):
        self.write("bad.toml", SMALL.replace("BLR = [15, 40]", "BLR = [150, 40]"))
        done = self.suasion("check", "bad.toml", status=2)
        lines = done.err.splitlines()
        at = next(i for i, line in enumerate(lines) if "| BLR = [150, 40]" in line)
        place = self.diagnostics(done.err)[0].split(":")
        self.assertEqual(lines[at].split("|")[0].strip(), place[1])
        mark = lines[at + 1]
        self.assertEqual(mark.index("^") - mark.index("| ") - 2, int(place[2]) - 1)
        self.assertRegex(mark, r"\| +\^~*$")

    def test_columns_count_characters_not_bytes(self):
        self.write("bad.toml", SMALL.replace('name = "Russia"', 'name = "Россия", x = 1'))
        done = self.suasion("check", "bad.toml", status=2)
        self.assertIn("bad.toml:7:", done.err)

    def test_long_lines_are_cut_around_the_place(self):
        self.write("bad.toml", SMALL.replace('title = "A small case"', 'title = "' + "x" * 500 + '" y'))
        done = self.suasion("check", "bad.toml", status=2, env={"COLUMNS": "80"})
        self.assertLessEqual(max(len(line) for line in done.err.splitlines() if "|" in line), 80)


class GoodScenarios(Case):
    def test_bundled_scenarios_are_strictly_clean(self):
        for path in sorted((SOURCE / "scenarios").glob("*.toml")):
            with self.subTest(path.name):
                done = self.suasion("check", "--strict", path)
                self.assertTrue(done.out.startswith(f"ok: {path.stem}: "), done.out)
                self.assertEqual(done.err, "")

    def test_other_good_scenarios_pass(self):
        for path in GOOD:
            with self.subTest(path.name):
                self.suasion("check", path)

    def test_what_is_left_out_of_the_computation_is_named(self):
        out = self.suasion("check", "belarus-2020").out
        self.assertIn("left out of the computation: ", out)
        self.assertRegex(out, r"\d+ processes")
        self.assertNotIn("events", out)
        self.assertRegex(out, r"\d+ actors, \d+ issues, \d+ quantities \(100 % with a source or a judgement\)")

    def test_uncited_numbers_warn_and_are_errors_when_strict(self):
        self.write("uncited.toml", SMALL.replace('because = { judgement = "an example" }\n', ""))
        done = self.suasion("check", "uncited.toml")
        self.assertIn("warning", done.err)
        self.assertTrue(done.out.startswith("ok: "))
        strict = self.suasion("check", "--strict", "uncited.toml", status=2)
        self.assertNotIn("warning ", "".join(self.diagnostics(strict.err)))
        self.assertEqual(self.suasion("check", "--quiet", "uncited.toml").err, "")

    def test_json_counts_what_is_there(self):
        self.write("small.toml", SMALL)
        found = json.loads(self.suasion("check", "--json", "small.toml").out)
        self.assertTrue(found["ok"])
        self.assertEqual((found["actors"], found["issues"], found["quantities"], found["cited"]), (3, 1, 10, 10))
        self.assertEqual(found["diagnostics"], [])


class Language(Case):
    def test_the_starter_is_strictly_clean_runs_and_is_never_overwritten(self):
        self.assertIn("suasion check my-case.toml", self.suasion("new", "my-case.toml").out)
        text = (self.folder / "my-case.toml").read_text()
        self.assertIn('title = "My case"', text)
        self.suasion("check", "--strict", "my-case.toml")
        self.suasion("run", "my-case.toml", "--draws", 300, "--quiet")
        done = self.suasion("new", "my-case.toml", status=2)
        self.assertIn("exists already", done.err)
        self.assertEqual((self.folder / "my-case.toml").read_text(), text)
        self.assertIn('title = "Mine"', self.suasion("new", "--title", "Mine").out)

    def test_the_schema_is_the_published_one(self):
        self.assertEqual(self.suasion("schema").out, (SOURCE / "schemas" / "scenario.schema.json").read_text())

    def test_every_listed_key_can_be_explained(self):
        keys = self.suasion("list", "keys", "--names").out.split()
        self.assertGreater(len(keys), 100)
        for key in keys[::7] + ["issues", "issues.positions", "because"]:
            with self.subTest(key):
                self.assertTrue(self.suasion("explain", key).out.strip())

    def test_models_variants_options_words_and_scenarios_can_be_explained(self):
        for key, part in (("scholz2011", "A variant of expected-utility"), ("expected-utility", "Variants:"),
                          ("compromise", "Achen"), ("normalisation", "all_pairs"), ("likelihood", "about as likely as not"),
                          ("belarus-2020", "issues.integration.positions.RUS"), ("", "issues")):
            with self.subTest(key):
                self.assertIn(part, self.suasion("explain", *([key] if key else [])).out)

    def test_explain_fills_in_defaults_and_says_so(self):
        self.write("small.toml", SMALL)
        self.assertIn("issues.depth.positions.RUS = ", self.suasion("explain", "small.toml").out)


if __name__ == "__main__":
    unittest.main()
