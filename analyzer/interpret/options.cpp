// Command lines and their frameworks: argparse, click, typer, fire, absl, hydra. An option is a value
// that only the command line decides; its default stands in Entry::arguments.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

Value Interpreter::option(std::string name, std::optional<Text> fallback, std::string source, Span where,
                          ValueType type, Provenance extra) {
  Index id = kNoIndex;
  for (Index i = 0; i < out_.entry.arguments.size(); ++i) {
    if (out_.entry.arguments[i].name == name && out_.entry.arguments[i].where == where) id = i;
  }
  if (id == kNoIndex) {
    id = static_cast<Index>(out_.entry.arguments.size());
    tracklint::Argument argument;
    argument.name = std::move(name);
    argument.fallback = std::move(fallback);
    argument.source = std::move(source);
    argument.where = where;
    argument.flags = std::move(option_flags_);
    option_flags_.clear();
    out_.entry.arguments.push_back(std::move(argument));
  }
  const auto& given = out_.entry.arguments[id].fallback;
  ValueData* v = arena_.make(Kind::kUnknown);
  v->prov = arena_.join(arena_.prov({OriginKind::kOption, id}), extra);
  v->type = type;
  v->s = "option";
  if (given.has_value() && !given->is_unknown() && given->value != "None")
    v->items.push_back(given->is_literal() ? arena_.str(given->value) : arena_.text(given->value));
  return v;
}

Index Interpreter::argv_option(std::string_view name, Span where) {
  for (Index i = 0; i < out_.entry.arguments.size(); ++i) {
    if (out_.entry.arguments[i].source == "argv" && out_.entry.arguments[i].name == name) return i;
  }
  tracklint::Argument argument;
  argument.name = name;
  argument.source = "argv";
  argument.where = where;
  out_.entry.arguments.push_back(std::move(argument));
  return static_cast<Index>(out_.entry.arguments.size() - 1);
}

ValueType Interpreter::option_type(Value type, Value fallback, Value action) {
  if (action != nullptr && action->kind == Kind::kStr && (action->s == "store_true" || action->s == "store_false"))
    return ValueType::kBool;
  if (type != nullptr && type->kind == Kind::kExternal) {
    if (type->s == "builtins.int" || type->s == "builtins.float") return ValueType::kNumber;
    if (type->s == "builtins.str" || type->s == "pathlib.Path") return ValueType::kString;
    if (type->s == "builtins.bool") return ValueType::kBool;
  }
  if (fallback != nullptr && fallback->kind != Kind::kNone) return type_of(fallback);
  return type == nullptr ? ValueType::kString : ValueType::kUnknown;
}

