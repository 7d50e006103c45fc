// Nobody learns by a clock whether a number is registered: asked about under a wrong name, one that
// is takes the time of one that is not. Measured on the real binaries, at the caller's end.
//
// A classifier that calls a time long or short is given the best threshold there is for the very
// times it is tried on. That it would see a difference is shown by a planted one: twice as many
// persons in a call, whose work is about what a registered number used to cost more.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <random>

#include "absl/strings/str_cat.h"
#include "lib/testing/seed.h"
#include "lib/testing/status_matchers.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr int kPool = 400;  // persons that are registered, and as many that are not
constexpr int kFirst = 20'000;
constexpr int kPersons = 50;   // in a call, so that what one takes is seen as often
constexpr int kCalls = 6;      // in a try: the fastest tells most, for a machine only ever delays
constexpr int kTries = 2'000;  // of each kind
// An identity may be wrong only so often, so the attacker needs many.
constexpr int kTriesOfAnIdentity = 1'500 / (kPersons * kCalls);

// How often the best threshold is right about which of two samples a time is of; 0.5 is chance.
double BestAccuracy(std::vector<double> some, std::vector<double> others) {
  std::sort(some.begin(), some.end());
  std::sort(others.begin(), others.end());
  std::printf("medians: %.0f and %.0f microseconds\n", some[some.size() / 2],
              others[others.size() / 2]);
  double most_apart = 0;
  for (const double threshold : some) {
    const auto share_below = [threshold](const std::vector<double>& times) {
      const auto end = std::upper_bound(times.begin(), times.end(), threshold);
      return static_cast<double>(end - times.begin()) / static_cast<double>(times.size());
    };
    most_apart = std::max(most_apart, std::abs(share_below(some) - share_below(others)));
  }
  return 0.5 + most_apart / 2;
}

class GuessingTimeTest : public RegisterTest {
 protected:
  static void SetUpTestSuite() {
    // The unrest of a disk would hide what is measured here.
    if (std::filesystem::is_directory("/dev/shm")) setenv("TEST_TMPDIR", "/dev/shm", 0);
    RegisterTest::SetUpTestSuite();
  }

  GuessingTimeTest() : random_(TestSeed()) {
    std::vector<std::map<std::string, std::string>> rows;
    for (int n = 0; n < kPool; ++n) rows.push_back(MemberRow(kFirst + n, UnionCode(1)));
    Import(MemberImport(rows));
  }

  // A batch about `count` persons of the pool that begins at `first`, drawn anew each time.
  members::v1::BatchCheckEligibilityRequest Batch(int first, int count, bool right_name) {
    std::vector<int> pool(kPool);
    for (int n = 0; n < kPool; ++n) pool[static_cast<std::size_t>(n)] = first + n;
    std::shuffle(pool.begin(), pool.end(), random_);
    members::v1::BatchCheckEligibilityRequest request;
    const members::v1::CheckEligibilityRequest sound = Question(first);
    request.set_benefit(sound.benefit());
    request.set_purpose(sound.purpose());
    request.set_case_number(sound.case_number());
    for (int n = 0; n < count; ++n) {
      members::v1::PersonKey& person = *request.add_persons();
      person = Question(pool[static_cast<std::size_t>(n)]).person();
      if (!right_name) person.set_full_name("赵六");
    }
    return request;
  }

  // Microseconds of the fastest of some calls; the decision about each person has to be `decision`.
  double Time(Members& stub, const members::v1::BatchCheckEligibilityRequest& request,
              members::v1::Decision decision) {
    double fastest = std::numeric_limits<double>::infinity();
    for (int call = 0; call < kCalls; ++call) {
      members::v1::BatchCheckEligibilityResponse response;
      const steady_clock::time_point began = steady_clock::now();
      const absl::Status status = Ask(stub, &Members::BatchCheckEligibility, request, &response);
      const std::chrono::duration<double, std::micro> took = steady_clock::now() - began;
      EXPECT_THAT(status, IsOk());
      for (const auto& item : response.items()) EXPECT_EQ(item.decision(), decision);
      fastest = std::min(fastest, took.count());
    }
    return fastest;
  }

  // A benefit system that nobody has seen yet.
  std::unique_ptr<Members> NewPartner() {
    const std::string identity = absl::StrCat("partner/guesser-", ++partners_);
    suite_->Issue(identity);
    suite_->Grant(identity, policy::v1::BENEFIT_SYSTEM);
    suite_->WaitUntilCaughtUp();
    auto stub =
        members::v1::MembersService::NewStub(suite_->ChannelTo(Service::kMembers, identity));
    Time(*stub, Batch(kFirst, 1, true), members::v1::ELIGIBLE);  // connects
    return stub;
  }

  std::mt19937_64 random_;
  static int partners_;
};

int GuessingTimeTest::partners_ = 0;

TEST_F(GuessingTimeTest, ARegisteredNumberTakesTheTimeOfAnUnknownOne) {
  std::vector<double> registered;
  std::vector<double> unknown;
  std::unique_ptr<Members> stub;
  for (int n = 0; n < 2 * kTries; ++n) {
    if (n % kTriesOfAnIdentity == 0) stub = NewPartner();
    // In turn, so that what the machine does besides falls on both alike.
    const bool is_registered = n % 2 == 0;
    const auto request = Batch(is_registered ? kFirst : kFirst + kPool, kPersons, false);
    (is_registered ? registered : unknown)
        .push_back(Time(*stub, request, members::v1::NOT_ELIGIBLE));
  }
  const double accuracy = BestAccuracy(registered, unknown);
  RecordProperty("accuracy", absl::StrCat(accuracy));
  EXPECT_LE(accuracy, 0.55);
}

TEST_F(GuessingTimeTest, TheClassifierSeesTwiceTheWork) {
  const std::unique_ptr<Members> stub = NewPartner();
  std::vector<double> once;
  std::vector<double> twice;
  for (int n = 0; n < 2 * kTries; ++n) {
    const bool is_once = n % 2 == 0;
    const auto request = Batch(kFirst, is_once ? kPersons : 2 * kPersons, true);
    (is_once ? once : twice).push_back(Time(*stub, request, members::v1::ELIGIBLE));
  }
  EXPECT_GE(BestAccuracy(once, twice), 0.95);
}

}  // namespace
}  // namespace mingce::tests
