// Statements: control flow on abstract states. Branches fork and join; loops run known sequences item
// by item and others twice; `finally` and context managers run once on the joined ways out.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

using bind::StmtKind;

bool Interpreter::step() {
  steps_ += 1 + arena_.take_work();
  constexpr std::size_t kMaxValues = 1'500'000;  // some 200 bytes each
  if (steps_ <= max_steps_ && arena_.size() <= kMaxValues) return true;
  if (!exhausted_) {
    exhausted_ = true;
    unresolved("call", frame_ != nullptr ? frame_->call_site : Span{}, "the step budget of this entry is used up");
    out_.entry.unfinished = true;
    out_.cut_short = true;
  }
  return false;
}

void Interpreter::exec_block(bind::Range block) {
  for (std::uint32_t i = block.begin; i < block.end && live_; ++i) {
    if (!step()) return;
    exec(tree().at(tree().blocks[i]));
  }
}

void Interpreter::exec(const bind::Stmt& stmt) {
  switch (stmt.kind) {
    case StmtKind::kExpr:
      if (!pass_text(stmt.a)) eval(stmt.a);
      break;
    case StmtKind::kAssign: exec_assign(stmt); break;
    case StmtKind::kAugAssign: exec_aug_assign(stmt); break;
    case StmtKind::kAnnAssign: exec_ann_assign(stmt); break;
    case StmtKind::kDelete: exec_delete(stmt); break;
    case StmtKind::kReturn: {
      Value v = stmt.a == bind::kNoExpr ? arena_.none() : eval(stmt.a);
      if (!live_) break;
      exits_->return_value = exits_->return_value == nullptr ? v : JoinValues(exits_->return_value, v, arena_);
      leave(exits_->returned);
      break;
    }
    case StmtKind::kRaise: {
      if (stmt.a != bind::kNoExpr) raised_later(exits_->raise_value = eval(stmt.a));
      if (live_) leave(stmt.a != bind::kNoExpr && is_system_exit(exits_->raise_value) ? program_end() : exits_->raised);
      last_leave_ = Leave::kRaise;
      break;
    }
    case StmtKind::kAssert: {
      Value v = eval(stmt.a);
      if (truth(v) == Tri::kNo && live_ && v->kind == Kind::kBool) {
        leave(exits_->raised);
        last_leave_ = Leave::kRaise;
      } else {
        refine(stmt.a, true);
      }
      break;
    }
    case StmtKind::kBreak: leave(exits_->broke); break;
    case StmtKind::kContinue: leave(exits_->continued); break;
    case StmtKind::kIf: exec_if(stmt); break;
    case StmtKind::kFor: exec_for(stmt); break;
    case StmtKind::kWhile: exec_while(stmt); break;
    case StmtKind::kTry: exec_try(stmt); break;
    case StmtKind::kWith: exec_with(stmt, stmt.items.begin); break;
    case StmtKind::kFunction: exec_function(stmt); break;
    case StmtKind::kClass: exec_class(stmt); break;
    case StmtKind::kImport:
      for (std::uint32_t i = stmt.items.begin; i < stmt.items.end; ++i) exec_import(tree().imports[i]);
      break;
    case StmtKind::kImportFrom:
      for (std::uint32_t i = stmt.items.begin; i < stmt.items.end; ++i) exec_import_from(tree().imports[i]);
      break;
    case StmtKind::kMatch: exec_match(stmt); break;
    case StmtKind::kUnknown:
    case StmtKind::kPass:
    case StmtKind::kGlobal: break;
  }
}

void Interpreter::leave(std::optional<State>& slot) {
  if (!live_) return;
  last_leave_ = Leave::kJump;
  if (slot.has_value()) {
    const bool maybe = slot->maybe && s_.maybe;
    JoinInto(*slot, s_, false, arena_);
    slot->maybe = maybe;
  } else {
    slot = s_;
  }
  live_ = false;
}

