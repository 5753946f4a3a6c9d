#include "reproduce/compare.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "reporters/text.h"
#include "reproduce/compare_files.h"
#include "reproduce/compare_values.h"
#include "reproduce/compare_words.h"
#include "reproduce/model_parts.h"

namespace tracklint::reproduce {
namespace {

constexpr const char* kHidden = "(hidden: the name says it is a secret)";

std::string NumberText(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 32> buffer{};
  // The shortest text that reads back as the same number.
  for (int digits = 6; digits <= 17; ++digits) {
    std::snprintf(buffer.data(), buffer.size(), "%.*g", digits, value);
    double back = 0;
    if (ReadNumber(buffer.data(), back) && back == value) break;
  }
  return buffer.data();
}

class Comparer {
 public:
  Comparer(const RecordedRun& a, const RecordedRun& b, const CompareOptions& options)
      : a_(a), b_(b), options_(options), of_a_(ContextOf(a)), of_b_(ContextOf(b)) {}

  RunComparison Compare() {
    result_.id_a = a_.id;
    result_.id_b = b_.id;
    result_.name_a = a_.name;
    result_.name_b = b_.name;
    Status();
    Texts(Aspect::kParam, a_.params, b_.params);
    Metrics();
    Texts(Aspect::kTag, a_.tags, b_.tags);
    Datasets();
    Models();
    Artifacts();
    Judge();
    return std::move(result_);
  }

 private:
  Compared& Add(Aspect aspect, const std::string& name, const ValueVerdict& verdict, std::string a, std::string b) {
    Compared item;
    item.aspect = aspect;
    item.name = name;
    item.verdict = verdict.verdict;
    item.relative = verdict.relative;
    item.note = verdict.note;
    item.a = std::move(a);
    item.b = std::move(b);
    result_.items.push_back(std::move(item));
    return result_.items.back();
  }
  void OnlyOne(Aspect aspect, const std::string& name, bool in_a, const std::string& value = {}) {
    Add(aspect, name, {in_a ? Verdict::kOnlyA : Verdict::kOnlyB, 0, {}}, in_a ? value : "", in_a ? "" : value);
  }

  void Status() {
    const Verdict verdict = a_.status == b_.status ? Verdict::kIdentical : Verdict::kDiffers;
    Add(Aspect::kStatus, "status", {verdict, 0, {}}, a_.status, b_.status);
    const auto note = [&](const RecordedRun& run, const char* which) {
      if (run.status == "RUNNING")
        result_.notes.push_back(std::string("run ") + which +
                                " is marked as RUNNING: it is still under way, or its process was killed");
    };
    note(a_, "A");
    note(b_, "B");
    if (!a_.experiment.empty() && !b_.experiment.empty() && a_.experiment != b_.experiment)
      result_.notes.push_back("the experiments are named " + reporters::Visible(a_.experiment) + " and " +
                              reporters::Visible(b_.experiment));
  }

  void Texts(Aspect aspect, const std::map<std::string, std::string>& left,
             const std::map<std::string, std::string>& right) {
    std::set<std::string> keys;
    for (const auto& [key, value] : left) keys.insert(key);
    for (const auto& [key, value] : right) keys.insert(key);
    for (const std::string& key : keys) {
      if (aspect == Aspect::kTag && NamesMachine(key)) continue;
      const bool secret = knowledge::IsSecretName(key);
      const auto in_a = left.find(key);
      const auto in_b = right.find(key);
      if (in_a == left.end() || in_b == right.end()) {
        const auto& [one, value] = in_a == left.end() ? *in_b : *in_a;
        OnlyOne(aspect, one, in_a != left.end(), secret ? kHidden : value);
        continue;
      }
      const ValueVerdict verdict = CompareTexts(key, in_a->second, in_b->second, of_a_, of_b_);
      Add(aspect, key, verdict, secret ? kHidden : in_a->second, secret ? kHidden : in_b->second);
    }
  }

  void Metrics() {
    std::set<std::string> keys;
    for (const auto& [key, history] : a_.metrics) keys.insert(key);
    for (const auto& [key, history] : b_.metrics) keys.insert(key);
    for (const std::string& key : keys) {
      if (key.starts_with("system/")) continue;
      const auto in_a = a_.metrics.find(key);
      const auto in_b = b_.metrics.find(key);
      if (in_a == a_.metrics.end() || in_b == b_.metrics.end()) {
        const bool left = in_a != a_.metrics.end();
        OnlyOne(Aspect::kMetric, key, left, NumberText(LastPoint(left ? in_a->second : in_b->second).value));
        continue;
      }
      Metric(key, in_a->second, in_b->second);
    }
  }

