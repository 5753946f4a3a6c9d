// A baseline: findings that a project has accepted for now. Only what is new is reported.
//
// Entries are made of content (rule, path, text of the line, subject, occurrence), so they hold when lines move. Paths
// are relative to the baseline's folder: it does not matter which folder the tool is started in. Pure functions.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/finding.h"
#include "tracklint/result.h"

namespace tracklint::engine {

struct BaselineEntry {
  std::string rule;
  std::string path;
  std::string message;
  std::string fingerprint;
};

class Baseline {
 public:
  /// Reads the text of a baseline file; an Error says what is wrong with it.
  [[nodiscard]] static Result<Baseline> Parse(std::string_view text);
  [[nodiscard]] static Baseline Of(const std::vector<Finding>& findings, const std::vector<std::string>& keys);

  /// The text of the file: sorted, one entry a line, so that merges are easy.
  [[nodiscard]] std::string Write() const;
  [[nodiscard]] bool holds(const std::string& key) const { return entries_.contains(key); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  std::map<std::string, BaselineEntry> entries_;
};

/// The keys of findings in a baseline. `lines[i]` is the source line of finding i; `prefix` is put before paths.
/// REQUIRES: findings in their final order.
[[nodiscard]] std::vector<std::string> BaselineKeys(const std::vector<Finding>& findings,
                                                    const std::vector<std::string>& lines, const std::string& prefix);

}  // namespace tracklint::engine
