// Methods of text and paths.
#include <algorithm>
#include <regex>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/interpret/python_format.h"

namespace tracklint::interpret {

namespace {
/// A pattern with its ASCII letters changed; what is not ASCII is not known afterwards.
std::string WithLetters(std::string_view pattern, char (*change)(char)) {
  std::string out;
  for (const char c : pattern) {
    if (static_cast<unsigned char>(c) < 0x80U) {
      out += change(c);
    } else if (out.empty() || out.back() != '*') {
      out += '*';
    }
  }
  return out;
}
char LowerLetter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char UpperLetter(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char OtherLetter(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : LowerLetter(c); }
bool IsLetter(char c) { return LowerLetter(c) >= 'a' && LowerLetter(c) <= 'z'; }
bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f); }
constexpr std::string_view kSpaces = " \t\n\r\f\v\x1c\x1d\x1e\x1f";
std::string ReplaceAll(std::string s, const std::string& from, const std::string& to) {
  if (from.empty()) return s;
  for (std::size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size()))
    s.replace(at, from.size(), to);
  return s;
}
std::string Strip(const std::string& s, std::string_view chars, bool left, bool right) {
  std::size_t from = 0;
  std::size_t to = s.size();
  if (left) {
    while (from < to && chars.find(s[from]) != std::string_view::npos) ++from;
  }
  if (right) {
    while (to > from && chars.find(s[to - 1]) != std::string_view::npos) --to;
  }
  return s.substr(from, to - from);
}
bool IsAscii(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}
/// Whether something may be stripped from an end of a text with holes.
bool MayLoseEnds(std::string_view pattern, std::string_view chars) {
  const std::size_t first = pattern.find_first_not_of('*');
  if (first == std::string_view::npos) return false;
  const std::size_t last = pattern.find_last_not_of('*');
  return chars.find(pattern[first]) != std::string_view::npos || chars.find(pattern[last]) != std::string_view::npos ||
         pattern[first] == '\\' || (last > 0 && pattern[last - 1] == '\\');
}
/// split() and rsplit() at white space.
std::vector<std::string> Words(std::string_view s, std::int64_t limit, bool from_right) {
  std::vector<std::string> out;
  while (!s.empty()) {
    if (from_right) {
      while (!s.empty() && IsSpace(s.back())) s.remove_suffix(1);
    } else {
      while (!s.empty() && IsSpace(s.front())) s.remove_prefix(1);
    }
    if (s.empty()) break;
    std::size_t length = 0;
    while (length < s.size() && !IsSpace(from_right ? s[s.size() - 1 - length] : s[length])) ++length;
    if (limit >= 0 && static_cast<std::int64_t>(out.size()) >= limit) length = s.size();
    if (from_right) {
      // what is left keeps the spaces at its other end
      out.emplace_back(s.substr(s.size() - length));
      s.remove_suffix(length);
    } else {
      out.emplace_back(s.substr(0, length));
      s.remove_prefix(length);
    }
  }
  if (from_right) std::reverse(out.begin(), out.end());
  return out;
}
/// split() and rsplit() at a separator.
std::vector<std::string> Parts(std::string_view s, std::string_view separator, std::int64_t limit, bool from_right) {
  std::vector<std::string> out;
  while (limit < 0 || static_cast<std::int64_t>(out.size()) < limit) {
    const std::size_t at = from_right ? s.rfind(separator) : s.find(separator);
    if (at == std::string_view::npos) break;
    if (from_right) {
      out.emplace_back(s.substr(at + separator.size()));
      s = s.substr(0, at);
    } else {
      out.emplace_back(s.substr(0, at));
      s = s.substr(at + separator.size());
    }
  }
  out.emplace_back(s);
  if (from_right) std::reverse(out.begin(), out.end());
  return out;
}
/// A pattern that means the same to Python and to ECMAScript and is matched in linear time: single characters, escapes,
/// classes and `.`, at most one of them repeated; no groups, alternatives, anchors or counts.
bool IsPlainPattern(std::string_view pattern) {
  constexpr std::string_view kEscapes = "sdwSD.-/+*?()[]{}|^$\\_:, ";
  if (!IsAscii(pattern)) return false;
  int repeated = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\') {
      if (++i >= pattern.size() || kEscapes.find(pattern[i]) == std::string_view::npos) return false;
    } else if (c == '[') {
      std::size_t end = i + 1;
      while (end < pattern.size() && pattern[end] != ']') {
        if (pattern[end] == '[' || (pattern[end] == '\\' && ++end >= pattern.size())) return false;
        ++end;
      }
      if (end >= pattern.size() || end == i + 1) return false;
      i = end;
    } else if (c == '+' || c == '*' || c == '?') {
      if (i == 0 || ++repeated > 1) return false;
    } else if (std::string_view("(){}|^$").find(c) != std::string_view::npos) {
      return false;
    }
  }
  return !pattern.empty();
}
std::string BaseName(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}
std::string Parent(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}
}  // namespace

