#!/usr/bin/env python3
"""Counts how many states a US president or Secretary of State visits in a year, and what difficulty of a signal that is.

usage: count_visits.py FOLDER > docs/priors/visits.csv

FOLDER holds us_travels_abroad.csv: one row a stop (Office of the Historian, US Department of State; public domain).
A state counts once a year and office, by the first day of the stop. Years 1990 to 2019: nothing after the origin of the
bundled case, 31 January 2020. The share is of all members of the United Nations but the United States. The difficulty is
c = -sqrt(2) Phi^-1(share), equation (2) of docs/models/signal.md for a discrimination of one.
"""
import csv
import pathlib
import statistics
import sys

YEARS = range(1990, 2020)
OFFICES = ("president", "secretary")

# Members of the United Nations at the end of the year, where the number changed.
MEMBERS = {1990: 159, 1991: 166, 1992: 179, 1993: 184, 1994: 185, 1999: 188, 2000: 189, 2002: 191, 2006: 192, 2011: 193}

# Places of stops that are no members.
NO_MEMBERS = {"antarctica", "cook-islands", "holy-see", "kosovo", "netherlands-antilles", "palestinian-authority",
              "west-bank"}

# One state under two names.
SAME = {"turkiye": "turkey", "congo-kinshasa": "congo-democratic-republic", "czechia": "czech-republic",
        "north-macedonia": "macedonia"}


def members(year):
    return MEMBERS[max(known for known in MEMBERS if known <= year)]


def visited(folder):
    """{(office, year): set of states}"""
    stops = {(office, year): set() for office in OFFICES for year in YEARS}
    with open(pathlib.Path(folder) / "us_travels_abroad.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["role"], int(row["start_date"][:4]))
            state = SAME.get(row["country_id"], row["country_id"])
            if key in stops and state not in NO_MEMBERS:
                stops[key].add(state)
    return stops


def difficulty(share):
    return -(2**0.5) * statistics.NormalDist().inv_cdf(share)


def main(folder):
    stops = visited(folder)
    print("year,members,president,secretary")
    shares = {office: [] for office in OFFICES}
    for year in YEARS:
        counts = [len(stops[office, year]) for office in OFFICES]
        print(year, members(year), *counts, sep=",")
        for office, count in zip(OFFICES, counts):
            shares[office].append(count / (members(year) - 1))
    means = {office: statistics.fmean(shares[office]) for office in OFFICES}
    print("mean share,", *(f"{means[office]:.4f}" for office in OFFICES), sep=",")
    print("difficulty,", *(f"{difficulty(means[office]):.2f}" for office in OFFICES), sep=",")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
