#include "rules/common/fixes.h"

#include <algorithm>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"

namespace tracklint::rules {
namespace {

using syntax::Kind;
using Node = syntax::Node;

constexpr std::string_view kSeed = "42";

bool Inside(const Node& node, Span region) { return region.begin <= node.begin && node.begin < region.end; }

std::string LogParam(std::string_view key, std::string_view value) {
  return "log_param(\"" + std::string(key) + "\", " + std::string(value) + ")";
}

}  // namespace

std::optional<Edit> FixMaker::with_argument(Span call, std::string_view name, std::string_view value) {
  const CodeOf& code = codes_.of(call.file);
  const Node* node = code.call(call);
  if (node == nullptr) return std::nullopt;
  const Node* given = code.argument(*node, name, 1000);
  if (given == nullptr) return code.further_argument(*node, name, value);
  if (given->kind != Kind::kNone) return std::nullopt;
  return Edit{code.span(*given), std::string(value)};
}

std::optional<Edit> FixMaker::at_start(const Run& run, std::string_view call, std::string_view uses) {
  if (!run.where.valid() || !IsFluentRun(run)) return std::nullopt;
  const CodeOf& code = codes_.of(run.where.file);
  const std::optional<std::string> prefix = code.mlflow(run.where);
  const Node* statement = code.statement(run.where);
  if (!prefix || statement == nullptr) return std::nullopt;
  if (!uses.empty() && !code.bound_before(uses, run.where)) return std::nullopt;
  const std::string line = *prefix + std::string(call);
  if (run.kind == RunKind::kWith) {
    if (statement->kind != Kind::kWithStatement) return std::nullopt;
    const Node* first = code.first_in_body(*statement);
    return first == nullptr ? std::nullopt : code.line_before(*first, line);
  }
  if (statement->kind != Kind::kExpressionStatement) return std::nullopt;
  return run.kind == RunKind::kBare ? code.line_after(*statement, line) : code.line_before(*statement, line);
}

const FixMaker::Started& FixMaker::started_at(Span where) const {
  if (!started_) {
    started_.emplace();
    std::map<Span, const Entry*> last;
    for (const Entry& entry : facts_.entries) {
      for (const Run& run : entry.runs) {
        Started& started = (*started_)[run.where];
        if (std::exchange(last[run.where], &entry) != &entry) ++started.entries;
        for (const Param& param : run.params) {
          if (!param.key.is_literal()) started.unknown_keys = true;
          if (param.key.is_literal()) started.keys.insert(param.key.value);
        }
      }
    }
  }
  static const Started kNothing;
  const auto found = started_->find(where);
  return found == started_->end() ? kNothing : found->second;
}

bool FixMaker::started_by_others(const Run& run) const { return started_at(run.where).entries > 1; }

bool FixMaker::may_hold(const Run& run, std::string_view key) const {
  const Started& started = started_at(run.where);
  return started.unknown_keys || started.keys.contains(key);
}

std::optional<Edit> FixMaker::log_param(const Run& run, std::string_view key, Span where) {
  if (!where.valid() || !run.where.valid() || !IsFluentRun(run) || !IsPlainKey(key)) return std::nullopt;
  if (may_hold(run, key)) return std::nullopt;
  const CodeOf& code = codes_.of(where.file);
  const Node* node = code.exactly(where);
  if (node == nullptr) return std::nullopt;
  const Node& value = CodeOf::value_of(*node);
  const bool literal = CodeOf::is_literal(value);
  const std::string text(code.text(value));
  if (where.file != run.where.file && started_by_others(run)) return std::nullopt;
  // the text of a function holds its address: another one each time
  if (!literal && code.names_code(code.first_name(value))) return std::nullopt;
  if ((!literal && !code.is_plain(value)) || text.find('\n') != std::string::npos) return std::nullopt;
  const std::string call = LogParam(key, text);
  const Node* statement = code.statement(where);
  bool unclear = false;
  const Node* function = code.function(where, &unclear);
  const bool same_function = where.file == run.where.file && function == code.function(run.where) && !unclear;
  if (same_function && statement != nullptr) {
    const std::optional<std::string> prefix = code.mlflow(where);
    const bool in_region = run.kind == RunKind::kWith && run.region.file == where.file &&
                           Inside(*statement, run.region) && statement->begin != run.region.begin;
    if (in_region && prefix && code.loops(where, run.region).empty()) {
      std::optional<Edit> edit = code.line_before(*statement, *prefix + call);
      if (edit) return edit;
    }
    const Span module{where.file, 0, static_cast<std::uint32_t>(code.file().text().size())};
    const bool after_start = run.kind == RunKind::kBare && statement->begin > run.where.end &&
                             code.loops(where, module) == code.loops(run.where, module);
    if (after_start && prefix) {
      std::optional<Edit> edit = code.line_before(*statement, *prefix + call);
      if (edit) return edit;
    }
    // A value given before the run begins can be repeated in it.
    if (!literal && where.begin < run.where.begin) return at_start(run, call, code.first_name(value));
  }
  return literal ? at_start(run, call) : std::nullopt;
}

const Run* FixMaker::loggable_run(const Entry& entry, Index wanted) {
  const Run* run = RunAt(entry, wanted);
  if (run != nullptr && IsFluentRun(*run)) return run;
  const auto loggable = [](const Run& r) { return IsFluentRun(r) && r.certainty == Certainty::kSurely; };
  for (const Run& r : entry.runs) {
    if (!r.trainings.empty() && loggable(r)) return &r;
  }
  return entry.runs.size() == 1 && loggable(entry.runs.front()) ? entry.runs.data() : nullptr;
}

std::vector<Fix> FixMaker::unsafe(std::string message, std::optional<Edit> edit) {
  std::vector<Fix> fixes;
  if (edit) fixes.push_back({std::move(message), Applicability::kUnsafe, {std::move(*edit)}});
  return fixes;
}

bool IsPlainKey(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == ' ' || c == '/';
  });
}

