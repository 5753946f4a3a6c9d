// The abstract interpreter of one entry: executes the lowered trees of the linked modules on abstract
// values, follows the state of MLflow, and collects what will be recorded.
//
// Usage: one Interpreter per entry; `run_module` once, or `import_only` and then `run_function` once;
// then `take()`. Entries of one module share the work of importing it: copy the interpreter after
// `import_only`; copies share one arena and stay on one thread. Not thread-safe; several interpreters
// may share one ModuleGraph. Bounded: call depth, steps, unrolled
// iterations and alternatives are limited, so it always ends; what is cut is listed as Unresolved.
// Needs a stack of about 256 MB in the worst case: callers run it on a thread of that size.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "analyzer/interpret/heap.h"
#include "analyzer/interpret/layered_map.h"
#include "analyzer/interpret/value.h"
#include "analyzer/link/module_graph.h"
#include "tracklint/facts.h"
#include "tracklint/project.h"

namespace tracklint::knowledge {
struct CallInfo;
}
namespace YAML {
class Node;
}

namespace tracklint::interpret {

struct Options {
  MlflowVersion target;
  std::string root;  ///< absolute
  std::unordered_map<std::string, std::string> wrappers;
  std::uint64_t max_steps = 400'000;
};

/// A function seen by its place in the graph.
struct FunctionKey {
  ModuleId module;
  bind::FunctionId function;
  friend auto operator<=>(const FunctionKey&, const FunctionKey&) = default;
};

/// Everything one entry yielded; `entry.runs` still lacks autolog effects (analyzer/facts adds them).
struct Outcome {
  Entry entry;
  std::vector<Registered> registered;
  std::vector<Unresolved> unresolved;
  std::vector<SecretUse> secrets;
  std::vector<ShellCommand> commands;
  std::vector<FunctionKey> called;        ///< functions of the code that were interpreted
  std::vector<LoggedModel> saved_models;  ///< written to disk by mlflow.<flavor>.save_model
  bool dotenv_unknown = false;            ///< an uncommitted .env file was loaded
  bool uses_mlflow = false;
  bool cut_short = false;  ///< a larger budget would have been used
  std::uint64_t steps = 0;
};

struct Argument {
  Value value = nullptr;
  NameId name = bind::kNoName;  ///< keyword, else kNoName
  Span where;                   ///< with the keyword
  Span value_where;
};
struct Arguments {
  std::vector<Argument> positional;
  std::vector<Argument> keyword;
  bool open_positional = false;  ///< *args of unknown length were spread
  Value star_element = nullptr;  ///< what an element of it looks like
  bool open_keyword = false;     ///< **kwargs with unknown keys were spread
  Provenance open_prov = nullptr;
  std::vector<Index> spread;  ///< identities of the mappings with unknown keys that were spread
};

/// One call of something that is not code of the repository.
struct Call {
  std::string_view name;  ///< qualified name, or method name
  Value self = nullptr;   ///< object, for methods
  Arguments args;
  Span where;
  Span callee;
};

/// At most so many statements stand before a first import that is shared.
inline constexpr std::uint64_t kStepsBeforeFirstImport = 64;

/// The first module of the repository that a module imports, when nothing but imports of libraries and texts stand
/// before it: many entries begin by importing the same package, and can share that.
struct FirstImport {
  ModuleId module = link::kNoModule;  ///< kNoModule: something else stands before it, or there is none
  Index literals = 0;                 ///< texts before it
  /// Until it begins; 0 when they do not matter, as the import is far from the budget.
  std::uint64_t steps = 0;
  friend auto operator<=>(const FirstImport&, const FirstImport&) = default;
};
[[nodiscard]] FirstImport FirstImportOf(const link::ModuleGraph& graph, ModuleId module);

class Interpreter {
 public:
  Interpreter(const link::ModuleGraph& graph, const Project& project, const Options& options);
  ~Interpreter();

  Interpreter(const Interpreter&) = default;
  Interpreter& operator=(const Interpreter&) = delete;

  void run_module(ModuleId module);
  /// Imports what many entries import first, as if one of them did. Their interpreters may be copies of this one, see
  /// `serves`.
  void import_first(const FirstImport& first);
  /// A copy that then runs or imports `module` does what an interpreter of its own would have done. When functions are
  /// entered that is also so if the package imported the module: Python imports packages before their modules.
  [[nodiscard]] bool serves(ModuleId module, bool for_functions) const;
  /// It does not serve, but might if it knew how many steps are made before.
  [[nodiscard]] bool depends_on_steps() const { return near_limit_ && !asked_entry_ && !left_import_; }
  /// To be called on such a copy before it runs or imports the module.
  void begin_as(ModuleId module);
  /// Imports the module whose functions are to be entered.
  void import_only(ModuleId module);
  /// Interprets a function that nobody calls, after import_only: parameters are unknown, decided by callers.
  void run_function(ModuleId module, bind::FunctionId function);
  [[nodiscard]] Outcome take();
  [[nodiscard]] std::uint64_t steps() const { return steps_; }
  /// At most so many steps altogether, if that is less than the options allow.
  void limit_steps(std::uint64_t most) { max_steps_ = std::min(options_.max_steps, most); }
  /// Holds the values of this interpreter and of its copies.
  [[nodiscard]] Arena& arena() { return arena_; }
  [[nodiscard]] const Arena& arena() const { return arena_; }

