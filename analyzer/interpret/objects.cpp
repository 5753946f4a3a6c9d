// Objects of the heap: containers, attributes, indexing, what is known of their elements.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

const Object& Interpreter::obj(ObjId id) const {
  static const Object kNothing;
  return s_.has(id) ? s_.at(id) : kNothing;
}

Object& Interpreter::edit(ObjId id) {
  if (id == kNoObject) {  // no object at all: what is written to it is lost
    nowhere_ = Object{};
    return nowhere_;
  }
  if (!s_.has(id)) s_.put(id, Object{});
  return s_.edit(id);
}

ObjId Interpreter::alloc(Object object) {
  const ObjId id = next_object_++;
  object.many = symbolic_depth_ > 0;
  s_.put(id, std::move(object));
  return id;
}

Value Interpreter::make_list(std::vector<Value> items, bool open, Provenance prov) {
  Object list;
  list.items = std::move(items);
  list.open = open;
  list.prov = prov;
  return arena_.object(alloc(std::move(list)));
}

Value Interpreter::make_dict(std::vector<DictItem> entries, bool open, Provenance prov) {
  Object dict;
  dict.kind = ObjKind::kDict;
  dict.entries = std::move(entries);
  dict.open = open;
  dict.prov = prov;
  return arena_.object(alloc(std::move(dict)));
}

Value Interpreter::make_library(std::string name, const Call& call, Provenance prov, ValueType type) {
  Object object;
  object.kind = ObjKind::kLibrary;
  object.name = std::move(name);
  object.prov = prov;
  object.type = type;
  object.where = call.where;
  object.open = call.args.open_keyword || call.args.open_positional;
  object.spread = call.args.spread;
  for (const Argument& a : call.args.positional)
    object.items.push_back(arena_.with_where(a.value, a.value_where.valid() ? a.value_where : a.where));
  for (const Argument& a : call.args.keyword)
    object.entries.push_back({arena_.str(std::string(names_.text(a.name))), a.value, false, a.where});
  return arena_.object(alloc(std::move(object)));
}

Provenance Interpreter::prov_of(Value v, int depth, std::size_t limit) {
  Provenance prov = v->prov;
  if (v->kind == Kind::kUnknown && !unknown_fits_.empty()) {
    const auto fit = unknown_fits_.find(v);
    if (fit != unknown_fits_.end() && fit->second.training != kNoIndex)
      prov = arena_.join(prov, arena_.prov({OriginKind::kTraining, fit->second.training}));
  }
  if (v->kind == Kind::kExternal && v->s == "os.environ")
    return arena_.prov({OriginKind::kEnvironment, config_id("env:*")});
  if (depth <= 0) return prov;
  std::size_t most = 24;
  if (limit > kMaxOrigins) {
    if (contents_budget_ == 0) return prov;
    --contents_budget_;
    most = limit;
  }
  switch (v->kind) {
    case Kind::kObject: {
      if (!s_.has(v->obj)) return prov;
      const Object& o = obj(v);
      prov = arena_.join(prov, o.prov, limit);
      if (o.kind == ObjKind::kList || o.kind == ObjKind::kSet) {
        for (std::size_t i = 0; i < o.items.size() && i < most; ++i)
          prov = arena_.join(prov, prov_of(o.items[i], depth - 1, limit), limit);
      } else if (o.kind == ObjKind::kDict) {
        for (std::size_t i = 0; i < o.entries.size() && i < most; ++i)
          prov = arena_.join(prov, prov_of(o.entries[i].value, depth - 1, limit), limit);
      } else if (o.kind == ObjKind::kInstance) {
        for (const Attribute& a : o.attrs) {
          if (IsObject(a.value) && obj(a.value).kind == ObjKind::kLibrary)
            prov = arena_.join(prov, obj(a.value).prov, limit);
        }
      }
      return prov;
    }
    case Kind::kMethod:
    case Kind::kTuple:
    case Kind::kUnion:
    case Kind::kPartial:
      for (Value item : v->items) {
        if (item != nullptr) prov = arena_.join(prov, prov_of(item, depth - 1, limit), limit);
      }
      return prov;
    default: return prov;
  }
}

Provenance Interpreter::contents_prov(Value v) {
  contents_budget_ = 8 * kMaxContents;
  return prov_of(v, 6, kMaxContents);
}

