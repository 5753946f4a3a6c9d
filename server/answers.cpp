// What a session analyses, publishes and answers.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

#include "analyzer/engine/config.h"
#include "reporters/rule_doc.h"
#include "reporters/text.h"
#include "server/session.h"

namespace tracklint::server {
namespace {

bool Touch(const Range& a, const Range& b) { return a.start <= b.end && b.start <= a.end; }

Json Markdown(std::string_view text) {
  return {{"contents", {{"kind", "markdown"}, {"value", reporters::ValidUtf8(text)}}}};
}

std::string IdOf(const Json& diagnostics) {
  const std::string text = diagnostics.dump(-1, ' ', false, Json::error_handler_t::replace);
  return std::to_string(std::hash<std::string>{}(text)) + "-" + std::to_string(text.size());
}

}  // namespace

/// The innermost of the editor's folders that holds the file.
std::string Session::RootOf(const std::string& path) const {
  std::string best;
  for (const std::string& folder : folders_) {
    if ((path.starts_with(folder + "/") || folder == "/") && folder.size() > best.size()) best = folder;
  }
  return best;
}

std::string Session::GroupOf(const Buffer& buffer) const {
  return RootOf(buffer.path) + '\n' + engine::FindConfig(std::filesystem::path(buffer.path).parent_path().string());
}

void Session::MarkDirty(const std::string& uri) {
  if (const Buffer* buffer = documents_.BufferOf(uri)) dirty_.insert(GroupOf(*buffer));
}

void Session::MarkAllDirty() {
  for (const auto& [uri, buffer] : documents_.buffers) dirty_.insert(GroupOf(buffer));
}

void Session::CheckGroup(const std::string& key) {
  dirty_.erase(key);
  CheckRequest request;
  std::vector<std::string> shown;  // URIs of the texts of this group
  for (const auto& [uri, buffer] : documents_.buffers) {
    if (GroupOf(buffer) != key) continue;
    request.root = RootOf(buffer.path);
    request.texts[buffer.path] = documents_.BytesOf(uri, buffer);
    if (!buffer.is_notebook) shown.push_back(uri);
    for (const Cell& cell : buffer.cells) shown.push_back(cell.uri);
  }
  if (request.texts.empty()) {
    groups_.erase(key);
    return;
  }
  Result<Checked> checked = check_(request);
  if (!checked.ok()) {
    Tell(checked.error().message);
    return;
  }
  told_.clear();
  Group& group = groups_[key];
  group = {};
  group.checked = std::move(checked).value();
  const Report& report = *group.checked.report;
  group.translator = std::make_unique<Translator>(report, documents_, encoding_);
  for (const std::string& uri : shown) group.diagnostics[uri] = Json::array();
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const std::optional<Location> at = group.translator->Locate(report.findings[i]);
    if (!at) continue;
    const auto list = group.diagnostics.find(at->uri);
    if (list == group.diagnostics.end()) continue;
    list->second.push_back(group.translator->Diagnostic(report.findings[i], at->range, related_));
    group.places[at->uri].emplace_back(at->range, i);
  }
}

void Session::Settle() {
  const std::set<std::string> keys = dirty_;
  for (const std::string& key : keys) {
    CheckGroup(key);
    const auto group = groups_.find(key);
    if (group == groups_.end()) continue;
    for (const auto& [uri, diagnostics] : group->second.diagnostics) Publish(uri, diagnostics);
  }
}

void Session::Publish(const std::string& uri, const Json& diagnostics) {
  const auto before = published_.find(uri);
  const Buffer* buffer = documents_.BufferOf(uri);
  Json params{{"uri", uri}, {"diagnostics", diagnostics}};
  if (buffer != nullptr && !buffer->is_notebook) params["version"] = buffer->version;
  if (before == published_.end() ? false : before->second == params) return;
  published_[uri] = params;
  Notify("textDocument/publishDiagnostics", std::move(params));
}

/// Configuration errors and the like, once.
void Session::Tell(const std::string& message) {
  if (message == told_) return;
  told_ = message;
  Notify("window/showMessage", {{"type", 1}, {"message", "tracklint: " + Shown(message)}});
}

/// The group of a text, analysed as it is now.
Session::Group& Session::Fresh(const std::string& uri) {
  const Buffer* buffer = documents_.BufferOf(uri);
  if (buffer == nullptr || !documents_.texts.contains(uri)) throw ProtocolError{kInvalidParams, uri + " is not open"};
  const std::string key = GroupOf(*buffer);
  if (dirty_.contains(key) || !groups_.contains(key)) {
    CheckGroup(key);
    const auto group = groups_.find(key);
    if (group == groups_.end()) throw ProtocolError{kInternalError, "the file cannot be analysed: " + Shown(told_)};
    if (pushes_) {
      for (const auto& [text, diagnostics] : group->second.diagnostics) Publish(text, diagnostics);
    }
  }
  return groups_.at(key);
}

