// Operators, truth, and how values print.
#include <algorithm>
#include <cmath>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/interpret/python_format.h"

namespace tracklint::interpret {

using bind::Op;

namespace {

bool IsNumber(Value v) { return v->kind == Kind::kInt || v->kind == Kind::kFloat || v->kind == Kind::kBool; }
double AsDouble(Value v) {
  return v->kind == Kind::kFloat ? v->d : v->kind == Kind::kBool ? (v->b ? 1.0 : 0.0) : static_cast<double>(v->i);
}
bool IsText(Value v) { return v->kind == Kind::kStr || v->kind == Kind::kText; }
std::string AsPattern(Value v) { return v->kind == Kind::kText ? v->s : EscapePattern(v->s); }

bool Fits(double v) { return std::fabs(v) < 9.0e15; }
bool IsTextOfKnownLetters(Value v) { return v->kind == Kind::kStr && !v->b; }

}  // namespace

Value Interpreter::binary(Op op, Value a, Value b, Span where) {
  const Provenance prov = arena_.join(prov_of(a), prov_of(b));
  if (a->kind == Kind::kUnion || b->kind == Kind::kUnion) {
    const std::vector<Value> left = a->kind == Kind::kUnion ? a->items : std::vector<Value>{a};
    const std::vector<Value> right = b->kind == Kind::kUnion ? b->items : std::vector<Value>{b};
    if (left.size() * right.size() <= 4) {
      Value out = nullptr;
      for (Value x : left) {
        for (Value y : right) {
          Value v = binary(op, x, y, where);
          out = out == nullptr ? v : JoinValues(out, v, arena_);
        }
      }
      return out;
    }
    return arena_.unknown(prov);
  }
  if (op == Op::kDiv && (a->b || b->b) && (IsText(a) || IsText(b))) {
    // pathlib: a / b
    Value joined = arena_.text(pattern_of(a) + "/" + pattern_of(b), prov);
    return as_path(joined);
  }
  if (op == Op::kDiv && a->kind == Kind::kUnknown && a->s == "path")
    return as_path(arena_.text("*/" + pattern_of(b), prov));
  if (IsText(a) && !a->b && op == Op::kAdd) {
    if (IsText(b)) return arena_.text(AsPattern(a) + AsPattern(b), prov);
    if (b->kind == Kind::kUnknown || b->kind == Kind::kRunId || b->kind == Kind::kMethod) {
      Value out = arena_.text(AsPattern(a) + "*", prov);
      return b->kind == Kind::kRunId ? with_run(out, static_cast<Index>(b->i)) : out;
    }
  }
  if (op == Op::kAdd && IsText(b) && !b->b &&
      (a->kind == Kind::kUnknown || a->kind == Kind::kRunId || a->kind == Kind::kMethod))
    return arena_.text("*" + AsPattern(b), prov);
  if (op == Op::kMod && IsText(a) && !a->b) return format_percent(a, b);
  if (op == Op::kMul && IsText(a) && b->kind == Kind::kInt && b->i >= 0 && b->i < 16384 &&
      b->i * static_cast<std::int64_t>(a->s.size()) < 16384) {
    std::string out;
    for (std::int64_t i = 0; i < b->i; ++i) out += AsPattern(a);
    return arena_.text(std::move(out), prov);
  }
  if (IsNumber(a) && IsNumber(b) && a->s.empty() && b->s.empty()) {
    const bool ints = a->kind != Kind::kFloat && b->kind != Kind::kFloat;
    return ints ? integers(op, a, b, prov) : reals(op, AsDouble(a), AsDouble(b), prov);
  }
  const auto is_list = [&](Value v) {
    return v->kind == Kind::kTuple || (IsObject(v) && obj(v).kind == ObjKind::kList);
  };
  if (is_pipeline(a) || is_pipeline(b)) return pipeline_operator(op, a, b, where);
  if (op == Op::kAdd && is_list(a) && is_list(b)) {
    const auto x = known_items(a, 256);
    const auto y = known_items(b, 256);
    std::vector<Value> items;
    bool open = false;
    for (const auto& [part, v] : {std::pair{x, a}, std::pair{y, b}}) {
      if (part.has_value()) {
        items.insert(items.end(), part->begin(), part->end());
      } else {
        items.push_back(element_of(v));
        open = true;
      }
    }
    if (a->kind == Kind::kTuple && b->kind == Kind::kTuple) return arena_.tuple(std::move(items), open);
    return make_list(std::move(items), open);
  }
  if (op == Op::kMul && is_list(a) && b->kind == Kind::kInt && b->i >= 0 && b->i <= 32) {
    if (const auto x = known_items(a, 32)) {
      std::vector<Value> items;
      for (std::int64_t i = 0; i < b->i; ++i) items.insert(items.end(), x->begin(), x->end());
      return make_list(std::move(items));
    }
  }
  if (op == Op::kOrBit && IsObject(a) && obj(a).kind == ObjKind::kDict) {
    Value out = make_dict();
    dict_update(out->obj, a, where);
    dict_update(out->obj, b, where);
    return out;
  }
  if (IsObject(a) && obj(a).kind == ObjKind::kInstance) {
    const char* name = op == Op::kAdd     ? "__add__"
                       : op == Op::kMul   ? "__mul__"
                       : op == Op::kOrBit ? "__or__"
                       : op == Op::kDiv   ? "__truediv__"
                       : op == Op::kSub   ? "__sub__"
                                          : nullptr;
    if (name != nullptr) {
      if (Value method = class_attr(obj(a).cls->obj, names_.intern(name)); method != nullptr) {
        Arguments args;
        args.positional.push_back({b, bind::kNoName, where, where});
        return call(bind_method(method, a, obj(a).cls->obj, where), std::move(args), where, where);
      }
    }
  }
  const ValueType ta = type_of(a);
  const ValueType tb = type_of(b);
  const bool data = ta == ValueType::kData || tb == ValueType::kData;
  const Value out = arena_.unknown(prov, data                                                   ? ValueType::kData
                                         : ta == ValueType::kNumber && tb == ValueType::kNumber ? ValueType::kNumber
                                                                                                : ValueType::kUnknown);
  // a loss that is weighed or divided still remembers the loss that gave it
  const Value loss = a->kind == Kind::kUnknown && a->obj != kNoObject ? a : b;
  if (loss->kind != Kind::kUnknown || loss->obj == kNoObject) return out;
  auto* weighed = arena_.make(Kind::kUnknown);
  *weighed = *out;
  weighed->obj = loss->obj;
  return weighed;
}

Value Interpreter::integers(Op op, Value a, Value b, Provenance prov) {
  const std::int64_t x = a->kind == Kind::kBool ? (a->b ? 1 : 0) : a->i;
  const std::int64_t y = b->kind == Kind::kBool ? (b->b ? 1 : 0) : b->i;
  const auto known = [&](std::optional<std::int64_t> v) {
    return v.has_value() ? arena_.integer(*v, prov) : arena_.unknown(prov, ValueType::kNumber);
  };
  const auto bits = [&](std::int64_t v) {
    return a->kind == Kind::kBool && b->kind == Kind::kBool ? arena_.with_prov(arena_.boolean(v != 0), prov)
                                                            : arena_.integer(v, prov);
  };
  std::int64_t r = 0;
  switch (op) {
    case Op::kAdd: return __builtin_add_overflow(x, y, &r) ? known({}) : known(r);
    case Op::kSub: return __builtin_sub_overflow(x, y, &r) ? known({}) : known(r);
    case Op::kMul: return __builtin_mul_overflow(x, y, &r) ? known({}) : known(r);
    case Op::kPow:
      if (y >= 0) return known(Power(x, y));
      return reals(op, static_cast<double>(x), static_cast<double>(y), prov);
    case Op::kDiv:
      // Python rounds once; so does this while both are exact.
      if (!Fits(static_cast<double>(x)) || !Fits(static_cast<double>(y))) return known({});
      return reals(op, static_cast<double>(x), static_cast<double>(y), prov);
    case Op::kFloorDiv: return known(FloorDivide(x, y));
    case Op::kMod: return known(Modulo(x, y));
    case Op::kAndBit: return bits(x & y);
    case Op::kOrBit: return bits(x | y);
    case Op::kXor: return bits(x ^ y);
    case Op::kLeft: return known(ShiftLeft(x, y));
    case Op::kRight: return y < 0 ? known({}) : known(x >> std::min<std::int64_t>(y, 63));
    default: return known({});
  }
}

Value Interpreter::reals(Op op, double x, double y, Provenance prov) {
  double r = std::nan("");
  switch (op) {
    case Op::kAdd: r = x + y; break;
    case Op::kSub: r = x - y; break;
    case Op::kMul: r = x * y; break;
    case Op::kPow:
      if (x != 0 || y >= 0) r = std::pow(x, y);
      break;
    case Op::kDiv:
      if (y != 0) r = x / y;
      break;
    case Op::kFloorDiv:
      if (y != 0) r = FloorDivide(x, y);
      break;
    case Op::kMod:
      if (y != 0) r = Modulo(x, y);
      break;
    default: break;
  }
  return std::isfinite(r) ? arena_.number(r, prov) : arena_.unknown(prov, ValueType::kNumber);
}

Value Interpreter::unary(Op op, Value a) {
  switch (op) {
    case Op::kNot: {
      const Tri t = truth(a);
      if (t == Tri::kUnknown) return arena_.unknown(prov_of(a), ValueType::kBool);
      return arena_.boolean(t == Tri::kNo);
    }
    case Op::kNegate:
      if (a->kind == Kind::kBool) return arena_.integer(a->b ? -1 : 0, a->prov);
      if (a->kind == Kind::kInt && a->s.empty() && a->i != INT64_MIN)
        return arena_.with_where(arena_.integer(-a->i, a->prov), a->where);
      if (a->kind == Kind::kFloat) return arena_.with_where(arena_.number(-a->d, a->prov), a->where);
      break;
    case Op::kPlus:
      if (a->kind == Kind::kBool) return arena_.integer(a->b ? 1 : 0, a->prov);
      return a;
    case Op::kInvert:
      if (a->kind == Kind::kInt && a->s.empty()) return arena_.integer(~a->i, a->prov);
      break;
    default: break;
  }
  return arena_.unknown(prov_of(a), type_of(a));
}

Value Interpreter::compare(Op op, Value a, Value b) {
  const Provenance prov = arena_.join(prov_of(a), prov_of(b));
  // a comparison tells one bit of a secret, no more
  const auto unknown = [&] { return arena_.unknown(without_secrets(prov), ValueType::kBool); };
  if (a->kind == Kind::kUnion || b->kind == Kind::kUnion) {
    const std::vector<Value> left = a->kind == Kind::kUnion ? a->items : std::vector<Value>{a};
    const std::vector<Value> right = b->kind == Kind::kUnion ? b->items : std::vector<Value>{b};
    Tri all = Tri::kUnknown;
    bool first = true;
    for (Value x : left) {
      for (Value y : right) {
        const Tri t = truth(compare(op, x, y));
        if (first) {
          all = t;
          first = false;
        } else if (t != all) {
          return unknown();
        }
      }
    }
    return all == Tri::kUnknown ? unknown() : arena_.boolean(all == Tri::kYes);
  }
  switch (op) {
    case Op::kIs:
    case Op::kIsNot:
    case Op::kEq:
    case Op::kNe: {
      const bool negate = op == Op::kIsNot || op == Op::kNe;
      if (IsConst(a) && IsConst(b)) {
        const bool identity = op == Op::kIs || op == Op::kIsNot;
        if (identity && a->kind != b->kind) return arena_.boolean(negate);
        return arena_.boolean(SameConst(a, b) != negate);
      }
      const auto surely_not_none = [&](Value v) {
        // an option of the command line that has a default is text, a number or that default
        if (v->kind == Kind::kUnknown && v->s == "option" && !v->items.empty()) return true;
        return v->kind != Kind::kUnknown && v->kind != Kind::kMethod && v->kind != Kind::kNone &&
               v->kind != Kind::kUnion;
      };
      if (a->kind == Kind::kNone && surely_not_none(b)) return arena_.boolean(negate);
      if (b->kind == Kind::kNone && surely_not_none(a)) return arena_.boolean(negate);
      if (a->kind == Kind::kObject && b->kind == Kind::kObject && a->obj == b->obj) return arena_.boolean(!negate);
      if (a->kind == Kind::kExternal && b->kind == Kind::kExternal) return arena_.boolean((a->s == b->s) != negate);
      // enum members and their values
      if (IsObject(a) && IsObject(b) && obj(a).kind == ObjKind::kInstance && obj(b).kind == ObjKind::kInstance &&
          obj(a).cls != nullptr && IsObject(obj(a).cls) && obj(obj(a).cls).flavor == ClassFlavor::kEnum) {
        return arena_.boolean((a->obj == b->obj) != negate);
      }
      if (op == Op::kEq || op == Op::kNe) {
        const Tri same = same_contents(a, b, 0);
        if (same != Tri::kUnknown) return arena_.boolean((same == Tri::kYes) != negate);
      }
      return unknown();
    }
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe: {
      if (const auto order = order_of(a, b, 0)) {
        return arena_.boolean(op == Op::kLt   ? *order < 0
                              : op == Op::kLe ? *order <= 0
                              : op == Op::kGt ? *order > 0
                                              : *order >= 0);
      }
      return unknown();
    }
    case Op::kIn:
    case Op::kNotIn: {
      const bool negate = op == Op::kNotIn;
      b = as_mapping(b);
      if (a->kind == Kind::kStr && b->kind == Kind::kStr)
        return arena_.boolean((b->s.find(a->s) != std::string::npos) != negate);
      if (!IsConst(a) && a->kind != Kind::kRunId) return unknown();
      if (IsObject(b) && obj(b).kind == ObjKind::kDict) {
        for (const DictItem& item : obj(b).entries) {
          if (SameConst(item.key, a)) return item.maybe ? unknown() : arena_.boolean(!negate);
        }
        const bool vague = obj(b).open || std::any_of(obj(b).entries.begin(), obj(b).entries.end(),
                                                      [](const DictItem& i) { return !IsConst(i.key); });
        return vague ? unknown() : arena_.boolean(negate);
      }
      if (b->kind == Kind::kStr || b->kind == Kind::kText) return unknown();
      if (const auto items = known_items(b, 256)) {
        bool vague = false;
        for (Value item : *items) {
          if (SameConst(item, a)) return arena_.boolean(!negate);
          vague = vague || !IsConst(item);
        }
        return vague ? unknown() : arena_.boolean(negate);
      }
      return unknown();
    }
    default: return unknown();
  }
}

/// Which of two numbers, texts or sequences of them comes first: below, at or above 0; nothing where it is not known.
std::optional<int> Interpreter::order_of(Value a, Value b, int depth) {
  constexpr std::size_t kLongest = 64;
  const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
  if (IsNumber(a) && IsNumber(b)) {
    if (!a->s.empty() || !b->s.empty()) return std::nullopt;
    if (a->kind == Kind::kInt && b->kind == Kind::kInt) return sign(a->i, b->i);
    return sign(AsDouble(a), AsDouble(b));
  }
  if (IsTextOfKnownLetters(a) && IsTextOfKnownLetters(b)) return sign(a->s.compare(b->s), 0);
  const bool tuples = a->kind == Kind::kTuple && b->kind == Kind::kTuple;
  const bool lists =
      IsObject(a) && IsObject(b) && obj(a).kind == ObjKind::kList && obj(b).kind == ObjKind::kList && depth < 4;
  if ((!tuples && !lists) || depth > 4) return std::nullopt;
  const auto left = known_items(a, kLongest);
  const auto right = known_items(b, kLongest);
  if (!left.has_value() || !right.has_value()) return std::nullopt;
  for (std::size_t i = 0; i < left->size() && i < right->size(); ++i) {
    const Tri same = same_contents((*left)[i], (*right)[i], depth + 1);
    if (same == Tri::kUnknown) return std::nullopt;
    if (same == Tri::kNo) return order_of((*left)[i], (*right)[i], depth + 1);
  }
  return sign(left->size(), right->size());
}

/// Whether two values are equal, also lists, tuples and dictionaries of what is known.
Tri Interpreter::same_contents(Value a, Value b, int depth) {
  constexpr std::size_t kLongest = 64;
  if (IsConst(a) && IsConst(b)) return SameConst(a, b) ? Tri::kYes : Tri::kNo;
  const auto list = [&](Value v) { return IsObject(v) && obj(v).kind == ObjKind::kList && !obj(v).many; };
  const auto dict = [&](Value v) { return IsObject(v) && obj(v).kind == ObjKind::kDict && !obj(v).many; };
  const auto plain = [&](Value v) { return IsConst(v) || v->kind == Kind::kTuple || list(v) || dict(v); };
  if (depth > 4 || !plain(a) || !plain(b)) return Tri::kUnknown;
  Tri all = Tri::kYes;
  const auto with = [&](Tri one) {
    if (one == Tri::kNo || all == Tri::kNo) {
      all = Tri::kNo;
    } else if (one == Tri::kUnknown) {
      all = Tri::kUnknown;
    }
  };
  if (dict(a) && dict(b)) {
    const Object& x = obj(a);
    const Object& y = obj(b);
    const auto vague = [](const Object& o) {
      return o.open || o.entries.size() > kLongest ||
             std::any_of(o.entries.begin(), o.entries.end(),
                         [](const DictItem& i) { return i.maybe || !IsConst(i.key); });
    };
    if (vague(x) || vague(y)) return Tri::kUnknown;
    if (x.entries.size() != y.entries.size()) return Tri::kNo;
    for (const DictItem& item : x.entries) {
      const auto other = std::find_if(y.entries.begin(), y.entries.end(),
                                      [&](const DictItem& i) { return SameConst(i.key, item.key); });
      if (other == y.entries.end()) return Tri::kNo;
      with(same_contents(item.value, other->value, depth + 1));
    }
    return all;
  }
  if ((list(a) && list(b)) || (a->kind == Kind::kTuple && b->kind == Kind::kTuple)) {
    const auto left = known_items(a, kLongest);
    const auto right = known_items(b, kLongest);
    if (!left.has_value() || !right.has_value()) return Tri::kUnknown;
    if (left->size() != right->size()) return Tri::kNo;
    for (std::size_t i = 0; i < left->size(); ++i) with(same_contents((*left)[i], (*right)[i], depth + 1));
    return all;
  }
  return Tri::kNo;  // of different types
}

Tri Interpreter::truth(Value v) {
  const auto yes_if = [](bool b) { return b ? Tri::kYes : Tri::kNo; };
  switch (v->kind) {
    case Kind::kNone: return Tri::kNo;
    case Kind::kBool: return yes_if(v->b);
    case Kind::kInt: return yes_if(v->i != 0 || !v->s.empty());
    case Kind::kFloat: return yes_if(v->d != 0);
    case Kind::kStr:
    case Kind::kBytes: return yes_if(v->b || !v->s.empty());
    case Kind::kText: return Tri::kYes;
    case Kind::kTuple: return v->items.empty() && v->b ? Tri::kUnknown : yes_if(!v->items.empty());
    case Kind::kFunction:
    case Kind::kBound:
    case Kind::kPartial:
    case Kind::kModule:
    case Kind::kNamespace:
    case Kind::kExternal:
    case Kind::kRunId: return Tri::kYes;
    case Kind::kUnion: {
      const Tri t = truth(v->items[0]);
      for (Value item : v->items) {
        if (truth(item) != t) return Tri::kUnknown;
      }
      return t;
    }
    case Kind::kObject: {
      const Object& o = obj(v);
      switch (o.kind) {
        case ObjKind::kList:
        case ObjKind::kSet:
          return o.items.empty() ? (o.open ? Tri::kUnknown : Tri::kNo) : o.open ? Tri::kUnknown : Tri::kYes;
        case ObjKind::kDict: {
          if (std::any_of(o.entries.begin(), o.entries.end(), [](const DictItem& i) { return !i.maybe; }))
            return Tri::kYes;
          return o.open || !o.entries.empty() ? Tri::kUnknown : Tri::kNo;
        }
        case ObjKind::kInstance: {
          if (o.cls != nullptr && (class_attr(o.cls->obj, names_.intern("__bool__")) != nullptr ||
                                   class_attr(o.cls->obj, names_.intern("__len__")) != nullptr))
            return Tri::kUnknown;
          return Tri::kYes;
        }
        case ObjKind::kClass: return Tri::kYes;
        case ObjKind::kLibrary: return o.run != kNoIndex || o.type == ValueType::kModel ? Tri::kYes : Tri::kUnknown;
        default: return Tri::kUnknown;
      }
    }
    default: return Tri::kUnknown;
  }
}

void Interpreter::note_use(Value v) {
  if (Provenance prov = prov_of(v); prov != nullptr) {
    for (const Origin& o : *prov) {
      if (o.kind == OriginKind::kEvaluation && o.id < out_.entry.evaluations.size())
        out_.entry.evaluations[o.id].used = true;
    }
  }
}

// --- text -------------------------------------------------------------------------------------------------

std::string Interpreter::pattern_of(Value v) {
  switch (v->kind) {
    case Kind::kNone: return "None";
    case Kind::kBool: return v->b ? "True" : "False";
    case Kind::kInt: return v->s.empty() ? std::to_string(v->i) : v->s;
    case Kind::kFloat: return EscapePattern(FloatRepr(v->d));
    case Kind::kStr: return EscapePattern(v->s);
    case Kind::kText: return v->s;
    case Kind::kTuple: return repr_pattern(v);
    case Kind::kObject: {
      const Object& o = obj(v);
      if (o.kind == ObjKind::kInstance && o.cls != nullptr) {
        const Object& cls = obj(o.cls);
        for (const char* name : {"__str__", "__repr__"}) {
          if (Value method = class_attr(o.cls->obj, names_.intern(name));
              method != nullptr && method->kind == Kind::kFunction && stack_.size() < 30) {
            return pattern_of(call(bind_method(method, v, o.cls->obj, {}), {}, {}, {}));
          }
        }
        if (cls.flavor == ClassFlavor::kEnum) {
          const std::string* base = nullptr;
          for (Value b : cls.bases) {
            if (b->kind == Kind::kExternal && (b->s == "enum.StrEnum" || b->s == "enum.IntEnum")) base = &b->s;
          }
          for (const Attribute& a : o.attrs) {
            if (base != nullptr && names_.text(a.name) == "value") return pattern_of(a.value);
            if (base == nullptr && names_.text(a.name) == "name")
              return EscapePattern(cls.name + ".") + pattern_of(a.value);
          }
        }
        return "*";
      }
      return repr_pattern(v);
    }
    case Kind::kUnion: {
      return pattern_within([&] {
        std::string first = pattern_of(v->items[0]);
        const bool same = std::ranges::all_of(v->items, [&](Value item) { return pattern_of(item) == first; });
        return same ? first : "*";
      });
    }
    default: return "*";
  }
}

/// A value that is made of others: `make` makes its text, unless so many have been gone through for the outermost one that
/// they must hold each other again and again.
std::string Interpreter::pattern_within(const std::function<std::string()>& make) {
  constexpr std::size_t kMaxParts = 500;
  if (pattern_parts_ > kMaxParts) return "*";
  const bool outermost = pattern_parts_++ == 0;
  std::string text = make();
  if (outermost) pattern_parts_ = 0;
  return text;
}

std::string Interpreter::repr_pattern(Value v, int depth) {
  if (depth > 6) return "*";
  return pattern_within([&] { return repr_pattern_of(v, depth); });
}

std::string Interpreter::repr_pattern_of(Value v, int depth) {
  const auto list = [&](const std::vector<Value>& items, const char* open, const char* close) {
    std::string out = open;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) out += ", ";
      out += repr_pattern(items[i], depth + 1);
    }
    return out + close;
  };
  switch (v->kind) {
    case Kind::kStr:
      if (v->b) return "*";
      return EscapePattern(StringRepr(v->s));
    case Kind::kText:
      // which quotes it gets is told by all of it
      if (v->b || v->s.find_first_of("'\\\n\t\r") != std::string::npos) return "*";
      return "*" + v->s + "*";
    case Kind::kTuple:
      if (v->b) return "*";
      if (v->items.size() == 1) return "(" + repr_pattern(v->items[0], depth + 1) + ",)";
      return list(v->items, "(", ")");
    case Kind::kObject: {
      const Object& o = obj(v);
      if (o.open) return "*";
      if (o.kind == ObjKind::kList) return list(o.items, "[", "]");
      if (o.kind == ObjKind::kDict) {
        std::string out = "{";
        for (std::size_t i = 0; i < o.entries.size(); ++i) {
          if (o.entries[i].maybe) return "*";
          if (i > 0) out += ", ";
          out += repr_pattern(o.entries[i].key, depth + 1) + ": " + repr_pattern(o.entries[i].value, depth + 1);
        }
        return out + "}";
      }
      return o.kind == ObjKind::kInstance ? pattern_of(v) : "*";
    }
    default: return pattern_of(v);
  }
}

