#include "suasion/analysis/sensitivity/given_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "suasion/analysis/sensitivity/resamples.hpp"
#include "suasion/analysis/sensitivity/slice_table.hpp"
#include "suasion/base/result.hpp"
#include "suasion/math/columns_kernel.hpp"
#include "suasion/math/random.hpp"

namespace suasion::analysis {

namespace {

constexpr std::size_t most_bins = 1024;         ///< of outputs
constexpr std::size_t bootstrap_bins = 128;     ///< for intervals, whose own error is coarser
constexpr std::size_t most_shuffled = 1 << 16;  ///< draws of a permutation
constexpr double floor_level = 0.95;

/// How many draws lie in each slice, last those in none: inputs that agree share their floors.
using Sizes = std::vector<std::size_t>;

Sizes sizes_of(const Classes& slice) {
  Sizes sizes(slice.count + 1, 0);
  for (const std::uint16_t one : slice.of) {
    ++sizes[one];
  }
  return sizes;
}

/// `count` draws in slices of the same shares, in order.
Classes in_order(const Sizes& sizes, std::size_t count) {
  const std::size_t draws = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
  Classes classes{.count = sizes.size() - 1, .of = std::vector<std::uint16_t>(count, 0)};
  std::size_t end = sizes.front();
  for (std::size_t i = 0, slice = 0; i < count; ++i) {
    while (i * draws >= end * count) {
      end += sizes[++slice];
    }
    classes.of[i] = static_cast<std::uint16_t>(slice);
  }
  return classes;
}

/// A permutation that is a function of (seed, number) (Fisher and Yates 1938).
void shuffle(std::vector<std::uint16_t>& values, std::uint64_t seed, std::size_t number) {
  std::vector<double> u(values.size());
  math::uniforms(seed, math::channel("sensitivity.permutation"), 0, number, u);
  for (std::size_t i = values.size(); i > 1; --i) {
    std::swap(values[i - 1], values[std::min(i - 1, static_cast<std::size_t>(u[i - 1] * static_cast<double>(i)))]);
  }
}

class GivenDataStudy {
 public:
  GivenDataStudy(std::span<const std::span<const double>> inputs, std::span<const std::span<const double>> outputs,
                 const GivenDataOptions& options)
      : inputs_(inputs), outputs_(outputs), options_(options), bins_(outputs.size()) {
    result_.assign(outputs.size(), std::vector<GivenDataImportance>(inputs.size()));
    const std::size_t draws = inputs.empty() ? 0 : inputs.front().size();
    stride_ = std::max<std::size_t>(1, draws / most_shuffled);
    shuffled_ = draws / stride_;
  }

  std::optional<std::vector<std::vector<GivenDataImportance>>> run(const Watch& watch) {
    const auto over = [&](std::size_t count, void (GivenDataStudy::*work)(std::size_t), const Carry& carry) {
      return for_each_piece(
          count, options_.threads, [this, work](std::size_t i) { (this->*work)(i); }, watch, carry);
    };
    if (!over(outputs_.size(), &GivenDataStudy::sort_output, {})) {
      return std::nullopt;
    }
    draw_normals();
    if (!over(inputs_.size(), &GivenDataStudy::measure_input,
              [&](std::size_t i, Carrier& carrier) { carry_input(i, carrier); })) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      floors_.try_emplace(sizes_[i], nothing_yet());
    }
    for (auto& floor : floors_) {
      kinds_.push_back(&floor);
    }
    if (!over(kinds_.size() * options_.permutations, &GivenDataStudy::permute,
              [&](std::size_t piece, Carrier& carrier) { carry_permutation(piece, carrier); })) {
      return std::nullopt;
    }
    write_floors();
    return std::move(result_);
  }

 private:
  using Floors = std::vector<std::vector<KsSummary>>;  ///< [outputs][permutations]

  [[nodiscard]] Floors nothing_yet() const { return {outputs_.size(), std::vector<KsSummary>(options_.permutations)}; }

  void sort_output(std::size_t o) { bins_[o] = classify(outputs_[o], most_bins); }

  /// The same numbers serve all inputs and outputs.
  void draw_normals() {
    const std::size_t cells = options_.slices * bootstrap_bins;
    normals_.assign(options_.replicates, std::vector<double>(cells));
    for (std::size_t r = 0; r < options_.replicates; ++r) {
      math::uniforms(options_.seed, math::channel("sensitivity.multiplier"), 0, r, normals_[r]);
      math::column_functions().normal_quantile(normals_[r].data(), normals_[r].data(), cells);
    }
    sizes_.resize(inputs_.size());
  }

