#include "cli/show/view.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/text/shown.h"

namespace mingce::cli {

View SentenceView(Json document, Sentence sentence) {
  return {.document = [document = std::move(document)](Language) { return document; },
          .text = [sentence = std::move(sentence)](
                      Language language) { return absl::StrCat(sentence.In(language), "\n"); },
          .file = nullptr,
          .notes = {}};
}

void Print(const View& view, Language language, bool json) {
  if (json && view.document) {
    std::cout << DocumentText(view.document(language)) << std::flush;
  } else if (!json && view.file) {
    std::cout << view.file(language) << std::flush;
  } else if (!json && view.text) {
    std::cout << text::ShownLines(view.text(language)) << std::flush;
  }
  for (const Sentence& note : view.notes) Say(note.In(language));
}

void Say(const std::string& line) {
  std::cerr << absl::StrCat(text::ShownLines(line), "\n") << std::flush;
}

}  // namespace mingce::cli
