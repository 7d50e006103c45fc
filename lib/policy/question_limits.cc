#include "lib/policy/question_limits.h"

#include <algorithm>

namespace mingce::policy {
namespace {

template <typename Choose>
QuestionLimits Each(const QuestionLimits& a, const QuestionLimits& b, Choose choose) {
  return {.misses_at_once = choose(a.misses_at_once, b.misses_at_once),
          .misses_a_day = choose(a.misses_a_day, b.misses_a_day),
          .persons_a_day = choose(a.persons_a_day, b.persons_a_day),
          .persons_a_case = choose(a.persons_a_case, b.persons_a_case)};
}

}  // namespace

QuestionLimits WithDefaults(const QuestionLimits& limits) {
  return Each(limits, kDefaultQuestionLimits,
              [](std::int32_t own, std::int32_t usual) { return own == 0 ? usual : own; });
}

QuestionLimits LargerOf(const QuestionLimits& a, const QuestionLimits& b) {
  return Each(a, b, [](std::int32_t of_a, std::int32_t of_b) { return std::max(of_a, of_b); });
}

bool HasNegative(const QuestionLimits& limits) {
  return std::min({limits.misses_at_once, limits.misses_a_day, limits.persons_a_day,
                   limits.persons_a_case}) < 0;
}

}  // namespace mingce::policy
