// MLflow's runs: starting, ending, nesting, the implicit run, experiments, tracking servers.
// Semantics as measured on real MLflow (see docs/design).
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {
constexpr std::size_t kMaxRuns = 400;

/// conf/base/mlflow.yml: read by the plug-in kedro-mlflow alone.
bool IsKedroFile(std::string_view path) { return path.ends_with("/mlflow.yml"); }
}  // namespace

Index Interpreter::new_run(RunKind kind, const Call& call) {
  const Tracking& t = *s_.tracking;
  if (next_run_ >= kMaxRuns) {
    unresolved("call", call.where, "too many runs are started");
    // another run of this path stands for it
    for (Index i = static_cast<Index>(s_.runs.size()); i > 0; --i) {
      if (s_.has_run(i - 1)) return i - 1;
    }
    --next_run_;
  }
  const Index id = next_run_++;
  RunState state;
  Run& run = state.run;
  run.where = call.where;
  run.region = call.where;
  run.kind = kind;
  run.experiment = t.experiment;
  run.tracking_uri = t.tracking_uri;
  run.registry_uri = t.registry_uri;
  run.order = next_order();
  run.certainty = certainty();
  run.in_function = frame_ != nullptr && frame_->function != nullptr;
  for (const Frame* f = frame_; f != nullptr && run.path.size() < 64; f = f->caller) {
    if (f->function != nullptr && f->call_site.valid()) run.path.insert(run.path.begin(), f->call_site);
  }
  if (run.experiment.state == Setting::State::kUnset)
    setting_from_environment(run.experiment, {"MLFLOW_EXPERIMENT_NAME", "MLFLOW_EXPERIMENT_ID"});
  if (run.tracking_uri.state == Setting::State::kUnset)
    setting_from_environment(run.tracking_uri, {"MLFLOW_TRACKING_URI"});
  state.many = symbolic_depth_ > 0;
  state.depth = frame_ == nullptr ? 0 : frame_->depth;
  state.maybe = false;
  if (symbolic_depth_ > 0) run.multiplicity = Multiplicity::kMany;
  s_.put_run(id, std::move(state));
  out_.uses_mlflow = true;
  return id;
}

/// What the environment (set by the code before, or by a committed file) says.
void Interpreter::setting_from_environment(Setting& setting, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto it = s_.tracking->environment.find(name);
    if (it != s_.tracking->environment.end()) {
      setting.state = Setting::State::kSet;
      setting.by = Setting::By::kEnvironment;
      if (!std::string_view(name).ends_with("_ID")) setting.value = text_of(it->second);
      return;
    }
    for (const CommittedSetting& committed : project_.settings) {
      if (committed.name != name || !concerns_entry(committed.where.path) || IsKedroFile(committed.where.path))
        continue;
      setting.state = Setting::State::kSet;
      setting.by = Setting::By::kProject;
      if (!committed.value.empty() && committed.value.find('$') == std::string::npos &&
          !std::string_view(name).ends_with("_ID"))
        setting.value = Text::Literal(committed.value);
      return;
    }
  }
  // a .env file that is not committed was loaded: it may say, unless the documents list what it holds
  if (dotenv_unknown_ && !documents_dotenv()) setting.state = Setting::State::kUnknown;
}

/// README or an example file shows the MLflow variables that the .env file is to have.
bool Interpreter::documents_dotenv() const {
  return std::any_of(project_.settings.begin(), project_.settings.end(), [](const CommittedSetting& s) {
    std::string name = s.where.path.substr(s.where.path.rfind('/') + 1);
    std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    return s.name.starts_with("MLFLOW_") && (name.starts_with("readme") || name.find("env") != std::string::npos);
  });
}

/// What conf/*/mlflow.yml says of the runs that kedro-mlflow opens.
void Interpreter::setting_from_kedro(Setting& setting, std::string_view name) {
  for (const CommittedSetting& committed : project_.settings) {
    if (committed.name != name || !IsKedroFile(committed.where.path)) continue;
    setting.state = Setting::State::kSet;
    setting.by = Setting::By::kProject;
    if (committed.value.find('$') == std::string::npos) setting.value = Text::Literal(committed.value);
  }
}

/// A committed file speaks of the programs below its own folder; the CI and the root's files of all.
bool Interpreter::concerns_entry(std::string_view file) const {
  const std::size_t slash = file.rfind('/');
  if (slash == std::string_view::npos || file.starts_with(".github/") || file.starts_with(".circleci/") ||
      file.starts_with(".azure"))
    return true;
  const ModuleId entry = entry_module();
  if (entry == link::kNoModule) return true;
  return std::string_view(graph_.module(entry).path).starts_with(file.substr(0, slash + 1));
}

