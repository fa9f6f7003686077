# What `cmake --install` copies besides the command (apps/cli installs that, with completions, manual page and schemas).
install(DIRECTORY scenarios/ DESTINATION ${CMAKE_INSTALL_DATADIR}/suasion/scenarios
  FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.md")
install(FILES LICENSE NOTICE DESTINATION ${CMAKE_INSTALL_DOCDIR})
