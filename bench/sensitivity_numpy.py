#!/usr/bin/env python3
"""Sobol' sensitivity as one writes it in numpy, to be timed beside sensitivity_bench.cpp: the Saltelli matrix of 30 inputs
and 1024 base points (Sobol' sequence of 60 axes, digital shift), then first-order and total indices of one output with
100 bootstrap replicates. No model runs. Needs numpy; run with OMP_NUM_THREADS=1 for one thread.

usage: sensitivity_numpy.py [REPEATS]      prints the middle of the repeats in milliseconds
"""
import sys
import time

import numpy as np

FACTORS, BASE_POINTS, REPLICATES, BITS = 30, 1024, 100, 52


def direction_numbers(axes, generator):
    """Random initial numbers: as costly as published ones, and equally good for a benchmark."""
    numbers = np.zeros((axes, BITS), dtype=np.uint64)
    for bit in range(BITS):
        odd = (generator.integers(0, 1 << min(bit, 51), axes, dtype=np.uint64) << np.uint64(1)) | np.uint64(1)
        numbers[:, bit] = (odd & np.uint64((1 << (bit + 1)) - 1)) << np.uint64(BITS - 1 - bit)
    return numbers


def sobol_points(count, numbers, shift):
    """[count, axes] points by Gray code, all axes of a point at once."""
    points = np.empty((count, numbers.shape[0]), dtype=np.uint64)
    state = shift.copy()
    for i in range(count):
        points[i] = state
        state ^= numbers[:, (~i & (i + 1)).bit_length() - 1]
    return (points + 0.5) * 2.0**-BITS


def saltelli_matrix(numbers, shift):
    """[(factors + 2) base points, factors]: A, B, and A with each column from B."""
    both = sobol_points(BASE_POINTS, numbers, shift)
    a, b = both[:, :FACTORS], both[:, FACTORS:]
    matrix = np.tile(a, (FACTORS + 2, 1, 1))
    matrix[1] = b
    for g in range(FACTORS):
        matrix[2 + g, :, g] = b[:, g]
    return matrix.reshape(-1, FACTORS)


def first_order(a, ab, b):
    return np.mean(b * (ab - a), axis=0) / np.var(np.concatenate([a, b]), axis=0)


def total_order(a, ab, b):
    return 0.5 * np.mean((a - ab) ** 2, axis=0) / np.var(np.concatenate([a, b]), axis=0)


def analyse(y, generator):
    """[factors, 2, 3]: value, lower and upper end of the first-order and the total index of every factor."""
    y = y.reshape(FACTORS + 2, BASE_POINTS)
    y = y - y[:2].mean()
    a, b = y[0], y[1]
    rows = generator.integers(0, BASE_POINTS, (BASE_POINTS, REPLICATES))
    result = np.empty((FACTORS, 2, 3))
    for g in range(FACTORS):
        ab = y[2 + g]
        for k, index in enumerate((first_order, total_order)):
            result[g, k, 0] = index(a, ab, b)
            result[g, k, 1:] = np.percentile(index(a[rows], ab[rows], b[rows]), [2.5, 97.5])
    return result


def middle_ms(work, repeats):
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1e3)
    return sorted(times)[repeats // 2]


def main():
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    generator = np.random.default_rng(1)
    numbers = direction_numbers(2 * FACTORS, generator)
    shift = generator.integers(0, 1 << BITS, 2 * FACTORS, dtype=np.uint64)
    y = generator.random((FACTORS + 2) * BASE_POINTS)
    print(f"sampling {FACTORS} x {BASE_POINTS}: {middle_ms(lambda: saltelli_matrix(numbers, shift), repeats):.2f} ms")
    print(f"indices {FACTORS} x {BASE_POINTS}, {REPLICATES} replicates: "
          f"{middle_ms(lambda: analyse(y, generator), repeats):.2f} ms")


if __name__ == "__main__":
    main()