Value Interpreter::run_object(Index run) {
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = "mlflow.ActiveRun";
  o.run = run;
  return arena_.object(alloc(std::move(o)));
}

Index Interpreter::run_of(Value v) {
  if (v == nullptr) return kNoIndex;
  if (v->kind == Kind::kRunId) return static_cast<Index>(v->i);
  if ((v->kind == Kind::kText || v->kind == Kind::kStr || v->kind == Kind::kUnknown) && v->i != 0)
    return static_cast<Index>(v->i - 1);
  if (IsObject(v)) return obj(v).run;
  if (v->kind == Kind::kUnion) {
    for (Value item : v->items) {
      if (const Index r = run_of(item); r != kNoIndex) return r;
    }
  }
  return kNoIndex;
}

Value Interpreter::start_run(Call& call) {
  Value run_id = mlflow_arg(call, "mlflow.start_run", "run_id");
  Value nested = mlflow_arg(call, "mlflow.start_run", "nested");
  Value name = mlflow_arg(call, "mlflow.start_run", "run_name");
  Value experiment = mlflow_arg(call, "mlflow.start_run", "experiment_id");
  Value tags = mlflow_arg(call, "mlflow.start_run", "tags");
  Value description = mlflow_arg(call, "mlflow.start_run", "description");
  Value parent = mlflow_arg(call, "mlflow.start_run", "parent_run_id");
  const std::vector<ActiveRun> active = s_.tracking->active;
  Index id = kNoIndex;
  const bool resumes = run_id != nullptr && run_id->kind != Kind::kNone;
  if (resumes) id = run_of(run_id);
  if (!resumes && s_.tracking->active.empty()) id = run_of_environment();
  const bool known = id != kNoIndex && s_.has_run(id);
  const Tri nest = nested == nullptr ? Tri::kNo : truth(nested);
  if (!active.empty() && !active.back().maybe && nest == Tri::kNo && !call.args.open_keyword &&
      !(known && active.back().run == id)) {
    incident(Incident::Kind::kNestedWithoutFlag, call.where, active.back().run, "",
             s_.run(active.back().run).run.where);
    if (try_depth_ > 0 && !s_.maybe && exits_ != nullptr) {
      // MLflow raises, and the code goes on in a handler
      leave(exits_->raised);
      last_leave_ = Leave::kRaise;
      return arena_.unknown();
    }
  }
  if (!known) {
    id = new_run(RunKind::kBare, call);
    RunState& state = s_.edit_run(id);
    state.run.resumed = resumes && !(run_id->kind == Kind::kUnknown && is_optional_parameter(run_id));
    // what was recorded in it before cannot be seen
    if (state.run.resumed)
      state.run.params_open = state.run.metrics_open = state.run.tags_open = state.run.datasets_open = true;
    if (name != nullptr && name->kind != Kind::kNone) state.run.run_name = text_of(name);
    if (name == nullptr && call.args.open_keyword) state.run.run_name = Text{};  // given by the caller, perhaps
    if (experiment != nullptr && experiment->kind != Kind::kNone)
      apply_experiment_id(state.run.experiment, experiment, call.where);
    if (!active.empty() && nest != Tri::kNo) state.run.parent = active.back().run;
    if (parent != nullptr && parent->kind != Kind::kNone) {
      if (const Index p = run_of(parent); p != kNoIndex) state.run.parent = p;
    }
    if (tags != nullptr && tags->kind != Kind::kNone) log_mapping(id, tags, call, 2, nullptr);
    if (description != nullptr && description->kind != Kind::kNone)
      set_tag(id, arena_.str("mlflow.note.content"), description, call, call.where);
  } else {
    RunState& state = s_.edit_run(id);
    state.ended = Tri::kNo;
    if (name != nullptr && name->kind != Kind::kNone && !state.run.run_name.has_value())
      state.run.run_name = text_of(name);
    if (tags != nullptr && tags->kind != Kind::kNone) log_mapping(id, tags, call, 2, nullptr);
  }
  Tracking& t = s_.tracking.edit();
  t.active.push_back({id, false});
  t.last_run = id;
  return run_object(id);
}

void Interpreter::apply_experiment_id(Setting& setting, Value v, Span where) {
  setting.state = Setting::State::kSet;
  setting.by = Setting::By::kCode;
  setting.where = where;
  setting.value = Text{};
  if (v->kind == Kind::kUnknown && v->s.starts_with("experiment:")) {
    Value name = arena_.text(v->s.substr(11));
    setting.value = text_of(name);
  }
  if ((v->kind == Kind::kInt && v->i == 0) || (v->kind == Kind::kStr && v->s == "0")) {
    setting.state = Setting::State::kUnset;
    setting.by = Setting::By::kNothing;
  }
}