Text Interpreter::text_of(Value v) {
  const std::string pattern = pattern_of(v);
  bool hole = false;
  bool literal = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      ++i;
      literal = true;
    } else if (pattern[i] == '*') {
      hole = true;
    } else {
      literal = true;
    }
  }
  if (!hole) return Text::Literal(UnescapePattern(pattern));
  if (!literal) return Text{};
  return Text::Pattern(pattern);
}

Text Interpreter::name_of(Value v) {
  if (v->kind == Kind::kUnknown && v->s == "option" && !v->items.empty() && v->items[0] != nullptr &&
      v->items[0]->kind != Kind::kNone)
    return name_of(v->items[0]);
  return text_of(v);
}

std::optional<std::string> Interpreter::known_str(Value v) {
  if (v->kind == Kind::kStr) return v->s;
  return std::nullopt;
}

/// A value as a format specification has it written; `conversion` is the letter behind `!`, or 0.
std::string Interpreter::formatted(Value v, char conversion, std::string_view spec) {
  if (conversion != 0) {
    std::string text = conversion == 's' ? pattern_of(v) : conversion == 'r' ? repr_pattern(v) : "*";
    if (spec.empty()) return text;
    v = arena_.text(std::move(text));
  }
  return spec.empty() ? pattern_of(v) : format_spec(v, spec);
}

