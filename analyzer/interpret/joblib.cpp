// joblib: `Parallel(n_jobs=2)(delayed(work)(x) for x in xs)` calls work in other threads or processes.
#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

/// delayed(f): a thing that keeps what it is called with.
Value Interpreter::joblib_delayed(Call& call) {
  Value function = arg(call, 0, "function");
  if (function == nullptr) return arena_.unknown();
  Value delayed = library_instance("joblib.delayed");
  edit(delayed->obj).callee = function;
  return delayed;
}

/// Parallel(…): a thing to be called with the delayed calls.
Value Interpreter::joblib_parallel(Call& call) { return make_library("joblib.Parallel", call, nullptr); }

/// `delayed(f)(x)` runs when Parallel comes to it, in a worker without the active run; null for other objects.
Value Interpreter::call_joblib(Value self, const Arguments& args, Span where, Span callee) {
  const Object& o = obj(self);
  if (o.name == "joblib.delayed" && o.callee != nullptr) {
    Value function = o.callee;
    Value result = arena_.unknown();
    in_new_thread([&] { result = call(function, args, where, callee); });
    return result;
  }
  if (o.name == "joblib.Parallel" && !args.positional.empty()) {
    Value out = make_list({});
    loop_over(
        args.positional[0].value,
        [&](Value item) {
          append(out->obj, item);
          if (symbolic_depth_ > 0) edit(out->obj).open = true;
        },
        where, true);
    return out;
  }
  return nullptr;
}

}  // namespace tracklint::interpret
