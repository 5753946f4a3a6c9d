#include "cli/fixing.h"

#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/source/decode.h"
#include "analyzer/source/read.h"
#include "analyzer/source/utf8.h"
#include "cli/narrow.h"
#include "reporters/diff.h"
#include "reporters/hidden.h"
#include "reporters/text.h"

namespace tracklint::cli {
namespace {

/// The files as they were analysed: bytes that stand for a file's own come first.
Result<std::string> BytesOf(const engine::Analysis& analysis, const SourceFile& file) {
  const auto& unsaved = analysis.discovery().unsaved;
  const auto found = unsaved.find(file.path());
  if (found != unsaved.end()) return found->second;
  return source::ReadBytes(file.absolute());
}

struct Document {
  std::string name;
  std::string text;
};

/// What a diff shows of a file: its text, or the sources of a notebook's code cells.
std::vector<Document> Documents(const std::string& path, const std::string& shown, const std::string& bytes) {
  if (path.ends_with(".ipynb")) {
    std::vector<Document> cells;
    const Result<SourceFile::Data> data = source::ReadSource(path, {}, bytes);
    if (!data.ok()) return cells;
    const SourceFile file(FileId{0}, data.value());
    for (const Cell& cell : file.cells()) {
      std::string text(file.text().substr(cell.begin, cell.end - cell.begin));
      if (!text.empty()) text += '\n';
      cells.push_back({shown + ":cell " + std::to_string(cell.number), std::move(text)});
    }
    return cells;
  }
  if (source::FindInvalidUtf8(bytes) == std::string_view::npos) return {{shown, bytes}};
  Result<source::Decoded> decoded = source::DecodePython(bytes);
  return {{shown, decoded.ok() ? std::move(decoded.value().text) : bytes}};
}

}  // namespace

std::optional<Error> FixFindings(const Options& options, std::unique_ptr<Session>& session, engine::FixState& state) {
  for (int number = 0; number < engine::kMostFixRounds; ++number) {
    const engine::Analysis& analysis = session->analysis;
    engine::FixRound round;
    round.sources = &analysis.sources();
    round.findings = &session->report.findings;
    round.unsafe = options.unsafe_fixes || session->config.unsafe_fixes;
    round.may_change = [&analysis](FileId file) { return analysis.is_target(file); };
    round.bytes_of = [&analysis](const SourceFile& file) { return BytesOf(analysis, file); };
    if (!engine::ApplyFixRound(round, state)) break;
    Result<std::unique_ptr<Session>> next = Open(options, state.changed);
    if (!next.ok()) return next.error();
    session = std::move(next).value();
    if (std::optional<Error> problem = RunSelectedRules(options, *session)) return problem;
    if (std::optional<Error> problem = NarrowFindings(options, *session)) return problem;
  }
  session->report.fixed = state.fixed;
  for (const ReportError& error : state.errors) session->report.errors.push_back(error);
  return std::nullopt;
}

std::optional<Error> WriteFixes(const Options& options, const Session& session, const engine::FixState& state,
                                Streams streams) {
  for (const auto& [path, bytes] : state.changed) {
    if (options.stdin_filename) {
      streams.out << bytes;
      continue;
    }
    const SourceFile* file = session.analysis.sources().find(path);
    if (file == nullptr || file->absolute().empty()) continue;
    if (std::optional<Error> problem = engine::WriteAtomically(file->absolute(), bytes)) return problem;
  }
  if (options.stdin_filename && state.changed.empty()) streams.out << options.stdin_text;
  streams.out.flush();
  return std::nullopt;
}

void PrintDiffs(const Options& options, const Session& session, const engine::FixState& state, Streams streams) {
  const bool color = UseColor(options.color, streams.terminal, false);
  const reporters::Hidden hidden(session.report.facts, session.report.sources);
  for (const auto& [path, bytes] : state.changed) {
    const std::string shown = session.report.path_prefix + path;
    std::vector<Document> before = Documents(path, shown, state.original.at(path));
    std::vector<Document> after = Documents(path, shown, bytes);
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
      reporters::DiffOptions how;
      how.color = color;
      how.visible = streams.terminal.is_terminal;
      how.log = streams.terminal.is_log;
      hidden.StarCode(before[i].text);
      hidden.StarCode(after[i].text);
      streams.out << reporters::UnifiedDiff(before[i].text, after[i].text, before[i].name, how);
    }
  }
}

}  // namespace tracklint::cli
