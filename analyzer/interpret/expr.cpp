// Expressions: literals, names, operators, displays, comprehensions, f-strings.
#include <algorithm>
#include <array>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

using bind::Expr;
using bind::ExprId;
using bind::ExprKind;
using bind::Op;

namespace {

/// `/data/x`, `~/x`, `C:\\x`, `\\\\server\\x`, `file:///x`.
bool LooksAbsolute(std::string_view text) {
  if (text.size() < 2) return false;
  const bool drive = text.size() > 2 && text[1] == ':' && (text[2] == '/' || text[2] == '\\');
  return text[0] == '/' || text.starts_with("~/") || text.starts_with("\\\\") || text.starts_with("file:/") || drive;
}

}  // namespace

/// The literal that makes a path absolute, where it is put together from several; else an invalid span.
Span Interpreter::absolute_part(Value path) {
  const Provenance prov = prov_of(path);
  if (prov == nullptr) return {};
  for (const Origin& o : *prov) {
    if (o.kind != OriginKind::kLiteral) continue;
    if (const auto it = absolute_literals_.find(o.id); it != absolute_literals_.end()) return it->second;
  }
  return {};
}

Value Interpreter::eval(ExprId id) {
  if (id == bind::kNoExpr) return arena_.none();
  return eval_expr(tree().at(id), id);
}

/// The value of a literal, made once; `fill` gives it what it says. There are very many: nothing is copied.
template <typename Fill>
Value Interpreter::cached_literal(const Expr& e, ExprId id, Kind kind, const Fill& fill) {
  const std::uint64_t key = (static_cast<std::uint64_t>(frame_->module) << 32U) | static_cast<std::uint64_t>(id);
  if (const Value* known = literals_.find(key); known != nullptr) return *known;
  ValueData* v = arena_.make(kind);
  fill(*v);
  v->where = span(e);
  v->prov = arena_.prov(
      {OriginKind::kLiteral, reserved_literal_ < reserved_literals_ ? reserved_literal_++ : next_literal_++});
  literals_.insert(key, v);
  return v;
}

/// A text that stands alone, as documentation does: nobody sees its value, only its number is taken. False for others.
bool Interpreter::pass_text(ExprId id) {
  if (id == bind::kNoExpr || tree().at(id).kind != ExprKind::kString) return false;
  cached_literal(tree().at(id), id, Kind::kStr, [](ValueData&) {});
  return true;
}