std::string Interpreter::format_spec(Value v, std::string_view spec) {
  const auto read = ReadFormatSpec(spec);
  if (!read.has_value()) return "*";
  std::optional<std::string> out;
  if (v->kind == Kind::kInt && v->s.empty()) {
    out = FormatInteger(v->i, *read);
  } else if (v->kind == Kind::kBool) {
    out = FormatInteger(v->b ? 1 : 0, *read);
  } else if (v->kind == Kind::kFloat) {
    out = FormatReal(v->d, *read);
  } else if (v->kind == Kind::kStr && !v->b) {
    out = FormatText(v->s, *read);
  } else if (read->type == '%') {
    return "*%";
  }
  return out.has_value() ? EscapePattern(*out) : "*";
}

/// What one conversion of `%` makes of a value.
std::string Interpreter::percent_part(Value v, std::string_view flags, char type) {
  if (type == 's' && flags.empty()) return pattern_of(v);
  if (type == 'r' && flags.empty()) return repr_pattern(v);
  const bool whole = type == 'd' || type == 'i' || type == 'u';
  auto spec = ReadPercentSpec(flags, whole ? 'd' : type == 'r' ? 's' : type);
  if (!spec.has_value()) return "*";
  std::optional<std::string> out;
  if (type == 's' || type == 'r') {
    Value text = arena_.text(type == 's' ? pattern_of(v) : repr_pattern(v));
    if (text->kind == Kind::kStr) out = FormatText(text->s, *spec);
  } else if (whole && v->kind == Kind::kFloat && std::fabs(v->d) < 9e15) {
    out = spec->precision.has_value() ? std::nullopt : FormatInteger(static_cast<std::int64_t>(v->d), *spec);
  } else if ((v->kind == Kind::kInt && v->s.empty()) || v->kind == Kind::kBool) {
    if (type != 'b') out = FormatInteger(v->kind == Kind::kBool ? (v->b ? 1 : 0) : v->i, *spec);
  } else if (v->kind == Kind::kFloat) {
    out = FormatReal(v->d, *spec);
  }
  return out.has_value() ? EscapePattern(*out) : "*";
}