Value Interpreter::parser_method(Value self, std::string_view method, Call& call) {
  if (method == "add_argument") {
    std::string name;
    for (const Argument& a : call.args.positional) {
      if (a.value->kind != Kind::kStr) continue;
      std::string flag = a.value->s;
      const bool is_long = flag.starts_with("--");
      while (flag.starts_with("-")) flag.erase(0, 1);
      std::replace(flag.begin(), flag.end(), '-', '_');
      if (name.empty() || (is_long && !long_option_)) name = flag;
      long_option_ = long_option_ || is_long;
    }
    long_option_ = false;
    if (Value dest = named(call.args, "dest"); dest != nullptr && dest->kind == Kind::kStr) name = dest->s;
    if (name.empty()) {
      edit(self->obj).open = true;
      out_.entry.arguments_open = true;
      return arena_.none();
    }
    Value fallback = named(call.args, "default");
    Value action = named(call.args, "action");
    if (action != nullptr && action->kind == Kind::kStr && (action->s == "help" || action->s == "version"))
      return arena_.none();
    std::optional<Text> text;
    if (fallback != nullptr) {
      text = text_of(fallback);
    } else if (action != nullptr && action->kind == Kind::kStr && action->s.starts_with("store_")) {
      text = Text::Literal(action->s == "store_true" ? "False" : "True");
    } else {
      text = Text::Literal("None");
    }
    std::vector<std::string> flags;
    for (const Argument& a : call.args.positional) {
      if (a.value->kind == Kind::kStr && a.value->s.starts_with("-")) flags.push_back(a.value->s);
    }
    option_flags_ = std::move(flags);
    Value v =
        option(name, std::move(text), "argparse", call.where, option_type(named(call.args, "type"), fallback, action));
    if (Value type = named(call.args, "type");
        type != nullptr && type->kind == Kind::kExternal && type->s == "pathlib.Path")
      v = as_path(v);
    if (Value nargs = named(call.args, "nargs"); nargs != nullptr && !(nargs->kind == Kind::kStr && nargs->s == "?"))
      v = arena_.unknown(v->prov, ValueType::kSequence, "option");
    ObjId target = self->obj;
    if (Value root = get_library_attr(self, "__parser__"); root != nullptr && IsObject(root)) target = root->obj;
    set_attr(arena_.object(target), names_.intern(name), v);
    edit(target).entries.push_back({arena_.str(name), v, obj(self).many, call.where});
    return make_library("argparse.Action", call, nullptr);
  }
  if (method == "add_argument_group" || method == "add_mutually_exclusive_group") {
    Value group = library_instance("argparse.ArgumentParser");
    Value root = get_library_attr(self, "__parser__");
    set_attr(group, names_.intern("__parser__"), root == nullptr ? self : root);
    return group;
  }
  if (method == "add_subparsers") {
    Value sub = library_instance("argparse._SubParsersAction");
    set_attr(sub, names_.intern("__parser__"), self);
    if (Value dest = named(call.args, "dest"); dest != nullptr && dest->kind == Kind::kStr) {
      Value v = option(dest->s, std::nullopt, "argparse", call.where, ValueType::kString);
      edit(self->obj).entries.push_back({dest, v, false, call.where});
    }
    return sub;
  }
  if (method == "add_parser") {
    Value sub = library_instance("argparse.ArgumentParser");
    Value root = get_library_attr(self, "__parser__");
    if (root != nullptr) {
      // options of a subcommand are there when it was chosen; parents pass theirs on
      set_attr(sub, names_.intern("__parser__"), root);
      edit(sub->obj).many = true;
    }
    inherit_parser(sub, call);
    return sub;
  }
  if (method == "set_defaults") {
    ObjId target = self->obj;
    if (Value root = get_library_attr(self, "__parser__"); root != nullptr && IsObject(root)) target = root->obj;
    for (const Argument& a : call.args.keyword) {
      Value v = a.value;
      const std::string name(names_.text(a.name));
      Object& o = edit(target);
      const auto same =
          std::find_if(o.entries.begin(), o.entries.end(), [&](const DictItem& item) { return item.key->s == name; });
      if (same != o.entries.end()) {
        same->value = JoinValues(same->value, v, arena_);
      } else {
        o.entries.push_back({arena_.str(name), v, false, call.where});
      }
    }
    return arena_.none();
  }
  if (method == "parse_args" || method == "parse_known_args" || method == "parse_intermixed_args") {
    Object space;
    space.kind = ObjKind::kLibrary;
    space.name = "argparse.Namespace";
    space.where = call.where;
    const Object parser = obj(self);
    space.open = parser.open;
    for (const DictItem& item : parser.entries) {
      const NameId name = names_.intern(item.key->s);
      const auto same =
          std::find_if(space.attrs.begin(), space.attrs.end(), [&](const Attribute& a) { return a.name == name; });
      if (same != space.attrs.end()) {
        same->value = JoinValues(same->value, item.value, arena_);
      } else {
        space.attrs.push_back({name, item.value, item.maybe});
      }
    }
    Value v = arena_.object(alloc(std::move(space)));
    if (method == "parse_known_args") out_.entry.arguments_open = true;
    if (method == "parse_known_args") return arena_.tuple({v, arena_.unknown()});
    return v;
  }
  if (method == "print_help" || method == "format_help" || method == "print_usage") return arena_.none();
  if (method == "error" || method == "exit") {
    return py_exit(call);
  }
  // what a library's parser can do beyond argparse: whole classes of options (add_class_arguments)
  if (method.starts_with("add_")) parser_escapes(self);
  return call_generic(call);
}

void Interpreter::parser_escapes(Value v) {
  if (!IsObject(v) || !s_.has(v->obj) || obj(v).name != "argparse.ArgumentParser") return;
  edit(v->obj).open = true;
  out_.entry.arguments_open = true;
}