bool IsFluentRun(const Run& run) {
  return run.kind == RunKind::kWith || run.kind == RunKind::kBare || run.kind == RunKind::kImplicit;
}

std::string_view SeedParameter(std::string_view consumer) {
  const knowledge::CallInfo* info = knowledge::Find(consumer);
  if (info == nullptr) {
    const std::size_t dot = consumer.rfind('.');
    if (dot == std::string_view::npos) return {};
    info = knowledge::FindMethod(consumer.substr(0, dot), consumer.substr(dot + 1));
  }
  return info == nullptr ? std::string_view() : info->seed_param;
}

std::vector<Fix> SeedFix(FixMaker& make, const Entry& entry, const RandomUse& use) {
  const CodeOf& code = make.code(use.where.file);
  const Node* call = code.call(use.where);
  if (call == nullptr) return {};
  // A seed that no run records would only be the next finding.
  if (RecordsRuns(entry)) {
    const Run* run = FixMaker::loggable_run(entry, use.run);
    if (run == nullptr || !make.at_start(*run, LogParam("seed", kSeed))) return {};
  }
  const std::string_view name = LastName(use.consumer);
  const auto fix = [](std::optional<Edit> edit) { return FixMaker::unsafe("give it a fixed seed", std::move(edit)); };
  if (name == "create_study") {
    const Node* sampler = code.argument(*call, "sampler", 1);
    if (sampler != nullptr)
      return sampler->kind == Kind::kCall ? fix(make.with_argument(code.span(*sampler), "seed", kSeed))
                                          : std::vector<Fix>();
    const std::optional<std::string> optuna = code.module_name("optuna", use.where);
    if (!optuna) return {};
    return fix(
        make.with_argument(use.where, "sampler", *optuna + "samplers.TPESampler(seed=" + std::string(kSeed) + ")"));
  }
  if (name == "fmin") {
    const std::optional<std::string> numpy = code.module_name("numpy", use.where);
    if (!numpy) return {};
    return fix(make.with_argument(use.where, "rstate", *numpy + "random.default_rng(" + std::string(kSeed) + ")"));
  }
  const std::string_view parameter = SeedParameter(use.consumer);
  if (parameter.empty()) return {};
  if (parameter == "generator") {
    const std::optional<std::string> torch = code.module_name("torch", use.where);
    if (!torch) return {};
    return fix(
        make.with_argument(use.where, parameter, *torch + "Generator().manual_seed(" + std::string(kSeed) + ")"));
  }
  if (parameter != "random_state" && parameter != "seed" && parameter != "random_seed") return {};
  return fix(make.with_argument(use.where, parameter, kSeed));
}

}  // namespace tracklint::rules
