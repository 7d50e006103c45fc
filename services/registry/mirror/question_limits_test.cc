// How much an identity may ask about persons, as the grants say that a follower has heard of.

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "services/registry/mirror/events_for_test.h"
#include "services/registry/mirror/mirror.h"

namespace mingce::registry::mirror {
namespace {

constexpr char kPartner[] = "spiffe://t/partner/a";
const absl::CivilDay kFirstDay(2019, 11, 1);

std::uint64_t PermissionsOf(int role) { return std::uint64_t{1} << role; }
constexpr std::uint64_t kAsking = std::uint64_t{1} << policy::v1::BENEFIT_SYSTEM;

RoleGrant Grant(const char* id, const policy::QuestionLimits& limits) {
  return {.id = id,
          .identity = kPartner,
          .role = policy::v1::BENEFIT_SYSTEM,
          .organization = {},
          .from = kFirstDay,
          .until = std::nullopt,
          .question_limits = limits};
}

class QuestionLimitsTest : public testing::Test {
 protected:
  void Hear(const RoleGrant& grant) {
    const feed::v1::Event event = EventOf(grant, StartOfDay(kFirstDay), ++sequence_);
    const feed::v1::Event* portion[] = {&event};
    absl::StatusOr<Change> change = mirror_.Prepare({.events = portion});
    ASSERT_THAT(change, IsOk());
    mirror_.Publish(*std::move(change));
  }
  policy::QuestionLimits LimitsOn(int day) const {
    return mirror_.Now()->QuestionLimitsOf(kPartner, kFirstDay + day, kAsking);
  }

  std::uint64_t sequence_ = 0;
  Mirror mirror_{{.permissions_of = PermissionsOf}};
};

TEST_F(QuestionLimitsTest, AreTheDefaultOnDaysWithoutAGrantThatHasItsOwn) {
  EXPECT_EQ(LimitsOn(0), policy::kDefaultQuestionLimits);
  Hear(Grant("g", {.misses_at_once = 5, .persons_a_day = 30'000}));
  EXPECT_EQ(LimitsOn(-1), policy::kDefaultQuestionLimits);
  EXPECT_EQ(LimitsOn(0), (policy::QuestionLimits{.misses_at_once = 5,
                                                 .misses_a_day = 2'880,
                                                 .persons_a_day = 30'000,
                                                 .persons_a_case = 1'000}));
  EXPECT_EQ(mirror_.Now()->QuestionLimitsOf("spiffe://t/partner/b", kFirstDay, kAsking),
            policy::kDefaultQuestionLimits);
}

TEST_F(QuestionLimitsTest, TheLargestOfEachHolds) {
  RoleGrant first = Grant("first", {.misses_at_once = 5, .misses_a_day = 9, .persons_a_day = 60});
  first.until = kFirstDay + 1;
  Hear(first);
  RoleGrant second = Grant("second", {.misses_at_once = 7, .misses_a_day = 8, .persons_a_day = 40});
  Hear(second);
  EXPECT_EQ(
      LimitsOn(1),
      (policy::QuestionLimits{
          .misses_at_once = 7, .misses_a_day = 9, .persons_a_day = 60, .persons_a_case = 1'000}));
  EXPECT_EQ(LimitsOn(2).persons_a_day, 40) << "the first has ended";
  second.revoked = true;
  Hear(second);
  EXPECT_EQ(LimitsOn(1).misses_at_once, 5);
  EXPECT_EQ(LimitsOn(2), policy::kDefaultQuestionLimits);
}

TEST_F(QuestionLimitsTest, AGrantWithoutThemHasTheDefaultWhereItLetsOneAsk) {
  Hear(Grant("small", {.misses_at_once = 5}));
  RoleGrant reader = Grant("reader", {});
  reader.role = policy::v1::REPORT_READER;
  Hear(reader);
  EXPECT_EQ(LimitsOn(0).misses_at_once, 5);
  Hear(Grant("usual", {}));
  EXPECT_EQ(LimitsOn(0).misses_at_once, 2'000);
}

TEST_F(QuestionLimitsTest, NegativeOnesCannotBe) {
  const RoleGrant negative = Grant("g", {.persons_a_day = -1});
  EXPECT_EQ(ReasonOf(ReadEvent(EventOf(negative, StartOfDay(kFirstDay), 1)).status()),
            "EVENT_UNREADABLE");
}

}  // namespace
}  // namespace mingce::registry::mirror