void Interpreter::inherit_parser(Value parser, Call& call) {
  Value parents = named(call.args, "parents");
  if (parents == nullptr) return;
  const auto items = known_items(parents, 8);
  if (!items.has_value()) return parser_escapes(parser);
  ObjId target = parser->obj;
  if (Value root = get_library_attr(parser, "__parser__"); root != nullptr && IsObject(root)) target = root->obj;
  for (Value p : *items) {
    if (!IsObject(p) || obj(p).name != "argparse.ArgumentParser" || obj(p).open) parser_escapes(parser);
    if (!IsObject(p)) continue;
    for (const DictItem& item : Object(obj(p)).entries) edit(target).entries.push_back(item);
  }
}

Value Interpreter::std_parser(Call& call) {
  Value parser = library_instance("argparse.ArgumentParser");
  edit(parser->obj).where = call.where;
  inherit_parser(parser, call);
  return parser;
}

/// Decorators of command-line frameworks and trackers on functions of the code. They only note what the
/// function is; `call_command` gives the options when the program runs it.
void Interpreter::note_framework_decorator(const std::string& decorator, Value function, Value decorator_value,
                                           Span where) {
  Value target = function;
  while (target->kind == Kind::kDecorated && !target->items.empty()) target = target->items[0];
  if (target->kind != Kind::kFunction) return;
  const std::uint64_t key =
      (static_cast<std::uint64_t>(target->module) << 32U) | static_cast<std::uint64_t>(target->function);
  CommandNote& note = commands_[key];
  if (decorator == "click.option" || decorator == "click.argument" || decorator == "rich_click.option") {
    note.framework = "click";
    note.options.push_back(decorator_value);
    (void)where;
    return;
  }
  if (decorator == "click.command" || decorator == "click.group" || decorator.ends_with(".command") ||
      decorator.ends_with(".callback") || decorator == "rich_click.command") {
    const bool typer = decorator.starts_with("typer.") || decorator.starts_with("typer");
    if (note.framework.empty()) note.framework = typer ? "typer" : "click";
    note.is_command = true;
    if (decorator_value != nullptr && decorator_value->kind == Kind::kMethod) note.owner = decorator_value->items[0];
    note.callback = decorator.ends_with(".callback") || decorator.ends_with(".group");
    if (note.owner != nullptr) {
      if (IsObject(note.owner) && s_.has(note.owner->obj)) edit(note.owner->obj).items.push_back(function);
      if (note.owner->kind == Kind::kFunction) {
        const std::uint64_t group =
            (static_cast<std::uint64_t>(note.owner->module) << 32U) | static_cast<std::uint64_t>(note.owner->function);
        commands_[group].members.push_back(function);
      }
    }
    return;
  }
  if (decorator == "click.pass_context" || decorator == "click.pass_obj" || decorator == "click.make_pass_decorator") {
    note.passes = decorator != "click.pass_context" ? CommandNote::Passes::kObject : CommandNote::Passes::kContext;
    return;
  }
  if (decorator.starts_with("zenml.") && decorator_value != nullptr && IsObject(decorator_value)) {
    for (const DictItem& item : obj(decorator_value).entries) {
      if (item.key->s == "experiment_tracker" && item.value->kind != Kind::kNone) note.managed = true;
    }
    return;
  }
  if (decorator.ends_with("MLflowCallback.track_in_mlflow")) {
    note.tracked_by = decorator_value == nullptr ? nullptr : get_library_attr(decorator_value, "__callback__");
    return;
  }
  if (decorator.ends_with(".mlflow_mixin")) {  // Ray Tune
    note.managed = true;
    return;
  }
  if (decorator == "hydra.main") {
    note.framework = "hydra";
    note.is_command = true;
    note.hydra = decorator_value;
  }
}

/// A call of a function without arguments that a command-line framework fills in.
bool Interpreter::is_command(Value function) const {
  if (function->kind != Kind::kFunction) return false;
  const auto it = commands_.find((static_cast<std::uint64_t>(function->module) << 32U) |
                                 static_cast<std::uint64_t>(function->function));
  return it != commands_.end() && it->second.is_command;
}

