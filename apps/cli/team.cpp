#include "team.hpp"

#include <cstdlib>
#include <initializer_list>

#include "mpi_team.hpp"

namespace suasion::cli {

namespace {

/// The first of these variables of the environment that is a number; 0 where none is.
long number_in(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread starts
    const long number = value == nullptr ? 0 : std::strtol(value, nullptr, 10);
    if (number > 0) {
      return number;
    }
  }
  return 0;
}

bool is_set(const char* name) {
  return std::getenv(name) != nullptr;  // NOLINT(concurrency-mt-unsafe): read before any thread starts
}

/// How many processes a launcher started; 0 where it was none, so that an ordinary start never waits for MPI.
long started_together() {
  const long stated = number_in({"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"});  // mpirun of Open MPI; of others, and srun
  if (stated > 0 || !is_set("PMIX_RANK")) {
    return stated;
  }
  return number_in({"SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"});  // srun --mpi=pmix
}

}  // namespace

std::unique_ptr<ProcessTeam> join_team(int& argc, char**& argv) {
  if (started_together() < 2) {
    return nullptr;
  }
#ifdef SUASION_HAS_MPI
  return join_mpi(argc, argv);
#else
  static_cast<void>(argc);
  static_cast<void>(argv);
  throw Failure(bad_input, "several processes were started together, but this suasion was built without MPI",
                "build it where MPI is installed (Debian: libopenmpi-dev), or share the draws out with --shard");
#endif
}

}  // namespace suasion::cli