bool Interpreter::is_optional_parameter(Value v) {
  if (v->prov == nullptr) return false;
  return std::any_of(v->prov->begin(), v->prov->end(),
                     [](const Origin& o) { return o.kind == OriginKind::kCaller && o.id != kRequired; });
}

void Interpreter::end_run(Index run) {
  Tracking& t = s_.tracking.edit();
  const auto at = std::find_if(t.active.begin(), t.active.end(), [&](const ActiveRun& a) { return a.run == run; });
  if (at != t.active.end()) t.active.erase(at, t.active.end());
  t.last_run = run;
  t.run_ended_before = true;
  if (s_.has_run(run)) s_.edit_run(run).ended = Tri::kYes;
}

Index Interpreter::current_run(Call& call) {
  {
    const Tracking& t = *s_.tracking;
    if (!t.active.empty()) {
      const Index run = t.active.back().run;
      if (!s_.run(run).run.first_use.valid()) {
        RunState& state = s_.edit_run(run);
        state.run.first_use = call.where;
        // a run that a framework opens begins for the reader with the first call that uses it
        if (state.managed) state.run.where = call.where;
      }
      return run;
    }
  }
  if (const Index given = run_of_environment(); given != kNoIndex) {
    Tracking& t = s_.tracking.edit();
    t.active.push_back({given, false});
    t.last_run = given;
    return given;
  }
  const bool in_thread = s_.tracking->in_thread;
  const bool after = s_.tracking->run_ended_before && !in_thread;
  const Index ended = s_.tracking->last_run;
  const Index id = new_run(RunKind::kImplicit, call);
  Run& run = s_.edit_run(id).run;
  run.first_use = call.where;
  run.after_run = after;
  if (function_entry() && !after && !in_thread) run.certainty = Certainty::kMaybe;  // a caller may have started one
  if (inside_unseen_decorator()) {
    run.resumed = true;
    run.certainty = Certainty::kMaybe;
  }
  if (in_thread) incident(Incident::Kind::kLogInThread, call.where, id, std::string(call.name));
  if (after)
    incident(Incident::Kind::kLogAfterRun, call.where, id, std::string(call.name),
             ended != kNoIndex && s_.has_run(ended) ? s_.run(ended).run.where : Span{});
  Tracking& t = s_.tracking.edit();
  t.active.push_back({id, false});
  t.last_run = id;
  return id;
}

Value Interpreter::mlflow_active_run(Call& call) {
  const Tracking& t = *s_.tracking;
  if (!t.active.empty()) {
    Value run = run_object(t.active.back().run);
    return t.active.back().maybe ? JoinValues(run, arena_.none(), arena_) : run;
  }
  if (function_entry()) {
    // the caller may have started one: logging guarded by it goes there
    const Index id = new_run(RunKind::kImplicit, call);
    RunState& state = s_.edit_run(id);
    state.maybe = true;
    state.run.resumed = true;
    state.run.certainty = Certainty::kMaybe;
    Tracking& edit_tracking = s_.tracking.edit();
    edit_tracking.active.push_back({id, true});
    return JoinValues(run_object(id), arena_.none(), arena_);
  }
  return arena_.none();
}

Value Interpreter::mlflow_end_run(Call& call) {
  const std::vector<ActiveRun> active = s_.tracking->active;
  if (active.empty()) return arena_.none();
  ended_with(active.back().run, mlflow_arg(call, "mlflow.end_run", "status"));
  end_run(active.back().run);
  return arena_.none();
}

Value Interpreter::experiment_object(const std::string& pattern) {
  Value e = library_instance("mlflow.entities.Experiment");
  set_attr(e, names_.intern("name"), arena_.text(pattern));
  set_attr(e, names_.intern("experiment_id"), arena_.unknown(nullptr, ValueType::kString, "experiment:" + pattern));
  return e;
}

Value Interpreter::mlflow_set_experiment(Call& call) {
  Value name = mlflow_arg(call, "mlflow.set_experiment", "experiment_name");
  Value id = mlflow_arg(call, "mlflow.set_experiment", "experiment_id");
  const std::vector<ActiveRun> active = s_.tracking->active;
  if (!active.empty() && !active.back().maybe && !s_.run(active.back().run).run.resumed &&
      s_.run(active.back().run).run.kind != RunKind::kLogger) {
    incident(Incident::Kind::kSetupWhileActive, call.where, active.back().run, "set_experiment",
             s_.run(active.back().run).run.where);
  }
  Tracking& t = s_.tracking.edit();
  if (name != nullptr && name->kind != Kind::kNone) {
    set_uri(t.experiment, name, call.where);
    if (t.experiment.value == Text::Literal("Default")) t.experiment.state = Setting::State::kUnset;
    return experiment_object(t.experiment.value.is_literal() ? EscapePattern(t.experiment.value.value)
                                                             : pattern_of(name));
  }
  if (id != nullptr) apply_experiment_id(t.experiment, id, call.where);
  return experiment_object("*");
}

