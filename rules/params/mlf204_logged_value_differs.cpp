// MLF204: the value logged under a hyperparameter's name is not the value used.
#include <charconv>
#include <optional>
#include <string>

#include "rules/common/fixes.h"
#include "rules/common/runs.h"
#include "rules/common/text.h"
#include "tracklint/rule.h"

namespace tracklint::rules {

constexpr std::string_view kDoc = R"md(## What it does
Reports a parameter that carries the name of a hyperparameter and surely another value than the training used: another literal, another variable, or a variable that was changed in between. A value derived from the logged one is no difference.

## Why
The run states something false, and nothing will ever contradict it. This is worse than a missing parameter.

## Example
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", 1.0)
    model = Ridge(alpha=0.5).fit(data[["age"]], data["target"])
```

## Use instead
```python
import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

alpha = 0.5
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("alpha", alpha)
    model = Ridge(alpha=alpha).fit(data[["age"]], data["target"])
```
)md";

static std::optional<double> NumberOf(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// The items of a list or tuple as text; nothing for other values.
static std::optional<std::string> ItemsOf(std::string_view text) {
  const bool list = text.starts_with('[') && text.ends_with(']');
  if (!list && !(text.starts_with('(') && text.ends_with(')'))) return std::nullopt;
  text = text.substr(1, text.size() - 2);
  if (text.ends_with(',')) text.remove_suffix(1);
  return std::string(text);
}

/// Two spellings of one value: 1 and 1.0, "None" and None, 1e-3 and 0.001, [1, 2] and (1, 2).
static bool SameValue(const Text& a, const Text& b) {
  if (!a.is_literal() || !b.is_literal()) return false;
  if (Lower(a.value) == Lower(b.value)) return true;
  const std::optional<std::string> items = ItemsOf(a.value);
  if (items && items == ItemsOf(b.value)) return true;
  const std::optional<double> x = NumberOf(a.value);
  return x && x == NumberOf(b.value);
}

/// The value used in place of the one that is logged.
static std::vector<Fix> LogUsedValue(FixMaker& make, const Param& param, const Hyperparameter& used) {
  if (!param.call.valid() || !used.where.valid()) return {};
  const CodeOf& logging = make.code(param.call.file);
  const CodeOf& using_it = make.code(used.where.file);
  const syntax::Node* node = using_it.exactly(used.where);
  const syntax::Node* call = logging.call(param.call);
  if (node == nullptr || call == nullptr) return {};
  const syntax::Node& value = CodeOf::value_of(*node);
  const std::string text(using_it.text(value));
  if (text.find('\n') != std::string::npos) return {};
  if (!CodeOf::is_literal(value)) {
    // The same name must mean the same value at both places.
    const bool visible = using_it.is_plain(value) && used.where.file == param.call.file &&
                         using_it.function(used.where) == logging.function(param.call) &&
                         logging.bound_before(using_it.first_name(value), param.call);
    if (!visible || param.call.begin < used.where.begin) return {};
  }
  const syntax::Node* logged = nullptr;
  const syntax::Node* entry = logging.exactly(param.where);
  const bool in_call =
      param.where.file == param.call.file && param.call.begin < param.where.begin && param.where.end < param.call.end;
  if (in_call && entry != nullptr && entry->kind == syntax::Kind::kPair)
    logged = entry->child(syntax::Field::kValue);
  else if (const syntax::Node* function = call->child(syntax::Field::kFunction);
           function != nullptr && logging.text(*function).ends_with("log_param"))
    logged = logging.argument(*call, "value", 1);
  if (logged == nullptr || logging.text(*logged) == text) return {};
  return FixMaker::unsafe("log the value that is used", Edit{logging.span(*logged), text});
}

/// Several parts of the run have a hyperparameter of that name: the record may be of another one.
static bool SharedByParts(const Entry& entry, const Run& run, const Hyperparameter& hyperparameter) {
  for (const Index index : run.trainings) {
    if (index >= entry.trainings.size()) continue;
    for (const Hyperparameter& other : entry.trainings[index].hyperparameters) {
      if (other.name == hyperparameter.name && other.where != hyperparameter.where &&
          !SameValue(other.value, hyperparameter.value))
        return true;
    }
  }
  return false;
}

static void Check(Pass& pass) {
  FixMaker make(pass);
  for (const Entry& entry : pass.facts().entries) {
    for (const Training& training : entry.trainings) {
      const Run* run = RunOf(entry, training);
      if (run == nullptr || training.autologged) continue;  // with autolog it is MLF209
      for (const Hyperparameter& hyperparameter : training.hyperparameters) {
        if (!hyperparameter.differs || *hyperparameter.differs >= run->params.size()) continue;
        const Param& param = run->params[*hyperparameter.differs];
        if (param.writer != Writer::kExplicit || hyperparameter.covered != Tri::kNo) continue;
        if (SameValue(param.value, hyperparameter.value) || SharedByParts(entry, *run, hyperparameter)) continue;
        ReportOptions options{
            .subject = hyperparameter.name, .run = run->id, .help = "log the same variable that is given to the model"};
        options.related.push_back({hyperparameter.where, "the value used"});
        std::string message = Code(Show(param.key).empty() ? hyperparameter.name : Show(param.key)) + " is logged";
        if (param.value.is_literal()) message += " as " + Code(param.value.value);
        message += ", but the training uses ";
        message += hyperparameter.value.is_literal() ? CodeAssignment(hyperparameter.name, hyperparameter.value)
                                                     : std::string("another value");
        options.fixes = LogUsedValue(make, param, hyperparameter);
        pass.report(param.where, std::move(message), std::move(options));
      }
    }
  }
}

extern constinit const Rule MLF204{{.id = "MLF204",
                                    .name = "logged-value-differs",
                                    .family = Family::kParams,
                                    .severity = Severity::kError,
                                    .fix = Applicability::kUnsafe,
                                    .summary = "The value logged for a hyperparameter is not the value used",
                                    .doc = kDoc},
                                   &Check};

}  // namespace tracklint::rules