Value Interpreter::eval_expr(const Expr& e, ExprId id) {
  switch (e.kind) {
    case ExprKind::kUnknown: return arena_.unknown();
    case ExprKind::kNone: return arena_.none();
    case ExprKind::kTrue:
    case ExprKind::kFalse:
      return cached_literal(e, id, Kind::kBool, [&](ValueData& v) { v.b = e.kind == ExprKind::kTrue; });
    case ExprKind::kEllipsis: return arena_.unknown();
    case ExprKind::kInt:
      return cached_literal(e, id, Kind::kInt, [&](ValueData& v) {
        v.i = e.integer();
        if (e.extra != 0) v.s = tree().strings[e.extra - 1];
      });
    case ExprKind::kFloat:
      return cached_literal(e, id, Kind::kFloat, [&](ValueData& v) { v.d = tree().floats[e.extra]; });
    case ExprKind::kString: {
      Value v = cached_literal(e, id, Kind::kStr, [&](ValueData& made) { made.s = tree().strings[e.extra]; });
      if (LooksAbsolute(v->s) && v->prov != nullptr && v->prov->size() == 1)
        absolute_literals_.try_emplace(v->prov->front().id, v->where);
      return v;
    }
    case ExprKind::kBytes:
      return cached_literal(e, id, Kind::kBytes, [&](ValueData& v) { v.s = tree().strings[e.extra]; });
    case ExprKind::kFString: return eval_fstring(e);
    case ExprKind::kName: return eval_name(e);
    case ExprKind::kAttribute: {
      Value self = eval(e.a);
      return get_attr(self, e.name, span(e));
    }
    case ExprKind::kSubscript: return eval_subscript(e);
    case ExprKind::kSlice: return arena_.tuple({eval(e.a), eval(e.b), eval(e.c)}, false);
    case ExprKind::kCall: return eval_call(e);
    case ExprKind::kBinary: {
      // left-leaning chains (`a + b + c …`) are walked without recursion
      std::vector<const Expr*> chain;
      const Expr* at = &e;
      while (at->kind == ExprKind::kBinary) {
        chain.push_back(at);
        if (at->a == bind::kNoExpr) break;
        at = &tree().at(at->a);
      }
      Value v = eval(chain.back()->a);
      std::reverse(chain.begin(), chain.end());
      for (const Expr* step : chain) v = binary(step->op, v, eval(step->b), span(*step));
      return v;
    }
    case ExprKind::kUnary: return unary(e.op, eval(e.a));
    case ExprKind::kBoolean: return eval_boolean(e);
    case ExprKind::kCompare: return eval_compare(e);
    case ExprKind::kConditional: {
      Value condition = eval(e.a);
      note_use(condition);
      Value result = nullptr;
      fork(
          condition,
          [&] {
            refine(e.a, true);
            result = eval(e.b);
          },
          [&] {
            refine(e.a, false);
            Value other = eval(e.c);
            result = result == nullptr ? other : JoinValues(result, other, arena_);
          });
      return result == nullptr ? arena_.unknown() : result;
    }
    case ExprKind::kLambda: return make_function(static_cast<bind::FunctionId>(e.extra));
    case ExprKind::kTuple:
    case ExprKind::kList:
    case ExprKind::kSet: return eval_sequence(e);
    case ExprKind::kDict: return eval_dict(e);
    case ExprKind::kListComp:
    case ExprKind::kSetComp:
    case ExprKind::kGenerator:
    case ExprKind::kDictComp: return eval_comprehension(e);
    case ExprKind::kAwait: return eval(e.a);
    case ExprKind::kYield: {
      Value v = e.a == bind::kNoExpr ? arena_.none() : eval(e.a);
      if (frame_->on_yield != nullptr && live_) return (*frame_->on_yield)(v);
      return arena_.unknown();
    }
    case ExprKind::kYieldFrom: {
      Value inner = eval(e.a);
      if (frame_->on_yield != nullptr && live_) {
        const auto* yield = frame_->on_yield;
        loop_over(
            inner, [&](Value v) { (*yield)(v); }, span(e), true);
      }
      return arena_.unknown();
    }
    case ExprKind::kStarred: return eval(e.a);
    case ExprKind::kNamed: {
      Value v = eval(e.b);
      assign(e.a, v);
      return v;
    }
  }
  return arena_.unknown();
}

Value Interpreter::eval_name(const Expr& e) { return read_ref(tree().refs[e.extra], e.name); }

Value Interpreter::read_ref(const bind::Ref& ref, NameId name) {
  ObjId env = frame_->env;
  if (ref.kind == bind::RefKind::kGlobal) {
    env = module_env(frame_->module);
  } else {
    for (std::uint16_t i = 0; i < ref.hops && env != kNoObject; ++i) env = obj(env).parent;
  }
  const auto bound = [&]() -> Value {
    if (env == kNoObject || !s_.has(env)) return nullptr;
    const Object& scope = obj(env);
    return ref.slot < scope.items.size() ? scope.items[ref.slot] : nullptr;
  };
  if (Value v = bound(); v != nullptr) return v;
  // class bodies fall back to the module scope, the module scope to builtins
  if (ref.kind == bind::RefKind::kLocal && frame_->class_object != kNoObject) {
    Value v = module_attr(frame_->module, name, {});
    if (v->kind != Kind::kUnknown) return v;
  }
  const std::string_view text = names_.text(name);
  if (text == "__name__")
    return arena_.str(frame_->module == main_module_ ? "__main__" : std::string(module_name(frame_->module)));
  if (text == "__file__") return path_value(graph_.module(frame_->module).path);
  if (Value v = star_attr(frame_->module, name, !is_builtin(text)); v != nullptr) return v;
  if (is_builtin(text)) return arena_.external("builtins." + std::string(text));
  if (frame_->module == main_module_ && (text == "dbutils" || text == "spark" || text == "display"))
    return arena_.external("databricks." + std::string(text));
  if (import_of_later_cell(name)) {
    if (Value v = bound(); v != nullptr) return v;
  }
  return arena_.unknown(nullptr, ValueType::kUnknown, text);
}

void Interpreter::bind_ref(const bind::Ref& ref, Value v) {
  ObjId env = frame_->env;
  if (ref.kind == bind::RefKind::kGlobal) {
    env = module_env(frame_->module);
  } else {
    for (std::uint16_t i = 0; i < ref.hops && env != kNoObject; ++i) env = obj(env).parent;
  }
  if (env == kNoObject || ref.slot == bind::kNoSlot || !s_.has(env)) return;
  Object& scope = edit(env);
  if (ref.slot >= scope.items.size()) scope.items.resize(ref.slot + 1, nullptr);
  scope.items[ref.slot] = v;
}

