// Credentials in what the runs of a store hold: compared, never shown.
#include <string>
#include <vector>

#include "analyzer/knowledge/secret_text.h"
#include "reproduce/compare.h"

namespace tracklint::reproduce {

void HideSecrets(StoreComparison& comparison) {
  const auto hide = [](std::string& text) { text = knowledge::WithoutSecrets(text); };
  const auto hide_in_sentence = [](std::string& text) {
    text = knowledge::WithoutSecrets(text, knowledge::TextKind::kSentence);
  };
  for (RunComparison& pair : comparison.pairs) {
    hide(pair.name_a);
    hide(pair.name_b);
    for (std::string& note : pair.notes) hide_in_sentence(note);
    for (Compared& item : pair.items) {
      hide(item.name);
      hide(item.a);
      hide(item.b);
      hide_in_sentence(item.note);
    }
  }
  for (std::vector<std::string>* texts : {&comparison.only_a, &comparison.only_b, &comparison.problems}) {
    for (std::string& text : *texts) hide_in_sentence(text);
  }
}

}  // namespace tracklint::reproduce
