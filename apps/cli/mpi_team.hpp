#pragma once
/// A team over MPI.

#include "team.hpp"

namespace suasion::cli {

/// Starts MPI. @return nothing where the process is alone in MPI's world. Only where the command was built with MPI.
[[nodiscard]] std::unique_ptr<ProcessTeam> join_mpi(int& argc, char**& argv);

}  // namespace suasion::cli
