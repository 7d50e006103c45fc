#include "lib/policy/question_limits.h"

#include <gtest/gtest.h>

#include "lib/policy/question_limits_proto.h"

namespace mingce::policy {
namespace {

constexpr QuestionLimits kSome = {
    .misses_at_once = 1, .misses_a_day = 0, .persons_a_day = 3, .persons_a_case = 0};

TEST(QuestionLimitsTest, NoneIsTheDefault) {
  EXPECT_EQ(WithDefaults({}), kDefaultQuestionLimits);
  EXPECT_EQ(WithDefaults(kSome), (QuestionLimits{.misses_at_once = 1,
                                                 .misses_a_day = 2'880,
                                                 .persons_a_day = 3,
                                                 .persons_a_case = 1'000}));
}

TEST(QuestionLimitsTest, TheLargerIsChosenOneByOne) {
  const QuestionLimits other = {
      .misses_at_once = 2, .misses_a_day = 1, .persons_a_day = 1, .persons_a_case = 0};
  const QuestionLimits larger = {
      .misses_at_once = 2, .misses_a_day = 1, .persons_a_day = 3, .persons_a_case = 0};
  EXPECT_EQ(LargerOf(kSome, other), larger);
  EXPECT_EQ(LargerOf(other, kSome), larger);
}

TEST(QuestionLimitsTest, EachMayBeNegativeAndComesBackFromItsMessage) {
  for (std::int32_t QuestionLimits::*limit :
       {&QuestionLimits::misses_at_once, &QuestionLimits::misses_a_day,
        &QuestionLimits::persons_a_day, &QuestionLimits::persons_a_case}) {
    QuestionLimits limits = kDefaultQuestionLimits;
    EXPECT_FALSE(HasNegative(limits));
    limits.*limit = -1;
    EXPECT_TRUE(HasNegative(limits));
    v1::QuestionLimits proto;
    SetQuestionLimits(limits, &proto);
    EXPECT_EQ(QuestionLimitsOf(proto), limits);
  }
}

}  // namespace
}  // namespace mingce::policy
