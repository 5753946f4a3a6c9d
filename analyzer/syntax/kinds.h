// Node kinds and fields of the Python grammar as our own small enums, so that lowering can `switch`
// on them and a new version of the grammar only changes a table made at start-up.
//
// A grammar symbol without a Kind here (punctuation, most keywords) never reaches a SyntaxTree.
#pragma once

#include <cstdint>

namespace tracklint::syntax {

// X(enumerator, name in the grammar)
#define TRACKLINT_NAMED_KINDS(X) \
  X(kModule, "module") \
  X(kBlock, "block") \
  X(kImportStatement, "import_statement") \
  X(kImportFromStatement, "import_from_statement") \
  X(kFutureImportStatement, "future_import_statement") \
  X(kImportPrefix, "import_prefix") \
  X(kRelativeImport, "relative_import") \
  X(kAliasedImport, "aliased_import") \
  X(kWildcardImport, "wildcard_import") \
  X(kDottedName, "dotted_name") \
  X(kPrintStatement, "print_statement") \
  X(kExecStatement, "exec_statement") \
  X(kChevron, "chevron") \
  X(kAssertStatement, "assert_statement") \
  X(kExpressionStatement, "expression_statement") \
  X(kReturnStatement, "return_statement") \
  X(kDeleteStatement, "delete_statement") \
  X(kRaiseStatement, "raise_statement") \
  X(kPassStatement, "pass_statement") \
  X(kBreakStatement, "break_statement") \
  X(kContinueStatement, "continue_statement") \
  X(kGlobalStatement, "global_statement") \
  X(kNonlocalStatement, "nonlocal_statement") \
  X(kTypeAliasStatement, "type_alias_statement") \
  X(kIfStatement, "if_statement") \
  X(kElifClause, "elif_clause") \
  X(kElseClause, "else_clause") \
  X(kForStatement, "for_statement") \
  X(kWhileStatement, "while_statement") \
  X(kTryStatement, "try_statement") \
  X(kExceptClause, "except_clause") \
  X(kFinallyClause, "finally_clause") \
  X(kWithStatement, "with_statement") \
  X(kWithClause, "with_clause") \
  X(kWithItem, "with_item") \
  X(kFunctionDefinition, "function_definition") \
  X(kClassDefinition, "class_definition") \
  X(kDecoratedDefinition, "decorated_definition") \
  X(kDecorator, "decorator") \
  X(kMatchStatement, "match_statement") \
  X(kCaseClause, "case_clause") \
  X(kCasePattern, "case_pattern") \
  X(kUnionPattern, "union_pattern") \
  X(kDictPattern, "dict_pattern") \
  X(kKeywordPattern, "keyword_pattern") \
  X(kSplatPattern, "splat_pattern") \
  X(kClassPattern, "class_pattern") \
  X(kComplexPattern, "complex_pattern") \
  X(kParameters, "parameters") \
  X(kLambdaParameters, "lambda_parameters") \
  X(kDefaultParameter, "default_parameter") \
  X(kTypedParameter, "typed_parameter") \
  X(kTypedDefaultParameter, "typed_default_parameter") \
  X(kPositionalSeparator, "positional_separator") \
  X(kKeywordSeparator, "keyword_separator") \
  X(kListSplat, "list_splat") \
  X(kDictionarySplat, "dictionary_splat") \
  X(kListSplatPattern, "list_splat_pattern") \
  X(kDictionarySplatPattern, "dictionary_splat_pattern") \
  X(kParenthesizedListSplat, "parenthesized_list_splat") \
  X(kArgumentList, "argument_list") \
  X(kKeywordArgument, "keyword_argument") \
  X(kExpressionList, "expression_list") \
  X(kPatternList, "pattern_list") \
  X(kTuplePattern, "tuple_pattern") \
  X(kListPattern, "list_pattern") \
  X(kAsPattern, "as_pattern") \
  X(kAsPatternTarget, "as_pattern_target") \
  X(kAssignment, "assignment") \
  X(kAugmentedAssignment, "augmented_assignment") \
  X(kNamedExpression, "named_expression") \
  X(kNotOperator, "not_operator") \
  X(kBooleanOperator, "boolean_operator") \
  X(kBinaryOperator, "binary_operator") \
  X(kUnaryOperator, "unary_operator") \
  X(kComparisonOperator, "comparison_operator") \
  X(kLambda, "lambda") \
  X(kYield, "yield") \
  X(kAwait, "await") \
  X(kAttribute, "attribute") \
  X(kSubscript, "subscript") \
  X(kSlice, "slice") \
  X(kCall, "call") \
  X(kType, "type") \
  X(kSplatType, "splat_type") \
  X(kGenericType, "generic_type") \
  X(kUnionType, "union_type") \
  X(kConstrainedType, "constrained_type") \
  X(kMemberType, "member_type") \
  X(kTypeParameter, "type_parameter") \
  X(kList, "list") \
  X(kSet, "set") \
  X(kTuple, "tuple") \
  X(kDictionary, "dictionary") \
  X(kPair, "pair") \
  X(kListComprehension, "list_comprehension") \
  X(kSetComprehension, "set_comprehension") \
  X(kDictionaryComprehension, "dictionary_comprehension") \
  X(kGeneratorExpression, "generator_expression") \
  X(kForInClause, "for_in_clause") \
  X(kIfClause, "if_clause") \
  X(kParenthesizedExpression, "parenthesized_expression") \
  X(kConditionalExpression, "conditional_expression") \
  X(kConcatenatedString, "concatenated_string") \
  X(kString, "string") \
  X(kStringStart, "string_start") \
  X(kStringContent, "string_content") \
  X(kStringEnd, "string_end") \
  X(kInterpolation, "interpolation") \
  X(kFormatSpecifier, "format_specifier") \
  X(kFormatExpression, "format_expression") \
  X(kTypeConversion, "type_conversion") \
  X(kInteger, "integer") \
  X(kFloat, "float") \
  X(kIdentifier, "identifier") \
  X(kTrue, "true") \
  X(kFalse, "false") \
  X(kNone, "none") \
  X(kEllipsis, "ellipsis") \
  X(kComment, "comment")

// Tokens that lowering looks at; the others are dropped.
// clang-format off
#define TRACKLINT_TOKEN_KINDS(X) \
  X(kComma, ",") X(kColon, ":") X(kEqual, "=") X(kFrom, "from") X(kAsync, "async") X(kUnderscore, "_") \
  X(kPlus, "+") X(kMinus, "-") X(kStar, "*") X(kSlash, "/") X(kDoubleSlash, "//") X(kPercent, "%") \
  X(kDoubleStar, "**") X(kAt, "@") X(kAmpersand, "&") X(kPipe, "|") X(kCaret, "^") X(kLeftShift, "<<") \
  X(kRightShift, ">>") X(kTilde, "~") X(kAnd, "and") X(kOr, "or") X(kLess, "<") X(kLessEqual, "<=") \
  X(kEqualEqual, "==") X(kNotEqual, "!=") X(kGreaterEqual, ">=") X(kGreater, ">") X(kLessGreater, "<>") \
  X(kIn, "in") X(kNotIn, "not in") X(kIs, "is") X(kIsNot, "is not") X(kPlusEqual, "+=") X(kMinusEqual, "-=") \
  X(kStarEqual, "*=") X(kSlashEqual, "/=") X(kAtEqual, "@=") X(kDoubleSlashEqual, "//=") X(kPercentEqual, "%=") \
  X(kDoubleStarEqual, "**=") X(kRightShiftEqual, ">>=") X(kLeftShiftEqual, "<<=") X(kAmpersandEqual, "&=") \
  X(kCaretEqual, "^=") X(kPipeEqual, "|=")
// clang-format on

enum class Kind : std::uint8_t {
  kOther,  // a symbol without a name here
  kError,
#define X(enumerator, text) enumerator,
  TRACKLINT_NAMED_KINDS(X) TRACKLINT_TOKEN_KINDS(X)
#undef X
};

// clang-format off
#define TRACKLINT_FIELDS(X) \
  X(kAlias, "alias") X(kAlternative, "alternative") X(kArgument, "argument") X(kArguments, "arguments") \
  X(kAttribute, "attribute") X(kBody, "body") X(kCause, "cause") X(kCode, "code") X(kCondition, "condition") \
  X(kConsequence, "consequence") X(kDefinition, "definition") X(kExpression, "expression") \
  X(kFormatSpecifier, "format_specifier") X(kFunction, "function") X(kGuard, "guard") X(kKey, "key") \
  X(kLeft, "left") X(kModuleName, "module_name") X(kName, "name") X(kObject, "object") X(kOperator, "operator") \
  X(kOperators, "operators") X(kParameters, "parameters") X(kReturnType, "return_type") X(kRight, "right") \
  X(kSubject, "subject") X(kSubscript, "subscript") X(kSuperclasses, "superclasses") X(kType, "type") \
  X(kTypeConversion, "type_conversion") X(kTypeParameters, "type_parameters") X(kValue, "value")
// clang-format on

enum class Field : std::uint8_t {
  kNoField,
#define X(enumerator, text) enumerator,
  TRACKLINT_FIELDS(X)
#undef X
};

}  // namespace tracklint::syntax