  void measure_input(std::size_t i) {
    const Classes slice = classify(inputs_[i], options_.slices);
    sizes_[i] = sizes_of(slice);
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
      const SliceTable table(slice, bins_[o]);
      GivenDataImportance& one = result_[o][i];
      one.slices = slice.count;
      one.left_out = slice.of.size() - table.draws();
      const SliceTable coarse = table.coarse(bootstrap_bins);
      std::vector<KsSummary> replicates;
      for (const std::vector<double>& normals : normals_) {
        replicates.push_back(coarse.bootstrap_distances(normals));
      }
      const KsSummary found = table.distances();
      const KsSummary rough = coarse.distances();
      one.median.value = bounded(found.median, rough.median, replicates, &KsSummary::median);
      one.most.value = bounded(found.most, rough.most, replicates, &KsSummary::most);
    }
  }

  /// What became known of an input.
  void carry_input(std::size_t i, Carrier& carrier) {
    carrier.list(sizes_[i]);
    for (std::vector<GivenDataImportance>& of_output : result_) {
      carrier.value(of_output[i]);
    }
  }

  /// @param value of all bins, `coarse` of those that the replicates have.
  static Bounded bounded(double value, double coarse, const std::vector<KsSummary>& replicates,
                         double KsSummary::*which) {
    constexpr double tail = 0.025;  // on either side
    std::vector<double> all;
    double sum = 0.0;
    for (const KsSummary& one : replicates) {
      all.push_back(one.*which);
      sum += one.*which;
    }
    if (all.empty()) {
      return {value, value, value};
    }
    const double high = quantile_of(all, 1.0 - tail);
    const double mean = sum / static_cast<double>(all.size());
    return {value, std::max(0.0, value - std::max(0.0, high - coarse)), std::min(1.0, value + (high - mean))};
  }

  void permute(std::size_t piece) {
    auto& [sizes, floors] = *kinds_[piece / options_.permutations];
    const std::size_t number = piece % options_.permutations;
    Classes slice = in_order(sizes, shuffled_);
    shuffle(slice.of, options_.seed, number);
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
      floors[o][number] = SliceTable(slice, bins_[o], stride_).distances();
    }
  }

  void carry_permutation(std::size_t piece, Carrier& carrier) {
    for (std::vector<KsSummary>& of_output : kinds_[piece / options_.permutations]->second) {
      carrier.value(of_output[piece % options_.permutations]);
    }
  }

  [[nodiscard]] double floor_of(const std::vector<KsSummary>& permuted, double KsSummary::*which) const {
    std::vector<double> all;
    std::transform(permuted.begin(), permuted.end(), std::back_inserter(all),
                   [which](const KsSummary& one) { return one.*which; });
    return all.empty() ? 0.0 : quantile_of(all, floor_level) / std::sqrt(static_cast<double>(stride_));
  }

  void write_floors() {
    for (std::size_t o = 0; o < outputs_.size(); ++o) {
      std::map<Sizes, std::pair<double, double>> floors;
      for (const auto& [sizes, permuted] : floors_) {
        floors[sizes] = {floor_of(permuted[o], &KsSummary::median), floor_of(permuted[o], &KsSummary::most)};
      }
      for (std::size_t i = 0; i < inputs_.size(); ++i) {
        std::tie(result_[o][i].median.floor, result_[o][i].most.floor) = floors[sizes_[i]];
      }
    }
  }

  std::span<const std::span<const double>> inputs_, outputs_;
  const GivenDataOptions& options_;
  std::vector<Classes> bins_;  ///< [outputs]
  std::size_t stride_ = 1, shuffled_ = 0;
  std::vector<std::vector<double>> normals_ = {};  ///< [replicates][cells]
  std::vector<Sizes> sizes_ = {};                  ///< [inputs]
  std::map<Sizes, Floors> floors_ = {};
  std::vector<std::pair<const Sizes, Floors>*> kinds_ = {};  ///< of them, in order
  std::vector<std::vector<GivenDataImportance>> result_ = {};
};

}  // namespace

std::optional<std::vector<std::vector<GivenDataImportance>>> given_data(
    std::span<const std::span<const double>> inputs, std::span<const std::span<const double>> outputs,
    const GivenDataOptions& options, const Watch& watch) {
  base::require(options.slices > 1, "an input is cut into slices");
  for (const auto& columns : {inputs, outputs}) {
    for (const std::span<const double> column : columns) {
      base::require(column.size() == inputs.front().size(), "all columns are of one length");
    }
  }
  return GivenDataStudy(inputs, outputs, options).run(watch);
}

}  // namespace suasion::analysis