 private:
  // --- control flow -------------------------------------------------------------------------------
  struct Exits {
    std::optional<State> returned, broke, continued, raised;
    Value return_value = nullptr;
    Value raise_value = nullptr;
  };
  struct Frame {
    ModuleId module = link::kNoModule;
    const bind::ModuleRecord* record = nullptr;
    ObjId env = kNoObject;
    const bind::Function* function = nullptr;
    bind::FunctionId function_id{0};
    Value self = nullptr;
    ObjId class_object = kNoObject;  ///< while a class body runs
    std::vector<Value>* yields = nullptr;
    const std::function<Value(Value)>* on_yield = nullptr;
    Frame* caller = nullptr;
    Span call_site;
    std::uint32_t depth = 0;
    Value returned_generator = nullptr;
    bool by_library = false;  ///< no code of the repository calls it
  };
  enum class Leave : std::uint8_t { kJump, kRaise };
  struct Merged {
    bool normal = false;
    bool maybe[5] = {};
  };
  Merged merge_exits(Exits& exits);
  void split_exits(Exits& exits, const Merged& merged);
  void refine(bind::ExprId condition, bool holds);
  std::pair<Value, bool> guard_of(bind::ExprId condition);
  [[nodiscard]] const bind::Expr* tested_name(bind::ExprId condition) const;
  bool each_apart(const knowledge::CallInfo& info, const Call& call);
  ValueType measured_type(const knowledge::CallInfo& info, const Call& call);
  bool surely_several(Value v);
  void settle_guarded(Value guard, bool holds);
  bool catches_import_error(Value type);
  bool catches_training_error(Value type);
  void note_use(Value v);  ///< the value decides something
  void add_field(const bind::Expr& target, const bind::Stmt& stmt, Value v);
  void exec_block(bind::Range block);
  void exec_module(const bind::ModuleRecord& record);
  void run_magic(std::string_view line, Span where);
  bool import_of_later_cell(NameId name);
  void exec(const bind::Stmt& stmt);
  void exec_if(const bind::Stmt& stmt);
  void exec_for(const bind::Stmt& stmt);
  void exec_while(const bind::Stmt& stmt);
  void exec_try(const bind::Stmt& stmt);
  void exec_with(const bind::Stmt& stmt, std::uint32_t item);
  void exec_match(const bind::Stmt& stmt);
  void exec_function(const bind::Stmt& stmt);
  void exec_class(const bind::Stmt& stmt);
  void exec_import(const bind::ImportAlias& alias);
  void exec_import_from(const bind::ImportAlias& alias);
  void exec_assign(const bind::Stmt& stmt);
  void exec_aug_assign(const bind::Stmt& stmt);
  void exec_ann_assign(const bind::Stmt& stmt);
  void exec_delete(const bind::Stmt& stmt);
  void leave(std::optional<State>& slot);
  [[nodiscard]] bool is_system_exit(Value v) const;
  std::optional<State>& program_end();
  void propagate(Exits& from, bool loops, bool returns, bool raises);
  /// Runs `body` on every way out of `exits` and on the normal one (joined), then restores them.
  void finally(Exits& exits, const std::function<void()>& body);
  void fork(Value condition, const std::function<void()>& then, const std::function<void()>& otherwise);
  void loop_over(Value iterable, const std::function<void(Value)>& body, Span where, bool comprehension);
  const std::vector<Value>* listed_items(Value v);
  void symbolic_loop(const std::function<void()>& body, bool once);
  void widen(const State& before);
  void run_exit_handlers();

  // --- expressions --------------------------------------------------------------------------------
  Value eval(bind::ExprId id);
  Value eval_expr(const bind::Expr& e, bind::ExprId id);
  Value eval_name(const bind::Expr& e);
  Value eval_fstring(const bind::Expr& e);
  Value eval_call(const bind::Expr& e);
  Value eval_boolean(const bind::Expr& e);
  Value eval_compare(const bind::Expr& e);
  Value eval_comprehension(const bind::Expr& e);
  Value eval_dict(const bind::Expr& e);
  Value eval_sequence(const bind::Expr& e);
  Value eval_subscript(const bind::Expr& e);
  Value part_of(Value self, const bind::Expr& e);
  [[nodiscard]] bool is_fixed_key(const bind::Expr& key) const;
  bool pass_text(bind::ExprId id);
  template <typename Fill>
  Value cached_literal(const bind::Expr& e, bind::ExprId id, Kind kind, const Fill& fill);
  Value make_function(bind::FunctionId id);
  Value make_super();
  Value frame_dict(bool globals);
  Value slice(Value self, Value begin, Value end, Value stride);
  struct SliceRange {
    std::int64_t from = 0;
    std::int64_t step = 1;
    std::int64_t count = 0;
  };
  std::optional<SliceRange> slice_range(const std::array<Value, 3>& bounds, std::size_t size);
  void set_slice(Value self, const std::array<Value, 3>& bounds, Value v, Span where);
  bool holds(Value list, Value item);
  Value index_or_count(Value self, bool count, Call& call);
  bool sort_items(std::vector<Value>& items, Call& call);
  std::optional<std::vector<Value>> ordered_items(Value v, std::size_t limit);
  bool is_unordered(Value v);
  Value with_run(Value v, Index run);  ///< a text that names a run
  Value path_value(std::string_view path);
  static bool is_builtin(std::string_view name);
  std::string_view module_name(ModuleId module);
  void spread_mapping(Value v, Span where, Arguments& out);
  Value binary(bind::Op op, Value a, Value b, Span where);
  Value integers(bind::Op op, Value a, Value b, Provenance prov);
  Value reals(bind::Op op, double x, double y, Provenance prov);
  Value unary(bind::Op op, Value a);
  Value compare(bind::Op op, Value a, Value b);
  std::optional<int> order_of(Value a, Value b, int depth);
  Tri same_contents(Value a, Value b, int depth);
  Tri truth(Value v);
  void assign(bind::ExprId target, Value v);
  void bind_ref(const bind::Ref& ref, Value v);
  Value read_ref(const bind::Ref& ref, NameId name);
  void unpack(const std::vector<bind::ExprId>& targets, Value v);
  /// `expected`: what a mock is said to have been called with (`assert_called_with(token="x")`), which nobody uses.
  Arguments eval_arguments(bind::Range args, bool expected = false);

