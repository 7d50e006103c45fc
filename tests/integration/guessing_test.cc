// Who guesses is stopped early, who knows whom he asks about never: on the real processes, through
// a restart.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

constexpr int kFirst = 40'000;
constexpr int kKnown = 450;

class GuessingTest : public RegisterTest {
 protected:
  static std::unique_ptr<Members> As(const std::string& identity) {
    suite_->Issue(identity);
    suite_->Grant(identity, policy::v1::BENEFIT_SYSTEM);
    suite_->WaitUntilCaughtUp();
    return members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
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

}  // namespace
}  // namespace mingce::tests