ValueType Interpreter::type_of(Value v) {
  switch (v->kind) {
    case Kind::kNone: return ValueType::kNone;
    case Kind::kBool: return ValueType::kBool;
    case Kind::kInt:
    case Kind::kFloat: return ValueType::kNumber;
    case Kind::kStr:
    case Kind::kText:
    case Kind::kRunId: return v->b ? ValueType::kObject : ValueType::kString;
    case Kind::kTuple: return ValueType::kSequence;
    case Kind::kUnknown: return v->type;
    case Kind::kObject: {
      const Object& o = obj(v);
      if (o.kind == ObjKind::kList || o.kind == ObjKind::kSet) return ValueType::kSequence;
      if (o.kind == ObjKind::kDict) return ValueType::kMapping;
      return o.kind == ObjKind::kLibrary ? o.type : ValueType::kObject;
    }
    case Kind::kUnion: {
      ValueType t = type_of(v->items[0]);
      for (Value item : v->items) {
        if (type_of(item) != t) return ValueType::kUnknown;
      }
      return t;
    }
    default: return ValueType::kUnknown;
  }
}

// --- containers ---------------------------------------------------------------------------------------

void Interpreter::append(ObjId list, Value v) {
  constexpr std::size_t kMaxListed = 256;
  Object& o = edit(list);
  if (o.items.size() >= kMaxListed) {
    o.open = true;
    o.prov = arena_.join(o.prov, v->prov);
    return;
  }
  o.items.push_back(v);
}

void Interpreter::dict_set(ObjId dict, Value key, Value v, Span where, bool maybe) {
  constexpr std::size_t kMaxListed = 512;
  Object& o = edit(dict);
  if (key->kind == Kind::kUnion) {
    for (Value item : key->items) dict_set(dict, item, v, where, true);
    return;
  }
  if (key->kind != Kind::kText && !IsConst(key) && key->kind != Kind::kTuple && key->kind != Kind::kFunction &&
      key->kind != Kind::kRunId && key->kind != Kind::kObject) {
    o.open = true;
    o.prov = arena_.join(o.prov, arena_.join(prov_of(v), prov_of(key)));
    // one summary entry for keys that are not known
    for (DictItem& item : o.entries) {
      if (item.key->kind == Kind::kUnknown) {
        item.value = JoinValues(item.value, v, arena_);
        return;
      }
    }
    o.entries.push_back({arena_.unknown(prov_of(key), key->type), v, true, where});
    return;
  }
  arena_.add_work(o.entries.size());
  for (DictItem& item : o.entries) {
    if (SameValue(item.key, key)) {
      if (key->kind == Kind::kText || maybe) {
        item.value = JoinValues(item.value, v, arena_);
      } else {
        item.value = v;
        item.maybe = false;
      }
      item.where = where;
      return;
    }
  }
  if (o.entries.size() >= kMaxListed) {
    o.open = true;
    return;
  }
  o.entries.push_back({key, v, maybe, where});
}

Value Interpreter::dict_get(ObjId dict, Value key) {
  const Object& o = obj(dict);
  if (key->kind == Kind::kUnion) {
    Value out = nullptr;
    for (Value k : key->items) {
      Value v = dict_get(dict, k);
      if (v != nullptr) out = out == nullptr ? v : JoinValues(out, v, arena_);
    }
    return out;
  }
  if (IsConst(key) || key->kind == Kind::kTuple || key->kind == Kind::kRunId || key->kind == Kind::kObject) {
    for (const DictItem& item : o.entries) {
      if (SameValue(item.key, key)) return item.value;
    }
    Value pattern = nullptr;
    for (const DictItem& item : o.entries) {
      if (item.key->kind == Kind::kText || item.key->kind == Kind::kUnknown)
        pattern = pattern == nullptr ? item.value : JoinValues(pattern, item.value, arena_);
    }
    if (pattern != nullptr && o.open) return arena_.with_prov(pattern, o.prov);
    if (o.open) {
      Value entry = unseen_entry(o.prov, key);
      return entry == nullptr ? arena_.unknown(o.prov) : entry;
    }
    return pattern;
  }
  // an unknown key: any of the values
  Value out = nullptr;
  for (const DictItem& item : o.entries) out = out == nullptr ? item.value : JoinValues(out, item.value, arena_);
  if (out == nullptr || o.open) return arena_.unknown(arena_.join(o.prov, out == nullptr ? nullptr : prov_of(out)));
  return out;
}

