# Writes build_id.hpp: the commit that is being built, or the version where there is no repository. Run at every build;
# the file changes only when its content does.
set(build_id ${VERSION})
find_program(GIT git)
if(GIT AND EXISTS ${SOURCE_DIR}/.git)
  execute_process(COMMAND ${GIT} -C ${SOURCE_DIR} describe --always --dirty --abbrev=12
    OUTPUT_VARIABLE described OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(build_id ${described})
  endif()
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT [[#pragma once
#include <string_view>
namespace suasion::cli {
/// The commit that was built.
inline constexpr std::string_view build_id = "@build_id@";
}  // namespace suasion::cli
]] @ONLY)
