// The facts as JSON. Key order and shape are those of FACTS.md; lists stand in source order.
#include <algorithm>
#include <cstddef>
#include <vector>

#include "reporters/facts_writer.h"
#include "reporters/finding_json.h"
#include "reporters/hidden.h"
#include "reporters/json_writer.h"
#include "reporters/score_json.h"

namespace tracklint::reporters {
namespace {

constexpr auto kInline = JsonWriter::Layout::kInline;

template <typename T>
std::vector<const T*> InSourceOrder(const std::vector<T>& items) {
  std::vector<const T*> ordered;
  ordered.reserve(items.size());
  for (const T& item : items) ordered.push_back(&item);
  std::ranges::stable_sort(ordered, [](const T* a, const T* b) { return a->where < b->where; });
  return ordered;
}

class FactsDocument {
 public:
  FactsDocument(const Facts& facts, const Project& project, const SourceSet& sources)
      : facts_(facts), project_(project), sources_(sources), hidden_(&facts, &sources) {}

  std::string Write(std::string_view version) {
    json_.object().field("schema", "tracklint-facts/1");
    WriteTool(json_, version);
    json_.key("entries").array();
    for (const Entry& entry : facts_.entries) WriteEntry(entry);
    json_.end();
    WriteProject();
    json_.key("registered").array();
    for (const Registered* item : InSourceOrder(facts_.registered)) {
      json_.object(kInline).key("name");
      Value(item->name);
      json_.field("certainty", ToString(item->certainty));
      Where(item->where);
      json_.end();
    }
    json_.end().key("unresolved").array();
    for (const Unresolved* item : InSourceOrder(facts_.unresolved)) {
      json_.object(kInline).field("what", item->what);
      Where(item->where);
      json_.field("why", item->why).end();
    }
    json_.end().end();
    return json_.take() + "\n";
  }

 private:
  void Where(Span span) {
    json_.key("where");
    WriteWhere(json_, sources_, span);
  }

  void Value(const Text& text) {
    json_.object(kInline);
    if (text.kind == Text::Kind::kLiteral)
      json_.field("literal", hidden_.Without(text.value));
    else if (text.kind == Text::Kind::kPattern)
      json_.field("pattern", hidden_.Without(text.value));
    else
      json_.field("unknown", true);
    json_.end();
  }
  void Optional(std::string_view key, const std::optional<Text>& text) {
    json_.key(key);
    if (text)
      Value(*text);
    else
      json_.null();
  }
  /// A value that is not known is null.
  void Known(std::string_view key, const Text& text) {
    json_.key(key);
    if (text.is_unknown())
      json_.null();
    else
      Value(text);
  }
  void Set(std::string_view key, const Setting& setting) {
    json_.key(key);
    if (setting.state == Setting::State::kUnset)
      json_.null();
    else
      Value(setting.value);  // on some paths only: what it is there
  }
  void Three(std::string_view key, Tri value) {
    json_.key(key);
    if (value == Tri::kUnknown)
      json_.null();
    else
      json_.boolean(value == Tri::kYes);
  }
  void Tail(Writer writer, Certainty certainty, Span where) {
    json_.field("origin", ToString(writer)).field("certainty", ToString(certainty));
    Where(where);
  }

  void WriteEntry(const Entry& entry) {
    json_.object().field("path", entry.path).field("kind", ToString(entry.kind)).field("name", entry.name);
    json_.key("runs").array();
    for (const Run* run : InSourceOrder(entry.runs)) WriteRun(entry, *run);
    json_.end().key("autolog").array();
    for (const AutologState* item : InSourceOrder(entry.autolog)) {
      json_.object(kInline).field("flavor", item->flavor).field("enabled", item->enabled);
      Where(item->where);
      json_.end();
    }
    json_.end().key("seeds").array();
    for (const Seed* item : InSourceOrder(entry.seeds)) {
      json_.object(kInline).field("library", item->library).key("value");
      Value(item->value);
      Where(item->where);
      json_.end();
    }
    json_.end();
    WriteModels(entry.models);
    WriteTrainings(Uncovered(entry));
    WriteReads(entry);
    WriteRandoms(entry);
    WriteEvaluations(entry);
    json_.key("arguments").array();
    for (const Argument* item : InSourceOrder(entry.arguments)) {
      json_.object(kInline).field("name", item->name);
      Optional("default", item->fallback ? std::optional<Text>(Showable(Text::Literal(item->name), *item->fallback))
                                         : std::nullopt);
      json_.field("source", item->source);
      Where(item->where);
      json_.end();
    }
    json_.end().key("open").array(kInline);
    if (entry.arguments_open) json_.text("arguments");
    json_.end().end();
  }