  // --- objects ------------------------------------------------------------------------------------
  ObjId alloc(Object object);
  Object& edit(ObjId id);
  [[nodiscard]] const Object& obj(ObjId id) const;  ///< an empty object when it is not of this path
  [[nodiscard]] const Object& obj(Value v) const { return obj(v->obj); }
  Value library_index(Value self, Value key, Span where);
  Value library_attr(Value self, std::string_view name, Span where);
  Value external_attr(const std::string& qualified, std::string_view name);
  Value path_attr(Value self, std::string_view name);
  Value attributes_dict(Value self);
  Value as_path(Value v);
  void set_environment(Value key, Value v, Span where);
  Value make_list(std::vector<Value> items, bool open = false, Provenance prov = nullptr);
  Value make_dict(std::vector<DictItem> entries = {}, bool open = false, Provenance prov = nullptr);
  Value make_library(std::string name, const Call& call, Provenance prov, ValueType type = ValueType::kObject);
  Value get_attr(Value self, NameId name, Span where);
  Value get_attr(Value self, std::string_view name, Span where) { return get_attr(self, names_.intern(name), where); }
  void set_attr(Value self, NameId name, Value v);
  Value class_attr(ObjId cls, NameId name, int depth = 0);
  Value bind_method(Value found, Value self, ObjId cls, Span where);
  Value index(Value self, Value key, Span where);
  Provenance choosing_options(Value key);
  void set_index(Value self, Value key, Value v, Span where);
  void dict_set(ObjId dict, Value key, Value v, Span where, bool maybe = false);
  Value dict_get(ObjId dict, Value key);
  void dict_update(ObjId dict, Value other, Span where);
  void mark_open(Value v);
  void append(ObjId list, Value v);
  /// Elements of an iterable when all are known (and at most `limit`), else nothing.
  std::optional<std::vector<Value>> known_items(Value v, std::size_t limit);
  /// What an element of the iterable looks like when they are not all known.
  Value element_of(Value v);
  Provenance prov_of(Value v, int depth = 2, std::size_t limit = kMaxOrigins);
  /// Where all that a file or a logged document holds comes from.
  Provenance contents_prov(Value v);
  ValueType type_of(Value v);
  Text text_of(Value v);            ///< str(value)
  Text name_of(Value v);            ///< like text_of, but an option that is not given has its default
  std::string pattern_of(Value v);  ///< str(value) as a pattern
  std::string repr_pattern(Value v, int depth = 0);
  std::string repr_pattern_of(Value v, int depth);
  std::string pattern_within(const std::function<std::string()>& make);
  std::optional<std::string> known_str(Value v);
  Tri is_instance(Value v, Value cls);
  Tri instance_of_class(ObjId cls, Value wanted);
  std::string class_path(Value v);  ///< qualified name of the class of a library object / ""
  bool has_library_base(ObjId cls, std::string_view prefix, std::string* found);
  /// Calls `stop` for the bases of the class and of those, depth first, those of each class once, until it says true.
  bool any_base(ObjId cls, const std::function<bool(Value)>& stop);

  // --- calls --------------------------------------------------------------------------------------
  Value call(Value callee, Arguments args, Span where, Span callee_span);
  Value call_decorated(Value callee, Arguments args, Span where, Span callee_span);
  void note_unseen_decorator(std::string_view name, Value function);
  [[nodiscard]] bool inside_unseen_decorator() const;
  Value decorate(Value decorator, Value function, Span where);
  Value decorate_class(Value decorator, Value cls, Span where);
  void bind_parameters(const bind::Function& fn, Value function, Value self, Arguments& args, Object& env, Span where,
                       FileId file);
  Value coerce_field(const Field& field, Value v, Span where);
  Provenance with_trainings(Provenance prov, Value model);
  ValueType library_type(std::string_view qualified);
  Value call_function(Value function, Value self, Arguments args, Span where);
  Value run_body(const bind::Function& fn, Frame& frame);
  [[nodiscard]] bool costs_too_much(std::uint64_t function) const;
  Value summarised(Value self, const Arguments& args, Span where);
  Index managed_run(Span where);
  bool uses_kedro_mlflow() const;
  void setting_from_kedro(Setting& setting, std::string_view name);
  bool documents_dotenv() const;
  void note_started_only(const Frame& frame);
  Value instantiate(Value cls, Arguments args, Span where);
  void init_fields(ObjId instance, ObjId cls, Arguments& args, Span where);
  std::vector<Field> all_fields(ObjId cls);
  Value call_library(std::string_view qualified, Call call);
  Value call_method(Value self, std::string_view method, Call call);
  Value call_generic(Call& call);
  Provenance arguments_prov(const Call& call);
  void hand_over(Value v, const Call& via, bool unseen);
  void call_back_methods(Value instance, const Call& via);
  Value unknown_method(Value self, std::string_view method, Call& call);
  Value instance_method(Value self, std::string_view method, Call& call);
  Value path_method(Value self, std::string_view method, Call& call);
  void note_written(Value path, Value content);
  Value written_value(Value path);
  Value json_text(Value content);
  Tri file_exists(Value path);
  void set_hidden_attr(Value self, std::string_view name, Value v);
  Value missing_item(Value self, Value key, Span where);
  Value copy_object(Value v, int depth);
  Index config_id(const std::string& key);
  bool suppresses_training_error(Value context);
  void raised_later(Value v);
  void ended_with(Index run, Value status);
  void not_hidden(const std::function<bool(const Incident&)>& is_it);
  void in_new_thread(const std::function<void()>& body);
  Value std_run_in_thread(Call& call);
  void environment_changed(const std::string& name, Value v, Span where);
  Value as_dict(Value v, int depth, bool by_alias);
  Value mapping_of(Value v, Span where);                               ///< vars(v)
  Index argv_option(std::string_view name = "argv", Span where = {});  ///< "argv[1]" for one word of it
  void call_back(Value function, const Call& via, const std::vector<Value>& with = {}, bool many = true);
  void may_be_logged(Value v);
  void escape(Value v, int depth = 0);  ///< handed to code that cannot be seen
  Value consume_generator(Value generator, const std::function<void(Value)>& body);
  [[nodiscard]] Value arg(const Call& call, std::size_t position, std::string_view name) const;
  [[nodiscard]] const Argument* argument(const Call& call, std::size_t position, std::string_view name) const;
  Value named(const Arguments& args, std::string_view name) const;

