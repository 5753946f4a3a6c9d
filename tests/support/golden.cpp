#include "tests/support/golden.h"

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/support/temp_dir.h"
#include "tracklint/version.h"

namespace tracklint::tests {

std::string CompareGolden(const std::string& name, std::string text) {
  const std::string version(kVersion);
  for (std::size_t at = text.find("\"" + version + "\""); at != std::string::npos;
       at = text.find("\"" + version + "\"", at))
    text.replace(at, version.size() + 2, "\"<version>\"");
  const std::filesystem::path file = std::filesystem::path(TRACKLINT_SOURCE_DIR) / "tests" / "snapshots" / name;
  if (const char* bless = std::getenv("TRACKLINT_BLESS");
      bless != nullptr && *bless == '1') {  // NOLINT(concurrency-mt-unsafe)
    std::ofstream(file, std::ios::binary) << text;
    return {};
  }
  if (!std::filesystem::exists(file)) return name + " does not exist; write it with TRACKLINT_BLESS=1";
  const std::string expected = ReadFile(file);
  if (expected == text) return {};
  std::size_t at = 0;
  while (at < expected.size() && at < text.size() && expected[at] == text[at]) ++at;
  const std::size_t from = at > 60 ? at - 60 : 0;
  return name + " differs at byte " + std::to_string(at) + " (accept with TRACKLINT_BLESS=1)\nexpected: …" +
         expected.substr(from, 160) + "…\nactual:   …" + text.substr(from, 160) + "…";
}

}  // namespace tracklint::tests
