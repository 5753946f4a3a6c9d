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

# Without interposition the parser core inlines its own functions: a tenth faster. As one unit, by a profile of what it does
# with Python code of this project, the lexer's steps are inlined into the grammar's as well: three tenths faster.
option(TRACKLINT_PROFILED_PARSER "Compile the parser twice, the second time by a profile of the first (GCC)" ON)
set(grammar_flags -std=gnu11 -O3 -DNDEBUG -fPIC -fvisibility=default -fno-semantic-interposition ${harden_flags} -w)
set(grammar_walk "${PROJECT_SOURCE_DIR}/grammar/tree_walk")
set(grammar_unit "${PROJECT_SOURCE_DIR}/grammar/parser_unit.c")
set(grammar_trainer "${PROJECT_SOURCE_DIR}/grammar/training.c")
set(grammar_training "")
if(TRACKLINT_PROFILED_PARSER AND CMAKE_C_COMPILER_ID STREQUAL "GNU" AND NOT CMAKE_CROSSCOMPILING)
  file(GLOB_RECURSE grammar_training "${PROJECT_SOURCE_DIR}/corpus/*.py" "${PROJECT_SOURCE_DIR}/python/*.py")
  list(SORT grammar_training)
endif()
set(grammar_key "${grammar_lock};${grammar_flags};${CMAKE_SYSTEM_PROCESSOR};2")
foreach(source "${grammar_walk}.c" "${grammar_walk}.h" "${grammar_unit}" "${grammar_trainer}" ${grammar_training})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${source}")
  file(SHA256 "${source}" grammar_hash)
  string(APPEND grammar_key ";${grammar_hash}")
endforeach()
string(SHA256 grammar_key "${grammar_key}")
string(SUBSTRING "${grammar_key}" 0 12 grammar_key)
set(grammar_archive "${grammar_root}/lib/libtreesitter-${grammar_key}.a")

if(NOT EXISTS "${grammar_archive}")
  message(STATUS "Compiling the parser core and the Python grammar (once for all presets)")
  string(RANDOM LENGTH 8 grammar_nonce)
  set(grammar_work "${grammar_root}/work-${grammar_nonce}")
  file(MAKE_DIRECTORY "${grammar_work}" "${grammar_root}/lib")
  list(APPEND grammar_flags "-I${core_dir}/include" "-I${core_dir}/src" "-I${grammar_root}/node_modules"
       "-I${python_dir}" "-I${PROJECT_SOURCE_DIR}/grammar"
       "-ffile-prefix-map=${grammar_root}/=" "-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=")
  function(grammar_run)
    execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${grammar_work}" COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
  endfunction()
  set(grammar_compile ${CMAKE_C_COMPILER_LAUNCHER} ${CMAKE_C_COMPILER} ${grammar_flags})
  function(grammar_objects)
    grammar_run(${grammar_compile} ${ARGN} -c "${grammar_unit}" -o unit.o)
    grammar_run(${grammar_compile} ${ARGN} -c "${python_dir}/scanner.c" -o scanner.o)
  endfunction()
  if(grammar_training)
    # The counts lie beside the objects, under their names.
    set(grammar_counted -fprofile-generate -fprofile-update=single)
    grammar_objects(${grammar_counted})
    grammar_run(${CMAKE_C_COMPILER} ${grammar_flags} ${grammar_counted} "${grammar_trainer}" unit.o scanner.o
                -o training)
    grammar_run("${grammar_work}/training" ${grammar_training})
    grammar_objects(-fprofile-use -fprofile-partial-training)
  else()
    grammar_objects()
  endif()
  grammar_run(${CMAKE_AR} rcs lib.a unit.o scanner.o)
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
