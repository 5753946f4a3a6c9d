// Files that the code itself writes and reads again; files of the repository that it asks for.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

bool IsConfiguration(std::string_view path) {
  return path.ends_with(".yaml") || path.ends_with(".yml") || path.ends_with(".toml") || path.ends_with(".ini") ||
         path.ends_with(".cfg");
}

}  // namespace

/// json.dumps(x): text of which the content is remembered.
Value Interpreter::json_text(Value content) {
  ValueData* text = arena_.make(Kind::kUnknown);
  text->type = ValueType::kString;
  text->s = "json";
  text->items = {content};
  text->prov = contents_prov(content);
  return text;
}

void Interpreter::note_written(Value path, Value content) {
  const std::string pattern = pattern_of(path);
  Provenance prov = contents_prov(content);
  if (IsObject(content) && s_.has(content->obj) && !obj(content).trainings.empty()) {
    // a stored model keeps what it has learnt; what it was told is not to be read from it
    Provenance learnt = nullptr;
    for (const Origin& o : prov == nullptr ? Origins{} : *prov) {
      if (o.kind == OriginKind::kTraining || o.kind == OriginKind::kRead) learnt = arena_.join(learnt, arena_.prov(o));
    }
    prov = learnt;
  }
  Provenance& slot = file_contents_[pattern];
  slot = arena_.join(slot, prov, kMaxContents);
  if (pattern != "*") written_[pattern] = content;
}

/// What the code wrote to this path last; null when nothing that is known.
Value Interpreter::written_value(Value path) {
  const auto found = written_.find(pattern_of(path));
  if (found == written_.end()) return nullptr;
  Value v = found->second;
  if (v->kind == Kind::kUnknown && v->s == "json") v = v->items[0];
  if (IsObject(v)) {
    if (!s_.has(v->obj)) return nullptr;
    const ObjKind kind = obj(v).kind;
    if (kind != ObjKind::kDict && kind != ObjKind::kList) return nullptr;
    return copy_object(v, 6);
  }
  return v->kind == Kind::kStr || v->kind == Kind::kText || v->kind == Kind::kRunId ? v : nullptr;
}

/// A file of the repository is there. A configuration file that the repository could hold and does not is not: the
/// code is judged as committed. Of anything else nothing is known (outputs, data).
Tri Interpreter::file_exists(Value path) {
  if (path->kind != Kind::kStr) return Tri::kUnknown;
  if (!repository_path(path).empty()) return Tri::kYes;
  if (IsConfiguration(path->s) && path->s.find("://") == std::string::npos && !path->s.starts_with("/") &&
      written_.find(pattern_of(path)) == written_.end())
    return Tri::kNo;
  return Tri::kUnknown;
}

Value Interpreter::os_exists(Call& call) {
  Value path = arg(call, 0, "path");
  const Tri there = path == nullptr ? Tri::kUnknown : file_exists(path);
  if (there == Tri::kUnknown)
    return arena_.unknown(path == nullptr ? nullptr : prov_of(path), ValueType::kBool, "exists");
  return arena_.boolean(there == Tri::kYes);
}

/// An attribute of the analysis, on any object; programs do not see it.
void Interpreter::set_hidden_attr(Value self, std::string_view name, Value v) {
  const NameId id = names_.intern(name);
  Object& o = edit(self->obj);
  for (Attribute& a : o.attrs) {
    if (a.name == id) {
      a.value = v;
      return;
    }
  }
  o.attrs.push_back({id, v, false});
}

/// A key that a mapping lacks: collections.defaultdict and Counter make it. Null: no such mapping.
Value Interpreter::missing_item(Value self, Value key, Span where) {
  Value factory = get_library_attr(self, "__default_factory__");
  if (factory == nullptr || factory->kind == Kind::kNone) return nullptr;
  for (const DictItem& item : obj(self).entries) {
    if (SameValue(item.key, key)) return nullptr;
  }
  if (!IsConst(key) && key->kind != Kind::kText && key->kind != Kind::kTuple && !obj(self).entries.empty())
    return nullptr;
  Value made = call(factory, {}, where, where);
  dict_set(self->obj, key, made, where);
  return made;
}

}  // namespace tracklint::interpret
