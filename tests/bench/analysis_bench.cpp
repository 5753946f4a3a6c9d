// What the analysis costs as a whole, from paths to facts and score, over our own oracle cases and the faulty example; its
// steps are in steps_bench.cpp. Run with ./dev bench; compare two versions on one machine only.
#include <string>

#include <benchmark/benchmark.h>

#include "analyzer/engine/analysis.h"
#include "analyzer/score/compute_score.h"

namespace tracklint {
namespace {

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

BENCHMARK_CAPTURE(Analyze, oracle_cases, "tests/oracle/cases")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(Analyze, faulty_example, "examples/faulty")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tracklint
