"""What would change an answer: `suasion flip`."""

import json
import signal
import subprocess
import time
import unittest

from support import COMMAND, Case

LEAST = ["--draws", "512", "-q"]
RATE = "hazards.oil-deal.per_month"


class Flip(Case):
    known = {}  # what was asked before, which takes seconds

    def flips(self, *asked):
        if asked not in self.known:
            self.known[asked] = self.suasion("flip", *asked, "--json", *LEAST).out
        return json.loads(self.known[asked])["flips"]

    def test_a_question_on_the_edge_flips_with_its_rate(self):
        one, = self.flips("belarus-2020", "--output", "oil-resumes")
        self.assertEqual(one["name"], "questions.oil-resumes")
        self.assertEqual(one["question"], "Is it more likely than not?")
        self.assertEqual(one["holds"], one["mean"]["value"] >= one["threshold"])
        self.assertFalse(one["holds"])
        single = one["singles"][0]
        self.assertEqual(single["input"]["path"], RATE)
        self.assertTrue(single["flips"] and one["joint"]["flips"])
        self.assertGreater(single["by"], 0)
        self.assertGreater(single["to"], single["from"])
        self.assertGreaterEqual(single["reached"]["value"], one["threshold"])  # there it has turned
        crossing, = one["tipping"]["crossings"]
        self.assertLessEqual(crossing["low"], crossing["at"])
        self.assertLessEqual(crossing["at"], crossing["high"])
        points = [point["at"] for point in one["tipping"]["points"]]
        self.assertEqual(points, sorted(points))
        self.assertTrue(points[0] < crossing["at"] < points[-1])

    def test_setting_the_input_beyond_its_tipping_point_turns_the_answer(self):
        one, = self.flips("belarus-2020", "--output", "oil-resumes")
        high = one["tipping"]["crossings"][0]["high"]
        other, = self.flips("belarus-2020", "--output", "oil-resumes", "--set", f"{RATE}={1.2 * high}")
        self.assertTrue(other["holds"])
        self.assertNotIn(RATE, [single["input"]["path"] for single in other["singles"]])  # it is known exactly now

    def test_text_and_json_say_the_same(self):
        parts = self.flips("finland-1958", "--output", "say", "--output", "government-out")
        text = self.suasion("flip", "finland-1958", "--output", "say", "--output", "government-out", *LEAST).out
        flat = " ".join(text.split())
        for one in parts:
            said = [one["title"], one["question"], one["conditions"]["words"], *one["words"]]
            said += [one["tipping"]["words"]] if one["tipping"] else []
            for words in said:
                self.assertIn(" ".join(words.split()), flat)
        self.assertIn(f"{parts[0]['singles'][0]['by']:+.1f} sd", flat)

    def test_the_same_bytes_for_any_number_of_threads(self):
        for scenario, output in (("belarus-2020", "integration@scholz2011"), ("finland-1958", "government-out")):
            one, two = (self.suasion("flip", scenario, "--output", output, "--json", *LEAST, "--threads", n).out
                        for n in (1, 2))
            self.assertEqual(one, two)

    def test_claims_are_answered_as_the_claims_are_judged(self):
        claims = json.loads(self.suasion("claims", "belarus-2020", "--json", "--draws", "1024", "-q").out)["claims"]
        verdicts = {one["id"]: one["finding"]["holds"] for one in claims if one["finding"]}
        one, = self.flips("belarus-2020", "--output", "K18", "--most", "0.5")
        self.assertEqual(one["holds"], verdicts["K18"])
        self.assertEqual(one["question"], "Does the model support it?")
        small, = self.flips("belarus-2020", "--output", "K19", "--most", "0.5")  # within its bound, but not told from 0
        self.assertEqual(small["question"], "Does it lie between -0.02 and 0.02 in at least 90 % of draws?")
        self.assertTrue(small["holds"])
        self.assertFalse(verdicts["K19"])

    def test_an_issue_asks_for_its_likeliest_anchor(self):
        one, = self.flips("finland-1958", "--output", "say@scholz2011")
        self.assertRegex(one["question"], "^Is “.+” likelier than “.+”\\?$")
        self.assertEqual(one["threshold"], 0)
        self.assertTrue(one["holds"])

    def test_one_can_ask_for_a_value_and_along_an_input(self):
        path = "issues.say.salience.SUN"
        one, = self.flips("finland-1958", "--output", "say@scholz2011", "--above", 40, "--along", path)
        self.assertEqual(one["question"], "Does it end above 40.0 more likely than not?")
        self.assertEqual(one["threshold"], 0.5)
        self.assertEqual(one["tipping"]["input"]["path"], path)
        claim, = self.flips("belarus-2020", "--output", "K18", "--above", -0.5)
        self.assertEqual(claim["question"], "Does it lie above -0.5 in at least 50 % of draws?")

    def test_a_nearer_reach_is_said(self):
        asked = ["finland-1958", "--output", "say@scholz2011", "--above", 40, "--most", 0.5]
        one, = self.flips(*asked)
        self.assertEqual(one["most"], 0.5)
        self.assertFalse(one["joint"]["flips"])
        self.assertIn("within 0.5 standard deviations", " ".join(one["words"]))
        self.assertNotIn("firm", " ".join(one["words"]))  # who looks no farther than that cannot say so
        text = self.suasion("flip", *asked, *LEAST).out
        self.assertIn("not within 0.5 sd", text)
        self.assertNotIn("three", text)

    def test_what_is_asked_first_is_the_lead_issue_questions_and_claims(self):
        kinds = [one["kind"] for one in self.flips("finland-1958")]
        self.assertEqual(kinds[0], "issue")
        self.assertEqual(set(kinds), {"issue", "question", "claim"})

    def test_mistakes_are_named(self):
        for scenario, more, message in (
            ("belarus-2020", ["--output", "oil-resume"], "did you mean 'oil-resumes'?"),
            ("belarus-2020", ["--output", "K07"], "M302: claim 'K07' is no output: it has no test that compares"),
            ("belarus-2020", ["--output", "K23"], "M302"),
            ("belarus-2020", ["--output", "leverage.level@2031-01-01"], "M303"),
            ("belarus-2020", ["--output", "integration", "--along", "issues.integration.salience.RU"],
             "there is no uncertain input 'issues.integration.salience.RU' behind these outputs\n"
             "  did you mean 'issues.integration.salience.RUS'?"),
            ("belarus-2020", ["--output", "integration", "--above", "101"], "--above 101 is not on the scale of issue "
             "'integration'\n  it runs from 0 to 100"),
            ("belarus-2020", ["--output", "oil-resumes", "--above", "1"], "questions.oil-resumes is a question"),
            ("belarus-2020", ["--most", "0"], "--most is 0; it must be above 0 and at most 6"),
            ("belarus-2020", ["--most", "7"], "--most is 7"),
            ("belarus-2020", ["--draws", "511"], "511 draws are too few to tell when an answer flips\n"
             "  at least 512 are needed"),
            ("ec-car-emissions", [], "is 7.24213 in every draw: nothing can flip it"),
        ):
            done = self.suasion("flip", scenario, "-q", *more, status=2)
            self.assertIn(message, done.err)
            self.assertEqual(done.out, "")

    def test_a_new_file_is_never_an_old_one(self):
        self.write("flip.json", "mine")
        done = self.suasion("flip", "finland-1958", "--output", "say", "--out", "flip.json", *LEAST, status=2)
        self.assertIn("'flip.json' exists already", done.err)
        self.assertEqual((self.folder / "flip.json").read_text(), "mine")

    def test_a_first_interrupt_ends_it_and_nothing_is_written(self):
        process = subprocess.Popen([str(COMMAND), "flip", "belarus-2020", "--draws", "200000", "--out", "f.json"],
                                   cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(process.kill)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 130, err.decode())
        self.assertEqual(out, b"")
        self.assertEqual(self.tree(), [])


if __name__ == "__main__":
    unittest.main()
