# suasion_kernel(TARGET FILE): compiles FILE once per instruction set, each time into a namespace of its own named by
# SUASION_TARGET. Kernels include only kernel headers, so that no inline function of the standard library compiled for a
# newer instruction set can end up in the whole program; tools/check_kernels.py looks at the objects.
set(SUASION_TARGET_FLAGS_generic "")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set(SUASION_TARGETS generic avx2 avx512)
  set(SUASION_TARGET_FLAGS_avx2 -mavx2)
  set(SUASION_TARGET_FLAGS_avx512 -mavx512f -mavx512dq -mavx512vl -mavx512bw -mprefer-vector-width=512)
  # GCC copies structures of vectors 16 bytes at a time unless told otherwise; the reads of whole vectors that follow then
  # wait for the store buffer, which costs a third of the time.
  include(CheckCXXCompilerFlag)
  check_cxx_compiler_flag("-mavx2 -mmove-max=256 -mstore-max=256" SUASION_HAS_MOVE_MAX)
  if(SUASION_HAS_MOVE_MAX)
    list(APPEND SUASION_TARGET_FLAGS_avx2 -mmove-max=256 -mstore-max=256)
    list(APPEND SUASION_TARGET_FLAGS_avx512 -mmove-max=512 -mstore-max=512)
  endif()
else()
  set(SUASION_TARGETS generic)
endif()

if(NOT SUASION_SANITIZE)
  set(SUASION_KERNEL_FLAGS -O3)
endif()

function(suasion_kernel target file)
  get_filename_component(name ${file} NAME_WE)
  foreach(isa IN LISTS SUASION_TARGETS)
    set(object ${target}_${name}_${isa})
    add_library(${object} OBJECT ${file})
    target_link_libraries(${object} PRIVATE suasion_flags)
    target_compile_definitions(${object} PRIVATE SUASION_TARGET=${isa})
    target_compile_options(${object} PRIVATE ${SUASION_KERNEL_FLAGS} ${SUASION_TARGET_FLAGS_${isa}})
    target_sources(${target} PRIVATE $<TARGET_OBJECTS:${object}>)
  endforeach()
endfunction()
