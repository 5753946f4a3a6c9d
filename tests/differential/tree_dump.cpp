// Reads names of files, one a line, and prints of each what it was read and lowered to: what was no Python, the tree as
// analyzer/bind/dump.h writes it, where calls stand (trees.py compares that with CPython's ast); of notebooks their cells
// and magic lines instead of the tree (cells.py compares that with nbformat).
#include <cstdio>
#include <iostream>
#include <string>
#include <utility>

#include "analyzer/bind/dump.h"
#include "analyzer/bind/lower.h"
#include "analyzer/source/read.h"

namespace tracklint::bind {
namespace {

// What ast does not tell, or tells of the text instead: that an f-string shows its own text, what a pattern compares with,
// and that a function asks for its names.
void LeaveOut(Tree& tree) {
  for (FPart& part : tree.fparts) part.self_documenting = false;
  for (MatchCase& one : tree.cases) {
    one.pattern = kNoExpr;
    one.irrefutable = false;
    one.captures.clear();
  }
  for (Function& function : tree.functions) function.calls_locals = false;
}

std::string Calls(const Tree& tree) {
  std::string out;
  for (const Expr& e : tree.expr) {
    if (e.kind != ExprKind::kCall) continue;
    const Expr& callee = tree.at(e.a);
    out += std::to_string(e.begin) + ' ' + std::to_string(e.end) + ' ' + std::to_string(callee.begin) + ' ' +
           std::to_string(callee.end) + ' ' + std::to_string(e.items.size()) + '\n';
  }
  return out;
}

std::string Cells(const SourceFile& file) {
  std::string out;
  for (const Cell& cell : file.cells()) {
    out += std::to_string(cell.number) + ' ' + std::to_string(cell.execution_count) + ' ' +
           std::to_string(cell.end - cell.begin) + '\n';
    out += file.text().substr(cell.begin, cell.end - cell.begin);
  }
  return out;
}

/// Where each magic stands, its length, and how it was written.
std::string Magics(const SourceFile& file) {
  std::string out;
  for (const MagicLine& magic : file.magics()) {
    const Place place = file.place(magic.span);
    out +=
        std::to_string(place.cell) + ' ' + std::to_string(place.line) + ' ' + std::to_string(magic.text.size()) + '\n';
    out += magic.text;
  }
  return out;
}

void Section(const std::string& text) {
  std::printf("%zu\n", text.size());
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void DumpFile(const std::string& path) {
  Result<std::string> bytes = source::ReadBytes(path);
  Result<SourceFile::Data> data =
      bytes ? source::ReadSource(path, path, std::move(bytes).value()) : Result<SourceFile::Data>(bytes.error());
  std::string issues;
  std::string tree;
  std::string calls;
  if (data) {
    const SourceFile file(FileId{0}, std::move(data).value());
    if (file.is_notebook()) {
      Section({});
      Section(Cells(file));
      Section(Magics(file));
      return;
    }
    Names names;
    ModuleRecord record = Lower(file, names);
    for (const SyntaxIssue& issue : record.issues) {
      issues += std::to_string(file.line_index(issue.begin) + 1) + ": " + issue.message + '\n';
    }
    LeaveOut(record.tree);
    calls = Calls(record.tree);
    tree = Dump(record, names, {.spans = false, .refs = false});
  } else {
    issues = "0: " + data.error().message + '\n';
  }
  Section(issues);
  Section(tree);
  Section(calls);
}

}  // namespace
}  // namespace tracklint::bind

int main() {
  std::string path;
  while (std::getline(std::cin, path)) tracklint::bind::DumpFile(path);
  return 0;
}
