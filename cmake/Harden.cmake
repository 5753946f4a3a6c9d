# tracklint_harden: how the program is built against bytes that were made to harm. It reaches all that is in the program and
# compiled here: our layers, the parser (cmake/Grammar.cmake), the libraries of a portable build (cmake/ThirdParty.cmake);
# tests are left as they are. Sanitizers bring their own checks. tests/packaging/hardening_test.py reads from the binary
# what of it is there.
#
# Measured and left out, with the reason: docs/threat-model.md.

option(TRACKLINT_HARDEN "Stack protectors, checked library functions, read-only relocations and the like" ON)

add_library(tracklint_harden INTERFACE)
set(harden_flags "")
if(TRACKLINT_HARDEN AND NOT TRACKLINT_SANITIZE AND NOT MSVC)
  include(CheckCXXCompilerFlag)
  include(CheckLinkerFlag)
  foreach(flag -fstack-protector-strong -fstack-clash-protection -fcf-protection)
    string(MAKE_C_IDENTIFIER "TRACKLINT_HAS${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
      list(APPEND harden_flags ${flag})
    endif()
  endforeach()
  # It needs an optimiser. A C library that does not know 3 takes it for 2, but gcc 12 is the first that can.
  set(harden_fortify 2)
  if((CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12) OR
     (CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 9))
    set(harden_fortify 3)
  endif()
  set(harden_fortify -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=${harden_fortify})
  target_compile_options(tracklint_harden INTERFACE
    ${harden_flags} "$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:${harden_fortify}>")
  # What is compiled outside of CMake's targets is always optimised.
  list(APPEND harden_flags ${harden_fortify})
  foreach(flag relro now noexecstack)
    check_linker_flag(CXX "-Wl,-z,${flag}" TRACKLINT_LINKS_${flag})
    if(TRACKLINT_LINKS_${flag})
      target_link_options(tracklint_harden INTERFACE "-Wl,-z,${flag}")
    endif()
  endforeach()
  # The executable is position-independent by CMAKE_POSITION_INDEPENDENT_CODE; this has the linker told as well.
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES C CXX)
endif()
