// Calls: binding arguments, running bodies, classes and their instances, generators.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {
constexpr std::uint32_t kMaxDepth = 48;
constexpr int kMaxRecursion = 10;
constexpr int kMaxVagueRecursion = 2;
}  // namespace

Value Interpreter::make_function(bind::FunctionId id) {
  const bind::Function& fn = tree().at(id);
  ValueData* v = arena_.make(Kind::kFunction);
  v->module = frame_->module;
  v->function = id;
  v->obj = frame_->env;
  for (const bind::Parameter& p : fn.params)
    v->items.push_back(p.fallback == bind::kNoExpr ? nullptr : eval(p.fallback));
  v->where = span(fn.name_begin, fn.name_end);
  return v;
}

void Interpreter::exec_function(const bind::Stmt& stmt) {
  const auto id = static_cast<bind::FunctionId>(stmt.extra);
  const bind::Function& fn = tree().at(id);
  Value v = make_function(id);
  // evaluated top-down, applied bottom-up
  std::vector<std::pair<Value, Span>> decorators;
  for (const bind::ExprId d : fn.decorators) decorators.emplace_back(eval(d), span(tree().at(d)));
  std::ranges::reverse(decorators);
  for (const auto& [decorator, where] : decorators) v = decorate(decorator, v, where);
  bind_ref(stmt.ref, v);
}

Value Interpreter::frame_dict(bool globals) {
  Value dict = make_dict();
  const ObjId env = globals ? module_env(frame_->module) : frame_->env;
  const bind::Scope& scope = tree().at(obj(env).scope);
  const std::vector<Value> slots = obj(env).items;
  for (std::size_t i = 0; i < slots.size() && i < scope.slots.size(); ++i) {
    if (slots[i] != nullptr && !scope.hidden[i])
      dict_set(dict->obj, arena_.str(std::string(names_.text(scope.slots[i]))), slots[i], slots[i]->where);
  }
  return dict;
}

Value Interpreter::call(Value callee, Arguments args, Span where, Span callee_span) {
  if (!live_) return arena_.unknown();
  switch (callee->kind) {
    case Kind::kFunction: {
      const std::uint64_t key =
          (static_cast<std::uint64_t>(callee->module) << 32U) | static_cast<std::uint64_t>(callee->function);
      const bool bare = args.positional.empty() && !args.open_positional;
      if (bare && is_command(callee) &&
          std::find(running_command_.begin(), running_command_.end(), key) == running_command_.end())
        return call_command(callee, where, named(args, "obj"));
      return call_function(callee, nullptr, std::move(args), where);
    }
    case Kind::kBound: {
      Value fn = callee->items[0];
      if (fn->kind == Kind::kFunction) return call_function(fn, callee->items[1], std::move(args), where);
      args.positional.insert(args.positional.begin(), Argument{callee->items[1], bind::kNoName, where, where});
      return call(fn, std::move(args), where, callee_span);
    }
    case Kind::kPartial: {
      const std::size_t keywords = callee->names.size();
      const std::size_t positional = callee->items.size() - 1 - keywords;
      std::vector<Argument> first;
      for (std::size_t i = 0; i < positional; ++i)
        first.push_back({callee->items[1 + i], bind::kNoName, callee->where, callee->where});
      args.positional.insert(args.positional.begin(), first.begin(), first.end());
      for (std::size_t i = 0; i < keywords; ++i) {
        const NameId name = callee->names[i];
        if (std::none_of(args.keyword.begin(), args.keyword.end(), [&](const Argument& a) { return a.name == name; }))
          args.keyword.push_back({callee->items[1 + positional + i], name, callee->where, callee->where});
      }
      return call(callee->items[0], std::move(args), where, callee_span);
    }
    case Kind::kDecorated: return call_decorated(callee, std::move(args), where, callee_span);
    case Kind::kExternal: {
      Call c;
      c.name = callee->s;
      c.args = std::move(args);
      c.where = where;
      c.callee = callee_span;
      return call_library(callee->s, std::move(c));
    }
    case Kind::kMethod: {
      Call c;
      c.name = callee->s;
      c.self = callee->items[0];
      c.args = std::move(args);
      c.where = where;
      c.callee = callee_span;
      return call_method(callee->items[0], callee->s, std::move(c));
    }
    case Kind::kUnion: {
      std::vector<Value> callable;
      for (Value v : callee->items) {
        if (v->kind != Kind::kNone) callable.push_back(v);
      }
      if (callable.empty()) return arena_.unknown();
      if (callable.size() == 1) return call(callable[0], std::move(args), where, callee_span);
      const bool before_maybe = s_.maybe;
      const State before = s_;
      std::optional<State> joined;
      Value result = nullptr;
      for (Value v : callable) {
        s_ = before;
        s_.maybe = true;
        live_ = true;
        Value r = call(v, args, where, callee_span);
        if (!live_) continue;
        result = result == nullptr ? r : JoinValues(result, r, arena_);
        if (joined.has_value()) {
          JoinInto(*joined, s_, false, arena_);
        } else {
          joined = std::move(s_);
        }
      }
      live_ = joined.has_value();
      if (live_) {
        s_ = std::move(*joined);
        s_.maybe = before_maybe;
      }
      return result == nullptr ? arena_.unknown() : result;
    }
    case Kind::kObject: {
      const Object& o = obj(callee);
      if (o.kind == ObjKind::kClass) return instantiate(callee, std::move(args), where);
      if (o.kind == ObjKind::kInstance && o.cls != nullptr) {
        Value method = class_attr(o.cls->obj, names_.intern("__call__"));
        if (method != nullptr)
          return call(bind_method(method, callee, o.cls->obj, where), std::move(args), where, callee_span);
        if (Value forward = class_attr(o.cls->obj, names_.intern("forward")); forward != nullptr && !o.name.empty()) {
          Provenance prov = prov_of(callee);
          for (const Argument& a : args.positional) prov = arena_.join(prov, prov_of(a.value));
          return arena_.unknown(with_trainings(prov, callee));
        }
      }
      Call c;
      c.name = "__call__";
      c.self = callee;
      c.args = std::move(args);
      c.where = where;
      c.callee = callee_span;
      const bool loss = o.kind == ObjKind::kLibrary && o.name.ends_with("Loss");
      Value result = call_method(callee, "__call__", std::move(c));
      if (!loss || result->kind != Kind::kUnknown) return result;
      // the result remembers the loss that gave it
      auto* measured = arena_.make(Kind::kUnknown);
      *measured = *result;
      measured->obj = callee->obj;
      return measured;
    }
    default: {
      Call c;
      c.name = callee->s;
      c.args = std::move(args);
      c.where = where;
      c.callee = callee_span;
      c.self = callee;
      return call_generic(c);
    }
  }
}

