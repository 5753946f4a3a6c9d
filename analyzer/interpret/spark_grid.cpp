// Spark's ParamGridBuilder: the parameters of an estimator that a search tries, with their values.
#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

/// `addGrid(lr.regParam, [0.1, 0.01])`, `baseOn({lr.maxIter: 10})`, `build()`; null for other methods.
Value Interpreter::grid_builder(Value self, std::string_view method, Call& call) {
  const auto add = [&](Value parameter, Value values, Span where) {
    std::string name;
    if (parameter->kind == Kind::kMethod) name = parameter->s;
    if (parameter->kind == Kind::kStr) name = parameter->s;
    if (name.empty() || values == nullptr) {
      edit(self->obj).open = true;
      return;
    }
    edit(self->obj).entries.push_back({arena_.str(name), values, false, where});
  };
  if (method == "addGrid") {
    Value parameter = arg(call, 0, "param");
    Value values = arg(call, 1, "values");
    if (parameter == nullptr) return self;
    const Argument* given = argument(call, 1, "values");
    add(parameter, values, given != nullptr ? given->where : call.where);
    return self;
  }
  if (method == "baseOn") {
    Value pairs = arg(call, 0, "args");
    if (pairs != nullptr && IsObject(pairs) && obj(pairs).kind == ObjKind::kDict) {
      for (const DictItem& item : Object(obj(pairs)).entries) add(item.key, item.value, item.where);
    } else {
      edit(self->obj).open = true;
    }
    return self;
  }
  return method == "build" ? self : nullptr;
}

}  // namespace tracklint::interpret
