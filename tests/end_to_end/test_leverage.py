"""What an actor can do: `suasion leverage` on the bundled cases."""

import json
import re
import unittest

from support import Case

LEAST = ["--draws", "512", "-q"]


class Leverage(Case):
    def advice(self, scenario, actor, goal, *more, status=0):
        done = self.suasion("leverage", scenario, "--for", actor, "--goal", goal, "--json", *LEAST, *more, status=status)
        return json.loads(done.out)

    def test_text_and_json_say_the_same(self):
        part = self.advice("belarus-2020", "BLR", "integration down")
        text = self.suasion("leverage", "belarus-2020", "--for", "BLR", "--goal", "integration down", *LEAST).out
        flat = " ".join(text.split())
        for words in part["words"]:
            self.assertIn(" ".join(words.split()), flat)
        self.assertIn(part["goal"]["words"], flat)
        self.assertEqual(part["goal"]["direction"], -1.0)
        self.assertGreater(part["best"]["gain"]["value"], 3 * part["best"]["gain"]["error"])
        self.assertLessEqual(part["best"]["cost"], part["budget"])
        effect = part["effects"]["outputs"][0]
        self.assertEqual(effect["output"], part["goal"]["output"])
        self.assertAlmostEqual(effect["change"]["value"], -part["best"]["gain"]["value"], places=9)
        for row in part["costs"]:
            self.assertIn(f"{row['kind']}: {row['points']:g} for each", flat)

    def test_moved_inputs_have_their_sources(self):
        part = self.advice("belarus-2020", "BLR", "integration down")
        inputs = [one for effort in part["best"]["move"] for one in effort["inputs"]]
        self.assertTrue(inputs)
        for one in inputs:
            self.assertRegex(one["path"], r"^issues\.integration\.")
            self.assertTrue(one["because"])

    def test_the_same_bytes_for_any_number_of_threads(self):
        for goal in ("integration down", "programmes-signed no"):
            one, two = (self.suasion("leverage", "belarus-2020", "--for", "BLR", "--goal", goal, "--json", *LEAST,
                                     "--threads", n).out for n in (1, 2))
            self.assertEqual(one, two)

    def test_deeds_are_moves_for_a_question(self):
        part = self.advice("belarus-2020", "BLR", "programmes-signed no")
        levers = {effort["lever"] for one in part["finalists"] for effort in one["move"]}
        self.assertIn("deed.calm-election", levers)
        self.assertIn("position.integration", part["without_effect"])

    def test_what_cannot_be_undone_is_not_a_deed(self):
        part = self.advice("belarus-2020", "USA", "us-ambassador yes")
        closed = {one["deed"]: one["why"] for one in part["closed"]}
        self.assertIn("announced already", closed["never-planned"])
        self.assertIn("past", closed["no-2019-visits"])

    def test_a_goal_out_of_reach_says_how_near_one_gets(self):
        done = self.suasion("leverage", "belarus-2020", "--for", "RUS", "--goal", "basing >= 60", *LEAST, status=2)
        self.assertRegex(done.err, r"error: goal 'basing >= 60' cannot be reached .* the nearest is \d+")
        self.assertIn("The goal is out of reach: the nearest is", done.out)

    def test_a_goal_within_reach_names_the_cheapest_way(self):
        done = self.suasion("leverage", "belarus-2020", "--for", "BLR", "--goal", "integration <= 45", *LEAST)
        self.assertRegex(" ".join(done.out.split()), "The cheapest way found to reach the goal|reached as things stand")

    def test_the_published_example(self):
        part = self.advice("ec-car-emissions", "DEU", "years down")
        self.assertAlmostEqual(part["best"]["gain"]["error"], 0.0)  # every number is known
        dear = self.advice("ec-car-emissions", "DEU", "years down", "--cost", "capability=10")
        self.assertLess(dear["best"]["gain"]["value"], part["best"]["gain"]["value"])

    def test_the_model_can_be_chosen(self):
        part = self.advice("ec-car-emissions", "DEU", "years down", "--model", "compromise")
        self.assertEqual(part["goal"]["output"], "issues.years@compromise")

    def test_mistakes_are_named(self):
        for actor, goal, more, message in (
            ("BLRR", "integration down", [], "M315: there is no actor 'BLRR'; did you mean 'BLR'?"),
            ("BLR", "integraton down", [], "M301: there is no output 'integraton'; did you mean 'integration'?"),
            ("BLR", "integration dwn", [], "M311: goal 'integration dwn': there is no aim 'dwn'; did you mean 'down'?"),
            ("BLR", "integration yes", [], "M312: goal 'integration yes': 'integration' is an issue"),
            ("BLR", "integration >= 300", [], "100 is the nearest that anybody can get"),
            ("BLR", "integration <= 40 @ 2", [], "M314"),
            ("BLR", "integration down", ["--cost", "alley=2"], "M317: there is no kind of move 'alley'"),
            ("BLR", "integration down", ["--criterion", "exepcted"], "did you mean 'expected'?"),
            ("BLR", "integration down", ["--criterion", "reach"], "needs a goal"),
        ):
            done = self.suasion("leverage", "belarus-2020", "--for", actor, "--goal", goal, *LEAST, *more, status=2)
            self.assertIn(message, done.err)
            self.assertEqual(done.out, "")
        self.assertIn("needs --for", self.suasion("leverage", "belarus-2020", status=2).err)

    def test_it_speaks_of_the_model(self):
        text = self.suasion("leverage", "belarus-2020", "--for", "USA", "--goal", "diplomatic up", *LEAST).out
        self.assertTrue(re.search("It speaks of the model", text))


if __name__ == "__main__":
    unittest.main()
