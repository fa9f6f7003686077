# The libraries of import and export, as one target: XML, and workbooks read and written.
find_package(PkgConfig REQUIRED)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(orcus REQUIRED IMPORTED_TARGET liborcus-0.17 libixion-0.17)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
# Debian's liborcus-spreadsheet-model-0.17.pc names a folder that does not exist
find_library(SUASION_ORCUS_MODEL orcus-spreadsheet-model-0.17 REQUIRED)
mark_as_advanced(SUASION_ORCUS_MODEL)
add_library(suasion_exchange INTERFACE)
target_link_libraries(suasion_exchange INTERFACE PkgConfig::pugixml PkgConfig::orcus PkgConfig::xlsxwriter
  ${SUASION_ORCUS_MODEL})
