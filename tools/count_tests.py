#!/usr/bin/env python3
"""Counts the tests in a JUnit file of CTest: prints PASSED FAILED SKIPPED.

A program of doctest or of Python's unittest counts with its test cases, each a sentence about the code; any other test
as one. A program that ended without its summary line counts as one failure.

usage: count_tests.py FILE
       count_tests.py --skips FILE    prints a line for each test that was skipped, with its reason where it gave one
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

SUMMARY = re.compile(r"\[doctest\] test cases: *(\d+) *\| *(\d+) passed *\| *(\d+) failed")

UNITTEST = re.compile(r"^Ran (\d+) tests? in .*?^(?:OK|FAILED)\b([^\n]*)", re.M | re.S)


def cases_inside(output):
    """(passed, failed, skipped) as the program itself counted, or None."""
    doctest = SUMMARY.search(output)
    if doctest:
        return int(doctest[2]), int(doctest[3]), 0
    unittest = UNITTEST.search(output)
    if unittest:
        number = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", unittest[2])}
        failed = sum(number.get(name, 0) for name in ("failures", "errors", "successes"))
        skipped = number.get("skipped", 0)
        return int(unittest[1]) - failed - skipped, failed, skipped
    return None


def counts(text):
    """(passed, failed, skipped) in the JUnit document `text`."""
    passed = failed = skipped = 0
    for case in ElementTree.fromstring(text).iter("testcase"):
        status = case.get("status")
        inside = cases_inside(case.findtext("system-out") or "") if status in ("run", "fail") else None
        if inside:
            passed += inside[0]
            failed += max(inside[1], 1 if status == "fail" else 0)
            skipped += inside[2]
        elif status == "run":
            passed += 1
        elif status == "fail":
            failed += 1
        else:
            skipped += 1
    return passed, failed, skipped


def skips(text):
    """Lines that say what was skipped and why."""
    for case in ElementTree.fromstring(text).iter("testcase"):
        output = case.findtext("system-out") or ""
        if case.get("status") not in ("run", "fail"):
            reason = case.find("skipped")
            yield f"{case.get('name')}: {'not run' if reason is None else reason.get('message')}"
        for what, reason in re.findall(r"^(.*) \.\.\. skipped (.*)$", output, re.M):
            yield f"{case.get('name')}: {what}: {reason}"


def main():
    wants_skips = sys.argv[1:2] == ["--skips"]
    arguments = sys.argv[2:] if wants_skips else sys.argv[1:]
    if len(arguments) != 1:
        sys.exit("usage: count_tests.py [--skips] FILE")
    try:
        with open(arguments[0], encoding="utf-8", errors="replace") as file:
            text = file.read()
        if wants_skips:
            for line in skips(text):
                print(line)
        else:
            print(*counts(text))
    except (OSError, ElementTree.ParseError) as error:
        print(f"count_tests.py: {error}", file=sys.stderr)
        print(0, 1, 0)


if __name__ == "__main__":
    main()
