// Any bytes as Python, as a script or as the cells of a notebook: lowering must end, keep within the
// bounds, and leave a tree whose every reference holds.
#include <cstdio>
#include <cstdlib>

#include "analyzer/bind/dump.h"
#include "analyzer/bind/lower.h"
#include "tests/unit/bind/tree_check.h"

namespace tracklint::bind {
namespace {

void LowerAndCheck(SourceFile::Data data) {
  const SourceFile file(FileId{0}, std::move(data));
  Names names;
  const ModuleRecord record = Lower(file, names);
  const std::string fault = TreeCheck::Run(record, file.text());
  if (!fault.empty()) {
    std::fprintf(stderr, "%s\n", fault.c_str());
    std::abort();
  }
  Dump(record, names, {.spans = true, .refs = true});
}

}  // namespace
}  // namespace tracklint::bind

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using tracklint::Cell;
  using tracklint::SourceFile;
  SourceFile::Data script;
  script.path = "a.py";
  script.text.assign(reinterpret_cast<const char*>(bytes), size);
  SourceFile::Data notebook = script;
  tracklint::bind::LowerAndCheck(std::move(script));
  // Cells end at form feeds.
  notebook.path = "a.ipynb";
  notebook.kind = tracklint::SourceKind::kNotebook;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i <= size; ++i) {
    if (i != size && notebook.text[i] != '\f') continue;
    notebook.cells.push_back(Cell{static_cast<std::uint32_t>(notebook.cells.size() + 1), begin, i, -1});
    begin = i + 1;
  }
  if (notebook.cells.size() > 1) tracklint::bind::LowerAndCheck(std::move(notebook));
  return 0;
}
