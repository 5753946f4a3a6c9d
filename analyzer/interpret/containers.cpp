// Methods of lists, sets and dicts.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

// --- methods of containers ------------------------------------------------------------------------------

Value Interpreter::list_method(Value self, std::string_view method, Call& call) {
  Value first = arg(call, 0, "");
  if (self->kind == Kind::kTuple) {
    if (method == "index" || method == "count") return index_or_count(self, method == "count", call);
    return call_generic(call);
  }
  if (method == "append" || method == "add") {
    if (first != nullptr && method == "add" && holds(self, first)) return arena_.none();
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
      const auto n = static_cast<std::int64_t>(o.items.size());
      if (first == nullptr || first->kind != Kind::kInt) {
        o.kind = ObjKind::kSet;  // in an order that is not known
        o.items.push_back(item);
      } else {
        const std::int64_t at = first->i < 0 ? std::max<std::int64_t>(0, first->i + n) : std::min(first->i, n);
        o.items.insert(o.items.begin() + at, item);
      }
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
  if (method == "sort") {
    std::vector<Value> items = obj(self).items;
    const bool known = sort_items(items, call) && !obj(self).open;
    Object& o = edit(self->obj);
    o.items = std::move(items);
    if (!known && o.items.size() > 1) o.kind = ObjKind::kSet;  // in an order that is not known
    return arena_.none();
  }
  if (method == "reverse") {
    Object& o = edit(self->obj);
    std::reverse(o.items.begin(), o.items.end());
    return arena_.none();
  }
  if (method == "index" || method == "count") return index_or_count(self, method == "count", call);
  return call_generic(call);
}

/// Whether a list surely holds a constant.
bool Interpreter::holds(Value list, Value item) {
  const Object& o = obj(list);
  return IsConst(item) && std::any_of(o.items.begin(), o.items.end(), [&](Value v) { return SameConst(v, item); });
}

Value Interpreter::index_or_count(Value self, bool count, Call& call) {
  const auto items = known_items(self, 256);
  const bool ordered = self->kind == Kind::kTuple || (IsObject(self) && obj(self).kind == ObjKind::kList);
  if (items.has_value() && ordered && call.args.positional.size() == 1) {
    std::int64_t found = 0;
    for (std::size_t i = 0; i < items->size(); ++i) {
      const Tri same = same_contents((*items)[i], call.args.positional[0].value, 0);
      if (same == Tri::kUnknown) return arena_.unknown(prov_of(self), ValueType::kNumber);
      if (same == Tri::kNo) continue;
      if (!count) return arena_.integer(static_cast<std::int64_t>(i), prov_of(self));
      ++found;
    }
    if (count) return arena_.integer(found, prov_of(self));
  }
  return arena_.unknown(prov_of(self), ValueType::kNumber);
}

/// Sorts as the arguments `key` and `reverse` of a call say; false where the order is not known.
bool Interpreter::sort_items(std::vector<Value>& items, Call& call) {
  constexpr std::size_t kMostItems = 64;
  Value key = named(call.args, "key");
  Value reverse = named(call.args, "reverse");
  const Tri backwards = reverse == nullptr ? Tri::kNo : truth(reverse);
  if (call.args.open_keyword || items.size() > kMostItems) return false;
  std::vector<std::pair<Value, Value>> keyed;
  for (Value item : items) {
    Value by = item;
    if (key != nullptr && key->kind != Kind::kNone) {
      Arguments args;
      args.positional.push_back({item, bind::kNoName, call.where, call.where});
      by = this->call(key, std::move(args), call.where, call.callee);
    }
    keyed.emplace_back(by, item);
  }
  for (const auto& a : keyed) {
    for (const auto& b : keyed) {
      if (!order_of(a.first, b.first, 0).has_value()) return false;
    }
  }
  if (backwards == Tri::kUnknown) return items.size() < 2;
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    const int order = order_of(a.first, b.first, 0).value_or(0);
    return backwards == Tri::kYes ? order > 0 : order < 0;
  });
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = keyed[i].second;
  return true;
}

/// The items of something that has them in a known order; of a set any of them may be at each place.
std::optional<std::vector<Value>> Interpreter::ordered_items(Value v, std::size_t limit) {
  auto items = known_items(v, limit);
  if (items.has_value() && items->size() > 1 && is_unordered(v)) {
    Value any = element_of(v);
    for (Value& item : *items) item = any;
  }
  return items;
}

bool Interpreter::is_unordered(Value v) {
  return IsObject(v) && obj(v).kind == ObjKind::kSet && obj(v).items.size() > 1;
}

/// `list[begin:end:stride] = v`, or its deletion where `v` is null.
void Interpreter::set_slice(Value self, const std::array<Value, 3>& bounds, Value v, Span where) {
  if (!IsObject(self) || obj(self).kind != ObjKind::kList) {
    if (v != nullptr) set_index(self, arena_.tuple({bounds[0], bounds[1], bounds[2]}), v, where);
    return;
  }
  const auto with = v == nullptr ? std::optional(std::vector<Value>{}) : ordered_items(v, 256);
  const auto range = slice_range(bounds, obj(self).items.size());
  const bool simple = range.has_value() && range->step == 1;
  if (obj(self).open || !with.has_value() || !range.has_value() || (!simple && v != nullptr)) {
    // whatever is in it now
    Value added = v == nullptr ? nullptr : element_of(v);
    Object& o = edit(self->obj);
    for (Value& item : o.items) item = arena_.unknown(prov_of(item), type_of(item));
    if (added != nullptr) o.items.push_back(added);
    o.open = true;
    return;
  }
  Object& o = edit(self->obj);
  if (simple) {
    const auto begin = o.items.begin() + range->from;
    const auto at = o.items.erase(begin, begin + range->count);
    o.items.insert(at, with->begin(), with->end());
    return;
  }
  std::vector<Value> left;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(o.items.size()); ++i) {
    const std::int64_t behind = i - range->from;
    const bool gone = behind % range->step == 0 && behind / range->step >= 0 && behind / range->step < range->count;
    if (!gone) left.push_back(o.items[static_cast<std::size_t>(i)]);
  }
  o.items = std::move(left);
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
  if (method == "popitem") {
    Object& o = edit(id);
    if (!o.open && !o.entries.empty() && !o.entries.back().maybe) {
      const DictItem last = o.entries.back();
      o.entries.pop_back();
      return arena_.tuple({last.key, last.value});
    }
    for (DictItem& item : o.entries) item.maybe = true;
  }
  if (method == "popitem") return arena_.tuple({arena_.unknown(), arena_.unknown(prov_of(self))});
  if (method == "fromkeys") return arena_.unknown(arguments_prov(call));
  // attribute access on configuration mappings (OmegaConf, Box, EasyDict): a value, not a method
  return call_generic(call);
}

}  // namespace tracklint::interpret
