// What an estimator of scikit-learn's kind says about itself: its parameters, given or by default, and those of the
// estimators inside it.
#include <algorithm>
#include <charconv>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/defaults.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using knowledge::CallInfo;
using knowledge::DefaultParameter;

namespace {

/// scikit-learn's make_pipeline names its steps after their classes.
std::string LowerClassName(const std::string& qualified) {
  std::string name = qualified.substr(qualified.rfind('.') + 1);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

}  // namespace

Value Interpreter::default_value(std::string_view text) {
  if (text == "None") return arena_.none();
  if (text == "True" || text == "False") return arena_.boolean(text == "True");
  if (text.size() >= 2 && text.front() == '\'') return arena_.str(std::string(text.substr(1, text.size() - 2)));
  std::int64_t whole = 0;
  if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
      error == std::errc{} && end == text.data() + text.size())
    return arena_.integer(whole);
  double number = 0;
  if (const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      error == std::errc{} && end == text.data() + text.size())
    return arena_.number(number);
  return arena_.unknown();
}

/// One parameter of an estimator; null when the class has none of this name or is not known.
Value Interpreter::estimator_parameter(Value self, std::string_view name) {
  if (!IsObject(self) || obj(self).kind != ObjKind::kLibrary) return nullptr;
  const Object o = obj(self);
  const std::vector<DefaultParameter>* defaults = knowledge::EstimatorDefaults(o.name);
  const CallInfo* info = knowledge::Find(o.name);
  if (info == nullptr) return nullptr;
  for (auto it = o.entries.rbegin(); it != o.entries.rend(); ++it) {
    if (it->key->kind == Kind::kStr && it->key->s == name) return it->value;
  }
  for (std::size_t i = 0; i < o.items.size() && i < info->params.size(); ++i) {
    if (info->params[i] == name) return o.items[i];
  }
  if (defaults == nullptr) return nullptr;
  for (const DefaultParameter& d : *defaults) {
    if (d.name != name) continue;
    if (o.open || d.value.empty()) return arena_.unknown(o.prov);
    return default_value(d.value);
  }
  return nullptr;
}

/// The named estimators inside a pipeline, a union, a column transformer, an ensemble; nothing for any other.
std::vector<std::pair<std::string, Value>> Interpreter::estimator_steps(Value self) {
  std::vector<std::pair<std::string, Value>> out;
  if (!IsObject(self) || obj(self).kind != ObjKind::kLibrary) return out;
  const Object o = obj(self);
  const auto take = [&](Value list) {
    const auto items = known_items(list, 64);
    if (!items.has_value() || list->kind == Kind::kStr) return;
    for (Value item : *items) {
      const auto pair = item->kind == Kind::kStr ? std::nullopt : known_items(item, 3);
      if (pair.has_value() && pair->size() >= 2 && (*pair)[0]->kind == Kind::kStr)
        out.emplace_back((*pair)[0]->s, (*pair)[1]);
    }
  };
  const std::string cls = o.name.substr(o.name.rfind('.') + 1);
  if (cls == "make_pipeline" || cls == "make_union") {
    for (Value item : o.items) {
      if (!IsObject(item)) continue;
      std::string name = LowerClassName(class_path(item));
      const auto same = std::count_if(o.items.begin(), o.items.end(), [&](Value other) {
        return IsObject(other) && LowerClassName(class_path(other)) == name;
      });
      if (same > 1) {
        const auto before =
            std::count_if(out.begin(), out.end(), [&](const auto& step) { return step.first.starts_with(name + "-"); });
        name += "-" + std::to_string(before + 1);
      }
      out.emplace_back(std::move(name), item);
    }
    return out;
  }
  for (const char* name : {"steps", "transformer_list", "transformers", "estimators"}) {
    bool given = false;
    for (const DictItem& item : o.entries) {
      if (item.key->s != name) continue;
      take(item.value);
      given = true;
    }
    const CallInfo* info = knowledge::Find(o.name);
    if (!given && info != nullptr && !o.items.empty() && !info->params.empty() && info->params[0] == name)
      take(o.items[0]);
  }
  return out;
}

/// get_params(): every parameter by name; with `deep` those of the estimators inside, below their names.
void Interpreter::add_estimator_params(Value self, const std::string& prefix, bool deep, Value dict, int depth) {
  if (depth > 5 || !IsObject(self) || obj(self).kind != ObjKind::kLibrary) return;
  const Object o = obj(self);
  const CallInfo* info = knowledge::Find(o.name);
  const std::vector<DefaultParameter>* defaults = knowledge::EstimatorDefaults(o.name);
  const auto add = [&](std::string_view name, Value v, Span where) {
    Value key = arena_.str(prefix + std::string(name));
    for (const DictItem& item : obj(dict).entries) {
      if (SameConst(item.key, key)) return;
    }
    dict_set(dict->obj, key, v, where);
  };
  std::vector<std::string_view> names;
  if (defaults != nullptr) {
    for (const DefaultParameter& d : *defaults) names.push_back(d.name);
  } else if (info != nullptr) {
    names = info->keyword_params.empty() ? info->params : info->keyword_params;
  }
  for (const std::string_view name : names) {
    Value v = estimator_parameter(self, name);
    Span where;
    for (const DictItem& item : o.entries) {
      if (item.key->kind == Kind::kStr && item.key->s == name) where = item.where;
    }
    add(name, v == nullptr ? arena_.unknown(o.prov) : v, where);
    if (deep && v != nullptr && IsObject(v) && obj(v).kind == ObjKind::kLibrary)
      add_estimator_params(v, prefix + std::string(name) + "__", deep, dict, depth + 1);
  }
  for (const DictItem& item : o.entries) {
    if (item.key->kind == Kind::kStr) add(item.key->s, item.value, item.where);  // **kwargs, set_params(step__name=…)
  }
  if (deep) {
    for (const auto& [name, step] : estimator_steps(self)) {
      add(name, arena_.unknown(prov_of(step)), {});
      add_estimator_params(step, prefix + name + "__", deep, dict, depth + 1);
    }
  }
  if (names.empty() || o.open) {
    edit(dict->obj).open = true;
    edit(dict->obj).prov = arena_.join(obj(dict).prov, prov_of(self));
  }
}

/// model.get_params(): the explicit arguments, and every other parameter with its default.
Value Interpreter::model_params(Value self, Call& call) {
  if (!IsObject(self)) return make_dict({}, true);
  Value deep = arg(call, 0, "deep");
  Value dict = make_dict();
  add_estimator_params(self, "", deep == nullptr || truth(deep) != Tri::kNo, dict, 0);
  return dict;
}

}  // namespace tracklint::interpret
