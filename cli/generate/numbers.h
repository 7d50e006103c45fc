// Numbers that are sound and belong to nobody: each is handed out once.
//
// Citizen numbers have an address 439900 to 439999, which has never been assigned; credit codes the
// division 439999; mobiles begin with 1746, 1747 or 1748, which no operator uses.

#ifndef MINGCE_CLI_GENERATE_NUMBERS_H_
#define MINGCE_CLI_GENERATE_NUMBERS_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "cli/generate/random.h"
#include "lib/gb/citizen_number.h"
#include "lib/gb/date.h"

namespace mingce::cli {

class Numbers {
 public:
  explicit Numbers(Random* random) : random_(*random) {}

  std::string Citizen(const gb::Date& birth, gb::Sex sex);

  // `department` is the two first characters: "81", "11", "91".
  std::string CreditCode(absl::string_view department);

  std::string Mobile();

 private:
  Random& random_;
  absl::flat_hash_set<std::string> used_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_NUMBERS_H_
