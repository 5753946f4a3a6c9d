// centralisation: a tracking server that others can read, a named experiment, an entry point to run.
#include <algorithm>
#include <array>

#include "analyzer/score/compute_score.h"
#include "analyzer/score/evidence.h"
#include "analyzer/score/facets.h"

namespace tracklint::score {
namespace {

bool IsLocalUri(std::string_view uri) {
  if (uri.empty() || uri == "databricks" || uri.starts_with("databricks:")) return uri.empty();
  const std::size_t scheme_end = uri.find("://");
  if (uri.starts_with("file:") || uri.starts_with("sqlite:") || scheme_end == std::string_view::npos) return true;
  std::string_view host = uri.substr(scheme_end + 3);
  host = host.substr(0, host.find('/'));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  constexpr std::array<std::string_view, 4> kLocal{"localhost", "127.", "0.0.0.0", "[::1]"};
  return std::ranges::any_of(kLocal, [&](std::string_view local) { return host.starts_with(local); });
}

/// `http://{host}:5000` with a hole is a server, wherever it stands; a pattern that begins with the hole says nothing.
Item JudgeServer(const Setting& uri) {
  if (uri.state == Setting::State::kUnset) return Absent();
  if (uri.state == Setting::State::kUnknown) return Unknown();
  if (uri.value.is_unknown()) return uri.by == Setting::By::kFramework ? Explicit() : Unknown();
  const bool on_disk = uri.value.value.starts_with("file:") || uri.value.value.starts_with("sqlite:");
  if (uri.value.kind == Text::Kind::kPattern && !on_disk &&
      (uri.value.value.starts_with("*") || uri.value.value.find("://*") != std::string::npos))
    return Unknown();
  return IsLocalUri(uri.value.value) ? Absent() : Explicit();
}

Item JudgeExperiment(const Setting& experiment) {
  if (experiment.state == Setting::State::kUnset) return Absent();
  if (experiment.state == Setting::State::kUnknown) return Unknown();
  const bool is_default =
      experiment.value.is_literal() && (experiment.value.value == "Default" || experiment.value.value == "0");
  return is_default ? Absent() : Explicit();
}

bool IsRunnable(const Scope& scope) {
  if (scope.entry->kind == Entry::Kind::kScript) return true;
  return std::ranges::any_of(scope.project->mlprojects,
                             [](const Mlproject& project) { return !project.entry_points.empty(); });
}

std::string Describe(std::string_view what, const Item& item, std::string_view no) {
  std::string text(what);
  if (item.low == kFull) return text + ": yes";
  return text + ": " + std::string(item.high == 0 ? no : "comes from outside, unknown");
}

}  // namespace

Tri UsesSharedServer(const Run& run) {
  const Item server = JudgeServer(run.tracking_uri);
  if (server.low == kFull) return Tri::kYes;
  return server.high == 0 ? Tri::kNo : Tri::kUnknown;
}

Judgement JudgeCentralisation(const Scope& scope) {
  const Item server = scope.run == nullptr ? Absent() : JudgeServer(scope.run->tracking_uri);
  const Item experiment = scope.run == nullptr ? Absent() : JudgeExperiment(scope.run->experiment);
  const Item entry = IsRunnable(scope) ? Explicit() : Absent();
  const auto place = [&](Setting Run::*setting) {
    return scope.run == nullptr ? std::string() : At(scope, (scope.run->*setting).where);
  };
  Judgement judgement;
  judgement.items = {Weighted(server, 2), experiment, entry};
  judgement.reasons = {Describe("shared tracking server", server, "no") + place(&Run::tracking_uri),
                       Describe("named experiment", experiment, "no") + place(&Run::experiment),
                       Describe("runnable entry point", entry, "no")};
  return judgement;
}

}  // namespace tracklint::score
