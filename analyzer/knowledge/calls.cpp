// Find and FindMethod: from an entry of the data files to a CallInfo.
#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "analyzer/knowledge/knowledge.h"
#include "analyzer/knowledge/line_table.h"
#include "analyzer/knowledge/names.h"

namespace tracklint::knowledge {
namespace {

constexpr auto kNone = std::string_view::npos;

constexpr std::array<std::pair<std::string_view, Effect>, 26> kEffects{{
    {"none", Effect::kNone},
    {"read", Effect::kRead},
    {"builtin_data", Effect::kBuiltinData},
    {"metric", Effect::kMetric},
    {"split", Effect::kSplit},
    {"seed", Effect::kSeed},
    {"generator", Effect::kGenerator},
    {"draw", Effect::kDraw},
    {"estimator", Effect::kEstimator},
    {"transformer", Effect::kTransformer},
    {"meta", Effect::kMeta},
    {"search", Effect::kSearch},
    {"train", Effect::kTrain},
    {"optimizer", Effect::kOptimizer},
    {"module", Effect::kModule},
    {"trainer", Effect::kTrainer},
    {"data_loader", Effect::kDataLoader},
    {"augmentation", Effect::kAugmentation},
    {"save_model", Effect::kSaveModel},
    {"load_model", Effect::kLoadModel},
    {"write_file", Effect::kWriteFile},
    {"thread", Effect::kThread},
    {"process", Effect::kProcess},
    {"clock", Effect::kClock},
    {"secret", Effect::kSecret},
    {"integration", Effect::kIntegration},
}};

Effect EffectNamed(std::string_view name) {
  for (const auto& [text, effect] : kEffects) {
    if (text == name) {
      return effect;
    }
  }
  return Effect::kNone;
}

std::string_view NameOf(Effect effect) {
  for (const auto& [text, value] : kEffects) {
    if (value == effect) {
      return text;
    }
  }
  return {};
}

/// "shuffle!=False|unset": one condition.
RandomCondition ParseCondition(std::string_view text, int group) {
  RandomCondition condition;
  condition.group = group;
  const std::size_t equals = text.find('=');
  if (equals == kNone || equals == 0) {
    condition.name = text;
    return condition;
  }
  condition.negate = text[equals - 1] == '!';
  condition.name = text.substr(0, condition.negate ? equals - 1 : equals);
  for (const std::string_view value : SplitWords(text.substr(equals + 1), '|')) {
    if (value == "unset") {
      condition.when_unset = true;
    } else {
      condition.values.push_back(value);
    }
  }
  return condition;
}

/// "always", or groups of conditions: "solver='sag'|'saga'; solver='liblinear' & dual=True".
void ParseRandom(std::string_view text, CallInfo& info) {
  if (text == "always") {
    info.random = Randomness::kAlways;
    return;
  }
  info.random = Randomness::kConditional;
  int group = 0;
  for (const std::string_view alternative : SplitWords(text, ';')) {
    ++group;
    for (std::string_view part : SplitWords(alternative, '&')) {
      part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
      part = part.substr(0, part.find_last_not_of(' ') + 1);
      info.conditions.push_back(ParseCondition(part, group));
    }
  }
}

/// "y_true y_pred * normalize **": names in order; "*" ends those by position, "**" leaves the list open.
void ParseSignature(std::string_view text, CallInfo& info) {
  bool positional = true;
  info.open_keywords = false;
  for (const std::string_view word : SplitWords(text)) {
    if (word == "**") {
      info.open_keywords = true;
    } else if (word == "*") {
      positional = false;
    } else {
      if (positional) {
        info.params.push_back(word);
      }
      info.keyword_params.push_back(word);
    }
  }
}

void ParseVariants(std::string_view text, CallInfo& info) {
  for (const std::string_view word : SplitWords(text)) {
    const std::size_t equals = word.find('=');
    const std::size_t colon = word.find(':');
    if (equals != kNone && colon != kNone && equals < colon) {
      info.metric_variants.push_back(
          {word.substr(0, equals), word.substr(equals + 1, colon - equals - 1), word.substr(colon + 1)});
    }
  }
}

bool Contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The names that libraries.json lists under `library` ("*": under every one) as no hyperparameters.
std::string_view NotHyperparametersOf(std::string_view library) {
  static const LineTable kLibraries = OpenTable("libraries.json");
  if (const auto entry = kLibraries.Find(library)) {
    for (const Field& field : ParseFields(entry->value)) {
      if (field.name == "not") {
        return field.value;
      }
    }
  }
  return {};
}

using WordSet = std::unordered_set<std::string_view>;

const WordSet& NeverHyperparameters() {
  static const WordSet kNames = [] {
    const std::vector<std::string_view> words = SplitWords(NotHyperparametersOf("*"));
    return WordSet(words.begin(), words.end());
  }();
  return kNames;
}

/// Effects whose arguments can be hyperparameters.
bool TakesHyperparameters(Effect effect) {
  switch (effect) {
    case Effect::kSplit:
    case Effect::kEstimator:
    case Effect::kTransformer:
    case Effect::kMeta:
    case Effect::kSearch:
    case Effect::kTrain:
    case Effect::kOptimizer:
    case Effect::kModule:
    case Effect::kTrainer:
    case Effect::kDataLoader:
    case Effect::kAugmentation:
    case Effect::kLoadModel: return true;
    default: return false;
  }
}

/// The general list, the library's and the entry's own, less what the entry declares a hyperparameter all the same.
/// Where the signature is known, only its names stay.
void FillNotHyperparameters(std::string_view own, std::string_view hyper, CallInfo& info) {
  const std::vector<std::string_view> kept = SplitWords(hyper);
  std::vector<std::string_view> special = SplitWords(own);
  const std::vector<std::string_view> of_library = SplitWords(NotHyperparametersOf(info.library));
  special.insert(special.end(), of_library.begin(), of_library.end());
  const auto add = [&](std::string_view word) {
    if (!Contains(kept, word)) {
      info.not_hyperparameters.push_back(word);
    }
  };
  if (!info.open_keywords) {
    for (const std::string_view word : info.keyword_params) {
      if (Contains(special, word) || NeverHyperparameters().contains(word)) {
        add(word);
      }
    }
    return;
  }
  std::for_each(special.begin(), special.end(), add);
  if (TakesHyperparameters(info.effect)) {
    for (const std::string_view word : NeverHyperparameters()) {
      add(word);
    }
  }
}

CallInfo Decode(std::string_view name, std::string_view value) {
  CallInfo info;
  info.name = name;
  info.library = TopComponent(name);
  std::string_view own;
  std::string_view hyper;
  for (const auto& [field, text] : ParseFields(value)) {
    if (field == "effect") {
      info.effect = EffectNamed(text);
    } else if (field == "library") {
      info.library = text;
    } else if (field == "params") {
      ParseSignature(text, info);
    } else if (field == "not") {
      own = text;
    } else if (field == "hyper") {
      hyper = text;
    } else if (field == "seed") {
      info.seed_params = SplitWords(text);
    } else if (field == "source") {
      info.source_param = text;
    } else if (field == "target") {
      info.target_param = text;
    } else if (field == "object") {
      info.object_param = text;
    } else if (field == "random") {
      ParseRandom(text, info);
    } else if (field == "seed_fixed") {
      info.default_seed_fixed = text == "true";
    } else if (field == "flag") {
      info.flag = text;
      info.needs_flag = true;
    } else if (field == "flag_default") {
      info.flag_default = text == "true";
    } else if (field == "lower_is_better") {
      info.higher_is_better = text != "true";
    } else if (field == "key") {
      info.metric_key = text;
    } else if (field == "variants") {
      ParseVariants(text, info);
    } else if (field == "any_object") {
      info.any_object = text == "true";
    } else if (field == "mapping") {
      info.mapping_param = text;
    } else if (field == "returns") {
      info.returns = text;
    }
  }
  if (!info.seed_params.empty()) {
    info.seed_param = info.seed_params.front();
  }
  FillNotHyperparameters(own, hyper, info);
  return info;
}

DecodeCache<std::string_view, CallInfo>& Cache() {
  static DecodeCache<std::string_view, CallInfo> cache;
  return cache;
}

const CallInfo* Decoded(std::string_view name, std::string_view value) {
  return Cache().Get(name, [&] { return Decode(name, value); });
}

const LineTable& Methods() {
  static const LineTable kTable = OpenTable("methods.json");
  return kTable;
}

/// The class whose methods `on` shares (data/methods.json: "geopandas.GeoDataFrame": "pandas.DataFrame").
std::string_view SameMethodsAs(std::string_view on) {
  const auto entry = Methods().FindAgain(on);
  return entry && entry->value.starts_with('"') ? Unquoted(entry->value) : std::string_view{};
}

/// A call by its full name: a function or class, a family, or a method spelled with its class.
const CallInfo* FindByCanonicalName(std::string_view name) {
  if (const auto entry = FindCallEntry(name)) {
    return Decoded(entry->key, entry->value);
  }
  if (const auto family = FindFamilyEntry(name)) {
    return Decoded(Intern(name), family->value);
  }
  const auto method = Methods().FindAgain(name);
  return method && method->value.starts_with('{') ? Decoded(method->key, method->value) : nullptr;
}

}  // namespace

const CallInfo* Find(std::string_view qualified) {
  thread_local RecentAnswers<const CallInfo*> recent;
  return recent.Get(qualified, [qualified] { return FindByCanonicalName(Canonical(qualified)); });
}

bool IsNeverHyperparameter(std::string_view name) { return NeverHyperparameters().contains(name); }

bool IsNeverHyperparameter(std::string_view name, std::string_view library) {
  const std::vector<std::string_view> own = SplitWords(NotHyperparametersOf(library));
  return IsNeverHyperparameter(name) || std::find(own.begin(), own.end(), name) != own.end();
}

const CallInfo* FindMethod(std::string_view on, std::string_view method) {
  const std::string_view canonical = Canonical(on);
  constexpr int kBases = 3;
  std::string_view owner = canonical;
  for (int round = 0; round < kBases && !owner.empty(); ++round) {
    if (const auto entry = Methods().FindAgain(std::string(owner).append(".").append(method))) {
      return Decoded(entry->key, entry->value);
    }
    owner = SameMethodsAs(owner);
  }
  const CallInfo* info = Find(canonical);
  if (info == nullptr) {
    return nullptr;
  }
  // "sklearn:estimator.fit", then ":estimator.fit".
  for (const std::string_view library : {info->library, std::string_view()}) {
    std::string key(library);
    key.append(":").append(NameOf(info->effect)).append(".").append(method);
    if (const auto entry = Methods().FindAgain(key)) {
      return Decoded(Intern(std::string(canonical).append(".").append(method)), entry->value);
    }
  }
  return nullptr;
}

std::string_view ClassAt(std::string_view dotted) {
  constexpr int kLongest = 12;
  std::string_view at;  // class of what was read so far
  std::size_t end = dotted.find('.');
  for (int part = 0; part < kLongest && end != std::string_view::npos; ++part) {
    const std::size_t next = dotted.find('.', end + 1);
    const std::string_view name = dotted.substr(end + 1, next == std::string_view::npos ? next : next - end - 1);
    const CallInfo* info = FindMethod(at.empty() ? dotted.substr(0, end) : at, name);
    const bool leads_on = info != nullptr && info->effect == Effect::kNone && !info->returns.empty();
    if (!at.empty() && !leads_on) return {};
    if (leads_on) at = info->returns;
    end = next;
  }
  return at;
}

}  // namespace tracklint::knowledge
