"""Sobol' indices against OpenTURNS, an independent program: the same estimators on the very same design to the last digits,
and estimates of its own from large samples. Skipped where the package is missing."""

import json
import os
import subprocess
import unittest

try:
    import openturns as ot
except ImportError:
    ot = None

ISHIGAMI = (["u1", "u2", "u3"], "var pi := 3.14159265358979323846; var x1 := pi * (2 * u1 - 1); var x2 := pi * (2 * u2 - 1);"
            "var x3 := pi * (2 * u3 - 1); y := sin(x1) + 7 * sin(x2)^2 + 0.1 * x3^4 * sin(x1);")
WEIGHTS = [0, 1, 4.5, 9, 99, 99, 99, 99]
G_FUNCTION = ([f"u{i + 1}" for i in range(8)],
              "y := " + " * ".join(f"(abs(4 * u{i + 1} - 2) + {a}) / (1 + {a})" for i, a in enumerate(WEIGHTS)) + ";")


@unittest.skipIf(ot is None, "python3-openturns is missing: nobody else's Sobol' indices to compare with")
class OpenTurns(unittest.TestCase):
    FUNCTIONS = {"ishigami": ISHIGAMI, "g_function": G_FUNCTION}

    def ours(self, base_points):
        run = subprocess.run([os.environ["SENSITIVITY_FUNCTIONS"], str(base_points)], check=True, capture_output=True, text=True)
        return json.loads(run.stdout)

    def test_functions_agree(self):
        for name, study in self.ours(256).items():
            variables, formula = self.FUNCTIONS[name]
            function = ot.SymbolicFunction(variables, ["y"], formula)
            found = function(ot.Sample(study["inputs"]))
            for theirs, y in zip(found, study["outputs"]):
                self.assertAlmostEqual(theirs[0], y, delta=1e-9)

    def test_same_design_same_indices(self):
        """OpenTURNS 1.20 has our first order as Mauntz-Kucherenko, our total as Jansen, but for three choices: it divides by
        the variance of f(A) alone where we take f(A) and f(B) together; by n - 1 (or 2 n - 1) where we divide by n (or 2 n);
        and takes the mean of the whole design off f(B), where we take that of f(A) and f(B). With these undone the figures
        are the same numbers. What it calls Saltelli estimates mean(f(B) f(AB)) - mean(f(A)) mean(f(B)) (Saltelli 2002), where
        Saltelli and others 2010 have mean(f(B) (f(AB) - f(A))): the two differ by the sample covariance of f(A) and f(B)."""
        for name, study in self.ours(1000).items():
            x = ot.Sample(study["inputs"])
            y = ot.Sample([[value] for value in study["outputs"]])
            factors = x.getDimension()
            n = len(x) // (factors + 2)
            matrix = lambda i: y[i * n:(i + 1) * n]
            mean = lambda sample: sample.computeMean()[0]
            variance_a = matrix(0).computeVariance()[0]  # divided by n - 1
            self.assertAlmostEqual(study["mean"], mean(y[:2 * n]), delta=1e-12)
            self.assertAlmostEqual(study["variance"], y[:2 * n].computeVariance()[0] * (2 * n - 1) / (2 * n), delta=1e-9)
            first = ot.MauntzKucherenkoSensitivityAlgorithm(x, y, n).getFirstOrderIndices()
            total = ot.JansenSensitivityAlgorithm(x, y, n).getTotalOrderIndices()
            saltelli = ot.SaltelliSensitivityAlgorithm(x, y, n).getFirstOrderIndices()
            both = ot.Sample(n, 2)
            both[:, 0], both[:, 1] = matrix(0), matrix(1)
            covariance = both.computeCovariance()[0, 1]
            covariance += (mean(matrix(0)) - mean(y)) * (mean(matrix(1)) - mean(y)) / (n - 1)  # theirs divides products so
            for g in range(factors):
                with self.subTest(function=name, factor=g):
                    moved = (study["mean"] - mean(y)) * (mean(matrix(2 + g)) - mean(matrix(0)))
                    ours = study["variance"] * study["first"][g][0] + moved
                    self.assertAlmostEqual(ours, first[g] * variance_a * (n - 1) / n, delta=1e-9)
                    self.assertAlmostEqual(study["variance"] * study["total"][g][0],
                                           total[g] * variance_a * (2 * n - 1) / (2 * n), delta=1e-9)
                    self.assertAlmostEqual(first[g] - saltelli[g], -covariance / variance_a, delta=1e-9)

    def test_large_samples_agree(self):
        for name, study in self.ours(4096).items():
            variables, formula = self.FUNCTIONS[name]
            n = 1 << 15
            law = ot.ComposedDistribution([ot.Uniform(0.0, 1.0)] * len(variables))
            ot.RandomGenerator.SetSeed(1)
            x = ot.SobolIndicesExperiment(ot.LowDiscrepancyExperiment(ot.SobolSequence(), law, n), False).generate()
            y = ot.SymbolicFunction(variables, ["y"], formula)(x)
            first = ot.MartinezSensitivityAlgorithm(x, y, n).getFirstOrderIndices()
            total = ot.JansenSensitivityAlgorithm(x, y, n).getTotalOrderIndices()
            for g in range(len(variables)):
                with self.subTest(function=name, factor=g):
                    self.assertAlmostEqual(study["first"][g][0], first[g], delta=0.01)
                    self.assertAlmostEqual(study["total"][g][0], total[g], delta=0.01)
                    self.assertLessEqual(study["first"][g][1], first[g] + 0.002)
                    self.assertGreaterEqual(study["first"][g][2], first[g] - 0.002)


if __name__ == "__main__":
    unittest.main()
