# SPDX-License-Identifier: GPL-3.0-or-later
# g++ before 14 miscompiles ordinary coroutines (temporaries destroyed twice or never), so it is refused.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 14)
  set(_belayer_bad_compiler "g++ ${CMAKE_CXX_COMPILER_VERSION} miscompiles C++20 coroutines")
elseif(CMAKE_CXX_COMPILER_ID MATCHES "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 16)
  set(_belayer_bad_compiler "clang ${CMAKE_CXX_COMPILER_VERSION} is too old for C++20 coroutines")
endif()
if(_belayer_bad_compiler)
  message(FATAL_ERROR
    "${_belayer_bad_compiler}. Use clang 16 or newer, or g++ 14 or newer:\n"
    "  Debian 12:    apt-get install clang-19 && cmake --preset release -DCMAKE_CXX_COMPILER=clang++-19\n"
    "  Ubuntu 24.04: apt-get install clang    && cmake --preset release -DCMAKE_CXX_COMPILER=clang++\n"
    "packaging/run.sh does this by itself.")
endif()
