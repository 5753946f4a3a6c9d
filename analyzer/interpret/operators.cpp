// Operators, truth, and how values print.
#include <algorithm>
#include <cmath>

#include <fmt/args.h>
#include <fmt/format.h>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

using bind::Op;

namespace {

bool IsNumber(Value v) { return v->kind == Kind::kInt || v->kind == Kind::kFloat || v->kind == Kind::kBool; }
double AsDouble(Value v) {
  return v->kind == Kind::kFloat ? v->d : v->kind == Kind::kBool ? (v->b ? 1.0 : 0.0) : static_cast<double>(v->i);
}
bool IsText(Value v) { return v->kind == Kind::kStr || v->kind == Kind::kText; }
std::string AsPattern(Value v) { return v->kind == Kind::kText ? v->s : EscapePattern(v->s); }

bool HasLongNumber(std::string_view spec) {
  std::size_t digits = 0;
  for (const char c : spec) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits > 3) return true;
  }
  return false;
}

bool Fits(double v) { return std::fabs(v) < 9.0e15; }

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
    const std::int64_t x = a->kind == Kind::kBool ? (a->b ? 1 : 0) : a->i;
    const std::int64_t y = b->kind == Kind::kBool ? (b->b ? 1 : 0) : b->i;
    const double p = AsDouble(a);
    const double q = AsDouble(b);
    double r = 0;
    switch (op) {
      case Op::kAdd: r = p + q; break;
      case Op::kSub: r = p - q; break;
      case Op::kMul: r = p * q; break;
      case Op::kPow:
        r = std::pow(p, q);
        if (ints && y >= 0 && Fits(r)) return arena_.integer(static_cast<std::int64_t>(std::llround(r)), prov);
        if (std::isfinite(r)) return arena_.number(r, prov);
        return arena_.unknown(prov, ValueType::kNumber);
      case Op::kDiv:
        if (q == 0) return arena_.unknown(prov, ValueType::kNumber);
        return arena_.number(p / q, prov);
      case Op::kFloorDiv:
        if (q == 0) return arena_.unknown(prov, ValueType::kNumber);
        if (ints) return arena_.integer(static_cast<std::int64_t>(std::floor(p / q)), prov);
        return arena_.number(std::floor(p / q), prov);
      case Op::kMod:
        if (q == 0) return arena_.unknown(prov, ValueType::kNumber);
        if (ints) return arena_.integer(((x % y) + y) % y, prov);
        return arena_.number(p - q * std::floor(p / q), prov);
      case Op::kAndBit: return ints ? arena_.integer(x & y, prov) : arena_.unknown(prov, ValueType::kNumber);
      case Op::kOrBit: return ints ? arena_.integer(x | y, prov) : arena_.unknown(prov, ValueType::kNumber);
      case Op::kLeft:
        return ints && y >= 0 && y < 40 && x >= 0 && x < 4096 ? arena_.integer(x << y, prov)
                                                              : arena_.unknown(prov, ValueType::kNumber);
      case Op::kRight:
        return ints && y >= 0 && y < 62 && x >= 0 ? arena_.integer(x >> y, prov)
                                                  : arena_.unknown(prov, ValueType::kNumber);
      default: return arena_.unknown(prov, ValueType::kNumber);
    }
    if (ints && Fits(r)) {
      return arena_.integer(op == Op::kAdd ? x + y : op == Op::kSub ? x - y : x * y, prov);
    }
    return std::isfinite(r) ? arena_.number(r, prov) : arena_.unknown(prov, ValueType::kNumber);
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
  return arena_.unknown(prov, data                                                   ? ValueType::kData
                              : ta == ValueType::kNumber && tb == ValueType::kNumber ? ValueType::kNumber
                                                                                     : ValueType::kUnknown);
}