Value Interpreter::call_function(Value function, Value self, Arguments args, Span where) {
  const link::Module& module = graph_.module(function->module);
  const bind::Function& fn = module.record->tree.at(function->function);
  const FunctionKey key{function->module, function->function};
  if (!step()) return arena_.unknown();
  // recursion is cut when nothing new is known
  int same = 0;
  for (const FunctionKey& k : stack_) same += k == key ? 1 : 0;
  const auto vague = [&](const Argument& a) {
    return a.value->kind == Kind::kUnknown || a.value->kind == Kind::kMethod;
  };
  const bool all_vague = std::all_of(args.positional.begin(), args.positional.end(), [&](const Argument& a) {
    return vague(a) || IsConst(a.value) || a.value->kind == Kind::kText;
  });
  if (same >= kMaxRecursion || (same >= kMaxVagueRecursion && all_vague) || stack_.size() >= kMaxDepth) {
    Provenance prov = nullptr;
    for (const Argument& a : args.positional) prov = arena_.join(prov, prov_of(a.value));
    if (same < kMaxVagueRecursion) unresolved("call", where, "the call is nested too deeply");
    return arena_.unknown(prov);
  }
  const std::uint64_t packed =
      (static_cast<std::uint64_t>(function->module) << 32U) | static_cast<std::uint64_t>(function->function);
  if (called_keys_.insert(packed).second) out_.called.push_back(key);
  if (costs_too_much(packed)) return summarised(self, args, where);

  Object env;
  env.kind = ObjKind::kEnv;
  env.scope = fn.scope;
  env.parent = function->obj;
  env.items.assign(module.record->tree.at(fn.scope).slots.size(), nullptr);
  bind_parameters(fn, function, self, args, env, where, module.record->file);
  const ObjId env_id = alloc(std::move(env));

  if (fn.is_generator) {
    Object generator;
    generator.kind = ObjKind::kGenerator;
    generator.callee = function;
    generator.parent = env_id;
    generator.cls = self;
    generator.where = where;
    return arena_.object(alloc(std::move(generator)));
  }
  Frame frame;
  frame.module = function->module;
  frame.record = module.record.get();
  frame.env = env_id;
  frame.function = &fn;
  frame.function_id = function->function;
  frame.self = self;
  frame.caller = frame_;
  frame.call_site = where;
  frame.by_library = std::exchange(library_calls_, false);
  frame.depth = frame_ == nullptr ? 0 : frame_->depth + 1;
  if (self == nullptr && fn.in_class != bind::ClassId{0xffffffffU} && !args.positional.empty())
    frame.self = args.positional[0].value;
  stack_.push_back(key);
  const std::uint64_t steps_before = steps_;
  const Index order_before = order_;
  const auto note = commands_.find(packed);
  const bool managed = note != commands_.end() && note->second.managed && s_.tracking->active.empty();
  const Index run = managed ? managed_run(where) : kNoIndex;
  Value result = run_body(fn, frame);
  if (managed && live_) end_run(run);
  if (managed) s_.tracking.edit().run_ended_before = false;
  stack_.pop_back();
  if (same == 0) {
    Cost& cost = costs_[packed];
    ++cost.calls;
    cost.steps += steps_ - steps_before;
    cost.events = cost.events || order_ != order_before;
  }
  return result;
}

