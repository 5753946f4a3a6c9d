// Classes of the code: bodies, fields, instances, super().
#include <algorithm>
#include <functional>
#include <unordered_map>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

void Interpreter::exec_class(const bind::Stmt& stmt) {
  const auto id = static_cast<bind::ClassId>(stmt.extra);
  const bind::Class& cls = tree().at(id);
  Object c;
  c.kind = ObjKind::kClass;
  c.name = std::string(names_.text(cls.name));
  c.module = frame_->module;
  c.class_id = id;
  c.where = span(cls.name_begin, cls.name_end);
  for (const bind::Arg& base : cls.bases) {
    if (base.kind == bind::ArgKind::kPositional) c.bases.push_back(eval(base.value));
  }
  for (Value base : c.bases) {
    ClassFlavor flavor = ClassFlavor::kPlain;
    if (base->kind == Kind::kExternal) {
      const std::string_view name = base->s;
      if (name == "typing.NamedTuple") flavor = ClassFlavor::kNamedTuple;
      if (name.starts_with("enum.")) flavor = ClassFlavor::kEnum;
      if (name.starts_with("pydantic") && (name.ends_with("BaseModel") || name.ends_with("BaseSettings")))
        flavor = ClassFlavor::kPydantic;
      if (name == "sqlmodel.SQLModel") flavor = ClassFlavor::kPydantic;
      if (name == "typing.TypedDict" || name == "typing_extensions.TypedDict") flavor = ClassFlavor::kTypedDict;
    } else if (IsObject(base) && obj(base).kind == ObjKind::kClass) {
      flavor = obj(base).flavor;
    }
    if (flavor != ClassFlavor::kPlain) c.flavor = flavor;
  }
  std::vector<std::pair<Value, Span>> decorators;
  for (const bind::ExprId d : cls.decorators) decorators.emplace_back(eval(d), span(tree().at(d)));
  const ObjId class_object = alloc(std::move(c));
  Value value = arena_.object(class_object);
  // the body runs in an environment of its own
  Object env;
  env.kind = ObjKind::kEnv;
  env.scope = cls.scope;
  env.parent = frame_->env;
  env.items.assign(tree().at(cls.scope).slots.size(), nullptr);
  const ObjId env_id = alloc(std::move(env));
  Frame frame = *frame_;
  frame.env = env_id;
  frame.class_object = class_object;
  frame.caller = frame_;
  frame.on_yield = nullptr;
  Frame* outer = std::exchange(frame_, &frame);
  Exits exits;
  Exits* outer_exits = std::exchange(exits_, &exits);
  exec_block(cls.body);
  exits_ = outer_exits;
  frame_ = outer;
  if (!live_ && !exits.raised.has_value()) live_ = true;
  const bind::Scope& scope = tree().at(cls.scope);
  const std::vector<Value> slots = obj(env_id).items;
  Object& done = edit(class_object);
  for (std::size_t i = 0; i < scope.slots.size() && i < slots.size(); ++i) {
    if (slots[i] != nullptr && !scope.hidden[i]) done.attrs.push_back({scope.slots[i], slots[i], false});
  }
  if (done.flavor == ClassFlavor::kEnum) {
    std::vector<Attribute> attrs = done.attrs;
    for (Attribute& a : attrs) {
      if (a.value->kind == Kind::kFunction || a.value->kind == Kind::kDecorated || names_.text(a.name).starts_with("_"))
        continue;
      Object member;
      member.kind = ObjKind::kInstance;
      member.cls = value;
      Value raw = a.value;
      if (raw->kind == Kind::kUnknown) raw = arena_.unknown(raw->prov);
      member.attrs.push_back({names_.intern("value"), raw, false});
      member.attrs.push_back({names_.intern("name"), arena_.str(std::string(names_.text(a.name))), false});
      a.value = arena_.object(alloc(std::move(member)));
    }
    edit(class_object).attrs = std::move(attrs);
  }
  for (Value base : std::vector<Value>(obj(class_object).bases)) {
    // a base class may register its subclasses
    Value hook = IsObject(base) ? class_attr(base->obj, names_.intern("__init_subclass__")) : nullptr;
    if (hook == nullptr) continue;
    if (hook->kind == Kind::kDecorated && !hook->items.empty()) hook = hook->items[0];
    if (hook->kind == Kind::kFunction) {
      Arguments args;
      for (const bind::Arg& keyword : cls.bases) {
        if (keyword.kind == bind::ArgKind::kKeyword && names_.text(keyword.name) != "metaclass") {
          Value v = eval(keyword.value);
          args.keyword.push_back({v, keyword.name, v->where, v->where});
        }
      }
      call_function(hook, value, std::move(args), obj(class_object).where);
    }
    break;
  }
  for (std::size_t i = decorators.size(); i-- > 0;)
    value = decorate_class(decorators[i].first, value, decorators[i].second);
  bind_ref(stmt.ref, value);
}

