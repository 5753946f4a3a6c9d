// Lowers a snippet for a test.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/bind/dump.h"
#include "analyzer/bind/lower.h"

namespace tracklint::bind {

struct Lowered {
  Names names;
  SourceFile file;
  ModuleRecord record;

  explicit Lowered(SourceFile::Data data) : file(FileId{3}, std::move(data)), record(Lower(file, names)) {}
  explicit Lowered(std::string text) : Lowered(Script(std::move(text))) {}

  static SourceFile::Data Script(std::string text) {
    SourceFile::Data data;
    data.path = "a.py";
    data.text = std::move(text);
    return data;
  }
  [[nodiscard]] std::string dump(DumpOptions options = {}) const { return Dump(record, names, options); }
  [[nodiscard]] std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return file.text().substr(begin, end - begin);
  }
  template <typename T>
  [[nodiscard]] std::string_view slice(const T& thing) const {
    return slice(thing.begin, thing.end);
  }
  [[nodiscard]] const Stmt& top(std::size_t index) const {
    return record.tree.at(record.tree.blocks[record.tree.body.begin + index]);
  }
  [[nodiscard]] std::vector<std::string> messages() const {
    std::vector<std::string> all;
    for (const SyntaxIssue& issue : record.issues) all.push_back(issue.message);
    return all;
  }
};

/// The dump without references: what a snippet lowers to.
inline std::string Shape(std::string text) {
  DumpOptions options;
  options.refs = false;
  std::string dump = Lowered(std::move(text)).dump(options);
  if (!dump.empty()) dump.pop_back();
  return dump;
}

/// The dump with references.
inline std::string Resolved(std::string text) {
  std::string dump = Lowered(std::move(text)).dump();
  if (!dump.empty()) dump.pop_back();
  return dump;
}

}  // namespace tracklint::bind
