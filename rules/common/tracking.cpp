#include "rules/common/tracking.h"

#include <algorithm>
#include <string>

#include "rules/common/stores.h"
#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

/// mlruns/<digits>/meta.yaml in that folder: MLflow then takes ./mlruns for its store.
bool HasRuns(const Project& project, std::string_view folder) {
  const std::string begin = (folder.empty() ? std::string() : std::string(folder) + "/") + "mlruns/";
  for (auto at = std::lower_bound(project.files.begin(), project.files.end(), begin);
       at != project.files.end() && at->starts_with(begin); ++at) {
    const std::string_view rest = std::string_view(*at).substr(begin.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos || slash == 0 || rest.substr(slash) != "/meta.yaml") continue;
    if (rest.substr(0, slash).find_first_not_of("0123456789") == std::string_view::npos) return true;
  }
  return false;
}

bool IsTrue(std::string_view value) {
  const std::string lower = Lower(value);
  return lower == "true" || lower == "1";
}

}  // namespace

bool IsRefusedFileStore(Pass& pass, const Entry& entry, const Run& run) {
  if (pass.target() < kFileStoreRefused || entry.file_store_allowed != Tri::kNo) return false;
  const CommittedSetting* allowed = pass.project().setting("MLFLOW_ALLOW_FILE_STORE");
  if (allowed != nullptr && (allowed->value.empty() || IsTrue(allowed->value))) return false;
  if (run.tracking_uri.state == Setting::State::kSet)
    return StoreOf(run.tracking_uri.value) == Store::kFiles && !run.tracking_uri.value.value.empty();
  if (run.tracking_uri.state != Setting::State::kUnset) return false;
  return HasRuns(pass.project(), "") || HasRuns(pass.project(), DirectoryOf(entry.path));
}

}  // namespace tracklint::rules
