// Builtin functions of Python and methods of its containers.
#include <algorithm>
#include <cmath>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/interpret/python_format.h"

namespace tracklint::interpret {

bool Interpreter::is_builtin(std::string_view name) {
  static const std::unordered_set<std::string_view> kNames{"print",
                                                           "len",
                                                           "range",
                                                           "enumerate",
                                                           "zip",
                                                           "map",
                                                           "filter",
                                                           "sorted",
                                                           "reversed",
                                                           "list",
                                                           "tuple",
                                                           "dict",
                                                           "set",
                                                           "frozenset",
                                                           "str",
                                                           "int",
                                                           "float",
                                                           "bool",
                                                           "bytes",
                                                           "repr",
                                                           "round",
                                                           "abs",
                                                           "min",
                                                           "max",
                                                           "sum",
                                                           "any",
                                                           "all",
                                                           "isinstance",
                                                           "issubclass",
                                                           "hasattr",
                                                           "getattr",
                                                           "setattr",
                                                           "delattr",
                                                           "type",
                                                           "callable",
                                                           "iter",
                                                           "next",
                                                           "vars",
                                                           "id",
                                                           "input",
                                                           "open",
                                                           "format",
                                                           "super",
                                                           "object",
                                                           "property",
                                                           "staticmethod",
                                                           "classmethod",
                                                           "divmod",
                                                           "pow",
                                                           "hash",
                                                           "ord",
                                                           "chr",
                                                           "hex",
                                                           "bin",
                                                           "oct",
                                                           "__import__",
                                                           "exit",
                                                           "quit",
                                                           "locals",
                                                           "globals",
                                                           "dir",
                                                           "slice",
                                                           "memoryview",
                                                           "bytearray",
                                                           "complex",
                                                           "eval",
                                                           "exec",
                                                           "compile",
                                                           "ascii",
                                                           "help",
                                                           "breakpoint",
                                                           "aiter",
                                                           "anext",
                                                           "Exception",
                                                           "BaseException",
                                                           "ValueError",
                                                           "TypeError",
                                                           "KeyError",
                                                           "IndexError",
                                                           "RuntimeError",
                                                           "ImportError",
                                                           "ModuleNotFoundError",
                                                           "AttributeError",
                                                           "FileNotFoundError",
                                                           "OSError",
                                                           "IOError",
                                                           "NotImplementedError",
                                                           "StopIteration",
                                                           "KeyboardInterrupt",
                                                           "SystemExit",
                                                           "AssertionError",
                                                           "ZeroDivisionError",
                                                           "PermissionError",
                                                           "TimeoutError",
                                                           "ConnectionError",
                                                           "UnicodeDecodeError",
                                                           "FileExistsError",
                                                           "ArithmeticError",
                                                           "OverflowError",
                                                           "LookupError",
                                                           "NameError",
                                                           "Warning",
                                                           "UserWarning",
                                                           "DeprecationWarning",
                                                           "FutureWarning",
                                                           "RuntimeWarning",
                                                           "NotImplemented",
                                                           "Ellipsis",
                                                           "MemoryError",
                                                           "EOFError",
                                                           "RecursionError",
                                                           "GeneratorExit",
                                                           "SyntaxError",
                                                           "__debug__"};
  return kNames.contains(name);
}

Value Interpreter::py_print(Call& call) {
  const Provenance prov = arguments_prov(call);
  if (prov != nullptr) {
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size())
        out_.entry.evaluations[o.id].printed = true;
    }
  }
  return arena_.none();
}

