# suasion_unity(TARGET SOURCES...): in builds with SUASION_UNITY, compiles sources of one target together, some at a time,
# as one file that includes them: most of the time of a build goes into the headers that all of them include. Neighbours
# go together where they can, as they are listed by folder.
#
# Sources that give one name to different things, if only in unnamed namespaces, do not go together, nor do those that
# use different namespaces inside a floor whole. Such names are read off the sources, whose layout clang-format sees to:
# what begins at the first column is declared in a namespace. A name too many only keeps two sources apart; one too few
# (made by a macro, say, or declared in a header that another source includes) is an error of the compiler that shows
# both places: give one of them another name, or name the source in SUASION_UNITY_APART.
option(SUASION_UNITY "Compile the sources of a target together" OFF)
set(SUASION_UNITY_SIZE 24)
set(SUASION_UNITY_APART
  analysis/flip/flip.cpp              # its Cancelled and the one of the search for leverage
  verification/model/votes_test.cpp)  # its Form and Procedure and those of the plain implementations

# A group takes the compiler up to 1.6 GB: no more of them at a time than the machine has memory for.
if(SUASION_UNITY)
  cmake_host_system_information(RESULT memory QUERY TOTAL_PHYSICAL_MEMORY)  # in MiB
  math(EXPR jobs "${memory} / 1700")
  if(jobs LESS 1)
    set(jobs 1)
  endif()
  set_property(GLOBAL APPEND PROPERTY JOB_POOLS compile=${jobs})
  set(CMAKE_JOB_POOL_COMPILE compile)
endif()

# suasion_names(SOURCE NAMES USES): the names that a source declares in namespaces, and the namespaces inside a floor that
# it uses whole. Names are told apart by the namespace that the source begins with: models and modules have one each.
function(suasion_names source names uses)
  file(READ ${source} text)
  string(REGEX REPLACE "[][;\\\\]" " " text "\n${text}")  # what means something in lists of CMake
  string(REGEX MATCHALL "\n *using namespace [A-Za-z0-9_]+::[A-Za-z0-9_]+::[A-Za-z0-9_:]+" found_uses "${text}")
  string(REGEX REPLACE "\n *using namespace" "\n//" text "${text}")
  string(REGEX MATCHALL "\n(struct|class|enum class) [A-Za-z0-9_]+|\n[A-Za-z][A-Za-z0-9_:<>,&* ]*[ &*][A-Za-z0-9_]+ *[=({]"
    found "${text}")
  # one alias may be declared twice
  list(FILTER found EXCLUDE REGEX "^\n(using |namespace fs =)")
  list(TRANSFORM found REPLACE " *[=({]$" "")
  list(TRANSFORM found REPLACE "^.*[ &*]" "")
  string(REGEX MATCH "\nnamespace ([A-Za-z0-9_:]+) {" within "${text}")
  list(TRANSFORM found PREPEND "${CMAKE_MATCH_1}::")
  list(SORT found_uses)
  set(${names} "${found}" PARENT_SCOPE)
  set(${uses} "${found_uses}" PARENT_SCOPE)
endfunction()

# Puts each source into the first group that has room and shares no name with it; those that share names with others
# first, while there is room everywhere.
function(suasion_unity target)
  if(NOT SUASION_UNITY)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # a class of the source's own, with members of its unnamed namespace, looks here as if a header had declared it
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
  list(TRANSFORM SUASION_UNITY_APART REPLACE "[.]" "[.]" OUTPUT_VARIABLE apart)
  list(JOIN apart "|" apart)
  foreach(source IN LISTS ARGN)
    if(source MATCHES "/(${apart})$")
      set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
      continue()
    endif()
    suasion_names(${source} names_of_${source} uses_of_${source})
    list(APPEND together ${source})
    list(REMOVE_DUPLICATES names_of_${source})
    foreach(name IN LISTS names_of_${source})
      if(DEFINED seen_${name})
        list(APPEND shared ${name})
      endif()
      set(seen_${name} TRUE)
    endforeach()
  endforeach()
  foreach(source IN LISTS together)
    set(turn last)
    if(NOT "${uses_of_${source}}" STREQUAL "")
      set(turn first)
    endif()
    foreach(name IN LISTS names_of_${source})
      if(name IN_LIST shared)
        set(turn first)
        break()
      endif()
    endforeach()
    list(APPEND ${turn} ${source})
  endforeach()
  foreach(source IN LISTS first last)
    set(group 0)
    while(DEFINED size_${group})
      set(common FALSE)
      foreach(name IN LISTS names_of_${source})
        if(name IN_LIST names_${group})
          set(common TRUE)
          break()
        endif()
      endforeach()
      if(NOT common AND size_${group} LESS SUASION_UNITY_SIZE AND ("${uses_of_${source}}" STREQUAL "${uses_${group}}" OR
          "${uses_of_${source}}" STREQUAL "" OR "${uses_${group}}" STREQUAL ""))
        break()
      endif()
      math(EXPR group "${group} + 1")
    endwhile()
    if(NOT DEFINED size_${group})
      set(size_${group} 0)
    endif()
    math(EXPR size_${group} "${size_${group}} + 1")
    if(NOT "${uses_of_${source}}" STREQUAL "")
      set(uses_${group} "${uses_of_${source}}")
    endif()
    list(APPEND names_${group} ${names_of_${source}})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${group})
  endforeach()
endfunction()
