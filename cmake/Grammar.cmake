# tracklint::treesitter: the C sources that `./dev setup` takes from the npm packages pinned in grammar/, and our own walk
# over the parser's trees. They are compiled once into build/grammar, optimised and without sanitizers, and every preset links that archive.

set(grammar_root "${PROJECT_SOURCE_DIR}/build/grammar" CACHE PATH "Where ./dev setup ran npm ci")
set(core_dir "${grammar_root}/node_modules/tree-sitter/vendor/tree-sitter/lib")
set(python_dir "${grammar_root}/node_modules/tree-sitter-python/src")

# A build that does not come through ./dev (a package's) fetches them itself; a source distribution carries them.
if(NOT EXISTS "${core_dir}/src/lib.c" AND SKBUILD)
  find_program(NPM_PROGRAM npm REQUIRED)
  file(COPY "${PROJECT_SOURCE_DIR}/grammar/" DESTINATION "${grammar_root}")
  execute_process(COMMAND "${NPM_PROGRAM}" ci --ignore-scripts --silent
                  WORKING_DIRECTORY "${grammar_root}" COMMAND_ERROR_IS_FATAL ANY)
endif()
if(NOT EXISTS "${core_dir}/src/lib.c" OR NOT EXISTS "${python_dir}/parser.c")
  message(FATAL_ERROR "The grammar sources are not installed in ${grammar_root}: run ./dev setup first.")
endif()
file(SHA256 "${PROJECT_SOURCE_DIR}/grammar/package-lock.json" grammar_lock)
file(SHA256 "${grammar_root}/package-lock.json" grammar_installed)
if(NOT grammar_lock STREQUAL grammar_installed)
  message(FATAL_ERROR "grammar/package-lock.json has changed since the sources were installed: run ./dev setup.")
endif()

# Without interposition the parser core inlines its own functions: a tenth faster.
set(grammar_flags -std=gnu11 -O3 -DNDEBUG -fPIC -fvisibility=default -fno-semantic-interposition ${harden_flags} -w)
set(grammar_walk "${PROJECT_SOURCE_DIR}/grammar/tree_walk")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${grammar_walk}.c" "${grammar_walk}.h")
file(SHA256 "${grammar_walk}.c" grammar_walk_code)
file(SHA256 "${grammar_walk}.h" grammar_walk_header)
string(SHA256 grammar_key "${grammar_lock};${grammar_walk_code};${grammar_walk_header};${grammar_flags};${CMAKE_SYSTEM_PROCESSOR};1")
string(SUBSTRING "${grammar_key}" 0 12 grammar_key)
set(grammar_archive "${grammar_root}/lib/libtreesitter-${grammar_key}.a")

if(NOT EXISTS "${grammar_archive}")
  message(STATUS "Compiling the parser core and the Python grammar (once for all presets)")
  string(RANDOM LENGTH 8 grammar_nonce)
  set(grammar_work "${grammar_root}/work-${grammar_nonce}")
  file(MAKE_DIRECTORY "${grammar_work}" "${grammar_root}/lib")
  set(grammar_objects "")
  foreach(unit "core;${core_dir}/src/lib.c" "parser;${python_dir}/parser.c" "scanner;${python_dir}/scanner.c"
          "walk;${grammar_walk}.c")
    list(GET unit 0 unit_name)
    list(GET unit 1 unit_source)
    execute_process(
      COMMAND ${CMAKE_C_COMPILER_LAUNCHER} ${CMAKE_C_COMPILER} ${grammar_flags}
              "-I${core_dir}/include" "-I${core_dir}/src" "-I${python_dir}"
              "-ffile-prefix-map=${grammar_root}/=" -c "${unit_source}" -o "${grammar_work}/${unit_name}.o"
      COMMAND_ERROR_IS_FATAL ANY)
    list(APPEND grammar_objects "${grammar_work}/${unit_name}.o")
  endforeach()
  execute_process(COMMAND ${CMAKE_AR} rcs "${grammar_work}/lib.a" ${grammar_objects} COMMAND_ERROR_IS_FATAL ANY)
  # A rename is atomic: two presets configured at the same time do not disturb each other.
  file(RENAME "${grammar_work}/lib.a" "${grammar_archive}")
  file(REMOVE_RECURSE "${grammar_work}")
endif()

add_library(tracklint_treesitter_archive STATIC IMPORTED)
set_target_properties(tracklint_treesitter_archive PROPERTIES IMPORTED_LOCATION "${grammar_archive}")

if(TRACKLINT_SHARED_LAYERS)
  # One shared copy, not one in every layer.
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/treesitter.c" CONTENT "typedef int tracklint_empty_unit;\n")
  add_library(tracklint_treesitter SHARED "${PROJECT_BINARY_DIR}/generated/treesitter.c")
  target_link_libraries(tracklint_treesitter PRIVATE
    -Wl,--whole-archive "${grammar_archive}" -Wl,--no-whole-archive)
else()
  add_library(tracklint_treesitter INTERFACE)
  target_link_libraries(tracklint_treesitter INTERFACE tracklint_treesitter_archive)
endif()
# <tree_sitter/api.h> is the core's own; the grammar's package has no header for its one function.
file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/generated/treesitter/tree_sitter/tree-sitter-python.h" @ONLY CONTENT
[[#pragma once
typedef struct TSLanguage TSLanguage;
#ifdef __cplusplus
extern "C"
#endif
const TSLanguage *tree_sitter_python(void);
]])
target_include_directories(tracklint_treesitter SYSTEM INTERFACE
  "${core_dir}/include" "${PROJECT_SOURCE_DIR}/grammar" "${PROJECT_BINARY_DIR}/generated/treesitter")
add_library(tracklint::treesitter ALIAS tracklint_treesitter)