Value Interpreter::py_len(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown(nullptr, ValueType::kNumber);
  if (v->kind == Kind::kStr && !v->b) {
    std::int64_t n = 0;
    for (const char c : v->s) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return arena_.integer(n, v->prov);
  }
  if (v->kind == Kind::kTuple || (IsObject(v) && (obj(v).kind == ObjKind::kList || obj(v).kind == ObjKind::kDict))) {
    const bool maybe_entries = IsObject(v) && std::any_of(obj(v).entries.begin(), obj(v).entries.end(),
                                                          [](const DictItem& i) { return i.maybe || !IsConst(i.key); });
    if (const auto items = known_items(v, 512); items.has_value() && !maybe_entries)
      return arena_.integer(static_cast<std::int64_t>(items->size()), prov_of(v));
  }
  if (IsObject(v) && obj(v).kind == ObjKind::kSet && !obj(v).open && !obj(v).many &&
      std::all_of(obj(v).items.begin(), obj(v).items.end(), IsConst))
    return arena_.integer(static_cast<std::int64_t>(obj(v).items.size()), prov_of(v));
  // how much there is of something: a property of the data, and perhaps the same in every round of a loop
  Provenance prov = arena_.prov({OriginKind::kGenerated, kNoIndex});
  const Provenance of = prov_of(v);
  for (const Origin& o : of == nullptr ? Origins{} : *of) {
    if (o.kind != OriginKind::kLoop) prov = arena_.join(prov, arena_.prov(o));
  }
  return arena_.unknown(prov, ValueType::kNumber);
}

Value Interpreter::py_range(Call& call) {
  std::vector<std::int64_t> n;
  bool known = !call.args.positional.empty();
  for (const Argument& a : call.args.positional) {
    constexpr std::int64_t kFarthest = std::int64_t{1} << 40U;
    if (a.value->kind == Kind::kInt && a.value->s.empty() && a.value->i < kFarthest && a.value->i > -kFarthest) {
      n.push_back(a.value->i);
    } else {
      known = false;
    }
  }
  const Provenance prov = arguments_prov(call);
  if (known && n.size() <= 3) {
    const std::int64_t from = n.size() > 1 ? n[0] : 0;
    const std::int64_t to = n.size() > 1 ? n[1] : n[0];
    const std::int64_t by = n.size() > 2 ? n[2] : 1;
    if (by != 0) {
      const std::int64_t count = by > 0 ? (to - from + by - 1) / by : (from - to - by - 1) / -by;
      if (count <= 0) return arena_.tuple({});
      if (count <= 256) {
        std::vector<Value> items;
        for (std::int64_t i = 0; i < count; ++i) items.push_back(arena_.integer(from + i * by));
        return arena_.tuple(std::move(items));
      }
    }
  }
  return arena_.unknown(prov, ValueType::kUnknown, "range");
}

Value Interpreter::py_enumerate(Call& call) {
  Value v = arg(call, 0, "iterable");
  Value start = arg(call, 1, "start");
  if (v == nullptr) return arena_.unknown();
  if (const auto items = ordered_items(v, 64); items.has_value() && (start == nullptr || start->kind == Kind::kInt)) {
    std::vector<Value> out;
    std::int64_t i = start == nullptr ? 0 : start->i;
    for (Value item : *items) out.push_back(arena_.tuple({arena_.integer(i++), item}));
    return arena_.tuple(std::move(out));
  }
  return arena_.tuple({arena_.tuple({arena_.unknown(nullptr, ValueType::kNumber), element_of(v)})}, true, prov_of(v));
}

Value Interpreter::py_zip(Call& call) {
  std::vector<std::vector<Value>> columns;
  bool known = !call.args.open_positional;
  std::size_t n = SIZE_MAX;
  for (const Argument& a : call.args.positional) {
    if (auto items = ordered_items(a.value, 64)) {
      n = std::min(n, items->size());
      columns.push_back(std::move(*items));
    } else {
      known = false;
    }
  }
  if (known && !columns.empty()) {
    std::vector<Value> out;
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<Value> row;
      row.reserve(columns.size());
      for (const auto& c : columns) row.push_back(c[i]);
      out.push_back(arena_.tuple(std::move(row)));
    }
    return arena_.tuple(std::move(out));
  }
  std::vector<Value> row;
  for (const Argument& a : call.args.positional) row.push_back(element_of(a.value));
  // a known side with an unknown one: as long as the known one, most likely
  if (!columns.empty() && n <= 32 && columns.size() + 1 >= call.args.positional.size() && !call.args.open_positional) {
    std::vector<Value> out;
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<Value> r;
      std::size_t c = 0;
      for (const Argument& a : call.args.positional) {
        if (ordered_items(a.value, 64).has_value()) {
          r.push_back(columns[c++][i]);
        } else {
          r.push_back(element_of(a.value));
        }
      }
      out.push_back(arena_.tuple(std::move(r)));
    }
    return arena_.tuple(std::move(out));
  }
  return arena_.tuple({arena_.tuple(std::move(row))}, true, arguments_prov(call));
}

