#include "suasion/base/processors.hpp"

#include <sched.h>

#include <algorithm>
#include <thread>

namespace suasion::base {

unsigned usable_processors() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0) {
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&allowed)));
  }
  return std::max(1U, std::thread::hardware_concurrency());  // more processors than such a set has room for
}

}  // namespace suasion::base
