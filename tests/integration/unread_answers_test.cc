// Callers who do not read what they asked for: others are answered meanwhile, and they themselves
// afterwards.

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "lib/rpc/grpc_status.h"
#include "tests/integration/methods.h"
#include "tests/integration/raw_http2.h"
#include "tests/integration/register_for_tests.h"

namespace mingce::tests {
namespace {

using std::chrono::steady_clock;

constexpr char kCheck[] = "/mingce.members.v1.MembersService/CheckEligibility";
constexpr char kBatchCheck[] = "/mingce.members.v1.MembersService/BatchCheckEligibility";

// Many calls whose answers get no room to come. Other callers do not notice, and when the answers
// should have been read the reader himself is answered again.
class UnreadAnswersTest : public RegisterTest {
 protected:
  // Takes every place that a partner may have for calls of `path`.
  void Take(const std::string& path, const google::protobuf::Message& request) {
    const rpc::TlsFiles certificate = suite_->CertificateOf("partner/benefits");
    for (int i = 0; i < 3; ++i) {
      connections_.push_back(
          RawHttp2::Connect(suite_->port(Service::kMembers), certificate, RawHttp2::Window::kNone));
      ASSERT_NE(connections_.back(), nullptr);
      ASSERT_TRUE(connections_.back()->Begin(path, request.SerializeAsString(), 120));
    }
    // An answer that left all the same, an error's, leaves a gap.
    fill_ = [this, path, bytes = request.SerializeAsString()] {
      connections_[filled_++ % connections_.size()]->Begin(path, bytes, 1);
    };
  }

  // Asks as the partner does until the answer is, or is no longer, that there is no place.
  bool AskUntilFull(bool full, const std::function<void()>& meanwhile) {
    for (const auto end = steady_clock::now() + std::chrono::seconds(60);
         steady_clock::now() < end;) {
      if ((Check(Question(person_), "partner/benefits") == "QUEUE_FULL") == full) return true;
      EXPECT_EQ(Check(Question(person_), "person/officer"), "NOT_ELIGIBLE NOT_COLLECTED");
      meanwhile();
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  }

  std::vector<std::unique_ptr<RawHttp2>> connections_;
  std::function<void()> fill_;
  std::size_t filled_ = 0;
  static int person_;
};

int UnreadAnswersTest::person_ = 700;

TEST_F(UnreadAnswersTest, ToOneWhoAnswersPings) {
  const double before = suite_->Reading(Service::kMembers, "unread_answers_cancelled_total");
  Take(kCheck, Question(person_));
  ASSERT_TRUE(AskUntilFull(true, fill_));
  EXPECT_TRUE(AskUntilFull(false, [&] {
    for (const std::unique_ptr<RawHttp2>& connection : connections_) {
      EXPECT_TRUE(connection->AnswerPings());
    }
  }));
  EXPECT_GT(suite_->Reading(Service::kMembers, "unread_answers_cancelled_total"), before);
}

TEST_F(UnreadAnswersTest, ToOneWhoReadsNothingAtAll) {
  Take(kCheck, Question(person_));
  ASSERT_TRUE(AskUntilFull(true, fill_));
  EXPECT_TRUE(AskUntilFull(false, [] {}));
}

// A partner's batches hold up neither his own checks nor an officer's imports.
TEST_F(UnreadAnswersTest, ToBatches) {
  const members::v1::CheckEligibilityRequest question = Question(person_);
  members::v1::BatchCheckEligibilityRequest batch;
  *batch.add_persons() = question.person();
  batch.set_benefit(question.benefit());
  batch.set_purpose(question.purpose());
  batch.set_case_number(question.case_number());
  Take(kBatchCheck, batch);
  const auto channel = suite_->ChannelTo(Service::kMembers, "partner/benefits");
  const auto ask = [&] {
    return ReasonOf(rpc::FromGrpc(CallPath(kBatchCheck, channel, batch.SerializeAsString())));
  };
  while (ask() != "QUEUE_FULL") fill_();
  EXPECT_EQ(Check(question, "partner/benefits"), "NOT_ELIGIBLE NOT_COLLECTED");
  const members::v1::ImportMembersResponse imported =
      Import(MemberImport({MemberRow(person_, UnionCode(1))}));
  ASSERT_EQ(imported.results_size(), 1);
  EXPECT_EQ(imported.results(0).outcome(), type::ACCEPTED) << imported.DebugString();
  ++person_;
}

}  // namespace
}  // namespace mingce::tests
