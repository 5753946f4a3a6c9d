#include "cli/narrow.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/discover/changes.h"
#include "analyzer/engine/add_ignore.h"
#include "analyzer/engine/baseline.h"
#include "analyzer/engine/fingerprint.h"
#include "analyzer/engine/fix.h"
#include "analyzer/engine/run_rules.h"
#include "analyzer/source/edit.h"
#include "analyzer/source/read.h"
#include "reporters/text.h"

namespace tracklint::cli {
namespace {

namespace fs = std::filesystem;

/// The source lines that findings stand in.
std::vector<std::string> LinesOf(const Session& session, const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  lines.reserve(findings.size());
  engine::LineCursor cursor;
  for (const Finding& finding : findings) {
    const std::string_view line = finding.span.valid()
                                      ? session.analysis.sources().file(finding.span.file).line_at(finding.span.begin)
                                      : cursor.Line(session.analysis.project_text(finding.path), finding.place.line);
    lines.emplace_back(line.substr(0, engine::kFingerprintedBytes));
  }
  return lines;
}

/// What stands between the folder of a baseline and the analysed root.
std::string PrefixFrom(const std::string& baseline, const std::string& root) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(baseline, error), error).parent_path();
  const std::string relative = fs::path(root).lexically_relative(folder).generic_string();
  return relative.empty() || relative == "." ? std::string() : relative + "/";
}

std::vector<std::string> KeysFor(const Session& session, const std::string& baseline) {
  const std::vector<Finding>& findings = session.report.findings;
  return engine::BaselineKeys(findings, LinesOf(session, findings), PrefixFrom(baseline, session.report.root_absolute));
}

std::optional<Error> LeaveOutBaseline(const std::string& path, Session& session) {
  const Result<std::string> text = source::ReadBytes(path);
  if (!text.ok()) return Error{path + ": " + text.error().message};
  const Result<engine::Baseline> baseline = engine::Baseline::Parse(text.value());
  if (!baseline.ok()) return Error{path + ": " + baseline.error().message};
  Report& report = session.report;
  const std::vector<std::string> keys = KeysFor(session, path);
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (baseline.value().holds(keys[i]))
      ++report.baselined;
    else
      kept.push_back(std::move(report.findings[i]));
  }
  report.findings = std::move(kept);
  return std::nullopt;
}

bool OnChangedLine(const Session& session, const Finding& finding, const discover::ChangedFile& file) {
  if (file.added) return true;
  std::uint32_t first = finding.place.line;
  std::uint32_t last = std::max(first, finding.place.end_line);
  if (finding.span.valid()) {
    const RawPlace raw = session.analysis.sources().file(finding.span.file).raw_place(finding.span);
    first = raw.line;
    last = raw.end_line;
  }
  return std::ranges::any_of(file.lines,
                             [&](const auto& range) { return range.first <= last && first <= range.second; });
}

/// Keeps what stands on changed lines, and what the analysis of the old texts does not find.
std::optional<Error> KeepChanged(const Options& options, Session& session) {
  const std::string& root = session.report.root_absolute;
  Result<std::map<std::string, discover::ChangedFile>> changes = discover::ChangesSince(root, *options.changed_since);
  if (!changes.ok()) return changes.error();
  Overlay before;
  for (auto& [path, file] : changes.value()) {
    if (path.ends_with(".py") || path.ends_with(".pyw") || path.ends_with(".ipynb")) before[path] = file.old_bytes;
  }
  for (auto& [path, bytes] : before) {
    if (bytes.empty() && path.ends_with(".ipynb")) bytes = R"({"cells": [], "metadata": {}, "nbformat": 4})";
  }
  std::set<std::string> known;
  if (!before.empty()) {
    Result<std::unique_ptr<Session>> old = Open(options, before);
    if (!old.ok()) return old.error();
    if (std::optional<Error> problem = RunSelectedRules(options, *old.value())) return problem;
    const std::vector<Finding>& findings = old.value()->report.findings;
    for (std::string& key : engine::BaselineKeys(findings, LinesOf(*old.value(), findings), {}))
      known.insert(std::move(key));
  }
  std::vector<Finding>& findings = session.report.findings;
  const std::vector<std::string> keys = engine::BaselineKeys(findings, LinesOf(session, findings), {});
  std::vector<Finding> kept;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto file = changes.value().find(findings[i].path);
    const bool changed = file != changes.value().end() && OnChangedLine(session, findings[i], file->second);
    const bool caused = !before.empty() && !known.contains(keys[i]);
    if (changed || caused) kept.push_back(std::move(findings[i]));
  }
  findings = std::move(kept);
  return std::nullopt;
}

}  // namespace

