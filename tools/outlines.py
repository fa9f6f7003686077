#!/usr/bin/env python3
"""Makes the coarse outlines of coasts and borders that the report's map is drawn on.

usage: outlines.py countries-110m.json > web/src/outlines.json

The input is the file of that name of the npm package world-atlas 2.0.2 (ISC licence, Michael Bostock): Natural Earth 4.1 at
1:110 million, in the public domain, as TopoJSON. Every line is kept once, in tenths of a degree: the first point, then steps."""

import collections
import json
import sys


def uses(atlas):
    """How many countries each arc bounds."""
    count = collections.Counter()
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        count.update({arc if arc >= 0 else ~arc for polygon in polygons for ring in polygon for arc in ring})
    return count


def lines_of(arc, transform):
    """Points in tenths of a degree, those that fall together once; a new line where the arc jumps around the back of the map."""
    east = north = 0
    lines = [[]]
    for step in arc:
        east, north = east + step[0], north + step[1]
        point = tuple(round(10 * (value * scale + shift)) for value, scale, shift in zip((east, north), transform["scale"], transform["translate"]))
        if lines[-1] and abs(point[0] - lines[-1][-1][0]) > 1800:
            lines.append([])
        if not lines[-1] or lines[-1][-1] != point:
            lines[-1].append(point)
    return [line for line in lines if len(line) > 1]


def packed(line):
    """The first point, then steps, in one list."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(line, line[1:])]
    return [value for point in [line[0], *steps] for value in point]


def main(path):
    with open(path, encoding="utf-8") as file:
        atlas = json.load(file)
    count = uses(atlas)
    lines = {"coasts": [], "borders": []}
    for at, arc in enumerate(atlas["arcs"]):
        lines["borders" if count[at] > 1 else "coasts"] += map(packed, lines_of(arc, atlas["transform"]))
    json.dump(lines, sys.stdout, separators=(",", ":"))
    print()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
