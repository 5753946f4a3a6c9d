#include "analyzer/link/record_memo.h"

#include <algorithm>

namespace tracklint::link {
namespace {

bool SameCells(const std::vector<Cell>& a, const std::vector<Cell>& b) {
  return std::ranges::equal(a, b, [](const Cell& x, const Cell& y) {
    return x.number == y.number && x.begin == y.begin && x.end == y.end && x.execution_count == y.execution_count;
  });
}

}  // namespace

std::shared_ptr<const bind::ModuleRecord> RecordMemo::Find(const SourceFile& file) const {
  const auto found = entries_.find(file.path());
  if (found == entries_.end()) return nullptr;
  const Entry& entry = found->second;
  if (entry.id != file.id() || entry.kind != file.kind() || entry.text != file.text() ||
      !SameCells(entry.cells, file.cells()))
    return nullptr;
  entry.used = true;
  return entry.record;
}

void RecordMemo::Keep(const SourceFile& file, std::shared_ptr<const bind::ModuleRecord> record) {
  if (const auto kept = entries_.find(file.path()); kept != entries_.end() && kept->second.record == record) return;
  entries_.insert_or_assign(
      file.path(), Entry{file.id(), file.kind(), std::string(file.text()), file.cells(), std::move(record), true});
}

void RecordMemo::EndAnalysis() {
  std::erase_if(entries_, [](const auto& entry) { return !entry.second.used; });
  for (auto& [path, entry] : entries_) entry.used = false;
}

}  // namespace tracklint::link
