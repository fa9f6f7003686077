#pragma once
/// Draws of a run on their way into draws.nc: kept as segments in the checkpoint while the run is under way.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kept.hpp"
#include "simulate.hpp"

namespace suasion::cli {

/// Puts the draws of a stage into segments below a run folder.
class FolderDraws : public ensemble::DrawsSink {
 public:
  /// @param folder of the run
  FolderDraws(const std::filesystem::path& folder, const std::string& stage);

  void add(std::uint64_t first, std::size_t rows, std::span<const double> columns) override;
  void flush() override;

 private:
  std::filesystem::path folder_;
  std::uint64_t first_ = 0;
  std::size_t rows_ = 0;
  std::vector<std::vector<double>> columns_ = {};
};

/// Deletes the segments that lie beyond what the parts of a run have. @return the stages whose segments do not have all
/// that the parts have, so that they must be done again.
[[nodiscard]] std::vector<std::string> trim_draws(const std::filesystem::path& folder, const Kept& kept,
                                                  std::uint64_t draws);

/// Writes draws.nc of a run that is complete. @param folder of the run @throws std::system_error.
void write_draws(const Prepared& prepared, const std::filesystem::path& folder);

}  // namespace suasion::cli