/// Of addresses that all have one scheme, the scheme: `sqlite:///a.db` or `sqlite:///b.db`.
Text Interpreter::common_scheme(Value addresses) {
  std::string scheme;
  for (Value v : addresses->items) {
    const std::string pattern = pattern_of(v);
    const std::size_t end = pattern.find("://");
    const std::string own = pattern.substr(0, end == std::string::npos ? 0 : end + 3);
    if (own.empty() || own.find('*') != std::string::npos || (!scheme.empty() && own != scheme)) return Text{};
    scheme = own;
  }
  return scheme.empty() ? Text{} : text_of(arena_.text(scheme + "*"));
}

void Interpreter::set_uri(Setting& setting, Value v, Span where) {
  setting.state = Setting::State::kSet;
  setting.by = Setting::By::kCode;
  setting.value = name_of(v);
  if (v->kind == Kind::kUnion && setting.value.is_unknown()) setting.value = common_scheme(v);
  setting.where = where;
  setting.origins.clear();
  if (const Provenance prov = prov_of(v); prov != nullptr) {
    setting.origins = *prov;
    const bool environment =
        std::any_of(prov->begin(), prov->end(), [](const Origin& o) { return o.kind == OriginKind::kEnvironment; });
    if (environment) setting.by = Setting::By::kEnvironment;
  }
}

Value Interpreter::mlflow_set_uri(Call& call) {
  Value uri = arg(call, 0, "uri");
  if (uri == nullptr) return arena_.none();
  const bool registry = call.name.ends_with("set_registry_uri");
  const std::vector<ActiveRun> active = s_.tracking->active;
  if (!registry && !active.empty() && !active.back().maybe && !s_.run(active.back().run).run.resumed) {
    incident(Incident::Kind::kSetupWhileActive, call.where, active.back().run, "set_tracking_uri",
             s_.run(active.back().run).run.where);
  }
  Tracking& t = s_.tracking.edit();
  if (uri->kind == Kind::kNone || (uri->kind == Kind::kStr && uri->s.empty())) {
    if (!registry) t.tracking_uri = Setting{};
    return arena_.none();
  }
  set_uri(registry ? t.registry_uri : t.tracking_uri, uri, call.where);
  check_uri(uri, call.where);
  return arena_.none();
}

/// user:password@host in a literal URI.
void Interpreter::check_uri(Value uri, Span where) {
  const auto check = [&](const std::string& text) {
    const std::size_t scheme = text.find("://");
    if (scheme == std::string::npos) return;
    const std::size_t slash = text.find('/', scheme + 3);
    const std::string authority =
        text.substr(scheme + 3, slash == std::string::npos ? std::string::npos : slash - scheme - 3);
    const std::size_t at = authority.rfind('@');
    if (at == std::string::npos) return;
    const std::size_t colon = authority.find(':');
    if (colon == std::string::npos || colon > at || colon + 1 == at) return;
    const std::string password = authority.substr(colon + 1, at - colon - 1);
    if (password.find('*') != std::string::npos || password.find('<') != std::string::npos ||
        password.find('{') != std::string::npos)
      return;
    secret(SecretUse::Kind::kUriPassword, uri->where.valid() ? uri->where : where, "tracking URI");
  };
  if (uri->kind == Kind::kStr || uri->kind == Kind::kText) check(uri->s);
  if (uri->kind == Kind::kUnion) {
    for (Value item : uri->items) check_uri(item, where);
  }
}

void Interpreter::environment_changed(const std::string& name, Value v, Span where) {
  if (name == "MLFLOW_TRACKING_URI") {
    Tracking& t = s_.tracking.edit();
    if (t.tracking_uri.state != Setting::State::kSet || t.tracking_uri.by == Setting::By::kEnvironment) {
      if (v->kind == Kind::kStr && v->s.empty()) {
        t.tracking_uri = Setting{};
      } else {
        set_uri(t.tracking_uri, v, where);
        t.tracking_uri.by = Setting::By::kEnvironment;
      }
    }
    check_uri(v, where);
  }
  if (name == "MLFLOW_EXPERIMENT_NAME" && s_.tracking->experiment.state == Setting::State::kUnset) {
    Tracking& t = s_.tracking.edit();
    set_uri(t.experiment, v, where);
    t.experiment.by = Setting::By::kEnvironment;
  }
  if (name == "MLFLOW_ALLOW_FILE_STORE" && v->kind == Kind::kStr && (v->s == "true" || v->s == "True" || v->s == "1"))
    out_.entry.file_store_allowed = Tri::kYes;
  note_environment_literal(name, v, where);
}

}  // namespace tracklint::interpret