Value Interpreter::call_command(Value function, Span where, Value given) {
  const std::uint64_t key =
      (static_cast<std::uint64_t>(function->module) << 32U) | static_cast<std::uint64_t>(function->function);
  const CommandNote note = commands_[key];
  Arguments args;
  if (note.framework == "hydra") {
    Value config = hydra_config(function, note.hydra, where);
    args.positional.push_back({config, bind::kNoName, where, where});
  } else {
    args = command_arguments(function, note);
  }
  Value outer = click_context_;
  if (note.framework == "click") {
    click_context_ = click_context(given);
    Value params = make_dict();
    for (const Argument& a : args.keyword)
      dict_set(params->obj, arena_.str(std::string(names_.text(a.name))), a.value, a.where);
    set_attr(click_context_, names_.intern("params"), params);
    set_attr(click_context_, names_.intern("info_name"), get_attr(function, "__name__", where));
    if (note.passes != CommandNote::Passes::kNothing) {
      Value first =
          note.passes == CommandNote::Passes::kContext ? click_context_ : get_library_attr(click_context_, "obj");
      args.positional.insert(args.positional.begin(), Argument{first, bind::kNoName, where, where});
    }
  }
  running_command_.push_back(key);
  Value result = call_function(function, nullptr, std::move(args), where);
  running_command_.pop_back();
  // a group runs one of its commands
  if (!note.members.empty()) run_commands(note.members, where);
  click_context_ = outer;
  return result;
}

/// The context of a command: its object is given by the caller or that of the group around.
Value Interpreter::click_context(Value given) {
  Value context = library_instance("click.Context");
  Value object = given;
  if (object == nullptr && click_context_ != nullptr) object = get_library_attr(click_context_, "obj");
  set_attr(context, names_.intern("obj"), object == nullptr ? arena_.none() : object);
  if (click_context_ != nullptr) set_attr(context, names_.intern("parent"), click_context_);
  return context;
}

/// click.get_current_context(): of the command that runs.
Value Interpreter::click_current_context(Call& call) {
  (void)call;
  return click_context_ == nullptr ? arena_.unknown() : click_context_;
}

Value Interpreter::click_context_method(Value self, std::string_view method, Call& call) {
  if (method == "ensure_object") {
    Value object = get_library_attr(self, "obj");
    Value type = arg(call, 0, "object_type");
    if ((object == nullptr || object->kind == Kind::kNone) && type != nullptr) {
      object = this->call(type, {}, call.where, call.callee);
      set_attr(self, names_.intern("obj"), object);
    }
    return object == nullptr ? arena_.unknown() : object;
  }
  if ((method == "invoke" || method == "forward") && !call.args.positional.empty()) {
    Value function = call.args.positional[0].value;
    Arguments args = call.args;
    args.positional.erase(args.positional.begin());
    if (function->kind == Kind::kFunction && is_command(function)) {
      // options that are not named here have their defaults
      const auto note = commands_.find((static_cast<std::uint64_t>(function->module) << 32U) |
                                       static_cast<std::uint64_t>(function->function));
      const Arguments defaults = command_arguments(function, note->second);
      for (const Argument& a : defaults.keyword) {
        if (std::none_of(args.keyword.begin(), args.keyword.end(), [&](const Argument& o) { return o.name == a.name; }))
          args.keyword.push_back(a);
      }
      if (note->second.passes != CommandNote::Passes::kNothing) {
        Value first = note->second.passes == CommandNote::Passes::kContext ? self : get_library_attr(self, "obj");
        args.positional.insert(args.positional.begin(), Argument{first, bind::kNoName, call.where, call.where});
      }
      return call_function(function, nullptr, std::move(args), call.where);
    }
    return this->call(function, std::move(args), call.where, call.callee);
  }
  if (method == "exit" || method == "abort" || method == "fail") return py_exit(call);
  return arena_.unknown();
}

/// One of several commands runs: each on its own path.
void Interpreter::run_commands(const std::vector<Value>& members, Span where) {
  if (members.size() == 1) {
    call_command(members[0], where);
    return;
  }
  one_of(members.size(), [&](std::size_t i) { call_command(members[i], where); });
}

