# The libraries that results are stored with, as one target: draws in NetCDF-4, packed by zlib while a run is under way, the
# catalogue of runs in SQLite, what has been done of a run by cereal. HDF5 is what libnetcdf writes with; one call goes to it
# directly.
pkg_check_modules(netcdf REQUIRED IMPORTED_TARGET netcdf)
pkg_check_modules(hdf5 REQUIRED IMPORTED_TARGET hdf5-serial)
pkg_check_modules(sqlite3 REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(zlib REQUIRED IMPORTED_TARGET zlib)
find_package(cereal REQUIRED)
add_library(suasion_storage INTERFACE)
target_link_libraries(suasion_storage INTERFACE PkgConfig::netcdf PkgConfig::hdf5 PkgConfig::sqlite3 PkgConfig::zlib
  cereal::cereal)