/// re.sub(pattern, text, s) on a text that is known, or on the known pieces of one that is partly known.
Value Interpreter::re_sub(Call& call) {
  constexpr std::size_t kLongest = 200;
  Value expression = arg(call, 0, "pattern");
  Value with = arg(call, 1, "repl");
  Value in = arg(call, 2, "string");
  const Provenance prov = arguments_prov(call);
  const bool known = expression != nullptr && with != nullptr && in != nullptr && expression->kind == Kind::kStr &&
                     with->kind == Kind::kStr && (in->kind == Kind::kStr || in->kind == Kind::kText);
  // count= and flags= change the result, however they are given
  const bool plain_call = call.args.positional.size() + call.args.keyword.size() == 3 && !call.args.open_positional &&
                          !call.args.open_keyword;
  if (!known || !plain_call || in->s.size() > kLongest || expression->s.size() > kLongest || !IsAscii(in->s) ||
      !IsPlainPattern(expression->s) || with->s.find_first_of("\\$") != std::string::npos)
    return arena_.unknown(prov, ValueType::kString);
  try {
    const std::regex regex(expression->s);
    if (in->kind == Kind::kStr) return arena_.str(std::regex_replace(in->s, regex, with->s), prov);
    // between holes: what a match could reach across them is left as it is
    std::string out;
    std::string piece;
    const auto flush = [&] {
      out += EscapePattern(std::regex_replace(piece, regex, with->s));
      piece.clear();
    };
    for (std::size_t i = 0; i < in->s.size(); ++i) {
      if (in->s[i] == '\\' && i + 1 < in->s.size()) {
        piece += in->s[++i];
      } else if (in->s[i] == '*') {
        flush();
        out += '*';
      } else {
        piece += in->s[i];
      }
    }
    flush();
    return arena_.text(std::move(out), prov);
  } catch (const std::exception&) {
    return arena_.unknown(prov, ValueType::kString);
  }
}

