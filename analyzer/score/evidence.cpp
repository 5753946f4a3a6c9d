#include "analyzer/score/evidence.h"

#include <algorithm>
#include <cstddef>

#include "analyzer/knowledge/api.h"

namespace tracklint::score {
namespace {

constexpr MlflowVersion kFirstWithSkopsDefault{3, 12, 0};

bool ChoosesFormat(const Scope& scope, const LoggedModel& model) {
  for (const ApiCall& call : scope.entry->calls) {
    if (call.where != model.where) continue;
    if (call.open) return true;
    for (const ApiArgument& argument : call.arguments) {
      if (argument.name == "serialization_format" || argument.name == "skops_trusted_types") return true;
    }
  }
  return false;
}

}  // namespace

std::string NormaliseKey(std::string_view key) {
  std::string out;
  for (char c : key) {
    if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
    else
      out += c == '-' || c == '.' || c == '/' || c == ' ' || c == ':' ? '_' : c;
  }
  return out;
}

bool HasWord(std::string_view key, std::initializer_list<std::string_view> words) {
  for (std::size_t begin = 0; begin <= key.size();) {
    std::size_t end = key.find('_', begin);
    if (end == std::string_view::npos) end = key.size();
    if (std::ranges::find(words, key.substr(begin, end - begin)) != words.end()) return true;
    begin = end + 1;
  }
  return false;
}

std::string_view BaseName(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string At(const Scope& scope, Span where) {
  if (scope.sources == nullptr || !where.valid()) return {};
  const SourceFile& file = scope.sources->file(where.file);
  const Place place = file.place(where);
  std::string text = " (" + file.path();
  if (place.cell != 0) text += ":cell " + std::to_string(place.cell);
  return text + ":" + std::to_string(place.line) + ")";
}

std::string At(const ProjectPlace& where) {
  return where.path.empty() ? std::string() : " (" + where.path + ":" + std::to_string(where.line) + ")";
}

Item Recorded(Certainty certainty, FacetStatus status) {
  return certainty == Certainty::kSurely ? Item{kFull, kFull, status} : Unknown();
}

Item ArtifactNamed(const Scope& scope, bool (*is_wanted)(std::string_view)) {
  Item best = Absent();
  if (scope.run == nullptr) return best;
  for (const Artifact& artifact : scope.run->artifacts) {
    if (artifact.path && artifact.path->is_literal() && is_wanted(BaseName(artifact.path->value)))
      best = Better(best, Recorded(artifact.certainty));
  }
  return best;
}

bool MayBeRefused(const Scope& scope, const LoggedModel& model) {
  if (model.flavor != "sklearn" || model.writer != Writer::kExplicit || scope.target < kFirstWithSkopsDefault)
    return false;
  const std::size_t dot = model.estimator.rfind('.');
  const std::string_view name = std::string_view(model.estimator).substr(dot == std::string::npos ? 0 : dot + 1);
  return !name.empty() && knowledge::RefusedByDefaultFormat(name) && !ChoosesFormat(scope, model);
}

Item LoggedModelItem(const Scope& scope) {
  Item best = scope.open(&Run::models_open) ? Unknown() : Absent();
  for (const LoggedModel* model : scope.models) {
    best = Better(best, MayBeRefused(scope, *model) ? Unknown() : Recorded(model->certainty, FacetStatus::kImplicit));
  }
  return best;
}

Span ModelPlace(const Scope& scope) { return scope.models.empty() ? Span{} : scope.models.front()->where; }

std::string WhyModelIsUnsure(const Scope& scope) {
  const Item item = LoggedModelItem(scope);
  if (item.low == kFull || item.high == 0) return {};
  const bool refused =
      std::ranges::any_of(scope.models, [&](const LoggedModel* model) { return MayBeRefused(scope, *model); });
  if (refused) return "the targeted MLflow may refuse to store the model (MLF709)";
  return scope.models.empty() ? "it cannot be seen whether a model is logged" : "a model is logged on some paths only";
}

}  // namespace tracklint::score
