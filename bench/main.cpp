#include <benchmark/benchmark.h>

#include "family_bench.hpp"

int main(int argc, char** argv) {
  register_family();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
    return 1;
  }
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