void Interpreter::assign(ExprId target, Value v) {
  if (target == bind::kNoExpr) return;
  const Expr& e = tree().at(target);
  switch (e.kind) {
    case ExprKind::kName:
      if (v->kind == Kind::kStr) note_secret_assignment(names_.text(e.name), v, span(e));
      bind_ref(tree().refs[e.extra], v);
      break;
    case ExprKind::kAttribute: {
      Value self = eval(e.a);
      set_library_switch(
          self, names_.text(e.name), v,
          {frame_->record->file, e.begin,
           v->where.valid() && v->where.file == frame_->record->file && v->where.end > e.end ? v->where.end : e.end});
      set_attr(self, e.name, v);
      break;
    }
    case ExprKind::kSubscript: {
      Value self = eval(e.a);
      if (const Expr& part = tree().at(e.b); part.kind == ExprKind::kSlice) {
        set_slice(self, {eval(part.a), eval(part.b), eval(part.c)}, v, span(e));
      } else {
        set_index(self, eval(e.b), v, span(e));
      }
      break;
    }
    case ExprKind::kTuple:
    case ExprKind::kList: {
      std::vector<ExprId> targets;
      for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) targets.push_back(tree().exprs[i]);
      unpack(targets, v);
      break;
    }
    case ExprKind::kStarred: assign(e.a, v); break;
    default: break;
  }
}

void Interpreter::unpack(const std::vector<ExprId>& targets, Value v) {
  std::size_t star = targets.size();
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (tree().at(targets[i]).kind == ExprKind::kStarred) star = i;
  }
  if (v->kind == Kind::kUnion) {
    // element-wise join of the alternatives that have the right length
    std::vector<Value> joined(targets.size(), nullptr);
    bool all = star == targets.size();
    for (Value alternative : v->items) {
      const auto items = known_items(alternative, 64);
      if (!items.has_value() || items->size() != targets.size()) {
        all = all && alternative->kind == Kind::kNone;
        continue;
      }
      for (std::size_t i = 0; i < targets.size(); ++i)
        joined[i] = joined[i] == nullptr ? (*items)[i] : JoinValues(joined[i], (*items)[i], arena_);
    }
    if (all && joined[0] != nullptr) {
      for (std::size_t i = 0; i < targets.size(); ++i) assign(targets[i], joined[i]);
      return;
    }
  }
  const auto items = known_items(v, 256);
  if (items.has_value() &&
      (items->size() == targets.size() || (star < targets.size() && items->size() + 1 >= targets.size()))) {
    if (star == targets.size()) {
      for (std::size_t i = 0; i < targets.size(); ++i) assign(targets[i], (*items)[i]);
      return;
    }
    const std::size_t rest = items->size() + 1 - targets.size();
    for (std::size_t i = 0; i < star; ++i) assign(targets[i], (*items)[i]);
    assign(targets[star], make_list({items->begin() + static_cast<std::ptrdiff_t>(star),
                                     items->begin() + static_cast<std::ptrdiff_t>(star + rest)}));
    for (std::size_t i = star + 1; i < targets.size(); ++i) assign(targets[i], (*items)[i + rest - 1]);
    return;
  }
  Value element = element_of(v);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (i == star) {
      assign(targets[i], make_list({element}, true, prov_of(v)));
    } else {
      assign(targets[i], element);
    }
  }
}

Value Interpreter::eval_fstring(const Expr& e) {
  std::string pattern;
  Provenance prov = nullptr;
  std::optional<Value> only_run;
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const bind::FPart& part = tree().fparts[i];
    if (part.is_text) {
      pattern += EscapePattern(tree().strings[part.text]);
      continue;
    }
    Value v = eval(part.value);
    prov = arena_.join(prov, prov_of(v));
    if (v->kind == Kind::kRunId) only_run = v;
    Value spec = part.spec == bind::kNoExpr ? nullptr : eval(part.spec);
    if (spec != nullptr && spec->kind != Kind::kStr) {
      pattern += "*";
    } else {
      pattern += formatted(v, part.conversion, spec == nullptr ? std::string_view() : std::string_view(spec->s));
    }
  }
  Value out = arena_.text(std::move(pattern), prov);
  if (only_run.has_value()) out = with_run(out, static_cast<Index>((*only_run)->i));
  return arena_.with_where(out, span(e));
}

