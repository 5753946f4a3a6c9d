# The libraries of a portable build, compiled from the sources that packaging/wheel/fetch-libraries put into
# TRACKLINT_THIRD_PARTY (a source distribution carries them): only what tracklint uses of them, as archives.
# libgit2 reads local repositories, so it gets neither HTTPS nor SSH.

set(third "${TRACKLINT_THIRD_PARTY}")

function(tracklint_third_party name)
  cmake_parse_arguments(arg "" "" "SOURCES;INCLUDES;PRIVATE_INCLUDES;DEFINITIONS;LINKS" ${ARGN})
  add_library(${name} STATIC ${arg_SOURCES})
  target_include_directories(${name} SYSTEM PUBLIC ${arg_INCLUDES})
  # Not as system folders: libgit2's regexp.h must come before that of old C libraries.
  target_include_directories(${name} PRIVATE ${arg_PRIVATE_INCLUDES})
  target_compile_definitions(${name} PRIVATE ${arg_DEFINITIONS})
  target_compile_options(${name} PRIVATE -w)
  target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE tracklint_harden)
endfunction()

file(GLOB sources "${third}/zlib/*.c")
list(FILTER sources EXCLUDE REGEX "/gz[a-z]+\\.c$")
tracklint_third_party(third_zlib SOURCES ${sources} INCLUDES "${third}/zlib" DEFINITIONS HAVE_UNISTD_H)

tracklint_third_party(third_http_parser SOURCES "${third}/http-parser/http_parser.c" INCLUDES "${third}/http-parser")

if(APPLE)
  set(git2_stat GIT_USE_STAT_MTIMESPEC)
else()
  set(git2_stat GIT_USE_STAT_MTIM)
endif()
math(EXPR git2_bits "8 * ${CMAKE_SIZEOF_VOID_P}")
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/git2/git2/sys/features.h" @ONLY CONTENT
[[#pragma once
#define GIT_THREADS 1
#define GIT_ARCH_@git2_bits@ 1
#define GIT_USE_NSEC 1
#define @git2_stat@ 1
#define GIT_USE_FUTIMENS 1
#define GIT_REGEX_REGCOMP 1
#define GIT_SHA1_COLLISIONDETECT 1
#define GIT_SHA256_BUILTIN 1
]])
set(git2_core "${third}/libgit2/src/libgit2")
set(git2_util "${third}/libgit2/src/util")
file(GLOB sources "${git2_core}/*.c" "${git2_core}/streams/*.c" "${git2_core}/transports/*.c" "${git2_core}/xdiff/*.c"
  "${git2_util}/*.c" "${git2_util}/allocators/*.c" "${git2_util}/unix/*.c" "${git2_util}/hash/collisiondetect.c"
  "${git2_util}/hash/sha1dc/*.c" "${git2_util}/hash/builtin.c" "${git2_util}/hash/rfc6234/*.c")
tracklint_third_party(third_git2
  SOURCES ${sources}
  INCLUDES "${third}/libgit2/include"
  PRIVATE_INCLUDES "${PROJECT_BINARY_DIR}/generated/git2" "${git2_core}" "${git2_util}"
  DEFINITIONS _GNU_SOURCE SHA1DC_NO_STANDARD_INCLUDES=1 "SHA1DC_CUSTOM_INCLUDE_SHA1_C=\"git2_util.h\""
              "SHA1DC_CUSTOM_INCLUDE_UBC_CHECK_C=\"git2_util.h\""
  LINKS third_zlib third_http_parser Threads::Threads)

# Reading alone, and of the compressions what zlib does. Its configuration is the one it brings for Linux hosts, without
# the libraries that are not there.
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/archive/tracklint_archive.h" @ONLY CONTENT
[[#define __LIBARCHIVE_CONFIG_H_INCLUDED 1
#include "linux_host.h"
#undef HAVE_LIBLZMA
#undef HAVE_LZMA_H
#undef HAVE_ICONV
#undef HAVE_ICONV_H
]])
file(GLOB sources "${third}/libarchive/*.c")
tracklint_third_party(third_archive
  SOURCES ${sources}
  INCLUDES "${third}/libarchive"
  PRIVATE_INCLUDES "${PROJECT_BINARY_DIR}/generated/archive"
  DEFINITIONS _GNU_SOURCE "PLATFORM_CONFIG_H=\"tracklint_archive.h\""
  LINKS third_zlib)

file(GLOB sources "${third}/yaml-cpp/src/*.cpp")
tracklint_third_party(third_yaml SOURCES ${sources} INCLUDES "${third}/yaml-cpp/include"
  DEFINITIONS YAML_CPP_STATIC_DEFINE)
target_compile_definitions(third_yaml PUBLIC YAML_CPP_STATIC_DEFINE)

tracklint_third_party(third_simdjson SOURCES "${third}/simdjson/simdjson.cpp" INCLUDES "${third}/simdjson")

# Databases are only read: no extensions, no double-quoted texts.
tracklint_third_party(third_sqlite SOURCES "${third}/sqlite3/sqlite3.c" INCLUDES "${third}/sqlite3"
  DEFINITIONS SQLITE_OMIT_LOAD_EXTENSION SQLITE_DQS=0 SQLITE_THREADSAFE=1 LINKS Threads::Threads)

add_library(third_headers INTERFACE)
target_include_directories(third_headers SYSTEM INTERFACE "${third}/include")

tracklint_library(fmt third_headers)
target_compile_definitions(tracklint_dep_fmt INTERFACE FMT_HEADER_ONLY=1)
tracklint_library(nlohmann_json third_headers)
tracklint_library(cli11 third_headers)
tracklint_library(tomlplusplus third_headers)
target_compile_definitions(tracklint_dep_tomlplusplus INTERFACE TOML_HEADER_ONLY=1)
tracklint_library(yaml third_yaml)
tracklint_library(simdjson third_simdjson)
tracklint_library(libgit2 third_git2)
tracklint_library(libgit2_delayed third_git2)
tracklint_library(zlib third_zlib)
tracklint_library(libarchive third_archive)
tracklint_library(libarchive_delayed third_archive)
tracklint_library(jemalloc)
tracklint_library(sqlite third_sqlite)
tracklint_library(sqlite_delayed third_sqlite)
