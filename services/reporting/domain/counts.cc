#include "services/reporting/domain/counts.h"

#include <limits>

namespace mingce::reporting {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kWhole = 10'000;  // 100.00 %

}  // namespace

std::int64_t AddHeld(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b > 0 ? kMost : kLeast;
}

std::int64_t SubtractHeld(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(a, b, &difference)) return difference;
  return b < 0 ? kMost : kLeast;
}

Counts& Counts::operator+=(const Counts& other) {
  registered = AddHeld(registered, other.registered);
  complete = AddHeld(complete, other.complete);
  verified = AddHeld(verified, other.verified);
  counted = AddHeld(counted, other.counted);
  return *this;
}

Counts Counts::operator-() const {
  return {.registered = SubtractHeld(0, registered),
          .complete = SubtractHeld(0, complete),
          .verified = SubtractHeld(0, verified),
          .counted = SubtractHeld(0, counted)};
}

std::int64_t AttainmentHundredths(std::int64_t counted, std::int64_t target) {
  if (counted <= 0 || target <= 0) return 0;
  // 128 bits: 20000 times a count does not fit into 64.
  using Wide = unsigned __int128;
  const Wide twice_target = Wide{2} * static_cast<std::uint64_t>(target);
  const Wide rounded = (Wide{2 * kWhole} * static_cast<std::uint64_t>(counted) +
                        static_cast<std::uint64_t>(target)) /
                       twice_target;
  if (counted < target && rounded >= Wide{kWhole}) return kWhole - 1;
  return rounded > static_cast<Wide>(kMost) ? kMost : static_cast<std::int64_t>(rounded);
}

}  // namespace mingce::reporting