/// Exactly one of `count` things happens; the ways they end are joined.
void Interpreter::one_of(std::size_t count, const std::function<void(std::size_t)>& body) {
  const State before = s_;
  std::optional<State> joined;
  for (std::size_t i = 0; i < count; ++i) {
    s_ = before;
    s_.maybe = true;
    live_ = true;
    Exits exits;
    Exits* outer = std::exchange(exits_, &exits);
    body(i);
    exits_ = outer;
    if (!live_ && exits.raised.has_value()) {
      s_ = std::move(*exits.raised);
      live_ = true;
    }
    if (!live_) continue;
    if (joined.has_value()) {
      JoinInto(*joined, s_, false, arena_);
    } else {
      joined = std::move(s_);
    }
  }
  live_ = joined.has_value();
  if (live_) {
    s_ = std::move(*joined);
    s_.maybe = before.maybe;
  } else {
    s_ = before;
    live_ = true;
  }
}

Arguments Interpreter::command_arguments(Value function, const CommandNote& note) {
  Arguments args;
  const bind::ModuleRecord& record = *graph_.module(function->module).record;
  const bind::Function& fn = record.tree.at(function->function);
  // click: names come from the decorators
  for (Value option_value : note.options) {
    if (option_value == nullptr || !IsObject(option_value)) continue;
    const Object o = obj(option_value);
    std::string name;
    bool found_long = false;
    bool plain = false;
    for (Value v : o.items) {
      if (v->kind != Kind::kStr) continue;
      std::string flag = v->s.substr(0, v->s.find('/'));
      if (!flag.starts_with("-")) {
        name = flag;
        plain = true;
      } else if (!plain) {
        const bool is_long = flag.starts_with("--");
        while (flag.starts_with("-")) flag.erase(0, 1);
        if (name.empty() || (is_long && !found_long)) name = flag;
        found_long = found_long || is_long;
      }
    }
    std::replace(name.begin(), name.end(), '-', '_');
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    Value fallback = nullptr;
    Value type = nullptr;
    Value is_flag = nullptr;
    for (const DictItem& item : o.entries) {
      if (item.key->s == "default") fallback = item.value;
      if (item.key->s == "type") type = item.value;
      if (item.key->s == "is_flag") is_flag = item.value;
    }
    ValueType value_type = is_flag != nullptr ? ValueType::kBool : option_type(type, fallback, nullptr);
    std::optional<Text> text;
    if (fallback != nullptr) text = text_of(fallback);
    if (name.empty()) continue;
    Value v = option(name, std::move(text), "click", o.where, value_type);
    for (const DictItem& item : o.entries) {
      if (item.key->s != "callback" || !IsCallableKind(item.value)) continue;
      // callback(ctx, param, value) decides what the command gets
      Arguments given;
      Value context = click_context(nullptr);
      for (Value a : {context, arena_.unknown(), v}) given.positional.push_back({a, bind::kNoName, o.where, o.where});
      v = arena_.with_prov(call(item.value, std::move(given), o.where, o.where), v->prov);
    }
    args.keyword.push_back({v, names_.intern(name), o.where, o.where});
  }
  if (note.framework == "click" && !note.options.empty()) return args;
  // typer, fire, plain: the parameters themselves are the options
  Frame frame;
  frame.module = function->module;
  frame.record = &record;
  frame.env = module_env(function->module);
  Frame* outer = std::exchange(frame_, &frame);
  for (std::size_t i = 0; i < fn.params.size(); ++i) {
    const bind::Parameter& p = fn.params[i];
    if (p.kind == bind::ParamKind::kStar || p.kind == bind::ParamKind::kDoubleStar) continue;
    const Span where{record.file, p.begin, p.end};
    Value fallback = i < function->items.size() ? function->items[i] : nullptr;
    if (fallback != nullptr && IsObject(fallback) &&
        (obj(fallback).name == "typer.Option" || obj(fallback).name == "typer.Argument")) {
      const Object o = obj(fallback);
      fallback = o.items.empty() ? nullptr : o.items[0];
      for (const DictItem& item : o.entries) {
        if (item.key->s == "default") fallback = item.value;
      }
      if (fallback != nullptr && fallback->kind == Kind::kUnknown) fallback = nullptr;
    }
    Value type = nullptr;
    if (p.annotation != bind::kNoExpr) {
      const bind::Expr* e = &record.tree.at(p.annotation);
      if (e->kind == bind::ExprKind::kSubscript) {
        // Annotated[T, …], Optional[T]
        const bind::Expr& inner = record.tree.at(e->b);
        type = inner.kind == bind::ExprKind::kTuple && !inner.items.empty() ? eval(record.tree.exprs[inner.items.begin])
                                                                            : eval(e->b);
      } else {
        type = eval(p.annotation);
      }
    }
    std::optional<Text> text;
    if (fallback != nullptr) text = text_of(fallback);
    Value v = nullptr;
    const std::string name(names_.text(p.name));
    if (type != nullptr && IsObject(type) && obj(type).kind == ObjKind::kClass &&
        obj(type).flavor == ClassFlavor::kEnum) {
      // an enumeration: one of its members
      Value opt = option(name, fallback == nullptr ? std::optional<Text>{} : std::optional<Text>{Text{}},
                         note.framework, where, ValueType::kString);
      Object member;
      member.kind = ObjKind::kInstance;
      member.cls = type;
      member.attrs.push_back({names_.intern("value"), opt, false});
      member.attrs.push_back({names_.intern("name"), opt, false});
      v = arena_.object(alloc(std::move(member)), opt->prov);
    } else {
      v = option(name, std::move(text), note.framework.empty() ? "fire" : note.framework, where,
                 option_type(type, fallback, nullptr));
      if (type != nullptr && type->kind == Kind::kExternal && type->s == "pathlib.Path") v = as_path(v);
    }
    args.keyword.push_back({v, p.name, where, where});
  }
  frame_ = outer;
  return args;
}

