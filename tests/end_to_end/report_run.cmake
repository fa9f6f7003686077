# Makes the run whose report the browser test opens, afresh.
file(REMOVE_RECURSE ${RUN})
execute_process(COMMAND ${SUASION} run belarus-2020 --quiet --out ${RUN} COMMAND_ERROR_IS_FATAL ANY)
