#include "analyzer/bind/dump.h"

#include <string_view>
#include <utility>

#include "analyzer/bind/dump_expr.h"

namespace tracklint::bind {
namespace {

class Dumper {
 public:
  Dumper(const ModuleRecord& module, const Names& names, const DumpOptions& options)
      : tree_(module.tree), in_(tree_, names, options), out_(in_.out()) {}

  std::string run() {
    block(tree_.body);
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { out_.append(indent_, ' ') += text; }
  void block(Range range) {
    for (std::uint32_t i = range.begin; i < range.end; ++i) statement(tree_.at(tree_.blocks[i]));
  }
  void nested(Range range, std::string_view title = {}) {
    if (range.empty()) return;
    if (!title.empty()) {
      line(title);
      out_ += '\n';
    }
    indent_ += 2;
    block(range);
    indent_ -= 2;
  }
  void nested_in(ScopeId scope, Range range) {
    const ScopeId outer = in_.enter(scope);
    nested(range);
    in_.enter(outer);
  }

  void statement(const Stmt& s);
  void simple(const Stmt& s);
  void simple(std::string_view title, ExprId first, ExprId second);
  void compound(const Stmt& s);
  void function(const Stmt& s);
  void class_definition(const Stmt& s);
  void imports(const Stmt& s);
  void match(const Stmt& s);
  void quote(std::string_view text) { ((out_ += " '") += text) += "'"; }
  void decorators(const std::vector<ExprId>& all) {
    for (const ExprId d : all) {
      out_ += " @";
      in_.expr(d);
    }
  }

  const Tree& tree_;
  ExprDumper in_;
  std::string& out_;
  std::size_t indent_ = 0;
};

void Dumper::statement(const Stmt& s) {
  line({});
  in_.span(s.begin, s.end);
  switch (s.kind) {
    case StmtKind::kIf:
    case StmtKind::kFor:
    case StmtKind::kWhile:
    case StmtKind::kTry:
    case StmtKind::kWith: return compound(s);
    case StmtKind::kFunction: return function(s);
    case StmtKind::kClass: return class_definition(s);
    case StmtKind::kMatch: return match(s);
    case StmtKind::kImport:
    case StmtKind::kImportFrom: imports(s); break;
    default: simple(s); break;
  }
  out_ += '\n';
}

void Dumper::simple(std::string_view title, ExprId first, ExprId second) {
  out_ += title;
  in_.more(first);
  in_.more(second);
}

void Dumper::simple(const Stmt& s) {
  switch (s.kind) {
    case StmtKind::kUnknown: out_ += "???"; return;
    case StmtKind::kPass: out_ += "pass"; return;
    case StmtKind::kBreak: out_ += "break"; return;
    case StmtKind::kContinue: out_ += "continue"; return;
    case StmtKind::kGlobal: out_ += "global"; return;
    case StmtKind::kExpr: out_ += "expr"; return in_.more(s.a);
    case StmtKind::kReturn: out_ += "return"; return in_.more(s.a);
    case StmtKind::kDelete: out_ += "del"; return in_.list(s.items);
    case StmtKind::kRaise: return simple("raise", s.a, s.b);
    case StmtKind::kAssert: return simple("assert", s.a, s.b);
    case StmtKind::kAugAssign: return simple(std::string("aug").append(OpText(s.op)), s.a, s.b);
    case StmtKind::kAnnAssign: simple("ann", s.a, s.c); return in_.more(s.b);
    case StmtKind::kAssign:
      out_ += "assign";
      in_.list(s.items);
      out_ += " =";
      return in_.more(s.b);
    default: out_ += "!"; return;
  }
}

void Dumper::compound(const Stmt& s) {
  switch (s.kind) {
    case StmtKind::kTry: out_ += "try"; break;
    case StmtKind::kFor: simple(s.extra != 0 ? "async-for" : "for", s.a, s.b); break;
    case StmtKind::kIf:
    case StmtKind::kWhile:
      out_ += s.kind == StmtKind::kIf ? "if" : "while";
      in_.more(s.a);
      break;
    default:
      out_ += s.extra != 0 ? "async-with" : "with";
      for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) {
        in_.more(tree_.with_items[i].context);
        if (tree_.with_items[i].target == kNoExpr) continue;
        out_ += " as";
        in_.more(tree_.with_items[i].target);
      }
      break;
  }
  out_ += '\n';
  nested(s.body);
  if (s.kind == StmtKind::kTry) {
    for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) {
      const Handler& h = tree_.handlers[i];
      line("except");
      in_.more(h.type);
      if (h.name != kNoName) {
        out_ += " as ";
        in_.bound(h.name, h.ref);
      }
      out_ += '\n';
      nested(h.body);
    }
  }
  nested(s.orelse, "else");
  nested(s.finalbody, "finally");
}

void Dumper::function(const Stmt& s) {
  const Function& f = tree_.at(FunctionId{s.extra});
  out_ += f.is_async ? "async-def " : "def ";
  in_.bound(f.name, s.ref);
  quote(f.qualified);
  in_.parameters(f);
  if (f.returns != kNoExpr) {
    out_ += " ->";
    in_.more(f.returns);
  }
  decorators(f.decorators);
  if (f.is_generator) out_ += " generator";
  if (f.calls_locals) out_ += " locals()";
  out_ += '\n';
  nested_in(f.scope, f.body);
}

void Dumper::class_definition(const Stmt& s) {
  const Class& c = tree_.at(ClassId{s.extra});
  out_ += "class ";
  in_.bound(c.name, s.ref);
  quote(c.qualified);
  for (const Arg& base : c.bases) in_.argument(base);
  decorators(c.decorators);
  out_ += '\n';
  nested_in(c.scope, c.body);
}

void Dumper::imports(const Stmt& s) {
  out_ += s.kind == StmtKind::kImport ? "import" : "from";
  for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) {
    const ImportAlias& alias = tree_.imports[i];
    (out_ += " (").append(alias.level, '.') += alias.module;
    if (alias.name != kNoName) {
      out_ += ' ';
      in_.name(alias.name);
    }
    if (alias.star) {
      out_ += " *";
    } else {
      out_ += alias.has_alias ? " as " : " -> ";
      in_.bound(alias.bound, alias.ref);
    }
    out_ += ')';
  }
}

void Dumper::match(const Stmt& s) {
  out_ += "match";
  in_.more(s.a);
  out_ += '\n';
  for (std::uint32_t i = s.items.begin; i < s.items.end; ++i) {
    const MatchCase& one = tree_.cases[i];
    line("case");
    in_.more(one.pattern);
    if (one.irrefutable) out_ += " any";
    for (const Ref& r : one.captures) {
      const Scope& scope = tree_.at(r.kind == RefKind::kLocal ? in_.scope() : ScopeId{0});
      out_ += ' ';
      if (r.kind != RefKind::kEnclosing && r.slot < scope.slots.size()) in_.name(scope.slots[r.slot]);
      in_.ref(r);
    }
    if (one.guard != kNoExpr) {
      out_ += " if";
      in_.more(one.guard);
    }
    out_ += '\n';
    nested(one.body);
  }
}

}  // namespace

std::string Dump(const ModuleRecord& module, const Names& names, const DumpOptions& options) {
  return Dumper(module, names, options).run();
}

}  // namespace tracklint::bind
