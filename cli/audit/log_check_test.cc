#include "cli/audit/log_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/base/error.h"
#include "lib/testing/status_matchers.h"

namespace mingce::cli {
namespace {

using audit::v1::VerifyLogRequest;
using audit::v1::VerifyLogResponse;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kEpoch[] = "epoch00000000000000000000a";
constexpr std::uint64_t kPage = 100;

std::string HashAt(std::uint64_t sequence) {
  return std::string(24, 'h') + absl::StrCat(10'000'000 + sequence);
}

HeldHead Held(std::uint64_t sequence, const std::string& hash, const std::string& epoch = kEpoch) {
  return {.sequence = sequence, .epoch = epoch, .hash = hash, .place = "a.heads:1"};
}

// Answers as a service does whose log has so many entries, the one at `broken` not being sound.
class Log {
 public:
  explicit Log(std::uint64_t entries, std::uint64_t broken = 0)
      : entries_(entries), broken_(broken) {}

  absl::StatusOr<VerifyLogResponse> Answer(const VerifyLogRequest& request) {
    ++pages;
    EXPECT_LE(request.hashes_at_size(), 1000);
    const std::uint64_t after = request.after().sequence();
    EXPECT_EQ(request.after().hash(), after == 0 ? "" : HashAt(after));
    std::uint64_t page = kPage;
    if (request.max_entries() > 0) {
      page = std::min(page, static_cast<std::uint64_t>(request.max_entries()));
    }
    std::uint64_t end = std::min(after + page, entries_);
    VerifyLogResponse response;
    if (broken_ > after && broken_ <= end) {
      end = broken_ - 1;
      response.mutable_broken()->set_sequence(broken_);
      response.mutable_broken()->set_reason("CHAIN_BROKEN");
    }
    Put(end, response.mutable_verified());
    Put(entries_, response.mutable_head());
    for (const std::uint64_t at : request.hashes_at()) {
      if (at <= after || at > end || at == untold) continue;
      audit::v1::EntryHash* hash = response.add_hashes();
      hash->set_sequence(at);
      hash->set_hash(HashAt(at));
    }
    return response;
  }

  absl::StatusOr<LogReport> Check(const std::vector<HeldHead>& heads = {},
                                  audit::v1::Log log = audit::v1::EVENTS) {
    return CheckLog(log, heads,
                    [this](const VerifyLogRequest& request) { return Answer(request); });
  }

  int pages = 0;
  std::uint64_t untold = 0;

 private:
  static void Put(std::uint64_t sequence, type::Cursor* cursor) {
    cursor->set_epoch(kEpoch);
    cursor->set_sequence(sequence);
    if (sequence > 0) cursor->set_hash(HashAt(sequence));
  }

  const std::uint64_t entries_;
  const std::uint64_t broken_;
};

// "REASON sequence" of each.
std::vector<std::string> Told(const LogReport& report) {
  std::vector<std::string> told;
  for (const LogFinding& finding : report.findings) {
    told.push_back(absl::StrCat(finding.reason, " ", finding.sequence));
    EXPECT_NE(finding.right.zh, "");
  }
  return told;
}

TEST(LogCheckTest, AsksOnUntilTheHead) {
  Log log(250);
  const LogReport report = log.Check().value();
  EXPECT_EQ(log.pages, 3);
  EXPECT_EQ(report.entries, 250u);
  EXPECT_EQ(report.head.hash(), HashAt(250));
  EXPECT_THAT(report.findings, IsEmpty());
  Log none(0);
  EXPECT_EQ(none.Check().value().entries, 0u);
  EXPECT_EQ(none.pages, 1);
}

TEST(LogCheckTest, StopsWhereTheLogIsBroken) {
  Log log(250, 120);
  const LogReport report =
      log.Check({Held(90, HashAt(90)), Held(130, "another"), Held(251, HashAt(251))}).value();
  EXPECT_EQ(report.entries, 119u);
  EXPECT_THAT(Told(report), ElementsAre("CHAIN_BROKEN 120", "LOG_CUT 251"))
      << "nobody has read entry 130";
  EXPECT_EQ(report.heads, 2u);
}

TEST(LogCheckTest, HeadsAreComparedOnTheWay) {
  std::vector<HeldHead> heads;
  for (const std::uint64_t at : {1, 100, 101, 250}) heads.push_back(Held(at, HashAt(at)));
  EXPECT_THAT(Told(Log(250).Check(heads).value()), IsEmpty());
  EXPECT_EQ(Log(250).Check(heads).value().heads, 4u);
  EXPECT_THAT(Told(Log(249).Check(heads).value()), ElementsAre("LOG_CUT 250"));
  heads[2].hash[0] = 'x';
  EXPECT_THAT(Told(Log(250).Check(heads).value()), ElementsAre("LOG_REPLACED 101"));
}

TEST(LogCheckTest, NoHeadIsPassedOverHoweverManyThereAre) {
  std::vector<HeldHead> heads;
  for (std::uint64_t at = 1; at <= 5000; ++at) heads.push_back(Held(at, HashAt(at)));
  heads[2345].hash = "another";
  const LogReport report = Log(5000).Check(heads).value();
  EXPECT_THAT(Told(report), ElementsAre("LOG_REPLACED 2346"));
  EXPECT_EQ(report.heads, 5000u);
}

TEST(LogCheckTest, AnotherStreamIsToldOnceForBothLogs) {
  const std::vector<HeldHead> heads = {Held(3, "another", "epoch00000000000000000000b")};
  EXPECT_THAT(Told(Log(9).Check(heads, audit::v1::EVENTS).value()), ElementsAre("EPOCH_OTHER 3"));
  EXPECT_THAT(Told(Log(9).Check(heads, audit::v1::AUDIT).value()), IsEmpty());
}

TEST(LogCheckTest, AnAnswerThatDoesNotFollowIsNoProof) {
  Log silent(250);
  silent.untold = 101;
  EXPECT_EQ(ReasonOf(silent.Check({Held(101, HashAt(101))}).status()), "PROOF_UNFIT");
  const auto stand_still = [](const VerifyLogRequest&) -> absl::StatusOr<VerifyLogResponse> {
    VerifyLogResponse response;
    response.mutable_head()->set_sequence(5);
    return response;
  };
  EXPECT_EQ(ReasonOf(CheckLog(audit::v1::AUDIT, {}, stand_still).status()), "PROOF_UNFIT");
  const auto refuse = [](const VerifyLogRequest&) -> absl::StatusOr<VerifyLogResponse> {
    return absl::PermissionDeniedError("no");
  };
  EXPECT_THAT(CheckLog(audit::v1::AUDIT, {}, refuse),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace mingce::cli
