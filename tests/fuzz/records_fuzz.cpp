// Any bytes as what corpus runs read: records to merge, manifests of repositories, outcomes of attempts. The first line
// names the kind. A merge of what a merge wrote gives the same bytes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "corpus/inputs.h"
#include "corpus/results.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {
namespace {

namespace fs = std::filesystem;

std::string Put(const std::string& name, std::string_view bytes) {
  const fs::path file = Folder().path() / name;
  std::ofstream(file, std::ios::binary) << bytes;
  return file.string();
}

void Merge(std::string_view bytes) {
  const std::string part = Put("part.jsonl", bytes);
  const fs::path once = Folder().path() / "once";
  const fs::path twice = Folder().path() / "twice";
  const Result<corpus::Totals> totals = corpus::MergeParts({part}, once.string());
  if (totals.ok()) {
    const std::string records = tests::ReadFile(once / "records.jsonl");
    Require(static_cast<std::size_t>(std::ranges::count(records, '\n')) == totals.value().repositories,
            "each repository has a record");
    const std::string summary = tests::ReadFile(once / "summary.json");
    Require(!nlohmann::json::parse(summary, nullptr, false).is_discarded(), "the summary is JSON");
    const Result<corpus::Totals> again = corpus::MergeParts({once.string()}, twice.string());
    Require(again.ok(), "what was merged can be merged:", again.ok() ? "" : again.error().message);
    for (const char* name : {"records.jsonl", "summary.json", "repos.csv", "scopes.csv", "findings.csv"})
      Require(tests::ReadFile(once / name) == tests::ReadFile(twice / name), "a second merge gives the same:", name);
  } else {
    Require(!totals.error().message.empty(), "an error says what is wrong");
  }
  fs::remove_all(once);
  fs::remove_all(twice);
}

void ReadManifest(const std::string& file) {
  const Result<std::vector<corpus::Input>> inputs = corpus::ReadInputs({file});
  if (!inputs.ok()) {
    Require(!inputs.error().message.empty(), "an error says what is wrong");
    return;
  }
  std::set<std::string> names;
  for (const corpus::Input& input : inputs.value()) {
    Require(!input.name.empty() || !input.error.empty(), "an input has a name");
    names.insert(input.name);
  }
  Require(names.size() == inputs.value().size(), "names are unique");
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  std::string_view rest = fuzz::Text(bytes, size);
  const std::string kind = fuzz::TakeLine(rest);
  if (kind == "csv" || kind == "tsv" || kind == "jsonl") {
    fuzz::ReadManifest(fuzz::Put("manifest." + kind, rest));
  } else if (kind == "outcomes") {
    const Result<corpus::Outcomes> outcomes = corpus::ReadOutcomes(fuzz::Put("outcomes.csv", rest));
    if (outcomes.ok()) {
      for (const auto& [name, level] : outcomes.value())
        fuzz::Require(level >= 0 && level <= 6, "a level is one of the ladder");
    }
  } else {
    fuzz::Merge(rest);
  }
  return 0;
}
