// Loops: unrolled where the items are known, else one symbolic pass and widening.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

void Interpreter::loop_over(Value iterable, const std::function<void(Value)>& body, Span where, bool comprehension) {
  const std::size_t most_items = comprehension ? 256 : 32;
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
    // beside one of which nothing is known, the values of the others are examples
    const bool vague = std::any_of(sequences.begin(), sequences.end(), [](Value v) {
      return v->kind == Kind::kUnknown || (v->kind == Kind::kTuple && v->b && v->items.size() == 1 &&
                                           (v->items[0]->kind == Kind::kUnknown || v->items[0]->kind == Kind::kTuple));
    });
    const auto example = [&](Value item) -> Value {
      if (!vague || item->kind != Kind::kTuple || item->items.size() != 2 || !IsConst(item->items[1])) return item;
      return arena_.tuple({item->items[0], arena_.unknown(prov_of(item->items[1]), type_of(item->items[1]))}, item->b,
                          item->prov);
    };
    for (Value v : sequences) {
      s_ = before;
      s_.maybe = true;
      live_ = true;
      loop_over(
          v, [&](Value item) { body(example(item)); }, where, comprehension);
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
  const std::optional<std::vector<Value>> items = known_items(iterable, most_items);
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
  s_.objects.for_each_change(before.objects, [&](ObjId, Object& target, const Object& old) {
    if (target.kind == ObjKind::kEnv) {
      for (std::size_t k = 0; k < old.items.size() && k < target.items.size(); ++k)
        target.items[k] = blur(old.items[k], target.items[k]);
    } else if (target.items.size() != old.items.size()) {
      target.open = true;
    }
    for (Attribute& a : target.attrs) {
      for (const Attribute& o : old.attrs) {
        if (o.name == a.name) a.value = blur(o.value, a.value);
      }
    }
    for (DictItem& d : target.entries) {
      for (const DictItem& o : old.entries) {
        if (SameValue(o.key, d.key)) d.value = blur(o.value, d.value);
      }
    }
  });
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
  if (!s_.tracking->active.empty()) draw_from(iterable);
  const std::size_t outer_data = loop_data_.size();
  loop_data_.push_back(iterable);
  for (Value source : loop_sources(stmt.b)) loop_data_.push_back(source);
  loop_counts_.push_back(loop_count(stmt.b, stmt.a));
  loop_counts_.back().data = outer_data;
  if (!s_.tracking->active.empty()) loop_counts_.back().run = s_.tracking->active.back().run;
  const std::size_t outer_bounds = loop_bounds_.size();
  const std::size_t outer_steps = loop_steps_.size();
  ++loop_depth_;
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
  loop_data_.resize(outer_data);
  loop_counts_.pop_back();
  leave_loop(outer_bounds, outer_steps);
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
  bool forever = first == Tri::kYes && IsConst(condition) && tree().at(stmt.a).kind != bind::ExprKind::kCompare &&
                 tree().at(stmt.a).kind != bind::ExprKind::kName;
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  const bool before_maybe = s_.maybe;
  bool iterates = false;
  const std::size_t outer_bounds = loop_bounds_.size();
  const std::size_t outer_steps = loop_steps_.size();
  ++loop_depth_;
  note_loop_bound(stmt.a);
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
  leave_loop(outer_bounds, outer_steps);
  // `while not done`: what the body changes decides when it ends
  if (forever && live_) forever = truth(eval(stmt.a)) == Tri::kYes;
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

}  // namespace tracklint::interpret