Value Interpreter::py_map(Call& call) {
  Value f = arg(call, 0, "");
  Value v = arg(call, 1, "");
  if (f == nullptr || v == nullptr) return arena_.unknown(arguments_prov(call));
  Value out = make_list({});
  loop_over(
      v,
      [&](Value item) {
        Arguments args;
        args.positional.push_back({item, bind::kNoName, call.where, call.where});
        Value r = this->call(f, std::move(args), call.where, call.callee);
        append(out->obj, r);
        if (symbolic_depth_ > 0) edit(out->obj).open = true;
      },
      call.where, true);
  return out;
}

Value Interpreter::py_filter(Call& call) {
  Value test = arg(call, 0, "");
  Value v = arg(call, 1, "");
  if (v == nullptr || test == nullptr) return arena_.unknown();
  if (const auto items = known_items(v, 64)) {
    std::vector<Value> kept;
    bool open = false;
    for (Value item : *items) {
      Value result = item;
      if (test->kind != Kind::kNone) {
        Arguments args;
        args.positional.push_back({item, bind::kNoName, call.where, call.where});
        result = this->call(test, std::move(args), call.where, call.callee);
      }
      const Tri keep = truth(result);
      if (keep != Tri::kNo) kept.push_back(item);
      open = open || keep == Tri::kUnknown;
    }
    return make_list(std::move(kept), open, open ? prov_of(v) : nullptr);
  }
  return make_list({element_of(v)}, true, prov_of(v));
}

Value Interpreter::py_sorted(Call& call) {
  Value v = arg(call, 0, "iterable");
  if (v == nullptr) return arena_.unknown();
  if (auto items = known_items(v, 64)) {
    const bool known = sort_items(*items, call);
    Value out = make_list(std::move(*items));
    if (!known && obj(out).items.size() > 1) edit(out->obj).kind = ObjKind::kSet;  // in an order that is not known
    return out;
  }
  if (Value key = named(call.args, "key"); key != nullptr) call_back(key, call, {element_of(v)}, false);
  return make_list({element_of(v)}, true, prov_of(v));
}

Value Interpreter::py_reversed(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown();
  if (auto items = ordered_items(v, 64)) {
    std::reverse(items->begin(), items->end());
    return make_list(std::move(*items));
  }
  return make_list({element_of(v)}, true, prov_of(v));
}

Value Interpreter::py_list(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return make_list({});
  if (v->kind == Kind::kUnion) {
    Value only = nullptr;
    std::size_t others = 0;
    for (Value item : v->items) {
      if (item->kind == Kind::kNone) continue;
      only = item;
      ++others;
    }
    if (others == 1) v = only;
  }
  if (auto items = known_items(v, 256)) {
    const bool unordered = is_unordered(v);
    Value out = make_list(std::move(*items));
    if (unordered) edit(out->obj).kind = ObjKind::kSet;
    return out;
  }
  return make_list({element_of(v)}, true, prov_of(v));
}

Value Interpreter::py_tuple(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.tuple({});
  if (is_unordered(v)) return py_list(call);
  if (auto items = known_items(v, 256)) return arena_.tuple(std::move(*items));
  return arena_.tuple({element_of(v)}, true, prov_of(v));
}

Value Interpreter::py_set(Call& call) {
  Value v = py_list(call);
  edit(v->obj).kind = ObjKind::kSet;
  Object& o = edit(v->obj);
  std::vector<Value> unique;
  for (Value item : o.items) {
    if (std::none_of(unique.begin(), unique.end(), [&](Value u) { return SameConst(u, item); })) unique.push_back(item);
  }
  o.items = std::move(unique);
  return v;
}

