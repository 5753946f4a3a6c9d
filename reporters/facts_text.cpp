// The facts for people: per entry its runs and what each records.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reporters/facts_writer.h"
#include "reporters/hidden.h"
#include "reporters/style.h"
#include "reporters/text.h"

namespace tracklint::reporters {
namespace {

constexpr std::size_t kMostItems = 40;

class Sheet {
 public:
  Sheet(const Facts& facts, const SourceSet& sources, bool color)
      : facts_(facts), sources_(sources), hidden_(&facts, &sources), style_{color} {}

  std::string Write() {
    for (const Entry& entry : facts_.entries) WriteEntry(entry);
    if (facts_.entries.empty()) out_ += "No code that records in MLflow was found.\n";
    if (!facts_.registered.empty()) {
      Head(0, "registered models");
      for (const Registered& item : facts_.registered)
        Line(1, Shown(item.name) + Maybe(item.certainty) + At(item.where));
    }
    if (!facts_.unresolved.empty()) {
      Head(0, "not resolved");
      std::size_t shown = 0;
      for (const Unresolved& item : facts_.unresolved) {
        if (++shown > kMostItems) break;
        Line(1, Visible(item.what) + ": " + Visible(item.why) + At(item.where));
      }
      if (facts_.unresolved.size() > kMostItems)
        Line(1, "and " + std::to_string(facts_.unresolved.size() - kMostItems) + " more");
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string Shown(const Text& text) const {
    if (text.is_unknown()) return "?";
    return Visible(Shorten(hidden_.Without(text.value), 80));
  }
  [[nodiscard]] std::string Equals(const Text& value) const {
    return value.is_unknown() ? std::string() : " = " + Shown(value);
  }

  void Head(std::size_t depth, const std::string& text) {
    out_ += std::string(2 * depth, ' ') + std::string(style_.bold()) + text + std::string(style_.reset()) + "\n";
  }
  void Line(std::size_t depth, const std::string& text) { out_ += std::string(2 * depth, ' ') + text + "\n"; }
  [[nodiscard]] std::string At(Span span) const {
    if (!span.valid()) return {};
    const SourceFile& file = sources_.file(span.file);
    const Place place = file.place(span);
    const std::string cell = place.cell == 0 ? std::string() : "cell " + std::to_string(place.cell) + ":";
    return std::string(style_.dim()) + "  (" + Visible(file.path()) + ":" + cell + std::to_string(place.line) + ")" +
           std::string(style_.reset());
  }
  static std::string Maybe(Certainty certainty) { return certainty == Certainty::kMaybe ? " (maybe)" : ""; }
  static std::string By(Writer writer) {
    return writer == Writer::kExplicit ? "" : " [" + std::string(ToString(writer)) + "]";
  }

  void WriteEntry(const Entry& entry) {
    Head(0, Visible(entry.name) + " (" + std::string(ToString(entry.kind)) + ")");
    for (const AutologState& item : entry.autolog)
      Line(1, "autolog " + Visible(item.flavor) + (item.enabled ? "" : " off") + At(item.where));
    for (const Seed& item : entry.seeds)
      Line(1, "seed " + Visible(item.library) + " = " + Shown(item.value) + At(item.where));
    for (const Run& run : entry.runs) WriteRun(entry, run);
    for (const LoggedModel& model : entry.models) Line(1, "model outside any run: " + Model(model));
    for (const Training& training : entry.trainings) {
      if (training.run == kNoIndex) WriteTraining(1, training, "training outside any run: ");
    }
    for (const DataRead& read : entry.reads)
      Line(1, "reads " + Visible(read.loader) + " " + Shown(read.source) + At(read.where));
    out_ += "\n";
  }

  void WriteRun(const Entry& entry, const Run& run) {
    std::string title = "run " + Visible(run.id) + " (" + std::string(ToString(run.kind));
    if (run.multiplicity != Multiplicity::kOne) title += ", " + std::string(ToString(run.multiplicity));
    if (run.parent < entry.runs.size()) title += ", nested in " + Visible(entry.runs[run.parent].id);
    Head(1, title + ")");
    if (run.run_name) Line(2, "name " + Shown(*run.run_name));
    Setting2("experiment", run.experiment);
    Setting2("tracking server", run.tracking_uri);
    for (const Param& item : run.params)
      Line(2, "param " + Shown(item.key) + Equals(Showable(item.key, item.value)) + Maybe(item.certainty) +
                  By(item.writer) + At(item.where));
    Open(run.params_open, "params");
    for (const Metric& item : run.metrics) {
      Line(2, "metric " + Shown(item.key) + (item.stepped == Tri::kYes ? " by step" : "") + Maybe(item.certainty) +
                  By(item.writer) + At(item.where));
    }
    Open(run.metrics_open, "metrics");
    for (const Tag& item : run.tags)
      Line(2,
           "tag " + Shown(item.key) + Equals(Showable(item.key, item.value)) + Maybe(item.certainty) + At(item.where));
    Open(run.tags_open, "tags");
    for (const LoggedModel& item : run.models) {
      if (!item.saved_only) Line(2, "model " + Model(item));
    }
    Open(run.models_open, "models");
    for (const DatasetInput& item : run.datasets)
      Line(2, "dataset " + (item.name ? Shown(*item.name) : std::string("?")) + Maybe(item.certainty) +
                  By(item.writer) + At(item.where));
    for (const Artifact& item : run.artifacts)
      Line(2,
           "artifact " + (item.path ? Shown(*item.path) : std::string("?")) + Maybe(item.certainty) + At(item.where));
    for (Index i : run.trainings) {
      if (i < entry.trainings.size()) WriteTraining(2, entry.trainings[i], "trains ");
    }
  }

  void Setting2(std::string_view label, const Setting& setting) {
    if (setting.state == Setting::State::kUnset) return;
    Line(2, std::string(label) + " " + (setting.state == Setting::State::kSet ? Shown(setting.value) : "?"));
  }
  void Open(bool open, std::string_view what) {
    if (open) Line(2, "more " + std::string(what) + ", whose keys come from outside");
  }
  [[nodiscard]] std::string Model(const LoggedModel& model) const {
    std::string text = Shown(model.name) + " (" + Visible(model.flavor) + ", signature " +
                       std::string(ToString(model.signature)) + ")";
    if (model.registered_as) text += " registered as " + Shown(*model.registered_as);
    return text + Maybe(model.certainty) + By(model.writer) + At(model.where);
  }
  void WriteTraining(std::size_t depth, const Training& training, std::string_view label) {
    Line(depth, std::string(label) + Visible(training.estimator) + " (" + Visible(training.library) + ")" +
                    At(training.where));
    for (const Hyperparameter& item : training.hyperparameters) {
      const std::string_view state = item.covered == Tri::kYes  ? "recorded"
                                     : item.covered == Tri::kNo ? "not recorded"
                                                                : "unknown whether recorded";
      Line(depth + 1, Visible(item.name) + " = " + Shown(item.value) + ": " + std::string(state));
    }
  }

  const Facts& facts_;
  const SourceSet& sources_;
  Hidden hidden_;
  Style style_;
  std::string out_;
};

}  // namespace

std::string FactsText(const Facts& facts, const Project& /*project*/, const SourceSet& sources, bool color) {
  return Sheet(facts, sources, color).Write();
}

}  // namespace tracklint::reporters