Value Interpreter::str_method(Value self, std::string_view method, Call& call) {
  const Provenance prov = arguments_prov(call);
  Value first = arg(call, 0, "");
  Value second = arg(call, 1, "");
  const auto keep = [&](Value v) {
    return self->kind != Kind::kUnknown && self->i != 0 ? with_run(v, static_cast<Index>(self->i - 1)) : v;
  };
  if (self->kind == Kind::kUnknown) {
    if (method == "split" || method == "rsplit" || method == "splitlines")
      return make_list({arena_.unknown(prov, ValueType::kString)}, true, prov);
    if (method == "startswith" || method == "endswith" || method.starts_with("is"))
      return arena_.unknown(prov, ValueType::kBool);
    if (method == "format") return arena_.unknown(prov, ValueType::kString);
    if (method == "find" || method == "index" || method == "count") return arena_.unknown(prov, ValueType::kNumber);
    return arena_.unknown(prov, ValueType::kString);
  }
  const bool known = self->kind == Kind::kStr;
  const std::string pattern = known ? EscapePattern(self->s) : self->s;
  if (method == "format") {
    if (known) return format_braces(self->s, call);
    return arena_.unknown(prov, ValueType::kString);
  }
  if (method == "lower" || method == "casefold") return keep(arena_.text(WithLetters(pattern, LowerLetter), prov));
  if (method == "upper") return keep(arena_.text(WithLetters(pattern, UpperLetter), prov));
  if (method == "swapcase") return keep(arena_.text(WithLetters(pattern, OtherLetter), prov));
  if (method == "title" || method == "capitalize") {
    if (!known || !IsAscii(self->s)) return arena_.unknown(prov, ValueType::kString);
    std::string s = self->s;
    bool start = true;
    for (char& c : s) {
      const bool letter = IsLetter(c);
      c = start ? UpperLetter(c) : LowerLetter(c);
      start = method == "title" ? !letter : false;
    }
    return arena_.str(std::move(s), prov);
  }
  if (method == "replace") {
    const bool plain = call.args.positional.size() == 2 && call.args.keyword.empty();
    if (plain && first->kind == Kind::kStr && second->kind == Kind::kStr && !first->s.empty()) {
      if (known) return keep(arena_.str(ReplaceAll(self->s, first->s, second->s), prov));
      return keep(arena_.text(ReplaceAll(pattern, EscapePattern(first->s), EscapePattern(second->s)), prov));
    }
    return arena_.unknown(prov, ValueType::kString);
  }
  if (method == "strip" || method == "lstrip" || method == "rstrip") {
    const bool said = first != nullptr && first->kind != Kind::kNone;
    if (said && (first->kind != Kind::kStr || !IsAscii(first->s))) return arena_.unknown(prov, ValueType::kString);
    const std::string_view chars = said ? std::string_view(first->s) : kSpaces;
    if (!known) return MayLoseEnds(pattern, chars) ? arena_.unknown(prov, ValueType::kString) : self;
    return arena_.str(Strip(self->s, chars, method != "rstrip", method != "lstrip"), prov);
  }
  if (method == "removeprefix" && known && first != nullptr && first->kind == Kind::kStr)
    return arena_.str(self->s.starts_with(first->s) ? self->s.substr(first->s.size()) : self->s, prov);
  if (method == "removesuffix" && known && first != nullptr && first->kind == Kind::kStr)
    return arena_.str(self->s.ends_with(first->s) ? self->s.substr(0, self->s.size() - first->s.size()) : self->s,
                      prov);
  if (method == "join") {
    if (first == nullptr) return arena_.unknown(prov, ValueType::kString);
    if (const auto items = ordered_items(first, 128)) {
      std::string out;
      for (std::size_t i = 0; i < items->size(); ++i) {
        if (i > 0) out += pattern;
        out += pattern_of((*items)[i]);
      }
      return arena_.text(std::move(out), prov);
    }
    return arena_.unknown(prov, ValueType::kString);
  }
  if (method == "split" || method == "rsplit") {
    Value separator = arg(call, 0, "sep");
    Value most = arg(call, 1, "maxsplit");
    const bool at_spaces = separator == nullptr || separator->kind == Kind::kNone;
    const bool plain = most == nullptr || (most->kind == Kind::kInt && most->s.empty());
    if (known && plain && (at_spaces ? IsAscii(self->s) : separator->kind == Kind::kStr && !separator->s.empty())) {
      const std::int64_t limit = most == nullptr ? -1 : most->i;
      const bool from_right = method == "rsplit";
      std::vector<Value> parts;
      for (std::string& part :
           at_spaces ? Words(self->s, limit, from_right) : Parts(self->s, separator->s, limit, from_right))
        parts.push_back(arena_.str(std::move(part), prov));
      return make_list(std::move(parts));
    }
    return make_list({arena_.unknown(prov, ValueType::kString)}, true, prov);
  }
  if (method == "startswith" || method == "endswith") {
    if (call.args.positional.size() == 1 && first->kind == Kind::kStr) {
      if (known)
        return arena_.boolean(method == "startswith" ? self->s.starts_with(first->s) : self->s.ends_with(first->s));
      const std::string wanted = EscapePattern(first->s);
      const bool head = method == "startswith";
      const std::string fixed = head ? pattern.substr(0, pattern.find('*')) : pattern.substr(pattern.rfind('*') + 1);
      if (head && fixed.starts_with(wanted)) return arena_.boolean(true);
      if (!head && fixed.ends_with(wanted)) return arena_.boolean(true);
    }
    return arena_.unknown(prov, ValueType::kBool);
  }
  if (method == "zfill" && known && first != nullptr && first->kind == Kind::kInt && first->i < 100) {
    std::string s = self->s;
    const auto characters = static_cast<std::int64_t>(CodePoints(s));
    const std::size_t sign = !s.empty() && (s[0] == '-' || s[0] == '+') ? 1 : 0;
    if (characters < first->i) s.insert(sign, static_cast<std::size_t>(first->i - characters), '0');
    return arena_.str(std::move(s), prov);
  }
  if (method == "encode" || method == "decode") return self;
  if (method == "count" || method == "find" || method == "index") return arena_.unknown(prov, ValueType::kNumber);
  if (method.starts_with("is")) return arena_.unknown(prov, ValueType::kBool);
  if (method == "partition" || method == "rpartition") {
    if (known && first != nullptr && first->kind == Kind::kStr && !first->s.empty()) {
      const bool from_left = method == "partition";
      const std::size_t at = from_left ? self->s.find(first->s) : self->s.rfind(first->s);
      if (at == std::string::npos) {
        Value whole = arena_.str(self->s, prov);
        Value empty = arena_.str("", prov);
        return from_left ? arena_.tuple({whole, empty, empty}) : arena_.tuple({empty, empty, whole});
      }
      return arena_.tuple(
          {arena_.str(self->s.substr(0, at), prov), first, arena_.str(self->s.substr(at + first->s.size()), prov)});
    }
    return arena_.tuple({arena_.unknown(prov, ValueType::kString), arena_.unknown(prov, ValueType::kString),
                         arena_.unknown(prov, ValueType::kString)});
  }
  return arena_.unknown(prov, ValueType::kString);
}

