#include "suasion/analysis/sensitivity/sobol.hpp"

#include <algorithm>

#include "suasion/analysis/sensitivity/base_points.hpp"
#include "suasion/base/result.hpp"
#include "suasion/ensemble/trials.hpp"

namespace suasion::analysis {

namespace {

using model::block_draws;

/// Tries the design: A, B and every AB, a batch a piece.
class Sampler {
 public:
  Sampler(const ensemble::Experiment& experiment, const std::vector<FactorGroup>& groups, const SobolOptions& options)
      : groups_(groups),
        points_(experiment, options.base_points, options.seed, 2),
        trials_(experiment),
        seed_(options.seed),
        outputs_(experiment.outputs().size()),
        reached_((2 + groups.size()) * outputs_, 1),
        values_(reached_.size() * options.base_points) {
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (std::size_t o = 0; o < outputs_; ++o) {
        reached_[(2 + g) * outputs_ + o] = reaches(experiment, groups[g], o) ? 1 : 0;
      }
    }
  }

  [[nodiscard]] std::size_t pieces() const { return points_.blocks() * (2 + groups_.size()); }
  [[nodiscard]] math::DesignKind design() const { return points_.design(); }

  /// Piece (block, matrix): 0 is A, 1 is B, 2 + g is AB of group g.
  void run(std::size_t piece) {
    const std::size_t block = piece / (2 + groups_.size());
    const std::size_t matrix = piece % (2 + groups_.size());
    const std::span<const char> wanted = std::span(reached_).subspan(matrix * outputs_, outputs_);
    if (std::none_of(wanted.begin(), wanted.end(), [](char one) { return one != 0; })) {
      return;
    }
    std::vector<const double*> columns = points_.columns(matrix == 1 ? 1 : 0, block);
    bool other_luck = matrix == 1;
    if (matrix >= 2) {
      const FactorGroup& group = groups_[matrix - 2];
      other_luck = group.chance;
      for (const std::size_t factor : group.factors) {
        columns[factor] = points_.column(1, factor, block);
      }
    }
    std::vector<double> found;
    trials_.run(
        {.columns = columns, .seed = other_luck ? second_luck(seed_) : seed_, .first_draw = block * block_draws},
        wanted, found);
    for (std::size_t o = 0; o < outputs_; ++o) {
      if (wanted[o] != 0) {
        std::copy_n(found.data() + o * block_draws, points_.rows(block),
                    values_.data() + (matrix * outputs_ + o) * points_.count() + block * block_draws);
      }
    }
  }

  /// What a piece filled in.
  void carry(std::size_t piece, Carrier& carrier) {
    const std::size_t block = piece / (2 + groups_.size());
    const std::size_t matrix = piece % (2 + groups_.size());
    for (std::size_t at = matrix * outputs_; at < (matrix + 1) * outputs_; ++at) {
      if (reached_[at] != 0) {
        carrier.values(std::span(values_).subspan(at * points_.count() + block * block_draws, points_.rows(block)));
      }
    }
  }

  [[nodiscard]] PickFreeze values(std::size_t output) const {
    PickFreeze result{.a = values(0, output), .b = values(1, output)};
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      result.ab.push_back(values(2 + g, output));
    }
    return result;
  }

 private:
  [[nodiscard]] std::span<const double> values(std::size_t matrix, std::size_t output) const {
    const std::size_t at = matrix * outputs_ + output;
    return reached_[at] != 0 ? std::span(values_).subspan(at * points_.count(), points_.count())
                             : std::span<const double>();
  }

  const std::vector<FactorGroup>& groups_;
  BasePoints points_;
  ensemble::Trials trials_;
  std::uint64_t seed_;
  std::size_t outputs_;
  std::vector<char> reached_;   ///< [2 + groups][outputs]
  std::vector<double> values_;  ///< [2 + groups][outputs][base points]
};

}  // namespace

std::size_t sobol_batches(std::size_t groups, const SobolOptions& options) {
  return (options.base_points + block_draws - 1) / block_draws * (2 + groups);
}

std::optional<SobolStudy> sobol(const ensemble::Experiment& experiment, std::vector<FactorGroup> groups,
                                const SobolOptions& options, const Watch& watch) {
  base::require(split_links(experiment, groups).empty(), "links do not cross groups of Sobol' indices");
  Sampler sampler(experiment, groups, options);
  if (!for_each_piece(
          sampler.pieces(), options.threads, [&](std::size_t piece) { sampler.run(piece); }, watch,
          [&](std::size_t piece, Carrier& carrier) { sampler.carry(piece, carrier); })) {
    return std::nullopt;
  }
  SobolStudy study{.base_points = options.base_points, .design = sampler.design()};
  study.outputs.resize(experiment.outputs().size());
  const Resamples resamples(options.base_points, options.replicates, options.seed);
  const auto analyse = [&](std::size_t o) { study.outputs[o] = indices(sampler.values(o), resamples); };
  const auto carry = [&](std::size_t o, Carrier& carrier) {
    OutputIndices& output = study.outputs[o];
    carrier.value(output.constant);
    carrier.value(output.left_out);
    carrier.value(output.mean);
    carrier.value(output.variance);
    carrier.list(output.groups);
  };
  if (!for_each_piece(study.outputs.size(), options.threads, analyse, watch.silent(), carry)) {
    return std::nullopt;
  }
  study.groups = std::move(groups);
  return study;
}

}  // namespace suasion::analysis
