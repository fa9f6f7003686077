"""suasion backtest on small tables of made-up decisions."""

import csv
import unittest

from support import Case

CASES = "case,outcome,cluster,period,reference_point\n" + "".join(
    f"c{i},{(37 * i) % 101 if i % 3 else 0},p{i // 2},{'early' if i < 6 else 'late'},{'0' if i % 2 else ''}\n"
    for i in range(12)) + "open,,p9,late,\n"
STAKES = "case,actor,position,salience,capability,role\n" + "".join(
    f"c{i},A,0,{40 + i},2,agenda-setter\nc{i},B,{(37 * i) % 101},60,{1 + i % 4},\nc{i},C,100,{'' if i == 3 else 50},1,\n"
    for i in range(12)) + "open,A,0,50,1,\nopen,B,10,50,1,\n"


class Backtest(Case):
    def data(self, cases=CASES, stakes=STAKES):
        self.write("data/cases.csv", cases)
        self.write("data/stakes.csv", stakes)

    def score(self, out, *arguments):
        self.suasion("backtest", "data", "--repeats", "2", "--draws", "16", "--out", out, "--quiet", *arguments)
        return self.folder / out

    def test_it_writes_figures_cases_and_a_page(self):
        self.data()
        folder = self.score("scored")
        record = self.load(folder / "backtest.json")
        self.assertEqual(record["data"]["cases"], 12)
        self.assertEqual(record["data"]["missing"]["cases_without_outcome"], 1)
        self.assertEqual(record["data"]["missing"]["saliences_filled"], 1)
        figures = {one["model"]: one for one in record["groups"][0]["figures"]}
        self.assertIn("combination", figures)
        self.assertIsNone(figures["compromise"]["mean_absolute_error_minus_compromise"])
        self.assertEqual(figures["status-quo"]["cases"], 6)  # half of the cases state a reference point
        self.assertEqual([group["name"] for group in record["groups"] if group["by"] == "period"], ["early", "late"])
        with open(folder / "cases.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        errors = [float(row["absolute_error"]) for row in rows if row["model"] == "compromise"]
        self.assertAlmostEqual(sum(errors) / len(errors), figures["compromise"]["mean_absolute_error"]["value"], 3)
        page = (folder / "backtest.html").read_text(encoding="utf-8")
        self.assertIn("<h1>Backtest on data</h1>", page)
        self.assertNotIn("http", page.replace("http-equiv", ""))  # nothing is loaded from anywhere

    def test_the_bytes_do_not_depend_on_threads(self):
        self.data()
        one = self.score("one", "--threads", "1")
        three = self.score("three", "--threads", "3")
        for name in ("backtest.json", "figures.csv", "cases.csv", "backtest.html"):
            self.assertEqual((one / name).read_bytes(), (three / name).read_bytes(), name)

    def test_a_table_of_weights_can_be_fitted(self):
        self.data()
        self.score("fitted", "--model", "median", "--fit", "weights.json", "--citation", "made up")
        table = self.load(self.folder / "weights.json")
        self.assertEqual(table["origin"]["data"], "made up")
        self.assertEqual(table["origin"]["cases"], 12)
        self.assertAlmostEqual(sum(member["weight"] for member in table["members"]), 1.0, 4)

    def test_the_terminal_says_what_was_found(self):
        self.data()
        out = self.suasion("backtest", "data", "--repeats", "1", "--model", "median", "--out", "said").out
        self.assertIn("Combined forecast, cross-validated: mean absolute error", out)
        self.assertIn("1 case without a known outcome left out", out)
        self.assertIn("Page: said/backtest.html", out)
        low, high = self.intervals(out, "median")
        self.assertLessEqual(low, high)

    def intervals(self, out, model):
        """Ends of the interval of the mean absolute error in the table of intervals."""
        table = out.split("95 % intervals of these figures\n")[1]
        row = next(line for line in table.splitlines() if line.startswith(model + " "))
        return [float(end) for end in row.split()[1].split("..")]

    def test_every_figure_has_an_interval(self):
        self.data()
        folder = self.score("bounded", "--model", "median")
        backtest = self.load(folder / "backtest.json")
        figures = {one["model"]: one for one in backtest["groups"][0]["figures"]}["median"]
        plain = ("model", "cases")
        for name, figure in figures.items():
            for one in [] if name in plain else figure if isinstance(figure, list) else [figure]:
                with self.subTest(name):
                    self.assertLessEqual(one["low"], one["value"])
                    self.assertLessEqual(one["value"], one["high"])
        self.assertAlmostEqual(sum(one["value"] for one in figures["pit_histogram"]), 1.0, 2)
        lines = (folder / "figures.csv").read_text(encoding="utf-8")
        for name in ("pit_histogram_1", "pit_histogram_10", "coverage_90", "log_score_minus_compromise"):
            self.assertIn(f",median,12,{name},", lines)

    def test_mistakes_are_located_and_nothing_is_written(self):
        self.data(cases=CASES.replace("c4,", "c4,1", 1).replace("outcome", "outcom", 1))
        done = self.suasion("backtest", "data", "--out", "none", status=2)
        self.assertIn("data/cases.csv:1:6: error S102: there is no column 'outcom'; did you mean 'outcome'?", done.err)
        self.assertNotIn("stakes.csv", done.err)  # stakes are not told that there are no cases
        self.data(stakes=STAKES.replace("c0,B,0,60", "c0,B,140,60"))
        done = self.suasion("backtest", "data", "--out", "none", status=2)
        self.assertIn("data/stakes.csv:3:6: error S104: position is 140; it must lie between 0 and 100", done.err)
        self.data()
        done = self.suasion("backtest", "data", "--model", "medain", "--out", "none", status=2)
        self.assertIn("did you mean 'median'?", done.err)
        self.assertFalse((self.folder / "none").exists())
        self.suasion("backtest", "nowhere", status=2)
        self.suasion("backtest", status=2)


if __name__ == "__main__":
    unittest.main()
