#include "corpus/record.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/engine/analysis.h"
#include "analyzer/engine/fingerprint.h"
#include "analyzer/engine/run_rules.h"
#include "analyzer/engine/selection.h"
#include "analyzer/score/compute_score.h"
#include "corpus/case.h"
#include "corpus/figures.h"
#include "corpus/git_tree.h"
#include "corpus/history.h"
#include "corpus/kind.h"
#include "corpus/open_input.h"
#include "corpus/usage.h"
#include "reporters/text.h"
#include "rules/registry.h"

namespace tracklint::corpus {
namespace {

std::string_view EntryKind(const Facts& facts, std::string_view name) {
  const auto entry = std::ranges::find_if(facts.entries, [&](const Entry& one) { return one.name == name; });
  if (entry == facts.entries.end()) return "script";
  switch (entry->kind) {
    case Entry::Kind::kNotebook: return "notebook";
    case Entry::Kind::kDatabricks: return "databricks";
    case Entry::Kind::kFunction: return "function";
    case Entry::Kind::kScript: break;
  }
  return "script";
}

Record Scopes(const Score& score, const engine::Analysis& analysis) {
  Record scopes = Record::array();
  for (const ScopeScore& scope : score.scopes) {
    Record one;
    one["entry"] = scope.entry;
    one["entry_kind"] = EntryKind(analysis.facts(), scope.entry);
    one["run"] = scope.run;
    if (scope.where.valid()) {
      const SourceFile& file = analysis.sources().file(scope.where.file);
      one["path"] = file.path();
      one["line"] = file.place(scope.where).line;
    }
    AddFigures(one, scope);
    one["facets"] = FacetsRecord(scope.facets);
    scopes.push_back(std::move(one));
  }
  return scopes;
}

/// The findings of the default rules. Messages quote people's code, so they stay out.
void AddFindings(Record& record, const engine::Analysis& analysis) {
  const auto selected = engine::SelectRules(rules::AllRules(), {});
  engine::RunOptions run;
  run.all = rules::AllRules();
  if (selected.ok()) run.selected = selected.value();
  run.project_text = [&analysis](const std::string& path) { return analysis.project_text(path); };
  const engine::RunResult result = engine::RunRules(analysis.view(), run);
  std::map<std::string_view, std::size_t> counts;
  Record findings = Record::array();
  for (const Finding& finding : result.findings) {
    ++counts[finding.rule];
    findings.push_back({{"rule", finding.rule},
                        {"level", ToString(finding.severity)},
                        {"path", finding.path},
                        {"cell", finding.place.cell},
                        {"line", finding.place.line},
                        {"column", finding.place.column},
                        {"fingerprint", finding.fingerprint}});
  }
  Record per_rule = Record::object();
  for (const auto& [rule, count] : counts) per_rule[std::string(rule)] = count;
  record["findings_per_rule"] = std::move(per_rule);
  record["findings"] = std::move(findings);
}

void AddFiles(Record& record, const engine::Analysis& analysis) {
  std::size_t notebooks = 0;
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < analysis.sources().size(); ++i) {
    const SourceFile& file = analysis.sources().file(static_cast<FileId>(i));
    notebooks += file.is_notebook() ? 1 : 0;
    bytes += file.raw().size();
  }
  record["python_files"] = analysis.discovery().targets.size();
  record["read_files"] = analysis.sources().size();
  record["read_notebooks"] = notebooks;
  record["read_bytes"] = bytes;
  record["syntax_errors"] =
      std::ranges::count_if(analysis.issues(), [](const FileIssue& issue) { return !issue.unreadable; });
}

/// Files and folders that exist and cannot be read.
std::size_t Unreadable(const engine::Analysis& analysis) {
  return analysis.discovery().issues.size() +
         static_cast<std::size_t>(
             std::ranges::count_if(analysis.issues(), [](const FileIssue& issue) { return issue.unreadable; }));
}

/// Of the files that use MLflow or are reached by those, whatever they are called and wherever they are: sorted.
std::vector<std::string> FileHashes(const engine::Analysis& analysis) {
  std::vector<std::string> hashes;
  hashes.reserve(analysis.view().facts->in_scope.size());
  for (const FileId file : analysis.view().facts->in_scope)
    hashes.push_back(engine::HashText(analysis.sources().file(file).raw()));
  std::ranges::sort(hashes);
  return hashes;
}

std::string ContentHash(const std::vector<std::string>& hashes) {
  if (hashes.empty()) return {};
  std::string all;
  for (const std::string& hash : hashes) all += hash;
  return engine::HashText(all);
}

/// The least ones, cut to 64 bits, each once.
Record Sketch(const std::vector<std::string>& hashes) {
  constexpr std::size_t kDigits = 16;
  Record sketch = Record::array();
  std::string last;
  for (const std::string& hash : hashes) {
    if (sketch.size() == kSketch) break;
    std::string cut = hash.substr(0, kDigits);
    if (cut == last) continue;
    last = cut;
    sketch.push_back(std::move(cut));
  }
  return sketch;
}

}  // namespace

