# The libraries that results are stored with, as one target: draws in NetCDF-4, the catalogue of runs in SQLite, what has
# been done of a run by cereal.
pkg_check_modules(netcdf REQUIRED IMPORTED_TARGET netcdf)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
find_package(cereal REQUIRED)
add_library(suasion_storage INTERFACE)
target_link_libraries(suasion_storage INTERFACE PkgConfig::netcdf PkgConfig::sqlite3 cereal::cereal)
