// Who guesses is stopped early, who knows whom he asks about never: on the real processes, through
// a restart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/base/ids.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

constexpr int kFirst = 40'000;
constexpr int kKnown = 450;
constexpr int kNobody = 300'000;

class GuessingTest : public RegisterTest {
 protected:
  static std::unique_ptr<Members> As(const std::string& identity, int misses_at_once = 0) {
    suite_->Issue(identity);
    Limit(identity, misses_at_once);
    suite_->WaitUntilCaughtUp();
    return members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
  }

  // A grant that lets it miss so many at once; 0: as many as by default.
  static registry::v1::RoleGrant Limit(const std::string& identity, int misses_at_once) {
    policy::v1::QuestionLimits limits;
    limits.set_misses_at_once(misses_at_once);
    return suite_->Grant(identity, policy::v1::BENEFIT_SYSTEM, "", limits);
  }

  static void Revoke(const registry::v1::RoleGrant& grant) {
    registry::v1::RevokeRoleRequest request;
    request.set_name(grant.name());
    request.set_document_number("桃工发〔2019〕31号");
    request.set_request_id(NewUuid());
    registry::v1::RoleGrant revoked;
    ASSERT_THAT(
        Ask(suite_->roles(), &registry::v1::RoleService::Stub::RevokeRole, request, &revoked),
        IsOk());
  }

  // About the persons `first`, `first` + 1, …, for a case of its own.
  static members::v1::BatchCheckEligibilityRequest Batch(int first, int count, int number) {
    const members::v1::CheckEligibilityRequest sound = Question(first);
    members::v1::BatchCheckEligibilityRequest request;
    request.set_benefit(sound.benefit());
    request.set_purpose(sound.purpose());
    request.set_case_number(absl::StrCat("2019-", number));
    for (int n = 0; n < count; ++n) *request.add_persons() = Question(first + n).person();
    return request;
  }

  static std::string ReasonFor(Members& stub,
                               const members::v1::BatchCheckEligibilityRequest& request) {
    members::v1::BatchCheckEligibilityResponse response;
    return ReasonOf(Ask(stub, &Members::BatchCheckEligibility, request, &response));
  }

  // Batches of so many persons whom nobody is registered as, until refused; how many were answered.
  static int MissOn(Members& stub, int persons) {
    int answered = 0;
    for (; answered < 20; ++answered) {
      const std::string reason = ReasonFor(stub, Batch(kNobody, persons, answered));
      if (reason == "QUESTIONS_OVER_BUDGET") break;
      EXPECT_EQ(reason, "");
    }
    return answered;
  }
};

TEST_F(GuessingTest, AHundredThousandGuessesAreStoppedEarlyAndHonestWorkIsNot) {
  std::vector<std::map<std::string, std::string>> rows;
  for (int n = 0; n < kKnown; ++n) rows.push_back(MemberRow(kFirst + n, UnionCode(1)));
  Import(MemberImport(rows));

  const auto guesser = As("partner/guesser");
  int answered = 0;
  for (int batch = 0; batch < 145; ++batch) {
    const auto guesses = Batch(kFirst + kKnown + 1'000 * batch, 1'000, batch);
    const std::string reason = ReasonFor(*guesser, guesses);
    ASSERT_THAT(reason, testing::AnyOf("", "QUESTIONS_OVER_BUDGET"));
    if (reason.empty()) ++answered;
  }
  EXPECT_EQ(answered, 2);
  EXPECT_EQ(ReasonFor(*guesser, Batch(kFirst, 1, 1)), "QUESTIONS_OVER_BUDGET");
  suite_->Kill(Service::kMembers);
  suite_->Start(Service::kMembers);
  EXPECT_EQ(ReasonFor(*guesser, Batch(kFirst, 1, 1)), "QUESTIONS_OVER_BUDGET");

  // 10,000 checks, of which a tenth is wrong.
  const auto honest = As("partner/honest");
  for (int batch = 0; batch < 20; ++batch) {
    auto request = Batch(kFirst, kKnown, batch);
    for (int n = 0; n < 50; ++n) {
      *request.add_persons() = Question(kFirst + kKnown + 50 * batch + n).person();
    }
    ASSERT_EQ(ReasonFor(*honest, request), "") << batch;
  }
}

TEST_F(GuessingTest, APartnersOwnLimitsHoldAndAChangeActsOnTheNextCall) {
  const auto usual = As("partner/usual");
  EXPECT_EQ(MissOn(*usual, 900), 3);
  const auto large = As("partner/large", 2'800);
  EXPECT_EQ(MissOn(*large, 900), 4) << "later than by default";
  const auto small = As("partner/small", 100);
  EXPECT_EQ(ReasonFor(*small, Batch(kNobody, 101, 1)), "QUESTIONS_OVER_BUDGET")
      << "too many a call";
  EXPECT_EQ(MissOn(*small, 60), 2) << "earlier";

  const registry::v1::RoleGrant more = Limit("partner/small", 500);
  EXPECT_EQ(MissOn(*small, 60), 7) << "120 are missed already";
  suite_->Kill(Service::kMembers);
  suite_->Start(Service::kMembers);
  EXPECT_EQ(MissOn(*small, 60), 0);
  EXPECT_EQ(MissOn(*large, 900), 0);
  Limit("partner/small", 2'000);
  EXPECT_EQ(ReasonFor(*small, Batch(kNobody, 60, 1)), "");
  Revoke(Limit("partner/small", 2'000));
  EXPECT_EQ(ReasonFor(*small, Batch(kNobody, 60, 1)), "QUESTIONS_OVER_BUDGET");
  Revoke(more);
  EXPECT_EQ(ReasonFor(*small, Batch(kNobody, 60, 1)), "QUESTIONS_OVER_BUDGET");
}

}  // namespace
}  // namespace mingce::tests