/// Many calls of the function have used much of the budget and nothing was ever recorded in them.
bool Interpreter::costs_too_much(std::uint64_t function) const {
  constexpr std::uint32_t kContexts = 8;
  const std::uint64_t enough = max_steps_ / 4;
  if (steps_ + kStepsBeforeFirstImport < enough) return false;
  const auto cost = costs_.find(function);
  if (cost == costs_.end() || cost->second.events || cost->second.calls < kContexts ||
      cost->second.steps <= max_steps_ / 16)
    return false;
  near_limit_ = near_limit_ || steps_ < enough;
  return steps_ >= enough;
}

/// What a call gives that is not interpreted any more: made of its arguments, which it may have changed.
Value Interpreter::summarised(Value self, const Arguments& args, Span where) {
  Provenance prov = self == nullptr ? nullptr : prov_of(self);
  const auto take = [&](const Argument& a) {
    prov = arena_.join(prov, prov_of(a.value));
    escape(a.value);
  };
  for (const Argument& a : args.positional) take(a);
  for (const Argument& a : args.keyword) take(a);
  unresolved("call", where, "the function was followed often enough without effect");
  out_.cut_short = true;
  return arena_.unknown(prov);
}

/// A run that a framework opens around a step: it names the experiment and the server.
Index Interpreter::managed_run(Span where) {
  Call call;
  call.where = where;
  const Index run = new_run(RunKind::kLogger, call);
  s_.edit_run(run).managed = true;
  Run& r = s_.edit_run(run).run;
  for (Setting* setting : {&r.experiment, &r.tracking_uri}) {
    if (setting->state == Setting::State::kUnset) setting->state = Setting::State::kSet;
    if (setting->by == Setting::By::kNothing) setting->by = Setting::By::kFramework;
  }
  Tracking& t = s_.tracking.edit();
  t.active.push_back({run, false});
  t.last_run = run;
  return run;
}

void Interpreter::bind_parameters(const bind::Function& fn, Value function, Value self, Arguments& args, Object& env,
                                  Span where, FileId) {
  std::size_t next = 0;
  bool self_bound = self == nullptr;
  std::vector<bool> used(args.keyword.size(), false);
  for (std::size_t i = 0; i < fn.params.size(); ++i) {
    const bind::Parameter& p = fn.params[i];
    Value v = nullptr;
    switch (p.kind) {
      case bind::ParamKind::kPositionalOnly:
      case bind::ParamKind::kNormal:
      case bind::ParamKind::kKeywordOnly: {
        const bool positional = p.kind != bind::ParamKind::kKeywordOnly;
        if (positional && !self_bound) {
          v = self;
          self_bound = true;
          break;
        }
        if (positional && next < args.positional.size()) {
          v = args.positional[next].value;
          if (!v->where.valid()) v = arena_.with_where(v, args.positional[next].value_where);
          ++next;
          break;
        }
        for (std::size_t k = 0; k < args.keyword.size(); ++k) {
          if (args.keyword[k].name == p.name && !used[k]) {
            v = args.keyword[k].value;
            if (!v->where.valid()) v = arena_.with_where(v, args.keyword[k].value_where);
            used[k] = true;
            break;
          }
        }
        if (v == nullptr && positional && args.open_positional)
          v = args.star_element != nullptr ? args.star_element : arena_.unknown(args.open_prov);
        if (v == nullptr && args.open_keyword) {
          Value fallback = i < function->items.size() ? function->items[i] : nullptr;
          v = arena_.unknown(arena_.join(args.open_prov, fallback == nullptr ? nullptr : prov_of(fallback)),
                             fallback == nullptr ? ValueType::kUnknown : type_of(fallback));
        }
        if (v == nullptr && i < function->items.size()) v = function->items[i];
        if (v == nullptr) v = arena_.unknown();
        break;
      }
      case bind::ParamKind::kStar: {
        if (!self_bound) {
          self_bound = true;
          args.positional.insert(args.positional.begin() + static_cast<std::ptrdiff_t>(next),
                                 Argument{self, bind::kNoName, where, where});
        }
        std::vector<Value> rest;
        for (; next < args.positional.size(); ++next) rest.push_back(args.positional[next].value);
        if (args.open_positional && args.star_element != nullptr) rest.push_back(args.star_element);
        v = arena_.tuple(std::move(rest), args.open_positional, args.open_prov);
        break;
      }
      case bind::ParamKind::kDoubleStar: {
        Object dict;
        dict.kind = ObjKind::kDict;
        dict.open = args.open_keyword;
        dict.prov = args.open_prov;
        const ObjId id = alloc(std::move(dict));
        for (std::size_t k = 0; k < args.keyword.size(); ++k) {
          const bool named = std::any_of(fn.params.begin(), fn.params.end(), [&](const bind::Parameter& q) {
            return q.name == args.keyword[k].name && q.kind != bind::ParamKind::kPositionalOnly &&
                   q.kind != bind::ParamKind::kDoubleStar && q.kind != bind::ParamKind::kStar;
          });
          if (!used[k] && !named)
            dict_set(id, arena_.str(std::string(names_.text(args.keyword[k].name))), args.keyword[k].value,
                     args.keyword[k].where);
        }
        v = arena_.object(id);
        break;
      }
    }
    if (p.slot < env.items.size()) env.items[p.slot] = v;
  }
}

