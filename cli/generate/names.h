// Invented names of persons.

#ifndef MINGCE_CLI_GENERATE_NAMES_H_
#define MINGCE_CLI_GENERATE_NAMES_H_

#include <string>

#include "cli/generate/random.h"
#include "lib/gb/citizen_number.h"

namespace mingce::cli {

struct PersonNameAndPeople {
  std::string name;
  std::string ethnicity;  // label of the list ethnicity
};

// A usual Han name of two or three characters; about 5 in 1,000 have a character outside the basic
// plane or the GB 2312 set (䶮 𠮷 𬭎 𰻝), which has to survive storage and transport.
std::string HanName(Random* random, gb::Sex sex);

// A name with its people. `dotted_per_thousand` of them are 维吾尔 names with the dot U+00B7;
// `hui_per_thousand` are 回族, and some others belong to peoples of the region.
PersonNameAndPeople NameWithPeople(Random* random, gb::Sex sex, int dotted_per_thousand,
                                   int hui_per_thousand);

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_NAMES_H_
