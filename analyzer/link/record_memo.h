// Lowered modules kept from one analysis to the next, for a process that analyses the same files again and again (the
// language server): what has not changed is not parsed again.
//
// A record is reused only for exactly the text it was made of. Not thread-safe: one analysis at a time uses it.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzer/bind/names.h"
#include "analyzer/bind/tree.h"
#include "tracklint/source_file.h"

namespace tracklint::link {

class RecordMemo {
 public:
  /// The names that all kept records speak of.
  [[nodiscard]] const std::shared_ptr<bind::Names>& names() const { return names_; }
  /// The record of a file that has not changed; null otherwise.
  [[nodiscard]] std::shared_ptr<const bind::ModuleRecord> Find(const SourceFile& file) const;
  void Keep(const SourceFile& file, std::shared_ptr<const bind::ModuleRecord> record);
  /// Forgets what has been neither found nor kept since the last call.
  void EndAnalysis();

 private:
  struct Entry {
    FileId id = kNoFile;
    SourceKind kind = SourceKind::kScript;
    std::string text;
    std::vector<Cell> cells;
    std::shared_ptr<const bind::ModuleRecord> record;
    mutable bool used = true;
  };
  std::shared_ptr<bind::Names> names_ = std::make_shared<bind::Names>();
  std::unordered_map<std::string, Entry> entries_;  ///< by path
};

}  // namespace tracklint::link
