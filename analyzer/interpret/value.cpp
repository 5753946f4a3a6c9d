#include "analyzer/interpret/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace tracklint::interpret {

Arena::Arena() {
  none_.kind = Kind::kNone;
  true_.kind = Kind::kBool;
  true_.b = true;
  false_.kind = Kind::kBool;
}

Value Arena::unknown(Provenance prov, ValueType type, std::string_view why) {
  ValueData* v = make(Kind::kUnknown);
  v->prov = prov;
  v->type = type;
  v->s = why;
  if (type == ValueType::kData) v->identity = ++identities_;
  return v;
}

Value Arena::integer(std::int64_t value, Provenance prov) {
  ValueData* v = make(Kind::kInt);
  v->i = value;
  v->prov = prov;
  return v;
}

Value Arena::number(double value, Provenance prov) {
  ValueData* v = make(Kind::kFloat);
  v->d = value;
  v->prov = prov;
  return v;
}

Value Arena::str(std::string text, Provenance prov) {
  ValueData* v = make(Kind::kStr);
  v->s = std::move(text);
  v->prov = prov;
  return v;
}

namespace {
constexpr std::size_t kLongestText = std::size_t{1} << 16U;  // texts that are built may double again and again
}

Value Arena::text(std::string pattern, Provenance prov) {
  // collapse `**` (two holes) into one; find out whether there is a hole at all
  std::string out;
  bool hole = false;
  bool literal = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      out += pattern[i];
      out += pattern[++i];
      literal = true;
    } else if (pattern[i] == '*') {
      hole = true;
      if (out.empty() || out.back() != '*' || (out.size() >= 2 && out[out.size() - 2] == '\\')) out += '*';
    } else {
      out += pattern[i];
      literal = true;
    }
  }
  if (out.size() > kLongestText) return unknown(prov, ValueType::kString);
  if (!hole) return str(UnescapePattern(out), prov);
  if (!literal) return unknown(prov, ValueType::kString);
  ValueData* v = make(Kind::kText);
  v->s = std::move(out);
  v->prov = prov;
  return v;
}

Value Arena::tuple(std::vector<Value> items, bool open, Provenance prov) {
  ValueData* v = make(Kind::kTuple);
  v->items = std::move(items);
  v->b = open;
  v->prov = prov;
  return v;
}

Value Arena::object(ObjId id, Provenance prov) {
  ValueData* v = make(Kind::kObject);
  v->obj = id;
  v->prov = prov;
  return v;
}

Value Arena::external(std::string qualified) {
  ValueData* v = make(Kind::kExternal);
  v->s = std::move(qualified);
  return v;
}

Value Arena::method(Value self, std::string name) {
  ValueData* v = make(Kind::kMethod);
  v->s = std::move(name);
  v->items.push_back(self);
  v->prov = self->prov;
  return v;
}

Value Arena::with_prov(Value v, Provenance prov) {
  if (prov == nullptr || v->prov == prov) return v;
  Provenance joined = join(v->prov, prov);
  if (joined == v->prov) return v;
  ValueData& copy = values_.emplace_back(*v);
  copy.prov = joined;
  return &copy;
}

Value Arena::with_where(Value v, Span where) {
  if (v->where == where) return v;
  ValueData& copy = values_.emplace_back(*v);
  copy.where = where;
  return &copy;
}

Provenance Arena::prov(Origin origin) { return &origins_.emplace_back(Origins{origin}); }

Provenance Arena::join(Provenance a, Provenance b, std::size_t limit) {
  if (a == nullptr || a == b) return b;
  if (b == nullptr) return a;
  if (std::includes(a->begin(), a->end(), b->begin(), b->end())) return a;
  if (std::includes(b->begin(), b->end(), a->begin(), a->end())) return b;
  Origins out;
  std::set_union(a->begin(), a->end(), b->begin(), b->end(), std::back_inserter(out));
  limit = std::max({limit, a->size(), b->size()});
  if (out.size() > limit) {
    // literals are the least informative: drop them first
    std::erase_if(out, [](const Origin& o) { return o.kind == OriginKind::kLiteral; });
    if (out.size() > limit) out.resize(limit);
  }
  return &origins_.emplace_back(std::move(out));
}