void Interpreter::add_field(const bind::Expr& target, const bind::Stmt& stmt, Value v) {
  const bind::Expr& annotation = tree().at(stmt.c);
  const bind::Expr* head = &annotation;
  if (head->kind == bind::ExprKind::kSubscript) head = &tree().at(head->a);
  const NameId word = head->name;
  if (word != bind::kNoName && names_.text(word) == "ClassVar") return;
  Field field;
  field.name = target.name;
  field.where = span(stmt);
  field.annotation = stmt.c;
  field.module = frame_->module;
  field.fallback = v;
  if (v != nullptr && IsObject(v) && obj(v).kind == ObjKind::kLibrary) {
    // field(default=…, default_factory=…), attrs.field(...), pydantic.Field(...)
    const Object& o = obj(v);
    const std::string& name = o.name;
    if (name == "dataclasses.field" || name == "attrs.field" || name == "attr.ib" || name == "attr.field" ||
        name == "pydantic.Field" || name == "attr.attrib") {
      field.fallback = nullptr;
      if (name == "pydantic.Field" && !o.items.empty() && !(o.items[0]->kind == Kind::kUnknown))
        field.fallback = o.items[0];
      for (const DictItem& item : o.entries) {
        if (item.key->s == "default") field.fallback = item.value;
        if (item.key->s == "default_factory" || item.key->s == "factory") field.factory = item.value;
        if (item.key->s == "init" && item.value->kind == Kind::kBool) field.init = item.value->b;
        if (item.key->s == "alias" && item.value->kind == Kind::kStr) field.alias = names_.intern(item.value->s);
        if (item.key->s == "metadata") field.metadata = item.value;
        if (item.key->s == "converter") field.converter = item.value;
      }
    }
  }
  edit(frame_->class_object).fields.push_back(field);
}

/// Of the bases first; a field that a class has again stands where its base has it.
std::vector<Field> Interpreter::all_fields(ObjId cls) {
  constexpr std::size_t kMaxFields = 1000;
  std::unordered_map<ObjId, std::vector<Field>> known;
  const std::function<const std::vector<Field>&(ObjId)> of = [&](ObjId at) -> const std::vector<Field>& {
    const auto [place, fresh] = known.try_emplace(at);
    if (!fresh) return place->second;
    const Object c = obj(at);
    std::vector<Field> out;
    for (Value base : c.bases) {
      if (!IsObject(base) || obj(base).kind != ObjKind::kClass) continue;
      for (const Field& f : of(base->obj)) {
        std::erase_if(out, [&](const Field& have) { return have.name == f.name; });
        if (out.size() < kMaxFields) out.push_back(f);
      }
    }
    for (const Field& f : c.fields) {
      const auto same = std::find_if(out.begin(), out.end(), [&](const Field& have) { return have.name == f.name; });
      if (same != out.end()) {
        *same = f;
      } else if (out.size() < kMaxFields) {
        out.push_back(f);
      }
    }
    return known[at] = std::move(out);
  };
  return of(cls);
}

void Interpreter::init_fields(ObjId instance, ObjId cls, Arguments& args, Span where) {
  std::size_t next = 0;
  const bool positional = obj(cls).flavor != ClassFlavor::kPydantic;
  const bool pydantic = obj(cls).flavor == ClassFlavor::kPydantic;
  const std::vector<Field> fields = all_fields(cls);
  for (const Field& f : fields) {
    Value v = nullptr;
    std::string_view public_name = names_.text(f.name);
    if (obj(cls).flavor == ClassFlavor::kAttrs) {
      while (public_name.starts_with("_")) public_name.remove_prefix(1);
    }
    for (const Argument& a : args.keyword) {
      if (a.name == f.name || (f.alias != bind::kNoName && a.name == f.alias) || names_.text(a.name) == public_name)
        v = arena_.with_where(a.value, a.value->where.valid() ? a.value->where : a.value_where);
    }
    if (v == nullptr && positional && f.init && next < args.positional.size()) v = args.positional[next++].value;
    bool given = v != nullptr;
    if (v == nullptr && (args.open_keyword || args.open_positional)) {
      Value fallback = f.fallback;
      ValueData* given_or_default = arena_.make(Kind::kUnknown);
      given_or_default->prov = arena_.join(args.open_prov, fallback == nullptr ? nullptr : prov_of(fallback));
      given_or_default->type = fallback == nullptr ? ValueType::kUnknown : type_of(fallback);
      if (fallback != nullptr && (fallback->kind == Kind::kStr || fallback->kind == Kind::kText)) {
        given_or_default->s = "option";  // names a run or an experiment unless it is given
        given_or_default->items.push_back(fallback);
      }
      v = given_or_default;
      given = true;
    }
    if (v == nullptr && f.factory != nullptr) v = call(f.factory, {}, f.where, f.where);
    if (v == nullptr && f.fallback != nullptr) v = f.fallback;
    if (v == nullptr) v = arena_.unknown();
    if (f.converter != nullptr) {
      Arguments converted;
      converted.positional.push_back({v, bind::kNoName, where, where});
      v = call(f.converter, std::move(converted), where, where);
    }
    if (pydantic && given) v = coerce_field(f, v, where);
    edit(instance).attrs.push_back({f.name, v, false});
  }
  if (fields.empty()) edit(instance).open = true;
  if (args.open_keyword) edit(instance).prov = arena_.join(obj(instance).prov, args.open_prov);
}

