#pragma once
/// The processes that an MPI launcher (mpirun, srun) started for one command. They run the same command side by side;
/// process 0 speaks and writes for all of them.

#include <memory>

#include "status.hpp"
#include "suasion/base/team.hpp"

namespace suasion::cli {

/// A team that also agrees on its end. Where a process fails, the others learn of it when they next exchange something:
/// all_gather and gather then throw Stop with the status of the process that failed.
class ProcessTeam : public base::Team {
 public:
  /// Who tells the user about an end that is not a good one.
  enum class Speaker {
    other,  ///< another process, or nobody: all is well
    this_process,
    this_process_alone  ///< the others are busy and do not listen: say it, then `abort`
  };

  /// Tells the others that this process has come to its end, and waits for theirs; for a moment only where it failed.
  /// Leaves the team: nothing is exchanged afterwards.
  /// @param failed the command ended with an error of this process, not with a status that all agreed on.
  [[nodiscard]] virtual Speaker leave(Status status, bool failed) = 0;

  /// Ends all processes at once.
  [[noreturn]] virtual void abort(Status status) = 0;
};

/// Joins the processes that were started together with this one. @param argc,argv as main got them.
/// @return nothing where this process is alone: no launcher started it, or it started no other.
/// @throws Failure (bad_input) where there are others but the command was built without MPI.
[[nodiscard]] std::unique_ptr<ProcessTeam> join_team(int& argc, char**& argv);

}  // namespace suasion::cli