Value Interpreter::py_dict(Call& call) {
  Value dict = make_dict();
  if (Value v = arg(call, 0, ""); v != nullptr && !call.args.positional.empty()) {
    v = as_mapping(v);
    if (IsObject(v) && obj(v).kind == ObjKind::kLibrary && obj(v).type != ValueType::kMapping) {
      dict_update(dict->obj, v, call.where);
    } else if (IsObject(v) && (obj(v).kind == ObjKind::kList || obj(v).kind == ObjKind::kGenerator ||
                               (obj(v).kind == ObjKind::kInstance && obj(v).cls != nullptr &&
                                class_attr(obj(v).cls->obj, names_.intern("keys")) == nullptr))) {
      if (const auto pairs = known_items(v, 256)) {
        for (Value pair : *pairs) {
          const auto kv = known_items(pair, 2);
          if (kv.has_value() && kv->size() == 2) dict_set(dict->obj, (*kv)[0], (*kv)[1], call.where);
        }
      } else {
        Value pair = element_of(v);
        const auto kv = known_items(pair, 2);
        if (kv.has_value() && kv->size() == 2) {
          dict_set(dict->obj, (*kv)[0], (*kv)[1], call.where);
        }
        edit(dict->obj).open = true;
        edit(dict->obj).prov = arena_.join(obj(dict).prov, prov_of(v));
      }
    } else {
      dict_update(dict->obj, v, call.where);
    }
  }
  for (const Argument& a : call.args.keyword)
    dict_set(dict->obj, arena_.str(std::string(names_.text(a.name))), a.value, a.where);
  if (call.args.open_keyword) {
    edit(dict->obj).open = true;
    edit(dict->obj).prov = arena_.join(obj(dict).prov, call.args.open_prov);
  }
  return dict;
}

Value Interpreter::py_str(Call& call) {
  Value v = arg(call, 0, "object");
  if (v == nullptr) return arena_.str("");
  if (v->kind == Kind::kStr && !v->b) return v;
  if (v->kind == Kind::kRunId) return v;
  Value out = arena_.text(pattern_of(v), prov_of(v));
  if (v->kind == Kind::kText && v->i != 0) out = with_run(out, static_cast<Index>(v->i - 1));
  return out;
}

Value Interpreter::py_format(Call& call) {
  Value v = arg(call, 0, "");
  Value spec = arg(call, 1, "");
  if (v == nullptr) return arena_.unknown();
  if (spec != nullptr && spec->kind != Kind::kStr) return arena_.unknown(arguments_prov(call), ValueType::kString);
  return arena_.text(formatted(v, 0, spec == nullptr ? std::string_view() : std::string_view(spec->s)), prov_of(v));
}

Value Interpreter::py_repr(Call& call) {
  Value v = arg(call, 0, "");
  return v == nullptr ? arena_.unknown() : arena_.text(repr_pattern(v), prov_of(v));
}

Value Interpreter::py_int(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.integer(0);
  if (v->kind == Kind::kInt) return v;
  if (v->kind == Kind::kBool) return arena_.integer(v->b ? 1 : 0, v->prov);
  if (v->kind == Kind::kFloat && std::fabs(v->d) < 9e18)
    return arena_.integer(static_cast<std::int64_t>(v->d), v->prov);
  if (v->kind == Kind::kStr && call.args.positional.size() == 1) {
    if (const auto n = ReadInteger(v->s)) return arena_.integer(*n, v->prov);
  }
  return arena_.with_where(arena_.unknown(prov_of(v), ValueType::kNumber), v->where);
}

Value Interpreter::py_float(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.number(0);
  if (v->kind == Kind::kFloat) return v;
  if (v->kind == Kind::kBool) return arena_.number(v->b ? 1 : 0, v->prov);
  if (v->kind == Kind::kInt && v->s.empty()) return arena_.number(static_cast<double>(v->i), v->prov);
  if (v->kind == Kind::kStr && !v->b) {
    if (const auto d = ReadReal(v->s)) return arena_.number(*d, v->prov);
  }
  return arena_.with_where(arena_.unknown(prov_of(v), ValueType::kNumber), v->where);
}

Value Interpreter::py_bool(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.boolean(false);
  const Tri t = truth(v);
  if (t == Tri::kUnknown) return arena_.unknown(prov_of(v), ValueType::kBool);
  return arena_.with_prov(arena_.boolean(t == Tri::kYes), prov_of(v));
}

