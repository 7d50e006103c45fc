// Invented members, one row of the member form each.

#ifndef MINGCE_CLI_GENERATE_PERSON_H_
#define MINGCE_CLI_GENERATE_PERSON_H_

#include <map>
#include <string>

#include "cli/generate/county.h"
#include "cli/generate/numbers.h"
#include "cli/generate/random.h"
#include "cli/generate/setting.h"

namespace mingce::cli {

struct GeneratedPerson {
  std::map<std::string, std::string> fields;  // cells of the member form by key
  bool retained = false;                      // 保留会籍: registered, and does not count
};

// A member of `base_union` in `unit`: adult and below the age of retirement on the campaign's days,
// number, sex and birth agreeing. About 8 in 100 lack one or two of the fields that should be
// filled; 4 in 1,000 are retained.
GeneratedPerson MakePerson(const Setting& setting, const GeneratedUnit& unit,
                           const GeneratedUnion& base_union, Random* random, Numbers* numbers);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_PERSON_H_
