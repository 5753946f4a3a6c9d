# Libraries, each under one name: tracklint::<library>. They come from the system's packages, or, in a portable build,
# from sources (ThirdParty.cmake).

find_package(Threads REQUIRED)

# tracklint_library(<name> <imported target>...): the name used in the list of layers.
function(tracklint_library name)
  add_library(tracklint_dep_${name} INTERFACE)
  target_link_libraries(tracklint_dep_${name} INTERFACE ${ARGN})
  add_library(tracklint::${name} ALIAS tracklint_dep_${name})
endfunction()

# tracklint_delayed(<name> <imported target> <file> <macro>): tracklint::<name> is linked; tracklint::<name>_delayed is
# opened at its first call (analyzer/base/delayed_library.h), so that commands which never call it start without it.
function(tracklint_delayed name target file macro)
  tracklint_library(${name} ${target})
  set(soname "")
  if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_OBJDUMP AND file MATCHES "[.]so")
    execute_process(COMMAND "${CMAKE_OBJDUMP}" -p "${file}" OUTPUT_VARIABLE headers ERROR_QUIET)
    if(headers MATCHES "SONAME +([^ \n]+)")
      set(soname "${CMAKE_MATCH_1}")
    endif()
  endif()
  if(NOT soname)
    tracklint_library(${name}_delayed ${target})
    return()
  endif()
  tracklint_library(${name}_delayed)
  target_compile_definitions(tracklint_dep_${name}_delayed INTERFACE "${macro}=\"${soname}\"")
  target_include_directories(tracklint_dep_${name}_delayed SYSTEM INTERFACE
                             "$<TARGET_PROPERTY:${target},INTERFACE_INCLUDE_DIRECTORIES>")
endfunction()

tracklint_library(threads Threads::Threads)
tracklint_library(dl ${CMAKE_DL_LIBS})

set(TRACKLINT_THIRD_PARTY "${PROJECT_SOURCE_DIR}/build/third_party" CACHE PATH
    "Sources of the libraries that a portable build links (packaging/wheel/fetch-libraries)")

if(TRACKLINT_PORTABLE)
  if(NOT EXISTS "${TRACKLINT_THIRD_PARTY}/stamp")
    message(FATAL_ERROR "The sources of the libraries are not in ${TRACKLINT_THIRD_PARTY}: "
                        "run packaging/wheel/fetch-libraries first, or build with TRACKLINT_PORTABLE=OFF.")
  endif()
  include(ThirdParty)
  return()
endif()

find_package(PkgConfig REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
pkg_check_modules(LIBGIT2 REQUIRED IMPORTED_TARGET libgit2)
pkg_check_modules(LIBARCHIVE REQUIRED IMPORTED_TARGET libarchive)

# Headers alone, although the package has a library: that one is compiled without the variant that returns errors.
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
tracklint_library(tomlplusplus)
target_include_directories(tracklint_dep_tomlplusplus SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE}")
target_compile_definitions(tracklint_dep_tomlplusplus INTERFACE TOML_HEADER_ONLY=1)
tracklint_library(fmt fmt::fmt)
tracklint_library(yaml yaml-cpp)
tracklint_library(nlohmann_json nlohmann_json::nlohmann_json)
tracklint_library(cli11 CLI11::CLI11)
tracklint_library(simdjson simdjson::simdjson)
tracklint_delayed(libgit2 PkgConfig::LIBGIT2 "${LIBGIT2_LINK_LIBRARIES}" TRACKLINT_DELAYED_LIBGIT2)
tracklint_library(zlib ZLIB::ZLIB)
tracklint_delayed(libarchive PkgConfig::LIBARCHIVE "${LIBARCHIVE_LINK_LIBRARIES}" TRACKLINT_DELAYED_LIBARCHIVE)
# The program allocates through it where there is a static archive; sanitizers bring an allocator of their own.
find_library(TRACKLINT_JEMALLOC libjemalloc_pic.a)
if(TRACKLINT_JEMALLOC AND NOT TRACKLINT_SANITIZE)
  tracklint_library(jemalloc "${TRACKLINT_JEMALLOC}" Threads::Threads ${CMAKE_DL_LIBS} m)
else()
  tracklint_library(jemalloc)
endif()
tracklint_delayed(sqlite SQLite::SQLite3 "${SQLite3_LIBRARIES}" TRACKLINT_DELAYED_SQLITE)