Value Interpreter::eval_boolean(const Expr& e) {
  // `a or b`: the value of the first operand that decides
  Value result = nullptr;
  const bool is_or = e.op == Op::kOr;
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    Value v = eval(tree().exprs[i]);
    const Tri t = truth(v);
    if (i + 1 == e.items.end) {
      result = result == nullptr ? v : JoinValues(result, v, arena_);
      break;
    }
    const bool stops = (is_or && t == Tri::kYes) || (!is_or && t == Tri::kNo);
    const bool goes_on = (is_or && t == Tri::kNo) || (!is_or && t == Tri::kYes);
    if (stops) {
      result = result == nullptr ? v : JoinValues(result, v, arena_);
      break;
    }
    if (!goes_on) {
      // `x or default` with unknown x keeps x; the alternative None is dropped
      Value kept = v;
      if (v->kind == Kind::kUnion && is_or) {
        std::vector<Value> left;
        for (Value item : v->items) {
          if (truth(item) != Tri::kNo) left.push_back(item);
        }
        if (!left.empty()) kept = left[0];
        for (std::size_t k = 1; k < left.size(); ++k) kept = JoinValues(kept, left[k], arena_);
      }
      result = result == nullptr ? kept : JoinValues(result, kept, arena_);
      refine(tree().exprs[i], !is_or);
    }
  }
  return result == nullptr ? arena_.unknown() : result;
}

/// The default of a switch that somebody has to turn on: without a word from outside it is off.
static bool MeansOff(Value v) {
  if (v->kind == Kind::kBool) return !v->b;
  if (v->kind != Kind::kStr) return false;
  std::string word = v->s;
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  static const std::unordered_set<std::string_view> kOff{"", "0", "false", "no", "off", "none", "n", "f"};
  return kOff.contains(word);
}

Value Interpreter::eval_compare(const Expr& e) {
  Value left = eval(tree().exprs[e.items.begin]);
  Tri all = Tri::kYes;
  Provenance prov = prov_of(left);
  for (std::uint32_t i = 1; i < e.items.size(); ++i) {
    Value right = eval(tree().exprs[e.items.begin + i]);
    prov = arena_.join(prov, prov_of(right));
    const bool open = (overridable(left) && !MeansOff(left)) || (overridable(right) && !MeansOff(right));
    const Tri t = open ? Tri::kUnknown : truth(compare(tree().ops[e.extra + i - 1], left, right));
    if (t == Tri::kNo) {
      all = Tri::kNo;
    } else if (t == Tri::kUnknown && all == Tri::kYes) {
      all = Tri::kUnknown;
    }
    left = right;
  }
  if (all != Tri::kUnknown) return arena_.boolean(all == Tri::kYes);
  return arena_.unknown(prov, ValueType::kBool);
}

Value Interpreter::eval_sequence(const Expr& e) {
  std::vector<Value> items;
  bool open = false;
  Provenance prov = nullptr;
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const Expr& item = tree().at(tree().exprs[i]);
    Value v = eval(tree().exprs[i]);
    if (item.kind != ExprKind::kStarred) {
      items.push_back(v);
    } else if (const auto spread = known_items(v, 64)) {
      items.insert(items.end(), spread->begin(), spread->end());
    } else {
      items.push_back(element_of(v));
      open = true;
      prov = arena_.join(prov, prov_of(v));
    }
  }
  if (e.kind == ExprKind::kTuple) return arena_.with_where(arena_.tuple(std::move(items), open, prov), span(e));
  Object list;
  list.kind = e.kind == ExprKind::kSet ? ObjKind::kSet : ObjKind::kList;
  list.items = std::move(items);
  list.open = open;
  list.prov = prov;
  list.where = span(e);
  return arena_.with_where(arena_.object(alloc(std::move(list))), span(e));
}

Value Interpreter::eval_dict(const Expr& e) {
  Object dict;
  dict.kind = ObjKind::kDict;
  dict.where = span(e);
  const ObjId id = alloc(std::move(dict));
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const bind::DictEntry& entry = tree().dict_entries[i];
    if (entry.key == bind::kNoExpr) {
      dict_update(id, eval(entry.value), span(entry.begin, entry.end));
      continue;
    }
    Value key = eval(entry.key);
    Value v = eval(entry.value);
    dict_set(id, key, v, span(entry.begin, entry.end));
  }
  return arena_.with_where(arena_.object(id), span(e));
}