  // --- builtins and standard library (builtins.cpp, strings.cpp, stdlib*.cpp) ------------------------
  using Handler = Value (Interpreter::*)(Call&);
  static const std::unordered_map<std::string_view, Handler>& handlers();
  Value str_method(Value self, std::string_view method, Call& call);
  Value list_method(Value self, std::string_view method, Call& call);
  void run_boosting_callback(Value callback, Value booster, Value curves, Call& call);
  void exec_within(const bind::Stmt& stmt, std::uint32_t item, Value context);
  Value std_is_dataclass(Call& call);
  Value lightning_trainer(Value self, std::string_view method, Call& call);
  Value lightning_hook(Value owner, std::string_view name, const std::vector<Value>& with, Call& call);
  std::vector<Value> lightning_parts(Value module, Call& call);
  Value mlflow_logger_of(Value trainer);
  Index logger_run(Value logger);
  void log_hyperparams(Index run, Value params, Call& call);
  void logger_owns(Value trainer, Value logger, const Call& call);
  Value lightning_module_method(Value self, std::string_view method, Call& call);
  Value logger_method(Value self, std::string_view method, Call& call);
  void callback_loggers(Value estimator, Index training, Call& call);
  Value keras_logs(Value model, const Call& fit, Provenance prov);
  void keras_callbacks(Value model, Index training, Call& fit);
  const Mlproject* project_at(Value uri);
  Value run_project(Call& call);
  Value run_id_of(Index run);
  Index run_of_environment();
  Value mapping_content(Value v);
  Value as_mapping(Value v);
  void make_mapping(Value instance, const Arguments& args, bool own_constructor, Span where);
  void fill_mapping(Value content, const Arguments& args, Span where);
  Value mapping_method(Value self, std::string_view method, Call& call);
  Value own_estimator_method(Value self, std::string_view method, Call& call);
  Value joblib_delayed(Call& call);
  Value joblib_parallel(Call& call);
  Value call_joblib(Value self, const Arguments& args, Span where, Span callee);
  Value click_current_context(Call& call);
  bool overridable(Value v);
  Value any_entry(ObjId dict, Provenance chosen_by);
  Value dict_method(Value self, std::string_view method, Call& call);
  Value set_method(Value self, std::string_view method, Call& call);
  Value library_method(Value self, std::string_view method, Call& call);
  Value format_percent(Value format, Value args);
  Value format_braces(const std::string& format, Call& call);
  std::string format_spec(Value v, std::string_view spec);
  std::string formatted(Value v, char conversion, std::string_view spec);
  std::string percent_part(Value v, std::string_view flags, char type);
#define TRACKLINT_HANDLER(name) Value name(Call& call);
#include "analyzer/interpret/handlers.inc"
#undef TRACKLINT_HANDLER
  bool open_url_like(Value path);

  // --- command line and configuration (options.cpp, config.cpp) -----------------------------------------
  Value parser_method(Value self, std::string_view method, Call& call);
  Value option(std::string name, std::optional<Text> fallback, std::string source, Span where, ValueType type,
               Provenance extra = nullptr);
  struct CommandNote {
    std::string framework;
    std::vector<Value> options;  ///< click.option objects
    bool is_command = false;
    bool callback = false;
    enum class Passes : std::uint8_t { kNothing, kContext, kObject };
    Passes passes = Passes::kNothing;  ///< what click gives before the options
    bool managed = false;              ///< a framework opens a run around each call
    Value tracked_by = nullptr;        ///< the MLflowCallback of Optuna that opens a run around each trial
    Value owner = nullptr;             ///< typer app or click group
    Value hydra = nullptr;             ///< the hydra.main(...) object
    std::vector<Value> members;        ///< commands of a click group
  };
  Arguments command_arguments(Value function, const CommandNote& note);
  bool is_command(Value function) const;
  Value call_command(Value function, Span where, Value given = nullptr);
  void run_commands(const std::vector<Value>& members, Span where);
  void one_of(std::size_t count, const std::function<void(std::size_t)>& body);
  Value hydra_config(Value function, Value decorator, Span where);
  Value config_source(const std::string& root, const std::string& file);
  void inherit_parser(Value parser, Call& call);
  void parser_escapes(Value v);  ///< code that cannot be seen may add options to a parser
  ValueType option_type(Value type, Value fallback, Value action);
  Value load_config_file(Value path, Span where, std::string_view format);
  Value config_value(std::string_view text_of_file, std::string_view format, const std::string& path, Span where);
  std::optional<std::string> read_repository_file(Value path);
  std::string repository_path(Value path);
  Provenance config_prov(const std::string& path, const std::string& key);
  Value config_scalar(const std::string& text, const std::string& path, const std::string& key);
  Value from_yaml(const YAML::Node& node, const std::string& path, const std::string& key, int depth);
  void load_dotenv(Value path);
  std::vector<std::pair<std::string, std::string>> dotenv_entries(const std::string& text);

