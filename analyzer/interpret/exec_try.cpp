// try, with, and what leaves them.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/knowledge/knowledge.h"

namespace tracklint::interpret {

using bind::StmtKind;

void Interpreter::exec_try(const bind::Stmt& stmt) {
  Exits mine;
  Exits* outer = std::exchange(exits_, &mine);
  const bool before_maybe = s_.maybe;
  const std::size_t trainings_before = out_.entry.trainings.size();
  const std::size_t depth_before = s_.tracking->active.size();
  State points = s_;
  if (!stmt.items.empty()) ++try_depth_;
  for (std::uint32_t i = stmt.body.begin; i < stmt.body.end && live_; ++i) {
    if (!step()) break;
    exec(tree().at(tree().blocks[i]));
    if (live_ && i + 1 < stmt.body.end) JoinInto(points, s_, false, arena_);
  }
  if (!stmt.items.empty()) --try_depth_;
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
    Value caught = arena_.none();
    if (handler.ref.slot != bind::kNoSlot) {
      Call none;
      none.where = span(handler.begin, handler.end);
      caught = mine.raise_value != nullptr && IsObject(mine.raise_value)
                   ? mine.raise_value
                   : make_library(type->kind == Kind::kExternal ? type->s : "builtins.Exception", none, nullptr);
      bind_ref(handler.ref, caught);
    }
    const Index calls_before = order_;
    const bool raised_before = after.raised.has_value();
    const Index run = s_.tracking->active.empty() ? kNoIndex : s_.tracking->active.back().run;
    exec_block(handler.body);
    // it goes on, or leaves by return, break or continue, and has told MLflow nothing
    const bool goes_on = live_ || (last_leave_ == Leave::kJump && after.raised.has_value() == raised_before);
    if (goes_on && depth_before > 0 && out_.entry.trainings.size() > trainings_before && order_ == calls_before &&
        catches_training_error(type)) {
      const Training& training = out_.entry.trainings[trainings_before];
      const bool was_live = std::exchange(live_, true);
      incident(Incident::Kind::kSwallowedTraining, span(handler.begin, handler.end), run, training.estimator,
               training.where);
      if (IsObject(caught)) swallowed_.emplace_back(caught->obj, span(handler.begin, handler.end));
      live_ = was_live;
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

/// Catches what a training raises when it fails: not an interruption by hand, a missing package or file, an error of
/// MLflow itself, or a trial that a search has given up.
bool Interpreter::catches_training_error(Value type) {
  if (type->kind == Kind::kTuple)
    return std::any_of(type->items.begin(), type->items.end(), [&](Value v) { return catches_training_error(v); });
  if (type->kind != Kind::kExternal || catches_import_error(type)) return false;
  if (type->s.starts_with("mlflow.") || type->s.starts_with("optuna.")) return false;
  const std::string_view name = std::string_view(type->s).substr(type->s.rfind('.') + 1);
  return knowledge::Plays(name, knowledge::Role::kFailure);
}

/// contextlib.suppress(Exception)
bool Interpreter::suppresses_training_error(Value context) {
  const std::vector<Value> types = obj(context).items;
  return std::any_of(types.begin(), types.end(), [&](Value v) { return catches_training_error(v); });
}

/// What a handler kept is raised after all: nothing was hidden there.
void Interpreter::raised_later(Value v) {
  if (v->kind == Kind::kUnion) {
    for (Value item : v->items) raised_later(item);
  }
  if (!IsObject(v)) return;
  for (const auto& [error, handler] : swallowed_) {
    if (error == v->obj) not_hidden([&, at = handler](const Incident& i) { return i.where == at; });
  }
}

/// The run is given a status that may be another than FINISHED: whoever ends it so hides no failure.
void Interpreter::ended_with(Index run, Value status) {
  if (status == nullptr) return;
  const std::vector<Value> one{status};
  for (Value v : status->kind == Kind::kUnion ? status->items : one) {
    const bool told = v->kind == Kind::kStr ? v->s == "FAILED" || v->s == "KILLED" : v->kind == Kind::kUnknown;
    if (told) not_hidden([run](const Incident& i) { return i.run == run; });
  }
}

void Interpreter::not_hidden(const std::function<bool(const Incident&)>& is_it) {
  std::erase_if(out_.entry.incidents, [&](const Incident& incident) {
    return incident.kind == Incident::Kind::kSwallowedTraining && is_it(incident);
  });
}

void Interpreter::exec_with(const bind::Stmt& stmt, std::uint32_t item) {
  if (item == stmt.items.end) return exec_block(stmt.body);
  const bind::WithItem& with = tree().with_items[item];
  Value context = eval(with.context);
  if (!live_) return;
  const auto manages = [&](Value v) {
    return IsObject(v) && obj(v).run == kNoIndex &&
           (obj(v).kind == ObjKind::kGenerator || obj(v).kind == ObjKind::kInstance);
  };
  if (context->kind != Kind::kUnion || !std::all_of(context->items.begin(), context->items.end(), manages))
    return exec_within(stmt, item, context);
  // one of several context managers: each on its own path
  const bool before_maybe = s_.maybe;
  const State before = s_;
  std::optional<State> joined;
  for (Value v : context->items) {
    s_ = before;
    s_.maybe = true;
    live_ = true;
    exec_within(stmt, item, v);
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
}

void Interpreter::exec_within(const bind::Stmt& stmt, std::uint32_t item, Value context) {
  const bind::WithItem& with = tree().with_items[item];
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
        if (IsObject(*it) && obj(*it).kind == ObjKind::kInstance && obj(*it).cls != nullptr) {
          const ObjId cls = obj(*it).cls->obj;
          Value exit_method = class_attr(cls, names_.intern("__exit__"));
          Arguments none;
          for (int i = 0; i < 3; ++i) none.positional.push_back({arena_.none(), bind::kNoName, where, where});
          if (exit_method != nullptr) call(bind_method(exit_method, *it, cls, where), std::move(none), where, where);
        }
        if (IsCallableKind(*it)) call(*it, {}, where, where);
      }
    };
  }
  const bool suppresses = IsObject(context) && obj(context).name == "contextlib.suppress";
  const bool before_maybe = s_.maybe;
  const std::size_t trainings_before = out_.entry.trainings.size();
  const std::vector<ActiveRun> open = s_.tracking->active;
  if (live_) enter(entered);
  if (suppresses && live_ && !open.empty() && out_.entry.trainings.size() > trainings_before &&
      suppresses_training_error(context)) {
    const Training& training = out_.entry.trainings[trainings_before];
    incident(Incident::Kind::kSwallowedTraining, where, open.back().run, training.estimator, training.where);
  }
  exits_ = outer;
  finally(mine, leave_context);
  if (mine.raised.has_value() && suppresses) {
    // what was raised ends here
    if (live_) {
      JoinInto(s_, *mine.raised, true, arena_);
    } else {
      s_ = std::move(*mine.raised);
      live_ = true;
      s_.maybe = before_maybe;
    }
    mine.raised.reset();
  }
  propagate(mine, true, true, true);
}

}  // namespace tracklint::interpret