Value Interpreter::eval_comprehension(const Expr& e) {
  // each clause is a loop within the one before
  constexpr std::uint32_t kMostClauses = 64;
  if (e.items.end - e.items.begin > kMostClauses) return arena_.unknown();
  const ObjId id = [&] {
    Object out;
    out.kind = e.kind == ExprKind::kDictComp  ? ObjKind::kDict
               : e.kind == ExprKind::kSetComp ? ObjKind::kSet
                                              : ObjKind::kList;
    out.where = span(e);
    return alloc(std::move(out));
  }();
  const std::function<void(std::uint32_t)> clause = [&](std::uint32_t at) {
    if (at == e.items.end) {
      if (e.kind == ExprKind::kDictComp) {
        Value key = eval(e.a);
        Value v = eval(e.b);
        dict_set(id, key, v, span(tree().at(e.a)), s_.maybe && comprehension_maybe_);
        if (symbolic_depth_ > comprehension_depth_ && (key->kind == Kind::kUnknown || key->kind == Kind::kText)) {
          // stands for several entries
          if (key->kind == Kind::kUnknown) edit(id).open = true;
        }
      } else {
        append(id, eval(e.a));
        if (symbolic_depth_ > comprehension_depth_ || comprehension_maybe_) edit(id).open = true;
      }
      return;
    }
    const bind::Clause& c = tree().clauses[at];
    Value iterable = eval(c.iterable);
    edit(id).prov = arena_.join(obj(id).prov, prov_of(iterable));
    const auto body = [&](Value item) {
      assign(c.target, item);
      std::vector<ExprId> unknown_conditions;
      for (std::uint32_t i = c.conditions.begin; i < c.conditions.end; ++i) {
        const Tri t = truth(eval(tree().exprs[i]));
        if (t == Tri::kNo) return;
        if (t == Tri::kUnknown) unknown_conditions.push_back(tree().exprs[i]);
      }
      if (unknown_conditions.empty()) return clause(at + 1);
      const bool saved = std::exchange(comprehension_maybe_, true);
      const bool saved_maybe = std::exchange(s_.maybe, true);
      clause(at + 1);
      comprehension_maybe_ = saved;
      s_.maybe = saved_maybe;
    };
    Frame* frame = frame_;
    loop_over(
        iterable,
        [&](Value item) {
          Frame* current = std::exchange(frame_, frame);
          body(item);
          frame_ = current;
        },
        span(e), true);
  };
  const int saved_depth = std::exchange(comprehension_depth_, symbolic_depth_);
  const bool saved_maybe = std::exchange(comprehension_maybe_, false);
  clause(e.items.begin);
  comprehension_depth_ = saved_depth;
  comprehension_maybe_ = saved_maybe;
  return arena_.with_where(arena_.object(id), span(e));
}

/// `[:, 1]`, `[0]`, `["prob"]`: the same part wherever it is taken.
bool Interpreter::is_fixed_key(const Expr& key) const {
  switch (key.kind) {
    case ExprKind::kInt:
    case ExprKind::kString: return true;
    case ExprKind::kSlice:
      return std::ranges::all_of(std::array{key.a, key.b, key.c}, [&](bind::ExprId part) {
        return part == bind::kNoExpr || is_fixed_key(tree().at(part));
      });
    case ExprKind::kTuple: {
      for (std::uint32_t i = key.items.begin; i < key.items.end; ++i) {
        if (!is_fixed_key(tree().at(tree().exprs[i]))) return false;
      }
      return true;
    }
    default: return false;
  }
}

Value Interpreter::eval_subscript(const Expr& e) {
  Value self = eval(e.a);
  if (self->kind != Kind::kUnknown || self->type != ValueType::kData || !is_fixed_key(tree().at(e.b)))
    return part_of(self, e);
  // the same part of the same data is the same value: what is measured on it is measured once
  Value& known =
      parts_[{same_data(self), std::string(graph_.sources().file(frame_->record->file).slice(span(tree().at(e.b))))}];
  if (known == nullptr) known = part_of(self, e);
  return known;
}

