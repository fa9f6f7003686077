// How long processes take to give each other what they found: run it with `mpirun -n N`. Prints, as JSON, seconds for
// an exchange of so many bytes in all; bench/scaling.py fits a straight line through them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "mpi_team.hpp"

namespace {

/// The middle of some exchanges.
double seconds(suasion::base::Team& team, std::size_t bytes) {
  constexpr std::size_t repeats = 15;
  const std::string mine(bytes / team.size(), 'x');
  std::vector<double> all;
  for (std::size_t i = 0; i < repeats; ++i) {
    static_cast<void>(team.all_gather("ready"));
    const auto start = std::chrono::steady_clock::now();
    static_cast<void>(team.all_gather(mine));
    all.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(all.begin(), all.begin() + repeats / 2, all.end());
  return all[repeats / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const auto team = suasion::cli::join_mpi(argc, argv);
  if (team == nullptr) {
    fmt::print(stderr, "start this with mpirun -n 2 or more\n");
    return 2;
  }
  std::string text;
  for (const std::size_t bytes : {std::size_t{0}, std::size_t{1} << 20, std::size_t{16} << 20, std::size_t{64} << 20}) {
    text +=
        fmt::format("{}{{\"bytes\": {}, \"seconds\": {:.6g}}}", text.empty() ? "" : ", ", bytes, seconds(*team, bytes));
  }
  if (team->rank() == 0) {
    fmt::print("[{}]\n", text);
  }
  static_cast<void>(team->leave(suasion::cli::done, false));
  return 0;
}
