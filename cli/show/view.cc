#include "cli/show/view.h"

#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"

namespace mingce::cli {

View SentenceView(Json document, Sentence sentence) {
  return {.document = [document = std::move(document)](Language) { return document; },
          .text = [sentence = std::move(sentence)](
                      Language language) { return absl::StrCat(sentence.In(language), "\n"); },
          .notes = {}};
}

void Print(const View& view, Language language, bool json) {
  if (json && view.document) {
    // Text from outside may be broken UTF-8; the document must not be.
    std::cout << view.document(language).dump(2, ' ', false, Json::error_handler_t::replace) << "\n"
              << std::flush;
  } else if (!json && view.text) {
    std::cout << view.text(language) << std::flush;
  }
  for (const Sentence& note : view.notes) Say(note.In(language));
}

void Say(const std::string& line) { std::cerr << absl::StrCat(line, "\n") << std::flush; }

}  // namespace mingce::cli