Json Session::PullDiagnostics(const Json& params) {
  const std::string uri = params.at("textDocument").at("uri").get<std::string>();
  if (documents_.BufferOf(uri) == nullptr) return {{"kind", "full"}, {"items", Json::array()}};
  const Json& items = Fresh(uri).diagnostics[uri];
  const Json list = items.is_null() ? Json::array() : items;
  const std::string id = IdOf(list);
  const auto previous = params.find("previousResultId");
  if (previous != params.end() && *previous == id) return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", list}};
}

Json Session::CodeActions(const Json& params) {
  const std::string uri = params.at("textDocument").at("uri").get<std::string>();
  const Range range = RangeFrom(params.at("range"));
  Json actions = Json::array();
  const auto context = params.find("context");
  if (context != params.end() && context->is_object() && context->contains("only")) {
    const Json& only = (*context)["only"];
    const auto wanted = [](const Json& kind) {
      if (!kind.is_string()) return false;
      const auto& name = kind.get_ref<const std::string&>();
      return name.empty() || name == "quickfix";
    };
    if (only.is_array() && std::ranges::none_of(only, wanted)) return actions;
  }
  if (documents_.BufferOf(uri) == nullptr) return actions;
  Group& group = Fresh(uri);
  const std::vector<Finding>& findings = group.checked.report->findings;
  std::vector<std::pair<const Finding*, Json>> here;
  for (const auto& [place, index] : group.places[uri]) {
    if (!Touch(place, range)) continue;
    here.emplace_back(&findings[index], group.translator->Diagnostic(findings[index], place, related_));
  }
  const auto add = [&](const std::string& title, const Json& diagnostic, const std::optional<Json>& changes,
                       bool best) {
    if (!changes || changes->empty()) return;
    Json action{{"title", Shown(title)},
                {"kind", "quickfix"},
                {"diagnostics", Json::array({diagnostic})},
                {"edit", {{"changes", *changes}}}};
    if (best) action["isPreferred"] = true;
    actions.push_back(std::move(action));
  };
  for (const auto& [finding, diagnostic] : here) {
    for (const Fix& fix : finding->fixes)
      add(std::string(finding->rule) + ": " + fix.message, diagnostic, group.translator->Changes(fix.edits),
          fix.applicability == Applicability::kSafe);
  }
  for (const auto& [finding, diagnostic] : here)
    add(std::string(finding->rule) + ": ignore on this line", diagnostic, group.translator->IgnoreOnLine(*finding),
        false);
  return actions;
}

/// The page of a rule whose id stands at the position, as in a suppression comment.
std::string Session::RulePageAt(const std::string& uri, Position position) const {
  const auto text = documents_.texts.find(uri);
  if (text == documents_.texts.end()) return {};
  const std::string& all = text->second.text();
  const auto is_word = [&all](std::size_t at) { return std::isalnum(static_cast<unsigned char>(all[at])) != 0; };
  std::size_t begin = text->second.OffsetOf(position, encoding_);
  std::size_t end = begin;
  while (begin > 0 && is_word(begin - 1)) --begin;
  while (end < all.size() && is_word(end)) ++end;
  const std::string_view word = std::string_view(all).substr(begin, end - begin);
  for (const Rule* rule : rules_) {
    if (rule->meta.id == word) return reporters::RulePage(rule->meta);
  }
  return {};
}

Json Session::Hover(const Json& params) {
  const std::string uri = params.at("textDocument").at("uri").get<std::string>();
  const Position position = PositionFrom(params.at("position"));
  if (documents_.BufferOf(uri) == nullptr) return nullptr;
  if (std::string page = RulePageAt(uri, position); !page.empty()) return Markdown(page);
  Group& group = Fresh(uri);
  const std::vector<Finding>& findings = group.checked.report->findings;
  std::string text;
  std::optional<Range> range;
  std::set<std::string_view> told;
  for (const auto& [place, index] : group.places[uri]) {
    if (!Touch(place, {position, position})) continue;
    if (!range) range = place;
    const Finding& finding = findings[index];
    if (!text.empty()) text += "\n\n---\n\n";
    text += "**" + std::string(finding.rule) + "** " + Shown(finding.message);
    if (!finding.help.empty()) text += "\n\nHelp: " + Shown(finding.help);
    if (!told.insert(finding.rule).second) continue;
    for (const Rule* rule : rules_) {
      if (rule->meta.id == finding.rule) text += "\n\n" + reporters::RulePage(rule->meta);
    }
  }
  if (!range) return nullptr;
  Json hover = Markdown(text);
  hover["range"] = ToJson(*range);
  return hover;
}

}  // namespace tracklint::server
