#include "tests/support/expectations.h"

#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace tracklint::tests {
namespace {

constexpr std::string_view kLineMark = "# expect:";
constexpr std::string_view kFileMark = "# expect-file:";

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

/// `MLF101 "text", MLF102` → rules with the part of their message.
std::vector<Expectation> ParseList(std::string_view text) {
  std::vector<Expectation> list;
  std::size_t at = 0;
  const auto skip = [&] {
    while (at < text.size() && (text[at] == ' ' || text[at] == ',')) ++at;
  };
  for (skip(); text.substr(at, 3) == "MLF"; skip()) {
    Expectation one;
    while (at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0) one.rule += text[at++];
    while (at < text.size() && text[at] == ' ') ++at;
    if (at < text.size() && text[at] == '"') {
      const std::size_t close = text.find('"', at + 1);
      if (close == std::string_view::npos) break;
      one.message = text.substr(at + 1, close - at - 1);
      at = close + 1;
    }
    list.push_back(std::move(one));
  }
  return list;
}

/// A line that holds neither code nor a mark that a rule reads.
bool IsRemark(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return true;
  const bool meant = line.find("tracklint:") != std::string_view::npos || line.find("MAGIC") != std::string_view::npos;
  return line[begin] == '#' && !meant;
}

void ReadLines(std::string_view text, const std::string& path, std::uint32_t cell, std::vector<Expectation>& out) {
  const std::vector<std::string_view> lines = Lines(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (const std::size_t mark = lines[i].find(kFileMark); mark != std::string_view::npos) {
      for (Expectation& one : ParseList(lines[i].substr(mark + kFileMark.size()))) {
        one.path = path;
        out.push_back(std::move(one));
      }
    }
    const std::size_t mark = lines[i].find(kLineMark);
    if (mark == std::string_view::npos) continue;
    std::size_t line = i;
    if (IsBlank(lines[i].substr(0, mark))) {
      ++line;
      while (line < lines.size() && IsRemark(lines[line])) ++line;
    }
    for (Expectation& one : ParseList(lines[i].substr(mark + kLineMark.size()))) {
      one.path = path;
      one.cell = cell;
      one.line = static_cast<std::uint32_t>(line + 1);
      out.push_back(std::move(one));
    }
  }
}

}  // namespace

std::vector<std::pair<std::uint32_t, std::string>> NotebookCells(const std::string& bytes) {
  std::vector<std::pair<std::uint32_t, std::string>> cells;
  const nlohmann::json notebook = nlohmann::json::parse(bytes, nullptr, false);
  if (!notebook.is_object() || !notebook.contains("cells") || !notebook["cells"].is_array()) return cells;
  std::uint32_t number = 0;
  for (const nlohmann::json& cell : notebook["cells"]) {
    ++number;
    if (!cell.is_object() || !cell.contains("source")) continue;
    std::string text;
    if (cell["source"].is_string())
      text = cell["source"].get<std::string>();
    else if (cell["source"].is_array()) {
      for (const nlohmann::json& line : cell["source"])
        text += line.is_string() ? line.get<std::string>() : std::string();
    }
    cells.emplace_back(number, std::move(text));
  }
  return cells;
}

std::vector<Expectation> ReadExpectations(const std::string& path, const std::string& bytes) {
  std::vector<Expectation> found;
  if (!path.ends_with(".ipynb")) {
    ReadLines(bytes, path, 0, found);
    return found;
  }
  const auto cells = NotebookCells(bytes);
  for (const auto& [number, text] : cells) ReadLines(text, path, number, found);
  if (cells.empty()) {  // broken on purpose: only the whole file can be spoken of
    const std::size_t mark = bytes.find(kFileMark);
    if (mark == std::string::npos) return found;
    const std::string_view rest = std::string_view(bytes).substr(mark + kFileMark.size());
    for (Expectation& one : ParseList(rest.substr(0, rest.find_first_of("\"\\")))) {
      one.path = path;
      found.push_back(std::move(one));
    }
  }
  return found;
}

}  // namespace tracklint::tests