bool SameConst(Value a, Value b) {
  if (a == b) return true;
  if (a->kind != b->kind) {
    const auto numeric = [](Value v) {
      return v->kind == Kind::kInt || v->kind == Kind::kFloat || v->kind == Kind::kBool;
    };
    if (!numeric(a) || !numeric(b)) return false;
    const auto as_double = [](Value v) {
      return v->kind == Kind::kFloat ? v->d : v->kind == Kind::kBool ? (v->b ? 1.0 : 0.0) : static_cast<double>(v->i);
    };
    return as_double(a) == as_double(b);
  }
  switch (a->kind) {
    case Kind::kNone: return true;
    case Kind::kBool: return a->b == b->b;
    case Kind::kInt: return a->i == b->i && a->s == b->s;
    case Kind::kFloat: return a->d == b->d;
    case Kind::kStr:
    case Kind::kBytes: return a->s == b->s && a->b == b->b;  // a path is not its text
    default: return false;
  }
}

namespace {

/// `left`: values that may still be compared. Tuples of tuples may hold the same ones again and again.
bool SameWithin(Value a, Value b, std::size_t& left) {
  if (a == b) return true;
  if (left == 0) return false;
  --left;
  if (a->kind != b->kind) return false;
  if (IsConst(a)) return SameConst(a, b);
  const auto same_items = [&] {
    return a->items.size() == b->items.size() && std::equal(a->items.begin(), a->items.end(), b->items.begin(),
                                                            [&](Value x, Value y) { return SameWithin(x, y, left); });
  };
  switch (a->kind) {
    case Kind::kUnknown: return a->type == b->type && a->s == b->s;
    case Kind::kText:
    case Kind::kExternal:
    case Kind::kNamespace: return a->s == b->s;
    case Kind::kTuple: return a->b == b->b && same_items();
    case Kind::kObject: return a->obj == b->obj;
    case Kind::kFunction: return a->module == b->module && a->function == b->function && a->obj == b->obj;
    case Kind::kBound:
    case Kind::kSuper:
    case Kind::kUnion: return same_items();
    case Kind::kDecorated:
    case Kind::kMethod: return a->s == b->s && same_items();
    case Kind::kModule: return a->module == b->module;
    case Kind::kRunId: return a->i == b->i;
    case Kind::kPartial: return a->names == b->names && same_items();
    default: return false;
  }
}

}  // namespace

bool SameValue(Value a, Value b) {
  std::size_t left = 2000;
  return SameWithin(a, b, left);
}

std::string EscapePattern(std::string_view literal) {
  std::string out;
  out.reserve(literal.size());
  for (const char c : literal) {
    if (c == '*' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string UnescapePattern(std::string_view pattern) {
  std::string out;
  out.reserve(pattern.size());
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    out += pattern[i];
  }
  return out;
}

std::string FloatRepr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  std::array<char, 64> buffer{};
  // shortest digits that round-trip, then CPython's choice of notation
  auto [end, ec] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific);
  (void)ec;
  const std::string sci(buffer.data(), end);
  const std::size_t e = sci.find('e');
  const int exponent = std::stoi(sci.substr(e + 1));
  std::string digits = sci.substr(0, e);
  const bool negative = digits[0] == '-';
  if (negative) digits.erase(0, 1);
  std::erase(digits, '.');
  std::string out;
  if (exponent < -4 || exponent >= 16) {
    out = digits.substr(0, 1);
    if (digits.size() > 1) out += "." + digits.substr(1);
    const int magnitude = exponent < 0 ? -exponent : exponent;
    out += exponent < 0 ? "e-" : "e+";
    if (magnitude < 10) out += '0';
    out += std::to_string(magnitude);
  } else if (exponent < 0) {
    out = "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  } else {
    const auto point = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= point) {
      out = digits + std::string(point - digits.size(), '0') + ".0";
    } else {
      out = digits.substr(0, point) + "." + digits.substr(point);
    }
  }
  return negative ? "-" + out : out;
}

std::string StringRepr(std::string_view text) {
  const char quote = text.find('\'') != std::string_view::npos && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (static_cast<unsigned char>(c) < 0x20U || c == 0x7f) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\x";
      out += kDigits[static_cast<unsigned char>(c) >> 4U];
      out += kDigits[static_cast<unsigned char>(c) & 0xFU];
    } else {
      out += c;
    }
  }
  out += quote;
  return out;
}

}  // namespace tracklint::interpret
