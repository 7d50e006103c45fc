// Random numbers that are the same on every machine for the same seed: the standard library's
// distributions are not.

#ifndef MINGCE_CLI_GENERATE_RANDOM_H_
#define MINGCE_CLI_GENERATE_RANDOM_H_

#include <cstddef>
#include <cstdint>

namespace mingce::cli {

// SplitMix64 (Steele, Lea and Flood 2014). Not for secrets. Thread-compatible.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  // 0 to bound-1; bound >= 1. The bias of the remainder is below 2^-40 for the bounds used here.
  std::uint64_t Below(std::uint64_t bound) { return Next() % bound; }

  // first to last, both included.
  std::int64_t Between(std::int64_t first, std::int64_t last) {
    return first + static_cast<std::int64_t>(Below(static_cast<std::uint64_t>(last - first + 1)));
  }

  bool Chance(int per_thousand) { return Below(1000) < static_cast<std::uint64_t>(per_thousand); }

  template <typename T, std::size_t N>
  const T& Pick(const T (&choices)[N]) {
    return choices[Below(N)];
  }

 private:
  std::uint64_t state_;
};

}  // namespace mingce::cli

#endif  // MINGCE_CLI_GENERATE_RANDOM_H_