Value Interpreter::part_of(Value self, const Expr& e) {
  const Expr& key_expr = tree().at(e.b);
  if (key_expr.kind == ExprKind::kSlice) return slice(self, eval(key_expr.a), eval(key_expr.b), eval(key_expr.c));
  Value key = eval(e.b);
  if (self->kind == Kind::kUnknown && self->s == "argv" && key->kind == Kind::kInt && key->i > 0)
    return arena_.unknown(
        arena_.prov({OriginKind::kOption, argv_option("argv[" + std::to_string(key->i) + "]", span(e))}),
        ValueType::kString);
  return picked(index(self, key, span(e)), key->kind == Kind::kInt);
}

Arguments Interpreter::eval_arguments(bind::Range args, bool expected) {
  Arguments out;
  for (std::uint32_t i = args.begin; i < args.end; ++i) {
    const bind::Arg& a = tree().args[i];
    Value v = eval(a.value);
    const Span where = span(a.begin, a.end);
    const Expr& value_expr = tree().at(a.value);
    const Span value_where = span(value_expr);
    switch (a.kind) {
      case bind::ArgKind::kPositional: out.positional.push_back({v, bind::kNoName, where, value_where}); break;
      case bind::ArgKind::kKeyword:
        if (v->kind == Kind::kStr && !expected) note_secret_assignment(names_.text(a.name), v, where);
        out.keyword.push_back({v, a.name, where, value_where});
        break;
      case bind::ArgKind::kStar:
        if (const auto items = known_items(v, 64)) {
          for (Value item : *items) out.positional.push_back({item, bind::kNoName, where, value_where});
        } else {
          out.open_positional = true;
          out.open_prov = arena_.join(out.open_prov, prov_of(v));
          out.star_element = element_of(v);
        }
        break;
      case bind::ArgKind::kDoubleStar: {
        spread_mapping(v, where, out);
        break;
      }
    }
  }
  return out;
}

void Interpreter::spread_mapping(Value v, Span where, Arguments& out) {
  if (v->kind == Kind::kUnion) {
    Value only = nullptr;
    for (Value item : v->items) {
      if (item->kind == Kind::kNone) continue;
      only = only == nullptr ? item : arena_.unknown(arena_.join(prov_of(only), prov_of(item)));
    }
    if (only == nullptr) return;
    // several dicts: their common shape is unknown, unless they are all objects
    bool all = true;
    for (Value item : v->items)
      all = all && (item->kind == Kind::kNone || (IsObject(item) && obj(item).kind == ObjKind::kDict));
    if (all) {
      for (Value item : v->items) {
        if (IsObject(item)) spread_mapping(item, where, out);
      }
      return;
    }
    v = only;
  }
  v = as_mapping(v);
  if (!IsObject(v) || obj(v).kind != ObjKind::kDict) {
    out.open_keyword = true;
    out.open_prov = arena_.join(out.open_prov, prov_of(v));
    out.spread.push_back(mapping_identity(v));
    return;
  }
  const Object& dict = obj(v);
  for (const DictItem& item : dict.entries) {
    if (item.key->kind != Kind::kStr) {
      out.open_keyword = true;
      continue;
    }
    const NameId name = names_.intern(item.key->s);
    if (std::any_of(out.keyword.begin(), out.keyword.end(), [&](const Argument& a) { return a.name == name; }))
      continue;
    const Span at = item.where.valid() ? item.where : where;
    out.keyword.push_back({item.value, name, at, item.value->where.valid() ? item.value->where : at});
  }
  if (dict.open) {
    out.open_keyword = true;
    out.spread.push_back(mapping_identity(v));
    out.open_prov = arena_.join(out.open_prov, prov_of(v));
  }
}

Value Interpreter::eval_call(const Expr& e) {
  if (!step()) return arena_.unknown();
  const Expr& callee_expr = tree().at(e.a);
  // super() and locals() need the frame
  if (callee_expr.kind == ExprKind::kName && e.items.empty()) {
    const std::string_view name = names_.text(callee_expr.name);
    if (name == "super") return make_super();
    if (name == "locals" || name == "vars" || name == "globals") {
      Value v = eval(e.a);
      if (v->kind == Kind::kExternal) return frame_dict(name == "globals");
    }
  }
  Value callee = eval(e.a);
  const bool expected =
      callee_expr.kind == ExprKind::kAttribute && names_.text(callee_expr.name).starts_with("assert_");
  Arguments args = eval_arguments(e.items, expected);
  if (!live_) return arena_.unknown();
  return call(callee, std::move(args), span(e), span(callee_expr));
}

}  // namespace tracklint::interpret
