"""A public TOML schema checker (Taplo) agrees with ours: it takes the good scenarios and refuses a spoilt one."""

import os
import pathlib
import subprocess
import unittest

from support import HERE, SMALL, SOURCE, Case

TAPLO = pathlib.Path(os.environ["TAPLO"])
SCHEMA = SOURCE / "schemas" / "scenario.schema.json"


class Schema(Case):
    def taplo(self, *paths):
        return subprocess.run([TAPLO, "lint", "--no-auto-config", "--schema", SCHEMA.as_uri(), *paths], cwd=self.folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)

    def test_bundled_and_other_good_scenarios_are_valid(self):
        self.suasion("new", "starter.toml")
        self.write("small.toml", SMALL)
        files = [*(SOURCE / "scenarios").glob("*.toml"), *(HERE / "good").glob("*.toml"), *self.folder.glob("*.toml")]
        self.assertGreaterEqual(len(files), 4)
        done = self.taplo(*files)
        self.assertEqual(done.returncode, 0, done.stdout.decode())

    def test_mistakes_are_found(self):
        for old, new in (("suasion = 1", "suasion = 2"), ('name = "Russia"', "name = 3"),
                         ("status_quo = 35", "status_qou = 35"), ('title = "A small case"\n', ""),
                         ("BLR = [15, 40]", 'BLR = "many"'), ("BLR = [15, 40]", "BLR = { unifrom = [1, 2] }")):
            with self.subTest(new):
                self.assertIn(old, SMALL)
                path = self.write("bad.toml", SMALL.replace(old, new))
                self.assertNotEqual(self.taplo(path).returncode, 0)


if __name__ == "__main__":
    unittest.main()
