// Question limits between memory and their message: the one place where they are converted.

#ifndef MINGCE_LIB_POLICY_QUESTION_LIMITS_PROTO_H_
#define MINGCE_LIB_POLICY_QUESTION_LIMITS_PROTO_H_

#include "lib/policy/question_limits.h"
#include "mingce/policy/v1/question_limits.pb.h"

namespace mingce::policy {

void SetQuestionLimits(const QuestionLimits& limits, v1::QuestionLimits* proto);

// As they stand there, whatever that is. All 0 for a message that is absent.
QuestionLimits QuestionLimitsOf(const v1::QuestionLimits& proto);

}  // namespace mingce::policy

#endif  // MINGCE_LIB_POLICY_QUESTION_LIMITS_PROTO_H_