  // --- Kedro (kedro*.cpp) ---------------------------------------------------------------------------------
  struct KedroProject;
  void collect_nodes(Value v, std::vector<Value>& out, int depth);
  Value make_pipeline(std::vector<Value> nodes, Span where);
  [[nodiscard]] bool is_pipeline(Value v) const;
  Value pipeline_operator(bind::Op op, Value a, Value b, Span where);
  Value pipeline_method(Value self, std::string_view method, Call& call);
  std::optional<KedroProject> kedro_project(Value root, Value package, Span where);
  std::optional<KedroProject> old_kedro_project(const std::string& folder, Span where);
  Value kedro_config(const KedroProject& project, std::string_view kind, const std::string& environment);
  Value config_at(Value dict, std::initializer_list<std::string_view> path);
  Value kedro_run(Value session, Call& call);
  void kedro_prepare(KedroProject& project, const std::string& environment, Value runtime, Span where);
  Index kedro_open_run(KedroProject& project, const std::string& pipeline, Value first, Span where);
  void kedro_execute(KedroProject& project, std::vector<Value> nodes, Index run, bool opened, Call& call);
  std::vector<Value> kedro_chosen(Value pipelines, const std::vector<std::string>& wanted);
  void kedro_entry(Value result, Span where);
  void kedro_hook(KedroProject& project, std::string_view hook, Value node, Value inputs, Value outputs);
  void run_nodes(KedroProject& project, std::vector<Value> nodes, Index run, Call& call);
  void run_node(KedroProject& project, Value node, Index run, Call& call);
  Value kedro_load(KedroProject& project, const std::string& written);
  void kedro_save(KedroProject& project, const std::string& name, Value v, Index run, Call& call);
  void log_kedro_parameter(const KedroProject& project, Index run, const std::string& name, Value v, Call& call,
                           int depth);

  // --- MLflow (mlflow*.cpp) ----------------------------------------------------------------------------
  Value mlflow_call(std::string_view function, Call& call);
  Value client_method(std::string_view method, Call& call);
  Value start_run(Call& call);
  Value mlflow_arg(const Call& call, std::string_view function, std::string_view name);
  Value mlflow_record(std::string_view name, std::string_view flavor, Call& call);
  Value mlflow_evaluate(Call& call);
  Value evaluator_setting(Value config, std::string_view name);
  void delete_tag(Index run, Value key);
  void client_batch(Index run, const Call& call, Value params, Value metrics, Value tags);
  Value get_library_attr(Value self, std::string_view name);
  std::string_view intern_name(std::string_view text);
  Value mark_varying(Value v, Provenance loop);
  Value mlflow_active_run(Call& call);
  Value mlflow_end_run(Call& call);
  Value mlflow_set_experiment(Call& call);
  Value mlflow_set_uri(Call& call);
  Value experiment_object(const std::string& pattern);
  void setting_from_environment(Setting& setting, std::initializer_list<const char*> names);
  bool concerns_entry(std::string_view file) const;
  void apply_experiment_id(Setting& setting, Value v, Span where);
  bool is_optional_parameter(Value v);
  void check_uri(Value uri, Span where);
  void check_secret_record(const Text& key, Value v, Span where);
  void open_parameters(Run& run, Index mapping);
  Index mapping_identity(Value v);
  Provenance without_secrets(Provenance prov);
  void note_model_writer(std::string_view method);
  void note_secret_assignment(std::string_view name, Value v, Span where);
  void note_environment_literal(const std::string& name, Value v, Span where);
  void note_open(Index run, int what, Provenance prov, const Call& call);
  void adopt_training(Index training, Index run);
  bool python_model_has_hints(Value model);
  void collect_parts(Value v, std::vector<std::string>& parts, int depth);
  void collect_items(Value v, const std::string& under, std::vector<ApiItem>& out, int depth);
  void end_run(Index run);
  Index current_run(Call& call);  ///< active run, or an implicit one that this call opens
  Index new_run(RunKind kind, const Call& call);
  Index run_of(Value v);  ///< run that a run id or run object names
  Value run_object(Index run);
  Text key_of(Value key, const Call& call);
  void log_param(Index run, Value key, Value v, const Call& call, Span where);
  void log_metric(Index run, Value key, Value v, Value step, const Call& call, Span where);
  void set_tag(Index run, Value key, Value v, const Call& call, Span where);
  void log_mapping(Index run, Value mapping, const Call& call, int what, Value step);
  void log_measured_dataset(Index run, Call& call);
  void log_model(Index run, std::string flavor, Call& call, bool saved_only);
  void log_artifact(Index run, Value path, Call& call, bool content, Value value);
  void log_dataset(Index run, Call& call, Value dataset, Value context);
  void autolog(std::string flavor, Call& call);
  void record_call(std::string_view function, const Call& call, Index run);
  Text common_scheme(Value addresses);
  void set_uri(Setting& setting, Value v, Span where);
  void note_evaluations(Value v, const Text& key, Index run);
  static bool is_flavor_of(std::string_view flavor, std::string_view library);
  [[nodiscard]] Tri autolog_state(std::string_view library) const;

