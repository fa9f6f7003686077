# Target `headers_alone`: compiles every header of the library and the apps by itself, included twice, so that none
# leans on what its includer happened to include before it. Not part of the ordinary build.
file(GLOB_RECURSE suasion_headers RELATIVE ${PROJECT_SOURCE_DIR} CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/src/*.hpp ${PROJECT_SOURCE_DIR}/apps/*.hpp)
set(suasion_header_units)
foreach(header IN LISTS suasion_headers)
  string(REGEX REPLACE "\\.hpp$" ".cpp" unit ${PROJECT_BINARY_DIR}/headers_alone/${header})
  set(content "#include \"${PROJECT_SOURCE_DIR}/${header}\"\n#include \"${PROJECT_SOURCE_DIR}/${header}\"\n")
  file(CONFIGURE OUTPUT ${unit} CONTENT "${content}" @ONLY)
  list(APPEND suasion_header_units ${unit})
endforeach()
add_library(headers_alone OBJECT EXCLUDE_FROM_ALL ${suasion_header_units})
target_include_directories(headers_alone PRIVATE ${PROJECT_SOURCE_DIR}/apps/cli)
target_link_libraries(headers_alone PRIVATE suasion_flags fmt::fmt tl::expected)
# Kernel headers are compiled once per instruction set in earnest; here the plainest one stands for all.
target_compile_definitions(headers_alone PRIVATE SUASION_TARGET=generic)
target_compile_options(headers_alone PRIVATE -O0)