void Interpreter::propagate(Exits& from, bool loops, bool returns, bool raises) {
  const auto move = [&](std::optional<State>& source, std::optional<State>& target) {
    if (!source.has_value()) return;
    if (target.has_value()) {
      JoinInto(*target, *source, false, arena_);
    } else {
      target.swap(source);
    }
    source.reset();
  };
  if (loops) {
    move(from.broke, exits_->broke);
    move(from.continued, exits_->continued);
  }
  if (returns && from.returned.has_value()) {
    if (from.return_value != nullptr)
      exits_->return_value = exits_->return_value == nullptr
                                 ? from.return_value
                                 : JoinValues(exits_->return_value, from.return_value, arena_);
    move(from.returned, exits_->returned);
  }
  if (raises) move(from.raised, exits_->raised);
}

Interpreter::Merged Interpreter::merge_exits(Exits& exits) {
  Merged m;
  m.normal = live_;
  m.maybe[0] = s_.maybe;
  std::optional<State> joined;
  if (live_) joined = std::move(s_);
  std::size_t at = 1;
  for (std::optional<State>* slot : {&exits.returned, &exits.broke, &exits.continued, &exits.raised}) {
    if (slot->has_value()) {
      m.maybe[at] = (*slot)->maybe;
      if (joined.has_value()) {
        JoinInto(*joined, **slot, slot == &exits.raised, arena_);
      } else {
        joined = **slot;
      }
    }
    ++at;
  }
  if (joined.has_value()) {
    s_ = std::move(*joined);
    live_ = true;
  }
  return m;
}

void Interpreter::split_exits(Exits& exits, const Merged& m) {
  if (!live_) {
    exits.returned.reset();
    exits.broke.reset();
    exits.continued.reset();
    exits.raised.reset();
    return;
  }
  std::size_t at = 1;
  for (std::optional<State>* slot : {&exits.returned, &exits.broke, &exits.continued, &exits.raised}) {
    if (slot->has_value()) {
      *slot = s_;
      (*slot)->maybe = m.maybe[at];
    }
    ++at;
  }
  s_.maybe = m.maybe[0];
  live_ = m.normal;
}

void Interpreter::finally(Exits& exits, const std::function<void()>& body) {
  const Merged m = merge_exits(exits);
  if (!live_) return;
  body();
  split_exits(exits, m);
}

void Interpreter::fork(Value condition, const std::function<void()>& then, const std::function<void()>& otherwise) {
  const Tri t = truth(condition);
  if (t == Tri::kYes) return then();
  if (t == Tri::kNo) return otherwise();
  const bool before_maybe = s_.maybe;
  State before = s_;
  s_.maybe = true;
  then();
  const bool then_live = live_;
  const bool then_raised = !live_ && last_leave_ == Leave::kRaise;
  State after_then = std::move(s_);
  s_ = std::move(before);
  s_.maybe = true;
  live_ = true;
  otherwise();
  if (then_live && live_) {
    JoinInto(after_then, s_, false, arena_);
    s_ = std::move(after_then);
    s_.maybe = before_maybe;
  } else if (then_live) {
    const bool raised = last_leave_ == Leave::kRaise;
    s_ = std::move(after_then);
    live_ = true;
    if (raised) s_.maybe = before_maybe;
  } else if (live_ && then_raised) {
    s_.maybe = before_maybe;
  }
}

