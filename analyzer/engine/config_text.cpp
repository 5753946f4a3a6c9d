#include "analyzer/engine/config_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tracklint::engine {
namespace {

using Json = nlohmann::ordered_json;

std::string Quoted(const std::string& text) { return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string List(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : ", ") + Quoted(item);
  return "[" + out + "]";
}

std::string Table(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string out;
  for (const auto& [key, value] : items) out += (out.empty() ? " " : ", ") + Quoted(key) + " = " + value;
  return out.empty() ? "{}" : "{" + out + " }";
}

std::string Text(const std::optional<std::string>& text) { return text ? Quoted(*text) : std::string(); }

std::string Tables(const Config& config, std::string_view key) {
  std::vector<std::pair<std::string, std::string>> items;
  if (key == "severity") {
    for (const auto& [rule, level] : config.severity) items.emplace_back(rule, Quoted(std::string(ToString(level))));
  } else if (key == "per-file-ignores") {
    for (const PerFileIgnore& entry : config.per_file_ignores) items.emplace_back(entry.pattern, List(entry.codes));
  } else {
    const std::map<std::string, std::string> sorted(config.wrappers.begin(), config.wrappers.end());
    for (const auto& [own, function] : sorted) items.emplace_back(own, Quoted(function));
  }
  return Table(items);
}

Json Selector(std::span<const Rule* const> rules) {
  Json examples = Json::array({"ALL"});
  for (const Rule* rule : rules) examples.push_back(rule->meta.id);
  return {{"type", "string"}, {"examples", examples}};
}

Json Strings(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

Json ShapeOf(const ConfigKey& key, std::span<const Rule* const> rules) {
  Json level = {{"enum", {"note", "warning", "error"}}};
  Json text = {{"type", "string"}};
  switch (key.shape) {
    case ConfigShape::kRules: return Strings(Selector(rules));
    case ConfigShape::kPatterns: return Strings(text);
    case ConfigShape::kFlag: return {{"type", "boolean"}};
    case ConfigShape::kText: return text;
    case ConfigShape::kLevel: return level;
    case ConfigShape::kScore: return {{"type", "number"}, {"minimum", 0}, {"maximum", 100}};
    case ConfigShape::kVersion: return {{"type", "string"}, {"pattern", "^(auto|[0-9]+\\.[0-9]+(\\.[0-9]+)?)$"}};
    case ConfigShape::kLevels: return {{"type", "object"}, {"additionalProperties", level}};
    case ConfigShape::kRulesByPattern: return {{"type", "object"}, {"additionalProperties", Strings(Selector(rules))}};
    case ConfigShape::kTexts: return {{"type", "object"}, {"additionalProperties", text}};
  }
  return text;
}

}  // namespace

std::string ShowValue(const Config& config, std::string_view key) {
  const auto list = [&](const std::vector<std::string>& items) {
    return items.empty() && !config.origins.contains(std::string(key)) ? std::string() : List(items);
  };
  if (key == "select") return list(config.select);
  if (key == "ignore") return list(config.ignore);
  if (key == "extend-select") return list(config.extend_select);
  if (key == "exclude") return list(config.exclude);
  if (key == "extend-exclude") return list(config.extend_exclude);
  if (key == "respect-gitignore") return config.respect_gitignore ? "true" : "false";
  if (key == "force-exclude") return config.force_exclude ? "true" : "false";
  if (key == "check-tests") return config.check_tests ? "true" : "false";
  if (key == "unsafe-fixes") return config.unsafe_fixes ? "true" : "false";
  if (key == "preview") return config.preview ? "true" : "false";
  if (key == "target-mlflow") return Text(config.target_mlflow);
  if (key == "fail-on") return Text(config.fail_on);
  if (key == "output-format") return Text(config.output_format);
  if (key == "baseline") return Text(config.baseline);
  if (key == "cache-dir") return Text(config.cache_dir);
  if (key == "min-score") return config.min_score ? fmt::format("{:g}", *config.min_score) : std::string();
  if (key == "required-version")
    return config.required_version.empty() ? std::string() : Quoted(config.required_version);
  if (key == "severity" || key == "per-file-ignores" || key == "wrappers") {
    std::string table = Tables(config, key);
    return table == "{}" && !config.origins.contains(std::string(key)) ? std::string() : table;
  }
  return {};
}

std::string ConfigSchema(std::span<const Rule* const> rules) {
  Json properties = Json::object();
  for (const ConfigKey& key : ConfigKeys()) {
    Json shape = ShapeOf(key, rules);
    shape["description"] = key.about;
    if (!key.fallback.empty()) shape["default"] = Json::parse(key.fallback, nullptr, false);
    properties[std::string(key.name)] = std::move(shape);
  }
  const Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "tracklint"},
      {"description", "Configuration of tracklint: tracklint.toml, or [tool.tracklint] in pyproject.toml"},
      {"type", "object"},
      {"additionalProperties", false},
      {"properties", properties}};
  return schema.dump(2) + "\n";
}

}  // namespace tracklint::engine
