// Statements: control flow on abstract states. Branches fork and join; loops run known sequences item
// by item and others twice; `finally` and context managers run once on the joined ways out.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

using bind::StmtKind;

bool Interpreter::step() {
  if (++steps_ <= options_.max_steps) return true;
  if (!exhausted_) {
    exhausted_ = true;
    unresolved("call", frame_ != nullptr ? frame_->call_site : Span{}, "the step budget of this entry is used up");
    out_.entry.unfinished = true;
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
    case StmtKind::kExpr: eval(stmt.a); break;
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
      if (stmt.a != bind::kNoExpr) exits_->raise_value = eval(stmt.a);
      if (live_) leave(exits_->raised);
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
      target = std::move(source);
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
  fork(
      condition,
      [&] {
        refine(stmt.a, true);
        exec_block(stmt.body);
      },
      [&] {
        refine(stmt.a, false);
        exec_block(stmt.orelse);
      });
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

void Interpreter::loop_over(Value iterable, const std::function<void(Value)>& body, Span where, bool comprehension) {
  const std::size_t kMaxItems = comprehension ? 256 : 32;
  constexpr int kMaxUnrolled = 512;
  if (iterable->kind == Kind::kUnion) {
    // several possible sequences: one after the other, each on some paths only
    std::vector<Value> sequences;
    for (Value v : iterable->items) {
      if (v->kind != Kind::kNone) sequences.push_back(v);
    }
    if (sequences.size() == 1) return loop_over(sequences[0], body, where, comprehension);
    const bool before_maybe = s_.maybe;
    std::optional<State> joined;
    const State before = s_;
    for (Value v : sequences) {
      s_ = before;
      s_.maybe = true;
      live_ = true;
      loop_over(v, body, where, comprehension);
      if (!live_) continue;
      if (joined.has_value()) {
        JoinInto(*joined, s_, false, arena_);
      } else {
        joined = std::move(s_);
      }
    }
    live_ = joined.has_value();
    if (live_) s_ = std::move(*joined);
    s_.maybe = before_maybe;
    return;
  }
  if (IsObject(iterable) && obj(iterable).kind == ObjKind::kGenerator) {
    consume_generator(iterable, body);
    return;
  }
  const std::optional<std::vector<Value>> items = known_items(iterable, kMaxItems);
  if (items.has_value() && (items->size() <= 1 || unrolled_ * static_cast<int>(items->size()) <= kMaxUnrolled)) {
    const int saved = unrolled_;
    unrolled_ *= std::max<int>(1, static_cast<int>(items->size()));
    for (Value item : *items) {
      if (!live_ || !step()) break;
      body(item);
    }
    unrolled_ = saved;
    return;
  }
  if (const std::vector<Value>* listed = listed_items(iterable);
      listed != nullptr && listed->size() >= 2 && listed->size() <= 16 && symbolic_depth_ < 3) {
    // some elements are known, others may follow: each listed one stands for itself
    const std::vector<Value> each = *listed;
    const State before = s_;
    const bool before_maybe = s_.maybe;
    ++symbolic_depth_;
    for (Value item : each) {
      if (!live_ || !step()) break;
      body(item);
    }
    if (live_) {
      widen(before);
      s_.maybe = before_maybe;
    }
    --symbolic_depth_;
    return;
  }
  Value element = element_of(iterable);
  const Provenance loop = arena_.prov({OriginKind::kLoop, 0});
  symbolic_loop([&] { body(mark_varying(element, loop)); }, comprehension);
}

/// The elements listed by an open tuple or list whose kinds differ enough to be told apart.
const std::vector<Value>* Interpreter::listed_items(Value v) {
  const std::vector<Value>* items = nullptr;
  if (v->kind == Kind::kTuple && v->b) items = &v->items;
  if (IsObject(v) && obj(v).kind == ObjKind::kList && obj(v).open) items = &obj(v).items;
  if (items == nullptr) return nullptr;
  // a list of vague things gains nothing by being walked one by one
  const bool vague = std::all_of(items->begin(), items->end(), [](Value item) {
    return item->kind == Kind::kUnknown || item->kind == Kind::kMethod;
  });
  return vague ? nullptr : items;
}

void Interpreter::symbolic_loop(const std::function<void()>& body, bool once) {
  const bool before_maybe = s_.maybe;
  State before = s_;
  ++symbolic_depth_;
  body();
  if (!live_) {
    // every iteration leaves: what follows runs when there is nothing to iterate over
    --symbolic_depth_;
    s_ = std::move(before);
    s_.maybe = true;
    live_ = true;
    return;
  }
  widen(before);
  if (!once && symbolic_depth_ <= 4) {
    State one = s_;
    body();
    if (live_) JoinInto(one, s_, true, arena_);
    s_ = std::move(one);
    live_ = true;
  }
  s_.maybe = before_maybe;
  --symbolic_depth_;
}

/// Forgets the value of everything that an iteration changed from one constant to another.
void Interpreter::widen(const State& before) {
  const auto blur = [&](Value old, Value now) -> Value {
    if (old == nullptr || now == nullptr || old == now || SameValue(old, now)) return now;
    if (!IsConst(now) && now->kind != Kind::kText) return now;
    if (now->kind == Kind::kBool || now->kind == Kind::kNone || old->kind == Kind::kNone)
      return JoinValues(old, now, arena_);
    return arena_.unknown(arena_.join(old->prov, now->prov), type_of(now));
  };
  for (std::size_t c = 0; c < before.chunks.size() && c < s_.chunks.size(); ++c) {
    if (s_.chunks[c].same(before.chunks[c])) continue;
    for (std::size_t i = 0; i < State::kChunk; ++i) {
      const Cow<Object>& old = (*before.chunks[c])[i];
      const Cow<Object>& now = (*s_.chunks[c])[i];
      if (!old || !now || old.same(now)) continue;
      Object& target = s_.chunks[c].edit()[i].edit();
      if (target.kind == ObjKind::kEnv) {
        for (std::size_t k = 0; k < old->items.size() && k < target.items.size(); ++k)
          target.items[k] = blur(old->items[k], target.items[k]);
      } else if (target.items.size() != old->items.size()) {
        target.open = true;
      }
      for (Attribute& a : target.attrs) {
        for (const Attribute& o : old->attrs) {
          if (o.name == a.name) a.value = blur(o.value, a.value);
        }
      }
      for (DictItem& d : target.entries) {
        for (const DictItem& o : old->entries) {
          if (SameValue(o.key, d.key)) d.value = blur(o.value, d.value);
        }
      }
    }
  }
}

void Interpreter::exec_for(const bind::Stmt& stmt) {
  Value iterable = eval(stmt.b);
  if (!live_) return;
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  const bool before_maybe = s_.maybe;
  Frame* frame = frame_;
  const Span outer_loop = loop_span_;
  loop_span_ = span(stmt);
  loop_data_.push_back(iterable);
  loop_over(
      iterable,
      [&](Value item) {
        // a generator's frame is current while it yields: run the body in the frame of the loop
        Frame* current = std::exchange(frame_, frame);
        Exits* exits = std::exchange(exits_, &mine);
        const bool item_maybe = s_.maybe;
        assign(stmt.a, item);
        exec_block(stmt.body);
        if (mine.continued.has_value()) {
          if (live_) {
            JoinInto(s_, *mine.continued, false, arena_);
          } else {
            s_ = std::move(*mine.continued);
            live_ = true;
          }
          mine.continued.reset();
          if (!mine.broke.has_value() && !mine.returned.has_value()) s_.maybe = item_maybe;
        }
        exits_ = exits;
        frame_ = current;
      },
      span(stmt), false);
  loop_data_.pop_back();
  loop_span_ = outer_loop;
  if (live_) exec_block(stmt.orelse);
  if (mine.broke.has_value()) {
    if (live_) {
      JoinInto(s_, *mine.broke, true, arena_);
    } else {
      s_ = std::move(*mine.broke);
      live_ = true;
    }
  }
  if (live_ && !mine.returned.has_value()) s_.maybe = before_maybe;
  exits_ = outer;
  propagate(mine, false, true, true);
}

void Interpreter::exec_while(const bind::Stmt& stmt) {
  Value condition = eval(stmt.a);
  if (!live_) return;
  const Tri first = truth(condition);
  if (first == Tri::kNo) return exec_block(stmt.orelse);
  const bool forever = first == Tri::kYes && IsConst(condition) && tree().at(stmt.a).kind != bind::ExprKind::kCompare &&
                       tree().at(stmt.a).kind != bind::ExprKind::kName;
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  const bool before_maybe = s_.maybe;
  bool iterates = false;
  symbolic_loop(
      [&] {
        eval(stmt.a);
        exec_block(stmt.body);
        if (mine.continued.has_value()) {
          if (live_) {
            JoinInto(s_, *mine.continued, false, arena_);
          } else {
            s_ = std::move(*mine.continued);
            live_ = true;
          }
          mine.continued.reset();
        }
        iterates = iterates || live_;
      },
      false);
  if (forever) live_ = false;
  if (live_) exec_block(stmt.orelse);
  if (mine.broke.has_value()) {
    if (live_) {
      JoinInto(s_, *mine.broke, true, arena_);
    } else {
      s_ = std::move(*mine.broke);
      live_ = true;
    }
  }
  if (live_ && !mine.returned.has_value()) s_.maybe = before_maybe;
  exits_ = outer;
  propagate(mine, false, true, true);
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
    if (const auto items = known_items(right, 64)) {
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
      Value key = eval(e.b);
      if (IsObject(self) && obj(self).kind == ObjKind::kDict) {
        std::erase_if(edit(self->obj).entries, [&](const DictItem& item) { return SameConst(item.key, key); });
      } else if (IsObject(self) && obj(self).kind == ObjKind::kLibrary && key->kind == Kind::kStr &&
                 obj(self).name == "os.environ") {
        s_.tracking.edit().environment.erase(key->s);
      }
    }
  }
}

void Interpreter::exec_try(const bind::Stmt& stmt) {
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  const bool before_maybe = s_.maybe;
  const std::size_t trainings_before = out_.entry.trainings.size();
  const std::size_t depth_before = s_.tracking->active.size();
  State points = s_;
  for (std::uint32_t i = stmt.body.begin; i < stmt.body.end && live_; ++i) {
    if (!step()) break;
    exec(tree().at(tree().blocks[i]));
    if (live_ && i + 1 < stmt.body.end) JoinInto(points, s_, false, arena_);
  }
  const bool body_live = live_;
  if (mine.raised.has_value()) JoinInto(points, *mine.raised, false, arena_);
  const bool surely_raised = !body_live && mine.raised.has_value() && !mine.returned.has_value() &&
                             !mine.broke.has_value() && !mine.continued.has_value();
  if (live_) exec_block(stmt.orelse);
  Exits after;
  exits_ = &after;
  const bool normal_live = live_;
  State normal = std::move(s_);
  bool handled = false;
  std::optional<State> from_handlers;
  for (std::uint32_t i = stmt.items.begin; i < stmt.items.end; ++i) {
    const bind::Handler& handler = tree().handlers[i];
    s_ = points;
    s_.maybe = !surely_raised || s_.maybe;
    live_ = true;
    Value type = handler.type == bind::kNoExpr ? arena_.external("builtins.BaseException") : eval(handler.type);
    // a library that can be imported is there: the fallback for a missing one is not taken
    if (body_live && catches_import_error(type)) continue;
    handled = true;
    if (handler.ref.slot != bind::kNoSlot) {
      Call none;
      none.where = span(handler.begin, handler.end);
      bind_ref(handler.ref,
               mine.raise_value != nullptr && IsObject(mine.raise_value)
                   ? mine.raise_value
                   : make_library(type->kind == Kind::kExternal ? type->s : "builtins.Exception", none, nullptr));
    }
    const Index calls_before = order_;
    exec_block(handler.body);
    if (live_ && depth_before > 0 && out_.entry.trainings.size() > trainings_before && order_ == calls_before &&
        catches_anything(type)) {
      for (std::size_t t = trainings_before; t < out_.entry.trainings.size(); ++t) {
        const Training& training = out_.entry.trainings[t];
        incident(Incident::Kind::kSwallowedTraining, span(handler.begin, handler.end),
                 s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run, training.estimator,
                 training.where);
        break;
      }
    }
    if (live_) {
      if (from_handlers.has_value()) {
        JoinInto(*from_handlers, s_, false, arena_);
      } else {
        from_handlers = std::move(s_);
      }
    }
  }
  s_ = std::move(normal);
  live_ = normal_live;
  if (from_handlers.has_value()) {
    if (live_) {
      JoinInto(s_, *from_handlers, true, arena_);
      s_.maybe = before_maybe;
    } else {
      s_ = std::move(*from_handlers);
      live_ = true;
    }
  }
  if (handled) mine.raised.reset();
  exits_ = &mine;
  propagate(after, true, true, true);
  if (!stmt.finalbody.empty()) {
    exits_ = outer;
    finally(mine, [&] { exec_block(stmt.finalbody); });
  }
  exits_ = outer;
  propagate(mine, true, true, true);
}

bool Interpreter::catches_import_error(Value type) {
  if (type->kind == Kind::kExternal)
    return type->s == "builtins.ImportError" || type->s == "builtins.ModuleNotFoundError";
  if (type->kind == Kind::kTuple)
    return !type->items.empty() && std::all_of(type->items.begin(), type->items.end(), [&](Value v) {
      return catches_import_error(v) || (v->kind == Kind::kExternal && v->s == "builtins.AttributeError");
    });
  return false;
}

bool Interpreter::catches_anything(Value type) {
  if (type->kind == Kind::kExternal) return type->s == "builtins.Exception" || type->s == "builtins.BaseException";
  if (type->kind == Kind::kTuple)
    return std::any_of(type->items.begin(), type->items.end(), [&](Value v) { return catches_anything(v); });
  return false;
}

void Interpreter::exec_with(const bind::Stmt& stmt, std::uint32_t item) {
  if (item == stmt.items.end) return exec_block(stmt.body);
  const bind::WithItem& with = tree().with_items[item];
  Value context = eval(with.context);
  if (!live_) return;
  const Span where = span(tree().at(with.context));
  const auto enter = [&](Value entered) {
    if (with.target != bind::kNoExpr) assign(with.target, entered);
    exec_with(stmt, item + 1);
  };
  if (context->kind == Kind::kUnion) {
    for (Value v : context->items) {
      if (IsObject(v) && obj(v).run != kNoIndex) context = v;  // `start_run() if log else nullcontext()`
    }
  }
  if (IsObject(context) && obj(context).kind == ObjKind::kGenerator) {
    Frame* frame = frame_;
    Exits mine;
    std::optional<Merged> merged;
    Exits* outer = exits_;
    const std::function<void(Value)> body = [&](Value yielded) {
      if (merged.has_value()) return;  // a second yield would be an error at run time
      Frame* generator = std::exchange(frame_, frame);
      Exits* exits = std::exchange(exits_, &mine);
      enter(yielded);
      merged = merge_exits(mine);
      exits_ = exits;
      frame_ = generator;
    };
    consume_generator(context, body);
    exits_ = outer;
    if (merged.has_value()) {
      split_exits(mine, *merged);
    }
    propagate(mine, true, true, true);
    return;
  }
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  std::function<void()> leave_context = [] {};
  Value entered = context;
  if (IsObject(context) && obj(context).kind == ObjKind::kInstance) {
    Value cls = obj(context).cls;
    Value enter_method = class_attr(cls->obj, names_.intern("__enter__"));
    if (enter_method != nullptr) {
      entered = call(bind_method(enter_method, context, cls->obj, where), {}, where, where);
    }
    leave_context = [this, context, where] {
      Value exit_method = class_attr(obj(context).cls->obj, names_.intern("__exit__"));
      if (exit_method == nullptr) return;
      Arguments args;
      for (int i = 0; i < 3; ++i) args.positional.push_back({arena_.none(), bind::kNoName, where, where});
      call(bind_method(exit_method, context, obj(context).cls->obj, where), std::move(args), where, where);
    };
  } else if (IsObject(context) && obj(context).run != kNoIndex && obj(context).name == "mlflow.ActiveRun") {
    const Index run = obj(context).run;
    if (s_.has_run(run)) {
      RunState& state = s_.edit_run(run);
      if (state.run.kind == RunKind::kBare) state.run.kind = RunKind::kWith;
      state.run.region = span(stmt);
    }
    leave_context = [this, run] { end_run(run); };
  } else if (IsObject(context) && obj(context).name == "contextlib.ExitStack") {
    const ObjId stack = context->obj;
    leave_context = [this, stack, where] {
      const std::vector<Value> contexts = obj(stack).items;
      for (auto it = contexts.rbegin(); it != contexts.rend(); ++it) {
        if (IsObject(*it) && obj(*it).run != kNoIndex) end_run(obj(*it).run);
        if (IsCallableKind(*it)) call(*it, {}, where, where);
      }
    };
  }
  if (live_) enter(entered);
  exits_ = outer;
  finally(mine, leave_context);
  propagate(mine, true, true, true);
}

}  // namespace tracklint::interpret
