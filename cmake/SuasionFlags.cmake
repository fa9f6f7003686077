# Flags that every target of the project shares. Contraction into fused multiply-add is off because results must have
# the same bits on every instruction set; see docs/decisions/002-bit-equal-results.md.
add_library(suasion_flags INTERFACE)
target_compile_options(suasion_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wno-psabi -ffp-contract=off
  -ffile-prefix-map=${PROJECT_SOURCE_DIR}/= $<$<BOOL:${SUASION_WERROR}>:-Werror>)
target_include_directories(suasion_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)

# Sanitizers stop at the first finding, so that a test that passes has none.
if(SUASION_SANITIZE)
  target_compile_options(suasion_flags INTERFACE
    -fsanitize=${SUASION_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(suasion_flags INTERFACE -fsanitize=${SUASION_SANITIZE})
endif()
