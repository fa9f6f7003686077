# Installs the pinned checker into the build folder, once for each lock file.
file(SHA256 ${FROM}/package-lock.json lock)
if(EXISTS ${TO}/installed)
  file(READ ${TO}/installed installed)
endif()
if(NOT "${installed}" STREQUAL "${lock}")
  file(MAKE_DIRECTORY ${TO})
  file(COPY ${FROM}/package.json ${FROM}/package-lock.json DESTINATION ${TO})
  execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${TO}
    COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${TO}/installed ${lock})
endif()
