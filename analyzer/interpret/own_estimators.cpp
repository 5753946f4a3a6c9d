// Estimators of the code that inherit from scikit-learn's BaseEstimator: their parameters are those of __init__.
#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

/// get_params, set_params and the score of the mix-ins; null for other methods and classes.
Value Interpreter::own_estimator_method(Value self, std::string_view method, Call& call) {
  const Object o = obj(self);
  if (o.kind != ObjKind::kInstance || o.cls == nullptr || !o.name.starts_with("sklearn.base.")) return nullptr;
  if (method == "get_params") {
    Value init = class_attr(o.cls->obj, names_.intern("__init__"));
    if (init == nullptr || init->kind != Kind::kFunction) return make_dict();
    Value params = make_dict();
    const bind::Function& fn = graph_.module(init->module).record->tree.at(init->function);
    for (std::size_t i = 1; i < fn.params.size(); ++i) {
      const bind::Parameter& p = fn.params[i];
      if (p.kind == bind::ParamKind::kStar || p.kind == bind::ParamKind::kDoubleStar) continue;
      Value v = get_attr(self, p.name, call.where);
      if (v->kind == Kind::kMethod) v = arena_.unknown();
      dict_set(params->obj, arena_.str(std::string(names_.text(p.name))), v, v->where);
    }
    return params;
  }
  if (method == "set_params") {
    for (const Argument& a : call.args.keyword) set_attr(self, a.name, a.value);
    if (call.args.open_keyword) edit(self->obj).open = true;
    return self;
  }
  if (method == "fit_transform" || method == "fit_predict") {
    this->call(get_attr(self, "fit", call.where), call.args, call.where, call.callee);
    return arena_.unknown(data_prov(arguments_prov(call)), ValueType::kData);
  }
  return nullptr;
}

}  // namespace tracklint::interpret