Value Interpreter::format_percent(Value format, Value args) {
  std::vector<Value> values;
  const Provenance prov = arena_.join(prov_of(format), prov_of(args));
  const bool mapping = IsObject(args) && obj(args).kind == ObjKind::kDict;
  if (args->kind == Kind::kTuple) {
    values = args->items;
  } else {
    values.push_back(args);
  }
  const std::string source = format->kind == Kind::kText ? format->s : EscapePattern(format->s);
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    if (source[i] != '%') {
      out += source[i];
      continue;
    }
    if (i + 1 < source.size() && source[i + 1] == '%') {
      out += '%';
      ++i;
      continue;
    }
    std::size_t j = i + 1;
    Value v = nullptr;
    if (j < source.size() && source[j] == '(') {
      const std::size_t close = source.find(')', j);
      if (close == std::string::npos) return arena_.unknown(prov, ValueType::kString);
      if (mapping) v = dict_get(args->obj, arena_.str(source.substr(j + 1, close - j - 1)));
      j = close + 1;
    } else if (next < values.size() && !mapping) {
      v = values[next++];
    }
    const std::size_t flags = j;
    while (j < source.size() && (std::isdigit(static_cast<unsigned char>(source[j])) != 0 || source[j] == '.' ||
                                 source[j] == '-' || source[j] == '+' || source[j] == ' ' || source[j] == '#'))
      ++j;
    if (j >= source.size() || std::isalpha(static_cast<unsigned char>(source[j])) == 0)
      return arena_.unknown(prov, ValueType::kString);
    const char type = source[j];
    const std::string spec = source.substr(flags, j - flags);
    if (v == nullptr) {
      out += "*";
    } else {
      out += percent_part(v, spec, type);
    }
    i = j;
  }
  return arena_.text(std::move(out), prov);
}

