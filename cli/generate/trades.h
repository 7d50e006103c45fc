// What kind of employer stands behind a base union, and what such employers are called: the file
// trades.tsv of a campaign folder, for 'mingcectl generate' alone.
//
//   units          units of the quota plan with such employers below them: parts of their names,
//                  separated by '|'; `township` for the units of townships, `*` for all others.
//                  After '=' they are units that are an employer with members of its own.
//   department     first two characters of the unit's credit code
//   unit_nature, economic_type, industry     labels of these lists
//   at_place       `yes`: the name holds county and township, `no`: a fancy word
//   endings        names end in one of these, separated by '|'

#ifndef MINGCE_CLI_GENERATE_TRADES_H_
#define MINGCE_CLI_GENERATE_TRADES_H_

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "cli/files/campaign_files.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"

namespace mingce::cli {

struct Trade {
  std::vector<std::string> units;
  std::string department;
  std::string nature;
  std::string economic_type;
  std::string industry;
  bool at_place = false;
  std::vector<std::string> endings;
};

// One at least. Errors: INPUT_UNREADABLE, INPUT_DAMAGED naming the line.
absl::StatusOr<std::vector<Trade>> ReadTrades(const std::string& path);

// The trade of the employers below a unit of the quota plan; in a township any that stands there.
const Trade& TradeOf(const QuotaRow& quota, const std::vector<Trade>& trades, Random* random);

// The trade of a unit that has members of its own, of the unit of a federation too.
const Trade& OwnTradeOf(const QuotaRow& quota, const std::vector<Trade>& trades);

// A name that is not in `taken`, and now is. `township` may be empty: any.
std::string EmployerName(const Setting& setting, const Trade& trade, absl::string_view township,
                         Random* random, std::set<std::string>* taken);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_TRADES_H_
