// What bare parsing costs: `tracklint_bare_parse TREE` analyses the tree once to learn which files tracklint parses, then
// parses their texts with tree-sitter alone on one thread. Prints processor seconds, files and megabytes.
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <string_view>

#include <tree_sitter/api.h>
#include <tree_sitter/tree-sitter-python.h>

#include "analyzer/engine/analysis.h"

namespace {

double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

int Run(const char* tree) {
  tracklint::engine::AnalysisOptions options;
  options.paths = {tree};
  const tracklint::Result<tracklint::engine::Analysis> done = tracklint::engine::Analyze(options);
  if (!done.ok()) {
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return 2;
  }
  TSParser* parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_python());
  std::size_t files = 0;
  std::size_t bytes = 0;
  const double begin = Seconds();
  for (const tracklint::link::Module& module : done.value().modules().modules()) {
    if (module.record == nullptr) continue;
    const std::string_view text = done.value().sources().file(module.file).text();
    ts_tree_delete(ts_parser_parse_string(parser, nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
    ++files;
    bytes += text.size();
  }
  std::printf("%.3f %zu %.1f\n", Seconds() - begin, files, static_cast<double>(bytes) / 1e6);
  ts_parser_delete(parser);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: tracklint_bare_parse TREE\n");
    return 2;
  }
  return Run(argv[1]);
}
