// What a command found, ready to be read. A command makes a view and prints nothing; Print prints
// it.
//
// Data goes to standard output, words about it to standard error. With --json standard output holds
// exactly one document. Nothing written to either holds personal data that is not masked, or a
// control character but a line feed: what came over the wire does not move a terminal's cursor.

#ifndef MINGCE_CLI_SHOW_VIEW_H_
#define MINGCE_CLI_SHOW_VIEW_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/show/json.h"
#include "cli/show/table.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

struct View {
  // For programs, and for people; only the one that is asked for is made. Without it nothing is
  // printed.
  std::function<Json(Language)> document;
  std::function<std::string(Language)> text;
  // Instead of `text`: what a file of it would hold, byte for byte, with cells that are plain.
  std::function<std::string(Language)> file;
  std::vector<Sentence> notes;  // about the data, for people, in both cases
};

// A view whose text is one sentence.
View SentenceView(Json document, Sentence sentence);

// A message of a service as it is for programs, and `text` of it for people.
template <typename Message>
View MessageView(Message message, std::string (*text)(const Message&, Language)) {
  const auto one = std::make_shared<const Message>(std::move(message));
  return {.document = [one](Language) { return MessageToJson(*one); },
          .text = [one, text](Language language) { return text(*one, language); },
          .file = nullptr,
          .notes = {}};
}

// Many of them: an array under `key` for programs, for people a table with `row` of each. A note
// says how many; $0 of `count_zh` is the number.
template <typename Message>
View ListView(const char* key, std::vector<Message> messages, std::vector<TableColumn> columns,
              std::vector<std::string> (*row)(const Message&, Language),
              absl::string_view count_zh = "共 $0 个") {
  const auto all = std::make_shared<const std::vector<Message>>(std::move(messages));
  View view;
  view.document = [all, key](Language) {
    Json list = Json::array();
    for (const Message& one : *all) list.push_back(MessageToJson(one));
    return Json{{key, std::move(list)}};
  };
  view.text = [all, columns = std::move(columns), row](Language language) {
    std::vector<std::vector<std::string>> rows;
    for (const Message& one : *all) rows.push_back(row(one, language));
    return FormatTable(language, columns, rows);
  };
  view.notes.push_back(Fill(count_zh, "in all $0", all->size()));
  return view;
}

void Print(const View& view, Language language, bool json);

// One line on standard error.
void Say(const std::string& line);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_VIEW_H_
