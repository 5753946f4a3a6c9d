# Libraries, each under one name: tracklint::<library>. They come from the system's packages, or, in a portable build,
# from sources (ThirdParty.cmake).

find_package(Threads REQUIRED)

# tracklint_library(<name> <imported target>...): the name used in the list of layers.
function(tracklint_library name)
  add_library(tracklint_dep_${name} INTERFACE)
  target_link_libraries(tracklint_dep_${name} INTERFACE ${ARGN})
  add_library(tracklint::${name} ALIAS tracklint_dep_${name})
endfunction()

tracklint_library(threads Threads::Threads)

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
tracklint_library(libgit2 PkgConfig::LIBGIT2)
tracklint_library(zlib ZLIB::ZLIB)
tracklint_library(libarchive PkgConfig::LIBARCHIVE)
tracklint_library(sqlite SQLite::SQLite3)
