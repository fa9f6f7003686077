# What `cmake --install` copies: the command, its completions and manual page (the command writes them itself, so they
# cannot disagree with its options), the bundled scenarios and the schema.
if(EXISTS ${PROJECT_SOURCE_DIR}/scenarios)
  install(DIRECTORY scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/suasion/scenarios
    FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.md" PATTERN "*.json")
endif()
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
