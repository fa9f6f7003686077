"""summary.csv: follows its published schema, and says what summary.json says."""

import csv
import datetime
import io
import json
import unittest

from support import SOURCE, Case

SCHEMA = json.loads((SOURCE / "schemas" / "summary-table.schema.json").read_text(encoding="utf-8"))
KEY = SCHEMA["primaryKey"]


def flaw(schema, text):
    """The first place where a table breaks a (subset of a Frictionless) Table Schema, or None."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    names = [field["name"] for field in schema["fields"]]
    if rows[0] != names:
        return f"the header is {rows[0]}"
    keys = set()
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(names):
            return f"row {number} has {len(row)} cells"
        for field, cell in zip(schema["fields"], row):
            wrong = flaw_of_cell(field, cell, cell in schema["missingValues"])
            if wrong:
                return f"row {number}: {field['name']} {wrong}"
        key = tuple(row[names.index(name)] for name in schema["primaryKey"])
        if key in keys:
            return f"row {number}: its key stands twice: {key}"
        keys.add(key)
    return None


def flaw_of_cell(field, cell, missing):
    rules = field.get("constraints", {})
    if missing:
        return "is missing" if rules.get("required") else None
    if "enum" in rules and cell not in rules["enum"]:
        return f"is none of the listed values: {cell}"
    try:
        value = {"string": str, "number": float, "date": datetime.date.fromisoformat}[field["type"]](cell)
    except ValueError:
        return f"is not of type {field['type']}: {cell}"
    return f"is below {rules['minimum']}: {cell}" if "minimum" in rules and value < rules["minimum"] else None


class Tables(Case):
    def read(self, run):
        text = (run / "summary.csv").read_bytes().decode("utf-8")
        self.assertIsNone(flaw(SCHEMA, text))
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        return {tuple(row[name] for name in KEY): row for row in rows}, self.load(run / "summary.json")

    def same(self, table, key, value, error=None, unit=None):
        """The row says what summary.json says, to the last bit."""
        row = table[key]
        self.assertEqual(float(row["value"]) if row["value"] else None, value, key)
        self.assertEqual(float(row["standard_error"]) if row["standard_error"] else None, error, key)
        if unit is not None:
            self.assertEqual(row["unit"], unit, key)

    def issues_agree(self, table, summary):
        for issue in summary["issues"]:
            unit = issue["unit"] or "scale of the issue"
            for forecast in issue["forecasts"]:
                def key(statistic, item="", issue=issue, forecast=forecast):
                    return ("issue", issue["id"], item, forecast["model"], statistic, "")
                self.same(table, key("mean"), *forecast["mean"].values(), unit)
                self.same(table, key("sd"), forecast["sd"])
                for quantile in forecast["quantiles"]:
                    self.same(table, key(f"q{round(100 * quantile['level']):02}"), quantile["value"], quantile["error"])
                for side, chance in (forecast["against_status_quo"] or {}).items():
                    self.same(table, key(f"{side}_status_quo"), *chance.values(), "probability")
                nearest = [row for row in table if row[:2] + row[3:5] == ("issue", issue["id"], forecast["model"], "nearest")]
                self.assertEqual([float(table[row]["value"]) for row in nearest],
                                 [band["probability"]["value"] for band in forecast["bands"]])
            for course in issue["courses"]:
                for actor in course["actors"]:
                    key = ("actor", issue["id"], actor["actor"], course["model"])
                    self.same(table, (*key, "shift", ""), *actor["shift"].values(), unit)
                    self.same(table, (*key, "moves", ""), *actor["moves"].values(), "probability")
                    self.same(table, (*key, "end", ""), actor["mean"][-1])

    def test_a_small_run_says_the_same_as_a_table(self):
        table, summary = self.read(self.run_small("--draws", "512"))
        self.issues_agree(table, summary)
        self.assertEqual({key[0] for key in table}, {"run", "issue", "actor"})

    def test_a_system_says_the_same_as_a_table(self):
        self.suasion("run", "finland-1958", "--draws", "256", "--out", "run", "--quiet")
        table, summary = self.read(self.folder / "run")
        self.issues_agree(table, summary)
        system = summary["system"]
        for question in system["questions"]:
            key = ("question", question["id"])
            self.same(table, (*key, "", "baseline", "probability", question["by"]), *question["chance"].values())
            for given in question["given"]:
                self.same(table, (*key, given["question"], "baseline", "probability_if_yes", question["by"]),
                          given["yes"], given["yes_error"])
        for variable in system["variables"]:
            statistic = "probability" if variable["event"] else "mean"
            for date, mean, error in zip(system["dates"], variable["mean"], variable["error"]):
                self.same(table, ("variable", variable["name"], "", "baseline", statistic, date), mean, error)
        for world in system["counterfactuals"]:
            for effect in world["effects"]:
                for name in effect["variables"]:
                    for d, day in enumerate(system["days"]):
                        key = ("counterfactual", name, "", world["id"])
                        self.same(table, (*key, "mean", day), effect["mean"][d], effect["error"][d])
                        self.same(table, (*key, "higher", day), effect["above"][d], None, "probability")
                        if "q95" in effect:
                            self.same(table, (*key, "q95", day), effect["q95"][d], effect["q95_error"][d])
        self.claims_agree(table, system)
        self.assertLessEqual({"run", "issue", "question", "variable", "counterfactual", "claim"}, {key[0] for key in table})

    def claims_agree(self, table, system):
        for claim in system["claims"]:
            self.same(table, ("claim", claim["id"], claim["verdict"], "", "verdict", ""), 1)
            for finding in [claim["finding"], *claim["ablations"]] if claim["verdict"] != "untestable" else []:
                key = ("claim", claim["id"], claim["measure"], finding["change"] or "as stated")
                self.same(table, (*key, "mean", claim["day"]), *finding["value"].values(), claim["unit"])
                self.same(table, (*key, "share", claim["day"]), finding["share"], None, "probability")
                self.same(table, (*key, "holds", claim["day"]), float(finding["holds"]))
        for question in (system["scores"] or {"questions": []})["questions"]:
            for forecaster, chance in question["chances"].items():
                error = question["error"] if forecaster == "suasion" else None
                self.same(table, ("score", question["id"], "", forecaster, "probability", ""), chance, error)

    def test_the_checker_notices_what_breaks_the_schema(self):
        run = self.run_small("--draws", "256")
        text = (run / "summary.csv").read_bytes().decode("utf-8")
        self.assertIn("row 2: part is none", flaw(SCHEMA, text.replace("\r\nrun,", "\r\nruns,", 1)))
        self.assertIn("subject is missing", flaw(SCHEMA, text.replace("issue,depth,", "issue,,", 1)))
        self.assertIn("value is not of type number", flaw(SCHEMA, text.replace(",256,,", ",many,,", 1)))
        self.assertIn("stands twice", flaw(SCHEMA, text + text.splitlines(True)[1]))


if __name__ == "__main__":
    unittest.main()
