#include "cli/audit/verify_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "cli/show/errors.h"

namespace mingce::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

LogReport LogOf(std::uint64_t entries, int findings) {
  LogReport log{.entries = entries, .head = {}, .heads = 2, .findings = {}};
  log.head.set_epoch("e");
  log.head.set_sequence(entries);
  log.head.set_hash(std::string(32, '\xab'));
  for (int i = 0; i < findings; ++i) {
    log.findings.push_back({.reason = "LOG_CUT",
                            .sequence = entries + static_cast<std::uint64_t>(i) + 1,
                            .right = {"应有", "is there"}});
  }
  return log;
}

ServiceProof ProofOf(const std::string& service, int findings) {
  return {.service = service,
          .title_zh = "某服务",
          .logs = {{{"事件", "events"}, LogOf(7, 0)}, {{"审计", "audit"}, LogOf(9, findings)}}};
}

TEST(VerifyViewTest, AWholeLogIsOneLine) {
  const View view = ProofsView({ProofOf("registry", 0)});
  const std::string text = view.text(Language::kEnglish);
  EXPECT_THAT(text, AllOf(HasSubstr("registry"), HasSubstr("abababababab "), HasSubstr("whole"),
                          Not(HasSubstr("what would be right"))));
  EXPECT_THAT(view.text(Language::kChinese), HasSubstr("完整"));
  EXPECT_THAT(view.notes, IsEmpty());
  const Json document = view.document(Language::kEnglish);
  EXPECT_EQ(document["whole"], true);
  const Json& log = document["services"][0]["logs"][1];
  EXPECT_EQ(log["log"], "audit");
  EXPECT_EQ(log["entries"], 9);
  EXPECT_EQ(log["heads"], 2);
  EXPECT_THAT(log["head"]["hash"].get<std::string>(), SizeIs(64));
}

TEST(VerifyViewTest, WhatIsWrongIsNamedAndLongListsAreCounted) {
  const View view = ProofsView({ProofOf("registry", 25)});
  EXPECT_THAT(view.text(Language::kEnglish),
              AllOf(HasSubstr("wrong at entry 10: LOG_CUT"), HasSubstr("is there")));
  ASSERT_THAT(view.notes, SizeIs(1));
  EXPECT_THAT(view.notes[0].en, HasSubstr("5 findings more"));
  const Json document = view.document(Language::kChinese);
  EXPECT_EQ(document["whole"], false);
  const Json& log = document["services"][0]["logs"][1];
  EXPECT_EQ(log["whole"], false);
  EXPECT_EQ(log["findings"].size(), 25u);
  EXPECT_EQ(log["findings"][0]["reason"], "LOG_CUT");
  EXPECT_EQ(log["findings"][0]["sequence"], 10);
  EXPECT_EQ(log["findings"][0]["right"], "应有");
}

TEST(VerifyViewTest, AServiceThatDoesNotAnswerHidesNoOther) {
  ServiceProof away{.service = "members",
                    .title_zh = "会员服务",
                    .status = ServiceUnreachable("会员服务", "members", "127.0.0.1:1", "")};
  const std::vector<ServiceProof> proofs = {ProofOf("registry", 0), std::move(away)};
  EXPECT_FALSE(IsWhole(proofs));
  const View view = ProofsView(proofs);
  ASSERT_THAT(view.notes, SizeIs(1));
  EXPECT_THAT(view.notes[0].en, HasSubstr("SERVICE_UNREACHABLE"));
  const Json document = view.document(Language::kEnglish);
  EXPECT_EQ(document["whole"], false);
  EXPECT_EQ(document["services"][0]["logs"].size(), 2u);
  EXPECT_EQ(document["services"][1]["error"]["reason"], "SERVICE_UNREACHABLE");
}

}  // namespace
}  // namespace mingce::cli