// --- pathlib: a path is a text with a mark --------------------------------------------------------------

Value Interpreter::as_path(Value v) {
  if (v->kind == Kind::kStr || v->kind == Kind::kText) {
    if (v->b) return v;
    ValueData* p = arena_.make(v->kind);
    *p = *v;
    p->b = true;
    return p;
  }
  ValueData* p = arena_.make(Kind::kUnknown);
  p->prov = prov_of(v);
  if (v->kind == Kind::kUnknown && v->s == "option") p->items = v->items;
  p->s = "path";
  p->type = ValueType::kObject;
  return p;
}

Value Interpreter::path_value(std::string_view path) { return arena_.str(std::string(path)); }

Value Interpreter::with_run(Value v, Index run) {
  ValueData* p = arena_.make(v->kind);
  *p = *v;
  p->i = static_cast<std::int64_t>(run) + 1;
  return p;
}

Value Interpreter::path_attr(Value self, std::string_view name) {
  const bool known = self->kind == Kind::kStr;
  const std::string pattern = known ? EscapePattern(self->s) : self->kind == Kind::kText ? self->s : "*";
  if (name == "name") return arena_.text(BaseName(pattern), self->prov);
  if (name == "stem" || name == "suffix") {
    const std::string base = BaseName(pattern);
    const std::size_t dot = base.rfind('.');
    if (name == "stem") return arena_.text(dot == std::string::npos ? base : base.substr(0, dot), self->prov);
    return arena_.text(dot == std::string::npos ? "" : base.substr(dot), self->prov);
  }
  if (name == "parent") return as_path(arena_.text(Parent(pattern), self->prov));
  if (name == "parents") {
    std::vector<Value> out;
    std::string at = pattern;
    for (int i = 0; i < 8; ++i) {
      at = Parent(at);
      out.push_back(as_path(arena_.text(at, self->prov)));
    }
    return arena_.tuple(std::move(out));
  }
  return nullptr;
}

Value Interpreter::path_method(Value self, std::string_view method, Call& call) {
  Value first = arg(call, 0, "");
  if (method == "resolve" || method == "absolute" || method == "expanduser" || method == "as_posix" ||
      method == "__str__" || method == "__fspath__" || method == "as_uri") {
    if (method == "as_posix" || method == "__str__" || method == "__fspath__")
      return arena_.text(pattern_of(self), self->prov);
    if (method == "as_uri") return arena_.text("file://" + pattern_of(self), self->prov);
    return self;
  }
  if (method == "joinpath") {
    std::string out = pattern_of(self);
    for (const Argument& a : call.args.positional) out += "/" + pattern_of(a.value);
    return as_path(arena_.text(std::move(out), arguments_prov(call)));
  }
  if (method == "with_suffix" && first != nullptr) {
    std::string out = pattern_of(self);
    const std::size_t dot = out.rfind('.');
    if (dot != std::string::npos && out.find('/', dot) == std::string::npos) out.resize(dot);
    return as_path(arena_.text(out + pattern_of(first), arguments_prov(call)));
  }
  if (method == "with_name" && first != nullptr)
    return as_path(arena_.text(Parent(pattern_of(self)) + "/" + pattern_of(first), arguments_prov(call)));
  if (method == "exists" || method == "is_file" || method == "is_dir") {
    const Tri there = file_exists(self);
    return there == Tri::kUnknown ? arena_.unknown(nullptr, ValueType::kBool, "exists")
                                  : arena_.boolean(there == Tri::kYes);
  }
  if (method == "mkdir" || method == "unlink" || method == "touch") return arena_.none();
  if (method == "read_text" || method == "read_bytes") {
    if (Value written = written_value(self); written != nullptr)
      return IsObject(written) ? json_text(written) : written;
    if (const auto text = read_repository_file(self)) return arena_.str(*text, self->prov);
    return arena_.unknown(prov_of(self), ValueType::kString);
  }
  if (method == "write_text" || method == "write_bytes") {
    if (first != nullptr) note_written(self, first);
    return arena_.unknown(nullptr, ValueType::kNumber);
  }
  if (method == "open") {
    Call open = call;
    open.args.positional.insert(open.args.positional.begin(), Argument{self, bind::kNoName, call.where, call.where});
    return py_open(open);
  }
  if (method == "glob" || method == "rglob" || method == "iterdir") {
    return arena_.tuple({as_path(arena_.text(pattern_of(self) + "/*", self->prov))}, true, self->prov);
  }
  if (method == "relative_to") return as_path(arena_.unknown(self->prov));
  return nullptr;
}

}  // namespace tracklint::interpret