/// dataclasses.is_dataclass(v), of an instance or a class.
Value Interpreter::std_is_dataclass(Call& call) {
  Value v = arg(call, 0, "obj");
  if (v == nullptr) return arena_.unknown(nullptr, ValueType::kBool);
  const auto decide = [&](Value one) {
    if (IsConst(one) || one->kind == Kind::kText || one->kind == Kind::kTuple) return Tri::kNo;
    if (!IsObject(one)) return Tri::kUnknown;
    const Object& o = obj(one);
    if (o.kind == ObjKind::kClass) return o.flavor == ClassFlavor::kDataclass ? Tri::kYes : Tri::kNo;
    if (o.kind == ObjKind::kInstance && IsObject(o.cls))
      return obj(o.cls).flavor == ClassFlavor::kDataclass ? Tri::kYes : Tri::kNo;
    return o.kind == ObjKind::kLibrary ? Tri::kUnknown : Tri::kNo;
  };
  Tri out = decide(v->kind == Kind::kUnion ? v->items[0] : v);
  if (v->kind == Kind::kUnion) {
    for (Value one : v->items) {
      if (decide(one) != out) out = Tri::kUnknown;
    }
  }
  return out == Tri::kUnknown ? arena_.unknown(prov_of(v), ValueType::kBool) : arena_.boolean(out == Tri::kYes);
}

/// pydantic turns dicts into the models that the annotation names.
Value Interpreter::coerce_field(const Field& field, Value v, Span where) {
  const bind::ModuleRecord* record = graph_.module(field.module).record.get();
  if (record == nullptr || field.annotation == bind::kNoExpr) return v;
  Frame frame;
  frame.module = field.module;
  frame.record = record;
  frame.env = module_env(field.module);
  frame.caller = frame_;
  frame.depth = frame_->depth;
  Frame* outer = std::exchange(frame_, &frame);
  const auto as_model = [&](Value cls, Value data) -> Value {
    if (!IsObject(cls) || obj(cls).kind != ObjKind::kClass || obj(cls).flavor != ClassFlavor::kPydantic) return data;
    const bool unseen = data->kind == Kind::kUnknown && data->type != ValueType::kNone;
    if (!unseen && (!IsObject(data) || obj(data).kind != ObjKind::kDict)) return data;
    Arguments args;
    spread_mapping(data, where, args);
    return instantiate(cls, std::move(args), where);
  };
  const bind::Expr* e = &record->tree.at(field.annotation);
  Value out = v;
  if (e->kind == bind::ExprKind::kBinary) e = &record->tree.at(e->a);  // X | None
  if (e->kind == bind::ExprKind::kSubscript) {
    const bind::Expr& head = record->tree.at(e->a);
    const std::string_view word = head.name == bind::kNoName ? std::string_view() : names_.text(head.name);
    if (word == "list" || word == "List" || word == "Sequence") {
      Value cls = eval(e->b);
      if (const auto items = known_items(v, 64); items.has_value() && IsObject(v) && obj(v).kind == ObjKind::kList) {
        std::vector<Value> made;
        for (Value item : *items) made.push_back(as_model(cls, item));
        out = make_list(std::move(made));
      }
    } else if (word == "Optional") {
      out = as_model(eval(e->b), v);
    }
  } else if (e->kind == bind::ExprKind::kName || e->kind == bind::ExprKind::kAttribute) {
    out = as_model(eval_expr(*e, field.annotation), v);
  }
  frame_ = outer;
  return out;
}

