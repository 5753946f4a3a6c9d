// What the analysis costs: bare parsing, and everything from paths to facts and score, over our own oracle cases and the
// faulty example. Run with ./dev bench; compare two versions on one machine only.
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "analyzer/engine/analysis.h"
#include "analyzer/score/compute_score.h"
#include "analyzer/syntax/syntax_tree.h"

namespace tracklint {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> Scripts(const std::string& folder) {
  std::vector<std::string> texts;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(TRACKLINT_SOURCE_DIR) / folder)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

void Analyze(benchmark::State& state, const std::string& folder) {
  engine::AnalysisOptions options;
  options.paths = {std::string(TRACKLINT_SOURCE_DIR) + "/" + folder};
  options.jobs = 1;
  std::size_t entries = 0;
  for (auto _ : state) {
    const Result<engine::Analysis> done = engine::Analyze(options);
    if (!done.ok()) {
      state.SkipWithError(done.error().message.c_str());
      return;
    }
    const engine::Analysis& analysis = done.value();
    benchmark::DoNotOptimize(
        score::ComputeScore(analysis.facts(), analysis.project(), analysis.sources(), analysis.target()));
    entries = analysis.facts().entries.size();
  }
  state.counters["entries"] = static_cast<double>(entries);
}

void Parse(benchmark::State& state, const std::string& folder) {
  const std::vector<std::string> texts = Scripts(folder);
  std::int64_t bytes = 0;
  syntax::Parser parser;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(parser.parse(text));
      bytes += static_cast<std::int64_t>(text.size());
    }
  }
  state.SetBytesProcessed(bytes);
}

BENCHMARK_CAPTURE(Parse, oracle_cases, "tests/oracle/cases")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Analyze, oracle_cases, "tests/oracle/cases")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Analyze, faulty_example, "examples/faulty")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tracklint
