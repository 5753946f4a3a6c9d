# Flags for our own code live on the interface target tracklint_flags; nothing here reaches foreign sources.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)

# -O2 instead of CMake's -O3: faster to compile, and the parser core dominates anyway.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
# A preset may say other flags; `-g` is what CMake says.
if(CMAKE_CXX_FLAGS_DEBUG STREQUAL "-g")
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g -D_GLIBCXX_ASSERTIONS")
endif()

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

# One cache for all build directories: paths are taken relative to the source tree.
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(tracklint_launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE_PROGRAM})
  set(CMAKE_C_COMPILER_LAUNCHER ${tracklint_launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${tracklint_launcher})
endif()

find_program(LLD_PROGRAM ld.lld)
if(LLD_PROGRAM AND NOT TRACKLINT_PORTABLE)
  add_link_options(-fuse-ld=lld)
endif()
add_link_options(-Wl,--as-needed)

# A designated initialiser names what differs from the default; that is not a missing field.
add_library(tracklint_flags INTERFACE)
target_compile_options(tracklint_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;-Wno-missing-field-initializers>
  $<$<AND:$<BOOL:${TRACKLINT_WERROR}>,$<COMPILE_LANGUAGE:CXX>>:-Werror>
  "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports overlapping copies inside std::string concatenation that are not there (GCC PR 105329, 105651).
  target_compile_options(tracklint_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict>)
endif()

if(TRACKLINT_SANITIZE)
  set(sanitize_flags -fsanitize=${TRACKLINT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    list(APPEND sanitize_flags "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitize-ignore.txt")
  endif()
  target_compile_options(tracklint_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:${sanitize_flags}>)
  target_link_options(tracklint_flags INTERFACE ${sanitize_flags})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Instrumentation hides definitions from the optimiser's warnings; the release build keeps them on.
    target_compile_options(tracklint_flags INTERFACE
      $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-nonnull;-Wno-dangling-pointer>)
  endif()
endif()

if(TRACKLINT_LTO)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
endif()

if(TRACKLINT_PORTABLE)
  target_link_options(tracklint_flags INTERFACE -static-libstdc++ -static-libgcc)
endif()
