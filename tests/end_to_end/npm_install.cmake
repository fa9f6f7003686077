# Copies a folder with a package.json into the build tree and installs what its lock file pins there, once for each lock
# file, so that the source tree stays clean.
file(MAKE_DIRECTORY ${TO})
file(COPY ${FROM}/ DESTINATION ${TO} PATTERN node_modules EXCLUDE)
file(SHA256 ${FROM}/package-lock.json lock)
if(EXISTS ${TO}/installed)
  file(READ ${TO}/installed installed)
endif()
if(NOT "${installed}" STREQUAL "${lock}")
  execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${TO}
    COMMAND_ERROR_IS_FATAL ANY)
  file(WRITE ${TO}/installed ${lock})
endif()
