// Tables for a terminal: Chinese characters take two columns, so padding counts columns, not bytes
// or code points.

#ifndef MINGCE_CLI_SHOW_TABLE_H_
#define MINGCE_CLI_SHOW_TABLE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::cli {

enum class Align { kLeft, kRight };

// `text` padded with blanks to `width` columns; longer text is left as it is.
std::string Pad(absl::string_view text, int width, Align align);

struct TableColumn {
  Sentence header;
  Align align = Align::kLeft;
};

// Both take values as they came: what would move a terminal's cursor or turn the direction of
// reading is shown as text::Shown shows it.

// A line for each of `fields`: what it is called, padded to `width` columns, and its value.
std::string FormatFields(Language language, int width,
                         const std::vector<std::pair<Sentence, std::string>>& fields);

// Lines of a table: header, rule, rows. A row of one empty cell becomes a rule.
std::string FormatTable(Language language, const std::vector<TableColumn>& columns,
                        std::vector<std::vector<std::string>> rows);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_SHOW_TABLE_H_
