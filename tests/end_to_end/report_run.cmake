# Makes the runs whose reports the browser test opens, afresh: RUNS/case of the bundled scenario, and RUNS/small of the
# starter with what it lacks of a large scenario. Few draws do: the browser reads figures back, it does not judge them.
file(REMOVE_RECURSE ${RUNS})
file(MAKE_DIRECTORY ${RUNS})
execute_process(COMMAND ${SUASION} run belarus-2020 --draws 1024 --quiet --out ${RUNS}/case COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${SUASION} new ${RUNS}/small.toml OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(READ ${CMAKE_CURRENT_LIST_DIR}/report/more.toml more)
file(APPEND ${RUNS}/small.toml "${more}")
execute_process(COMMAND ${SUASION} run ${RUNS}/small.toml --model scholz2011 --model as-written --model exchange --draws 256 --quiet
  --out ${RUNS}/small COMMAND_ERROR_IS_FATAL ANY)

# What a full run finds out about its own forecasts, of fewer draws.
function(add_analysis run scenario draws)
  set(found ${RUNS}/found-${run})
  file(MAKE_DIRECTORY ${found})
  foreach(command why flip sensitivity)
    set(outputs)
    set(take 1024)
    if(command STREQUAL "flip")
      foreach(output ${ARGN})
        list(APPEND outputs --output ${output})
      endforeach()
    elseif(command STREQUAL "sensitivity")
      set(take ${draws})
    endif()
    execute_process(COMMAND ${SUASION} ${command} ${scenario} ${outputs} --draws ${take} --quiet --out ${found}/${command}.json
      OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  execute_process(COMMAND ${NODE} ${CMAKE_CURRENT_LIST_DIR}/report/add_analysis.mjs ${RUNS}/${run} ${found} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${SUASION} report ${RUNS}/${run} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endfunction()
add_analysis(case belarus-2020 256 integration oil-resumes K01)
add_analysis(small ${RUNS}/small.toml 256)