Value Interpreter::py_number(Call& call) {
  // abs, round, pow, divmod, sum of what is known
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown(nullptr, ValueType::kNumber);
  if (call.name == "builtins.abs") {
    if (v->kind == Kind::kInt && v->s.empty() && v->i != INT64_MIN) return arena_.integer(std::abs(v->i), v->prov);
    if (v->kind == Kind::kFloat) return arena_.number(std::fabs(v->d), v->prov);
  }
  if (call.name == "builtins.round" && v->kind == Kind::kInt && call.args.positional.size() == 1) return v;
  if (call.name == "builtins.round" && v->kind == Kind::kFloat) {
    Value digits = arg(call, 1, "ndigits");
    if (digits == nullptr || digits->kind == Kind::kNone) {
      if (std::fabs(v->d) < 9e15) return arena_.integer(static_cast<std::int64_t>(std::nearbyint(v->d)), v->prov);
    } else if (digits->kind == Kind::kInt && digits->i >= 0 && digits->i <= 20) {
      FormatSpec fixed;
      fixed.type = 'f';
      fixed.precision = static_cast<int>(digits->i);
      if (const auto text = FormatReal(v->d, fixed)) {
        if (const auto rounded = ReadReal(*text)) return arena_.number(*rounded, v->prov);
      }
    }
  }
  if (call.name == "builtins.sum") {
    if (const auto items = known_items(v, 256)) {
      Value total = call.args.positional.size() > 1 ? call.args.positional[1].value : arena_.integer(0);
      // since 3.12 sums of floats are compensated: two are the same either way
      std::size_t reals = 0;
      for (Value item : *items) reals += item->kind == Kind::kFloat ? 1 : 0;
      if (reals > 2 || (reals > 0 && items->size() > 2)) return arena_.unknown(prov_of(v), ValueType::kNumber);
      for (Value item : *items) total = binary(bind::Op::kAdd, total, item, call.where);
      return total;
    }
    return arena_.unknown(prov_of(v), ValueType::kNumber);
  }
  return arena_.unknown(arguments_prov(call), type_of(v) == ValueType::kData ? ValueType::kData : ValueType::kNumber);
}

Value Interpreter::py_min_max(Call& call) {
  const bool is_max = call.name == "builtins.max";
  std::vector<Value> items;
  if (call.args.positional.size() == 1) {
    Value v = call.args.positional[0].value;
    if (const auto known = known_items(v, 64)) {
      items = *known;
    } else {
      return picked(arena_.with_prov(element_of(v), prov_of(v)), true);
    }
  } else {
    for (const Argument& a : call.args.positional) items.push_back(a.value);
  }
  if (items.empty()) return arena_.unknown(arguments_prov(call));
  Value key = named(call.args, "key");
  if (key == nullptr && std::all_of(items.begin(), items.end(), IsConst)) {
    Value best = items[0];
    bool known = true;
    for (Value v : items) {
      const auto order = order_of(v, best, 0);
      known = known && order.has_value();
      if (known && (is_max ? *order > 0 : *order < 0)) best = v;
    }
    if (known) return best;
  }
  if (key != nullptr) call_back(key, call, {items[0]}, false);
  note_use(call.args.positional[0].value);
  Value out = items[0];
  for (Value v : items) out = JoinValues(out, v, arena_);
  return out;
}

Value Interpreter::py_isinstance(Call& call) {
  Value v = arg(call, 0, "");
  Value cls = arg(call, 1, "");
  if (v == nullptr || cls == nullptr) return arena_.unknown(nullptr, ValueType::kBool);
  const Tri t = is_instance(v, cls);
  return t == Tri::kUnknown ? arena_.unknown(nullptr, ValueType::kBool) : arena_.boolean(t == Tri::kYes);
}