Value Interpreter::format_braces(const std::string& format, Call& call) {
  std::string out;
  Provenance prov = call.self->prov;
  std::size_t next = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if ((c == '{' || c == '}') && i + 1 < format.size() && format[i + 1] == c) {
      out += c;
      ++i;
      continue;
    }
    if (c != '{') {
      out += EscapePattern(std::string_view(&format[i], 1));
      continue;
    }
    const std::size_t close = format.find('}', i);
    if (close == std::string::npos) return arena_.unknown(prov, ValueType::kString);
    std::string field = format.substr(i + 1, close - i - 1);
    std::string spec;
    if (const std::size_t colon = field.find(':'); colon != std::string::npos) {
      spec = field.substr(colon + 1);
      field.resize(colon);
    }
    if (field.find('{') != std::string::npos || spec.find('{') != std::string::npos)
      return arena_.unknown(prov, ValueType::kString);
    char conversion = 0;
    if (const std::size_t bang = field.find('!'); bang != std::string::npos) {
      conversion = bang + 1 < field.size() ? field[bang + 1] : '?';
      field.resize(bang);
    }
    const std::size_t stop = field.find_first_of(".[");
    const std::string name = field.substr(0, stop);
    Value v = nullptr;
    if (name.empty()) {
      if (next < call.args.positional.size()) v = call.args.positional[next++].value;
    } else if (std::isdigit(static_cast<unsigned char>(name[0])) != 0) {
      const std::size_t at = static_cast<std::size_t>(std::strtoul(name.c_str(), nullptr, 10));
      if (at < call.args.positional.size()) v = call.args.positional[at].value;
    } else {
      v = named(call.args, name);
    }
    if (v != nullptr && stop != std::string::npos) {
      const std::string rest = field.substr(stop);
      if (rest[0] == '.' && rest.find_first_of(".[", 1) == std::string::npos) {
        v = get_attr(v, rest.substr(1), call.where);
      } else {
        v = nullptr;
      }
    }
    if (v == nullptr) {
      out += "*";
    } else {
      prov = arena_.join(prov, prov_of(v));
      out += formatted(v, conversion, spec);
    }
    i = close;
  }
  return arena_.text(std::move(out), prov);
}

}  // namespace tracklint::interpret
