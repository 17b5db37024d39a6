# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's headers are most of what the compiler reads: parsed once a set instead of once a file, a build takes about half as
# long. Clang only: g++ wants the very same flags for header and user.

# belayer_precompile(TARGET SET): the headers of cmake/precompiled/SET.h are there before TARGET's files are read.
function(belayer_precompile target set)
  if(TARGET belayer_precompiled_${set})
    target_precompile_headers(${target} REUSE_FROM belayer_precompiled_${set})
  endif()
endfunction()

if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  return()
endif()

function(_belayer_precompiled_set set)
  set(name belayer_precompiled_${set})
  file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp" "")
  add_library(${name} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/core/async/include")
  target_link_libraries(${name} PRIVATE belayer_options Qt6::Core)
  foreach(module ${ARGN})
    # Its headers only: Qt6::Test defines macros that hold the folder, which differ from test to test.
    target_include_directories(${name} SYSTEM PRIVATE
      "$<TARGET_PROPERTY:${module},INTERFACE_INCLUDE_DIRECTORIES>")
  endforeach()
  # A time in the file would make every build differ, and compiler caches useless.
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/precompiled/${set}.h")
endfunction()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Widgets)
_belayer_precompiled_set(core)
_belayer_precompiled_set(widgets Qt6::Gui Qt6::Widgets)
if(BUILD_TESTING)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
  _belayer_precompiled_set(tests Qt6::Test)
endif()
