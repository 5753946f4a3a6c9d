#include "analyzer/project/toml_support.h"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <utility>

#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

ProjectPlace PlaceOf(const std::string& path, const toml::source_region& region) {
  ProjectPlace where;
  where.path = path;
  where.line = std::max<std::uint32_t>(1, region.begin.line);
  where.column = std::max<std::uint32_t>(1, region.begin.column);
  where.end_column = region.end.line == region.begin.line ? std::max(where.column, region.end.column) : where.column;
  return where;
}

constexpr std::size_t kMostParts = 100;        // of the name of a table
constexpr std::size_t kMostAllParts = 50'000;  // of all tables of a file

/// What is wrong with the names of tables, and in which line; the parser looks for each part anew.
std::optional<std::pair<std::uint32_t, std::string>> TooManyTables(std::string_view text) {
  std::size_t all = 0;
  for (const Line& line : SplitLines(text)) {
    if (!Trim(line.text).starts_with('[')) continue;
    const auto parts = 1 + static_cast<std::size_t>(std::ranges::count(line.text.substr(0, line.text.find(']')), '.'));
    all += parts;
    if (parts > kMostParts)
      return {{line.number, "a table's name of more than " + std::to_string(kMostParts) + " parts"}};
    if (all > kMostAllParts)
      return {{line.number, "names of tables of more than " + std::to_string(kMostAllParts) + " parts together"}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<toml::table> ParseToml(Draft& draft, const FileText& file) {
  if (const auto problem = TooManyTables(file.text)) {
    draft.IssueAt(file.path, problem->first, "cannot be read: " + problem->second);
    return std::nullopt;
  }
  try {
    return toml::parse(file.text);
  } catch (const toml::parse_error& error) {
    if (IsTemplated(file.text)) return std::nullopt;  // a template of a project, no file of one
    draft.Issue(PlaceOf(file.path, error.source()), "not valid TOML: " + std::string(error.description()));
  } catch (const std::exception& error) {
    draft.IssueAt(file.path, 1, std::string("not valid TOML: ") + error.what());
  }
  return std::nullopt;
}

const toml::table* TableAt(const toml::table& root, std::string_view path) {
  const toml::table* table = &root;
  while (table != nullptr && !path.empty()) {
    const std::size_t dot = path.find('.');
    const toml::node* next = table->get(path.substr(0, dot));
    table = next == nullptr ? nullptr : next->as_table();
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return table;
}

std::string TextOf(const toml::node* node) {
  if (node == nullptr) return {};
  const toml::value<std::string>* text = node->as_string();
  return text == nullptr ? std::string() : text->get();
}

ProjectPlace PlaceOf(const std::string& path, const toml::node& node) { return PlaceOf(path, node.source()); }
ProjectPlace PlaceOf(const std::string& path, const toml::key& key) { return PlaceOf(path, key.source()); }

}  // namespace tracklint::project
