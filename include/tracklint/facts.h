// The facts: what the analysed code will record in MLflow when it runs, and what it does that a
// record should mention (trainings, data reads, random draws, evaluations).
//
// Built once per analysis by analyzer/facts from the interpreter's states; immutable afterwards and
// shared read-only by rules, score and writers. Everything refers to everything by index into the
// vectors of the same Entry (RunIndex, …), never by pointer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracklint/span.h"

namespace tracklint {

/// What is known of a text. A pattern uses `*` for any text; a literal star is written `\*`.
struct Text {
  enum class Kind : std::uint8_t { kUnknown, kLiteral, kPattern };
  Kind kind = Kind::kUnknown;
  std::string value;

  [[nodiscard]] static Text Literal(std::string text) { return {Kind::kLiteral, std::move(text)}; }
  [[nodiscard]] static Text Pattern(std::string text) { return {Kind::kPattern, std::move(text)}; }
  [[nodiscard]] bool is_literal() const { return kind == Kind::kLiteral; }
  [[nodiscard]] bool is_unknown() const { return kind == Kind::kUnknown; }
  friend bool operator==(const Text&, const Text&) = default;
};

enum class Certainty : std::uint8_t { kSurely, kMaybe };
/// Who writes an item: the code, MLflow's autolog, or the logger of a framework.
enum class Writer : std::uint8_t { kExplicit, kAutolog, kLogger };
enum class Tri : std::uint8_t { kNo, kYes, kUnknown };
enum class Multiplicity : std::uint8_t { kOne, kMany, kMaybe };

using Index = std::uint32_t;
inline constexpr Index kNoIndex = 0xffffffffU;

/// Where a value comes from. `id` indexes the vector of the Entry that `kind` names; for a literal
/// or configuration key it is an opaque number (equal numbers: the same literal / entry).
enum class OriginKind : std::uint8_t {
  kLiteral,      ///< a literal in the code
  kOption,       ///< Entry::arguments
  kConfig,       ///< a key of a configuration file or of an unknown mapping
  kRead,         ///< Entry::reads
  kGenerated,    ///< data made in code or built into a library
  kTraining,     ///< Entry::trainings
  kEvaluation,   ///< Entry::evaluations
  kRandom,       ///< drawn at random
  kClock,        ///< time, uuid, os.urandom
  kSecret,       ///< a credential (environment variable of that kind, getpass, …)
  kEnvironment,  ///< an environment variable
  kLoop,         ///< varies with a loop whose iterations are not known
  kCaller,       ///< a parameter of an entry function: decided by callers that cannot be seen
  kNewest,       ///< picked as the newest: highest registered version, last run by time, last_active_run() (MLF706)
  kPassed,       ///< data that passed, or will pass when it is drawn, a loader or an augmentation whose arguments count
};
struct Origin {
  OriginKind kind;
  Index id = kNoIndex;
  friend bool operator==(const Origin&, const Origin&) = default;
  friend auto operator<=>(const Origin&, const Origin&) = default;
};
using Origins = std::vector<Origin>;  ///< sorted, unique, capped

/// Coarse type of a value, as far as known.
enum class ValueType : std::uint8_t {
  kUnknown,
  kNone,
  kBool,
  kNumber,
  kString,
  kSequence,
  kMapping,
  kObject,
  kModel,
  kData
};

struct Param {
  Text key;
  Text value;
  Writer writer = Writer::kExplicit;
  Certainty certainty = Certainty::kSurely;
  Span where;       ///< the key/entry where visible (the line in a dict literal), else the call
  Span call;        ///< the logging call
  Origins origins;  ///< of the value
  ValueType type = ValueType::kUnknown;
  Index order = 0;  ///< position in the order of execution
};
struct Metric {
  Text key;
  Text value;
  Tri stepped = Tri::kUnknown;  ///< a step was given
  bool repeated = false;        ///< the same call logs the same key again in this run (a loop)
  Writer writer = Writer::kExplicit;
  Certainty certainty = Certainty::kSurely;
  Span where;
  Span call;
  Origins origins;
  ValueType type = ValueType::kUnknown;
  bool unchanged = false;  ///< the very result of an evaluation, nothing computed from it
  Index order = 0;
};
struct Tag {
  Text key;
  Text value;
  Certainty certainty = Certainty::kSurely;
  Span where;
  Span call;
  Origins origins;
  Index order = 0;
};
enum class Signature : std::uint8_t { kExplicit, kExample, kInferred, kNone, kUnknown };
struct LoggedModel {
  Text name;
  std::string flavor;
  Signature signature = Signature::kUnknown;
  Tri input_example = Tri::kUnknown;
  std::optional<Text> registered_as;
  Writer writer = Writer::kExplicit;
  Certainty certainty = Certainty::kSurely;
  Span where;
  bool saved_only = false;         ///< mlflow.<flavor>.save_model: written to disk, not logged
  std::string estimator;           ///< qualified class of the model where known
  std::vector<std::string> parts;  ///< qualified classes inside a pipeline or meta-estimator, where known (MLF709)
  std::vector<Index> trainings;    ///< Entry::trainings that fitted it
  std::vector<Param> params;       ///< `log_model(params=…)`: kept with the model of the run (MLflow 3)
  bool params_open = false;        ///< … with keys that are not known
  Index run = kNoIndex;
  Index order = 0;
};
struct DatasetInput {
  std::optional<Text> name;
  std::optional<Text> context;
  Writer writer = Writer::kExplicit;
  Certainty certainty = Certainty::kSurely;
  Span where;
  Origins origins;
};
struct Artifact {
  std::optional<Text> path;  ///< the local file or the artifact file name
  bool content = false;      ///< log_dict/log_text/log_table: the value itself is recorded
  Certainty certainty = Certainty::kSurely;
  Span where;
  Origins origins;  ///< of the content, or of what was written to that file
};

/// Why and how far a hyperparameter is covered by what the run records.
struct Hyperparameter {
  std::string name;
  Text value;
  Tri covered = Tri::kUnknown;
  Span where;  ///< the argument (or the entry of the dict that is spread)
  Origins origins;
  std::vector<Index> beside;     ///< identities of the mappings with unknown keys given beside it (Run::open_mappings)
  std::optional<Index> differs;  ///< index into Run::params: logged under its name with a value that surely differs
};
struct Training {
  std::string library;    ///< "sklearn", "xgboost", "torch", …
  std::string estimator;  ///< "RandomForestClassifier", "xgboost.train", "loop"
  std::string qualified;  ///< qualified name where known
  std::vector<Hyperparameter> hyperparameters;
  bool open_hyperparameters = false;  ///< arguments come from a mapping whose keys are not known
  std::vector<Index> options;         ///< Entry::arguments that flow into it
  std::vector<Index> reads;           ///< Entry::reads that flow into it
  std::vector<Index> randoms;         ///< Entry::randoms that drew its data
  Tri data_seen = Tri::kUnknown;      ///< kYes: every piece of data has a known origin; kNo: none needed
  Span where;                         ///< the fit/train call, or the loop
  Index run = kNoIndex;               ///< the run it belongs to (active, or the one that later logs its results)
  bool autologged = false;            ///< autolog of that library was on when it ran
  bool search_trial = false;          ///< inside a hyperparameter search / callback called many times
  Certainty certainty = Certainty::kSurely;
  Index order = 0;
};
struct DataRead {
  std::string loader;  ///< "pandas.read_csv"
  Text source;
  enum class Tracked : std::uint8_t { kGit, kDvc, kNo, kUnknown } tracked = Tracked::kUnknown;
  bool built_in = false;  ///< a data set that comes with a library, or a checkpoint: no data of somebody
  bool remote = false;
  bool made_elsewhere = false;    ///< untracked, and other code of the repository may make it (facts/producers.h)
  Tri versioned = Tri::kUnknown;  ///< remote data: names a revision
  std::vector<Index> flows_to;    ///< Entry::trainings
  Span where;
  Origins origins;       ///< of the source path
  Span literal;          ///< the literal that holds the path, where it is one (MLF402); else invalid
  std::string variable;  ///< name of the variable or parameter that literal is assigned to, "" if none
  Index order = 0;
};
struct RandomUse {
  std::string consumer;  ///< qualified name
  std::string library;   ///< the library whose global seed would govern it
  enum class Kind : std::uint8_t { kSplit, kEstimator, kSearch, kSampling, kTraining } kind = Kind::kSplit;
  std::optional<Text> seed;  ///< given seed (None given explicitly counts as not given)
  Tri seeded = Tri::kUnknown;
  Origins seed_origins;
  Span where;
  Span seed_where;
  std::optional<Index> governed_by;  ///< Entry::seeds: a global seed set before on every path
  Index run = kNoIndex;
  Index training = kNoIndex;    ///< for estimators: the training that uses it
  Tri covered = Tri::kUnknown;  ///< the seed's value is recorded in the run
  Certainty certainty = Certainty::kSurely;
  Index order = 0;
};
struct Seed {
  std::string library;  ///< "numpy", "random", "torch", "tensorflow", "jax", "*" (seed_everything)
  Text value;
  Origins origins;
  Tri covered = Tri::kUnknown;
  Span where;
  Certainty certainty = Certainty::kSurely;
  Index order = 0;
};
struct Evaluation {
  std::string metric;        ///< "sklearn.metrics.accuracy_score", "score"
  std::string on_estimator;  ///< for .score/.evaluate: class of the object
  std::optional<Text> logged_as;
  Tri logged = Tri::kUnknown;  ///< kUnknown: the value escapes to code that cannot be seen
  bool printed = false;
  bool returned = false;         ///< returned from an entry function
  bool used = false;             ///< decides something (comparison, search objective)
  std::vector<Index> trainings;  ///< the fitted models whose predictions it measures
  std::vector<Index> reads;      ///< Entry::reads of the data it measures on (evaluation-only runs, MLF401)
  Index run = kNoIndex;          ///< run active or the run its training belongs to
  Span where;
  Certainty certainty = Certainty::kSurely;
  Index order = 0;
};
struct Argument {
  std::string name;
  std::optional<Text> fallback;    ///< the default
  std::string source;              ///< argparse, click, typer, hydra, fire, absl, dataclass, config
  std::vector<std::string> flags;  ///< option strings as written ("--lr", "-l"); empty: positional or unknown (MLF803)
  Span where;
};
/// A model or data file written or read outside MLflow.
struct FileUse {
  enum class Kind : std::uint8_t { kSaveModel, kLoadModel, kWriteData, kReadData } kind = Kind::kSaveModel;
  std::string call;  ///< "joblib.dump"
  Text path;
  Span literal;          ///< as in DataRead
  std::string variable;  ///< as in DataRead
  Span where;
  Index run = kNoIndex;          ///< active run
  std::vector<Index> trainings;  ///< for models: what fitted the object
  Tri logged = Tri::kUnknown;    ///< the object or the file is logged to MLflow
  Certainty certainty = Certainty::kSurely;
};
struct AutologState {
  std::string flavor;  ///< "sklearn", "*" for mlflow.autolog()
  bool enabled = true;
  Tri log_models = Tri::kYes;
  Tri log_datasets = Tri::kYes;
  Certainty certainty = Certainty::kSurely;
  Span where;
  Index order = 0;
};
/// Something that MLflow refuses, or silently does elsewhere than the code seems to say.
struct Incident {
  enum class Kind : std::uint8_t {
    kNestedWithoutFlag,   ///< start_run while a run is surely active
    kSetupWhileActive,    ///< set_tracking_uri/set_experiment inside a run (text: function)
    kLogAfterRun,         ///< fluent logging after the run ended: starts another one
    kLogInThread,         ///< fluent logging in a thread started inside a run
    kParamConflict,       ///< the same key with a value that surely differs or varies with a loop (text: key)
    kAutologConflict,     ///< by hand and by autolog with different values (text: key; related: the training)
    kSwallowedTraining,   ///< an exception of a training is swallowed inside the run (related: the training)
    kGuardedByActiveRun,  ///< bookkeeping: logging guarded by active_run(); never a finding by itself
  } kind;
  Span where;
  Span related;
  std::string text;
  Index run = kNoIndex;
  Certainty certainty = Certainty::kSurely;
};
/// A string inside a list, tuple or dict given as an argument, found at any depth.
struct ApiItem {
  Text value;
  std::string under;  ///< nearest dict key above it ("pip", "dependencies"), "" if none
  Span where;
};
/// A resolved call of MLflow's API (any module, fluent or client), in execution order, once per place.
struct ApiArgument {
  std::string name;  ///< keyword, or the parameter's name where the catalogue knows it, else ""
  bool positional = false;
  Index position = 0;
  Span where;  ///< the argument with its keyword
  Span value_where;
  Text value;
  ValueType type = ValueType::kUnknown;
  std::string made_by;  ///< qualified name of the call that made the value ("sklearn.linear_model.Ridge"), if known
  Origins origins;
  Span
      literal;  ///< the string literal that gives the value, wherever it stands (a constant of another module too); invalid: none or several
  std::vector<ApiItem>
      items;  ///< strings inside a sequence or mapping value, flattened (pip_requirements, conda_env: MLF604)
};
struct ApiCall {
  std::string function;  ///< "mlflow.sklearn.log_model", "mlflow.MlflowClient.get_latest_versions"
  std::vector<ApiArgument> arguments;
  bool open = false;  ///< has *args/**kwargs that are not known
  Span where;         ///< the whole call
  Span callee;        ///< the callee expression
  Index run = kNoIndex;
  Certainty certainty = Certainty::kSurely;
  Index order = 0;
};

enum class RunKind : std::uint8_t { kWith, kBare, kImplicit, kClient, kAutolog, kLogger };
enum class Ended : std::uint8_t { kYes, kAtExit, kNo, kUnknown };

/// Whether something was named or set, and by what.
struct Setting {
  enum class State : std::uint8_t { kUnset, kSet, kUnknown } state = State::kUnset;
  Text value;
  enum class By : std::uint8_t { kNothing, kCode, kEnvironment, kProject, kFramework } by = By::kNothing;
  Span where;
  Origins origins;
};

struct Run {
  std::string id;  ///< "train.py:12", "train.py:12#2" for further runs from that place
  Span where;      ///< start_run(...), or the call that creates the run
  Span region;     ///< the with statement; else the call
  RunKind kind = RunKind::kWith;
  Index parent = kNoIndex;
  Multiplicity multiplicity = Multiplicity::kOne;
  Ended ended = Ended::kUnknown;
  bool resumed = false;      ///< start_run(run_id=…)
  bool in_function = false;  ///< started in a function (not at the top level of the entry)
  bool loops_back = false;   ///< started in a loop without being ended there
  std::optional<Text> run_name;
  Setting experiment;
  Setting tracking_uri;
  Setting registry_uri;
  Certainty certainty = Certainty::kSurely;
  std::vector<Param> params;
  std::vector<Metric> metrics;
  std::vector<Tag> tags;
  std::vector<LoggedModel> models;
  std::vector<DatasetInput> datasets;
  std::vector<Artifact> artifacts;
  std::vector<Index> trainings;    ///< Entry::trainings
  std::vector<Index> evaluations;  ///< Entry::evaluations
  bool params_open = false;        ///< may hold keys beyond those stated
  /// Identities of the mappings with unknown keys that were logged as parameters (kNoIndex: not known which). A key
  /// that is written beside such a mapping in a call is not in it: Python refuses an argument given twice.
  std::vector<Index> open_mappings;
  bool metrics_open = false;
  bool tags_open = false;
  bool models_open = false;
  bool datasets_open = false;
  bool artifacts_open = false;
  bool autologged = false;            ///< some autolog wrote (or will write) into it
  Tri data_recorded = Tri::kUnknown;  ///< the data of its trainings is named by the run (RULES.md, MLF401)
  Tri code_recorded = Tri::kUnknown;  ///< MLflow (or a tag) records a git commit
  Index order = 0;
  bool starts_only =
      false;  ///< the function that starts it logs nothing into it and returns with it open: its callers decide how it ends (MLF101)
  std::vector<Span>
      path;  ///< call sites from the entry down to the function that starts it, outermost first; empty: started by the entry itself
  bool after_run = false;  ///< implicit run opened after an earlier run had ended on that path
  Span first_use;          ///< first fluent call inside
};

struct Entry {
  enum class Kind : std::uint8_t { kScript, kNotebook, kDatabricks, kFunction } kind = Kind::kScript;
  FileId file = kNoFile;
  std::string path;
  std::string name;  ///< "train.py" or "train.py::main"
  std::vector<Run> runs;
  std::vector<AutologState> autolog;
  std::vector<Seed> seeds;
  std::vector<LoggedModel> models;  ///< logged outside any run
  std::vector<Training> trainings;  ///< all; those of no run have run == kNoIndex
  std::vector<DataRead> reads;
  std::vector<RandomUse> randoms;
  std::vector<Evaluation> evaluations;
  std::vector<Argument> arguments;
  std::vector<FileUse> files;
  std::vector<Incident> incidents;
  std::vector<ApiCall> calls;
  bool framework_calls =
      false;  ///< kFunction: a framework calls it (route, task, step, CLI command, console script), so no caller of the code comes first
  bool library_calls =
      false;  ///< kFunction: a hook of a callback or module class, called by its library in a run that may be the library's
  Tri torch_deterministic = Tri::
      kUnknown;  ///< use_deterministic_algorithms/cudnn.deterministic/Trainer(deterministic=True): kNo where nothing asks for it (MLF506)
  Span cudnn_benchmark;               ///< where torch.backends.cudnn.benchmark = True stands; invalid: nowhere
  Tri file_store_allowed = Tri::kNo;  ///< the code sets MLFLOW_ALLOW_FILE_STORE to true (MLF906)
  bool arguments_open = false;        ///< the command line may take options beyond those stated (MLF803)
  bool unfinished = false;            ///< a budget ended the interpretation early
};

struct Registered {
  Text name;
  Certainty certainty = Certainty::kSurely;
  Span where;
};
struct Unresolved {
  std::string what;  ///< call | import | key | value
  Span where;
  std::string why;
};

/// A credential or similar written in the source, found while values were followed.
struct SecretUse {
  enum class Kind : std::uint8_t { kUriPassword, kAssignedLiteral, kRecorded, kTlsOff } kind = Kind::kUriPassword;
  Span where;
  std::string name;  ///< of the variable or key; never the value
  Certainty certainty = Certainty::kSurely;
};

/// A third-party package imported in scope (top-level name, no module of the repository or standard library), once per file.
struct ImportUse {
  std::string module;                      ///< "sklearn"
  std::vector<std::string> distributions;  ///< that provide it ("scikit-learn"); the import name itself where unknown
  bool guarded = false;                    ///< inside try/except ImportError, TYPE_CHECKING or a platform test
  bool known = true;                       ///< which distribution provides it is known, not taken from its name
  Span where;
};
/// A command line that the code runs (os.system, subprocess), as far as it is known.
struct ShellCommand {
  Text command;  ///< a list of words is joined by spaces; sys.executable is "python"
  Span where;
};

struct Facts {
  std::vector<Entry> entries;  ///< without test code, unless that is asked for: what it records is thrown away with it
  std::vector<Registered> registered;
  std::vector<Unresolved> unresolved;
  std::vector<SecretUse> secrets;
  std::vector<ImportUse> imports;
  std::vector<ShellCommand> commands;
  std::vector<FileId>
      in_scope;  ///< files that use MLflow (as against naming it), import such a file, or are imported by these; sorted
};

}  // namespace tracklint
