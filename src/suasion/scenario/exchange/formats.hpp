#pragma once
/// The formats, each as a reader and a writer of tables. Readers put what is wrong into the findings, and give a table
/// that is of use only if there is none.

#include <string>
#include <string_view>
#include <vector>

#include "suasion/base/result.hpp"
#include "suasion/scenario/exchange/grid.hpp"
#include "suasion/scenario/exchange/table.hpp"

namespace suasion::scenario::exchange {

/// KTAB's CSV (KAPSARC Toolkit for Behavioral Analysis, spatial model of politics): a line with name, description,
/// number of actors and number of issues; a heading; then an actor a line with name, description, capability, and
/// position and salience on each issue, all 0..100. Findings: S101, S103, S104, S203, S402, S704.
[[nodiscard]] Table read_ktab_csv(const Grid& grid, Findings& findings);
/// @pre the table fits: see fits_ktab(). Positions are written on 0..100.
[[nodiscard]] std::string write_ktab_csv(const Table& table);

/// KTAB's XML. Findings: S101 to S104, S201, S203, S402, S701, S702, S704.
[[nodiscard]] Table read_ktab_xml(std::string_view bytes, Findings& findings);
/// @pre as for the CSV.
[[nodiscard]] std::string write_ktab_xml(const Table& table);

/// The words of KTAB's model parameters as a run of `spatial`, e.g. "spatial:victory=square". Parameters without a
/// counterpart are added to `unknown`.
[[nodiscard]] std::string spatial_from(const std::vector<std::pair<std::string, std::string>>& parameters,
                                       std::vector<std::string>& unknown);
/// All nine parameters of KTAB for a model of a scenario; none if it is not `spatial`, plain or with options.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> parameters_from(std::string_view model);

/// A table of stakes with a heading (Scholz, Calbert and Smith's replications: Actor, Capability, Position, Salience),
/// a stake a row, and with a column for the issue where there are several. `issues`, if not null, is a second table
/// with the scale of each issue. Columns that nothing reads are added to `left_out`. Findings: S006, S101 to S104,
/// S201, S203, S402.
[[nodiscard]] Table read_stakes(const Grid& grid, const Grid* issues, Findings& findings,
                                std::vector<std::string>& left_out);
/// The one issue of the table as the replications read it. Salience is a share, 0..1.
[[nodiscard]] std::string write_scholz_csv(const Table& table);

/// Whether the grid begins with the heading of a table of stakes.
[[nodiscard]] bool is_stakes(const Grid& grid);
/// Whether the grid begins like KTAB's CSV.
[[nodiscard]] bool is_ktab(const Grid& grid);

/// The sheets of a workbook (XLSX or ODS) that hold anything. Findings: S004 a sheet too large, S703 no workbook.
[[nodiscard]] std::vector<Grid> read_workbook(std::string_view bytes, Findings& findings);

/// An XLSX workbook with the sheets `Stakes` and `Issues`.
/// @error S705 a text too long for a cell. @throws std::system_error where no temporary file can be written.
[[nodiscard]] base::Result<std::string> write_xlsx(const Table& table);

}  // namespace suasion::scenario::exchange
