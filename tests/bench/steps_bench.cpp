// What each step of the analysis costs, by itself, in the order of the data's way: over the cases of tests/oracle and the
// fixtures of tests/rules, which are our own code. Rates are bytes a second where a step reads text, and the time for
// each file, node, call or finding (counter `each`) where it makes such. Run with ./dev bench.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include "analyzer/bind/lower.h"
#include "analyzer/engine/analysis.h"
#include "analyzer/engine/run_rules.h"
#include "analyzer/facts/build.h"
#include "analyzer/link/module_graph.h"
#include "analyzer/link/text_scan.h"
#include "analyzer/project/read_project.h"
#include "analyzer/score/compute_score.h"
#include "analyzer/source/read.h"
#include "analyzer/syntax/syntax_tree.h"
#include "reporters/reporters.h"
#include "rules/registry.h"

namespace tracklint {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCases = "tests/oracle/cases";
constexpr const char* kFixtures = "tests/rules";

std::string Folder(const char* folder) { return std::string(TRACKLINT_SOURCE_DIR) + "/" + folder; }

struct Script {
  std::string path;
  std::string bytes;
};
std::vector<Script> Scripts(const char* folder) {
  std::vector<Script> scripts;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(Folder(folder))) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    scripts.push_back(
        {entry.path().string(), {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
  }
  return scripts;
}

/// The time for each of so many things in one iteration.
void Each(benchmark::State& state, std::size_t things) {
  state.counters["each"] = benchmark::Counter(
      static_cast<double>(things), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
void Bytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes));
}

discover::Discovery Discovered(const char* folder) {
  engine::AnalysisOptions options;
  options.paths = {Folder(folder)};
  return engine::DiscoverFiles(options).value();
}
engine::Analysis Analyzed(const char* folder) {
  engine::AnalysisOptions options;
  options.paths = {Folder(folder)};
  options.jobs = 1;
  options.check_tests = true;
  return engine::Analyze(options).value();
}

void Discover(benchmark::State& state, const char* folder) {
  std::size_t files = 0;
  for (auto _ : state) files = Discovered(folder).files.size();
  Each(state, files);
}

void ReadProjectFiles(benchmark::State& state, const char* folder) {
  const discover::Discovery found = Discovered(folder);
  for (auto _ : state) benchmark::DoNotOptimize(project::ReadProject(found, GitState{}));
  Each(state, found.files.size());
}

void ReadSources(benchmark::State& state, const char* folder) {
  const std::vector<Script> scripts = Scripts(folder);
  std::size_t bytes = 0;
  for (const Script& script : scripts) bytes += script.bytes.size();
  for (auto _ : state) {
    for (const Script& script : scripts)
      benchmark::DoNotOptimize(source::ReadSource(script.path, script.path, script.bytes));
  }
  Bytes(state, bytes);
}

/// Each script as a cell.
void ReadNotebook(benchmark::State& state, const char* folder) {
  nlohmann::json cells = nlohmann::json::array();
  for (const Script& script : Scripts(folder))
    cells.push_back({{"cell_type", "code"},
                     {"metadata", nlohmann::json::object()},
                     {"execution_count", 1},
                     {"outputs", nlohmann::json::array()},
                     {"source", script.bytes}});
  const std::string bytes = nlohmann::json{
      {"cells", std::move(cells)},
      {"metadata", nlohmann::json::object()},
      {"nbformat", 4},
      {"nbformat_minor", 5}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  for (auto _ : state) benchmark::DoNotOptimize(source::ReadSource("a.ipynb", "/a.ipynb", bytes));
  Bytes(state, bytes.size());
}

void ScanTexts(benchmark::State& state, const char* folder) {
  const std::vector<Script> scripts = Scripts(folder);
  std::size_t bytes = 0;
  for (const Script& script : scripts) bytes += script.bytes.size();
  for (auto _ : state) {
    for (const Script& script : scripts) benchmark::DoNotOptimize(link::ScanText(script.bytes));
  }
  Bytes(state, bytes);
}

void ParseTexts(benchmark::State& state, const char* folder) {
  const std::vector<Script> scripts = Scripts(folder);
  std::size_t bytes = 0;
  std::size_t nodes = 0;
  syntax::Parser parser;
  for (const Script& script : scripts) {
    bytes += script.bytes.size();
    nodes += parser.parse(script.bytes).nodes().size();
  }
  for (auto _ : state) {
    for (const Script& script : scripts) benchmark::DoNotOptimize(parser.parse(script.bytes));
  }
  Bytes(state, bytes);
  Each(state, nodes);
}

/// Parses as well: lowering has no other input.
void ParseAndLower(benchmark::State& state, const char* folder) {
  SourceSet sources;
  std::size_t bytes = 0;
  for (const Script& script : Scripts(folder)) {
    Result<SourceFile::Data> data = source::ReadSource(script.path, script.path, script.bytes);
    if (data.ok()) bytes += sources.add(std::move(data).value()).text().size();
  }
  std::size_t expressions = 0;
  for (auto _ : state) {
    bind::Names names;
    expressions = 0;
    for (std::size_t i = 0; i < sources.size(); ++i)
      expressions += bind::Lower(sources.file(static_cast<FileId>(i)), names).tree.exprs.size();
  }
  Bytes(state, bytes);
  Each(state, expressions);
}

/// Reads, scans, parses and lowers as well.
void LinkModules(benchmark::State& state, const char* folder) {
  const discover::Discovery found = Discovered(folder);
  for (auto _ : state) {
    SourceSet sources;
    std::vector<FileIssue> issues;
    benchmark::DoNotOptimize(link::BuildModuleGraph(found, sources, issues, {.jobs = 1}));
  }
  Each(state, found.targets.size());
}

void InterpretEntries(benchmark::State& state, const char* folder) {
  const engine::Analysis analysis = Analyzed(folder);
  facts::FactsOptions options;
  options.target = analysis.target();
  options.jobs = 1;
  options.root = analysis.discovery().root;
  std::size_t calls = 0;
  for (auto _ : state) {
    const Facts facts = facts::BuildFacts(analysis.modules(), analysis.project(), options);
    calls = 0;
    for (const Entry& entry : facts.entries) calls += entry.calls.size();
  }
  Each(state, calls);
}

void CheckRules(benchmark::State& state, const char* folder) {
  const engine::Analysis analysis = Analyzed(folder);
  engine::RunOptions options;
  options.all = rules::AllRules();
  options.selected.assign(options.all.begin(), options.all.end());
  std::size_t findings = 0;
  for (auto _ : state) findings = engine::RunRules(analysis.view(), options).findings.size();
  Each(state, findings);
}

void ComputeScores(benchmark::State& state, const char* folder) {
  const engine::Analysis analysis = Analyzed(folder);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        score::ComputeScore(analysis.facts(), analysis.project(), analysis.sources(), analysis.target()));
  Each(state, analysis.facts().entries.size());
}

void WriteReport(benchmark::State& state, const char* folder, const char* format) {
  const engine::Analysis analysis = Analyzed(folder);
  engine::RunOptions options;
  options.all = rules::AllRules();
  options.selected.assign(options.all.begin(), options.all.end());
  Report report;
  report.sources = &analysis.sources();
  report.facts = &analysis.facts();
  report.project = &analysis.project();
  report.rules = options.selected;
  report.target = analysis.target();
  report.root_absolute = analysis.discovery().root;
  report.findings = engine::RunRules(analysis.view(), options).findings;
  std::size_t bytes = 0;
  for (auto _ : state) {
    std::ostringstream out;
    reporters::FindReporter(format)->write(report, {}, out);
    bytes = out.str().size();
  }
  Bytes(state, bytes);
  Each(state, report.findings.size());
}

#define TRACKLINT_STEP(step) \
  BENCHMARK_CAPTURE(step, oracle_cases, kCases)->Unit(benchmark::kMillisecond); \
  BENCHMARK_CAPTURE(step, rule_fixtures, kFixtures)->Unit(benchmark::kMillisecond)

TRACKLINT_STEP(Discover);
TRACKLINT_STEP(ReadProjectFiles);
TRACKLINT_STEP(ReadSources);
TRACKLINT_STEP(ReadNotebook);
TRACKLINT_STEP(ScanTexts);
TRACKLINT_STEP(ParseTexts);
TRACKLINT_STEP(ParseAndLower);
TRACKLINT_STEP(LinkModules);
TRACKLINT_STEP(InterpretEntries);
TRACKLINT_STEP(CheckRules);
TRACKLINT_STEP(ComputeScores);
BENCHMARK_CAPTURE(WriteReport, full, kCases, "full")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteReport, concise, kCases, "concise")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteReport, json, kCases, "json")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteReport, sarif, kCases, "sarif")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteReport, html, kCases, "html")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(WriteReport, csv, kCases, "csv")->Unit(benchmark::kMillisecond);

#undef TRACKLINT_STEP

}  // namespace
}  // namespace tracklint