Record ErrorRecord(const Input& input, const std::string& what) {
  return {{"schema", "tracklint-corpus/1"},
          {"repo", input.name},
          {"commit", input.commit},
          {"error", reporters::Visible(what)}};
}

/// Characters that no terminal and no log should see stand as JSON's escapes, as in all other outputs.
std::string RecordLine(const Record& record) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const std::string json = record.dump(-1, ' ', false, Record::error_handler_t::replace);
  std::string line;
  line.reserve(json.size() + 1);
  for (std::size_t at = 0; at < json.size();) {
    const reporters::CodePoint point = reporters::DecodeUtf8(json, at);
    if (reporters::IsUnsafeToShow(point.value) || reporters::IsCommandMark(json, at)) {  // none has more than 16 bits
      line += "\\u";
      for (unsigned shift = 16; shift > 0; shift -= 4) line += kDigits[(point.value >> (shift - 4)) & 0xfU];
    } else {
      line.append(json, at, point.size);
    }
    at += point.size;
  }
  return line + "\n";
}

Record Examine(const Input& input, const RecordOptions& options, const std::string& scratch) {
  const Result<Opened> opened = OpenInput(input, scratch);
  if (!opened.ok()) return ErrorRecord(input, opened.error().message);
  engine::AnalysisOptions wanted;
  wanted.paths = {opened.value().folder};
  wanted.target = options.target;
  wanted.target_auto = options.target_auto;
  wanted.jobs = 1;  // repositories run side by side
  wanted.git = opened.value().git;
  Result<engine::Analysis> done = engine::Analyze(wanted);
  if (!done.ok()) return ErrorRecord(input, done.error().message);
  const engine::Analysis& analysis = done.value();
  const Project& project = analysis.project();
  Record record;
  record["schema"] = "tracklint-corpus/1";
  record["repo"] = input.name;
  record["commit"] = !project.git.commit.empty() && !opened.value().commit.empty() ? opened.value().commit
                     : input.commit.empty()                                        ? project.git.commit
                                                                                   : input.commit;
  record["date"] = CommitDate(input.path, record["commit"].get<std::string>());
  record["error"] = nullptr;
  if (input.stars) record["stars"] = *input.stars;
  const std::vector<std::string> hashes = FileHashes(analysis);
  record["content"] = ContentHash(hashes);
  record["file_hashes"] = Sketch(hashes);
  record["kind"] = ToString(KindOf(input.name, project, analysis.facts()));
  record["mlflow_version"] = project.mlflow_version.value_or("");
  AddFiles(record, analysis);
  record["unreadable_files"] = opened.value().unreadable + Unreadable(analysis);
  const Score score = score::ComputeScore(analysis.facts(), project, analysis.sources(), analysis.target());
  AddFigures(record, score);
  if (score.scored) record["facets"] = FacetsRecord(score.facets);
  AddUsage(record, analysis);
  record["scopes"] = Scopes(score, analysis);
  AddFindings(record, analysis);
  if (options.history.asked()) {
    record["history"] = History(input.path, record["commit"].get<std::string>(), options, scratch);
  }
  return record;
}

}  // namespace tracklint::corpus