void Interpreter::dict_update(ObjId dict, Value other, Span where) {
  other = as_mapping(other);
  if (other->kind == Kind::kUnion) {
    for (Value item : other->items) {
      if (item->kind == Kind::kNone) continue;
      if (IsObject(item) && obj(item).kind == ObjKind::kDict) {
        const std::vector<DictItem> entries = obj(item).entries;
        for (const DictItem& e : entries) dict_set(dict, e.key, e.value, e.where.valid() ? e.where : where, true);
        if (obj(item).open) edit(dict).open = true;
      } else {
        dict_update(dict, item, where);
      }
    }
    return;
  }
  if (IsObject(other) && obj(other).kind == ObjKind::kDict) {
    const Object source = obj(other);
    for (const DictItem& e : source.entries) dict_set(dict, e.key, e.value, e.where.valid() ? e.where : where, e.maybe);
    if (source.open) {
      edit(dict).open = true;
      edit(dict).prov = arena_.join(obj(dict).prov, source.prov);
    }
    return;
  }
  if (const auto pairs = known_items(other, 256); pairs.has_value() && !IsObject(other)) {
    for (Value pair : *pairs) {
      if (pair->kind == Kind::kTuple && pair->items.size() == 2) dict_set(dict, pair->items[0], pair->items[1], where);
    }
    return;
  }
  if (other->kind == Kind::kNone) return;
  Object& o = edit(dict);
  o.open = true;
  o.prov = arena_.join(o.prov, prov_of(other));
}

void Interpreter::mark_open(Value v) {
  if (IsObject(v) && s_.has(v->obj)) {
    Object& o = edit(v->obj);
    if (o.kind == ObjKind::kDict || o.kind == ObjKind::kList || o.kind == ObjKind::kSet) o.open = true;
  }
}

std::optional<std::vector<Value>> Interpreter::known_items(Value v, std::size_t limit) {
  switch (v->kind) {
    case Kind::kTuple:
      if (v->b || v->items.size() > limit) return std::nullopt;
      return v->items;
    case Kind::kStr: {
      if (v->b || v->s.size() > limit) return std::nullopt;
      std::vector<Value> out;
      for (const char c : v->s) {
        if ((static_cast<unsigned char>(c) & 0x80U) != 0) return std::nullopt;
        out.push_back(arena_.str(std::string(1, c)));
      }
      return out;
    }
    case Kind::kObject: {
      const Object& o = obj(v);
      if (o.kind == ObjKind::kList || o.kind == ObjKind::kSet) {
        if (o.open || o.items.size() > limit) return std::nullopt;
        return o.items;
      }
      if (o.kind == ObjKind::kDict) {
        if (o.open || o.entries.size() > limit) return std::nullopt;
        std::vector<Value> out;
        for (const DictItem& item : o.entries) {
          if (item.key->kind == Kind::kUnknown) return std::nullopt;
          out.push_back(item.key);
        }
        return out;
      }
      if (o.kind == ObjKind::kGenerator) {
        std::vector<Value> out;
        bool open = false;
        const int depth = symbolic_depth_;
        consume_generator(v, [&](Value item) {
          out.push_back(item);
          open = open || symbolic_depth_ > depth || s_.maybe;
        });
        if (open || out.size() > limit || exhausted_) return std::nullopt;
        return out;
      }
      if (o.kind == ObjKind::kInstance) {
        if (Value content = mapping_content(v); content != nullptr) return known_items(content, limit);
        // NamedTuple
        if (IsObject(o.cls) && obj(o.cls).flavor == ClassFlavor::kNamedTuple) {
          std::vector<Value> out;
          for (const Attribute& a : o.attrs) out.push_back(a.value);
          return out;
        }
        if (IsObject(o.cls) && obj(o.cls).flavor == ClassFlavor::kPydantic && !o.open) {
          std::vector<Value> out;
          for (const Attribute& a : o.attrs)
            out.push_back(arena_.tuple({arena_.str(std::string(names_.text(a.name))), a.value}));
          return out;
        }
        Value iter = class_attr(o.cls->obj, names_.intern("__iter__"));
        if (iter != nullptr && iter->kind == Kind::kFunction && stack_.size() < 30) {
          Value items = call(bind_method(iter, v, o.cls->obj, {}), {}, {}, {});
          if (items != v) return known_items(items, limit);
        }
        return std::nullopt;
      }
      if (o.kind == ObjKind::kLibrary) {
        Value columns = frame_columns(v);
        return columns == nullptr ? std::nullopt : known_items(columns, limit);
      }
      if (o.kind == ObjKind::kClass && o.flavor == ClassFlavor::kEnum) {
        std::vector<Value> out;
        for (const Attribute& a : o.attrs) {
          if (IsObject(a.value) && obj(a.value).cls != nullptr && obj(a.value).cls->obj == v->obj)
            out.push_back(a.value);
        }
        return out;
      }
      return std::nullopt;
    }
    default: return std::nullopt;
  }
}