  // --- machine learning (ml*.cpp) ------------------------------------------------------------------------
  Value ml_call(const knowledge::CallInfo& info, Call& call);
  Value made_by_factory(const knowledge::CallInfo& info, const Call& call);
  Value ml_method(Value self, std::string_view method, Call& call, bool& handled);
  Index add_training(std::string library, std::string estimator, std::string qualified, Value model, const Call& call);
  void add_hyperparameters(Training& training, Value model, int depth);
  void add_hyperparameter(Training& training, std::string name, Value v, Span where);
  void add_read(const knowledge::CallInfo& info, Call& call, Value& result);
  void add_random(RandomUse::Kind kind, const knowledge::CallInfo& info, const Call& call, Value seed_override);
  Index add_evaluation(std::string metric, const Call& call, Provenance inputs);
  Value argument_named(const Call& call, const knowledge::CallInfo& info, std::string_view name);
  Span argument_place(const Call& call, const knowledge::CallInfo& info, std::string_view name);
  Provenance data_prov(Provenance prov);
  Provenance estimator_prov(const Call& call);
  Value report_dict(Provenance prov, Value labels);
  bool writes_no_metrics(Value model);
  bool autolog_measures(const Evaluation& e, const Call& call);
  [[nodiscard]] bool imported_under_autolog(std::string_view name) const;
  void autolog_names(Run& run, Value model, const std::string& prefix, Span where, int depth);
  Index add_data_read(DataRead read);
  void seed_by_lightning(Call& call);
  Value lightning_cli(Call& call);
  void add_split(const knowledge::CallInfo& info, Call& call);
  void add_seed(const knowledge::CallInfo& info, Call& call);
  std::optional<Index> governing_seed(std::string_view library);
  Index add_random_use(RandomUse use, bool not_random);
  Value file_use(const knowledge::CallInfo& info, Call& call);
  void add_file_use(FileUse use);
  Value integration(const knowledge::CallInfo& info, Call& call);
  Value picked(Value v, bool one);
  Provenance candidates_prov(std::string_view function, const Call& call);
  Value search_attr(Value self, std::string_view name);
  Value bind_signature(Value self, Call& call);
  void run_commands_of(Value app, Span where);
  Value trial_method(Value self, std::string_view method, Call& call);
  void compose(Value dict, const std::string& root, const std::string& file, const std::string& package, int depth);
  void add_group_choices(Value dict, const std::string& root, const std::string& group, const std::string& chosen,
                         const std::string& target);
  void merge_alternative(Value dict, Value values, int depth);
  Value sub_config(Value dict, const std::string& package);
  void merge_config(Value into, Value from, int depth);
  void resolve_interpolations(Value root, Value at, int depth);
  Value as_options(Value v, const std::string& key, Span where, int depth);
  Value sampled_space(Call& call);
  Value sample(Value space, const std::string& label, int depth);
  Value search_result(const knowledge::CallInfo& info, Call& call);
  Value trial_object(Value study);
  void run_trials(Value study, Value objective, Call& call);
  void optimize_study(Value study, Value objective, Call& call);
  void record_trial(Index run, Value study, Value trial, Value callback, Call& call);
  std::string root_library(Value v);
  std::string library_class(Value v);
  void consider_hyperparameter(Training& training, const knowledge::CallInfo* info, const std::string& name, Value v,
                               Span where, int depth);
  void link_reads(Index training);
  void mark_fitted(Value model, Index training, int depth);
  Value fit_model(Value self, std::string_view method, const knowledge::CallInfo& info, Call& call);
  Value fit_transformer(Value self, std::string_view method, Call& call);
  bool only_transforms(Value v, int depth);
  Index add_training_call(const knowledge::CallInfo& info, Call& call, Value result);
  void add_open_hyperparameters(Training& t, Value v);
  void note_random_estimators(Value v, const Call& fit, int depth);
  Tri conditions_hold(const knowledge::CallInfo& info, const Call& made);
  void autolog_records(Index id, Value model);
  Value optimizer_step(Value optimizer, Call& call);
  void call_closure(Call& step);
  void add_fit_parts(Training& training);
  void add_callbacks(Training& training, Value callbacks);
  void note_passage(Value object, Span where);
  static void drop_handed_on(Training& training, std::size_t first, std::size_t given);
  bool holds_settings(Value v);
  Provenance passed_by(const Call& call);
  void flow_passed(Training& training, Value v);
  void note_tuned(Value tuner, Value hypermodel, Call& call);
  void note_backward(Value loss);
  void trainer_reports(Value trainer, Index training, Call& call);
  Tri trainer_reports_to_mlflow(Value arguments, Value callbacks);
  void log_trainer_settings(Index run, Value arguments, Value model, const Call& call);
  void log_trainer_metrics(Index run, Value trainer, const Call& call);
  Value constructor_argument(Value object, std::string_view name);
  void add_search_space(Training& training, Value space, int depth);
  Value grid_builder(Value self, std::string_view method, Call& call);
  void note_loop_part(Value part);
  void note_loop_bound(bind::ExprId condition);
  void leave_loop(std::size_t outer_bounds, std::size_t outer_steps);
  Provenance condition_options(bind::ExprId condition, int depth);
  bool breaks(const bind::Range& block);
  bool takes_part(Value part, Value optimizer, const std::vector<Value>& models);
  Value weights_of(Value model, std::string_view method);
  void collect_models(Value v, std::vector<Value>& out, int depth);
  Value model_params(Value self, Call& call);
  std::vector<Value> boosting_metrics(std::string_view library, Value asked, Value objective);
  Value boosting_history(const std::vector<Value>& sets, const std::vector<Value>& metrics, Provenance prov, bool last);
  void record_boosting(const knowledge::CallInfo& info, Call& call, Value booster, Index training);
  void boosting_autolog(Index training, const std::vector<Value>& sets, const std::vector<Value>& metrics, Span where);
  Value boosting_attr(Value self, std::string_view name);
  void note_eval_sets(Value self, const Call& call, Index training);
  Value default_value(std::string_view text);
  Value one_dict(Value v);
  Value formula_attr(Value result, std::string_view name);
  void note_formula(Value model, Value result);
  Value frame_columns(Value v);
  Value series_labels(Value v);
  Value make_frame(Value columns, Provenance prov);
  Value make_series(Value labels, Provenance prov);
  Value make_column(Value cell, Provenance prov);
  Value columns_of(Value data, Value names);
  Value frame_row(Value frame, bool aggregate);
  Value frame_attr(Value self, std::string_view name);
  Value frame_index(Value self, Value key);
  Value frame_method(Value self, std::string_view method, Call& call);
  void set_frame_column(Value self, Value key, Value v);
  Value dict_keys(Value dict);
  Value estimator_parameter(Value self, std::string_view name);
  std::vector<std::pair<std::string, Value>> estimator_steps(Value self);
  void add_estimator_params(Value self, const std::string& prefix, bool deep, Value dict, int depth);
  void flow_data(Training& training, Value v);
  bool is_data_class(Value v);
  Provenance drawn_prov(Value v, int depth = 0);
  void draw_from(Value loader);
  void set_library_switch(Value self, std::string_view name, Value v, Span where);
  void note_loss(Value self, Call& call);
  void flow_split(Training& training, Index random_use);
  void flow_losses(Training& training);
  bool has_seed(const knowledge::CallInfo& info, const Call& made);
  void incident(Incident::Kind kind, Span where, Index run, std::string text, Span related = {});
  void unresolved(std::string what, Span where, std::string why);
  void secret(SecretUse::Kind kind, Span where, std::string name);