Value Interpreter::cli_run(Call& call) {
  // typer.run(main), fire.Fire(main), absl.app.run(main)
  Value f = arg(call, 0, "");
  if (call.name == "fire.Fire" && f == nullptr) f = named(call.args, "component");
  if (f == nullptr) return arena_.none();
  if (call.name == "absl.app.run" || call.name == "app.run") {
    Arguments args;
    args.positional.push_back({arena_.unknown(), bind::kNoName, call.where, call.where});
    return this->call(f, std::move(args), call.where, call.callee);
  }
  const std::string framework = call.name.starts_with("typer") ? "typer" : "fire";
  const auto run_one = [&](Value v) {
    if (v->kind == Kind::kFunction) {
      CommandNote note;
      note.framework = framework;
      this->call_function(v, nullptr, command_arguments(v, note), call.where);
    } else if (IsObject(v) && obj(v).kind == ObjKind::kClass) {
      // Fire(Class): an instance, then one of its methods
      Value init = class_attr(v->obj, names_.intern("__init__"));
      Arguments args;
      if (init != nullptr && init->kind == Kind::kFunction) {
        CommandNote note;
        note.framework = framework;
        args = command_arguments(init, note);
        std::erase_if(args.keyword, [&](const Argument& a) { return names_.text(a.name) == "self"; });
      }
      Value self = instantiate(v, std::move(args), call.where);
      for (const Attribute& a : Object(obj(v)).attrs) {
        if (a.value->kind != Kind::kFunction || names_.text(a.name).starts_with("_")) continue;
        CommandNote note;
        note.framework = framework;
        Arguments method_args = command_arguments(a.value, note);
        std::erase_if(method_args.keyword, [&](const Argument& x) { return names_.text(x.name) == "self"; });
        call_function(a.value, self, std::move(method_args), call.where);
      }
    }
  };
  if (IsObject(f) && obj(f).kind == ObjKind::kDict) {
    std::vector<Value> members;
    for (const DictItem& item : Object(obj(f)).entries) run_one(item.value);
    return arena_.none();
  }
  run_one(f);
  return arena_.none();
}

Value Interpreter::absl_define(Call& call) {
  // flags.DEFINE_integer("name", default, "help"): FLAGS.name
  Value name = arg(call, 0, "name");
  Value fallback = arg(call, 1, "default");
  if (name == nullptr || name->kind != Kind::kStr) return arena_.none();
  std::optional<Text> text;
  if (fallback != nullptr) text = text_of(fallback);
  Value v = option(name->s, std::move(text), "absl", call.where, option_type(nullptr, fallback, nullptr));
  absl_flags_.push_back({names_.intern(name->s), v, false});
  Value holder = library_instance("absl.flags.FlagHolder");
  set_attr(holder, names_.intern("value"), v);
  return holder;
}

}  // namespace tracklint::interpret
