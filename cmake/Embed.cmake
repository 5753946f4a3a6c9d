# tracklint_embed(TARGET <target> FOLDER <folder>): puts the folder's *.json and *.toml into the target as raw bytes.
# The assembler copies them (.incbin), so the size of the data costs no compile time. See analyzer/knowledge/embedded.h.
function(tracklint_embed)
  cmake_parse_arguments(arg "" "TARGET;FOLDER" "" ${ARGN})
  set(root "${PROJECT_SOURCE_DIR}/${arg_FOLDER}")
  file(GLOB_RECURSE names RELATIVE "${root}" CONFIGURE_DEPENDS "${root}/*.json" "${root}/*.toml")
  list(SORT names)  # plain byte order, which the binary search relies on

  # cet.h marks the unit as fit for control-flow protection, without which the program as a whole is not marked.
  set(assembly "#ifdef __CET__\n#include <cet.h>\n#endif\n.section .rodata\n")
  set(declarations "")
  set(name_rows "")
  set(byte_rows "")
  set(files "")
  set(index 0)
  foreach(name IN LISTS names)
    set(symbol "tracklint_embedded_${index}")
    string(APPEND assembly
      ".balign 64\n.hidden ${symbol}_begin\n.globl ${symbol}_begin\n${symbol}_begin:\n.incbin \"${root}/${name}\"\n"
      ".hidden ${symbol}_end\n.globl ${symbol}_end\n${symbol}_end:\n.byte 0\n")
    string(APPEND declarations
      "extern \"C\" __attribute__((visibility(\"hidden\"))) const char ${symbol}_begin[];\n"
      "extern \"C\" __attribute__((visibility(\"hidden\"))) const char ${symbol}_end[];\n")
    string(APPEND name_rows "    \"${name}\",\n")
    string(APPEND byte_rows "    {${symbol}_begin, ${symbol}_end},\n")
    list(APPEND files "${root}/${name}")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")

  set(assembly_file "${PROJECT_BINARY_DIR}/generated/embedded.S")
  set(table_file "${PROJECT_BINARY_DIR}/generated/embedded.cpp")
  file(WRITE "${assembly_file}.new" "${assembly}")
  file(COPY_FILE "${assembly_file}.new" "${assembly_file}" ONLY_IF_DIFFERENT)
  set(EMBEDDED_COUNT ${index})
  set(EMBEDDED_DECLARATIONS "${declarations}")
  set(EMBEDDED_NAMES "${name_rows}")
  set(EMBEDDED_BYTES "${byte_rows}")
  configure_file("${PROJECT_SOURCE_DIR}/cmake/embedded.cpp.in" "${table_file}" @ONLY)

  set_source_files_properties("${assembly_file}" PROPERTIES OBJECT_DEPENDS "${files}")
  target_sources(${arg_TARGET} PRIVATE "${assembly_file}" "${table_file}")
endfunction()
