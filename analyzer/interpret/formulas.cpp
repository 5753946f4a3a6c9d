// Model formulas of statsmodels: the terms that a fit has a coefficient, a p-value, an error for.
#include <algorithm>

#include "analyzer/interpret/interpreter.h"

namespace tracklint::interpret {

namespace {

std::string Trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t\n");
  if (from == std::string_view::npos) return {};
  return std::string(text.substr(from, text.find_last_not_of(" \t\n") - from + 1));
}

/// The names of `y ~ a + b:c + C(d)` as patterns, the intercept first; a category stands for its levels.
std::vector<std::string> TermsOf(std::string_view formula) {
  const std::size_t tilde = formula.find('~');
  if (tilde == std::string_view::npos) return {};
  std::vector<std::string> out{"Intercept"};
  const std::string_view right = formula.substr(tilde + 1);
  int depth = 0;
  std::size_t begin = 0;
  char sign = '+';
  const auto add = [&](std::string_view raw) {
    const std::string term = Trimmed(raw);
    if (term.empty()) return;
    if (term == "0" || (term == "1" && sign == '-')) {
      std::erase(out, std::string("Intercept"));
      return;
    }
    if (term == "1" || sign == '-') return;
    if (const std::size_t star = term.find('*'); star != std::string::npos && term.find('(') == std::string::npos) {
      const std::string a = Trimmed(std::string_view(term).substr(0, star));
      const std::string b = Trimmed(std::string_view(term).substr(star + 1));
      for (const std::string& one : {a, b, a + ":" + b}) out.push_back(EscapePattern(one));
      return;
    }
    out.push_back(EscapePattern(term) + (term.starts_with("C(") ? "[*" : ""));
  };
  for (std::size_t i = 0; i <= right.size(); ++i) {
    const char c = i < right.size() ? right[i] : '+';
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth > 0 || (c != '+' && c != '-')) continue;
    add(right.substr(begin, i - begin));
    sign = c;
    begin = i + 1;
  }
  return out;
}

}  // namespace

/// params, pvalues, bse … of the result of a model that was given by a formula; null for others.
Value Interpreter::formula_attr(Value result, std::string_view name) {
  static constexpr std::string_view kByTerm[] = {"params", "pvalues", "bse", "tvalues"};
  if (std::find(std::begin(kByTerm), std::end(kByTerm), name) == std::end(kByTerm)) return nullptr;
  Value formula = get_library_attr(result, "__formula__");
  if (formula == nullptr || formula->kind != Kind::kStr) return nullptr;
  const Provenance prov = with_trainings(nullptr, result);
  Value labels = make_dict();
  for (const std::string& term : TermsOf(formula->s))
    dict_set(labels->obj, arena_.text(term), arena_.unknown(prov, ValueType::kNumber), {});
  return make_series(labels, prov);
}

/// Keeps the formula that the model was made with.
void Interpreter::note_formula(Value model, Value result) {
  if (!IsObject(model)) return;
  const Object o = obj(model);
  Value formula = o.items.empty() ? nullptr : o.items[0];
  for (const DictItem& item : o.entries) {
    if (item.key->kind == Kind::kStr && item.key->s == "formula") formula = item.value;
  }
  if (formula != nullptr && formula->kind == Kind::kStr && formula->s.find('~') != std::string::npos)
    set_hidden_attr(result, "__formula__", formula);
}

}  // namespace tracklint::interpret