void Interpreter::exec_if(const bind::Stmt& stmt) {
  Value condition = eval(stmt.a);
  if (!live_) return;
  note_use(condition);
  if (loop_depth_ > 0 && (breaks(stmt.body) || breaks(stmt.orelse))) note_loop_bound(stmt.a);
  const auto [guard, polarity] = guard_of(stmt.a);
  const std::vector<ActiveRun> before = s_.tracking->active;
  // a name that both branches only narrow is afterwards what it was: the next test of it is the same test
  const bind::Expr* const name = tested_name(stmt.a);
  Value whole = name == nullptr ? nullptr : read_ref(tree().refs[name->extra], name->name);
  if (whole != nullptr && whole->kind != Kind::kUnion) whole = nullptr;
  int kept = 0;
  const auto branch = [&, guard = guard, polarity = polarity](bool holds, bind::Range block) {
    refine(stmt.a, holds);
    if (guard != nullptr) settle_guarded(guard, holds == polarity);
    const Value narrowed = whole == nullptr ? nullptr : read_ref(tree().refs[name->extra], name->name);
    exec_block(block);
    if (whole != nullptr && live_ && read_ref(tree().refs[name->extra], name->name) == narrowed) ++kept;
    if (!live_ || guard == nullptr || s_.tracking->active.size() <= before.size()) return;
    for (ActiveRun& run : s_.tracking.edit().active) {
      const auto same = [&](const ActiveRun& other) { return other.run == run.run; };
      // also one that a `try` may not have started
      if (run.guard != nullptr || std::any_of(before.begin(), before.end(), same)) continue;
      run.guard = guard;
      run.guard_holds = holds == polarity;
    }
  };
  const std::size_t reads_before = out_.entry.reads.size();
  std::size_t reads_between = reads_before;
  fork(
      condition,
      [&] {
        branch(true, stmt.body);
        reads_between = out_.entry.reads.size();
      },
      [&] { branch(false, stmt.orelse); });
  if (condition->kind == Kind::kUnknown && condition->s == "exists" && out_.entry.reads.size() > reads_between) {
    // a local copy where there is one, else the data come from elsewhere
    for (std::size_t i = reads_before; i < reads_between; ++i) out_.entry.reads[i].made_elsewhere = true;
  }
  if (live_ && kept == 2) bind_ref(tree().refs[name->extra], whole);
}

/// The name that a condition tests, under any number of `not`; else null.
const bind::Expr* Interpreter::tested_name(bind::ExprId condition) const {
  while (tree().at(condition).kind == bind::ExprKind::kUnary && tree().at(condition).op == bind::Op::kNot)
    condition = tree().at(condition).a;
  const bind::Expr& e = tree().at(condition);
  return e.kind == bind::ExprKind::kName ? &e : nullptr;
}

/// The unknown value that the condition tests, and whether it is true where the condition holds.
std::pair<Value, bool> Interpreter::guard_of(bind::ExprId condition) {
  bool holds = true;
  for (; tree().at(condition).kind == bind::ExprKind::kUnary && tree().at(condition).op == bind::Op::kNot;
       condition = tree().at(condition).a)
    holds = !holds;
  const bind::ExprKind kind = tree().at(condition).kind;
  if (kind != bind::ExprKind::kName && kind != bind::ExprKind::kAttribute) return {nullptr, false};
  Value v = eval(condition);
  // `enabled = False` where starting the run failed: what is left of the test is the one of before
  Value open = nullptr;
  for (Value item : v->kind == Kind::kUnion ? v->items : std::vector<Value>{}) {
    if (truth(item) == Tri::kNo) continue;
    open = open == nullptr && item->kind == Kind::kUnknown ? item : arena_.none();
  }
  if (open != nullptr && open->kind == Kind::kUnknown) v = open;
  return {v->kind == Kind::kUnknown || v->kind == Kind::kUnion ? v : nullptr, holds};
}

/// Runs that were started under the same test are open here, or were never started.
void Interpreter::settle_guarded(Value guard, bool holds) {
  const auto guarded = [&](const ActiveRun& run) { return run.maybe && run.guard == guard; };
  const std::vector<ActiveRun> active = s_.tracking->active;
  if (std::none_of(active.begin(), active.end(), guarded)) return;
  std::vector<ActiveRun>& open = s_.tracking.edit().active;
  std::erase_if(open, [&](const ActiveRun& run) { return guarded(run) && run.guard_holds != holds; });
  for (ActiveRun& run : open) {
    if (guarded(run)) run.maybe = false;
  }
}

