#include "lib/policy/question_limits_proto.h"

namespace mingce::policy {

void SetQuestionLimits(const QuestionLimits& limits, v1::QuestionLimits* proto) {
  proto->set_misses_at_once(limits.misses_at_once);
  proto->set_misses_a_day(limits.misses_a_day);
  proto->set_persons_a_day(limits.persons_a_day);
  proto->set_persons_a_case(limits.persons_a_case);
}

QuestionLimits QuestionLimitsOf(const v1::QuestionLimits& proto) {
  return {.misses_at_once = proto.misses_at_once(),
          .misses_a_day = proto.misses_a_day(),
          .persons_a_day = proto.persons_a_day(),
          .persons_a_case = proto.persons_a_case()};
}

}  // namespace mingce::policy
