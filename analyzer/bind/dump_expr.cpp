#include "analyzer/bind/dump_expr.h"

#include <array>
#include <cstdio>
#include <utility>

namespace tracklint::bind {

std::string_view OpText(Op op) {
  static constexpr std::array<std::string_view, 30> kTexts = {
      "?",  "+",   "-",   "*",   "/",   "//", "%",  "**", "@",  "&", "|",  "^",  "<<",     ">>", "and",
      "or", "not", "neg", "pos", "inv", "==", "!=", "<",  "<=", ">", ">=", "is", "is-not", "in", "not-in"};
  return kTexts[static_cast<std::size_t>(op)];
}

ScopeId ExprDumper::enter(ScopeId scope) { return std::exchange(scope_, scope); }

void ExprDumper::span(std::uint32_t begin, std::uint32_t end) {
  if (options_.spans) out_ += std::to_string(begin) + ":" + std::to_string(end) + "|";
}

void ExprDumper::ref(const Ref& r) {
  if (!options_.refs) return;
  ScopeId at = scope_;
  switch (r.kind) {
    case RefKind::kLocal: out_ += "@L"; break;
    case RefKind::kEnclosing:
      out_ += "@E" + std::to_string(r.hops);
      for (std::uint16_t i = 0; i < r.hops; ++i) at = tree_.at(at).parent;
      break;
    case RefKind::kGlobal:
      out_ += "@G";
      at = ScopeId{0};
      break;
  }
  const Scope& scope = tree_.at(at);
  if (r.slot >= scope.slots.size()) {
    out_ += "!";  // never: every reference has a slot
  } else if (scope.hidden[r.slot]) {
    out_ += "h";
  }
}

void ExprDumper::bound(NameId id, const Ref& r) {
  name(id);
  ref(r);
}

void ExprDumper::quoted(std::string_view text, bool bytes) {
  out_ += bytes ? "b\"" : "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (code < 0x20 || code == 0x7f || (bytes && code >= 0x80)) {
      std::array<char, 8> hex{};
      std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(code));
      out_ += hex.data();
    } else {
      out_ += c;
    }
  }
  out_ += '"';
}

void ExprDumper::optional(ExprId id) {
  if (id == kNoExpr) {
    out_ += "_";
  } else {
    expr(id);
  }
}

void ExprDumper::more(ExprId id) {
  out_ += ' ';
  optional(id);
}

void ExprDumper::list(Range items) {
  for (std::uint32_t i = items.begin; i < items.end; ++i) more(tree_.exprs[i]);
}

void ExprDumper::expr(ExprId id) {
  const Expr& e = tree_.at(id);
  span(e.begin, e.end);
  switch (e.kind) {
    case ExprKind::kUnknown: out_ += "?"; return;
    case ExprKind::kNone: out_ += "None"; return;
    case ExprKind::kTrue: out_ += "True"; return;
    case ExprKind::kFalse: out_ += "False"; return;
    case ExprKind::kEllipsis: out_ += "..."; return;
    case ExprKind::kInt: out_ += e.extra == 0 ? std::to_string(e.integer()) : tree_.strings[e.extra - 1]; return;
    case ExprKind::kFloat: {
      std::array<char, 40> text{};
      std::snprintf(text.data(), text.size(), "%.17gf", tree_.floats[e.extra]);
      out_ += text.data();
      return;
    }
    case ExprKind::kString: quoted(tree_.strings[e.extra], false); return;
    case ExprKind::kBytes: quoted(tree_.strings[e.extra], true); return;
    case ExprKind::kName: bound(e.name, tree_.refs[e.extra]); return;
    default: break;
  }
  out_ += '(';
  compound(e);
  out_ += ')';
}

