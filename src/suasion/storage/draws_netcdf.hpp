#pragma once
/// A table of draws as NetCDF-4: the file that other programs open. Its layout is that of ArviZ's InferenceData (a
/// group for what is drawn, one for what follows from it, ...; dimensions `chain` and `draw` first), its attributes are
/// those of the CF conventions 1.8. docs/manual/draws.md describes it for users.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "suasion/storage/draws.hpp"

namespace suasion::storage {

/// Told how many draws are written, from time to time; what it throws ends the writing.
using DrawsWritten = std::function<void(std::uint64_t)>;

/// Makes a file of the segments of a folder, durably and as a whole: it is written beside as `.NAME.unfinished`, then
/// renamed. Needs memory for one segment and some 16384 draws, however many there are. The same values give the same
/// bytes, whatever the segments they came in; therefore no date is in them. Variables without elements are left out,
/// and so are groups without variables. Not thread-safe, nor is anything else that uses libnetcdf at the same time.
/// @param spool segments that cover the draws 0 to header.draws without gap or overlap, as wide as the header says.
/// @throws std::system_error (a full disk says so; DrawsFlaw::damaged for a segment that is not sound); InternalError
/// where the segments are not those of the header, or the header is not sound (require_sound()).
void write_netcdf(const std::filesystem::path& path, const DrawsHeader& header, const std::filesystem::path& spool,
                  const DrawsWritten& written = {});

/// The same, with the columns of several folders side by side, in their order.
void write_netcdf(const std::filesystem::path& path, const DrawsHeader& header,
                  const std::vector<std::filesystem::path>& spools, const DrawsWritten& written = {});

}  // namespace suasion::storage
