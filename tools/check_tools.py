#!/usr/bin/env python3
"""Tests of the checks in this folder, on small trees that are bad on purpose: a check that cannot fail checks nothing."""
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parent))
import check_floors
import check_kernels
import check_sizes
import count_tests
import tidy


class Tree:
    """A folder with the given files, gone at the end."""

    def __init__(self, files):
        self.files = files

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        for name, text in self.files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return root

    def __exit__(self, *_):
        self.folder.cleanup()


def found(files):
    with Tree(files) as root:
        return [f"{path}:{line}: {message}" for path, line, message in check_floors.offences(root)]


class Floors(unittest.TestCase):
    def test_an_include_downwards_or_sideways_is_fine(self):
        self.assertEqual(found({"src/suasion/math/a.cpp": '#include "suasion/base/b.hpp"\n#include "suasion/math/c.hpp"\n'
                                                          "#include <vector>\n",
                                "apps/cli/main.cpp": '#include "suasion/report/write.hpp"\n#include "cli/options.hpp"\n'}), [])

    def test_an_include_upwards_is_named_with_file_and_line(self):
        self.assertEqual(found({"src/suasion/base/a.hpp": '#pragma once\n\n#include "suasion/math/law.hpp"\n'}),
                         ["src/suasion/base/a.hpp:3: floor 'base' must not include floor 'math'"])

    def test_angle_brackets_do_not_hide_an_include(self):
        self.assertEqual(found({"src/suasion/scenario/a.hpp": "#include <suasion/model/bargaining.hpp>\n"}),
                         ["src/suasion/scenario/a.hpp:1: floor 'scenario' must not include floor 'model'"])

    def test_a_model_does_not_include_the_scenario(self):
        self.assertEqual(found({"src/suasion/model/a.cpp": '  # include "suasion/scenario/scenario.hpp"\n'}),
                         ["src/suasion/model/a.cpp:1: floor 'model' must not include floor 'scenario'"])

    def test_an_include_in_a_comment_is_no_include(self):
        self.assertEqual(found({"src/suasion/base/a.cpp": '// #include "suasion/math/law.hpp"\n/* \n#include "x"\n*/\n'}), [])

    def test_a_short_path_and_a_strange_floor_are_refused(self):
        floors = ", ".join(check_floors.FLOORS)
        self.assertEqual(found({"src/suasion/base/a.cpp": '#include "b.hpp"\n', "src/suasion/attic/b.cpp": ""}),
                         [f"src/suasion/attic/b.cpp:1: 'attic' is no floor; the floors are {floors}",
                          'src/suasion/base/a.cpp:1: include "b.hpp" by its path from src/: "suasion/<floor>/..."'])

    def test_a_source_is_not_included(self):
        self.assertEqual(found({"src/suasion/base/a.cpp": '#include "suasion/base/b.cpp"\n'}),
                         ["src/suasion/base/a.cpp:1: 'suasion/base/b.cpp' is compiled by itself; include a header"])

    def test_an_app_does_not_include_another(self):
        self.assertEqual(found({"src/suasion/base/a.cpp": "", "apps/cli/a.cpp": '#include "apps/server/b.hpp"\n'}),
                         ["apps/cli/a.cpp:1: app 'cli' must not include app 'server'"])

    def test_the_library_neither_prints_nor_aborts(self):
        loud = "the library neither prints nor ends the process; return a diagnostic or throw"
        self.assertEqual(found({"src/suasion/base/a.cpp": '#include <iostream>\nvoid f() { std::cout << 1; }\nstd::abort();\n'
                                                          'auto s = "printf(";  // std::cerr\nfmt::print("x");\n'
                                                          "text.abort();\n"}),
                         ["src/suasion/base/a.cpp:1: the library does not print: <iostream> belongs in apps/",
                          f"src/suasion/base/a.cpp:2: {loud}", f"src/suasion/base/a.cpp:3: {loud}",
                          f"src/suasion/base/a.cpp:5: {loud}"])