  void Metric(const std::string& key, const std::vector<MetricPoint>& left, const std::vector<MetricPoint>& right) {
    const double a = LastPoint(left).value;
    const double b = LastPoint(right).value;
    ValueVerdict verdict = CompareNumbers(a, b, options_);
    if (a != b && CompareTexts(key, WholeText(a), WholeText(b), of_a_, of_b_).verdict == Verdict::kClock)
      verdict.verdict = Verdict::kClock;
    else if (verdict.verdict != Verdict::kIdentical && NamesDuration(key))
      verdict.verdict = Verdict::kDuration;
    if (left.size() != right.size()) {
      verdict.verdict = Verdict::kDiffers;
      verdict.note = std::to_string(left.size()) + " values were logged against " + std::to_string(right.size());
    } else if (verdict.verdict == Verdict::kIdentical) {
      double largest = 0;
      for (std::size_t i = 0; i < left.size(); ++i)
        largest = std::max(largest, RelativeDifference(left[i].value, right[i].value));
      if (largest > options_.rtol) verdict.note = "earlier values differ by up to " + NumberText(largest);
    }
    Add(Aspect::kMetric, key, verdict, NumberText(a), NumberText(b));
  }
  /// A number as a moment would be written: with all digits before the point.
  static std::string WholeText(double value) {
    std::array<char, 48> buffer{};
    if (!std::isfinite(value) || std::fabs(value) > 1e19) return {};
    std::snprintf(buffer.data(), buffer.size(), "%.3f", value);
    return buffer.data();
  }

  void Datasets() {
    std::map<std::string, std::pair<std::vector<const DatasetInput*>, std::vector<const DatasetInput*>>> by_name;
    const auto name_of = [](const DatasetInput& dataset) {
      return dataset.context.empty() ? dataset.name : dataset.name + " (" + dataset.context + ")";
    };
    for (const DatasetInput& dataset : a_.datasets) by_name[name_of(dataset)].first.push_back(&dataset);
    for (const DatasetInput& dataset : b_.datasets) by_name[name_of(dataset)].second.push_back(&dataset);
    for (auto& [name, both] : by_name) {
      std::vector<const DatasetInput*>& left = both.first;
      std::vector<const DatasetInput*>& right = both.second;
      // Those with the same digest first: several data sets may bear one name.
      for (std::size_t i = 0; i < left.size(); ++i) {
        const auto same =
            std::find_if(right.begin() + static_cast<std::ptrdiff_t>(std::min(i, right.size())), right.end(),
                         [&](const DatasetInput* other) { return other->digest == left[i]->digest; });
        if (same != right.end()) std::iter_swap(right.begin() + static_cast<std::ptrdiff_t>(i), same);
      }
      for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (i >= left.size() || i >= right.size()) {
          OnlyOne(Aspect::kDataset, name, i < left.size(), i < left.size() ? left[i]->digest : right[i]->digest);
          continue;
        }
        const bool equal = left[i]->digest == right[i]->digest;
        Add(Aspect::kDataset, name, {equal ? Verdict::kIdentical : Verdict::kDiffers, 0, {}}, left[i]->digest,
            right[i]->digest);
      }
    }
  }

  void Models() {
    std::map<std::string, std::pair<std::vector<const LoggedModel*>, std::vector<const LoggedModel*>>> by_name;
    // Names that MLflow made up are new each time: such models are paired in their order.
    const auto name_of = [](const LoggedModel& model) {
      return IsGeneratedName(model.name) ? std::string("(generated name)") : model.name;
    };
    for (const LoggedModel& model : a_.models) by_name[name_of(model)].first.push_back(&model);
    for (const LoggedModel& model : b_.models) by_name[name_of(model)].second.push_back(&model);
    for (const auto& [name, both] : by_name) {
      const auto& [left, right] = both;
      for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (i >= left.size() || i >= right.size()) {
          OnlyOne(Aspect::kModel, name, i < left.size(), ModelText(i < left.size() ? *left[i] : *right[i]));
          continue;
        }
        Add(Aspect::kModel, name, CompareModels(*left[i], *right[i], of_a_, of_b_, options_), ModelText(*left[i]),
            ModelText(*right[i]));
      }
    }
  }
  static std::string ModelText(const LoggedModel& model) {
    std::string text;
    for (const std::string& flavor : model.flavors) text += (text.empty() ? "" : ", ") + flavor;
    return text.empty() ? "model" : text;
  }

