// What is wrong with a store, row by row.

#ifndef MINGCE_CLI_STORE_FINDINGS_H_
#define MINGCE_CLI_STORE_FINDINGS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/base/sentence.h"

namespace mingce::cli::store {

// Says where to look and nothing of what a row holds: no key holds a name or a number of a person.
struct Finding {
  std::string reason;        // stable; docs/api.md explains each
  std::string table;         // as services/*/storage/keys.h call it; "" for the store as a whole
  std::string key;           // the row's, as bytes; empty for a table or the store as a whole
  std::string subject = {};  // an id, or a sequence, where the row is about one thing
  Sentence right;            // what would be right
};

// Keeps the first ones and counts the others, so that a ruined store costs no more than a sound
// one. Not thread-safe.
class Findings {
 public:
  explicit Findings(std::size_t most) : most_(most) {}

  void Add(Finding finding);
  // There are others, at least so many, that nobody has looked for one by one.
  void AddUncounted(std::uint64_t at_least);

  bool none() const { return count_ == 0; }
  const std::vector<Finding>& first() const { return first_; }
  std::uint64_t count() const { return count_; }
  bool is_exact() const { return is_exact_; }  // else there are more than `count`

 private:
  const std::size_t most_;
  std::vector<Finding> first_;
  std::uint64_t count_ = 0;
  bool is_exact_ = true;
};

// Of any row.
Finding UnknownTable(absl::string_view key);
Finding UnknownRow(std::string table, absl::string_view key);
Finding UnreadableRow(std::string table, absl::string_view key);
// Its value says that it belongs under another key.
Finding MisplacedRow(std::string table, absl::string_view key);

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_FINDINGS_H_
