# SPDX-License-Identifier: GPL-3.0-or-later
# The compiler's walls, once: every target of the house links belayer_options and nothing sets flags beside it.
option(BELAYER_WERROR "Treat warnings as errors (on in the presets, off for people who package us)" OFF)
set(BELAYER_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined or thread")

add_library(belayer_options INTERFACE)
target_compile_features(belayer_options INTERFACE cxx_std_20)
target_include_directories(belayer_options INTERFACE "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>")
target_compile_options(belayer_options INTERFACE
  -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Woverloaded-virtual
  # g++ counts a member hidden by a local in a static function as a shadow; clang does not, and is right.
  $<IF:$<CXX_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
  $<$<BOOL:${BELAYER_WERROR}>:-Werror>)
target_compile_definitions(belayer_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  QT_NO_CONTEXTLESS_CONNECT QT_NO_FOREACH QT_NO_JAVA_STYLE_ITERATORS QT_NO_KEYWORDS)
if(BELAYER_SANITIZE)
  target_compile_options(belayer_options INTERFACE
    -fsanitize=${BELAYER_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(belayer_options INTERFACE -fsanitize=${BELAYER_SANITIZE})
  if(BELAYER_SANITIZE MATCHES "address")
    list(APPEND BELAYER_TEST_ENVIRONMENT
      "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0")
  endif()
  if(BELAYER_SANITIZE STREQUAL "thread")
    # Qt is not instrumented: what it does inside itself looks like races.
    list(APPEND BELAYER_TEST_ENVIRONMENT "TSAN_OPTIONS=ignore_noninstrumented_modules=1")
  endif()
endif()

include(PrecompiledHeaders)

# belayer_add_library(NAME SOURCES... ): a static library of the house, with moc and the walls.
function(belayer_add_library name)
  add_library(${name} STATIC ${ARGN})
  set_target_properties(${name} PROPERTIES AUTOMOC ON POSITION_INDEPENDENT_CODE ON)
  target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:belayer_options>)
  belayer_precompile(${name})
endfunction()

# belayer_add_test(NAME LABELS l1;l2 LIBRARIES t1 t2 [TIMEOUT s]): one QtTest executable NAME.cpp.
# Each label has a target that builds its tests, e.g. engine_tests.
function(belayer_add_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "LABELS;LIBRARIES" ${ARGN})
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 300) # against hangs only: 10,000 rounds between threads are slow where many want the processor
  endif()
  # One call of moc for the one file: AUTOMOC is a scan, a run of CMake and one more file to compile for each test.
  set(moc "${CMAKE_CURRENT_BINARY_DIR}/${name}.moc")
  add_executable(${name} ${name}.cpp "${moc}")
  target_link_libraries(${name} PRIVATE belayer_options ${arg_LIBRARIES} Qt6::Test)
  target_include_directories(${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
  qt6_generate_moc(${name}.cpp "${moc}" TARGET ${name})
  # To optimise a test takes longer than to run it. The coroutine library is templates, so its tests are compiled as it is.
  if("async" IN_LIST arg_LABELS)
    belayer_precompile(${name})
  else()
    target_compile_options(${name} PRIVATE -O0)
    belayer_precompile(${name} Unoptimized)
  endif()
  add_test(NAME ${name} COMMAND ${name})
  foreach(label ${arg_LABELS})
    if(NOT TARGET ${label}_tests)
      add_custom_target(${label}_tests)
    endif()
    add_dependencies(${label}_tests ${name})
  endforeach()
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;${BELAYER_TEST_ENVIRONMENT}")
endfunction()