/// What is known of names when the condition holds (or not): drops the alternatives it excludes.
void Interpreter::refine(bind::ExprId condition, bool holds) {
  const bind::Expr& e = tree().at(condition);
  using bind::ExprKind;
  const auto filter = [&](const bind::Expr& name, const std::function<bool(Value)>& keep) {
    if (name.kind != ExprKind::kName) return;
    Value v = read_ref(tree().refs[name.extra], name.name);
    if (v->kind != Kind::kUnion) return;
    std::vector<Value> left;
    for (Value item : v->items) {
      if (keep(item)) left.push_back(item);
    }
    if (left.empty() || left.size() == v->items.size()) return;
    Value out = left[0];
    for (std::size_t i = 1; i < left.size(); ++i) out = JoinValues(out, left[i], arena_);
    bind_ref(tree().refs[name.extra], out);
  };
  switch (e.kind) {
    case ExprKind::kName: filter(e, [&](Value v) { return truth(v) != (holds ? Tri::kNo : Tri::kYes); }); break;
    case ExprKind::kUnary:
      if (e.op == bind::Op::kNot) refine(e.a, !holds);
      break;
    case ExprKind::kBoolean:
      if ((e.op == bind::Op::kAnd && holds) || (e.op == bind::Op::kOr && !holds)) {
        for (std::uint32_t i = e.items.begin; i < e.items.end; ++i) refine(tree().exprs[i], holds);
      }
      break;
    case ExprKind::kCompare: {
      if (e.items.size() != 2) break;
      const bind::Op op = tree().ops[e.extra];
      const bind::Expr& left = tree().at(tree().exprs[e.items.begin]);
      const bind::Expr& right = tree().at(tree().exprs[e.items.begin + 1]);
      if (right.kind == ExprKind::kNone &&
          (op == bind::Op::kIs || op == bind::Op::kIsNot || op == bind::Op::kEq || op == bind::Op::kNe)) {
        const bool is_none = (op == bind::Op::kIs || op == bind::Op::kEq) == holds;
        filter(left, [&](Value v) { return v->kind == Kind::kUnknown || (v->kind == Kind::kNone) == is_none; });
      } else if (right.kind == ExprKind::kString && (op == bind::Op::kEq || op == bind::Op::kNe)) {
        const bool equal = (op == bind::Op::kEq) == holds;
        const std::string& text = tree().strings[right.extra];
        filter(left, [&](Value v) { return v->kind != Kind::kStr || (v->s == text) == equal; });
      }
      break;
    }
    case ExprKind::kCall: {
      const bind::Expr& callee = tree().at(e.a);
      if (callee.kind != ExprKind::kName || names_.text(callee.name) != "isinstance" || e.items.size() != 2) break;
      Value cls = eval(tree().args[e.items.begin + 1].value);
      filter(tree().at(tree().args[e.items.begin].value),
             [&](Value v) { return is_instance(v, cls) != (holds ? Tri::kNo : Tri::kYes); });
      break;
    }
    default: break;
  }
}

void Interpreter::exec_match(const bind::Stmt& stmt) {
  Value subject = eval(stmt.a);
  const bool before_maybe = s_.maybe;
  std::optional<State> joined;
  bool matched = false;
  for (std::uint32_t i = stmt.items.begin; i < stmt.items.end && live_ && !matched; ++i) {
    const bind::MatchCase& c = tree().cases[i];
    Tri t = Tri::kUnknown;
    if (c.irrefutable && c.guard == bind::kNoExpr) {
      t = Tri::kYes;
    } else if (c.pattern != bind::kNoExpr) {
      Value pattern = eval(c.pattern);
      if (pattern->kind == Kind::kTuple) {
        t = Tri::kNo;
        for (Value alternative : pattern->items) {
          const Tri one = truth(compare(bind::Op::kEq, subject, alternative));
          if (one == Tri::kYes) t = Tri::kYes;
          if (one == Tri::kUnknown && t == Tri::kNo) t = Tri::kUnknown;
        }
      } else {
        t = truth(compare(bind::Op::kEq, subject, pattern));
      }
      if (t == Tri::kYes && c.guard != bind::kNoExpr) t = Tri::kUnknown;
    }
    if (t == Tri::kNo) continue;
    State before = s_;
    if (t == Tri::kUnknown || joined.has_value()) s_.maybe = true;
    for (const bind::Ref& ref : c.captures) bind_ref(ref, c.irrefutable ? subject : arena_.unknown(prov_of(subject)));
    if (c.guard != bind::kNoExpr) eval(c.guard);
    exec_block(c.body);
    if (live_) {
      if (joined.has_value()) {
        JoinInto(*joined, s_, false, arena_);
      } else {
        joined = s_;
      }
    }
    s_ = std::move(before);
    live_ = true;
    matched = t == Tri::kYes;
  }
  if (!matched) {
    if (joined.has_value()) JoinInto(s_, *joined, false, arena_);
  } else {
    live_ = joined.has_value();
    if (live_) s_ = std::move(*joined);
  }
  s_.maybe = before_maybe;
}

