#!/usr/bin/env python3
"""Counts the tests in a JUnit file of CTest: prints PASSED FAILED SKIPPED.

A program of doctest counts with its test cases, each a sentence about the code; any other test as one. A program that
ended without its summary line counts as one failure.

usage: count_tests.py FILE
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

SUMMARY = re.compile(r"\[doctest\] test cases: *(\d+) *\| *(\d+) passed *\| *(\d+) failed")


def counts(text):
    """(passed, failed, skipped) in the JUnit document `text`."""
    passed = failed = skipped = 0
    for case in ElementTree.fromstring(text).iter("testcase"):
        status = case.get("status")
        cases = SUMMARY.search(case.findtext("system-out") or "")
        if cases:
            passed += int(cases[2])
            failed += max(int(cases[3]), 1 if status == "fail" else 0)
        elif status == "run":
            passed += 1
        elif status == "fail":
            failed += 1
        else:
            skipped += 1
    return passed, failed, skipped


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: count_tests.py FILE")
    try:
        with open(sys.argv[1], encoding="utf-8", errors="replace") as file:
            print(*counts(file.read()))
    except (OSError, ElementTree.ParseError) as error:
        print(f"count_tests.py: {error}", file=sys.stderr)
        print(0, 1, 0)


if __name__ == "__main__":
    main()