std::string BaselinePath(const Options& options, const engine::Config& config) {
  if (options.baseline) return *options.baseline;
  return config.baseline.value_or(std::string());
}

std::optional<Error> NarrowFindings(const Options& options, Session& session) {
  const std::string baseline = BaselinePath(options, session.config);
  if (!baseline.empty()) {
    if (std::optional<Error> problem = LeaveOutBaseline(baseline, session)) return problem;
  }
  return options.changed_since ? KeepChanged(options, session) : std::nullopt;
}

int WriteBaseline(const Options& options, const Session& session, Streams streams) {
  std::string path = BaselinePath(options, session.config);
  if (path.empty()) path = "tracklint-baseline.json";
  const std::vector<std::string> keys = KeysFor(session, path);
  std::vector<Finding> findings = session.report.findings;
  const std::string prefix = PrefixFrom(path, session.report.root_absolute);
  for (Finding& finding : findings) finding.path = fs::path(prefix + finding.path).lexically_normal().generic_string();
  const std::string text = engine::Baseline::Of(findings, keys).Write();
  if (std::optional<Error> problem = engine::WriteAtomically(path, text)) return Trouble(problem->message, streams);
  if (!options.quiet)
    streams.err << "Wrote " << reporters::Plural(keys.size(), "problem") << " to " << reporters::Visible(path) << ".\n";
  return session.report.errors.empty() ? kExitClean : kExitTrouble;
}

int AddIgnoreComments(const Session& session, Streams streams) {
  const SourceSet& sources = session.analysis.sources();
  std::map<FileId, std::vector<const Finding*>> in_sources;
  std::map<std::string, std::vector<const Finding*>> in_project;
  for (const Finding& finding : session.report.findings) {
    if (finding.span.valid())
      in_sources[finding.span.file].push_back(&finding);
    else
      in_project[finding.path].push_back(&finding);
  }
  std::size_t done = 0;
  std::size_t left = 0;
  for (const auto& [id, findings] : in_sources) {
    const SourceFile& file = sources.file(id);
    const engine::IgnoreEdits ignores = engine::AddIgnores(file, findings);
    std::vector<source::TextEdit> edits;
    for (const Edit& edit : ignores.edits) edits.push_back({edit.span.begin, edit.span.end, edit.text});
    const Result<std::string> bytes = source::ReadBytes(file.absolute());
    if (!bytes.ok()) return Trouble(file.path() + ": " + bytes.error().message, streams);
    const Result<std::string> edited = source::ApplyEdits(file, bytes.value(), edits);
    if (!edited.ok()) return Trouble(file.path() + ": " + edited.error().message, streams);
    if (std::optional<Error> problem = engine::WriteAtomically(file.absolute(), edited.value()))
      return Trouble(problem->message, streams);
    done += ignores.suppressed;
    left += ignores.left;
  }
  for (const auto& [path, findings] : in_project) {
    const auto& files = session.analysis.discovery().files;
    const auto file = std::ranges::find(files, path, &discover::FileRef::path);
    const Result<std::string> bytes =
        file == files.end() ? Result<std::string>(Error{}) : source::ReadBytes(file->absolute);
    std::string text = bytes.ok() ? bytes.value() : std::string();
    const std::size_t count = bytes.ok() ? engine::AddIgnores(path, text, findings) : 0;
    if (count > 0) {
      if (std::optional<Error> problem = engine::WriteAtomically(file->absolute, text))
        return Trouble(problem->message, streams);
    }
    done += count;
    left += findings.size() - std::min(count, findings.size());
  }
  streams.err << "Suppressed " << reporters::Plural(done, "problem") << ".\n";
  if (left > 0)
    streams.err << "Left " << reporters::Plural(left, "problem")
                << " where no comment can stand; `per-file-ignores` can leave them out.\n";
  return session.report.errors.empty() ? kExitClean : kExitTrouble;
}

}  // namespace tracklint::cli
