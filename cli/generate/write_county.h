// An invented county as the files a campaign works with.

#ifndef MINGCE_CLI_GENERATE_WRITE_COUNTY_H_
#define MINGCE_CLI_GENERATE_WRITE_COUNTY_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/generate/county.h"
#include "cli/generate/numbers.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"

namespace mingce::cli {

struct WrittenCounty {
  int workbooks = 0;
  std::int64_t members = 0;
  std::int64_t complete = 0;  // with every field filled that should be
  std::int64_t retained = 0;
};

// Writes into the folder `dir`, which is empty:
//
//   orgs.xlsx            every union, parents before children
//   members-….xlsx       one workbook for each unit with members
//   persons.jsonl        up to 200 members who count, as 'mingcectl check' reads them; mode 0600
//   canaries.txt         names, numbers and mobiles of every 50th member or so (those with names of
//                        three characters and more), one a line, to look for leaks with; mode 0600
absl::StatusOr<WrittenCounty> WriteCounty(const std::string& dir, const Setting& setting,
                                          const GeneratedCounty& county, Random* random,
                                          Numbers* numbers);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_WRITE_COUNTY_H_