Value Interpreter::run_body(const bind::Function& fn, Frame& frame) {
  Frame* outer = std::exchange(frame_, &frame);
  Exits exits;
  Exits* outer_exits = std::exchange(exits_, &exits);
  const bool before_maybe = s_.maybe;
  const Span outer_loop = std::exchange(loop_span_, Span{});
  Value result = nullptr;
  if (fn.lambda_body != bind::kNoExpr) {
    result = eval(fn.lambda_body);
  } else {
    exec_block(fn.body);
  }
  exits_ = outer_exits;
  frame_ = outer;
  loop_span_ = outer_loop;
  if (exits.returned.has_value()) {
    if (live_) {
      JoinInto(*exits.returned, s_, false, arena_);
      result = JoinValues(exits.return_value, arena_.none(), arena_);
    } else {
      result = exits.return_value;
    }
    s_ = std::move(*exits.returned);
    live_ = true;
    s_.maybe = before_maybe;
  } else if (live_) {
    if (result == nullptr) result = arena_.none();
    s_.maybe = before_maybe;
  } else {
    last_leave_ = Leave::kRaise;
  }
  if (live_ && frame.function != nullptr) note_started_only(frame);
  if (exits.raised.has_value() && exits_ != nullptr) {
    if (exits_->raised.has_value()) {
      JoinInto(*exits_->raised, *exits.raised, false, arena_);
    } else {
      exits_->raised = std::move(exits.raised);
    }
    if (exits.raise_value != nullptr) exits_->raise_value = exits.raise_value;
  }
  return result == nullptr ? arena_.unknown() : result;
}

/// Runs that this function started, logged nothing into and leaves open: its callers decide how they end.
void Interpreter::note_started_only(const Frame& frame) {
  if (frame.by_library) return;  // a library does not end it
  const std::vector<ActiveRun> active = s_.tracking->active;
  for (const ActiveRun& a : active) {
    if (!s_.has_run(a.run)) continue;
    const RunState& state = s_.run(a.run);
    if (state.run.kind != RunKind::kBare || state.depth != frame.depth || state.run.starts_only) continue;
    if (state.run.metrics.empty() && state.run.models.empty() && state.run.artifacts.empty() &&
        state.run.trainings.empty())
      s_.edit_run(a.run).run.starts_only = true;
  }
}

Value Interpreter::consume_generator(Value generator, const std::function<void(Value)>& body) {
  const Object g = obj(generator);
  if (g.callee == nullptr || stack_.size() >= kMaxDepth) {
    body(arena_.unknown(prov_of(generator)));
    return arena_.none();
  }
  const link::Module& module = graph_.module(g.callee->module);
  const bind::Function& fn = module.record->tree.at(g.callee->function);
  const FunctionKey key{g.callee->module, g.callee->function};
  if (std::count(stack_.begin(), stack_.end(), key) >= kMaxVagueRecursion) {
    body(arena_.unknown(prov_of(generator)));
    return arena_.none();
  }
  const std::function<Value(Value)> on_yield = [&](Value v) -> Value {
    body(v);
    return arena_.none();
  };
  Frame frame;
  frame.module = g.callee->module;
  frame.record = module.record.get();
  frame.env = g.parent;
  frame.function = &fn;
  frame.function_id = g.callee->function;
  frame.self = g.cls;
  frame.caller = frame_;
  frame.call_site = g.where;
  frame.depth = frame_ == nullptr ? 0 : frame_->depth + 1;
  frame.on_yield = &on_yield;
  stack_.push_back(key);
  Value result = run_body(fn, frame);
  stack_.pop_back();
  return result;
}

}  // namespace tracklint::interpret