Value Interpreter::element_of(Value v) {
  switch (v->kind) {
    case Kind::kTuple:
    case Kind::kUnion: {
      Value out = nullptr;
      for (Value item : v->items) {
        Value one = v->kind == Kind::kUnion ? element_of(item) : item;
        if (v->kind == Kind::kUnion && item->kind == Kind::kNone) continue;
        out = out == nullptr ? one : JoinValues(out, one, arena_);
      }
      if (out == nullptr) return arena_.unknown(v->prov);
      return v->b ? arena_.with_prov(out, v->prov) : out;
    }
    case Kind::kObject: {
      const Object& o = obj(v);
      Value out = nullptr;
      if (o.kind == ObjKind::kList || o.kind == ObjKind::kSet) {
        for (std::size_t i = 0; i < o.items.size() && i < 64; ++i)
          out = out == nullptr ? o.items[i] : JoinValues(out, o.items[i], arena_);
      } else if (o.kind == ObjKind::kDict) {
        for (const DictItem& item : o.entries) out = out == nullptr ? item.key : JoinValues(out, item.key, arena_);
      } else if (o.kind == ObjKind::kLibrary && get_library_attr(v, "__cell__") != nullptr) {
        out = get_library_attr(v, "__cell__");
      } else if (o.kind == ObjKind::kGenerator) {
        consume_generator(v, [&](Value item) { out = out == nullptr ? item : JoinValues(out, item, arena_); });
      }
      if (out == nullptr) return arena_.unknown(prov_of(v));
      if (o.open && !IsObject(out)) return arena_.with_prov(out, obj(v).prov);
      return out;
    }
    case Kind::kUnknown:
      if (v->s == "range") return arena_.unknown(v->prov, ValueType::kNumber);
      return arena_.unknown(v->prov, v->type == ValueType::kData ? ValueType::kData : ValueType::kUnknown);
    default: return arena_.unknown(prov_of(v));
  }
}

// --- indexing -------------------------------------------------------------------------------------------

/// Options on which it depends what an index picks.
Provenance Interpreter::choosing_options(Value key) {
  Provenance out = nullptr;
  if (const Provenance prov = prov_of(key); prov != nullptr) {
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kOption) out = arena_.join(out, arena_.prov(o));
    }
  }
  return out;
}

/// The default of an environment variable that the code does not set: it may be anything when the program runs.
bool Interpreter::overridable(Value v) {
  if (!IsConst(v) || v->prov == nullptr) return false;
  const auto& environment = s_.tracking->environment;
  return std::any_of(v->prov->begin(), v->prov->end(), [&](const Origin& o) {
    if (o.kind != OriginKind::kEnvironment) return false;
    return std::none_of(environment.begin(), environment.end(), [&](const auto& item) {
      const auto known = config_ids_.find("env:" + item.first);
      return known != config_ids_.end() && known->second == o.id;
    });
  });
}

/// One of the values of a dictionary, it is not known which.
Value Interpreter::any_entry(ObjId dict, Provenance chosen_by) {
  Value out = nullptr;
  for (const DictItem& item : Object(obj(dict)).entries)
    out = out == nullptr ? item.value : JoinValues(out, item.value, arena_);
  if (out == nullptr) return arena_.unknown(arena_.join(obj(dict).prov, chosen_by));
  return out;
}

