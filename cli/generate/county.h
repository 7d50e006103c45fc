// An invented county: the units of a quota plan, the base unions below them, and how many members
// each has. Everything is made up but what its campaign's folder says.

#ifndef MINGCE_CLI_GENERATE_COUNTY_H_
#define MINGCE_CLI_GENERATE_COUNTY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/files/campaign_files.h"
#include "cli/generate/numbers.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"
#include "cli/generate/trades.h"
#include "lib/gb/date.h"

namespace mingce::cli {

struct GeneratedUnion {
  std::map<std::string, std::string> fields;  // cells of the organisation form by key
  std::string reference;                      // "<code> <name>", as other workbooks name it
  gb::Date established_on;
  std::int64_t members = 0;  // of its own, not of unions below it
};

struct GeneratedUnit {
  QuotaRow quota;
  std::string township;             // label of its township; "" for the county's own units
  std::vector<std::size_t> unions;  // those with members, indexes into GeneratedCounty::unions
  std::int64_t members = 0;
};

struct GeneratedCounty {
  std::vector<GeneratedUnion> unions;  // parents before children
  std::vector<GeneratedUnit> units;    // in the order of the quota plan
};

struct CountyPlan {
  std::vector<QuotaRow> quotas;
  std::vector<Trade> trades;
  std::int64_t members = 0;
  std::int64_t base_unions = 0;  // below the federations; at least one each
};

GeneratedCounty MakeCounty(const Setting& setting, const CountyPlan& plan, Random* random,
                           Numbers* numbers);

// `total` divided in proportion to `weights` by the largest remainder (ties: the first); each share
// at least `least`, if the total reaches that far. Weights are positive.
std::vector<std::int64_t> Divide(std::int64_t total, const std::vector<std::int64_t>& weights,
                                 std::int64_t least);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_COUNTY_H_
