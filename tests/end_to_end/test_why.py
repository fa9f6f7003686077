"""What made a forecast: `suasion why` takes it apart into parts that add up to it."""

import json
import unittest

from support import SMALL, Case

LEAST = ["--draws", "1024", "-q"]

MANY = ('suasion = 1\ntitle = "Many"\nquestion = "?"\n\n' +
        "".join(f'[[actors]]\nid = "A{i}"\nname = "Actor {i}"\n\n' for i in range(64)) +
        '[[issues]]\nid = "x"\nname = "X"\nscale = { 0 = "no", 100 = "yes" }\nbecause.judgement = "made up"\n' +
        "".join(f"[issues.stakes.A{i}]\nposition = [{i}, {i + 30}]\nsalience = 50\ncapability = 50\n" for i in range(64)))


class Why(Case):
    def why(self, scenario, *more):
        least = ["-q"] if "--draws" in more else LEAST
        return json.loads(self.suasion("why", scenario, "--json", *least, *more).out)

    def test_parts_add_up_and_the_largest_come_first(self):
        study = self.why("belarus-2020")
        self.assertEqual(study["scenario"], "belarus-2020")
        self.assertEqual(study["draws"], 1024)
        self.assertEqual({one["by"] for one in study["why"] if one["kind"] == "issue"}, {"actor"})
        self.assertEqual({one["by"] for one in study["why"] if one["kind"] == "question"}, {"module"})
        for one in study["why"]:
            values = [part["value"] for part in one["parts"]]
            self.assertAlmostEqual(one["from"]["value"] + sum(values), one["to"]["value"], places=9, msg=one["name"])
            self.assertEqual([abs(value) for value in values], sorted((abs(value) for value in values), reverse=True))
            self.assertTrue(all(part["error"] >= 0 for part in one["parts"]))

    def test_an_actor_stands_with_those_who_say_what_it_wants(self):
        one, = self.why("belarus-2020", "--output", "integration@scholz2011")["why"]
        russia = next(part for part in one["parts"] if part["name"] == "RUS")
        self.assertEqual(russia["title"], "Russia")
        self.assertTrue(russia["because"])

    def test_text_and_json_say_the_same(self):
        study = self.why("finland-1958", "--output", "say@scholz2011", "--output", "government-out")
        text = self.suasion("why", "finland-1958", "--output", "say@scholz2011", "--output", "government-out", *LEAST).out
        flat = " ".join(text.split())
        for one in study["why"]:
            for words in (one["title"], one["words"]):
                self.assertIn(" ".join(words.split()), flat)
            for part in one["parts"]:
                self.assertIn(part["title"], flat)
        first = study["why"][0]["parts"][0]
        sign = "−" if first["value"] < 0 else "+"
        self.assertIn(f"{sign}{abs(first['value']):.1f} ±{first['error']:.2f} {first['title']}", flat)

    def test_the_same_bytes_for_any_number_of_threads(self):
        for output in ("say", "government-out"):
            one, two = (self.suasion("why", "finland-1958", "--output", output, "--json", *LEAST, "--threads", n).out
                        for n in (1, 2))
            self.assertEqual(one, two)

    def test_it_starts_from_the_status_quo_or_from_the_middle_where_none_is_stated(self):
        stated, = self.why("finland-1958", "--output", "say@scholz2011")["why"]
        self.assertIn("content with things as they are", stated["words"])
        self.assertEqual(stated["from"]["value"], 30.0)
        done = self.suasion("why", "ec-car-emissions", *LEAST)
        self.assertIn("If everybody wanted the middle of the scale, it would be 7.0", " ".join(done.out.split()))
        self.assertRegex(done.out, r"(?m)^  7\.0 +the middle of the scale$")
        self.assertNotIn("content", done.out)

    def test_edits_and_models_count_and_draws_come_in_whole_pairs_of_blocks(self):
        study = self.why("finland-1958", "--set", "issues.say.salience.SUN=0", "--model", "compromise", "--draws", "1500")
        self.assertEqual(study["edits"], [{"path": "issues.say.salience.SUN", "value": "0"}])
        self.assertEqual(study["draws"], 1536)
        say = study["why"][0]
        self.assertEqual(say["name"], "issues.say@compromise")  # a simple rule leads where nothing else was asked for
        self.assertNotIn("SUN", [part["name"] for part in say["parts"]])

    def test_a_case_without_a_system_has_parts_by_actor_alone(self):
        self.write("small.toml", SMALL)
        study = self.why("small.toml", "--model", "compromise")
        self.assertEqual([one["by"] for one in study["why"]], ["actor"])
        self.assertIn("depth", study["why"][0]["name"])

    def test_a_new_file_holds_what_json_shows_and_no_file_is_overwritten(self):
        shown = self.suasion("why", "finland-1958", "--output", "say", "--json", *LEAST).out
        self.suasion("why", "finland-1958", "--output", "say", "--out", "why.json", *LEAST)
        self.assertEqual((self.folder / "why.json").read_text(), shown)
        self.write("why.json", "mine")
        done = self.suasion("why", "finland-1958", "--output", "say", "--out", "why.json", *LEAST, status=2)
        self.assertIn("'why.json' exists already", done.err)
        self.assertEqual((self.folder / "why.json").read_text(), "mine")

    def test_mistakes_are_named(self):
        self.write("many.toml", MANY)
        for scenario, more, message in (
            ("belarus-2020", ["--output", "integraton"], "there is no output 'integraton'; did you mean 'integration'?"),
            ("belarus-2020", ["--output", "questions.integration"], "there is no output 'questions.integration'"),
            ("belarus-2020", ["--output", "integration@scholz2012"], "did you mean 'scholz2011'?"),
            ("belarus-2020", ["--model", "scholz2O11"], "there is no model 'scholz2O11'; did you mean 'scholz2011'?"),
            ("belarus-2020", ["--output", "K01"], "claims.K01 is neither an issue nor a question"),
            ("belarus-2020", ["--output", "tension.RUS-BLR"], "there is no output 'tension.RUS-BLR'"),
            ("belarus-2020", ["--draws", "1023"], "1023 draws are too few to tell the parts of a forecast\n"
             "  at least 1024 are needed"),
            ("belarus2020", [], "did you mean 'belarus-2020'?"),
            ("many.toml", ["--model", "compromise"], "64 actors are too many to take a forecast apart by them\n"
             "  at most 63 can be told apart"),
        ):
            done = self.suasion("why", scenario, "-q", *more, status=2)
            self.assertIn(message, done.err)
            self.assertEqual(done.out, "")
        self.assertIn("needs a SCENARIO", self.suasion("why", status=2).err)

    def test_help_says_how_many_draws_are_usual(self):
        self.assertIn("1024 at least. Default: 4096.", " ".join(self.suasion("why", "--help").out.split()))


if __name__ == "__main__":
    unittest.main()
