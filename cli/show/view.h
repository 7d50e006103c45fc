// What a command found, ready to be read. A command makes a view and prints nothing; Print prints it.
//
// Data goes to standard output, words about it to standard error. With --json standard output holds
// exactly one document. Nothing written to either holds personal data that is not masked.

#ifndef MINGCE_CLI_SHOW_VIEW_H_
#define MINGCE_CLI_SHOW_VIEW_H_

#include <functional>
#include <string>
#include <vector>

#include "cli/show/json.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

struct View {
  // For programs, and for people; only the one that is asked for is made. Without it nothing is
  // printed.
  std::function<Json(Language)> document;
  std::function<std::string(Language)> text;
  std::vector<Sentence> notes;  // about the data, for people, in both cases
};

// A view whose text is one sentence.
View SentenceView(Json document, Sentence sentence);

void Print(const View& view, Language language, bool json);

// One line on standard error.
void Say(const std::string& line);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_VIEW_H_