Value Interpreter::unary(Op op, Value a) {
  switch (op) {
    case Op::kNot: {
      const Tri t = truth(a);
      if (t == Tri::kUnknown) return arena_.unknown(prov_of(a), ValueType::kBool);
      return arena_.boolean(t == Tri::kNo);
    }
    case Op::kNegate:
      if (a->kind == Kind::kInt && a->s.empty()) return arena_.with_where(arena_.integer(-a->i, a->prov), a->where);
      if (a->kind == Kind::kFloat) return arena_.with_where(arena_.number(-a->d, a->prov), a->where);
      break;
    case Op::kPlus: return a;
    default: break;
  }
  return arena_.unknown(prov_of(a), type_of(a));
}

Value Interpreter::compare(Op op, Value a, Value b) {
  const Provenance prov = arena_.join(prov_of(a), prov_of(b));
  const auto unknown = [&] { return arena_.unknown(prov, ValueType::kBool); };
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
      if (IsConst(a) && IsConst(b)) return arena_.boolean(SameConst(a, b) != negate);
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
      return unknown();
    }
    case Op::kLt:
    case Op::kLe:
    case Op::kGt:
    case Op::kGe: {
      if (IsNumber(a) && IsNumber(b)) {
        const double x = AsDouble(a);
        const double y = AsDouble(b);
        return arena_.boolean(op == Op::kLt ? x < y : op == Op::kLe ? x <= y : op == Op::kGt ? x > y : x >= y);
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
      std::string first = pattern_of(v->items[0]);
      for (Value item : v->items) {
        if (pattern_of(item) != first) return "*";
      }
      return first;
    }
    default: return "*";
  }
}

std::string Interpreter::repr_pattern(Value v, int depth) {
  if (depth > 6) return "*";
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
    case Kind::kText: return v->b ? "*" : "'" + v->s + "'";
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

std::string Interpreter::format_spec(Value v, std::string_view spec) {
  if (HasLongNumber(spec)) return "*";  // a width that would fill the memory
  try {
    if (spec.ends_with('%') && spec.find_first_of("<^") == std::string_view::npos) {
      // a share: a hundred times the number with a sign for percent
      const bool known = v->kind == Kind::kFloat || (v->kind == Kind::kInt && v->s.empty());
      if (!known || spec.size() > 4 || !spec.starts_with('.')) return "*%";
      const double number = v->kind == Kind::kFloat ? v->d : static_cast<double>(v->i);
      const std::string fixed = "{:" + std::string(spec.substr(0, spec.size() - 1)) + "f}%";
      return EscapePattern(fmt::format(fmt::runtime(fixed), number * 100));
    }
    const std::string format = "{:" + std::string(spec) + "}";
    if (v->kind == Kind::kInt && v->s.empty()) {
      const char last = spec.empty() ? 'd' : spec.back();
      if (last == 'f' || last == 'e' || last == 'g')
        return EscapePattern(fmt::format(fmt::runtime(format), static_cast<double>(v->i)));
      return EscapePattern(fmt::format(fmt::runtime(format), v->i));
    }
    if (v->kind == Kind::kFloat && !spec.empty() && spec.find(',') == std::string_view::npos)
      return EscapePattern(fmt::format(fmt::runtime(format), v->d));
    if (v->kind == Kind::kStr) return EscapePattern(fmt::format(fmt::runtime(format), v->s));
  } catch (const std::exception&) {
    return "*";
  }
  return "*";
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
    if (j >= source.size()) return arena_.unknown(prov, ValueType::kString);
    const char type = source[j];
    const std::string spec = source.substr(flags, j - flags);
    if (v == nullptr) {
      out += "*";
    } else if (type == 's' && spec.empty()) {
      out += pattern_of(v);
    } else if (type == 'r') {
      out += repr_pattern(v);
    } else if (type == 'd' && v->kind == Kind::kFloat) {
      out += std::to_string(static_cast<std::int64_t>(v->d));
    } else {
      out += format_spec(v, spec + (type == 'i' ? 'd' : type));
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
    bool repr = false;
    if (const std::size_t bang = field.find('!'); bang != std::string::npos) {
      repr = field.substr(bang + 1) == "r";
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
      out += !spec.empty() ? format_spec(v, spec) : repr ? repr_pattern(v) : pattern_of(v);
    }
    i = close;
  }
  return arena_.text(std::move(out), prov);
}

}  // namespace tracklint::interpret
