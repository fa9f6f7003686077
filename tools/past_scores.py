#!/usr/bin/env python3
"""Puts backtests together into the table of past scores that reports show beside each model.

    tools/past_scores.py TITLE CITATION CAVEAT BACKTEST.JSON [TITLE ...] > src/suasion/report/past_scores.json

TITLE says what was decided, in the plural ("issues of the European Union"), CITATION whose data they are, CAVEAT what a
reader must know besides (a sentence, or ""). Only figures are taken over, none of the data. The table in the source tree:

    suasion backtest DATA/deu3 --part train --out FOLDER
    tools/past_scores.py "issues decided by the European Union" "Arregui and Perarnaud 2022" \
      "The terms of the combined forecast were chosen with these very cases in view, so expect a little less of it on others." \
      FOLDER/backtest.json > src/suasion/report/past_scores.json
"""

import datetime
import json
import re
import sys

FIGURES = ("mean_absolute_error", "mean_absolute_error_minus_compromise", "crps")
FITTINGS = {"cross-validated": "weights", "error width cross-validated": "width of the error"}


def of_model(figures, fitting):
    triple = {name: None if figures[name] is None else [figures[name][end] for end in ("value", "low", "high")] for name in FIGURES}
    covered = next(one["value"] for one in figures["coverage"] if one["level"] == 0.9)
    return {"model": figures["model"], "cases": figures["cases"], "learnt": FITTINGS[fitting], **triple, "coverage_90": covered}


def of_set(title, citation, caveat, path):
    with open(path, encoding="utf-8") as file:
        backtest = json.load(file)
    fittings = {one["id"]: one["fitting"] for one in backtest["models"]}
    data, whole = backtest["data"], backtest["groups"][0]
    part = f" --part {data['part']}" if data["part"] else ""
    return {"title": title, "citation": citation, "caveat": caveat, "cases": data["cases"], "clusters": data["clusters"], "hash": data["hash"],
            "version": backtest["suasion"], "command": f"suasion backtest {data['name']}{part}",
            "scores": [of_model(one, fittings[one["model"]]) for one in whole["figures"] if fittings[one["model"]] in FITTINGS]}


def main(words):
    if not words or len(words) % 4 != 0:
        sys.exit(__doc__)
    sets = [of_set(*words[at:at + 4]) for at in range(0, len(words), 4)]
    text = json.dumps({"schema": 1, "made_on": datetime.date.today().isoformat(), "sets": sets}, indent=1, ensure_ascii=False)
    print(re.sub(r"\[([\s\d.,-]+)\]", lambda triple: "[" + " ".join(triple[1].split()) + "]", text))


if __name__ == "__main__":
    main(sys.argv[1:])
