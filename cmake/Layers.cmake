# One target per folder. Sources are globbed: adding a file needs no edit here.

# Writes an empty unit for a folder that has no sources yet; the name keeps archives from being empty.
function(tracklint_placeholder out name)
  set(file "${PROJECT_BINARY_DIR}/generated/placeholder/${name}.cpp")
  file(CONFIGURE OUTPUT "${file}"
       CONTENT "namespace tracklint::placeholder { void @name@() {} }\n" @ONLY)
  set(${out} "${file}" PARENT_SCOPE)
endfunction()

# tracklint_layer(<name> <folder> [ONLY <layer>...] [WITHOUT <layer>...] [EXPORTS <library>...] [USES <library>...])
#   ONLY / WITHOUT   narrow the set of layers this one may use (default: every layer declared before)
#   EXPORTS          libraries its headers show
#   USES             libraries its sources use
function(tracklint_layer name folder)
  cmake_parse_arguments(arg "" "" "ONLY;WITHOUT;EXPORTS;USES" ${ARGN})

  get_property(layers GLOBAL PROPERTY TRACKLINT_LAYERS)
  if(DEFINED arg_ONLY)
    set(left ${arg_ONLY})
  else()
    set(left ${layers})
  endif()
  list(REMOVE_ITEM left ${arg_WITHOUT})
  set_property(GLOBAL APPEND PROPERTY TRACKLINT_LAYERS ${name})
  list(JOIN left " " left_words)
  set_property(GLOBAL APPEND_STRING PROPERTY TRACKLINT_LAYER_TABLE "${name}\t${folder}\t${left_words}\n")

  if(name STREQUAL "rules")
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/rules/*/mlf*.cpp" "${PROJECT_SOURCE_DIR}/rules/common/*.cpp")
  else()
    file(GLOB sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/${folder}/*.cpp")
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  endif()
  if(NOT sources)
    tracklint_placeholder(sources ${name})
  endif()

  if(TRACKLINT_SHARED_LAYERS)
    add_library(tracklint_${name} SHARED ${sources})
    target_link_options(tracklint_${name} PRIVATE -Wl,-z,defs)
  else()
    add_library(tracklint_${name} STATIC ${sources})
  endif()
  list(TRANSFORM left PREPEND tracklint_)
  list(TRANSFORM arg_EXPORTS PREPEND tracklint::)
  list(TRANSFORM arg_USES PREPEND tracklint::)
  target_link_libraries(tracklint_${name} PUBLIC tracklint_api ${left} ${arg_EXPORTS} PRIVATE tracklint_flags tracklint_harden ${arg_USES})
endfunction()

# tracklint_executable(<name> <main file> [USES <library>...]): the program, at the top of the build directory.
function(tracklint_executable name main)
  cmake_parse_arguments(arg "" "" "USES" ${ARGN})
  list(TRANSFORM arg_USES PREPEND tracklint::)
  set(source "${PROJECT_SOURCE_DIR}/${main}")
  if(NOT EXISTS "${source}")
    set(source "${PROJECT_BINARY_DIR}/generated/placeholder/main.cpp")
    file(CONFIGURE OUTPUT "${source}" CONTENT "int main() { return 2; }\n")
  endif()
  add_executable(${name} "${source}")
  target_link_libraries(${name} PRIVATE tracklint_cli tracklint_flags tracklint_harden ${arg_USES})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()
