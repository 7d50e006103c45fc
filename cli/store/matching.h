// Two ways of saying which rows there should be, compared: by the rows that are there, and by what
// they follow from (the events, the rows that an index is made of).
//
// Nothing of what is said is kept. Each row is hashed under a secret of this run, and the hashes
// are summed up in 65,536 parts by key: added where a row should be, taken away where it is. A part
// that does not come to nothing has a row too many, too few or another one. Then all is said once
// more, and the rows of such parts alone are kept, so that they can be named.
//
// Costs 1 MiB a relation, and for naming the rows of at most 256 parts: with ten million rows
// 40,000 of them, some 10 MB. Two different sets of rows pass for one with probability 2^-128,
// whatever somebody did to the store: the secret is drawn anew each time.

#ifndef MINGCE_CLI_STORE_MATCHING_H_
#define MINGCE_CLI_STORE_MATCHING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "cli/store/digest.h"
#include "cli/store/findings.h"

namespace mingce::cli::store {

// What holds between the rows of a table and what they follow from.
struct Relation {
  const char* table;
  const char* missing;  // reason: should be there and is not
  const char* extra;    // is there and should not be
  const char* wrong;    // is there with another value than it should have
  const char* right_zh;
  const char* right_en;
};

// Not thread-safe.
class Matching {
 public:
  Matching();

  // A row of `relation`, which outlives the matching: `value` under `key`, about `subject` (an id,
  // for the finding). `key` is the row's whole key. In any order; a row said twice has to be there
  // twice.
  void Expect(const Relation& relation, absl::string_view key, absl::string_view value,
              absl::string_view subject = "");
  void Found(const Relation& relation, absl::string_view key, absl::string_view value,
             absl::string_view subject = "");

  // Whether all that was expected was found, and nothing else.
  bool Agrees() const;
  // Everything is to be said once more, for the sake of the names. Once, after Agrees() was false.
  void BeginNaming();
  // What does not agree, by relation and key. After all was said once more.
  void Name(Findings* findings) const;

 private:
  static constexpr std::size_t kParts = 1 << 16;
  struct Sum {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    bool is_zero() const { return low == 0 && high == 0; }
  };
  // What was said of one key: by how many it was expected and found, by hash.
  struct Said {
    std::string subject;
    std::map<std::string, std::int64_t> balance;
  };
  struct Side {
    std::vector<Sum> sums;  // by part
    std::map<std::string, Said> named;
    std::vector<bool> looked_into;  // by part, while naming
  };

  void Say(const Relation& relation, absl::string_view key, absl::string_view value,
           absl::string_view subject, std::int64_t count);

  const std::string secret_;
  Sha256 sha256_;
  std::map<const Relation*, Side, std::less<>> sides_;
  std::vector<const Relation*> order_;  // of first mention, the same in each run
  bool naming_ = false;
  std::uint64_t not_looked_into_ = 0;
};

}  // namespace mingce::cli::store

#endif  // MINGCE_CLI_STORE_MATCHING_H_