void ExprDumper::compound(const Expr& e) {
  switch (e.kind) {
    case ExprKind::kFString: return fstring(e);
    case ExprKind::kCompare: return comparison(e);
    case ExprKind::kDict: return dict(e);
    case ExprKind::kLambda: return lambda(tree_.at(FunctionId{e.extra}));
    case ExprKind::kListComp: return comprehension("listcomp", e);
    case ExprKind::kSetComp: return comprehension("setcomp", e);
    case ExprKind::kGenerator: return comprehension("generator", e);
    case ExprKind::kDictComp: return comprehension("dictcomp", e);
    case ExprKind::kAttribute:
      out_ += ".";
      more(e.a);
      out_ += ' ';
      name(e.name);
      if (options_.spans) out_ += ":" + std::to_string(e.extra);
      return;
    case ExprKind::kCall:
      out_ += "call";
      more(e.a);
      for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) argument(tree_.args[i]);
      return;
    case ExprKind::kSlice:
      out_ += ":";
      more(e.a);
      more(e.b);
      more(e.c);
      return;
    case ExprKind::kConditional:
      out_ += "if";
      more(e.a);
      more(e.b);
      more(e.c);
      return;
    case ExprKind::kTuple:
    case ExprKind::kList:
    case ExprKind::kSet:
    case ExprKind::kBoolean:
      out_ += e.kind == ExprKind::kTuple  ? "tuple"
              : e.kind == ExprKind::kList ? "list"
              : e.kind == ExprKind::kSet  ? "set"
                                          : OpText(e.op);
      return list(e.items);
    case ExprKind::kSubscript: out_ += "[]"; break;
    case ExprKind::kBinary:
    case ExprKind::kUnary: out_ += OpText(e.op); break;
    case ExprKind::kAwait: out_ += "await"; break;
    case ExprKind::kYield: out_ += "yield"; break;
    case ExprKind::kYieldFrom: out_ += "yield-from"; break;
    case ExprKind::kStarred: out_ += "*"; break;
    case ExprKind::kNamed: out_ += ":="; break;
    default: out_ += "!"; break;
  }
  more(e.a);
  if (e.b != kNoExpr) more(e.b);
}

void ExprDumper::comparison(const Expr& e) {
  out_ += "cmp";
  for (std::uint32_t i = 0; i < e.items.size(); ++i) {
    if (i != 0) (out_ += ' ') += OpText(tree_.ops[e.extra + i - 1]);
    more(tree_.exprs[e.items.begin + i]);
  }
}

void ExprDumper::dict(const Expr& e) {
  out_ += "dict";
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const DictEntry& entry = tree_.dict_entries[i];
    out_ += " (";
    if (entry.key == kNoExpr) {
      out_ += "**";
    } else {
      expr(entry.key);
    }
    more(entry.value);
    out_ += ')';
  }
}

void ExprDumper::fstring(const Expr& e) {
  out_ += "f";
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const FPart& part = tree_.fparts[i];
    out_ += ' ';
    if (part.is_text) {
      quoted(tree_.strings[part.text], false);
      continue;
    }
    out_ += '{';
    optional(part.value);
    if (part.self_documenting) out_ += "=";
    if (part.conversion != 0) (out_ += '!') += part.conversion;
    if (part.spec != kNoExpr) {
      out_ += ':';
      expr(part.spec);
    }
    out_ += '}';
  }
}

void ExprDumper::argument(const Arg& arg) {
  out_ += ' ';
  if (arg.kind == ArgKind::kPositional) return optional(arg.value);
  span(arg.begin, arg.end);
  switch (arg.kind) {
    case ArgKind::kKeyword:
      out_ += "(= ";
      name(arg.name);
      break;
    case ArgKind::kStar: out_ += "(*"; break;
    default: out_ += "(**"; break;
  }
  more(arg.value);
  out_ += ')';
}

void ExprDumper::comprehension(std::string_view title, const Expr& e) {
  out_ += title;
  more(e.a);
  if (e.b != kNoExpr) more(e.b);
  for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) {
    const Clause& clause = tree_.clauses[i];
    out_ += clause.is_async ? " (async-for" : " (for";
    more(clause.target);
    more(clause.iterable);
    for (std::uint32_t c = clause.conditions.begin; c < clause.conditions.end; ++c) {
      out_ += " if";
      more(tree_.exprs[c]);
    }
    out_ += ')';
  }
}

void ExprDumper::parameters(const Function& function) {
  static constexpr std::array<std::string_view, 5> kMarks = {"/", "", "*", "k:", "**"};
  out_ += " (";
  bool first = true;
  for (const Parameter& p : function.params) {
    if (!std::exchange(first, false)) out_ += ' ';
    out_ += kMarks[static_cast<std::size_t>(p.kind)];
    name(p.name);
    if (p.annotation != kNoExpr) {
      out_ += ":";
      expr(p.annotation);
    }
    if (p.fallback != kNoExpr) {
      out_ += "=";
      expr(p.fallback);
    }
  }
  out_ += ')';
}

void ExprDumper::lambda(const Function& function) {
  out_ += "lambda";
  parameters(function);
  const ScopeId outer = enter(function.scope);
  more(function.lambda_body);
  enter(outer);
}

}  // namespace tracklint::bind
