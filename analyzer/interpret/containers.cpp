// Methods of lists, sets and dicts.
#include <algorithm>
#include <cmath>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

// --- methods of containers ------------------------------------------------------------------------------

Value Interpreter::list_method(Value self, std::string_view method, Call& call) {
  Value first = arg(call, 0, "");
  if (self->kind == Kind::kTuple) {
    if (method == "index" || method == "count") return arena_.unknown(nullptr, ValueType::kNumber);
    return call_generic(call);
  }
  if (method == "append" || method == "add") {
    if (first != nullptr) {
      append(self->obj, first);
      if (s_.maybe && symbolic_depth_ == 0 && obj(self).items.size() > 1) edit(self->obj).open = edit(self->obj).open;
    }
    return arena_.none();
  }
  if (method == "extend") {
    if (first == nullptr) return arena_.none();
    if (const auto items = known_items(first, 256)) {
      for (Value item : *items) append(self->obj, item);
    } else {
      append(self->obj, element_of(first));
      edit(self->obj).open = true;
    }
    return arena_.none();
  }
  if (method == "insert") {
    Value item = arg(call, 1, "");
    if (item != nullptr) {
      Object& o = edit(self->obj);
      const std::size_t at = first != nullptr && first->kind == Kind::kInt && first->i >= 0
                                 ? std::min<std::size_t>(static_cast<std::size_t>(first->i), o.items.size())
                                 : o.items.size();
      o.items.insert(o.items.begin() + static_cast<std::ptrdiff_t>(at), item);
    }
    return arena_.none();
  }
  if (method == "pop") {
    const Object& o = obj(self);
    if (!o.open && !o.items.empty() && (first == nullptr || first->kind == Kind::kInt)) {
      const auto n = static_cast<std::int64_t>(o.items.size());
      const std::int64_t at = first == nullptr ? n - 1 : first->i < 0 ? first->i + n : first->i;
      if (at >= 0 && at < n) {
        Value v = o.items[static_cast<std::size_t>(at)];
        Object& list = edit(self->obj);
        list.items.erase(list.items.begin() + at);
        return v;
      }
    }
    return element_of(self);
  }
  if (method == "copy") return make_list(obj(self).items, obj(self).open, obj(self).prov);
  if (method == "clear") {
    Object& o = edit(self->obj);
    o.items.clear();
    o.open = false;
    return arena_.none();
  }
  if (method == "remove") {
    if (first != nullptr && IsConst(first)) {
      Object& o = edit(self->obj);
      const auto it = std::find_if(o.items.begin(), o.items.end(), [&](Value v) { return SameConst(v, first); });
      if (it != o.items.end()) o.items.erase(it);
    } else {
      edit(self->obj).open = true;
    }
    return arena_.none();
  }
  if (method == "sort" || method == "reverse") {
    if (method == "sort") {
      Object& o = edit(self->obj);
      if (!std::all_of(o.items.begin(), o.items.end(), [](Value v) { return v->kind == Kind::kStr; })) {
        Value all = nullptr;
        for (Value v : o.items) all = all == nullptr ? v : JoinValues(all, v, arena_);
        for (Value& v : o.items) v = all;
      }
    } else {
      Object& o = edit(self->obj);
      std::reverse(o.items.begin(), o.items.end());
    }
    return arena_.none();
  }
  if (method == "index" || method == "count") return arena_.unknown(prov_of(self), ValueType::kNumber);
  return call_generic(call);
}

Value Interpreter::set_method(Value self, std::string_view method, Call& call) {
  if (method == "union" || method == "intersection" || method == "difference" || method == "symmetric_difference") {
    Value out = make_list(obj(self).items, true, arguments_prov(call));
    edit(out->obj).kind = ObjKind::kSet;
    return out;
  }
  if (method == "discard") return list_method(self, "remove", call);
  if (method == "update") return list_method(self, "extend", call);
  return list_method(self, method, call);
}

