# Flags that every target of the project shares. Contraction into fused multiply-add is off because results must have
# the same bits on every instruction set; see docs/decisions/002-bit-equal-results.md.
add_library(suasion_flags INTERFACE)
# A name of one source may be a local name of another that is compiled together with it.
set(SUASION_SHADOW -Wshadow)
if(SUASION_UNITY)
  set(SUASION_SHADOW $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
endif()
target_compile_options(suasion_flags INTERFACE
  -Wall -Wextra -Wconversion ${SUASION_SHADOW} -Wno-psabi -ffp-contract=off
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= $<$<BOOL:${SUASION_WERROR}>:-Werror>)
# GCC 12 finds trouble inside std::string where there is none (its bugs 105651 and 105562), once it has inlined enough.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(suasion_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
target_include_directories(suasion_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)

# Sanitizers stop at the first finding, so that a test that passes has none.
if(SUASION_SANITIZE)
  target_compile_options(suasion_flags INTERFACE
    -fsanitize=${SUASION_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(suasion_flags INTERFACE -fsanitize=${SUASION_SANITIZE})
endif()
