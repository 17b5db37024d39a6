# SPDX-License-Identifier: MIT
# Installs the async component into an empty prefix and builds and runs the consumer against it.
# cmake -DBUILD=dir -DSOURCE=dir -DWORK=dir -DCOMPILER=path -DFLAGS=... -P run.cmake
file(REMOVE_RECURSE "${WORK}")
function(step)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()
step("${CMAKE_COMMAND}" --install "${BUILD}" --component async --prefix "${WORK}/prefix")
step("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${WORK}/build" -G Ninja "-DCMAKE_CXX_COMPILER=${COMPILER}"
  "-DCMAKE_CXX_FLAGS=${FLAGS}" "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
step("${CMAKE_COMMAND}" --build "${WORK}/build")
step("${WORK}/build/consumer")
