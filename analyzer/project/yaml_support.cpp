#include "analyzer/project/yaml_support.h"

#include <algorithm>
#include <exception>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>

#include "analyzer/project/readers.h"
#include "analyzer/project/text.h"

namespace tracklint::project {
namespace {

/// Indentation and flow brackets bound the depth; yaml-cpp itself recurses once per level.
bool TooDeep(std::string_view text) {
  constexpr int kMaxDepth = 200;
  int flow = 0;
  int run = 0;  // `- - - -` nests as well
  for (const char c : text) {
    if (c == '[' || c == '{') {
      if (++flow > kMaxDepth) return true;
    } else if (c == ']' || c == '}') {
      flow = std::max(0, flow - 1);
    } else if (c == '-' || c == '?') {
      if (++run > kMaxDepth * 4) return true;
    } else if (c == '\n') {
      run = 0;
    }
  }
  return false;
}

/// Byte offset of a mark: lines and columns of yaml-cpp count bytes from 0.
std::size_t OffsetOf(std::string_view text, const YAML::Mark& mark) {
  std::size_t at = 0;
  for (int line = 0; line < mark.line; ++line) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return text.size();
    at = end + 1;
  }
  return std::min(text.size(), at + static_cast<std::size_t>(std::max(0, mark.column)));
}

/// Where a text begins whose closing quote never comes. yaml-cpp takes such a text as complete, PyYAML does not.
/// It can only be the last scalar of the file, so one look is enough.
std::optional<YAML::Mark> UnclosedText(std::string_view text, const YAML::Node& root) {
  constexpr std::size_t kMaxNodes = 200000;  // aliases may show the same nodes again and again
  YAML::Mark last = YAML::Mark::null_mark();
  std::vector<YAML::Node> work = {root};
  for (std::size_t seen = 0; !work.empty() && seen < kMaxNodes; ++seen) {
    const YAML::Node node = work.back();
    work.pop_back();
    if (node.IsScalar()) {
      if (!node.Mark().is_null() && (last.is_null() || node.Mark().pos > last.pos)) last = node.Mark();
    } else if (node.IsSequence()) {
      for (const YAML::Node& item : node) work.push_back(item);
    } else if (node.IsMap()) {
      for (const auto& entry : node) {
        work.push_back(entry.first);
        work.push_back(entry.second);
      }
    }
  }
  if (last.is_null()) return std::nullopt;
  const std::size_t begin = OffsetOf(text, last);
  if (begin >= text.size() || (text[begin] != '"' && text[begin] != '\'')) return std::nullopt;
  const char quote = text[begin];
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return std::nullopt;
      ++at;  // '' stands for one
    }
  }
  return last;
}

/// YAML::LoadAll never ends where the parser stays at one token (`,: a`, then a line that is indented), taking memory all
/// the while. This looks at where documents begin, and throws when one begins where the last one did.
class Progress final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override {
    if (mark.pos <= last_) throw YAML::ParserException(mark, "no document can begin here");
    last_ = mark.pos;
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  int last_ = -1;
};

/// Why the text is not parsed at all; null when it may be. yaml-cpp takes seconds for each MiB.
const char* Refusal(const FileText& file) {
  constexpr std::size_t kMaxBytes = std::size_t{1} << 20U;
  if (file.text.size() > kMaxBytes) return "larger than 1 MiB, the limit for YAML";
  return TooDeep(file.text) ? "nested too deeply" : nullptr;
}

void RequireProgress(const std::string& text) {
  std::istringstream in(text);
  YAML::Parser parser(in);
  Progress progress;
  while (parser.HandleNextDocument(progress)) {
  }
}

void ReportYaml(Draft& draft, const FileText& file, const YAML::Exception& error) {
  ProjectPlace where;
  where.path = file.path;
  where.line = error.mark.is_null() ? 1 : static_cast<std::uint32_t>(error.mark.line + 1);
  where.column = error.mark.is_null() ? 1 : static_cast<std::uint32_t>(error.mark.column + 1);
  where.end_column = where.column;
  draft.Issue(std::move(where), "not valid YAML: " + error.msg);
}

}  // namespace

std::optional<YAML::Node> ParseYaml(Draft& draft, const FileText& file, bool report) {
  if (const char* refusal = Refusal(file); refusal != nullptr) {
    if (report) draft.IssueAt(file.path, 1, refusal);
    return std::nullopt;
  }
  try {
    YAML::Node root = YAML::Load(file.text);
    if (const std::optional<YAML::Mark> open = UnclosedText(file.text, root)) {
      if (!report) return std::nullopt;
      ProjectPlace where;
      where.path = file.path;
      where.line = static_cast<std::uint32_t>(open->line + 1);
      where.column = static_cast<std::uint32_t>(open->column + 1);
      where.end_column = where.column + 1;
      draft.Issue(std::move(where), "not valid YAML: the quote is never closed");
      return std::nullopt;
    }
    return root;
  } catch (const YAML::Exception& error) {
    if (report) ReportYaml(draft, file, error);
  } catch (const std::exception& error) {
    if (report) draft.IssueAt(file.path, 1, std::string("not valid YAML: ") + error.what());
  }
  return std::nullopt;
}

std::vector<YAML::Node> ParseYamlDocuments(Draft& draft, const FileText& file, bool report) {
  if (const char* refusal = Refusal(file); refusal != nullptr) {
    if (report) draft.IssueAt(file.path, 1, refusal);
    return {};
  }
  try {
    RequireProgress(file.text);
    return YAML::LoadAll(file.text);
  } catch (const YAML::Exception& error) {
    if (report) ReportYaml(draft, file, error);
  } catch (const std::exception& error) {
    if (report) draft.IssueAt(file.path, 1, std::string("not valid YAML: ") + error.what());
  }
  return {};
}

void CheckYaml(Draft& draft, const FileText& file) {
  if (!draft.checks_syntax) return;
  constexpr std::size_t kMaxText = std::size_t{64} << 10U;
  // `${{ … }}` of a workflow is a plain text for YAML.
  const bool workflow = file.text.find("${{") != std::string::npos;
  if (file.text.size() > kMaxText || (IsTemplated(file.text) && !workflow)) return;
  static_cast<void>(ParseYamlDocuments(draft, file, true));
}

YAML::Node Member(const YAML::Node& map, std::string_view key) {
  if (!map.IsDefined() || !map.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
  for (const auto& entry : map) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) return entry.second;
  }
  return YAML::Node(YAML::NodeType::Undefined);
}

std::string Scalar(const YAML::Node& node) {
  return node.IsDefined() && node.IsScalar() ? node.Scalar() : std::string();
}

ProjectPlace PlaceOf(const std::string& path, const YAML::Node& node) {
  ProjectPlace where;
  where.path = path;
  const YAML::Mark mark = node.Mark();
  if (mark.is_null()) return where;
  where.line = static_cast<std::uint32_t>(mark.line + 1);
  where.column = static_cast<std::uint32_t>(mark.column + 1);
  where.end_column = where.column;
  if (node.IsScalar())
    where.end_column += static_cast<std::uint32_t>(node.Scalar().substr(0, node.Scalar().find('\n')).size());
  return where;
}

}  // namespace tracklint::project
