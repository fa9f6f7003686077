#pragma once
/// How many threads can run at once.

namespace suasion::base {

/// The processors that this process may run on, at least 1: fewer than the machine has where a launcher, a batch system
/// or `taskset` bound the process to some of them.
[[nodiscard]] unsigned usable_processors();

}  // namespace suasion::base
