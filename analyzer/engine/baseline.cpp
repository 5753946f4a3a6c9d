#include "analyzer/engine/baseline.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

#include <nlohmann/json.hpp>

#include "analyzer/engine/fingerprint.h"

namespace tracklint::engine {
namespace {

constexpr std::string_view kSchema = "tracklint-baseline/1";

std::string Normal(const std::string& path) { return std::filesystem::path(path).lexically_normal().generic_string(); }

std::string TextOf(const nlohmann::json& entry, const char* key) {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

Result<Baseline> Baseline::Parse(std::string_view text) {
  const nlohmann::json document = nlohmann::json::parse(text, nullptr, false);
  if (!document.is_object() || TextOf(document, "schema") != kSchema)
    return Error{"not a baseline of tracklint (schema " + std::string(kSchema) + ")"};
  const auto findings = document.find("findings");
  if (findings == document.end() || !findings->is_array()) return Error{"the baseline has no list `findings`"};
  Baseline baseline;
  for (const nlohmann::json& entry : *findings) {
    if (!entry.is_object() || TextOf(entry, "fingerprint").empty())
      return Error{"an entry of the baseline has no `fingerprint`"};
    BaselineEntry one{TextOf(entry, "rule"), TextOf(entry, "path"), TextOf(entry, "message"),
                      TextOf(entry, "fingerprint")};
    baseline.entries_.emplace(one.fingerprint, std::move(one));
  }
  return baseline;
}

Baseline Baseline::Of(const std::vector<Finding>& findings, const std::vector<std::string>& keys) {
  Baseline baseline;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    baseline.entries_.emplace(
        keys[i], BaselineEntry{std::string(findings[i].rule), findings[i].path, findings[i].message, keys[i]});
  }
  return baseline;
}

std::string Baseline::Write() const {
  std::vector<const BaselineEntry*> sorted;
  for (const auto& [key, entry] : entries_) sorted.push_back(&entry);
  std::ranges::sort(sorted, [](const BaselineEntry* a, const BaselineEntry* b) {
    return std::tie(a->path, a->rule, a->message, a->fingerprint) <
           std::tie(b->path, b->rule, b->message, b->fingerprint);
  });
  const auto quoted = [](const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  };
  std::string out = "{\n  \"schema\": \"" + std::string(kSchema) + "\",\n  \"findings\": [";
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const BaselineEntry& entry = *sorted[i];
    out += (i == 0 ? "\n" : ",\n");
    out += "    {\"rule\": " + quoted(entry.rule) + ", \"path\": " + quoted(entry.path) +
           ", \"message\": " + quoted(entry.message) + ", \"fingerprint\": " + quoted(entry.fingerprint) + "}";
  }
  return out + (sorted.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

std::vector<std::string> BaselineKeys(const std::vector<Finding>& findings, const std::vector<std::string>& lines,
                                      const std::string& prefix) {
  std::vector<Finding> shifted(findings.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    shifted[i].rule = findings[i].rule;
    shifted[i].subject = findings[i].subject;
    shifted[i].path = Normal(prefix + findings[i].path);
  }
  FillFingerprints(shifted, lines);
  std::vector<std::string> keys;
  keys.reserve(shifted.size());
  for (Finding& finding : shifted) keys.push_back(std::move(finding.fingerprint));
  return keys;
}

}  // namespace tracklint::engine
