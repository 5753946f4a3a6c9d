// The files that could be modules, read once and scanned on text. First round of linking.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/discover/discover.h"
#include "analyzer/link/test_code.h"
#include "analyzer/link/text_scan.h"
#include "tracklint/source_file.h"

namespace tracklint::link {

struct Candidate {
  std::string path;  ///< relative to the root
  std::string absolute;
  const std::string* unsaved = nullptr;  ///< stands for the bytes on disk; owned by the Discovery
  bool named = false;                    ///< the user named this very file
  bool target = false;
  bool hooked = false;     ///< uses a framework that may write to MLflow when told so elsewhere
  bool idle_test = false;  ///< test code in which nothing is looked for
  TextScan scan;
  std::uint64_t text_bytes = 0;          ///< of the text that was scanned
  std::vector<std::string> extra_roots;  ///< additions to sys.path, not yet checked
  std::optional<std::string> bytes;      ///< kept when the file is sure to be needed
  std::optional<SourceFile::Data> data;  ///< decoded already (notebooks that mention MLflow)
  std::string error;                     ///< why it could not be read or decoded
  bool unread = false;                   ///< it could not be read at all, and nothing says that MLflow is far from it
};

/// Sorted by path. Nothing is read. MLflow's own package is left out, but for files that are asked about by name: what it
/// does is known to tracklint, and code that implements MLflow records nothing by itself.
[[nodiscard]] std::vector<Candidate> CollectCandidates(const discover::Discovery& found);

/// Reads one candidate and looks for MLflow's name alone; also true where the bytes do not tell. Safe from every thread.
[[nodiscard]] bool MayMention(const Candidate& candidate);

/// Reads one candidate and scans its text; nothing is parsed. `tests`: the folders of test code, or null when tests are
/// like other code. `kept`: bytes that all candidates together keep in memory. Safe to call for different candidates at
/// once.
void Scan(Candidate& candidate, std::string_view root, const TestFolders* tests, std::atomic<std::size_t>& kept);

/// Reads and decodes one candidate, from the kept bytes if there are any. On failure sets `error`.
void Decode(Candidate& candidate);

}  // namespace tracklint::link
