#pragma once
/// A run folder while it is being written: under another name beside its place, renamed when it is complete, so that no
/// one ever sees half of one.

#include <filesystem>
#include <string_view>
#include <vector>

namespace suasion::cli {

class OutputFolder {
 public:
  /// Claims `wanted`: it must not exist, or be an empty folder, no other run may be writing to it, and none may have
  /// left anything to be taken up there. @throws Failure (bad_input) "output folder in use"; std::system_error where
  /// nothing can be made there.
  [[nodiscard]] static OutputFolder claim(const std::filesystem::path& wanted);

  /// Claims what a run that was broken off left behind, all that is in it included: the unfinished folder of `wanted`,
  /// or else `wanted` itself, which is then unfinished again. @param wanted may also be the unfinished folder.
  /// @throws Failure (world) where there is neither; (bad_input) where another run writes to it; std::system_error.
  [[nodiscard]] static OutputFolder take_up(const std::filesystem::path& wanted);

  /// Where a run into `wanted` is under way, or was broken off: the folder, as take_up() finds it. Nothing if there is
  /// neither.
  [[nodiscard]] static std::filesystem::path unfinished_of(const std::filesystem::path& wanted);

  /// Claims `base`, or the first of base-2, base-3, ... that is free.
  [[nodiscard]] static OutputFolder claim_free(const std::filesystem::path& base);

  /// True for a folder that goes by the name of an unfinished one: what is in it need not be whole, nor on the disk.
  [[nodiscard]] static bool is_unfinished(const std::filesystem::path& folder);

  ~OutputFolder();  ///< deletes what was not finished, but what was taken up or keeps parts of the run
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& final_path() const { return wanted_; }
  [[nodiscard]] const std::filesystem::path& unfinished_path() const { return unfinished_; }

  /// Writes a file, or another in its place, making the folders it needs. @throws std::system_error, e.g. for a full
  /// disk.
  void write(const std::filesystem::path& name, std::string_view bytes) const;

  /// Puts the folder in its place, once all that is in it is on the disk.
  /// @throws Failure (bad_input) if something came there meanwhile.
  void finish();

 private:
  OutputFolder() = default;
  std::filesystem::path wanted_ = {};
  std::filesystem::path unfinished_ = {};
  std::vector<std::filesystem::path> made_parents_ = {};  ///< deleted again if empty and not finished
  bool taken_up_ = false;                                 ///< was there before, and stays whatever happens
  int lock_ = -1;                                         ///< descriptor of the unfinished folder, locked
};

/// Writes a file that does not exist yet; deletes it again if that fails half-way.
/// @throws Failure (bad_input) if it exists; std::system_error.
void create_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace suasion::cli