Value Interpreter::index(Value self, Value key, Span where) {
  switch (self->kind) {
    case Kind::kTuple:
    case Kind::kStr: {
      if (key->kind != Kind::kInt || self->b) break;
      if (self->kind == Kind::kStr) {
        const auto items = known_items(self, 256);
        if (!items.has_value()) return arena_.unknown(self->prov, ValueType::kString);
        const auto n = static_cast<std::int64_t>(items->size());
        const std::int64_t at = key->i < 0 ? key->i + n : key->i;
        return at >= 0 && at < n ? (*items)[static_cast<std::size_t>(at)]
                                 : arena_.unknown(self->prov, ValueType::kString);
      }
      const auto n = static_cast<std::int64_t>(self->items.size());
      const std::int64_t at = key->i < 0 ? key->i + n : key->i;
      if (at >= 0 && at < n) return self->items[static_cast<std::size_t>(at)];
      break;
    }
    case Kind::kUnion: {
      Value out = nullptr;
      for (Value item : self->items) {
        if (item->kind == Kind::kNone) continue;
        Value v = index(item, key, where);
        out = out == nullptr ? v : JoinValues(out, v, arena_);
      }
      if (out != nullptr) return out;
      break;
    }
    case Kind::kObject: {
      const Object& o = obj(self);
      switch (o.kind) {
        case ObjKind::kList:
        case ObjKind::kSet: {
          if (is_unordered(self)) return element_of(self);
          const auto n = static_cast<std::int64_t>(o.items.size());
          if (key->kind == Kind::kInt && !o.open) {
            const std::int64_t at = key->i < 0 ? key->i + n : key->i;
            if (at >= 0 && at < n) return o.items[static_cast<std::size_t>(at)];
          }
          if (key->kind == Kind::kInt && o.open && key->i >= 0 && key->i < n && !o.many)
            return arena_.with_prov(o.items[static_cast<std::size_t>(key->i)], o.prov);
          return element_of(self);
        }
        case ObjKind::kDict: {
          if (Value made = missing_item(self, key, where); made != nullptr) return made;
          if (overridable(key)) return any_entry(self->obj, prov_of(key));
          Value v = dict_get(self->obj, key);
          return v == nullptr ? arena_.unknown(o.prov) : v;
        }
        case ObjKind::kInstance: {
          Value getter = class_attr(o.cls->obj, names_.intern("__getitem__"));
          if (getter != nullptr) {
            Arguments args;
            args.positional.push_back({key, bind::kNoName, where, where});
            return call(bind_method(getter, self, o.cls->obj, where), std::move(args), where, where);
          }
          if (Value content = mapping_content(self); content != nullptr) return index(content, key, where);
          if (const auto items = known_items(self, 64); items.has_value())
            return index(arena_.tuple(*items), key, where);
          break;
        }
        case ObjKind::kClass:
          if (o.flavor == ClassFlavor::kEnum && key->kind == Kind::kStr) return get_attr(self, key->s, where);
          return self;  // generic alias
        case ObjKind::kLibrary: return library_index(self, key, where);
        default: break;
      }
      break;
    }
    case Kind::kExternal: {
      if (self->s == "os.environ") {
        Call call;
        call.args.positional.push_back({key, bind::kNoName, where, where});
        call.where = where;
        return os_getenv(call);
      }
      return self;  // generic alias: list[int]
    }
    default: break;
  }
  if (self->kind == Kind::kUnknown) {
    if (Value entry = unseen_entry(self->prov, key); entry != nullptr) return entry;
  }
  const bool of_shape = self->kind == Kind::kUnknown && self->s == "shape";
  return arena_.unknown(arena_.join(prov_of(self), choosing_options(key)),
                        self->type == ValueType::kData ? ValueType::kData : ValueType::kUnknown,
                        of_shape ? "shape" : "");
}

