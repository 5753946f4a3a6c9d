// Any bytes as what a user writes for the tool itself: a configuration (pyproject.toml or tracklint.toml), a baseline, a
// required version. A baseline is written back as it was read, configurations are shown, errors name what is wrong.
#include "analyzer/engine/baseline.h"
#include "analyzer/engine/config.h"
#include "analyzer/engine/config_text.h"
#include "analyzer/engine/selection.h"
#include "rules/registry.h"
#include "tests/fuzz/support/fuzz.h"

namespace tracklint::fuzz {
namespace {

void ReadConfiguration(const std::string& text, bool is_pyproject) {
  Result<engine::Config> read = engine::ParseConfig(text, "a.toml", is_pyproject);
  if (!read.ok()) {
    Require(read.error().message.find("a.toml") != std::string::npos, "an error names the file:", read.error().message);
    return;
  }
  engine::Config config = std::move(read).value();
  for (const engine::ConfigKey& key : engine::ConfigKeys()) {
    // `extend` is where others come from, not a value.
    if (key.name == "extend" || !config.origins.contains(std::string(key.name))) continue;
    Require(!engine::ShowValue(config, key.name).empty(), "what is set is shown:", key.name);
  }
  engine::Config inherited;
  engine::Inherit(inherited, config);
  for (const engine::ConfigKey& key : engine::ConfigKeys()) {
    Require(engine::ShowValue(inherited, key.name) == engine::ShowValue(config, key.name),
            "what says nothing itself says what it inherits:", key.name);
  }
  for (const std::vector<std::string>* list : {&config.select, &config.ignore, &config.extend_select}) {
    for (const std::string& selector : *list) static_cast<void>(engine::CheckSelector(rules::AllRules(), selector));
  }
  const Result<std::vector<const Rule*>> selected =
      engine::SelectRules(rules::AllRules(), {config.select, config.ignore, config.extend_select, config.preview});
  Require(selected.ok() || !selected.error().message.empty(), "an error says what is wrong");
}

void ReadBaseline(std::string_view text) {
  const Result<engine::Baseline> read = engine::Baseline::Parse(text);
  if (!read.ok()) {
    Require(!read.error().message.empty(), "an error says what is wrong");
    return;
  }
  const std::string written = read.value().Write();
  const Result<engine::Baseline> again = engine::Baseline::Parse(written);
  Require(again.ok(), "a baseline that was written can be read:", again.ok() ? "" : again.error().message);
  Require(again.value().size() == read.value().size(), "a baseline keeps its entries");
  Require(again.value().Write() == written, "a baseline is written the same again");
}

}  // namespace
}  // namespace tracklint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace tracklint;
  const std::string_view input = fuzz::Text(bytes, size);
  const std::string text(input);
  fuzz::ReadConfiguration(text, true);
  fuzz::ReadConfiguration(text, false);
  fuzz::ReadBaseline(input);
  static_cast<void>(engine::VersionSatisfies("0.1.0", input));
  static_cast<void>(engine::ParseVersion(input));
  static_cast<void>(engine::ParseSeverity(input));
  return 0;
}
