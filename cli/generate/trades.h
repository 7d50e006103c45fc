// What kind of employer stands behind a base union, and what such employers are called.

#ifndef MINGCE_CLI_GENERATE_TRADES_H_
#define MINGCE_CLI_GENERATE_TRADES_H_

#include <set>
#include <string>

#include "absl/strings/string_view.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"

namespace mingce::cli {

// Labels are those of the lists unit_nature, economic_type and industry.
struct Trade {
  const char* department;  // first two characters of the unit's credit code
  const char* nature;
  const char* economic_type;
  const char* industry;
  bool at_a_place;      // the name holds county and township, not a fancy word
  const char* endings;  // names end in one of these; separated by '|'
};

// The trade of the employers below a unit of the quota plan.
const Trade& TradeOf(const QuotaRow& quota, Random* random);

// The employer of a unit that has members of its own.
const Trade& OwnTradeOf(const QuotaRow& quota);

// A name that is not in `taken`, and now is. `township` may be empty: any.
std::string EmployerName(const Setting& setting, const Trade& trade, absl::string_view township,
                         Random* random, std::set<std::string>* taken);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_TRADES_H_
