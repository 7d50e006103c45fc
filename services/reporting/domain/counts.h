// The four counts, always side by side (domain reference 11), and the arithmetic figures are made
// of. Whole numbers only; a sum beyond 64 bits stays at the limit instead of wrapping round.

#ifndef MINGCE_SERVICES_REPORTING_DOMAIN_COUNTS_H_
#define MINGCE_SERVICES_REPORTING_DOMAIN_COUNTS_H_

#include <cstdint>

namespace mingce::reporting {

struct Counts {
  std::int64_t registered = 0;  // accepted into the register
  std::int64_t complete = 0;    // with every field the form asks to be filled
  std::int64_t verified = 0;    // confirmed by an authority
  std::int64_t counted = 0;     // towards the target

  Counts& operator+=(const Counts& other);
  Counts operator-() const;
  friend Counts operator+(Counts a, const Counts& b) { return a += b; }
  friend bool operator==(const Counts&, const Counts&) = default;

  bool IsZero() const { return *this == Counts{}; }
};

// a + b and a - b, held within 64 bits.
std::int64_t AddHeld(std::int64_t a, std::int64_t b);
std::int64_t SubtractHeld(std::int64_t a, std::int64_t b);

// counted / target in 1/100 percent, rounded half up, but 10000 or more only if counted >= target
// (defect X-15: 99.991 % shown as 100.00 %). 0 for a target or a count that is not positive.
std::int64_t AttainmentHundredths(std::int64_t counted, std::int64_t target);

}  // namespace mingce::reporting

#endif  // MINGCE_SERVICES_REPORTING_DOMAIN_COUNTS_H_
