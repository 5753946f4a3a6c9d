#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "reporters/text.h"
#include "reproduce/compare.h"
#include "reproduce/run_reference.h"

namespace tracklint::cli {

int CompareCommand(const Options& options, Streams streams) {
  if (options.paths.size() != 2) return Trouble("compare wants two runs or two stores", streams);
  std::string configured = options.store;
  if (configured.empty()) {
    const char* variable = std::getenv("MLFLOW_TRACKING_URI");  // NOLINT(concurrency-mt-unsafe): no thread runs yet
    if (variable != nullptr) configured = variable;
  }
  const std::string fallback = reproduce::DefaultStore(configured);
  reproduce::CompareOptions compare;
  compare.rtol = options.rtol;
  compare.close_rtol = std::max(options.close_rtol, options.rtol);
  compare.strict = options.strict;

  reproduce::StoreOptions reading;
  reading.folders = {"."};
  std::vector<reproduce::RunStore> stores;
  std::vector<bool> single;
  for (const std::string& text : options.paths) {
    const Result<reproduce::RunReference> reference = reproduce::ParseRunReference(text, fallback);
    if (!reference.ok()) return Trouble(reference.error().message, streams);
    Result<reproduce::RunStore> read = reproduce::ReadReference(reference.value(), reading);
    if (!read.ok()) return Trouble(read.error().message, streams);
    single.push_back(!reference.value().run.empty() || read.value().runs.size() == 1);
    stores.push_back(std::move(read).value());
  }
  reproduce::StoreComparison comparison = reproduce::CompareStores(stores[0], stores[1], compare);
  // One run against a store: its counterpart is looked for, the others are not asked about.
  if (single[0] != single[1] && !comparison.pairs.empty()) {
    (single[0] ? comparison.only_b : comparison.only_a).clear();
    comparison.agree = comparison.pairs.front().agree;
  }
  reproduce::HideSecrets(comparison);
  for (const std::string& problem : comparison.problems)
    streams.err << "tracklint: warning: " << reporters::Visible(problem) << "\n";
  streams.out << (options.output_format == "json" ? reproduce::ComparisonJson(comparison, compare)
                                                  : reproduce::ComparisonText(comparison, compare));
  return comparison.agree ? kExitClean : kExitFindings;
}

}  // namespace tracklint::cli
