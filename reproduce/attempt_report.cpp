// What is said of an attempt: text, JSON, a row of a table.
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "reporters/json_writer.h"
#include "reporters/text.h"
#include "reproduce/attempt.h"

namespace tracklint::reproduce {
namespace {

using reporters::JsonWriter;

constexpr std::array<std::string_view, 7> kSteps{"the commit was taken",
                                                 "the environment was built",
                                                 "the entry started",
                                                 "it ended without an error",
                                                 "it stored at least a run",
                                                 "two tries agree: repeatable",
                                                 "it agrees with what was recorded: reproduced"};

std::string Joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

void Texts(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts, const Show& show) {
  json.key(key).array();
  for (const std::string& text : texts) json.text(show(text));
  json.end();
}

void WriteCause(JsonWriter& json, std::string_view key, const Cause& cause, const Plan& plan, const Show& show) {
  json.key(key);
  if (cause.name.empty()) {
    json.null();
    return;
  }
  json.object().field("cause", cause.name).field("evidence", show(cause.evidence));
  const auto foretold = plan.foretold.find(cause.name);
  Texts(json, "foretold_by", foretold == plan.foretold.end() ? std::vector<std::string>() : foretold->second, show);
  json.end();
}

void WritePlan(JsonWriter& json, const Plan& plan, const Show& show) {
  json.key("plan").object();
  json.field("commit", plan.commit).field("date", plan.date).field("submodules", plan.submodules);
  json.key("entry").text_or_null(plan.entry);
  json.key("entry_point").text_or_null(plan.entry_point);
  json.field("why_entry", show(plan.why_entry));
  Texts(json, "command", plan.command, show);
  json.field("folder", plan.folder.empty() ? "." : plan.folder).field("why_command", show(plan.why_command));
  json.field("python", fmt::format("{}.{}", plan.python.major, plan.python.minor));
  json.key("python_said").text_or_null(plan.python_said);
  json.field("why_python", show(plan.why_python));
  Texts(json, "requirements", plan.requirements, show);
  Texts(json, "sources", plan.sources, show);
  Texts(json, "additions", plan.additions, show);
  Texts(json, "servers_to_replace", plan.replaced_uris, show);
  json.key("forecast").object();
  for (const auto& [facet, expected] : plan.forecast) {
    json.key(facet).object();
    Texts(json, "surely", {expected.sure.begin(), expected.sure.end()}, show);
    Texts(json, "possibly", {expected.possible.begin(), expected.possible.end()}, show);
    json.field("open", expected.open).end();
  }
  json.end().key("foretold").object();
  for (const auto& [cause, lines] : plan.foretold) Texts(json, cause, lines, show);
  json.end().key("score");
  if (plan.score < 0)
    json.null();
  else
    json.number(plan.score);
  json.field("score_level", plan.level).end();
}

}  // namespace

std::string PlanText(const Plan& plan, const Show& show) {
  std::string text;
  const auto line = [&](std::string_view name, const std::string& what) {
    if (!what.empty()) text += fmt::format("{:<22}{}\n", name, reporters::Visible(show(what)));
  };
  line("commit", plan.commit + " of " + plan.date + (plan.submodules ? "; submodules are not taken" : ""));
  line("entry", (plan.entry.empty() ? plan.entry_point : plan.entry) + " (" + plan.why_entry + ")");
  line("command", Joined(plan.command, " ") + " (" + plan.why_command + "; in " +
                      (plan.folder.empty() ? "the root" : plan.folder) + ")");
  line("python", fmt::format("{}.{} ({})", plan.python.major, plan.python.minor, plan.why_python));
  line("requirements", fmt::format("{} from {}", plan.requirements.size(),
                                   plan.sources.empty() ? "no file" : Joined(plan.sources, ", ")));
  for (const std::string& addition : plan.additions) line("", addition);
  for (const std::string& uri : plan.replaced_uris) line("", "the private store will stand in for " + uri);
  for (const auto& [facet, expected] : plan.forecast) {
    std::vector<std::string> keys(expected.sure.begin(), expected.sure.end());
    for (const std::string& key : expected.possible) keys.push_back(key + "?");
    if (expected.open) keys.emplace_back("…");
    line(facet, Joined(keys, ", "));
  }
  for (const auto& [cause, lines] : plan.foretold) line(cause, "may stop it: " + Joined(lines, ", "));
  if (plan.score >= 0) line("score", fmt::format("{:.0f}, level T{}", plan.score, plan.level));
  return text;
}

std::string AttemptText(const Attempt& attempt, const Show& show) {
  std::string text = PlanText(attempt.plan, show) + "\n";
  text += fmt::format("E{}: {}\n", attempt.level, kSteps[static_cast<std::size_t>(attempt.level)]);
  const auto cause = [&](const Cause& said, std::string_view about) {
    if (said.name.empty()) return;
    text += fmt::format("{}{}: {}\n", about, said.name, reporters::Visible(show(said.evidence)));
    const auto foretold = attempt.plan.foretold.find(said.name);
    if (foretold != attempt.plan.foretold.end())
      text += "  foretold by " + reporters::Visible(show(Joined(foretold->second, ", "))) + "\n";
  };
  cause(attempt.cause, "stopped by ");
  if (!attempt.cause_as_is.name.empty())
    cause(attempt.cause_as_is, fmt::format("as it is it would have stopped at E{} by ", attempt.level_as_is));
  for (std::size_t i = 0; i < attempt.trials.size(); ++i) {
    const Trial& trial = attempt.trials[i];
    text += fmt::format("try {}: exit code {}, {} in the store, {:.1f} s, {:.1f} s of processor time\n", i + 1,
                        trial.exit_code, reporters::Plural(trial.store.runs.size(), "run"), trial.wall_seconds,
                        trial.cpu_seconds);
  }
  for (const auto& [facet, met] : attempt.forecast) {
    if (met.expected + met.stored == 0) continue;
    text +=
        fmt::format("forecast of {}: {} of {} expected were stored, {} of {} stored were foreseen{}\n", facet, met.met,
                    met.expected, met.foreseen, met.stored, met.open ? " (it had said that more may come)" : "");
  }
  if (attempt.comparison) text += show(ComparisonText(*attempt.comparison, {}));
  if (!attempt.recorded.empty()) text += "it " + reporters::Visible(show(attempt.recorded)) + "\n";
  for (const std::string& addition : attempt.plan.additions) text += "- " + reporters::Visible(show(addition)) + "\n";
  for (const std::string& note : attempt.notes) text += "- " + reporters::Visible(show(note)) + "\n";
  text += fmt::format("{:.1f} s of processor time in all\n", attempt.cpu_seconds);
  return text;
}

std::string AttemptJson(const std::string& name, const Plan& plan, const Attempt* attempt, const Show& show) {
  JsonWriter json;
  json.object().field("schema", "tracklint-reproduce/1").field("repository", show(name));
  WritePlan(json, plan, show);
  if (attempt == nullptr) {
    json.end();
    return json.take() + "\n";
  }
  json.field("level", fmt::format("E{}", attempt->level));
  json.field("level_as_is", fmt::format("E{}", attempt->level_as_is));
  WriteCause(json, "stopped_by", attempt->cause, plan, show);
  WriteCause(json, "stopped_by_as_is", attempt->cause_as_is, plan, show);
  json.key("tries").array();
  for (const Trial& trial : attempt->trials) {
    json.object().field("exit_code", trial.exit_code);
    json.key("stopped").text_or_null(trial.stopped);
    json.field("runs", trial.store.runs.size()).field("seconds", trial.wall_seconds);
    json.field("cpu_seconds", trial.cpu_seconds);
    Texts(json, "replaced", trial.replaced, show);
    json.end();
  }
  json.end().key("forecast_met").object();
  for (const auto& [facet, met] : attempt->forecast) {
    json.key(facet).object().field("expected", met.expected).field("met", met.met);
    json.field("stored", met.stored).field("foreseen", met.foreseen).field("open", met.open).end();
  }
  json.end().key("tries_agree");
  if (attempt->comparison)
    json.boolean(attempt->comparison->agree);
  else
    json.null();
  json.key("recorded").text_or_null(show(attempt->recorded));
  Texts(json, "notes", attempt->notes, show);
  json.field("cpu_seconds", attempt->cpu_seconds).end();
  return json.take() + "\n";
}

std::string AttemptCsv(const std::string& name, const Attempt& attempt, const Show& show) {
  const auto cell = [&](std::string text) {
    std::string out = "\"";
    // A spreadsheet would compute what begins like a formula.
    if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) out += '\'';
    for (const char c : show(text)) out += c == '"' ? std::string("\"\"") : std::string(1, c == '\n' ? ' ' : c);
    return out + "\"";
  };
  const std::size_t runs = attempt.trials.empty() ? 0 : attempt.trials.front().store.runs.size();
  return "repo,commit,entry,python,level,level_as_is,cause,cause_as_is,runs,cpu_seconds,score,score_level\n" +
         fmt::format("{},{},{},{}.{},E{},E{},{},{},{},{:.1f},{},{}\n", cell(name), attempt.plan.commit,
                     cell(attempt.plan.entry), attempt.plan.python.major, attempt.plan.python.minor, attempt.level,
                     attempt.level_as_is, attempt.cause.name, attempt.cause_as_is.name, runs, attempt.cpu_seconds,
                     attempt.plan.score < 0 ? std::string() : fmt::format("{:.1f}", attempt.plan.score),
                     attempt.plan.level);
}

}  // namespace tracklint::reproduce
