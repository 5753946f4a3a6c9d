#include "analyzer/source/cells.h"

#include <algorithm>
#include <array>
#include <string>

#include "analyzer/source/line_scanner.h"

namespace tracklint::source {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kDatabricksHead = "# Databricks notebook source";
constexpr std::string_view kDatabricksCell = "# COMMAND ----------";
constexpr std::string_view kDatabricksMagic = "# MAGIC";

std::uint32_t Narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::string_view TrimEnd(std::string_view line) { return line.substr(0, line.find_last_not_of(" \t") + 1); }

bool IsBlankOrComment(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\f");
  return first == kNone || line[first] == '#';
}

/// Calls visit(line, begin, fresh) for every line.
template <typename Visit>
void ForEachLine(std::string_view text, Visit visit) {
  LineScanner scanner;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    visit(line, begin, !scanner.open());
    scanner.Consume(line);
    begin = end + 1;
  }
}

/// `# %%`, `#%% [markdown]`: what stands behind the percent signs, data() null when it is no marker.
std::string_view PercentMarker(std::string_view line) {
  if (!line.starts_with('#')) return {};
  const std::size_t sign = line.find_first_not_of(" \t", 1);
  if (sign == kNone || !line.substr(sign).starts_with("%%")) return {};
  const std::string_view rest = line.substr(sign + 2);
  // `# %%time` is a commented magic, not a marker.
  return rest.empty() || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '%' || rest[0] == '[' ? rest
                                                                                               : std::string_view();
}

bool IsProse(std::string_view marker) {
  for (const std::string_view type : {"[markdown]", "[md]", "[raw]"}) {
    if (marker.find(type) != kNone) return true;
  }
  return false;
}

class CellList {
 public:
  explicit CellList(ScriptCells& out) : out_(out) {}
  void Open(std::size_t begin, bool code) {
    ++number_;
    begin_ = begin;
    code_ = code;
  }
  void Close(std::size_t end) {
    if (number_ > 0 && code_) out_.cells.push_back({number_, Narrow(begin_), Narrow(std::max(end, begin_)), -1});
  }

 private:
  ScriptCells& out_;
  std::uint32_t number_ = 0;
  std::size_t begin_ = 0;
  bool code_ = false;
};

ScriptCells Databricks(std::string_view text) {
  ScriptCells out{SourceKind::kDatabricks, {}, {}};
  CellList cells(out);
  bool in_magic = false;
  bool language_cell = false;
  ForEachLine(text, [&](std::string_view line, std::size_t begin, bool fresh) {
    if (begin == 0) {
      cells.Open(std::min(line.size() + 1, text.size()), true);
      return;
    }
    if (fresh && TrimEnd(line) == kDatabricksCell) {
      cells.Close(begin - 1);
      cells.Open(std::min(begin + line.size() + 1, text.size()), true);
      in_magic = false;
      language_cell = false;
      return;
    }
    if (!fresh || !line.starts_with(kDatabricksMagic)) {
      in_magic = false;
      return;
    }
    std::string_view content = line.substr(kDatabricksMagic.size());
    if (content.starts_with(' ')) content.remove_prefix(1);
    const std::uint32_t end = Narrow(begin + line.size());
    const bool head = content.starts_with('%') || content.starts_with('!');
    if (head && !(in_magic && language_cell)) {
      static constexpr std::array<std::string_view, 7> kLanguages{"%sql", "%md", "%sh", "%scala", "%r", "%fs", "%html"};
      language_cell = std::any_of(kLanguages.begin(), kLanguages.end(), [content](std::string_view language) {
        return content.starts_with(language) && (content.size() == language.size() || content[language.size()] == ' ' ||
                                                 content[language.size()] == '-');
      });
      in_magic = true;
      out.magics.push_back({{kNoFile, Narrow(begin), end}, std::string(content)});
    } else if (in_magic) {
      out.magics.back().span.end = end;
      out.magics.back().text.append("\n").append(content);
    }
  });
  cells.Close(text.size());
  return out;
}

ScriptCells Percent(std::string_view text) {
  ScriptCells out;
  CellList cells(out);
  const bool jupytext = text.substr(0, 2048).find("jupytext:") != kNone;
  bool code_before = false;
  ForEachLine(text, [&](std::string_view line, std::size_t begin, bool fresh) {
    const std::string_view marker = fresh ? PercentMarker(line) : std::string_view();
    if (marker.data() != nullptr) {
      if (out.kind == SourceKind::kScript && code_before) cells.Open(0, true);
      out.kind = SourceKind::kPercent;
      cells.Close(begin > 0 ? begin - 1 : 0);
      cells.Open(std::min(begin + line.size() + 1, text.size()), !IsProse(marker));
      return;
    }
    if (!fresh || !IsBlankOrComment(line)) {
      code_before = true;
    } else if (jupytext && (line.starts_with("# %") || line.starts_with("# !"))) {
      out.magics.push_back({{kNoFile, Narrow(begin), Narrow(begin + line.size())}, std::string(line.substr(2))});
    }
  });
  if (out.kind == SourceKind::kPercent) cells.Close(text.size());
  if (out.kind == SourceKind::kScript) out.magics.clear();
  return out;
}

}  // namespace

ScriptCells FindScriptCells(std::string_view text) {
  if (TrimEnd(text.substr(0, text.find('\n'))) == kDatabricksHead) return Databricks(text);
  if (text.find("%%") != kNone) return Percent(text);
  return {};
}

}  // namespace tracklint::source
