#pragma once
/// Several versions of one system, run side by side on the same random numbers: the scenario as it is, and what would
/// be different. A world differs from another by its plan alone, so the difference of two worlds in one draw is the
/// effect of what was changed, and of nothing else.

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "suasion/ensemble/run.hpp"
#include "suasion/ensemble/sketch.hpp"
#include "suasion/math/moments.hpp"
#include "suasion/system/plan.hpp"

namespace suasion::ensemble {

struct World {
  std::string id = {};  ///< e.g. "baseline", "never-planned"
  std::shared_ptr<const system::Plan> plan = {};
  /// Days from the origin after which nothing is asked of it: it is run no further than the tick of that day.
  double until = std::numeric_limits<double>::infinity();
};

/// What is compared draw by draw: first - second, or (first - second) - (third - fourth).
struct Comparison {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t first = 0, second = 0;  ///< indices of worlds
  std::size_t third = none, fourth = none;
};

/// What to run and what to write down.
struct WorldsSpec {
  std::vector<World> worlds = {};  ///< the first is the one that is written down at every tick, the others on `days`
  std::vector<Comparison> comparisons = {};
  std::vector<std::string> variables = {};  ///< names to write down; those a world does not keep stay empty
  std::vector<std::string> followed = {};   ///< of `variables`: those whose differences are written down at every tick
  std::vector<double> days = {};            ///< on which levels, differences and their distributions are written down
};

/// A level, or a difference, over the draws on one day.
struct Spread {
  std::size_t tick = 0;                          ///< the tick that ends nearest to that day
  std::uint64_t below = 0, zero = 0, above = 0;  ///< draws by sign
  Sketch sketch = {};                            ///< of the first spread_draws draws

  template <class Archive>
  void serialize(Archive& archive) {
    archive(tick, below, zero, above, sketch);
  }
};

/// So many draws, the first of them, tell distributions: 5 % of them are then 5 % give or take 0.24. More would cost
/// much of the time of a large run, and show nothing. Means, signs and answers are told by all draws.
inline constexpr std::uint64_t spread_draws = 8192;

/// One variable in one world, or one comparison.
struct Series {
  bool present = false;
  std::vector<math::Moments> ticks = {};  ///< [ticks]; n = 0 from where a world ends, and where nothing is written down
  std::vector<Spread> days = {};          ///< [days]
  std::vector<Sketch> spread = {};  ///< [ticks], of the first spread_draws draws of the first world; empty for events
};

/// Answers to questions in one world.
struct Answers {
  std::vector<std::uint64_t> yes = {};                ///< [questions]; empty where a world was not run to the end
  std::vector<std::vector<std::uint64_t>> both = {};  ///< [questions][questions], of the first world only

  template <class Archive>
  void serialize(Archive& archive) {
    archive(yes, both);
  }
};

struct WorldsResults {
  std::uint64_t seed = 0, draws_asked = 0, draws_done = 0;
  Ranges blocks = {};               ///< of 256 draws, that were done
  std::uint64_t draws_invalid = 0;  ///< with a number that is not finite, in any world
  std::vector<std::string> variables = {};
  std::vector<std::vector<Series>> worlds = {};       ///< [worlds][variables]
  std::vector<std::vector<Series>> comparisons = {};  ///< [comparisons][variables]
  std::vector<Answers> answers = {};                  ///< [worlds]
  std::vector<std::string> questions = {};            ///< ids, in the order of Answers, as the first world has them
};

/// What Control::draws is given of a draw.
struct WorldColumn {
  enum class Kind { input, answer };
  Kind kind = Kind::input;
  std::size_t input = 0;                ///< of the first world's plan
  std::size_t world = 0, question = 0;  ///< of that world's plan: 1 for yes, 0 for no
};

/// Every input of the first world, then every answer, world by world.
[[nodiscard]] std::vector<WorldColumn> world_columns(const WorldsSpec& spec);

/// Runs all worlds over the same draws. The draws of RunSpec, its seed and its design serve all of them.
/// @throws std::system_error where the world fails.
[[nodiscard]] WorldsResults run_worlds(const WorldsSpec& spec, const RunSpec& run, const Control& control = {});

}  // namespace suasion::ensemble
