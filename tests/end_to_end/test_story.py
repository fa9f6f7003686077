"""The story of one draw: it is the draw that the run counted, told in order, and the text says what the data say."""

import json
import unittest

from support import SMALL, Case


class Story(Case):
    def told(self, *arguments):
        return json.loads(self.suasion("story", *arguments, "--json").out)

    def test_outcomes_and_inputs_are_those_of_the_saved_draws(self):
        for name, draws in (("belarus-2020", (0, 259)), ("finland-1958", (7, 256))):
            self.suasion("run", name, "--draws", 260, "--out", name, "--save-draws", "--quiet")
            lines = self.draws(name, "prior/inputs", "prior_predictive/outcomes")
            for draw in draws:
                with self.subTest(f"{name} {draw}"):
                    story = self.told(name, "--draws", 260, "--draw", draw)
                    self.assertEqual(story["run"]["draw"], draw)
                    told = 0
                    for issue in story["issues"]:
                        for model in issue["models"]:
                            self.assertEqual(float(lines[draw][f"{issue['id']}@{model['model']}"]), model["outcome"])
                            told += 1
                    self.assertEqual(told, sum("@" in column for column in lines[draw]))
                    drawn = [one for one in story["inputs"] if one["part"] != "system"]
                    self.assertGreater(len(drawn), 40)
                    for one in drawn:
                        column = one["path"] if one["path"] in lines[draw] else f"prior/inputs[{one['path']}]"
                        self.assertEqual(float(lines[draw][column]), one["value"])

    def test_another_seed_design_or_change_is_another_draw(self):
        plain = self.told("finland-1958", "--draw", 3)
        for more in (("--seed", 2), ("--design", "sobol", "--draws", 512),
                     ("--set", "issues.say.positions.SUN=[70, 90]")):
            other = self.told("finland-1958", "--draw", 3, *more)
            self.assertNotEqual(plain["issues"][0], other["issues"][0])
        self.assertEqual(plain, self.told("finland-1958", "--draw", 3))

    def test_what_happens_is_told_in_order_with_sources(self):
        for name in ("belarus-2020", "finland-1958"):
            story = self.told(name, "--draw", 17)
            chronicle = story["system"]["chronicle"]
            for key in ("day", "date"):
                values = [entry[key] for entry in chronicle]
                self.assertEqual(values, sorted(values))
            self.assertEqual({entry["kind"] for entry in chronicle} >= {"before", "dated", "event", "decision"}, True)
            for entry in chronicle:
                if entry["kind"] in ("before", "dated"):
                    self.assertTrue(entry["because"], entry)
                self.assertEqual(entry["kind"] == "before", entry["day"] <= 0)

    def test_a_yes_and_its_day_agree_with_the_chronicle(self):
        story = self.told("belarus-2020", "--draw", 17)
        days = {entry.get("id"): entry["date_words"] for entry in story["system"]["chronicle"] if entry["kind"] == "event"}
        answers = {one["id"]: one for one in story["system"]["questions"]}
        flags = {one["name"]: one["values"][-1] for one in story["system"]["variables"] if one["event"]}
        for kind, day in days.items():
            self.assertEqual(flags[f"event.{kind}"], 1)
        self.assertEqual(len(answers), 20)
        for one in answers.values():
            self.assertEqual(one["words"].split(" ")[0].strip(",;"), "Yes" if one["yes"] else "No")

    def test_the_text_says_what_the_data_say(self):
        for name in ("belarus-2020", "finland-1958"):
            story = self.told(name, "--draw", 255)
            text = " ".join(self.suasion("story", name, "--draw", 255).out.split())
            said = list(story["words"]) + [one["words"] for one in story["inputs"][:6]]
            for issue in story["issues"]:
                said += [model["words"] for model in issue["models"] if model["told"]]
                said += [model["rest"] for model in issue["models"] if model["told"] and "rest" in model]
            said += [entry["words"] for entry in story["system"]["chronicle"] if entry["told"] and entry["kind"] != "before"]
            said += [one["text"] + " " + one["words"] for one in story["system"]["questions"]]
            for sentence in said:
                self.assertIn(" ".join(sentence.split()), text)

    def test_rounds_lead_from_start_to_end(self):
        story = self.told("finland-1958", "--draw", 9, "--model", "scholz2011,compromise")
        for issue in story["issues"]:
            self.assertEqual([m["model"] for m in issue["models"] if m["told"]], ["scholz2011", "compromise"])
            model = issue["models"][0]
            position = dict(model["start"])
            for played in model["rounds"]:
                for move in played["moves"]:
                    self.assertEqual(position[move["actor"]], move["from"])
                for move in played["moves"]:
                    position[move["actor"]] = move["to"]
            self.assertEqual(position, model["end"])
            self.assertNotIn("rounds", issue["models"][1])

    def test_swaps_are_told_by_both_issues(self):
        story = self.told("belarus-2020", "--draw", 1999, "--model", "exchange")
        swaps = {(i["id"], t["other_issue"]) for i in story["issues"] for t in i["models"][0]["trades"]}
        self.assertTrue(swaps)
        for here, there in swaps:
            self.assertIn((there, here), swaps)

    def test_draws_can_be_looked_for(self):
        chosen = {}
        for like in ("highest", "lowest"):
            story = self.told("finland-1958", "--like", like, "--issue", "west")
            west = next(issue for issue in story["issues"] if issue["id"] == "west")
            chosen[like] = next(m for m in west["models"] if m["model"] == west["lead"])
        self.assertGreater(chosen["highest"]["outcome"], chosen["lowest"]["outcome"])
        self.assertGreater(chosen["highest"]["rank"], 0.98)
        self.assertLess(chosen["lowest"]["rank"], 0.02)
        typical = self.told("finland-1958")
        self.assertEqual(typical, self.told("finland-1958", "--like", "typical"))
        for issue in typical["issues"]:
            self.assertLess(abs(issue["models"][0]["rank"] - 0.5), 0.35)

    def test_a_case_without_a_system_has_its_issues_told(self):
        self.write("small.toml", SMALL)
        out = self.suasion("story", "small.toml", "--draw", 2).out
        self.assertIn("Depth of union\n", out)
        self.assertNotIn("What happens", out)
        self.assertIsNone(self.told("small.toml", "--draw", 2)["system"])
        self.assertIn("every number of the scenario is fixed", self.suasion("story", "ec-car-emissions").out)

    def test_mistakes_are_told(self):
        for draw in ("2000", "-1", "x", "1.5", "99999999999999999999999"):
            done = self.suasion("story", "belarus-2020", "--draw", draw, status=2)
            self.assertIn(f"there is no draw '{draw}'", done.err)
            self.assertIn("counted from 0 to 1999", done.err)
            self.assertEqual(done.out, "")
        for arguments, said in ((("--draw", 3, "--like", "typical"), "one of the two"),
                                (("--like", "odd"), "typical, highest or lowest"),
                                (("--issue", "say"), "--like highest"),
                                (("--like", "lowest", "--issue", "sayy"), "did you mean 'say'?"),
                                (("--design", "sobl"), "did you mean 'sobol'?"),
                                (("--set", "nonsense"), "nonsense")):
            self.assertIn(said, self.suasion("story", "finland-1958", *arguments, status=2).err)
        self.assertIn("needs a SCENARIO", self.suasion("story", status=2).err)


if __name__ == "__main__":
    unittest.main()
