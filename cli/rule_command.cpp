#include <algorithm>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/engine/config.h"
#include "analyzer/engine/config_text.h"
#include "analyzer/engine/selection.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "reporters/json_writer.h"
#include "reporters/rule_doc.h"
#include "reporters/text.h"
#include "rules/registry.h"
#include "tracklint/version.h"

namespace tracklint::cli {
namespace {

void WriteRule(reporters::JsonWriter& json, const RuleMetadata& rule) {
  json.object()
      .field("id", rule.id)
      .field("name", rule.name)
      .field("family", reporters::FamilyName(rule.family))
      .field("level", ToString(rule.severity))
      .field("on", rule.on);
  json.field("since", rule.since)
      .field("fix", rule.fix == Applicability::kSafe     ? "safe"
                    : rule.fix == Applicability::kUnsafe ? "unsafe"
                                                         : "none");
  json.field("summary", rule.summary).field("doc", rule.doc).end();
}

std::vector<const Rule*> Wanted(const Options& options) {
  std::vector<const Rule*> wanted;
  for (const Rule* rule : rules::AllRules()) {
    if (options.all_rules || engine::SelectorMatches(options.rule, rule->meta)) wanted.push_back(rule);
  }
  return wanted;
}

}  // namespace

int RuleCommand(const Options& options, Streams streams) {
  if (!options.all_rules && options.rule.empty()) return Trouble("rule wants an id, a name or --all", streams);
  if (!options.all_rules) {
    const std::string problem = engine::CheckSelector(rules::AllRules(), options.rule);
    if (!problem.empty()) return Trouble(problem, streams);
  }
  const std::vector<const Rule*> wanted = Wanted(options);
  if (options.output_format == "json") {
    reporters::JsonWriter json;
    const bool list = options.all_rules || wanted.size() != 1;
    if (list) json.array();
    for (const Rule* rule : wanted) WriteRule(json, rule->meta);
    if (list) json.end();
    streams.out << json.str() << "\n";
    return kExitClean;
  }
  for (std::size_t i = 0; i < wanted.size(); ++i)
    streams.out << (i > 0 ? "\n" : "") << reporters::RulePage(wanted[i]->meta);
  return kExitClean;
}

int ConfigCommand(const Options& options, Streams streams) {
  if (options.schema) {
    streams.out << engine::ConfigSchema(rules::AllRules());
    return kExitClean;
  }
  Result<engine::Config> resolved = ResolveConfig(options);
  if (!resolved.ok()) return Trouble(resolved.error().message, streams);
  const engine::Config& config = resolved.value();
  std::vector<std::string_view> names;
  bool found = false;
  reporters::JsonWriter json;
  json.object().key("file").text_or_null(config.path).key("keys").array();
  for (const engine::ConfigKey& key : engine::ConfigKeys()) {
    names.push_back(key.name);
    if (!options.rule.empty() && options.rule != key.name) continue;
    found = true;
    const std::string value = engine::ShowValue(config, key.name);
    const auto origin = config.origins.find(std::string(key.name));
    const std::string from = origin == config.origins.end() ? "default" : origin->second;
    json.object().field("key", key.name).field("type", key.type).field("about", key.about);
    json.key("value").text_or_null(value).field("origin", from).end();
    if (options.output_format == "json") continue;
    streams.out << key.name << " (" << key.type << ")\n    " << key.about << "\n";
    if (!value.empty())
      streams.out << "    = " << reporters::Visible(value) << "  (" << reporters::Visible(from) << ")\n";
  }
  if (found && options.output_format == "json") {
    streams.out << json.end().end().take() << "\n";
    return kExitClean;
  }
  if (found) {
    if (options.rule.empty())
      streams.out << "\nThe keys stand under [tool.tracklint] in pyproject.toml, or in tracklint.toml or "
                     ".tracklint.toml; the closest file holds"
                  << (config.path.empty() ? std::string(": here none was found.") : ": here " + config.path + ".")
                  << "\n";
    return kExitClean;
  }
  std::string message = "unknown key `" + options.rule + "`";
  const std::string_view nearest = engine::Nearest(options.rule, names);
  if (!nearest.empty()) message += "; did you mean `" + std::string(nearest) + "`?";
  return Trouble(message, streams);
}

}  // namespace tracklint::cli
