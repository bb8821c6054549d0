# SPDX-License-Identifier: MIT
# Runs at install time: writes quoth.pc with the prefix that is really used. QUOTH_PC_FROM and QUOTH_PC_TO are set.
file(READ "${QUOTH_PC_FROM}" text)
string(REPLACE "%PREFIX%" "${CMAKE_INSTALL_PREFIX}" text "${text}")
if(NOT IS_ABSOLUTE "${QUOTH_PC_TO}")
  string(PREPEND QUOTH_PC_TO "${CMAKE_INSTALL_PREFIX}/")
endif()
set(file "${QUOTH_PC_TO}/quoth.pc")
file(WRITE "$ENV{DESTDIR}${file}" "${text}")
list(APPEND CMAKE_INSTALL_MANIFEST_FILES "${file}")
message(STATUS "Installing: $ENV{DESTDIR}${file}")