  /// What is surely in a run that may not be is there maybe.
  static Certainty Within(const Run& run, Certainty certainty) {
    return run.certainty == Certainty::kMaybe ? Certainty::kMaybe : certainty;
  }

  void WriteRun(const Entry& entry, const Run& run) {
    json_.object().field("id", run.id);
    Where(run.where);
    json_.field("kind", ToString(run.kind)).key("parent");
    if (run.parent < entry.runs.size())
      json_.text(entry.runs[run.parent].id);
    else
      json_.null();
    json_.field("multiplicity", ToString(run.multiplicity)).field("ended", ToString(run.ended));
    Optional("run_name", run.run_name);
    Set("experiment", run.experiment);
    Set("tracking_uri", run.tracking_uri);
    Set("registry_uri", run.registry_uri);
    json_.key("params").array();
    for (const Param* item : InSourceOrder(run.params)) {
      json_.object(kInline).key("key");
      Value(item->key);
      Known("value", Showable(item->key, item->value));
      Tail(item->writer, Within(run, item->certainty), item->where);
      json_.end();
    }
    json_.end().key("metrics").array();
    for (const Metric* item : InSourceOrder(run.metrics)) {
      json_.object(kInline).key("key");
      Value(item->key);
      Three("stepped", item->stepped);
      Tail(item->writer, Within(run, item->certainty), item->where);
      json_.end();
    }
    json_.end().key("tags").array();
    for (const Tag* item : InSourceOrder(run.tags)) {
      // MLflow's own namespace is no tag of the user
      if (!item->key.is_unknown() && item->key.value.starts_with("mlflow.")) continue;
      json_.object(kInline).key("key");
      Value(item->key);
      Known("value", Showable(item->key, item->value));
      json_.field("certainty", ToString(Within(run, item->certainty)));
      Where(item->where);
      json_.end();
    }
    json_.end();
    WriteModels(run.models, &run);
    json_.key("datasets").array();
    for (const DatasetInput* item : InSourceOrder(run.datasets)) {
      json_.object(kInline);
      Optional("name", item->name);
      Optional("context", item->context);
      Tail(item->writer, Within(run, item->certainty), item->where);
      json_.end();
    }
    json_.end().key("artifacts").array();
    for (const Artifact* item : InSourceOrder(run.artifacts)) {
      json_.object(kInline);
      Optional("path", item->path);
      json_.field("certainty", ToString(Within(run, item->certainty)));
      Where(item->where);
      json_.end();
    }
    json_.end();
    WriteTrainings(Of(entry, run.trainings));
    json_.key("open").array(kInline);
    if (run.params_open) json_.text("params");
    if (run.metrics_open) json_.text("metrics");
    if (run.tags_open) json_.text("tags");
    if (run.models_open) json_.text("models");
    if (run.datasets_open) json_.text("datasets");
    if (run.artifacts_open) json_.text("artifacts");
    json_.end().end();
  }

  void WriteModels(const std::vector<LoggedModel>& models, const Run* run = nullptr) {
    json_.key("models").array();
    for (const LoggedModel* item : InSourceOrder(models)) {
      if (item->saved_only) continue;
      json_.object(kInline);
      Known("name", item->name);
      json_.field("flavor", item->flavor).field("signature", ToString(item->signature));
      Three("input_example", item->input_example);
      Optional("registered_as", item->registered_as);
      Tail(item->writer, run == nullptr ? item->certainty : Within(*run, item->certainty), item->where);
      json_.end();
    }
    json_.end();
  }

  static std::vector<const Training*> Of(const Entry& entry, const std::vector<Index>& indices) {
    std::vector<const Training*> trainings;
    for (Index i : indices) {
      if (i < entry.trainings.size()) trainings.push_back(&entry.trainings[i]);
    }
    return trainings;
  }
  static std::vector<const Training*> Uncovered(const Entry& entry) {
    std::vector<const Training*> trainings;
    for (const Training& training : entry.trainings) {
      if (training.run == kNoIndex) trainings.push_back(&training);
    }
    return trainings;
  }
  void WriteTrainings(std::vector<const Training*> trainings) {
    std::ranges::stable_sort(trainings, [](const Training* a, const Training* b) { return a->where < b->where; });
    json_.key("trainings").array();
    for (const Training* item : trainings) {
      json_.object().field("library", item->library).field("estimator", item->estimator);
      json_.key("hyperparameters").array();
      for (const Hyperparameter* parameter : InSourceOrder(item->hyperparameters)) {
        json_.object(kInline).field("name", parameter->name);
        Known("value", Showable(Text::Literal(parameter->name), parameter->value));
        Three("covered", parameter->covered);
        Where(parameter->where);
        json_.end();
      }
      json_.end();
      Where(item->where);
      json_.end();
    }
    json_.end();
  }

