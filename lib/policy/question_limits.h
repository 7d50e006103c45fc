// How much one may ask about persons, as a grant of a role says it, and what holds where none does.
// Without messages, so that the rules know it too.

#ifndef MINGCE_LIB_POLICY_QUESTION_LIMITS_H_
#define MINGCE_LIB_POLICY_QUESTION_LIMITS_H_

#include <cstdint>

namespace mingce::policy {

// What each means stands in proto/mingce/policy/v1/question_limits.proto. 0: the default.
struct QuestionLimits {
  std::int32_t misses_at_once = 0;
  std::int32_t misses_a_day = 0;
  std::int32_t persons_a_day = 0;
  std::int32_t persons_a_case = 0;

  friend bool operator==(const QuestionLimits&, const QuestionLimits&) = default;
};

inline constexpr QuestionLimits kDefaultQuestionLimits = {.misses_at_once = 2'000,
                                                          .misses_a_day = 2'880,
                                                          .persons_a_day = 20'000,
                                                          .persons_a_case = 1'000};

// Ten times the default: 145,000 guesses find the number of somebody whose name is known, in five
// days by this.
inline constexpr QuestionLimits kMostQuestionLimits = {.misses_at_once = 20'000,
                                                       .misses_a_day = 28'800,
                                                       .persons_a_day = 200'000,
                                                       .persons_a_case = 10'000};

// With the default where there is a 0.
QuestionLimits WithDefaults(const QuestionLimits& limits);

// The larger of each; 0 is the least.
QuestionLimits LargerOf(const QuestionLimits& a, const QuestionLimits& b);

// Whether one of them is negative, which none can be.
bool HasNegative(const QuestionLimits& limits);

}  // namespace mingce::policy

#endif  // MINGCE_LIB_POLICY_QUESTION_LIMITS_H_
