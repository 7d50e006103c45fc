// The seed of a test that draws what it tries.

#ifndef MINGCE_LIB_TESTING_SEED_H_
#define MINGCE_LIB_TESTING_SEED_H_

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "absl/strings/numbers.h"

namespace mingce {

// MINGCE_TEST_SEED, or a new one; printed, so that a failure can be repeated.
inline std::uint64_t TestSeed() {
  std::uint64_t seed = 0;
  const char* given = std::getenv("MINGCE_TEST_SEED");
  if (given == nullptr || !absl::SimpleAtoi(given, &seed)) seed = std::random_device()();
  std::printf("MINGCE_TEST_SEED=%llu\n", static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  return seed;
}

}  // namespace mingce

#endif  // MINGCE_LIB_TESTING_SEED_H_