  void Artifacts() {
    std::map<std::string, const StoredFile*> left = OwnArtifacts(a_);
    std::map<std::string, const StoredFile*> right = OwnArtifacts(b_);
    if (!a_.artifacts_read || !b_.artifacts_read) {
      if (left.empty() && right.empty() && a_.artifacts_read == b_.artifacts_read) return;
      const bool a_missing = !a_.artifacts_read;
      Add(Aspect::kArtifact, "*",
          {Verdict::kUnknown, 0, std::string("the artifacts of run ") + (a_missing ? "A" : "B") + " cannot be reached"},
          a_missing ? "" : std::to_string(left.size()) + " files",
          a_missing ? std::to_string(right.size()) + " files" : "");
      return;
    }
    std::map<std::string, std::string> masked;  // of names that are in b alone: without moments and ids
    for (const auto& [path, file] : right) {
      if (!left.contains(path)) masked.emplace(Mask(path, of_b_).text, path);
    }
    std::vector<std::string> paths;
    paths.reserve(left.size());
    for (const auto& [path, file] : left) paths.push_back(path);
    for (const std::string& path : paths) {
      auto other = right.find(path);
      if (other == right.end()) {
        const auto alike = masked.find(Mask(path, of_a_).text);
        if (alike != masked.end()) other = right.find(alike->second);
      }
      if (other == right.end()) continue;
      const StoredFile& a = *left[path];
      const StoredFile& b = *other->second;
      ValueVerdict verdict = CompareFiles(a, b, of_a_, of_b_, options_);
      const ValueVerdict name = CompareTexts("", a.path, b.path, of_a_, of_b_);
      if (a.path != b.path) verdict.verdict = Worse(verdict.verdict, name.verdict);
      Add(Aspect::kArtifact, path, verdict, FileText(a, b), FileText(b, a));
      right.erase(other);
      left.erase(path);
    }
    for (const auto& [path, file] : left) OnlyOne(Aspect::kArtifact, path, true, FileText(*file, *file));
    for (const auto& [path, file] : right) OnlyOne(Aspect::kArtifact, path, false, FileText(*file, *file));
  }
  static std::string FileText(const StoredFile& file, const StoredFile& other) {
    std::string text = std::to_string(file.size) + " bytes";
    if (!file.sha256.empty() && file.sha256 != other.sha256) text += ", sha256 " + file.sha256.substr(0, 12);
    if (file.path != other.path) text = file.path + ": " + text;
    return text;
  }
  /// The artifacts of a run that are not parts of its models.
  static std::map<std::string, const StoredFile*> OwnArtifacts(const RecordedRun& run) {
    std::map<std::string, const StoredFile*> own;
    for (const StoredFile& file : run.artifacts) {
      const bool of_model = std::ranges::any_of(run.models, [&](const LoggedModel& model) {
        return model.id.empty() && !model.files.empty() &&
               (model.name.empty() || file.path.starts_with(model.name + "/"));
      });
      if (!of_model) own.emplace(file.path, &file);
    }
    return own;
  }

  void Judge() {
    std::ranges::stable_sort(result_.items, {}, &Compared::aspect);
    result_.agree = true;
    for (const Compared& item : result_.items) {
      if (Disagrees(item, options_)) {
        result_.agree = false;
        result_.worst = Verdict::kDiffers;
      } else if (item.verdict == Verdict::kClose && result_.worst == Verdict::kIdentical) {
        result_.worst = Verdict::kClose;
      }
    }
  }

  const RecordedRun& a_;
  const RecordedRun& b_;
  const CompareOptions& options_;
  RunContext of_a_;
  RunContext of_b_;
  RunComparison result_;
};

}  // namespace

std::string_view ToString(Verdict verdict) {
  constexpr std::array<std::string_view, kVerdicts> kNames{"identical", "close",   "duration", "clock",  "identity",
                                                           "bytes",     "unknown", "differs",  "only-a", "only-b"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string_view ToString(Aspect aspect) {
  constexpr std::array<std::string_view, 7> kNames{"status", "param", "metric", "tag", "dataset", "model", "artifact"};
  return kNames[static_cast<std::size_t>(aspect)];
}

bool Disagrees(const Compared& item, const CompareOptions& options) {
  switch (item.verdict) {
    case Verdict::kDiffers:
    case Verdict::kOnlyA:
    case Verdict::kOnlyB: return true;
    case Verdict::kBytes: return options.strict;
    default: return false;
  }
}

RunComparison CompareRuns(const RecordedRun& a, const RecordedRun& b, const CompareOptions& options) {
  return Comparer(a, b, options).Compare();
}

StoreComparison CompareStores(const RunStore& a, const RunStore& b, const CompareOptions& options) {
  StoreComparison comparison;
  const auto pairs = MatchRuns(a.runs, b.runs);
  std::vector<bool> paired_a(a.runs.size(), false);
  std::vector<bool> paired_b(b.runs.size(), false);
  comparison.agree = !pairs.empty();
  for (const auto& [i, j] : pairs) {
    paired_a[i] = true;
    paired_b[j] = true;
    comparison.pairs.push_back(CompareRuns(a.runs[i], b.runs[j], options));
    comparison.agree = comparison.agree && comparison.pairs.back().agree;
  }
  for (std::size_t i = 0; i < a.runs.size(); ++i) {
    if (!paired_a[i]) comparison.only_a.push_back(a.runs[i].id);
  }
  for (std::size_t j = 0; j < b.runs.size(); ++j) {
    if (!paired_b[j]) comparison.only_b.push_back(b.runs[j].id);
  }
  comparison.agree = comparison.agree && comparison.only_a.empty() && comparison.only_b.empty();
  for (const RunStore* store : {&a, &b}) {
    for (const std::string& problem : store->problems) {
      if (std::ranges::find(comparison.problems, problem) == comparison.problems.end())
        comparison.problems.push_back(problem);
    }
  }
  return comparison;
}

}  // namespace tracklint::reproduce