  // --- modules ---------------------------------------------------------------------------------------------
  /// The module, executed if it was not yet; unknown when it was not parsed.
  Value import_module(ModuleId module);
  [[nodiscard]] ObjId module_env(ModuleId module) const;  ///< kNoObject before it is imported
  void finish(Exits& exits);
  Value bind_or_static(Value found, Value cls);
  void call_entry(Value callee, Arguments args, Span where);
  Value parameter_value(const bind::Parameter& p, Provenance caller);
  Value library_instance(std::string name);
  void note_returned(Value v);
  /// A decorator of a library on a function of the code: command-line frameworks, tasks, trackers.
  void note_framework_decorator(const std::string& decorator, Value function, Value decorator_value, Span where);
  Value import_dotted(ModuleId from, std::uint32_t level, std::string_view dotted, bool whole, Span where);
  Value module_attr(ModuleId module, NameId name, Span where);
  void copy_star(ModuleId from);
  Value star_attr(ModuleId module, NameId name, bool libraries, int depth = 0);
  Value wrapping(Value function, Value wrapped, const std::string& name);
  Value wrapped_by(Value function) const;
  Value click_context(Value given);
  Value click_context_method(Value self, std::string_view method, Call& call);
  Value import_any(const std::string& pattern);
  Value make_instance(Value cls, const Arguments& args, Span where);
  Value scored(Call& call, Provenance prov);
  const std::vector<ObjId>& lookup_order(ObjId cls);
  static void merge_alternatives(std::vector<Param>& params, Span call);
  bool exports(ModuleId module, std::string_view name);
  Span span(const bind::Expr& e) const { return {frame_->record->file, e.begin, e.end}; }
  Span span(const bind::Stmt& st) const { return {frame_->record->file, st.begin, st.end}; }
  Span span(std::uint32_t begin, std::uint32_t end) const { return {frame_->record->file, begin, end}; }
  [[nodiscard]] const bind::Tree& tree() const { return frame_->record->tree; }
  [[nodiscard]] Certainty certainty() const { return s_.maybe ? Certainty::kMaybe : Certainty::kSurely; }
  Index next_order() { return order_++; }
  bool step();  ///< counts; false when the budget is used up