void Interpreter::set_index(Value self, Value key, Value v, Span where) {
  if (self->kind == Kind::kUnion) {
    for (Value item : self->items) set_index(item, key, v, where);
    return;
  }
  if (self->kind == Kind::kExternal && self->s == "os.environ") {
    set_environment(key, v, where);
    return;
  }
  if (!IsObject(self)) return;
  const Object& o = obj(self);
  switch (o.kind) {
    case ObjKind::kDict: dict_set(self->obj, key, v, where); break;
    case ObjKind::kList:
      if (const auto n = static_cast<std::int64_t>(o.items.size());
          key->kind == Kind::kInt && !o.open && key->i >= -n && key->i < n) {
        edit(self->obj).items[static_cast<std::size_t>(key->i < 0 ? key->i + n : key->i)] = v;
      } else {
        Object& list = edit(self->obj);
        for (Value& item : list.items) item = JoinValues(item, v, arena_);
      }
      break;
    case ObjKind::kInstance: {
      Value setter = class_attr(o.cls->obj, names_.intern("__setitem__"));
      if (setter != nullptr) {
        Arguments args;
        args.positional.push_back({key, bind::kNoName, where, where});
        args.positional.push_back({v, bind::kNoName, where, where});
        call(bind_method(setter, self, o.cls->obj, where), std::move(args), where, where);
      } else if (Value content = mapping_content(self); content != nullptr) {
        set_index(content, key, v, where);
      }
      break;
    }
    case ObjKind::kLibrary: {
      set_frame_column(self, key, v);
      Object& library = edit(self->obj);
      library.prov = arena_.join(library.prov, prov_of(v));
      if (key->kind == Kind::kStr && library.type == ValueType::kMapping) {
        const NameId name = names_.intern(key->s);
        for (Attribute& a : library.attrs) {
          if (a.name == name) {
            a.value = v;
            return;
          }
        }
        library.attrs.push_back({name, v, false});
      }
      break;
    }
    default: break;
  }
}

/// The places that `[begin:end:step]` of so many items means; nothing where a bound is not known.
std::optional<Interpreter::SliceRange> Interpreter::slice_range(const std::array<Value, 3>& bounds, std::size_t size) {
  for (Value v : bounds) {
    if (v->kind != Kind::kNone && (v->kind != Kind::kInt || !v->s.empty() || v->i > 100000 || v->i < -100000))
      return {};
  }
  const auto n = static_cast<std::int64_t>(size);
  SliceRange out;
  out.step = bounds[2]->kind == Kind::kNone ? 1 : bounds[2]->i;
  if (out.step == 0) return {};
  const std::int64_t lowest = out.step < 0 ? -1 : 0;
  const std::int64_t highest = out.step < 0 ? n - 1 : n;
  const auto place = [&](Value v, std::int64_t missing) {
    if (v->kind == Kind::kNone) return missing;
    return std::clamp(v->i < 0 ? v->i + n : v->i, lowest, std::max(lowest, highest));
  };
  out.from = place(bounds[0], out.step < 0 ? highest : lowest);
  const std::int64_t to = place(bounds[1], out.step < 0 ? lowest : highest);
  const std::int64_t way = out.step < 0 ? out.from - to : to - out.from;
  const std::int64_t stride = out.step < 0 ? -out.step : out.step;
  out.count = way <= 0 ? 0 : (way + stride - 1) / stride;
  return out;
}

Value Interpreter::slice(Value self, Value begin, Value end, Value stride) {
  const bool instance = self->kind == Kind::kObject && obj(self).kind == ObjKind::kInstance;
  if (const auto items = instance || is_unordered(self) ? std::nullopt : known_items(self, 256)) {
    if (const auto range = slice_range({begin, end, stride}, items->size())) {
      std::vector<Value> part;
      for (std::int64_t i = 0; i < range->count; ++i)
        part.push_back((*items)[static_cast<std::size_t>(range->from + i * range->step)]);
      if (self->kind == Kind::kStr) {
        std::string text;
        for (Value c : part) text += c->s;
        return arena_.str(std::move(text), self->prov);
      }
      if (self->kind == Kind::kTuple) return arena_.tuple(std::move(part));
      return make_list(std::move(part));
    }
  }
  const ValueType type = type_of(self);
  if (type == ValueType::kString) return arena_.unknown(prov_of(self), ValueType::kString);
  if (IsObject(self) && obj(self).kind == ObjKind::kList) return make_list({element_of(self)}, true, prov_of(self));
  if (self->kind == Kind::kTuple) return make_list({element_of(self)}, true, prov_of(self));
  return arena_.unknown(prov_of(self), type);
}

}  // namespace tracklint::interpret