class Sizes(unittest.TestCase):
    def test_a_file_of_600_lines_passes_and_one_of_601_does_not(self):
        with Tree({"src/a.cpp": "\n" * 600, "src/b.hpp": "\n" * 601, "src/c.txt": "\n" * 900}) as root:
            self.assertEqual(check_sizes.too_long(root, aim=False), [("src/b.hpp", 601, 600)])

    def test_the_aim_is_stricter_for_headers(self):
        with Tree({"src/a.cpp": "\n" * 400, "src/b.hpp": "\n" * 201}) as root:
            self.assertEqual(check_sizes.too_long(root, aim=True), [("src/b.hpp", 201, 200)])


class Kernels(unittest.TestCase):
    def test_a_weak_symbol_of_the_standard_library_is_a_stranger(self):
        nm = ("0000000000000000 T suasion::model::avx2::advance(double*)\n"
              "0000000000000000 W std::vector<double>::push_back(double&&)\n"
              "0000000000000000 t helper\n")
        self.assertEqual(check_kernels.strangers("avx2", nm), ["std::vector<double>::push_back(double&&)"])

    def test_the_namespace_of_another_instruction_set_is_a_stranger(self):
        nm = "0000000000000000 W suasion::math::avx512::exp(double)\n"
        self.assertEqual(check_kernels.strangers("avx2", nm), ["suasion::math::avx512::exp(double)"])

    def test_a_folder_without_kernels_fails(self):
        with Tree({"a.txt": ""}) as root:
            run = subprocess.run([sys.executable, Path(__file__).parent / "check_kernels.py", root], capture_output=True)
            self.assertNotEqual(run.returncode, 0)


class Tidy(unittest.TestCase):
    RULES = "Checks: '-*,readability-else-after-return'\nWarningsAsErrors: '*'\nHeaderFilterRegex: 'src/.*'\n"
    CLEAN = "static int half(int x) { return x / 2; }\nint %s(int x) { return half(x); }\n"
    BAD = "int %s(int x) {\n  if (x > 0) {\n    return 1;\n  } else {\n    return 2;\n  }\n}\n"

    def tidied(self, root, files):
        """Exit status and output of a run over these files, with a memory of its own."""
        database = [{"file": str(root / name), "command": f"c++ -std=c++20 -o x.o -c {name}"} for name in files]
        (root / "build").mkdir(exist_ok=True)
        (root / "build/compile_commands.json").write_text(json.dumps(database), encoding="utf-8")
        said = io.StringIO()
        with mock.patch.object(tidy, "ROOT", root), mock.patch.object(sys, "argv", ["tidy.py", str(root / "build")]), \
                mock.patch.dict("os.environ", XDG_CACHE_HOME=str(root / "cache")), contextlib.redirect_stdout(said):
            return tidy.main(), said.getvalue()

    def test_a_finding_in_a_source_is_found_where_sources_are_looked_at_together(self):
        files = {".clang-tidy": self.RULES, "tests/.clang-tidy": "", "src/suasion/base/a.cpp": "int one() { return 1; }\n",
                 "src/suasion/base/b.cpp": self.BAD % "b"}
        with Tree(files) as root:
            status, said = self.tidied(root.resolve(), [name for name in files if name.endswith(".cpp")])
        self.assertEqual(status, 1)
        self.assertIn("src/suasion/base/b.cpp:4:5: error: do not use 'else' after 'return'", said)

    def test_sources_that_do_not_go_together_are_looked_at_apart_and_a_mended_file_anew(self):
        files = {".clang-tidy": self.RULES, "tests/.clang-tidy": "", "src/suasion/base/a.cpp": self.CLEAN % "a",
                 "src/suasion/base/b.cpp": self.CLEAN % "b", "src/suasion/base/c.cpp": self.CLEAN % "c"}
        names = [name for name in files if name.endswith(".cpp")]
        with Tree(files) as root:
            root = root.resolve()
            self.assertEqual(self.tidied(root, names), (0, ""))
            (root / "src/suasion/base/b.cpp").write_text(self.BAD % "b", encoding="utf-8")
            self.assertEqual(self.tidied(root, names)[0], 1)
            (root / "src/suasion/base/b.cpp").write_text(self.CLEAN % "b", encoding="utf-8")
            self.assertEqual(self.tidied(root, names), (0, ""))

    def test_lists_are_as_long_as_they_may_be_and_of_the_same_options(self):
        most = tidy.MOST_TOGETHER
        base = [tidy.ROOT / f"src/suasion/base/{i:02}.cpp" for i in range(most + 1)]
        math = [tidy.ROOT / f"src/suasion/math/{i:02}.cpp" for i in range(2)]
        kernel = tidy.ROOT / "src/suasion/math/sum_kernel.cpp"
        chosen = {path: (("-O2",), path) for path in base + math} | {kernel: (("-O3",), kernel)}
        lists = list(tidy.together(chosen))
        self.assertEqual(sorted(sum(lists, [])), sorted(chosen))
        self.assertEqual(sorted(map(len, lists)), [1, 3, most])
        self.assertIn([kernel], lists)

    def test_what_the_build_compiles_as_one_stays_together_and_the_first_takes_in_the_last(self):
        groups = [Path(f"/build/unity_{i}_cxx.cxx") for i in (0, 1, 2, 10)]
        size = tidy.MOST_TOGETHER // 2
        chosen = {tidy.ROOT / f"src/suasion/base/{g}-{i:02}.cpp": ((), file) for g, file in enumerate(groups) for i in range(size)}
        places = [{path.stem[0] for path in paths} for paths in tidy.together(chosen)]
        self.assertEqual(places, [{"0", "3"}, {"1", "2"}])