  const link::ModuleGraph& graph_;
  const Project& project_;
  const Options& options_;
  std::uint64_t max_steps_ = options_.max_steps;
  bind::Names& names_;
  std::shared_ptr<Arena> shared_arena_ = std::make_shared<Arena>();
  Arena& arena_ = *shared_arena_;
  State s_;
  bool live_ = true;
  Leave last_leave_ = Leave::kJump;
  Exits* exits_ = nullptr;
  Frame* frame_ = nullptr;
  Outcome out_;
  std::map<std::pair<Span, std::string>, std::size_t> call_places_;  ///< out_.entry.calls by place and function
  std::uint64_t steps_ = 0;
  std::size_t pattern_parts_ = 0;  ///< of the outermost pattern that is being made; 0: none is
  bool exhausted_ = false;
  Index order_ = 0;
  ObjId next_object_ = 0;
  Index next_run_ = 0;
  int symbolic_depth_ = 0;  ///< > 0 inside a loop whose iterations are not known
  int unrolled_ = 1;        ///< product of unrolled iterations around
  std::unordered_map<std::uint32_t, ObjId> module_objects_;
  LayeredMap<std::uint64_t, Value> literals_;
  Index next_literal_ = 0;
  int comprehension_depth_ = 0;
  bool comprehension_maybe_ = false;
  ModuleId main_module_ = link::kNoModule;   ///< runs as __main__
  ModuleId entry_module_ = link::kNoModule;  ///< holds the entry, a script or a function
  std::unordered_map<std::string, Index> config_ids_;
  std::unordered_map<std::uint32_t, std::string> module_names_;
  /// `from x import *`: the module of the repository, or the library, in order.
  struct StarSource {
    ModuleId module = link::kNoModule;
    std::string library;
  };
  std::unordered_map<std::uint32_t, std::vector<StarSource>> star_sources_;
  std::unordered_set<std::uint32_t> star_seen_;  ///< modules that the present look-up has been to
  int import_depth_ = 0;
  /// What depends on the entry asks these, so that `serves` knows.
  [[nodiscard]] ModuleId main_module() const { return asked_entry_ = true, main_module_; }
  [[nodiscard]] ModuleId entry_module() const { return asked_entry_ = true, entry_module_; }
  [[nodiscard]] bool function_entry() const { return asked_entry_ = true, function_entry_; }
  mutable bool asked_entry_ = false;
  mutable bool near_limit_ = false;  ///< a few steps more would have made a difference
  /// An import that is done but has not begun yet for the entry: what it leaves of the budget.
  struct Ahead {
    ModuleId module = link::kNoModule;
    std::uint64_t steps = 0;
    bool exhausted = false;
  } ahead_;
  bool left_import_ = false;                                   ///< the first import ends the program, or may
  Index reserved_literals_ = 0;                                ///< numbers left for the texts before the first import
  Index reserved_literal_ = 0;                                 ///< the next one of them
  std::unordered_map<Value, Index> mappings_;                  ///< see mapping_identity
  std::vector<Index> beside_;                                  ///< see Hyperparameter::beside
  const std::function<void(ObjId)>* before_module_ = nullptr;  ///< gets the environment of the next module that runs
  Value autolog_mapping_ = nullptr;                            ///< the params dict of the training call under way
  std::unordered_map<ObjId, Value> typer_decorators_;
  std::vector<DictItem> suggested_;  ///< what trials of searches suggested
  bool dotenv_unknown_ = false;      ///< a .env file that is not committed was loaded
  std::map<std::string, std::string> files_read_;
  bool long_option_ = false;
  std::vector<std::pair<std::string, Value>> config_store_;  ///< of hydra, by "group/name"
  std::string hydra_root_;                                   ///< folder of the configuration that initialize() named
  std::vector<std::string> option_flags_;                    ///< of the option being declared
  std::unordered_map<std::uint64_t, CommandNote> commands_;
  std::vector<std::uint64_t> running_command_;
  Value click_context_ = nullptr;  ///< of the command that runs
  std::map<std::pair<std::uint64_t, ObjId>, Value>
      wrapped_;  ///< functools.wraps: function and environment → what it wraps
  std::vector<Attribute> absl_flags_;
  std::vector<Attribute> widgets_;                                          ///< of a Databricks notebook
  std::optional<std::unordered_map<NameId, std::uint32_t>> later_imports_;  ///< of a notebook: name → its statement
  bool in_search_ = false;                                                  ///< inside the objective of a search
  Index last_random_ = kNoIndex;
  std::vector<std::pair<Span, Value>> passed_;     ///< by the id of OriginKind::kPassed: the call, the object
  std::map<Index, std::vector<Value>> fitted_on_;  ///< what fit() was given, by training
  struct SplitSize {
    std::string name;
    Value value = nullptr;
    Span where;
  };
  std::map<Index, SplitSize> split_sizes_;  ///< test_size or train_size of each split (by random use)
  Span loop_span_;                          ///< outermost loop around, of the current function
  struct UnknownFit {
    Call call;
    Index run = kNoIndex;
    Index training = kNoIndex;  ///< once it is known to be one
  };
  std::unordered_map<Value, UnknownFit> unknown_fits_;  ///< by the object that was fitted
  void note_unknown_model(Value self, std::string_view method, const Call& call);
  std::map<Index, std::pair<Value, std::vector<Value>>> measured_on_;  ///< evaluations: object and arguments
  std::map<std::tuple<ObjId, std::string, Value, ObjId>, Value> predictions_;
  std::map<std::pair<Value, std::string>, Value> parts_;  ///< of data, by the text of the subscript
  std::unordered_map<std::uint32_t, Value> data_;         ///< unknown data, by identity
  Value same_data(Value v);
  bool same_measurement(Index evaluation, const Call& call);
  std::map<Index, std::string> unseen_entries_;  ///< by config id: file and keys
  std::string config_file_key(Value path);
  Value unseen_entry(Provenance of, Value key);
  std::vector<Value> loop_sources(bind::ExprId iterable);
  struct LoopCount {
    std::string name;
    Value value = nullptr;
    Span where;
    Index run = kNoIndex;  ///< active where the loop begins
    std::size_t data = 0;  ///< in loop_data_: where what it goes over begins
  };
  LoopCount loop_count(bind::ExprId iterable, bind::ExprId target);
  std::vector<LoopCount> loop_counts_;                 ///< how often the loops around go round, where that is set
  std::unordered_map<Index, Span> absolute_literals_;  ///< by the id of their origin: `/home/me/data`
  Span absolute_part(Value path);
  Provenance unmeasured(Provenance prov);
  std::vector<Value> loop_data_;                         ///< what the loops around iterate over
  std::vector<Value> loop_bounds_;                       ///< options that decide when the loops around end
  Index lightning_run_ = kNoIndex;                       ///< where the hooks of a module log to
  std::vector<Value> fit_parts_;                         ///< what the next fit() gets from hooks: optimizers, loaders
  int try_depth_ = 0;                                    ///< bodies of `try` around, callers' too
  int loop_depth_ = 0;                                   ///< statements `for` and `while` around, callers' too
  std::vector<Index> loop_steps_;                        ///< trainings by hand in the loops around
  std::vector<Value> loop_parts_;                        ///< schedulers, clipping, losses of training loops
  Provenance loop_loss_ = nullptr;                       ///< what the last backward() came from
  Provenance loss_data_ = nullptr;                       ///< data behind the losses that backward() saw
  std::map<std::pair<ObjId, Index>, Provenance> drawn_;  ///< items of data sets of the code, by object and run
  Span thread_parent_;
  Value last_callback_ = nullptr;
  std::vector<ObjId> called_back_;
  bool library_calls_ = false;                     ///< the next function is called by a library
  std::vector<std::pair<ObjId, Span>> swallowed_;  ///< exceptions that handlers around trainings hold
  int symbolic_parameters_ = 0;
  bool function_entry_ = false;
  std::size_t contents_budget_ = 0;  ///< values that contents_prov may still look at
  std::unordered_map<std::uint64_t, ObjId> functions_seen_;
  std::map<std::string, Provenance>
      file_contents_;  ///< files written by the code: path pattern → origins of the content
  std::map<std::pair<Index, ObjId>, Span> logged_datasets_;  ///< run and data set object → first logged at
  std::map<std::string, Value> written_;  ///< files written by the code: path pattern → content, the last one
  std::vector<LoggedModel> saved_models_;
  std::vector<std::pair<Value, Arguments>> at_exit_;
  std::vector<FunctionKey> stack_;
  std::unordered_set<std::uint64_t> may_run_inside_;  ///< functions around which a decorator may open a run
  Object nowhere_;
  std::unordered_map<ObjId, std::vector<ObjId>> lookup_orders_;  ///< classes, as methods are looked up
  /// What the interpretation of a function has cost so far, by module and function.
  struct Cost {
    std::uint32_t calls = 0;
    std::uint64_t steps = 0;
    bool events = false;  ///< something was recorded during one of its calls
  };
  std::unordered_map<std::uint64_t, Cost> costs_;
  std::unordered_set<std::uint64_t> called_keys_;
  std::uint32_t config_nodes_ = 0;  ///< of configuration files, read so far
};

}  // namespace tracklint::interpret
