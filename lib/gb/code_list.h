// Closed lists of codes: what a drop-down of a form offers and what is accepted in its column.
//
// A value matches exactly, after full-width forms are made half width and blanks removed on both
// sides, against code, label or alias. Anything else is for the caller to refuse, naming the
// nearest labels. Lists come from tab-separated files with the columns code, label, aliases
// (separated by '|') and note, then columns of the list's own. Source: domain reference 1 and 6.

#ifndef MINGCE_LIB_GB_CODE_LIST_H_
#define MINGCE_LIB_GB_CODE_LIST_H_

#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace mingce::gb {

struct CodeEntry {
  std::string code;
  std::string label;
  std::vector<std::string> aliases;
  std::map<std::string, std::string> attributes;  // the list's own columns, "" where empty
  bool selectable = true;  // false: known, but not to be chosen (group headings, sex 0 and 9)
};

// Immutable. Copies are independent; pointers to entries live as long as the list they came from.
class CodeList {
 public:
  // Where two entries share a code, label or alias, the first has it.
  CodeList(std::string id, std::vector<CodeEntry> entries);

  // The entry that `text` names, selectable or not; nullptr when none does.
  const CodeEntry* Find(absl::string_view text) const;

  const CodeEntry* ByCode(absl::string_view code) const;

  // The code that `text` stands for: that of the selectable entry it names, or a finer one that the
  // entry covers: where the attribute `divisions` says 13-43, C13 to C43 with up to two digits more
  // (C1311) are codes of C. "" when it stands for none.
  std::string CodeFor(absl::string_view text) const;

  // The labels of the `n` selectable entries whose label or alias is nearest to `text`, nearest
  // first: those that contain it or are contained in it; then those that share most of its code
  // points in their order, measured on the shorter of both; then those with the fewest edits of one
  // code point; ties in the order of the list.
  std::vector<std::string> Nearest(absl::string_view text, std::size_t n) const;

  const std::string& id() const { return id_; }
  const std::vector<CodeEntry>& entries() const { return entries_; }

 private:
  std::string id_;
  std::vector<CodeEntry> entries_;
  std::unordered_map<std::string, std::size_t> by_code_;
  std::unordered_map<std::string, std::size_t> by_name_;  // normalised code, label and aliases
};

// Reads a list in the format above. Entries whose note holds "group heading", and the codes 0 and 9
// of the list "sex", are not selectable; the labels of the list "ethnicity" match without 族 too.
// INVALID_ARGUMENT, with the line, for a wrong header, a wrong number of columns, an empty or
// repeated code, an empty label, or a name that two codes claim.
absl::StatusOr<CodeList> ParseCodeListTsv(absl::string_view id, absl::string_view tsv_text);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_CODE_LIST_H_
