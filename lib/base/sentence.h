// One whole sentence in both languages. A message is never glued together from pieces: what changes
// is filled into places of the sentence, which may stand elsewhere in the other language.

#ifndef MINGCE_LIB_BASE_SENTENCE_H_
#define MINGCE_LIB_BASE_SENTENCE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/strings/substitute.h"

namespace mingce {

enum class Language { kChinese, kEnglish };

struct Sentence {
  std::string zh;
  std::string en;

  const std::string& In(Language language) const {
    return language == Language::kEnglish ? en : zh;
  }

  friend bool operator==(const Sentence&, const Sentence&) = default;
};

// Both with $0 to $9 replaced by the same values, and $$ by $ (as absl::Substitute).
template <typename... Values>
Sentence Fill(absl::string_view zh, absl::string_view en, const Values&... values) {
  return {absl::Substitute(zh, values...), absl::Substitute(en, values...)};
}

}  // namespace mingce

#endif  // MINGCE_LIB_BASE_SENTENCE_H_
