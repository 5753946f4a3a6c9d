# Libraries from the system's packages, each under one name: tracklint::<library>.
# A portable build takes header-only or archive forms where the system has them; the rest stays shared and is named
# in the configure output.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(simdjson REQUIRED)
find_package(TBB REQUIRED)
find_package(LibArchive REQUIRED)
pkg_check_modules(LIBGIT2 REQUIRED IMPORTED_TARGET libgit2)

# tracklint_library(<name> <imported target>...): the name used in the list of layers.
function(tracklint_library name)
  add_library(tracklint_dep_${name} INTERFACE)
  target_link_libraries(tracklint_dep_${name} INTERFACE ${ARGN})
  add_library(tracklint::${name} ALIAS tracklint_dep_${name})
endfunction()

if(TRACKLINT_PORTABLE)
  tracklint_library(fmt fmt::fmt-header-only)
  find_library(YAML_CPP_ARCHIVE libyaml-cpp.a REQUIRED)
  tracklint_library(yaml ${YAML_CPP_ARCHIVE})
  message(STATUS "Portable: still shared, where they are used: libgit2, libarchive, simdjson, TBB, libc")
else()
  tracklint_library(fmt fmt::fmt)
  tracklint_library(yaml yaml-cpp)
endif()
# Headers alone, although the package has a library: that one is compiled without the variant that returns errors.
find_path(TOMLPLUSPLUS_INCLUDE toml++/toml.h REQUIRED)
tracklint_library(tomlplusplus)
target_include_directories(tracklint_dep_tomlplusplus SYSTEM INTERFACE "${TOMLPLUSPLUS_INCLUDE}")
target_compile_definitions(tracklint_dep_tomlplusplus INTERFACE TOML_HEADER_ONLY=1)
tracklint_library(threads Threads::Threads)
tracklint_library(nlohmann_json nlohmann_json::nlohmann_json)
tracklint_library(cli11 CLI11::CLI11)
tracklint_library(simdjson simdjson::simdjson)
tracklint_library(tbb TBB::tbb)
tracklint_library(libarchive LibArchive::LibArchive)
tracklint_library(libgit2 PkgConfig::LIBGIT2)