class Counts(unittest.TestCase):
    def test_doctest_programs_count_their_cases_and_others_count_as_one(self):
        summary = "[doctest] test cases:  5 |  4 passed | 1 failed | 2 skipped"
        cases = (f'<testcase status="fail"><system-out>{summary}</system-out></testcase>'
                 '<testcase status="run"><system-out/></testcase><testcase status="notrun"/><testcase status="fail"/>')
        self.assertEqual(count_tests.counts(f"<testsuite>{cases}</testsuite>"), (5, 2, 1))

    def test_a_program_that_failed_after_its_cases_passed_is_a_failure(self):
        summary = "[doctest] test cases: 3 | 3 passed | 0 failed | 0 skipped"
        case = f'<testcase status="fail"><system-out>{summary}</system-out></testcase>'
        self.assertEqual(count_tests.counts(f"<testsuite>{case}</testsuite>"), (3, 1, 0))

    def test_programs_of_unittest_count_their_cases_and_their_skips(self):
        def case(status, summary):
            return f'<testcase status="{status}"><system-out>..s\n{summary}\n</system-out></testcase>'
        text = case("run", "Ran 9 tests in 0.1s\n\nOK (skipped=2)") + case("run", "Ran 1 test in 2s\n\nOK") + \
            case("fail", "Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1)")
        self.assertEqual(count_tests.counts(f"<testsuite>{text}</testsuite>"), (11, 2, 2))

    def test_what_was_skipped_is_named_with_its_reason(self):
        text = ('<testcase name="e2e" status="run"><system-out>test_a (t.T) ... ok\ntest_b (t.T) ... skipped \'no zsh\'\n'
                '</system-out></testcase><testcase name="x" status="notrun"><skipped message="77"/></testcase>')
        self.assertEqual(list(count_tests.skips(f"<testsuite>{text}</testsuite>")),
                         ["e2e: test_b (t.T): 'no zsh'", "x: 77"])


if __name__ == "__main__":
    unittest.main()
