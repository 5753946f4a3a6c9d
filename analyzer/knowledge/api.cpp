#include "analyzer/knowledge/api.h"

#include <string>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"
#include "analyzer/knowledge/names.h"

namespace tracklint::knowledge {
namespace {

constexpr auto kNone = std::string_view::npos;

const LineTable& Catalogue(MlflowVersion version) {
  static const LineTable kTwo = OpenTable("api/mlflow2.json");
  static const LineTable kThree = OpenTable("api/mlflow3.json");
  return version.major >= 3 ? kThree : kTwo;
}

/// The entry under its own or its canonical name ("mlflow.tracking.MlflowClient.log_param" → "mlflow.MlflowClient.log_param").
std::optional<TableEntry> FindEntry(MlflowVersion version, std::string_view qualified) {
  if (TopComponent(qualified) != "mlflow") {
    return std::nullopt;
  }
  const LineTable& table = Catalogue(version);
  if (auto entry = table.FindAgain(qualified)) {
    return entry;
  }
  bool changed = false;
  const std::string name = ApplyAliases(qualified, changed);
  return changed ? table.FindAgain(name) : std::nullopt;
}

/// Python's own order: "a b= / c * d= ** ": "=" has a default, "/" ends positional-only, "*name" and "**name" are open.
void ParseSignature(std::string_view text, ApiFunction& function) {
  bool positional = true;
  for (std::string_view word : SplitWords(text)) {
    if (word == "*") {
      positional = false;
      continue;
    }
    ApiParameter parameter;
    if (word.starts_with("**")) {
      function.has_kwargs = true;
      parameter = {.name = word.substr(2), .positional = false, .variadic = true};
    } else if (word.starts_with('*')) {
      parameter = {.name = word.substr(1), .variadic = true};
      positional = false;
    } else {
      const bool has_default = word.ends_with('=');
      if (has_default) {
        word.remove_suffix(1);
      }
      parameter = {.name = word, .positional = positional, .keyword_only = !positional, .has_default = has_default};
    }
    function.parameters.push_back(parameter);
  }
}

/// "artifact_path>name: since 3.0.0|request_id>trace_id: removed in 3.0.0".
void ParseDeprecatedParameters(std::string_view text, ApiFunction& function) {
  for (const std::string_view item : SplitWords(text, '|')) {
    const std::size_t arrow = item.find('>');
    const std::size_t colon = item.find(':');
    if (arrow == kNone || colon == kNone || colon < arrow) {
      continue;
    }
    const std::string_view name = item.substr(0, arrow);
    const std::string_view replacement = item.substr(arrow + 1, colon - arrow - 1);
    std::string_view note = item.substr(colon + 1);
    note.remove_prefix(note.starts_with(' ') ? 1 : 0);
    bool known = false;
    for (ApiParameter& parameter : function.parameters) {
      if (parameter.name == name) {
        parameter.deprecated = note;
        parameter.replacement = replacement;
        known = true;
      }
    }
    if (!known) {  // accepted by a decorator, not in the signature
      function.parameters.push_back({.name = name,
                                     .positional = false,
                                     .keyword_only = true,
                                     .has_default = true,
                                     .deprecated = note,
                                     .replacement = replacement});
    }
  }
}

ApiFunction Decode(const TableEntry& entry) {
  ApiFunction function;
  function.name = entry.key;
  std::string_view deprecated_parameters;
  for (const auto& [field, text] : ParseFields(entry.value)) {
    if (field == "params") {
      ParseSignature(text, function);
    } else if (field == "deprecated") {
      function.deprecated = text;
    } else if (field == "replacement") {
      function.replacement = text;
    } else if (field == "deprecated_params") {
      deprecated_parameters = text;
    }
  }
  ParseDeprecatedParameters(deprecated_parameters, function);
  return function;
}

std::string_view KindOf(const TableEntry& entry) {
  for (const auto& [field, text] : ParseFields(entry.value)) {
    if (field == "kind") {
      return text;
    }
  }
  return {};
}

}  // namespace

const ApiFunction* FindApi(MlflowVersion version, std::string_view qualified) {
  const auto entry = FindEntry(version, qualified);
  if (!entry) {
    return nullptr;
  }
  // The two catalogues lie at different addresses, so the key's address tells the version too.
  static DecodeCache<const char*, std::optional<ApiFunction>> cache;
  const std::optional<ApiFunction>* function = cache.Get(entry->key.data(), [&entry]() -> std::optional<ApiFunction> {
    if (KindOf(*entry) == "module") return std::nullopt;
    return Decode(*entry);
  });
  return *function ? &**function : nullptr;
}

bool ApiNamespaceKnown(MlflowVersion version, std::string_view qualified) {
  const auto entry = FindEntry(version, qualified);
  if (!entry) {
    return false;
  }
  const std::string_view kind = KindOf(*entry);
  return kind == "module" || kind == "class";
}

std::string_view RemovedApi(MlflowVersion version, std::string_view qualified) {
  static const LineTable kRemoved = OpenTable("api/removed.json");
  if (TopComponent(qualified) != "mlflow" || FindEntry(version, qualified)) {
    return {};
  }
  bool changed = false;
  const std::string name = ApplyAliases(qualified, changed);
  const auto entry = kRemoved.Find(changed ? std::string_view(name) : qualified);
  return entry ? Unquoted(entry->value) : std::string_view{};
}

bool RefusedByDefaultFormat(std::string_view estimator_class_name) {
  static const LineTable kRefused = OpenTable("api/skops_refused.json");
  return kRefused.Find(LastComponent(estimator_class_name)).has_value();
}

}  // namespace tracklint::knowledge
