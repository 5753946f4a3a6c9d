// Functions, classes and lambdas.
#include "analyzer/bind/lowering.h"

namespace tracklint::bind {

std::string Lowering::qualified(std::string_view name) const { return context_.prefix + std::string(name); }

void Lowering::definition(const Node& node) {
  if (node.kind == Kind::kFunctionDefinition) return function(node, node, {});
  if (node.kind == Kind::kClassDefinition) return class_definition(node, node, {});
  std::vector<ExprId> decorators;
  for (const Node& c : node.children()) {
    if (c.kind != Kind::kDecorator) continue;
    const Node* decorator = c.first_named_child();
    decorators.push_back(decorator == nullptr ? unknown(c) : expr(*decorator));
  }
  const Node* inner = node.child(Field::kDefinition);
  if (inner == nullptr) return unknown_statement(node.begin, node.end);
  for (const Node& c : inner->children()) {
    if (c.is_error()) unknown_statement(c.begin, c.end);
  }
  if (inner->kind == Kind::kFunctionDefinition) return function(node, *inner, std::move(decorators));
  if (inner->kind == Kind::kClassDefinition) return class_definition(node, *inner, std::move(decorators));
  unknown_statement(node.begin, node.end);
}

void Lowering::function(const Node& outer, const Node& node, std::vector<ExprId> decorators) {
  const Node* name = node.child(Field::kName);
  if (name == nullptr) return unknown_statement(outer.begin, outer.end);
  const FunctionId id{static_cast<std::uint32_t>(tree_.functions.size())};
  tree_.functions.emplace_back();
  Stmt s = blank(StmtKind::kFunction, outer);
  s.extra = static_cast<std::uint32_t>(id);

  Function made;
  made.name = intern(*name);
  made.qualified = qualified(text(*name));
  made.decorators = std::move(decorators);
  made.is_async = node.child(Kind::kAsync) != nullptr;
  made.in_class = context_.in_class;
  made.begin = outer.begin;
  made.name_begin = name->begin;
  made.name_end = name->end;

  FrameId annotations = context_.frame;
  if (const Node* types = node.child(Field::kTypeParameters)) {
    annotations = scopes_.enter_type_parameters(annotations);
    type_parameters(*types, annotations);
  }
  const FrameId body = scopes_.enter_scope(annotations, ScopeKind::kFunction);
  made.scope = scopes_.scope(body);
  made.params = parameters(node.child(Field::kParameters), annotations, body);
  if (const Node* returns = node.child(Field::kReturnType)) {
    const FrameId frame = std::exchange(context_.frame, annotations);
    made.returns = expr(*returns);
    context_.frame = frame;
  }
  scopes_.bind(context_.frame, made.name);
  s.ref.slot = scopes_.use(context_.frame, made.name);
  {
    const Inside inside(*this, {body, id, kNoClass, made.qualified + ".<locals>."});
    made.body = block(node.child(Field::kBody), &s.end);
  }
  made.end = s.end;
  Function& stored = tree_.functions[static_cast<std::size_t>(id)];
  made.is_generator = stored.is_generator;
  made.calls_locals = stored.calls_locals;
  stored = std::move(made);
  add(s);
}

void Lowering::class_definition(const Node& outer, const Node& node, std::vector<ExprId> decorators) {
  const Node* name = node.child(Field::kName);
  if (name == nullptr) return unknown_statement(outer.begin, outer.end);
  const ClassId id{static_cast<std::uint32_t>(tree_.classes.size())};
  tree_.classes.emplace_back();
  Stmt s = blank(StmtKind::kClass, outer);
  s.extra = static_cast<std::uint32_t>(id);

  Class made;
  made.name = intern(*name);
  made.qualified = qualified(text(*name));
  made.decorators = std::move(decorators);
  made.begin = outer.begin;
  made.name_begin = name->begin;
  made.name_end = name->end;

  const FrameId outside = context_.frame;
  FrameId around = outside;
  if (const Node* types = node.child(Field::kTypeParameters)) {
    around = scopes_.enter_type_parameters(around);
    type_parameters(*types, around);
  }
  if (const Node* bases = node.child(Field::kSuperclasses)) {
    context_.frame = around;
    for (const Node& c : bases->children()) {
      Arg base;
      if (argument(c, base)) made.bases.push_back(base);
    }
    context_.frame = outside;
  }
  const FrameId body = scopes_.enter_scope(around, ScopeKind::kClass);
  made.scope = scopes_.scope(body);
  scopes_.bind(context_.frame, made.name);
  s.ref.slot = scopes_.use(context_.frame, made.name);
  {
    const Inside inside(*this, {body, kNoFunction, id, made.qualified + "."});
    made.body = block(node.child(Field::kBody), &s.end);
  }
  made.end = s.end;
  tree_.classes[static_cast<std::size_t>(id)] = std::move(made);
  add(s);
}

ExprId Lowering::lambda(const Node& node) {
  const Node* body = node.child(Field::kBody);
  if (body == nullptr) return unknown(node);
  const FunctionId id{static_cast<std::uint32_t>(tree_.functions.size())};
  tree_.functions.emplace_back();
  Function made;
  made.qualified = qualified("<lambda>");
  made.begin = node.begin;
  made.end = node.end;
  made.name_begin = node.begin;
  made.name_end = node.begin;
  const FrameId frame = scopes_.enter_scope(context_.frame, ScopeKind::kFunction);
  made.scope = scopes_.scope(frame);
  made.params = parameters(node.child(Field::kParameters), context_.frame, frame);
  {
    const Inside inside(*this, {frame, id, kNoClass, made.qualified + ".<locals>."});
    made.lambda_body = expr(*body);
  }
  Function& stored = tree_.functions[static_cast<std::size_t>(id)];
  made.is_generator = stored.is_generator;
  made.calls_locals = stored.calls_locals;
  stored = std::move(made);
  Expr e = blank(ExprKind::kLambda, node);
  e.extra = static_cast<std::uint32_t>(id);
  return add(e);
}

std::vector<Parameter> Lowering::parameters(const Node* node, FrameId annotations, FrameId body) {
  std::vector<Parameter> made;
  if (node == nullptr) return made;
  bool keyword_only = false;
  for (const Node& c : node->children()) {
    if (c.kind == Kind::kPositionalSeparator) {
      for (Parameter& before : made) before.kind = ParamKind::kPositionalOnly;
    } else if (c.kind == Kind::kKeywordSeparator) {
      keyword_only = true;
    } else {
      Parameter one;
      one.begin = c.begin;
      one.end = c.end;
      if (keyword_only) one.kind = ParamKind::kKeywordOnly;
      if (!parameter(c, annotations, body, one)) continue;
      keyword_only = keyword_only || one.kind == ParamKind::kStar;
      made.push_back(one);
    }
  }
  return made;
}

bool Lowering::parameter(const Node& node, FrameId annotations, FrameId body, Parameter& into) {
  const Node* name = &node;
  const Node* type = nullptr;
  if (node.kind == Kind::kTypedParameter || node.kind == Kind::kDefaultParameter ||
      node.kind == Kind::kTypedDefaultParameter) {
    name = node.child(Field::kName);
    if (name == nullptr) name = node.first_child();
    type = node.child(Field::kType);
    into.fallback = optional(node.child(Field::kValue));
  }
  if (name != nullptr && (name->kind == Kind::kListSplatPattern || name->kind == Kind::kDictionarySplatPattern)) {
    into.kind = name->kind == Kind::kListSplatPattern ? ParamKind::kStar : ParamKind::kDoubleStar;
    name = name->child(Kind::kIdentifier);
  }
  if (type != nullptr) {
    const FrameId frame = std::exchange(context_.frame, annotations);
    into.annotation = expr(*type);
    context_.frame = frame;
  }
  if (name != nullptr && name->kind == Kind::kTuplePattern) {
    // Python 2: def f(a, (b, c)). The parts become locals nobody sets.
    issue(*name, "Function parameters cannot be parenthesized");
    const FrameId frame = std::exchange(context_.frame, body);
    expr(*name, Use::kStore);
    context_.frame = frame;
    into.slot = scopes_.declare(body, intern(text(*name)));
    return true;
  }
  if (name == nullptr || name->kind != Kind::kIdentifier || name->begin == name->end) return false;
  into.name = intern(*name);
  into.slot = scopes_.declare(body, into.name);
  return true;
}

}  // namespace tracklint::bind