Value Interpreter::instantiate(Value cls, Arguments args, Span where) {
  const ObjId class_id = cls->obj;
  const ClassFlavor flavor = obj(class_id).flavor;
  if (flavor == ClassFlavor::kEnum) {
    if (args.positional.size() == 1) {
      Value all = nullptr;
      const Object c = obj(class_id);
      for (const Attribute& a : c.attrs) {
        if (!IsObject(a.value) || obj(a.value).kind != ObjKind::kInstance) continue;
        Value raw = get_attr(a.value, "value", where);
        if (SameConst(raw, args.positional[0].value)) return a.value;
        all = all == nullptr ? a.value : JoinValues(all, a.value, arena_);
      }
      if (all != nullptr) return arena_.with_prov(all, prov_of(args.positional[0].value));
    }
    return arena_.unknown();
  }
  if (flavor == ClassFlavor::kTypedDict) {
    Value dict = make_dict();
    for (const Argument& a : args.keyword)
      dict_set(dict->obj, arena_.str(std::string(names_.text(a.name))), a.value, a.where);
    return dict;
  }
  Value self = nullptr;
  Value maker = class_attr(class_id, names_.intern("__new__"));
  if (maker != nullptr && maker->kind == Kind::kDecorated && !maker->items.empty()) maker = maker->items[0];
  if (maker != nullptr && maker->kind == Kind::kFunction) {
    self = call_function(maker, cls, args, where);
    if (!IsObject(self) || obj(self).kind != ObjKind::kInstance) return self;
  } else {
    self = make_instance(cls, args, where);
  }
  Value init = class_attr(class_id, names_.intern("__init__"));
  if (init != nullptr && init->kind == Kind::kFunction) {
    call_function(init, self, std::move(args), where);
  } else if (flavor != ClassFlavor::kPlain || !obj(class_id).fields.empty()) {
    init_fields(self->obj, class_id, args, where);
    for (const char* hook : {"__post_init__", "__attrs_post_init__", "model_post_init"}) {
      Value post = class_attr(class_id, names_.intern(hook));
      if (post != nullptr && post->kind == Kind::kFunction) call_function(post, self, {}, where);
    }
  }
  return self;
}

/// object.__new__(cls): an instance before its __init__.
Value Interpreter::make_instance(Value cls, const Arguments& args, Span where) {
  const ObjId class_id = cls->obj;
  Object o;
  o.kind = ObjKind::kInstance;
  o.cls = cls;
  o.where = where;
  o.spread = args.spread;
  std::string base;
  const bool library = has_library_base(class_id, "", &base);
  if (library) {
    o.name = base;
    o.type = library_type(base);
    for (const Argument& a : args.positional)
      o.items.push_back(arena_.with_where(a.value, a.value_where.valid() ? a.value_where : a.where));
    for (const Argument& a : args.keyword)
      o.entries.push_back({arena_.str(std::string(names_.text(a.name))), a.value, false, a.where});
  } else {
    for (const Argument& a : args.positional)
      o.items.push_back(arena_.with_where(a.value, a.value_where.valid() ? a.value_where : a.where));
    for (const Argument& a : args.keyword)
      o.entries.push_back({arena_.str(std::string(names_.text(a.name))), a.value, false, a.where});
  }
  Value made = arena_.object(alloc(std::move(o)));
  if (library) {
    Value init = class_attr(class_id, names_.intern("__init__"));
    make_mapping(made, args, init != nullptr && init->kind == Kind::kFunction, where);
  }
  return made;
}

Value Interpreter::make_super() {
  const bind::Function* fn = frame_->function;
  if (fn == nullptr || frame_->self == nullptr) return arena_.unknown();
  // the class whose body defines this method, among the classes of self
  Value self = frame_->self;
  ObjId start = kNoObject;
  if (IsObject(self))
    start = obj(self).kind == ObjKind::kClass ? self->obj : obj(self).cls != nullptr ? obj(self).cls->obj : kNoObject;
  const std::vector<ObjId>& order = lookup_order(start);
  const auto defining = std::ranges::find_if(order, [&](ObjId at) {
    const Object& c = obj(at);
    return c.module == frame_->module && c.class_id == fn->in_class;
  });
  const ObjId cls = defining == order.end() ? kNoObject : *defining;
  if (cls == kNoObject) return arena_.unknown();
  ValueData* v = arena_.make(Kind::kSuper);
  v->items = {arena_.object(cls), self};
  return v;
}

}  // namespace tracklint::interpret
