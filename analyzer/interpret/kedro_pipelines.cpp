// Kedro's pipelines: nodes, pipelines and their namespaces, sums and selections.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"
#include "analyzer/interpret/kedro.h"

namespace tracklint::interpret {

namespace {

constexpr std::string_view kPipeline = "kedro.pipeline.Pipeline";
constexpr std::string_view kNode = "kedro.pipeline.node.Node";
constexpr std::size_t kMaxNodes = 200;

std::string TextOf(Value v) { return v != nullptr && v->kind == Kind::kStr ? v->s : std::string(); }

}  // namespace

/// Nodes of a pipeline value, of a node, or of a sequence of both.
void Interpreter::collect_nodes(Value v, std::vector<Value>& out, int depth) {
  if (v == nullptr || depth > 6 || out.size() >= kMaxNodes) return;
  if (v->kind == Kind::kUnion || v->kind == Kind::kTuple) {
    for (Value item : v->items) collect_nodes(item, out, depth + 1);
    return;
  }
  if (!IsObject(v) || !s_.has(v->obj)) return;
  const Object& o = obj(v);
  if (o.kind == ObjKind::kLibrary && o.name == kNode) {
    if (std::find(out.begin(), out.end(), v) == out.end()) out.push_back(v);
    return;
  }
  if ((o.kind == ObjKind::kLibrary && o.name == kPipeline) || o.kind == ObjKind::kList || o.kind == ObjKind::kSet) {
    const std::vector<Value> items = o.items;
    for (Value item : items) collect_nodes(item, out, depth + 1);
  }
}

Value Interpreter::make_pipeline(std::vector<Value> nodes, Span where) {
  Object o;
  o.kind = ObjKind::kLibrary;
  o.name = kPipeline;
  o.where = where;
  o.items = std::move(nodes);
  return arena_.object(alloc(std::move(o)));
}

bool Interpreter::is_pipeline(Value v) const {
  return IsObject(v) && s_.has(v->obj) && obj(v).kind == ObjKind::kLibrary && obj(v).name == kPipeline;
}

/// a + b, a | b, a - b, a & b of pipelines.
Value Interpreter::pipeline_operator(bind::Op op, Value a, Value b, Span where) {
  std::vector<Value> nodes;
  std::vector<Value> right;
  collect_nodes(a, nodes, 0);
  collect_nodes(b, right, 0);
  const auto in = [](const std::vector<Value>& list, Value v) {
    return std::find(list.begin(), list.end(), v) != list.end();
  };
  if (op == bind::Op::kSub) {
    std::erase_if(nodes, [&](Value v) { return in(right, v); });
  } else if (op == bind::Op::kAndBit) {
    std::erase_if(nodes, [&](Value v) { return !in(right, v); });
  } else {
    for (Value v : right) {
      if (!in(nodes, v)) nodes.push_back(v);
    }
  }
  return make_pipeline(std::move(nodes), where);
}

/// node(func, inputs, outputs, name=…)
Value Interpreter::kedro_node(Call& call) {
  Value node = library_instance(std::string(kNode));
  edit(node->obj).where = call.where;
  static constexpr std::string_view kFields[] = {"func", "inputs", "outputs", "name", "tags", "confirms", "namespace"};
  for (std::size_t i = 0; i < std::size(kFields); ++i) {
    const bool by_position = i < 3;
    Value v = by_position ? arg(call, i, kFields[i]) : named(call.args, kFields[i]);
    if (v != nullptr) set_attr(node, names_.intern(kFields[i]), v);
  }
  if (named(call.args, "name") == nullptr) {
    Value func = arg(call, 0, "func");
    if (func != nullptr) set_attr(node, names_.intern("name"), get_attr(func, "__name__", call.where));
  }
  // no project in sight: a create_pipeline that nobody calls stands for the run of its nodes
  if (Value func = arg(call, 0, "func"); func != nullptr && function_entry() && stack_.size() == 1 &&
                                         !kedro_project(nullptr, nullptr, call.where).has_value()) {
    Call via = call;
    via.name = kNode;
    hand_over(func, via, false);
  }
  return node;
}

/// Pipeline([...]), pipeline([...] or pipe, inputs=…, outputs=…, parameters=…, namespace=…)
Value Interpreter::kedro_pipeline(Call& call) {
  Value source = arg(call, 0, "nodes");
  if (source == nullptr) source = named(call.args, "pipe");
  std::vector<Value> nodes;
  collect_nodes(source, nodes, 0);
  Value inputs = named(call.args, "inputs");
  Value outputs = named(call.args, "outputs");
  Value parameters = named(call.args, "parameters");
  const std::string space = TextOf(named(call.args, "namespace"));
  if (inputs == nullptr && outputs == nullptr && parameters == nullptr && space.empty())
    return make_pipeline(std::move(nodes), call.where);
  // names that change: the mappings, and a prefix for the others
  const auto mapped = [&](const std::string& name) -> std::string {
    for (Value mapping : {inputs, outputs, parameters}) {
      if (mapping == nullptr || mapping->kind == Kind::kNone) continue;
      if (mapping->kind == Kind::kStr && mapping->s == name) return name;
      if (const auto listed =
              IsObject(mapping) && obj(mapping).kind == ObjKind::kDict ? std::nullopt : known_items(mapping, 64)) {
        for (Value v : *listed) {
          if (TextOf(v) == name || "params:" + TextOf(v) == name) return name;
        }
      }
      if (!IsObject(mapping) || obj(mapping).kind != ObjKind::kDict) continue;
      for (const DictItem& item : obj(mapping).entries) {
        if (TextOf(item.key) == name) return TextOf(item.value);
        if ("params:" + TextOf(item.key) == name) {
          const std::string target = TextOf(item.value);
          return target.starts_with("params:") ? target : "params:" + target;
        }
      }
    }
    if (space.empty() || name == "parameters") return name;
    if (name.starts_with("params:")) return "params:" + space + "." + name.substr(7);
    return space + "." + name;
  };
  const std::function<Value(Value)> rename = [&](Value v) -> Value {
    if (v == nullptr) return nullptr;
    if (v->kind == Kind::kStr) return arena_.str(mapped(v->s));
    if (IsObject(v) && obj(v).kind == ObjKind::kDict) {
      Value out = make_dict();
      for (const DictItem& item : Object(obj(v)).entries) dict_set(out->obj, item.key, rename(item.value), item.where);
      return out;
    }
    if (const auto items = known_items(v, 64); items.has_value() && IsObject(v)) {
      std::vector<Value> out;
      for (Value item : *items) out.push_back(rename(item));
      return make_list(std::move(out));
    }
    return v;
  };
  std::vector<Value> renamed;
  for (Value node : nodes) {
    Object copy = obj(node);
    for (Attribute& a : copy.attrs) {
      const std::string_view field = names_.text(a.name);
      if (field == "inputs" || field == "outputs") a.value = rename(a.value);
      if (field == "name" && a.value->kind == Kind::kStr && !space.empty())
        a.value = arena_.str(space + "." + a.value->s);
    }
    renamed.push_back(arena_.object(alloc(std::move(copy))));
  }
  return make_pipeline(std::move(renamed), call.where);
}

/// find_pipelines(): create_pipeline() of every package below `<package>.pipelines`, and their sum.
Value Interpreter::kedro_find_pipelines(Call& call) {
  Value out = make_dict();
  if (frame_ == nullptr) return out;
  const std::string& here = graph_.module(frame_->module).path;
  const std::string folder = here.substr(0, here.rfind('/') == std::string::npos ? 0 : here.rfind('/') + 1);
  std::vector<Value> all;
  const auto add = [&](ModuleId module, const std::string& name) {
    if (module == link::kNoModule || graph_.module(module).record == nullptr) return;
    import_module(module);
    Value create = module_attr(module, names_.intern("create_pipeline"), call.where);
    if (create->kind != Kind::kFunction) return;
    Value made = this->call(create, {}, call.where, call.callee);
    if (!is_pipeline(made)) return;
    collect_nodes(made, all, 0);
    dict_set(out->obj, arena_.str(name), made, call.where);
  };
  const std::string root = folder + "pipelines/";
  std::vector<std::pair<std::string, ModuleId>> found;
  for (std::size_t i = 0; i < graph_.modules().size(); ++i) {
    const link::Module& m = graph_.modules()[i];
    if (!m.path.starts_with(root)) continue;
    std::string rest = m.path.substr(root.size());
    if (m.is_package && std::count(rest.begin(), rest.end(), '/') == 1)
      rest.resize(rest.find('/'));
    else if (!m.is_package && rest.find('/') == std::string::npos)
      rest.resize(rest.size() - 3);
    else
      continue;
    found.emplace_back(rest, static_cast<ModuleId>(i));
  }
  std::sort(found.begin(), found.end());
  for (const auto& [name, module] : found) add(module, name);
  add(graph_.find_path(folder + "pipeline.py"), "__pipeline__");
  dict_set(out->obj, arena_.str("__default__"), make_pipeline(std::move(all), call.where), call.where);
  return out;
}

/// Methods that select nodes of a pipeline: all of them, unless the selection is simple.
Value Interpreter::pipeline_method(Value self, std::string_view method, Call& call) {
  if (method == "nodes" || method == "describe" || method == "inputs" || method == "outputs" || method == "datasets")
    return arena_.unknown();
  std::vector<Value> nodes;
  collect_nodes(self, nodes, 0);
  std::vector<std::string> wanted;
  for (const Argument& a : call.args.positional) {
    if (a.value->kind == Kind::kStr) wanted.push_back(a.value->s);
  }
  if (method == "only_nodes" && !wanted.empty()) {
    std::erase_if(nodes, [&](Value n) {
      const std::string name = TextOf(get_library_attr(n, "name"));
      return std::find(wanted.begin(), wanted.end(), name) == wanted.end();
    });
  }
  return make_pipeline(std::move(nodes), call.where);
}

}  // namespace tracklint::interpret