void Interpreter::exec_assign(const bind::Stmt& stmt) {
  Value v = eval(stmt.b);
  for (std::uint32_t i = stmt.items.begin; i < stmt.items.end && live_; ++i) assign(tree().exprs[i], v);
}

void Interpreter::exec_aug_assign(const bind::Stmt& stmt) {
  Value left = eval(stmt.a);
  Value right = eval(stmt.b);
  if (!live_) return;
  if (IsObject(left) && stmt.op == bind::Op::kAdd && (obj(left).kind == ObjKind::kList)) {
    if (const auto items = ordered_items(right, 64)) {
      for (Value item : *items) append(left->obj, item);
    } else {
      append(left->obj, element_of(right));
      edit(left->obj).open = true;
    }
    return;
  }
  if (IsObject(left) && stmt.op == bind::Op::kOrBit && obj(left).kind == ObjKind::kDict) {
    dict_update(left->obj, right, span(stmt));
    return;
  }
  if (symbolic_depth_ > 0) note_use(right);  // a part of a sum: what counts is the sum
  assign(stmt.a, binary(stmt.op, left, right, span(stmt)));
}

void Interpreter::exec_ann_assign(const bind::Stmt& stmt) {
  Value v = stmt.b == bind::kNoExpr ? nullptr : eval(stmt.b);
  const bind::Expr& target = tree().at(stmt.a);
  if (frame_->class_object != kNoObject && target.kind == bind::ExprKind::kName) add_field(target, stmt, v);
  if (v != nullptr && live_) assign(stmt.a, v);
}

void Interpreter::exec_delete(const bind::Stmt& stmt) {
  for (std::uint32_t i = stmt.items.begin; i < stmt.items.end; ++i) {
    const bind::Expr& e = tree().at(tree().exprs[i]);
    if (e.kind == bind::ExprKind::kSubscript) {
      Value self = eval(e.a);
      if (const bind::Expr& part = tree().at(e.b); part.kind == bind::ExprKind::kSlice) {
        set_slice(self, {eval(part.a), eval(part.b), eval(part.c)}, nullptr, span(e));
        continue;
      }
      Value key = eval(e.b);
      if (IsObject(self) && obj(self).kind == ObjKind::kList) {
        if (key->kind == Kind::kInt && key->i >= INT32_MIN && key->i <= INT32_MAX)
          set_slice(self, {key, key->i == -1 ? arena_.none() : arena_.integer(key->i + 1), arena_.none()}, nullptr,
                    span(e));
        else
          set_slice(self, {key, key, key}, nullptr, span(e));
      } else if (IsObject(self) && obj(self).kind == ObjKind::kDict) {
        std::erase_if(edit(self->obj).entries, [&](const DictItem& item) { return SameConst(item.key, key); });
      } else if (IsObject(self) && obj(self).kind == ObjKind::kLibrary && key->kind == Kind::kStr &&
                 obj(self).name == "os.environ") {
        s_.tracking.edit().environment.erase(key->s);
      }
    }
  }
}

}  // namespace tracklint::interpret