Value Interpreter::py_hasattr(Call& call) {
  Value v = arg(call, 0, "");
  Value name = arg(call, 1, "");
  if (v == nullptr || name == nullptr || name->kind != Kind::kStr) return arena_.unknown(nullptr, ValueType::kBool);
  if (IsObject(v) && obj(v).kind == ObjKind::kInstance && obj(v).name.empty() && !obj(v).open) {
    const NameId id = names_.intern(name->s);
    const bool has =
        std::any_of(obj(v).attrs.begin(), obj(v).attrs.end(), [&](const Attribute& a) { return a.name == id; }) ||
        class_attr(obj(v).cls->obj, id) != nullptr;
    return arena_.boolean(has);
  }
  if (v->kind == Kind::kExternal && v->s == "mlflow") return arena_.boolean(true);
  return arena_.unknown(nullptr, ValueType::kBool);
}

Value Interpreter::py_getattr(Call& call) {
  Value v = arg(call, 0, "");
  Value name = arg(call, 1, "");
  if (v == nullptr || name == nullptr) return arena_.unknown();
  if (name->kind == Kind::kUnion) {
    Value out = nullptr;
    for (Value n : name->items) {
      if (n->kind != Kind::kStr) continue;
      Value one = get_attr(v, n->s, call.where);
      out = out == nullptr ? one : JoinValues(out, one, arena_);
    }
    return out == nullptr ? arena_.unknown() : out;
  }
  if (name->kind != Kind::kStr) {
    return arena_.unknown(prov_of(v));
  }
  if (v->kind == Kind::kUnion || v->kind == Kind::kNone) {
    Value fallback = arg(call, 2, "");
    if (v->kind == Kind::kNone) return fallback == nullptr ? arena_.unknown() : fallback;
  }
  if (IsObject(v) && obj(v).kind == ObjKind::kInstance && !obj(v).open && obj(v).name.empty()) {
    const NameId id = names_.intern(name->s);
    const bool has =
        std::any_of(obj(v).attrs.begin(), obj(v).attrs.end(), [&](const Attribute& a) { return a.name == id; }) ||
        class_attr(obj(v).cls->obj, id) != nullptr;
    if (!has && call.args.positional.size() > 2) return call.args.positional[2].value;
  }
  return get_attr(v, name->s, call.where);
}

Value Interpreter::py_setattr(Call& call) {
  Value v = arg(call, 0, "");
  Value name = arg(call, 1, "");
  Value value = arg(call, 2, "");
  if (v == nullptr || name == nullptr || value == nullptr) return arena_.none();
  if (name->kind == Kind::kStr) {
    set_attr(v, names_.intern(name->s), value);
  } else if (IsObject(v) && s_.has(v->obj)) {
    edit(v->obj).open = true;
  }
  return arena_.none();
}

Value Interpreter::py_type(Call& call) {
  Value v = arg(call, 0, "");
  if (v == nullptr) return arena_.unknown();
  if (IsObject(v) && obj(v).kind == ObjKind::kInstance && obj(v).cls != nullptr) return obj(v).cls;
  if (IsObject(v) && obj(v).kind == ObjKind::kLibrary) {
    // what a function has made is of a class that is not known
    const std::string& made = obj(v).name;
    const std::string name = made.substr(made.rfind('.') + 1);
    const bool is_class = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return is_class ? arena_.external(made) : arena_.unknown(prov_of(v));
  }
  switch (v->kind) {
    case Kind::kStr: return arena_.external("builtins.str");
    case Kind::kInt: return arena_.external("builtins.int");
    case Kind::kFloat: return arena_.external("builtins.float");
    case Kind::kBool: return arena_.external("builtins.bool");
    case Kind::kNone: return arena_.external("types.NoneType");
    case Kind::kUnion: {
      Value out = nullptr;
      for (Value item : v->items) {
        Call inner = call;
        inner.args.positional = {{item, bind::kNoName, call.where, call.where}};
        Value t = py_type(inner);
        out = out == nullptr ? t : JoinValues(out, t, arena_);
      }
      return out;
    }
    default: return arena_.unknown(v->prov);
  }
}

Value Interpreter::py_vars(Call& call) {
  Value v = arg(call, 0, "object");
  if (v == nullptr) return frame_dict(false);
  return mapping_of(v, call.where);
}

Value Interpreter::py_identity(Call& call) {
  Value v = arg(call, 0, "");
  return v == nullptr ? arena_.unknown() : v;
}

