#include "reproduce/run_reference.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace tracklint::reproduce {
namespace {

namespace fs = std::filesystem;

bool LooksLikeStore(const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon != std::string::npos && colon > 1 && text.find_first_of("/\\") > colon && !text.starts_with("runs:"))
    return true;
  std::error_code error;
  return fs::exists(text, error);
}

}  // namespace

std::string DefaultStore(const std::string& configured) {
  if (!configured.empty()) return configured;
  std::error_code error;
  for (const char* name : {"mlflow.db", "mlruns"}) {
    if (fs::exists(name, error)) return name;
  }
  return {};
}

Result<RunReference> ParseRunReference(const std::string& text, const std::string& default_store) {
  if (text.empty()) return Error{"a run or store is wanted, not an empty text"};
  // A path may hold a `#` itself.
  const std::size_t hash = text.rfind('#');
  if (hash != std::string::npos && !LooksLikeStore(text)) {
    if (hash == 0 || hash + 1 == text.size()) return Error{"`" + text + "`: STORE#RUN is wanted"};
    return RunReference{text.substr(0, hash), text.substr(hash + 1)};
  }
  if (hash != std::string::npos && text.find("://") != std::string::npos && hash + 1 < text.size())
    return RunReference{text.substr(0, hash), text.substr(hash + 1)};
  if (LooksLikeStore(text)) return RunReference{text, {}};
  std::string run = text;
  if (run.starts_with("runs:/")) run.erase(0, 6);
  run = run.substr(0, run.find('/'));
  if (run.empty() || text.find_first_of("/\\") != std::string::npos) {
    if (!text.starts_with("runs:/")) return Error{text + ": no such file or folder"};
  }
  if (default_store.empty())
    return Error{"`" + text +
                 "` is no store; as a run it needs --store, MLFLOW_TRACKING_URI, or mlflow.db or mlruns here"};
  return RunReference{default_store, run};
}

Result<RunStore> ReadReference(const RunReference& reference, const StoreOptions& options) {
  StoreOptions wanted = options;
  if (!reference.run.empty()) {
    StoreOptions quick = options;
    quick.artifacts = false;
    quick.deleted = true;
    // A whole id is asked for directly: a server may hold very many runs.
    constexpr std::size_t kIdDigits = 32;
    if (reference.run.size() == kIdDigits) {
      quick.run_ids = {reference.run};
      const Result<RunStore> direct = ReadRunStore(reference.store, quick);
      if (!direct.ok() || direct.value().runs.empty()) quick.run_ids.clear();
    }
    const Result<RunStore> all = ReadRunStore(reference.store, quick);
    if (!all.ok()) return all.error();
    std::vector<std::string> exact;
    std::vector<std::string> named;
    std::vector<std::string> begun;
    for (const RecordedRun& run : all.value().runs) {
      if (run.id == reference.run) exact.push_back(run.id);
      if (run.name == reference.run) named.push_back(run.id);
      if (run.id.starts_with(reference.run)) begun.push_back(run.id);
    }
    const std::vector<std::string>& found = !exact.empty() ? exact : !named.empty() ? named : begun;
    if (found.empty()) return Error{all.value().uri + ": holds no run `" + reference.run + "`"};
    if (found.size() > 1)
      return Error{all.value().uri + ": `" + reference.run + "` may be any of " + std::to_string(found.size()) +
                   " runs: " + found[0] + ", " + found[1] + (found.size() > 2 ? ", …" : "")};
    wanted.run_ids = found;
    wanted.deleted = true;
  }
  Result<RunStore> read = ReadRunStore(reference.store, wanted);
  if (read.ok() && read.value().runs.empty()) {
    const std::vector<std::string>& problems = read.value().problems;
    return Error{read.value().uri + ": holds no runs" + (problems.empty() ? "" : "; " + problems.front())};
  }
  return read;
}

}  // namespace tracklint::reproduce
