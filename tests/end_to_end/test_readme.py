"""The commands of the README do what it says."""

import re
import shlex
import unittest

from support import SOURCE, Case


class Readme(Case):
    def test_its_commands_run_in_order(self):
        readme = SOURCE / "README.md"
        if not readme.exists():
            self.skipTest("SKIPPED: there is no README.md yet")
        commands = []
        for block in re.findall(r"(?ms)^```(?:sh|bash|console)\n(.*?)^```", readme.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                line = line.strip().removeprefix("$ ")
                if line.startswith("suasion "):
                    commands.append(line.split("  #")[0])
        self.assertTrue(commands, "the README shows no use of the command")
        for line in commands:
            with self.subTest(line):
                words = shlex.split(line, comments=True)
                if any(word in ("|", ">", "<(") or word.startswith(("<", ">", "$")) for word in words):
                    continue  # shell constructions are the reader's
                self.suasion(*words[1:], env={"SUASION_CATALOGUE": str(self.folder / "runs.sqlite")})


if __name__ == "__main__":
    unittest.main()
