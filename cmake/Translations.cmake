# SPDX-License-Identifier: GPL-3.0-or-later
# The window's words in other languages. The two programs alone, and not Qt's CMake package of them: that one draws
# Designer and Assistant in.
find_program(BELAYER_LRELEASE NAMES lrelease lrelease-qt6
  HINTS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" /usr/lib/qt6/bin NO_CMAKE_ENVIRONMENT_PATH REQUIRED)
find_program(BELAYER_LUPDATE NAMES lupdate lupdate-qt6
  HINTS "${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS}" /usr/lib/qt6/bin NO_CMAKE_ENVIRONMENT_PATH REQUIRED)

# belayer_add_translations(TARGET FILE.ts...): compiled and built into the target, as :/belayer/translations/FILE.qm.
function(belayer_add_translations target)
  set(compiled "")
  foreach(source ${ARGN})
    get_filename_component(name "${source}" NAME_WE)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/translations/${name}.qm")
    add_custom_command(OUTPUT "${output}"
      COMMAND "${BELAYER_LRELEASE}" -silent "${source}" -qm "${output}"
      DEPENDS "${source}" VERBATIM)
    list(APPEND compiled "${output}")
  endforeach()
  qt_add_resources(${target} translations PREFIX /belayer/translations
    BASE "${CMAKE_CURRENT_BINARY_DIR}/translations" FILES ${compiled})
endfunction()

# Brings the files up to the sources; what has to be translated then is marked unfinished in them.
add_custom_target(update_translations
  COMMAND python3 "${PROJECT_SOURCE_DIR}/tests/translations/check.py" --update "${BELAYER_LUPDATE}" "${PROJECT_SOURCE_DIR}"
  VERBATIM)
