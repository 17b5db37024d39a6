# SPDX-License-Identifier: GPL-3.0-or-later
# Qt's headers are most of what the compiler reads: parsed once a set instead of once a file, a build takes about half as
# long. Clang only: g++ wants the very same flags for header and user.

# belayer_precompile(TARGET [Unoptimized]): the headers of cmake/precompiled/core.h are there before TARGET's files are read; in
# a folder that sets BELAYER_HEADERS to widgets, those of widgets.h. QTest is in neither: it leaves out clicks and keys when its
# header is read before those of the widgets.
function(belayer_precompile target)
  set(set core)
  if(BELAYER_HEADERS)
    set(set ${BELAYER_HEADERS})
  endif()
  string(APPEND set ${ARGN})
  if(TARGET belayer_precompiled_${set})
    target_precompile_headers(${target} REUSE_FROM belayer_precompiled_${set})
  endif()
endfunction()

if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  return()
endif()

# _belayer_precompiled_set(SET SUFFIX OPTIONS MODULE...)
function(_belayer_precompiled_set set suffix options)
  set(name belayer_precompiled_${set}${suffix})
  file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp" "")
  add_library(${name} OBJECT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
  set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/core/async/include")
  target_link_libraries(${name} PRIVATE belayer_options Qt6::Core)
  foreach(module ${ARGN})
    target_include_directories(${name} SYSTEM PRIVATE
      "$<TARGET_PROPERTY:${module},INTERFACE_INCLUDE_DIRECTORIES>")
  endforeach()
  # A time in the file would make every build differ, and compiler caches useless.
  target_compile_options(${name} PRIVATE ${options} "SHELL:-Xclang -fno-pch-timestamp")
  target_precompile_headers(${name} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/precompiled/${set}.h")
endfunction()

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Widgets)
_belayer_precompiled_set(core "" "")
_belayer_precompiled_set(widgets "" "" Qt6::Gui Qt6::Widgets)
if(BUILD_TESTING)
  _belayer_precompiled_set(core Unoptimized -O0)
  _belayer_precompiled_set(widgets Unoptimized -O0 Qt6::Gui Qt6::Widgets)
endif()
