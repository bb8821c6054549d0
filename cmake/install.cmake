# SPDX-License-Identifier: MIT
# What `cmake --install` puts where: command, libraries, header, man page, completions, pkg-config file, CMake package.
include(CMakePackageConfigHelpers)

set(QUOTH_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/quoth)

install(TARGETS quoth RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(kind static shared)
  install(TARGETS quoth_${kind} EXPORT quoth-${kind}
          ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT quoth-${kind} NAMESPACE quoth:: DESTINATION ${QUOTH_PACKAGE_DIR})
endforeach()
install(FILES include/quoth.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# An absolute install folder (as Nix and Guix give) may not get the prefix put before it.
foreach(dir LIBDIR INCLUDEDIR)
  if(IS_ABSOLUTE ${CMAKE_INSTALL_${dir}})
    set(QUOTH_PC_${dir} ${CMAKE_INSTALL_${dir}})
  else()
    set(QUOTH_PC_${dir} "\${prefix}/${CMAKE_INSTALL_${dir}}")
  endif()
endforeach()
configure_file(cmake/quoth.pc.in ${CMAKE_BINARY_DIR}/quoth.pc @ONLY)
# The prefix is only known when it is installed: `cmake --install build --prefix ELSEWHERE`.
install(CODE "set(QUOTH_PC_FROM \"${CMAKE_BINARY_DIR}/quoth.pc\")
              set(QUOTH_PC_TO \"${CMAKE_INSTALL_LIBDIR}/pkgconfig\")")
install(SCRIPT cmake/install_pc.cmake)

configure_package_config_file(cmake/quothConfig.cmake.in ${CMAKE_BINARY_DIR}/quothConfig.cmake
                              INSTALL_DESTINATION ${QUOTH_PACKAGE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/quothConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/quothConfig.cmake ${CMAKE_BINARY_DIR}/quothConfigVersion.cmake
        DESTINATION ${QUOTH_PACKAGE_DIR})

install(FILES src/cli/quoth.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)

# The command knows its options; so it writes the completions itself.
if(NOT CMAKE_CROSSCOMPILING)
  set(completions bash share/bash-completion/completions quoth
                  zsh share/zsh/site-functions _quoth
                  fish share/fish/vendor_completions.d quoth.fish)
  set(QUOTH_COMPLETIONS)
  while(completions)
    list(POP_FRONT completions shell folder name)
    set(file ${CMAKE_BINARY_DIR}/completions/${shell}/${name})
    file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/completions/${shell})
    add_custom_command(OUTPUT ${file} COMMAND quoth completion ${shell} > ${file} DEPENDS quoth
                       COMMENT "Writing the completions for ${shell}" VERBATIM)
    list(APPEND QUOTH_COMPLETIONS ${file})
    install(FILES ${file} DESTINATION ${folder})
  endwhile()
  add_custom_target(quoth_completions ALL DEPENDS ${QUOTH_COMPLETIONS})
endif()
