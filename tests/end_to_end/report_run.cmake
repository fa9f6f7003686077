# Makes the runs whose reports the browser test opens, afresh: RUNS/case of the bundled scenario, and RUNS/small of the
# starter with what it lacks of a large scenario. Few draws do: the browser reads figures back, it does not judge them.
file(REMOVE_RECURSE ${RUNS})
file(MAKE_DIRECTORY ${RUNS})
execute_process(COMMAND ${SUASION} run belarus-2020 --draws 1024 --full --quiet --out ${RUNS}/case COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${SUASION} new ${RUNS}/small.toml OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(READ ${CMAKE_CURRENT_LIST_DIR}/report/more.toml more)
file(APPEND ${RUNS}/small.toml "${more}")
execute_process(COMMAND ${SUASION} run ${RUNS}/small.toml --model scholz2011 --model as-written --model exchange --draws 256 --full --quiet
  --out ${RUNS}/small COMMAND_ERROR_IS_FATAL ANY)
