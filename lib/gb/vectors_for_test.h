// The vector files in testdata/, for tests: tab-separated, one header row, columns input, expected,
// normalised, reason. Escapes in the first and third: \t, \\, \u with four and \U with eight hex
// digits.

#ifndef MINGCE_LIB_GB_VECTORS_FOR_TEST_H_
#define MINGCE_LIB_GB_VECTORS_FOR_TEST_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "lib/gb/date.h"
#include "lib/gb/finding.h"

namespace mingce::gb {

// The day on which the vectors were written; two of them depend on it.
inline constexpr Date kVectorDay = {2019, 11, 15};

struct Vector {
  int line;
  std::string input;
  std::string expected;    // valid, warn or invalid
  std::string normalised;  // empty when invalid
  std::string code;        // the first word of the reason
  std::string detail;      // the whole reason
};

// The rows of testdata/<file>; fails the running test, and gives none, when it cannot be read.
std::vector<Vector> ReadVectors(const std::string& file);

// The text of testdata/<file>.
std::string ReadTestdata(const std::string& file);

// "valid", "warn" or "invalid", as the vectors say it. Fails the running test when a value stands
// beside an error, or is missing without one.
std::string VerdictOf(bool has_value, const std::vector<Finding>& findings);

// The reason of the finding that decides: the error, or else the only warning; "OK" without one.
std::string DecidingReason(const std::vector<Finding>& findings);

// MINGCE_SEED, or a fixed seed; printed, so that a failure can be repeated.
std::mt19937_64 SeededGenerator(const std::string& purpose);

// A number from 0 to below `bound`.
int Below(std::mt19937_64* generator, int bound);

}  // namespace mingce::gb

#endif  // MINGCE_LIB_GB_VECTORS_FOR_TEST_H_
