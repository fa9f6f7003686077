#pragma once
/// What a run folder keeps of a run that is not complete: `checkpoint/STAGE-BLOCK.part`, so that it can be taken up
/// again after anything that ends a process; and, where draws are saved, `checkpoint/draws-STAGE/`.

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "suasion/ensemble/keeping.hpp"

namespace suasion::cli {

inline constexpr const char* checkpoint_name = "checkpoint";

/// Which run parts belong to. Parts of another run, or of another version, are never mixed with its own.
struct RunKey {
  std::string version = {};  ///< of suasion
  std::string hash = {};     ///< of everything that its figures hang on
};

/// A part that was kept.
struct KeptPart {
  std::string file = {};  ///< in the checkpoint
  std::string stage = {};
  ensemble::Ranges blocks = {};
};

/// All that a folder keeps.
struct Kept {
  std::vector<KeptPart> sound = {};
  struct Useless {
    std::string file = {};  ///< in the checkpoint
    std::string why = {};   ///< goes on from the name of the file: "is cut short"
  };
  std::vector<Useless> damaged = {};  ///< what they held can be done again
  std::vector<Useless> foreign = {};  ///< whole, but of another run or version
};

/// Looks through the checkpoint of a run folder, each part to its last byte. @throws std::system_error.
[[nodiscard]] Kept look_through(const std::filesystem::path& folder, const RunKey& key);

/// True where a folder keeps parts of a run, sound or not.
[[nodiscard]] bool keeps_parts(const std::filesystem::path& folder);

/// Which blocks of a stage are kept.
[[nodiscard]] ensemble::Ranges blocks_of_stage(const Kept& kept, const std::string& stage);

/// Keeps parts in a folder.
class FolderKeeper : public ensemble::Keeper {
 public:
  /// @param folder of the run @param seconds between one time and the next @param the_end whether a stage is kept when
  /// it is complete
  FolderKeeper(std::filesystem::path folder, RunKey key, double seconds, bool the_end);

  [[nodiscard]] std::vector<std::string> kept(const std::string& stage) override;
  [[nodiscard]] std::chrono::steady_clock::time_point due() const override { return last_ + interval_; }
  [[nodiscard]] bool keeps_the_end() const override { return the_end_; }
  void keep(const std::string& stage, const ensemble::Ranges& blocks, const std::string& part) override;

 private:
  std::filesystem::path folder_;
  RunKey key_;
  std::chrono::steady_clock::duration interval_;
  bool the_end_, kept_before_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

}  // namespace suasion::cli
