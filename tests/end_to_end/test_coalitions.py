"""Who can decide: `suasion coalitions` on the bundled cases, and on one with a procedure."""

import json
import unittest

from support import SMALL, Case


class Coalitions(Case):
    def games(self, scenario, *more):
        return json.loads(self.suasion("coalitions", scenario, "--json", "-q", *more).out)["issues"]

    def test_every_issue_with_power_that_sums_to_one(self):
        games = self.games("belarus-2020", "--draws", "256")
        self.assertEqual(len(games), 5)
        for game in games:
            for index in ("shapley_shubik", "banzhaf", "weight"):
                self.assertAlmostEqual(sum(one[index]["mean"] for one in game["players"]), 1.0, places=9)
            for side in ("pivot_rising", "pivot_falling"):
                self.assertAlmostEqual(sum(one[side] for one in game["players"]), 1.0, places=9)

    def test_text_and_json_say_the_same(self):
        game, = self.games("belarus-2020", "--issue", "integration")
        flat = " ".join(self.suasion("coalitions", "belarus-2020", "--issue", "integration", "-q").out.split())
        for words in [game["rule"], *game["words"]]:
            self.assertIn(" ".join(words.split()), flat)

    def test_the_published_example_is_the_same_in_every_draw(self):
        game, = self.games("ec-car-emissions")
        britain = next(one for one in game["players"] if one["actor"] == "GBR")
        self.assertEqual(britain["shapley_shubik"]["q05"], britain["shapley_shubik"]["q95"])
        self.assertTrue(all(one["share"] == 1.0 for one in game["minimal_winning"]))

    def test_votes_and_consent_of_a_procedure_count(self):
        text = SMALL.replace('because = { judgement = "an example" }', 'because = { judgement = "an example" }\n'
                             'procedure = { rule = "qualified-majority", threshold = 0.7, proposer = "USA" }\n')
        text += "[issues.votes]\nRUS = 10\nBLR = 5\nUSA = 0\n"
        self.write("small.toml", text)
        game, = self.games("small.toml")
        self.assertEqual(game["weights"], "votes")
        self.assertEqual(game["consent"], ["USA"])
        self.assertEqual([one["members"] for one in game["minimal_winning"]], [["RUS", "BLR", "USA"]])
        self.assertTrue(all(one["veto"] == 1.0 for one in game["players"]))
        self.assertIn("at least 70 % of the votes", game["rule"])

    def test_the_same_bytes_for_any_number_of_threads(self):
        one, two = (self.suasion("coalitions", "belarus-2020", "--json", "-q", "--threads", n).out for n in (1, 2))
        self.assertEqual(one, two)

    def test_an_issue_that_is_not_there_is_named(self):
        done = self.suasion("coalitions", "belarus-2020", "--issue", "basng", status=2)
        self.assertIn("there is no issue 'basng'", done.err)
        self.assertIn("did you mean 'basing'?", done.err)


if __name__ == "__main__":
    unittest.main()