Value Interpreter::dict_method(Value self, std::string_view method, Call& call) {
  Value first = arg(call, 0, "");
  Value second = arg(call, 1, "");
  const ObjId id = self->obj;
  if (method == "get" || method == "pop" || method == "setdefault") {
    if (first == nullptr) return arena_.unknown();
    if (second == nullptr) second = named(call.args, "default");
    const Object& o = obj(id);
    const DictItem* exact = nullptr;
    if (IsConst(first)) {
      for (const DictItem& item : o.entries) {
        if (SameConst(item.key, first)) exact = &item;
      }
    }
    Value v = nullptr;
    if (exact != nullptr) {
      v = exact->value;
      if (exact->maybe) v = JoinValues(v, second == nullptr ? arena_.none() : second, arena_);
    } else if (IsConst(first) && !o.open &&
               std::all_of(o.entries.begin(), o.entries.end(), [](const DictItem& i) { return IsConst(i.key); })) {
      v = second == nullptr ? arena_.none() : second;
    } else {
      Value any = dict_get(id, first);
      v = any == nullptr ? (second == nullptr ? arena_.none() : second) : any;
      if (second != nullptr && second->kind != Kind::kNone && any != nullptr) {
        // the default tells the type; the key itself comes from outside
        v = any->kind == Kind::kUnknown ? arena_.unknown(arena_.join(prov_of(any), prov_of(second)), type_of(second))
                                        : JoinValues(any, second, arena_);
      }
    }
    if (method == "pop" && IsConst(first))
      std::erase_if(edit(id).entries, [&](const DictItem& item) { return SameConst(item.key, first); });
    if (method == "setdefault" && exact == nullptr && second != nullptr) dict_set(id, first, second, call.where);
    return v;
  }
  if (method == "items" || method == "keys" || method == "values") {
    const Object& o = obj(id);
    std::vector<Value> items;
    for (const DictItem& e : o.entries) {
      if (method == "items") {
        items.push_back(arena_.tuple(
            {e.key, e.value->where.valid() || !e.where.valid() ? e.value : arena_.with_where(e.value, e.where)}));
      } else {
        items.push_back(method == "keys" ? e.key : e.value);
      }
    }
    const bool vague = o.open || std::any_of(o.entries.begin(), o.entries.end(),
                                             [](const DictItem& e) { return e.key->kind == Kind::kUnknown; });
    if (vague && method == "items")
      items.push_back(arena_.tuple({arena_.unknown(o.prov, ValueType::kString), arena_.unknown(o.prov)}));
    if (vague && method == "values") items.push_back(arena_.unknown(o.prov));
    if (vague && method == "keys") items.push_back(arena_.unknown(o.prov, ValueType::kString));
    return arena_.tuple(std::move(items), vague, o.prov);
  }
  if (method == "update") {
    if (first != nullptr && !call.args.positional.empty()) dict_update(id, first, call.where);
    for (const Argument& a : call.args.keyword)
      dict_set(id, arena_.str(std::string(names_.text(a.name))), a.value, a.where);
    if (call.args.open_keyword) {
      edit(id).open = true;
      edit(id).prov = arena_.join(obj(id).prov, call.args.open_prov);
    }
    return arena_.none();
  }
  if (method == "copy" || method == "__copy__") {
    Object copy = obj(id);
    return arena_.object(alloc(std::move(copy)), self->prov);
  }
  if (method == "clear") {
    Object& o = edit(id);
    o.entries.clear();
    o.open = false;
    return arena_.none();
  }
  if (method == "popitem") return arena_.tuple({arena_.unknown(), arena_.unknown(prov_of(self))});
  if (method == "fromkeys") return arena_.unknown(arguments_prov(call));
  // attribute access on configuration mappings (OmegaConf, Box, EasyDict): a value, not a method
  return call_generic(call);
}

}  // namespace tracklint::interpret