  [[nodiscard]] std::string PlaceId(Span where) const {
    if (!where.valid()) return {};
    const SourceFile& file = sources_.file(where.file);
    return file.path() + ":" + std::to_string(file.place(where).line);
  }

  void WriteReads(const Entry& entry) {
    json_.key("reads").array();
    for (const DataRead* item : InSourceOrder(entry.reads)) {
      json_.object(kInline).field("loader", item->loader).key("source");
      Value(item->source);
      switch (item->tracked) {
        case DataRead::Tracked::kGit: json_.field("tracked", "git"); break;
        case DataRead::Tracked::kDvc: json_.field("tracked", "dvc"); break;
        case DataRead::Tracked::kNo: json_.field("tracked", "no"); break;
        case DataRead::Tracked::kUnknown: json_.field("tracked", "unknown"); break;
      }
      json_.key("flows_to").array();
      for (const Training* training : Of(entry, item->flows_to)) json_.text(PlaceId(training->where));
      json_.end();
      Where(item->where);
      json_.end();
    }
    json_.end();
  }

  void WriteRandoms(const Entry& entry) {
    json_.key("random").array();
    for (const RandomUse* item : InSourceOrder(entry.randoms)) {
      json_.object(kInline).field("consumer", item->consumer);
      Optional("seed", item->seed);
      json_.key("governed_by");
      if (item->governed_by && *item->governed_by < entry.seeds.size())
        WriteWhere(json_, sources_, entry.seeds[*item->governed_by].where);
      else
        json_.null();
      Where(item->where);
      json_.end();
    }
    json_.end();
  }

  void WriteEvaluations(const Entry& entry) {
    json_.key("evaluations").array();
    for (const Evaluation* item : InSourceOrder(entry.evaluations)) {
      json_.object(kInline).field("metric", item->metric);
      Optional("logged_as", item->logged_as);
      json_.key("run");
      if (item->run < entry.runs.size())
        json_.text(entry.runs[item->run].id);
      else
        json_.null();
      Where(item->where);
      json_.end();
    }
    json_.end();
  }

  void WriteProject() {
    json_.key("project").object().key("dependencies").array();
    for (const Dependency& item : project_.dependencies) {
      json_.object(kInline).field("name", item.name).field("specifier", item.specifier).key("pinned");
      if (item.pinned)
        json_.text(*item.pinned);
      else
        json_.null();
      json_.field("exact", item.exact)
          .field("optional", item.optional)
          .field("kind", ToString(item.kind))
          .field("path", item.where.path)
          .field("line", item.where.line)
          .end();
    }
    json_.end().key("images").array();
    for (const ImageReference& item : project_.images) {
      json_.object(kInline)
          .field("image", item.image)
          .field("tag", item.tag)
          .field("digest", item.digest)
          .field("floating", item.floating);
      json_.field("path", item.where.path).field("line", item.where.line).end();
    }
    json_.end().key("python");
    if (project_.python_version)
      json_.text(*project_.python_version);
    else
      json_.null();
    json_.key("mlproject");
    if (project_.mlprojects.empty())
      json_.null();
    else
      WriteMlproject(project_.mlprojects.front());
    json_.key("git").object(kInline).key("commit");
    if (project_.git.has_commit && !project_.git.commit.empty())
      json_.text(project_.git.commit);
    else
      json_.null();
    json_.key("dirty");
    if (project_.git.work_tree)
      json_.boolean(project_.git.dirty);
    else
      json_.null();
    json_.end().end();
  }

  void WriteMlproject(const Mlproject& project) {
    json_.object()
        .field("path", project.path)
        .field("name", project.name)
        .key("environment_file")
        .text_or_null(project.environment_file);
    json_.key("entry_points").array();
    for (const MlprojectEntryPoint& point : project.entry_points) {
      json_.object(kInline)
          .field("name", point.name)
          .field("command", hidden_.Without(point.command))
          .key("parameters")
          .array();
      for (const std::string& parameter : point.parameters) json_.text(parameter);
      json_.end().end();
    }
    json_.end().end();
  }

  const Facts& facts_;
  const Project& project_;
  const SourceSet& sources_;
  Hidden hidden_;
  JsonWriter json_;
};

}  // namespace

std::string FactsJson(const Facts& facts, const Project& project, const SourceSet& sources, std::string_view version) {
  return FactsDocument(facts, project, sources).Write(version);
}

}  // namespace tracklint::reporters