Value Interpreter::py_next(Call& call) {
  Value v = arg(call, 0, "");
  return v == nullptr ? arena_.unknown() : element_of(v);
}

bool Interpreter::is_system_exit(Value v) const {
  if (v == nullptr) return false;
  if (v->kind == Kind::kExternal) return v->s == "builtins.SystemExit";
  return IsObject(v) && obj(v).name == "builtins.SystemExit";
}

/// Where the state goes when the program is left on purpose: at the top of a script (`sys.exit(main())`) that is its
/// end, not an exception.
std::optional<State>& Interpreter::program_end() {
  const bool top = frame_ != nullptr && frame_->function == nullptr && frame_->module == main_module_;
  return top ? exits_->returned : exits_->raised;
}

Value Interpreter::py_exit(Call& call) {
  Value code = arg(call, 0, "");
  (void)code;
  if (live_ && exits_ != nullptr) {
    leave(program_end());
    last_leave_ = Leave::kRaise;
  }
  return arena_.unknown();
}

Value Interpreter::py_any_all(Call& call) {
  Value v = arg(call, 0, "");
  if (v != nullptr) {
    if (const auto items = known_items(v, 64)) {
      const bool any = call.name == "builtins.any";
      Tri out = any ? Tri::kNo : Tri::kYes;
      for (Value item : *items) {
        const Tri t = truth(item);
        if (t == (any ? Tri::kYes : Tri::kNo)) return arena_.boolean(any);
        if (t == Tri::kUnknown) out = Tri::kUnknown;
      }
      if (out != Tri::kUnknown) return arena_.boolean(out == Tri::kYes);
    }
    note_use(v);
  }
  return arena_.unknown(arguments_prov(call), ValueType::kBool);
}

/// A module whose name is only partly known: any of the repository's modules that it fits.
Value Interpreter::import_any(const std::string& pattern) {
  constexpr std::size_t kMaxAlternatives = 4;
  const std::size_t star = pattern.find('*');
  if (star + 1 != pattern.size()) return arena_.unknown();
  std::string dotted = pattern.substr(0, star);
  std::uint32_t level = 0;
  while (dotted.starts_with(".")) {
    dotted.erase(0, 1);
    ++level;
  }
  const std::size_t dot = dotted.rfind('.');
  const std::string package = dot == std::string::npos ? std::string() : dotted.substr(0, dot + 1);
  const std::string stem = dot == std::string::npos ? dotted : dotted.substr(dot + 1);
  if (package.empty() && level == 0) return arena_.unknown();
  std::vector<ModuleId> found;
  for (std::size_t i = 0; i < graph_.modules().size(); ++i) {
    const link::Module& m = graph_.modules()[i];
    if (m.record == nullptr || m.is_package || !m.path.ends_with(".py")) continue;
    std::string name = m.path.substr(m.path.rfind('/') + 1);
    name.resize(name.size() - 3);
    if (!name.starts_with(stem)) continue;
    if (graph_.resolve(frame_->module, level, package + name) == static_cast<ModuleId>(i))
      found.push_back(static_cast<ModuleId>(i));
  }
  if (found.empty() || found.size() > kMaxAlternatives) return arena_.unknown();
  const bool before = std::exchange(s_.maybe, s_.maybe || found.size() > 1);
  Value out = nullptr;
  for (const ModuleId m : found) {
    Value one = import_module(m);
    out = out == nullptr ? one : JoinValues(out, one, arena_);
  }
  s_.maybe = before;
  return out;
}

Value Interpreter::py_import(Call& call) {
  Value name = arg(call, 0, "name");
  if (name != nullptr && name->kind == Kind::kText && frame_ != nullptr) return import_any(name->s);
  if (name == nullptr || name->kind != Kind::kStr || frame_ == nullptr) return arena_.unknown();
  std::string dotted = name->s;
  std::uint32_t level = 0;
  while (dotted.starts_with(".")) {
    dotted.erase(0, 1);
    ++level;
  }
  return import_dotted(frame_->module, level, dotted, true, call.where);
}

}  // namespace tracklint::interpret
