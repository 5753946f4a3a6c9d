// mlflow.run and mlflow.projects.run: an entry point of a project of the repository, in a process of its own, whose run
// MLflow opens before the script starts.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

/// "./a/../b/" → "b/"; a folder above the root stays as it is.
std::string Tidy(const std::string& folder) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < folder.size();) {
    std::size_t end = folder.find('/', begin);
    if (end == std::string::npos) end = folder.size();
    const std::string part = folder.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else {
      parts.push_back(part);
    }
  }
  std::string out;
  for (const std::string& part : parts) out += part + "/";
  return out;
}

/// The Python script that a command starts: the word after `python`; empty for other commands.
std::string ScriptOf(const std::string& command) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin < command.size();) {
    const std::size_t end = std::min(command.find_first_of(" \t\n", begin), command.size());
    if (end > begin) words.push_back(command.substr(begin, end - begin));
    begin = end + 1;
  }
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& word = words[i];
    const std::string program = word.substr(word.rfind('/') == std::string::npos ? 0 : word.rfind('/') + 1);
    if (!program.starts_with("python")) continue;
    std::size_t at = i + 1;
    while (at < words.size() && words[at].starts_with("-") && words[at] != "-m") ++at;
    if (at < words.size() && words[at].ends_with(".py")) return words[at];
  }
  return {};
}

}  // namespace

/// The project that an address written in the code means: below the working folder, taken to be the root or the folder
/// of the script.
const Mlproject* Interpreter::project_at(Value uri) {
  if (uri == nullptr || uri->kind != Kind::kStr || uri->s.find("://") != std::string::npos) return nullptr;
  const std::string given = uri->s + "/";
  const ModuleId main = main_module();
  const ModuleId here = main == link::kNoModule && frame_ != nullptr ? frame_->module : main;
  if (here == link::kNoModule) return nullptr;
  const std::string beside = FolderOf(graph_.module(here).path);
  for (const std::string& folder : {Tidy(given), Tidy(beside + given)}) {
    for (const Mlproject& project : project_.mlprojects) {
      if (FolderOf(project.path) == folder) return &project;
    }
  }
  return nullptr;
}

Value Interpreter::run_project(Call& call) {
  Value submitted = make_library("mlflow.projects.SubmittedRun", call, nullptr);
  const Mlproject* project = project_at(arg(call, 0, "uri"));
  Value name = arg(call, 1, "entry_point");
  const std::string wanted = name == nullptr ? "main" : name->kind == Kind::kStr ? name->s : std::string();
  if (project == nullptr || wanted.empty()) return submitted;
  const auto point = std::find_if(project->entry_points.begin(), project->entry_points.end(),
                                  [&](const MlprojectEntryPoint& p) { return p.name == wanted; });
  if (point == project->entry_points.end() || next_run_ >= 100) return submitted;

  const std::vector<ActiveRun> active = s_.tracking->active;
  const Index run = new_run(RunKind::kLogger, call);
  edit(submitted->obj).run = run;
  if (!active.empty()) s_.edit_run(run).run.parent = active.back().run;
  if (Value experiment = named(call.args, "experiment_name"); experiment != nullptr && experiment->kind != Kind::kNone)
    set_uri(s_.edit_run(run).run.experiment, experiment, call.where);
  if (Value run_name = named(call.args, "run_name"); run_name != nullptr && run_name->kind != Kind::kNone)
    s_.edit_run(run).run.run_name = text_of(run_name);
  const std::size_t before = s_.run(run).run.params.size();
  Value parameters = named(call.args, "parameters");
  if (parameters == nullptr) parameters = arg(call, 3, "parameters");
  if (parameters != nullptr) log_mapping(run, parameters, call, 0, nullptr);
  if (!live_ || !s_.has_run(run)) return submitted;
  // what is not given has the default of the project file, and is written too
  for (const std::string& parameter : point->parameters) {
    const std::vector<Param>& params = s_.run(run).run.params;
    const bool given =
        std::any_of(params.begin(), params.end(), [&](const Param& p) { return p.key.value == parameter; });
    if (!given) log_param(run, arena_.str(parameter), arena_.unknown(), call, call.where);
  }
  std::vector<Param>& params = s_.edit_run(run).run.params;
  for (std::size_t i = before; i < params.size(); ++i) params[i].writer = Writer::kLogger;

  const ModuleId script = graph_.find_path(Tidy(FolderOf(FolderOf(project->path) + ScriptOf(point->command))) +
                                           ScriptOf(point->command).substr(ScriptOf(point->command).rfind('/') + 1));
  if (!ScriptOf(point->command).empty() && script != link::kNoModule && graph_.module(script).record != nullptr &&
      import_depth_ <= 8) {
    {
      Tracking& t = s_.tracking.edit();
      t.active.clear();
      t.environment["MLFLOW_RUN_ID"] = run_id_of(run);
    }
    const ModuleId main = std::exchange(main_module_, script);
    module_objects_.erase(static_cast<std::uint32_t>(script));
    import_module(script);
    module_objects_.erase(static_cast<std::uint32_t>(script));
    main_module_ = main;
    Tracking& t = s_.tracking.edit();
    t.active = active;
    t.environment.erase("MLFLOW_RUN_ID");
    t.run_ended_before = false;
    live_ = true;  // however the other process ended
  } else if (s_.has_run(run)) {
    Run& open = s_.edit_run(run).run;
    open.params_open = open.metrics_open = open.tags_open = open.models_open = open.artifacts_open = true;
  }
  if (s_.has_run(run)) s_.edit_run(run).ended = Tri::kYes;
  return submitted;
}

Value Interpreter::run_id_of(Index run) {
  ValueData* id = arena_.make(Kind::kRunId);
  id->i = static_cast<std::int64_t>(run);
  return id;
}

/// MLFLOW_RUN_ID names the run that the next start takes up; it holds once.
Index Interpreter::run_of_environment() {
  const auto given = s_.tracking->environment.find("MLFLOW_RUN_ID");
  if (given == s_.tracking->environment.end()) return kNoIndex;
  const Index run = run_of(given->second);
  if (run == kNoIndex || !s_.has_run(run)) return kNoIndex;
  s_.tracking.edit().environment.erase("MLFLOW_RUN_ID");
  return run;
}

}  // namespace tracklint::interpret
