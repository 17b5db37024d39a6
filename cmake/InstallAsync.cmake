# SPDX-License-Identifier: MIT
# cmake --install BUILD --component async: the library alone, for programs that link it.
include(CMakePackageConfigHelpers)
set(_package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/Belayer")

install(TARGETS belayer_async EXPORT BelayerAsyncTargets COMPONENT async
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/core/async/include/" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT async)
install(FILES "${PROJECT_SOURCE_DIR}/core/async/LICENSE" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/belayer-async"
  COMPONENT async)
install(EXPORT BelayerAsyncTargets NAMESPACE Belayer:: DESTINATION "${_package_dir}" COMPONENT async)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/BelayerConfig.cmake.in"
  "${PROJECT_BINARY_DIR}/BelayerConfig.cmake" INSTALL_DESTINATION "${_package_dir}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/BelayerConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/BelayerConfig.cmake" "${PROJECT_BINARY_DIR}/BelayerConfigVersion.cmake"
  DESTINATION "${_package_dir}" COMPONENT async)
