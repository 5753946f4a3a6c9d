// Classes of the code that are dictionaries: `class Settings(dict)`, UserDict. What they hold is a dictionary beside the
// attributes of the instance; methods that the class does not define are those of the dictionary.
#include <algorithm>
#include <array>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

constexpr std::array<std::string_view, 5> kMappings{"builtins.dict", "collections.OrderedDict", "collections.UserDict",
                                                    "collections.defaultdict", "addict.Dict"};
constexpr const char* kContent = "__mapping__";

}  // namespace

/// The dictionary that an instance of such a class is; null for everything else.
Value Interpreter::mapping_content(Value v) {
  if (!IsObject(v) || !s_.has(v->obj)) return nullptr;
  const Object& o = obj(v);
  if (o.kind != ObjKind::kInstance || std::find(kMappings.begin(), kMappings.end(), o.name) == kMappings.end())
    return nullptr;
  const NameId name = names_.intern(kContent);
  for (const Attribute& a : o.attrs) {
    if (a.name == name) return a.value;
  }
  return nullptr;
}

/// The value as the dictionary it is, where it is one.
Value Interpreter::as_mapping(Value v) {
  Value content = mapping_content(v);
  return content == nullptr ? v : content;
}

/// A new instance: with a constructor of its own it is empty until that calls dict's.
void Interpreter::make_mapping(Value instance, const Arguments& args, bool own_constructor, Span where) {
  const std::string& base = obj(instance).name;
  if (std::find(kMappings.begin(), kMappings.end(), base) == kMappings.end()) return;
  Value content = make_dict();
  edit(instance->obj).attrs.push_back({names_.intern(kContent), content, false});
  if (!own_constructor) fill_mapping(content, args, where);
}

/// dict(mapping, key=value, …)
void Interpreter::fill_mapping(Value content, const Arguments& args, Span where) {
  for (const Argument& a : args.positional) dict_update(content->obj, as_mapping(a.value), where);
  for (const Argument& a : args.keyword)
    dict_set(content->obj, arena_.str(std::string(names_.text(a.name))), a.value, a.where);
  if (!args.open_keyword) return;
  edit(content->obj).open = true;
  edit(content->obj).prov = arena_.join(obj(content).prov, args.open_prov);
}

/// A method that the class inherits from dict; null where the instance is none.
Value Interpreter::mapping_method(Value self, std::string_view method, Call& call) {
  Value content = mapping_content(self);
  if (content == nullptr) return nullptr;
  if (method.starts_with("super.")) method.remove_prefix(std::string_view("super.").size());
  if (method == "__init__") {
    fill_mapping(content, call.args, call.where);
    return arena_.none();
  }
  if (method == "__setitem__" && call.args.positional.size() == 2) {
    const Argument& value = call.args.positional[1];
    set_index(content, call.args.positional[0].value, value.value, value.where.valid() ? value.where : call.where);
    return arena_.none();
  }
  if (method == "__getitem__" && call.args.positional.size() == 1)
    return index(content, call.args.positional[0].value, call.where);
  if (method == "__contains__" && call.args.positional.size() == 1)
    return compare(bind::Op::kIn, call.args.positional[0].value, content);
  if (method == "copy") {
    Value made = copy_object(self, 1);
    const NameId name = names_.intern(kContent);
    for (Attribute& a : edit(made->obj).attrs) {
      if (a.name == name) a.value = copy_object(content, 0);
    }
    return made;
  }
  Call on = call;
  on.self = content;
  return dict_method(content, method, on);
}

}  // namespace tracklint::interpret
